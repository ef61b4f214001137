"""A person as one row of a table describes them, put together cell by cell."""

from collections.abc import Callable, Mapping
from typing import Final

from vaultnet.domain.contact import MetThrough
from vaultnet.domain.node import Kind, Value
from vaultnet.exchange.draft import Complaint, Draft, DraftTie, Loss, Origin, PersonKey
from vaultnet.exchange.options import Limits
from vaultnet.exchange.table_cells import foreign_key, labelled, one_line, tag
from vaultnet.phrase import Phrase, wording
from vaultnet.vault.fields.addresses import (
    parse_address,
    parse_email,
    parse_phone,
    parse_url,
)
from vaultnet.vault.fields.schema import fields_of
from vaultnet.vault.fields.values import Problem, parse_birth_date, parse_partial
from vaultnet.vault.rules import exchange as rules

_LISTS: Final = frozenset(spec.key for spec in fields_of(Kind.CONTACT, ()) if spec.many)
_READERS: Mapping[str, Callable[[str], object]] = {
    "email": parse_email,
    "phone": parse_phone,
    "url": parse_url,
    "address": parse_address,
    "birthday": parse_birth_date,
    "met": parse_partial,
}
_STAND_INS = ("aliases", "organisation", "email", "phone")


class PersonSheet:
    """What is known of one person so far.

    Whatever cannot be a value of its field is kept under a key of its own, and told.
    """

    def __init__(self, origin: Origin, limits: Limits) -> None:
        self.complaints: list[Complaint] = []
        self._origin = origin
        self._limits = limits
        self._values: dict[str, list[str]] = {}
        self._prose: list[str] = []
        self._ties: list[DraftTie] = []
        self._losses: list[Loss] = []

    def __contains__(self, key: str) -> bool:
        """Tell whether a field has a value."""
        return key in self._values

    def add(self, key: str, text: str, word: str = "", *, column: str = "") -> None:
        """Add a value to a field, `word` being its label, if it can be read there.

        `column` names where it comes from, and where it is kept if it cannot. A second value of a
        field that holds one is kept there too.
        """
        text = one_line(text)
        if not text:
            return
        name = column or key
        value = tag(text) if key == "tags" else labelled(word, text)
        problem = _READERS[key](value) if key in _READERS else None
        if isinstance(problem, Problem):
            self._warn(Phrase(problem.template, problem.values), problem.hint)
            self.keep(name, text)
        elif key in self._values and key not in _LISTS:
            if value not in self._values[key]:
                self.keep(name, text)
        else:
            self._put(key, value, name)

    def keep(self, column: str, text: str) -> None:
        """Keep a value that a vault has no field for, under a key made of its column."""
        if one_line(text):
            self._put(foreign_key(column), one_line(text), column)

    def note(self, text: str, column: str) -> None:
        """Add a paragraph of prose."""
        size = len(text.encode())
        if size > self._limits.prose:
            self._lose_long(column, size, self._limits.prose)
        elif text.strip():
            self._prose.append(text.replace("\r\n", "\n").replace("\r", "\n").strip())

    def tie(self, name: str, relation: str) -> None:
        """Add a tie to somebody who is known by name."""
        if one_line(name):
            self._ties.append(DraftTie(PersonKey(name=one_line(name)), one_line(relation)))

    def lose(self, what: str, reason: Phrase) -> None:
        """Say that something of the source has no place."""
        self._losses.append(Loss(self._origin, what, reason))

    def warn_value(self, template: str, text: str, hint: str = "") -> None:
        """Complain about a value, which `template` quotes as `{value}`."""
        self._warn(Phrase(template, {"value": one_line(text)[:60]}), hint)

    def draft(self, name: str, key: str = "") -> Draft | None:
        """Return the draft; None, with a complaint, for somebody without name and address."""
        named = one_line(name) or self._stand_in()
        if not named:
            said = Phrase(wording("the row has neither a name nor an address"))
            hint = Phrase(wording("give it a name in the source, or leave it out"))
            self.complaints.append(Complaint(rules.NAMELESS_RECORD, self._origin, said, hint))
            return None
        return Draft(
            origin=self._origin,
            key=key,
            name=named,
            values={key: self._value(key) for key in self._values},
            prose="\n\n".join(self._prose),
            ties=tuple(self._ties),
            losses=tuple(self._losses),
        )

    def _stand_in(self) -> str:
        """Return what can be shown for a name."""
        for key in _STAND_INS:
            for value in self._values.get(key, ()):
                return value.rpartition(": ")[2]
        return ""

    def _value(self, key: str) -> Value:
        values = self._values[key]
        return tuple(values) if key in _LISTS or len(values) > 1 else values[0]

    def _put(self, key: str, value: str, column: str) -> None:
        size = len(value.encode())
        if size > self._limits.value:
            self._lose_long(column, size, self._limits.value)
            return
        values = self._values.setdefault(key, [])
        if value not in values:
            values.append(value)

    def _lose_long(self, column: str, size: int, most: int) -> None:
        template = wording("it has {n} bytes, and a note takes {most} of it at most")
        self.lose(column, Phrase(template, {"n": size, "most": most}))

    def _warn(self, message: Phrase, hint: str) -> None:
        rule = rules.INVALID_SOURCE_VALUE
        told = Phrase(hint, message.values) if hint else None
        self.complaints.append(Complaint(rule, self._origin, message, told))


def met_online(sheet: PersonSheet) -> None:
    """Say that the relationship began on the net."""
    sheet.add("met_through", MetThrough.ONLINE.value)
