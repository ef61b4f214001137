"""A person as one row of a table describes them, put together cell by cell."""

from datetime import date
from typing import Final

from vaultnet.domain.contact import MetThrough
from vaultnet.domain.node import Kind, Value
from vaultnet.exchange.draft import Complaint, Draft, DraftTie, Loss, Origin, PersonKey
from vaultnet.exchange.options import Limits
from vaultnet.exchange.tables.cells import DayOrder, foreign_key, is_no_date, parse_moment
from vaultnet.exchange.value_texts import labelled, single_blanks, tag
from vaultnet.late import pattern
from vaultnet.phrase import Phrase, wording
from vaultnet.vault.fields.schema import fields_of
from vaultnet.vault.rules import exchange as rules

_SEVERAL: Final = frozenset(
    spec.key for spec in fields_of(Kind.CONTACT, ()) if spec.many or spec.joined or spec.rest
)
_LISTS: Final = frozenset(spec.key for spec in fields_of(Kind.CONTACT, ()) if spec.many)
_STAND_INS = ("aliases", "organisation", "email", "phone")
_BARE_HOST = pattern(r"(?:[\w-]+\.)+[^\W\d_]{2,24}(?:[/?#]\S*)?")


class PersonSheet:
    """What is known of one person so far.

    Whether a field can hold a value is not looked at: that is done for all sources in one place.
    """

    def __init__(self, origin: Origin, limits: Limits) -> None:
        self.complaints: list[Complaint] = []
        self._origin = origin
        self._limits = limits
        self._values: dict[str, list[str]] = {}
        self._prose: list[str] = []
        self._ties: list[DraftTie] = []
        self._losses: list[Loss] = []

    def add(self, key: str, text: str, word: str = "", *, column: str = "") -> None:
        """Add a value to a field, `word` being its label.

        A second value of a field that holds one is kept under the name of its `column`.
        """
        value = tag(text) if key == "tags" else single_blanks(text)
        if not value:
            return
        if key == "url" and _BARE_HOST.fullmatch(value):
            value = f"https://{value}"
        value = labelled(word, value)
        if key in self._values and key not in _SEVERAL and value not in self._values[key]:
            self.keep(column or key, value)
        else:
            self.put(key, value, column or key)

    def add_day(self, key: str, text: str, order: DayOrder | None, as_of: date) -> None:
        """Add a day to a field, in the form of a vault; one that is not clear as it is written."""
        if not is_no_date(text):
            self.add(key, day_text(text, order, as_of))

    def keep_day(self, column: str, text: str, order: DayOrder | None, as_of: date) -> None:
        """Keep a day that a vault has no field for."""
        if not is_no_date(text):
            self.keep(column, day_text(text, order, as_of))

    def keep(self, column: str, text: str) -> None:
        """Keep a value that a vault has no field for, under a key made of its column."""
        if single_blanks(text):
            self.put(foreign_key(column), single_blanks(text), column)

    def put(self, key: str, text: str, column: str = "") -> None:
        """Add a value to a key, whatever key it is."""
        value = single_blanks(text)
        size = len(value.encode())
        if size > self._limits.value:
            self._lose_long(column or key, size, self._limits.value)
            return
        values = self._values.setdefault(key, [])
        if value not in values:
            values.append(value)

    def note(self, text: str, column: str) -> None:
        """Add a paragraph of prose."""
        size = len(text.encode())
        if size > self._limits.prose:
            self._lose_long(column, size, self._limits.prose)
        elif text.strip():
            self._prose.append(text.replace("\r\n", "\n").replace("\r", "\n").strip())

    def tie(self, name: str, relation: str) -> None:
        """Add a tie to somebody who is known by name."""
        if single_blanks(name):
            self._ties.append(
                DraftTie(PersonKey(name=single_blanks(name)), single_blanks(relation))
            )

    def lose(self, what: str, reason: Phrase) -> None:
        """Say that something of the source has no place."""
        self._losses.append(Loss(self._origin, what, reason))

    def draft(self, name: str, key: str = "") -> Draft | None:
        """Return the draft; None, with a complaint, for somebody without name and address."""
        named = single_blanks(name) or self._stand_in()
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
        values = (value for key in _STAND_INS for value in self._values.get(key, ()))
        return next(values, "").rpartition(": ")[2]

    def _value(self, key: str) -> Value:
        values = self._values[key]
        return tuple(values) if key in _LISTS or len(values) > 1 else values[0]

    def _lose_long(self, column: str, size: int, most: int) -> None:
        template = wording("it has {n} bytes, and a note takes {most} of it at most")
        self.lose(column, Phrase(template, {"n": size, "most": most}))


def met_online(sheet: PersonSheet) -> None:
    """Say that the relationship began on the net."""
    sheet.add("met_through", MetThrough.ONLINE.value)


def day_text(text: str, order: DayOrder | None, as_of: date) -> str:
    """Return a day in the form of a vault, or as it is written where it is not clear."""
    moment = parse_moment(text, order, as_of)
    return moment.day if moment else text
