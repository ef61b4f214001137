"""Where encounters go: into the log of the one person they were with, or into the journal."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from vaultnet.domain.entry import Entry, EntryKind, Journal
from vaultnet.domain.node import NodeId
from vaultnet.exchange.draft import Encounter
from vaultnet.exchange.planning.line_texts import journal_line, log_line
from vaultnet.exchange.planning.matching import People
from vaultnet.exchange.planning.plan_values import Outcome, PlannedEncounter
from vaultnet.exchange.safe_text import escaped
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase
from vaultnet.vault.edits.entry_edits import journal_path
from vaultnet.vault.parsed import Vault

_Sign = tuple[date, frozenset[EntryKind], str]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What placing needs to know: who is who, whose note is where, and what was written before."""

    vault: Vault
    people: People
    paths: Mapping[NodeId, str]
    written: Mapping[NodeId, frozenset[str]]
    as_of: date
    me: frozenset[NodeId] = frozenset()


def place_encounters(
    encounters: Iterable[Encounter], whereabouts: Whereabouts
) -> tuple[PlannedEncounter, ...]:
    """Return where each encounter goes, in their order; one that was written is left alone."""
    placing = _Placing(whereabouts)
    return tuple(placing.place(encounter) for encounter in encounters)


class _Placing:
    """The placing of the encounters of one source."""

    def __init__(self, whereabouts: Whereabouts) -> None:
        self._at = whereabouts
        self._language = whereabouts.vault.settings.language
        self._signs: dict[NodeId, frozenset[_Sign]] = {}
        self._now: set[tuple[NodeId, str]] = set()

    def place(self, encounter: Encounter) -> PlannedEncounter:
        """Return where one encounter goes."""
        if encounter.day > self._at.as_of:
            return self._left_out(encounter, Phrase("it is still to come"))
        people = self._people(encounter)
        if not people:
            return self._left_out(encounter, Phrase("nobody of it is a contact"))
        missing = [person for person in people if not self._is_written(encounter, person)]
        self._now.update((person, encounter.key) for person in people)
        if not missing:
            return PlannedEncounter(
                outcome=Outcome.UNCHANGED, encounter=encounter, people=tuple(people)
            )
        if len(missing) > 1:
            return self._in_journal(encounter, missing)
        line = log_line(encounter, self._language)
        return PlannedEncounter(
            outcome=Outcome.LOGGED,
            encounter=encounter,
            people=tuple(missing),
            path=self._at.paths[missing[0]],
            line=line,
        )

    def _people(self, encounter: Encounter) -> list[NodeId]:
        """Return the contacts it was with, each once; who cannot be told apart is left out."""
        found: dict[NodeId, None] = {}
        for key in encounter.people:
            known = self._at.people.find_known(key)
            if len(known) == 1 and known[0] not in self._at.me:
                found[known[0]] = None
        return list(found)

    def _is_written(self, encounter: Encounter, person: NodeId) -> bool:
        """Tell whether the record, this import or the vault itself has the encounter already."""
        if (person, encounter.key) in self._now:
            return True
        if encounter.key in self._at.written.get(person, ()):
            return True
        kinds = frozenset(encounter.kinds or (EntryKind.CONTACT,))
        return (encounter.day, kinds, escaped(encounter.text)) in self._signs_of(person)

    def _signs_of(self, person: NodeId) -> frozenset[_Sign]:
        if person not in self._signs:
            records = self._at.vault.network.records.get(person, ())
            self._signs[person] = frozenset(_signs(record.entry for record in records))
        return self._signs[person]

    def _in_journal(self, encounter: Encounter, people: Sequence[NodeId]) -> PlannedEncounter:
        path = journal_path(encounter.day, self._at.vault.settings)
        held = self._at.vault.files.get(path)
        if held is not None and not isinstance(held.node, Journal):
            return self._left_out(encounter, Phrase("{path} cannot be read", {"path": path}))
        return PlannedEncounter(
            outcome=Outcome.LOGGED,
            encounter=encounter,
            people=tuple(people),
            path=path,
            line=journal_line(encounter, people, self._language),
        )

    def _left_out(self, encounter: Encounter, reason: Phrase) -> PlannedEncounter:
        return PlannedEncounter(outcome=Outcome.IGNORED, encounter=encounter, reason=reason)


def is_journal_line(planned: PlannedEncounter, paths: Collection[str]) -> bool:
    """Tell whether a planned line goes into the journal; `paths` are those of contacts."""
    return bool(planned.path) and planned.path not in paths


def _signs(entries: Iterable[Entry]) -> Iterable[_Sign]:
    for entry in entries:
        if entry.day is not None:
            yield entry.day, frozenset(entry.kinds), entry.text
