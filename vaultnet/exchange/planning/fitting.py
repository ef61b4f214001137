"""A draft as a contact can hold it: known fields whose values are read, and all else kept aside.

What a field cannot hold is kept as text under a key of its own. A source says who somebody is;
it never decides whether a page is private, what is shared of it, or what kind of page it is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from vaultnet.domain.dates import Birthday, PartialDate
from vaultnet.domain.network import Network, kind_of
from vaultnet.domain.node import Kind, Value
from vaultnet.exchange.draft import Complaint, Draft, Loss
from vaultnet.exchange.safe_text import hides_something, one_line, plain_value
from vaultnet.exchange.value_texts import tag
from vaultnet.late import dataclass, pattern
from vaultnet.phrase import Phrase
from vaultnet.vault.fields.schema import specs_by_key
from vaultnet.vault.fields.specs import FieldSpec, FieldType
from vaultnet.vault.fields.values import Problem
from vaultnet.vault.front.field_reading import field_reader
from vaultnet.vault.front.key_slips import meant_key
from vaultnet.vault.front.quoting import quoted
from vaultnet.vault.parsed import Vault
from vaultnet.vault.rules.exchange import INVALID_SOURCE_VALUE
from vaultnet.vault.settings import Settings

_NOT_THEIRS = frozenset({"shared", "kind", "photo", "source", "name"})
_SILENT = frozenset({"photo", "source", "name"})
_NOT_PRIVATE = frozenset({"false", "falso", "no", "n", "0", "off"})
_NO_KEY = pattern(r"[^\w-]+")
LINKED_KINDS: Mapping[str, Kind] = {
    "organisation": Kind.ORGANISATION,
    "introduced_by": Kind.CONTACT,
    "serves": Kind.OBJECTIVE,
}
"""The fields that may be links, with the kind of page that they lead to."""

_ROOM = 0.75
LONGEST_NAME = 10_000
"""How many characters of a name are kept; what is longer is no name."""

_OTHER = "x-"


@dataclass(frozen=True, slots=True)
class Fitted:
    """A draft whose values can be written, and what was said of those that could not."""

    draft: Draft
    complaints: tuple[Complaint, ...] = ()
    losses: tuple[Loss, ...] = ()


def fit_draft(draft: Draft, vault: Vault, as_of: date) -> Fitted:
    """Return a draft with safe values for fields of a contact; nothing of it is lost unsaid."""
    fitting = _Fitting(draft, vault, as_of)
    values = fitting.values()
    named = plain_value(draft.name) or _name_from(values) or one_line(draft.key)
    if len(named) > LONGEST_NAME:
        reason = Phrase("it is too long for the front matter of a note")
        fitting.losses.append(Loss(draft.origin, "name", reason))
        named = named[:LONGEST_NAME].rstrip() + "…"
    fitted = replace(draft, key=one_line(draft.key), name=named, values=values)
    return Fitted(fitted, tuple(fitting.complaints), (*draft.losses, *fitting.losses))


def linked_text(network: Network, text: str, kind: Kind) -> str | None:
    """Return a link to the page of a kind that a text names; None where there is none."""
    name = one_line(text).removeprefix("[[").removesuffix("]]").partition("|")[0]
    found = network.link_table.resolve(name) if name else None
    if found is None or kind_of(network.nodes[found]) is not kind:
        return None
    return f"[[{found}]]"


class _Fitting:
    """The fitting of one draft, with what is said on the way."""

    def __init__(self, draft: Draft, vault: Vault, as_of: date) -> None:
        self.complaints: list[Complaint] = []
        self.losses: list[Loss] = []
        self._draft = draft
        self._vault = vault
        self._as_of = as_of
        self._criteria = tuple(vault.settings.criteria)
        self._specs = specs_by_key(Kind.CONTACT, self._criteria)
        self._known = tuple(self._specs)
        self._aside: dict[str, list[str]] = {}

    def values(self) -> Mapping[str, Value]:
        """Return the values by the keys by which they are written."""
        found: dict[str, Value] = {}
        for key, value in self._draft.values.items():
            texts = [text for text in self._cleaned(key, value) if text]
            spec = self._specs.get(key)
            if key in _NOT_THEIRS:
                self._refuse(key, silent=key in _SILENT)
            elif spec is None:
                self._keep_aside(self._free_key(key), texts)
            elif spec.form is FieldType.BOOLEAN:
                found |= self._private(key, texts)
            elif sound := self._sound(spec, texts):
                found[spec.key] = _together(spec, found.get(spec.key), sound)
        aside = {key: _one_or_all(texts) for key, texts in self._aside.items() if texts}
        return self._that_fit({**found, **aside}, self._vault.settings)

    def _cleaned(self, key: str, value: Value) -> Iterator[str]:
        texts = (value,) if isinstance(value, str) else value
        if any(map(hides_something, texts)):
            reason = Phrase("characters that nobody sees were taken out")
            self.losses.append(Loss(self._draft.origin, key, reason))
        for text in texts:
            link = self._link(key, text)
            yield plain_value(text) if link is None else link

    def _link(self, key: str, text: str) -> str | None:
        kind = LINKED_KINDS.get(key)
        return None if kind is None else linked_text(self._vault.network, text, kind)

    def _refuse(self, key: str, *, silent: bool) -> None:
        if not silent:
            reason = Phrase("that is for you to decide, and no source does")
            self.losses.append(Loss(self._draft.origin, key, reason))

    def _private(self, key: str, texts: Sequence[str]) -> Mapping[str, Value]:
        """Return that a page is private, unless a source clearly says that it is not.

        Such a source decides nothing, and a word that nobody knows does not make a page public.
        """
        if any(text.casefold() not in _NOT_PRIVATE for text in texts):
            return {"private": "true"}
        self._refuse(key, silent=False)
        return {}

    def _sound(self, spec: FieldSpec, texts: Sequence[str]) -> list[str]:
        """Return the texts that the field can hold, and keep the others aside."""
        good = []
        for text in texts:
            text = tag(text) if spec.form is FieldType.TAG else text  # noqa: PLW2901 (cleaned)
            if self._can_hold(spec, text):
                good.append(text)
            else:
                self._complain(spec.key, text)
        return list(dict.fromkeys(good))

    def _can_hold(self, spec: FieldSpec, text: str) -> bool:
        if spec.form is FieldType.LINK:
            return text.startswith("[[")
        found = field_reader(spec, Kind.CONTACT, self._criteria)(text)
        if isinstance(found, Problem) or not text:
            return False
        return not (spec.key in {"met", "birthday", "rated"} and self._is_to_come(found))

    def _is_to_come(self, found: object) -> bool:
        if isinstance(found, Birthday):
            if found.year is None:
                return False
            return (found.year, found.month, found.day) > self._as_of.timetuple()[:3]
        first = found.first if isinstance(found, PartialDate) else found
        return isinstance(first, date) and first > self._as_of

    def _complain(self, key: str, text: str) -> None:
        """Keep a text that a field cannot hold under a key of its own, and say so."""
        kept = f"{_OTHER}{key.replace('_', '-')}"
        self._keep_aside(kept, [text])
        values = {"value": text if len(text) <= 60 else text[:60] + "…", "key": key, "kept": kept}
        template = '"{value}" cannot be read as {key}, and is kept as "{kept}"'
        complaint = Complaint(INVALID_SOURCE_VALUE, self._draft.origin, Phrase(template, values))
        self.complaints.append(complaint)

    def _keep_aside(self, key: str, texts: Iterable[str]) -> None:
        held = self._aside.setdefault(key, [])
        held.extend(text for text in texts if text not in held)

    def _free_key(self, key: str) -> str:
        """Return a key that nobody takes for a field of ours, nor for a slip of one."""
        plain = _NO_KEY.sub("-", one_line(key).casefold()).strip("-_")[:80]
        if not plain or not plain[0].isalpha() or meant_key(plain, self._known) is not None:
            return f"{_OTHER}{plain or 'value'}"
        return plain

    def _that_fit(self, values: dict[str, Value], settings: Settings) -> Mapping[str, Value]:
        """Return values that fit into the front matter of a note; the longest give way first."""
        room = int(settings.max_front_matter_size * _ROOM) - _size(("name", self._draft.name))
        while values and sum(map(_size, values.items())) > max(room, 0):
            longest = max(
                values, key=lambda key: (key not in self._specs, _size((key, values[key])))
            )
            reason = Phrase("it is too long for the front matter of a note")
            self.losses.append(Loss(self._draft.origin, longest, reason))
            values = {key: value for key, value in values.items() if key != longest}
        return values


def _together(spec: FieldSpec, held: Value | None, texts: Sequence[str]) -> Value:
    """Return the texts of a field as it is written: a list, one text, or both parts of one."""
    if spec.many:
        before = held if isinstance(held, tuple) else ()
        return tuple(dict.fromkeys((*before, *texts)))
    if spec.rest and len(texts) > 1:
        return tuple(texts)
    return ", ".join(texts) if spec.joined else texts[0]


def _one_or_all(texts: Sequence[str]) -> Value:
    return texts[0] if len(texts) == 1 else tuple(texts)


def _size(item: tuple[str, Value]) -> int:
    """Return about how many bytes a field takes in front matter."""
    key, value = item
    texts = (value,) if isinstance(value, str) else value
    written = (quoted(text).encode("utf-8", "replace") for text in texts)
    return len(key) + sum(len(text) + 2 for text in written)


def _name_from(values: Mapping[str, Value]) -> str:
    """Return what stands for a name where a source gives none: the address, without its host."""
    for key in ("organisation", "email", "phone"):
        value = values.get(key, "")
        text = value if isinstance(value, str) else value[0]
        if text:
            return text.rpartition(": ")[2].partition("@")[0]
    return ""
