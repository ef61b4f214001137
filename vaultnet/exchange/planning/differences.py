"""What a source says now, against what it said last and what the note says: three ways.

The owner's word counts. A value is taken over where the note still has what the source said last,
and filled in where neither has said anything; what the owner changed or took out stays so. Of
lists, only what is new at the source is added.
"""

from collections.abc import Callable, Iterator, Mapping

from vaultnet.domain.likeness import email_key, phone_key, url_key
from vaultnet.domain.links import fold
from vaultnet.domain.network import Network
from vaultnet.domain.node import Value
from vaultnet.exchange.planning.fitting import LINKED_KINDS, linked_text
from vaultnet.exchange.planning.plan_values import Kept, ValueChange
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase
from vaultnet.vault.fields.addresses import LABEL

_FILLED_IN = frozenset(
    {"met", "met_through", "introduced_by", "timezone", "uid", "tier", "status", "cadence"}
)
"""Fields of which the note knows better: a source fills them in, and disputes them if asked to."""

_WAYS: Mapping[str, Callable[[str], str]] = {
    "email": email_key,
    "phone": phone_key,
    "url": url_key,
}

Comparable = Callable[[str, str], str]
"""Given a key and a text of its field, returns the form in which it compares."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a note would take over from a source, and what it keeps although the two differ."""

    changes: tuple[ValueChange, ...]
    kept: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class ThreeWays:
    """The values of one person: of the note, of the source now, of the source before."""

    ours: Mapping[str, Value]
    theirs: Mapping[str, Value]
    base: Mapping[str, Value]


def compare(
    values: ThreeWays,
    lists: frozenset[str],
    comparable: Comparable,
    *,
    prefers_source: bool = False,
) -> Difference:
    """Return what differs; `lists` are the keys whose fields hold lists."""
    comparison = _Comparison(values, comparable, prefers_source=prefers_source)
    for key in dict.fromkeys((*values.theirs, *values.base)):
        is_list = key in lists or any(
            isinstance(each.get(key), tuple) for each in (values.ours, values.theirs)
        )
        if is_list:
            comparison.compare_lists(key)
        else:
            comparison.compare_texts(key)
    comparison.keep_former_name()
    return Difference(tuple(comparison.changes), tuple(comparison.kept))


def comparable_in(network: Network) -> Comparable:
    """Return what compares texts of fields, in a vault in which organisations have pages."""

    def comparable(key: str, text: str) -> str:
        if key in LINKED_KINDS:
            return fold(linked_text(network, text, LINKED_KINDS[key]) or text)
        way = _WAYS.get(key)
        if way is None:
            return fold(text)
        label = LABEL.fullmatch(text)
        value = label[2] if label else text
        return way(value) or fold(value)

    return comparable


class _Comparison:
    """One comparison of one person, field by field."""

    def __init__(self, values: ThreeWays, comparable: Comparable, *, prefers_source: bool) -> None:
        self.changes: list[ValueChange] = []
        self.kept: list[Kept] = []
        self._values = values
        self._comparable = comparable
        self._prefers_source = prefers_source

    def compare_texts(self, key: str) -> None:
        """Compare a field that holds one text."""
        ours, theirs, base = (_text(each.get(key)) for each in self._all())
        if theirs is None:
            if base is not None and self._same(key, ours, base):
                self._keep(key, Phrase("the source does not say it any more"))
        elif self._same(key, ours, theirs) or self._same(key, base, theirs):
            return
        elif ours is None:
            self._fill_in(key, theirs, base)
        elif self._same(key, base, ours):
            self.changes.append(ValueChange(key, ours, theirs))
        else:
            self._dispute(key, ours, theirs, base)

    def compare_lists(self, key: str) -> None:
        """Compare a field that holds a list: what is new at the source is added."""
        ours, theirs, base = (_texts(each.get(key)) for each in self._all())
        held = {self._comparable(key, text) for text in ours}
        said = {self._comparable(key, text) for text in base}
        new = [text for text in theirs if self._comparable(key, text) not in held | said]
        if new:
            before = self._values.ours.get(key) or None
            self.changes.append(ValueChange(key, before, (*ours, *new)))
        now = {self._comparable(key, text) for text in theirs}
        gone = tuple(text for text in base if self._comparable(key, text) in held - now)
        if gone:
            reason = Phrase("the source does not say it any more")
            self.kept.append(Kept(key, gone, None, reason))

    def keep_former_name(self) -> None:
        """Keep a name that changes as an alias, so that links by it lead here still."""
        changed = {each.key: each for each in self.changes}
        former = changed["name"].before if "name" in changed else None
        before = self._values.ours.get("aliases") or None
        aliases = _texts(changed["aliases"].after if "aliases" in changed else before)
        if isinstance(former, str) and fold(former) not in map(fold, aliases):
            self.changes = [each for each in self.changes if each.key != "aliases"]
            self.changes.append(ValueChange("aliases", before, (*aliases, former)))

    def _all(self) -> Iterator[Mapping[str, Value]]:
        yield from (self._values.ours, self._values.theirs, self._values.base)

    def _same(self, key: str, one: str | None, other: str | None) -> bool:
        if one is None or other is None:
            return False
        return self._comparable(key, one) == self._comparable(key, other)

    def _fill_in(self, key: str, theirs: str, base: str | None) -> None:
        if base is None:
            self.changes.append(ValueChange(key, None, theirs))
        else:
            self._keep(key, Phrase("you took it out"))

    def _dispute(self, key: str, ours: str, theirs: str, base: str | None) -> None:
        if self._prefers_source:
            self.changes.append(ValueChange(key, ours, theirs))
        elif key in _FILLED_IN:
            return
        elif base is None:
            self._keep(key, Phrase("the note says otherwise"))
        else:
            self._keep(key, Phrase("you and the source both changed it"))

    def _keep(self, key: str, reason: Phrase) -> None:
        values = self._values
        self.kept.append(Kept(key, values.ours.get(key), values.theirs.get(key), reason))


def _text(value: Value | None) -> str | None:
    """Return a value as one text; an empty one is none."""
    if value is None or isinstance(value, str):
        return value or None
    return ", ".join(value) or None


def _texts(value: Value | None) -> tuple[str, ...]:
    if not value:
        return ()
    return (value,) if isinstance(value, str) else value
