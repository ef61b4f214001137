"""The cards of a review: one contact's evidence, and a question for each criterion."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import Enum

from vaultnet.cli.paper import Column, Styled, Written, heading, lay_out, paragraph
from vaultnet.cli.questions import Questions
from vaultnet.cli.reasons import Desk
from vaultnet.domain.contact import Contact
from vaultnet.domain.node import NodeId
from vaultnet.labels import criterion_label
from vaultnet.late import dataclass
from vaultnet.strategy.review import Card, CardLine

_RATINGS = frozenset("12345")
_WEIGHED = ("assessment/", "opportunities/", "risks/")
_MOST_LOGGED = 12
SKIP, QUIT = "s", "q"


class _End(Enum):
    """What ends a card before its last question."""

    SKIPPED = SKIP
    QUIT = QUIT


@dataclass(frozen=True, slots=True)
class Dealer:
    """Shows cards and takes ratings; `blind` hides who it is and what was rated before."""

    desk: Desk
    questions: Questions
    contacts: Mapping[NodeId, Contact]
    blind: bool

    def deal(self, cards: Sequence[Card]) -> Mapping[NodeId, Mapping[str, int]]:
        """Return the ratings that were given, by contact; those of none are left out."""
        self._tell(self._instructions(len(cards)))
        given: dict[NodeId, Mapping[str, int]] = {}
        for number, card in enumerate(cards, start=1):
            self._tell("\n".join(["", *self._face(card, number, len(cards)), ""]))
            ratings, end = self._rate(card)
            if ratings and end is not _End.SKIPPED:
                given[card.contact] = ratings
            if end is _End.QUIT:
                break
        return given

    def _tell(self, text: str) -> None:
        self.desk.terminal.remark(text)

    def _instructions(self, count: int) -> str:
        words = self.desk.words
        many = words.plural("{n} card.", "{n} cards.", count)
        how = words.text(
            "Rate each criterion from 1, the lowest, to 5, the highest, on what you read. Enter"
            " gives no opinion and leaves the rating as it is, s skips the card, q ends. Nothing"
            " is written before you say so."
        )
        return paragraph(self.desk.terminal, f"{many} {how}")

    def _face(self, card: Card, number: int, count: int) -> Iterator[str]:
        """Yield what a card shows: what somebody does, and the lines that judgement rests on."""
        words, terminal = self.desk.words, self.desk.terminal
        title = words.text("Card {number} of {count}", number=number, count=count)
        contact = self.contacts[card.contact]
        yield heading(terminal, title if self.blind else contact.name, "" if self.blind else title)
        role = card.role if self.blind else contact.role
        if facts := "; ".join(text for text in (role, ", ".join(card.functions)) if text):
            yield paragraph(terminal, facts, indent=2)
        lines, older = _newest(card.lines)
        if lines:
            columns = (Column(flexible=True), Column(flexible=True))
            yield lay_out(terminal, columns, [self._row(line) for line in lines])
        else:
            none = words.text("Nothing is written down that a rating could rest on.")
            yield paragraph(terminal, none, indent=2)
        if older:
            more = words.plural("and {n} older line", "and {n} older lines", older)
            yield f"  {more}"

    def _row(self, line: CardLine) -> tuple[Written, ...]:
        desk = self.desk
        text = line.text if self.blind else line.written
        return (Styled(desk.say(line.sentence), "faint"), desk.line(" ".join(text.split())))

    def _rate(self, card: Card) -> tuple[Mapping[str, int], _End | None]:
        """Return the ratings given to a card, and what ended it before its last question."""
        ratings: dict[str, int] = {}
        for criterion in card.criteria:
            answer = self._answer(self._question(card, criterion))
            if isinstance(answer, _End):
                return ratings, answer
            if answer is not None:
                ratings[criterion] = answer
        return ratings, None

    def _question(self, card: Card, criterion: str) -> str:
        words = self.desk.words
        label = criterion_label(words, criterion)
        now = None if self.blind else self.contacts[card.contact].ratings.get(criterion)
        if now is None:
            return words.text("{criterion}, 1 to 5:", criterion=label)
        return words.text("{criterion}, 1 to 5 (now {rating}):", criterion=label, rating=now)

    def _answer(self, question: str) -> int | _End | None:
        """Ask until the answer is a rating, nothing, or the end of the card or of all."""
        while True:
            answer = self.questions.ask(question)
            if answer is None or answer.casefold() == QUIT:
                return _End.QUIT
            if answer.casefold() == SKIP:
                return _End.SKIPPED
            if not answer:
                return None
            if answer in _RATINGS:
                return int(answer)
            self._tell(self.desk.words.text("Write a number from 1 to 5, Enter, s or q."))


def _newest(lines: Sequence[CardLine]) -> tuple[Sequence[CardLine], int]:
    """Return the lines without the oldest of a long log, and how many of those there are."""
    logged = [line for line in lines if not line.fact.field.startswith(_WEIGHED)]
    older = logged[: max(0, len(logged) - _MOST_LOGGED)]
    left_out = set(map(id, older))
    return [line for line in lines if id(line) not in left_out], len(older)


def last_reviewed(contact: Contact) -> date | None:
    """Return the day on which a contact was last rated, or its evidence; None where unknown."""
    days = [contact.rated, *(line.rated for line in contact.assessment)]
    return max((day for day in days if day is not None), default=None)


def longest_ago(cards: Sequence[Card], contacts: Mapping[NodeId, Contact], most: int) -> list[Card]:
    """Return the cards of those who were reviewed longest ago, in the order of the deck."""

    def age(card: Card) -> tuple[date, int]:
        return (last_reviewed(contacts[card.contact]) or date.min, card.number)

    chosen = sorted(cards, key=age)[:most]
    return sorted(chosen, key=lambda card: card.number)
