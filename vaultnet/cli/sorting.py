"""Sorting people into tiers at the keyboard: a card, a key, and the answer is written.

Each answer is an operation of its own, so a session may end at any moment, by a key or by a power
cut, and all that was answered stands in the notes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from vaultnet.cli.note_writing import write_edited
from vaultnet.cli.output import clean
from vaultnet.cli.questions import Questions
from vaultnet.cli.reasons import Desk
from vaultnet.cli.reports.triage import render_card, render_keys
from vaultnet.cli.saved import tell_unless_flushed
from vaultnet.domain.contact import Contact, Tier
from vaultnet.domain.node import NodeId, Reference
from vaultnet.labels import tier_label
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase, wording
from vaultnet.storage import ConflictError
from vaultnet.strategy.terms import phrase
from vaultnet.strategy.triage import Chance, TriageCard
from vaultnet.vault.edits.field_edits import FieldChange, FieldEditError, Value, plan_field_edits
from vaultnet.workspace import Workspace

TIER_KEYS: Mapping[str, Tier] = {
    "k": Tier.KEY,
    "r": Tier.REGULAR,
    "l": Tier.LIGHT,
    "n": Tier.NONE,
}
SKIP, UNDO, QUIT, ACCEPT = "s", "u", "q", ""
_LABEL = "triage"
_LABEL_BACK = "triage u"


@dataclass(frozen=True, slots=True)
class _Decision:
    """An answer that was written: whose, at which place of the queue, and how the note changed."""

    contact: NodeId
    place: int
    change: FieldChange


@dataclass(slots=True)
class Sorter:
    """Shows cards, takes keys and writes tiers."""

    desk: Desk
    workspace: Workspace
    questions: Questions
    _history: list[_Decision] = field(default_factory=list)

    @property
    def decided(self) -> tuple[NodeId, ...]:
        """Return the contacts that got a tier, in the order of the answers."""
        return tuple(decision.contact for decision in self._history)

    def sort(self, cards: Sequence[TriageCard]) -> None:
        """Ask about one card after the other, until they or the answers end."""
        self._tell(render_keys(self.desk))
        place: int | None = 0
        as_of = self.workspace.as_of
        while place is not None and place < len(cards):
            card = cards[place]
            self._tell("\n" + render_card(self.desk, card, f"{place + 1}/{len(cards)}", as_of))
            place = self._answered(card, place)

    def _tell(self, text: str) -> None:
        self.desk.terminal.remark(text)

    def _answered(self, card: TriageCard, place: int) -> int | None:
        """Ask until a card is answered; return the place of the next one, None for the end."""
        chosen: dict[int, Chance] = {}
        for key in self._keys(card):
            if key == QUIT:
                return None
            if key == SKIP:
                return place + 1
            if key == ACCEPT or key in TIER_KEYS:
                tier = card.suggested if key == ACCEPT else TIER_KEYS[key]
                self._write(card, place, tier, chosen.values())
                return place + 1
            if key == UNDO and (before := self._take_back()) is not None:
                return before
            if key != UNDO and not self._toggle(card, key, chosen):
                self._tell(render_keys(self.desk))
        return None

    def _keys(self, card: TriageCard) -> Iterator[str]:
        """Yield keys until the input ends."""
        suggested = tier_label(self.desk.words, card.suggested)
        question = self.desk.words.text("tier [{suggested}]:", suggested=suggested)
        while (keys := self.questions.keys(question)) is not None:
            yield from keys

    def _toggle(self, card: TriageCard, key: str, chosen: dict[int, Chance]) -> bool:
        """Choose a chance by its number, or leave it again; False where the key is no number."""
        number = int(key) if key.isascii() and key.isdigit() else 0
        if not 0 < number <= len(card.chances):
            return False
        chance = card.chances[number - 1]
        told = self.desk.say(chance.sentence)
        if chosen.pop(number, None) is None:
            chosen[number] = chance
            self._say(wording("with the tier, this will be noted: {chance}"), chance=told)
        else:
            self._say(wording("this will not be noted: {chance}"), chance=told)
        return True

    def _say(self, template: str, **values: object) -> None:
        self._tell("  " + clean(self.desk.words.text(template, **values)))

    def _write(self, card: TriageCard, place: int, tier: Tier, chances: Iterable[Chance]) -> None:
        """Write a tier and what was chosen beside it, or say why the note was left as it is."""
        vault = self.workspace.vault
        parsed = vault.file_of(card.contact)
        contact = self.workspace.strategy.contacts[card.contact]
        try:
            change = plan_field_edits(parsed, _values(contact, tier, chances), vault.settings)
        except FieldEditError as error:
            self._refuse(parsed.path, error.reason)
            return
        if self._save(change, _LABEL):
            self._history.append(_Decision(card.contact, place, change))
            self._tell("  → " + tier_label(self.desk.words, tier))

    def _take_back(self) -> int | None:
        """Write the note of the last answer as it was; return the place of its card."""
        if not self._history:
            self._say(wording("there is no answer to take back"))
            return None
        last = self._history[-1]
        if not self._save(FieldChange(last.change.after, last.change.before, ()), _LABEL_BACK):
            return None
        self._history.pop()
        return last.place

    def _save(self, change: FieldChange, label: str) -> bool:
        """Write one note; False, after saying so, where somebody else changed it meanwhile."""
        try:
            written = write_edited(self.workspace.root, [change], label, self.desk.vault.settings)
        except ConflictError as error:
            self._refuse(change.path, Phrase(error.cause))
            return False
        tell_unless_flushed(written, self.desk.terminal, self.desk.words)
        return True

    def _refuse(self, path: str, reason: Phrase) -> None:
        told = reason.told(self.desk.words.listed)
        self._say(wording("{path} was left as it is: {reason}"), path=path, reason=told)


def _values(contact: Contact, tier: Tier, chances: Iterable[Chance]) -> Mapping[str, Value]:
    """Return the fields that an answer gives: the tier, and the functions and aims chosen."""
    values: dict[str, Value] = {"tier": tier.value}
    functions, serves = list(contact.functions), [_link(item) for item in contact.serves]
    held = {phrase(function) for function in functions}
    for chance in chances:
        if not chance.is_sure and phrase(chance.need.function) not in held:
            functions.append(chance.need.function)
        link = f"[[{chance.objective}]]"
        if not chance.serves and link not in serves:
            serves.append(link)
    if len(functions) > len(contact.functions):
        values["functions"] = tuple(functions)
    if len(serves) > len(contact.serves):
        values["serves"] = tuple(serves)
    return values


def _link(reference: Reference) -> str:
    """Return a reference as it is written in front matter."""
    if not reference.linked:
        return reference.target
    heading = f"#{reference.heading}" if reference.heading else ""
    label = f"|{reference.label}" if reference.label else ""
    return f"[[{reference.target}{heading}{label}]]"
