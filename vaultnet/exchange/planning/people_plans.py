"""What each person of a source would bring: a new note, or changes of the one that is theirs."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from vaultnet.domain.contact import Contact
from vaultnet.domain.node import Kind, NodeId, Section, Value
from vaultnet.exchange.draft import Draft, Loss, Picture
from vaultnet.exchange.planning.careers import NO_BEGINNING, job_change_lines, new_steps, step_mark
from vaultnet.exchange.planning.differences import Difference, ThreeWays, comparable_in, compare
from vaultnet.exchange.planning.drafts import joined
from vaultnet.exchange.planning.last_seen import LastSeen, SeenPerson
from vaultnet.exchange.planning.line_texts import career_line, tie_line
from vaultnet.exchange.planning.matching import People
from vaultnet.exchange.planning.note_edits import change_fields, held_values
from vaultnet.exchange.planning.plan_values import (
    Kept,
    NewLine,
    Outcome,
    PlannedPerson,
    PlanOptions,
    ValueChange,
)
from vaultnet.exchange.planning.recognition import Recognised
from vaultnet.exchange.safe_text import escaped_prose, plain_value
from vaultnet.phrase import Phrase
from vaultnet.vault.fields.schema import fields_of
from vaultnet.vault.parse import path_of_new
from vaultnet.vault.parsed import ParsedFile, Vault

_PICTURES = "files"
_CAREER, _TIES, _PROSE, _PHOTO = "career", "ties", "prose", "photo"
_NOT_FIELDS = frozenset({_CAREER, _TIES, _PROSE})
_RELATED = "x-related"


class PeoplePlans:
    """The plans for the people of one source; later drafts see what earlier ones would change."""

    def __init__(
        self, vault: Vault, seen: LastSeen, options: PlanOptions, *, source: str, people: People
    ) -> None:
        self.losses: list[Loss] = []
        self.seen: dict[str, SeenPerson] = {}
        self._vault = vault
        self._source = source
        self._before = seen
        self._options = options
        self._people = people
        self._files: dict[NodeId, ParsedFile] = {}
        self._comparable = comparable_in(vault.network)
        specs = fields_of(Kind.CONTACT, tuple(vault.settings.criteria))
        self._order = {spec.key: number for number, spec in enumerate(specs)}
        self._lists = frozenset(spec.key for spec in specs if spec.many)

    def all(self, recognised: Sequence[Recognised]) -> tuple[PlannedPerson, ...]:
        """Return what becomes of each person, in their order."""
        created = self._created_drafts(recognised)
        return tuple(self._plan(each, created) for each in recognised)

    def _created_drafts(self, recognised: Iterable[Recognised]) -> dict[NodeId, Draft]:
        """Return those who are new; drafts that are one of them are brought together."""
        created: dict[NodeId, Draft] = {}
        for each in recognised:
            if each.contact is None or each.contact in self._vault.network.nodes:
                continue
            held = created.get(each.contact)
            created[each.contact] = each.draft if held is None else joined(held, each.draft)
        return created

    def _plan(self, found: Recognised, created: Mapping[NodeId, Draft]) -> PlannedPerson:
        draft, contact = found.draft, found.contact
        if contact is None:
            outcome = Outcome.DOUBTFUL if found.candidates else Outcome.IGNORED
            return PlannedPerson(
                outcome=outcome,
                draft=draft,
                key=draft.key,
                candidates=found.candidates,
                reason=found.reason,
            )
        if contact not in created:
            return self._changed(found, contact)
        self._remember(draft, contact, ())
        if found.is_new:
            return self._created(found, contact, created[contact])
        return PlannedPerson(
            outcome=Outcome.CHANGED,
            draft=draft,
            key=draft.key,
            contact=contact,
            path=self._path(contact),
            evidence=found.evidence,
        )

    def _created(self, found: Recognised, contact: NodeId, draft: Draft) -> PlannedPerson:
        """Return the plan of a new note: its fields in their order, and its sections."""
        ties, unknown = self._ties(draft)
        values = {"source": self._source, **draft.values, "name": draft.name}
        if self._options.tier:
            values.setdefault("tier", self._options.tier)
        if unknown:
            values[_RELATED] = _listed(values.get(_RELATED), unknown)
        if draft.picture is not None:
            values[_PHOTO] = self._picture_path(contact, draft)
        last = len(self._order)
        ordered = sorted(values, key=lambda key: self._order.get(key, last))
        return PlannedPerson(
            outcome=Outcome.CREATED,
            draft=draft,
            key=found.draft.key,
            contact=contact,
            path=self._path(contact),
            evidence=found.evidence,
            values={key: values[key] for key in ordered},
            lines=(*self._career_of_new(draft), *self._to_others(contact, ties)),
            prose=escaped_prose(draft.prose),
            picture=self._to_write(values.get(_PHOTO), draft.picture),
        )

    def _career_of_new(self, draft: Draft) -> Iterator[NewLine]:
        vault, as_of = self._vault, self._options.as_of
        for step in draft.career:
            line = career_line(step, vault.network, vault.settings.language, as_of)
            if line is None:
                self._lose(draft, step.role or step.organisation, NO_BEGINNING)
            else:
                yield NewLine(Section.CAREER, line)

    def _changed(self, found: Recognised, contact: NodeId) -> PlannedPerson:
        """Return the plan for a note that there is, three ways; what it refuses stays as it is."""
        draft, settings = found.draft, self._vault.settings
        parsed = self._files.get(contact) or self._vault.file_of(contact)
        record = self._before.people.get(draft.key)
        base: Mapping[str, Value] = {} if record is None else record.values
        ties, unknown = self._ties(draft)
        if unknown:
            values = {**draft.values, _RELATED: _listed(draft.values.get(_RELATED), unknown)}
            draft = replace(draft, values=values)
        difference = self._difference(parsed, draft, base)
        photo = self._photo(contact, draft, parsed, base)
        wanted = (*difference.changes, *photo)
        after, refused = change_fields(parsed, wanted, settings)
        changes = tuple(each for each in wanted if each.key not in refused)
        node = parsed.node
        assert isinstance(node, Contact)  # noqa: S101 (a match is always a contact)
        prose = self._new_prose(draft, node, base)
        lines = _by_section(
            (
                *job_change_lines(self._vault, self._options, node, changes, draft.career),
                *self._new_career(contact, draft, base),
                *self._new_ties(node, ties, base),
            )
        )
        self._files[contact] = after
        self._remember(draft, contact, tuple(refused))
        shown = next((each.after for each in changes if each.key == _PHOTO), None)
        return PlannedPerson(
            outcome=Outcome.CHANGED if changes or lines or prose else Outcome.UNCHANGED,
            draft=draft,
            key=draft.key,
            contact=contact,
            path=self._path(contact),
            evidence=found.evidence,
            changes=changes,
            kept=(*difference.kept, *_refusals(wanted, refused)),
            lines=lines,
            prose=prose,
            picture=self._to_write(shown, draft.picture),
        )

    def _difference(
        self, parsed: ParsedFile, draft: Draft, base: Mapping[str, Value]
    ) -> Difference:
        ours = dict(held_values(parsed, self._vault.settings))
        named = {} if _is_address(draft) else {"name": draft.name}
        theirs: dict[str, Value] = {**named, **draft.values}
        places = ours.get("organisation")
        said = theirs.get("organisation")
        if isinstance(places, tuple) and not isinstance(said, tuple):
            wanted = self._comparable("organisation", said) if isinstance(said, str) else ""
            same = [each for each in places if self._comparable("organisation", each) == wanted]
            ours["organisation"] = (same or [*places, ""])[0]
        said_before = {key: value for key, value in base.items() if key not in _NOT_FIELDS}
        said_before.pop(_PHOTO, None)
        return compare(
            ThreeWays(ours, theirs, said_before),
            self._lists,
            self._comparable,
            prefers_source=self._options.prefers_source,
        )

    def _photo(
        self, contact: NodeId, draft: Draft, parsed: ParsedFile, base: Mapping[str, Value]
    ) -> tuple[ValueChange, ...]:
        """Return the change that shows a picture, where the note has none and never had."""
        node = parsed.node
        if draft.picture is None or _PHOTO in base or getattr(node, "photo", None) is not None:
            return ()
        return (ValueChange(_PHOTO, None, self._picture_path(contact, draft)),)

    def _picture_path(self, contact: NodeId, draft: Draft) -> str:
        """Return where a picture goes: by its contents where another has the plain name."""
        assert draft.picture is not None  # noqa: S101 (asked for drafts with a picture)
        ending = draft.picture.ending
        path = f"{_PICTURES}/{contact}.{ending}"
        if path not in self._vault.attachments or self._is_there(path, draft.picture):
            return path
        mark = hashlib.sha256(draft.picture.data).hexdigest()[:12]
        return f"{_PICTURES}/{contact}-{mark}.{ending}"

    def _is_there(self, path: str, picture: Picture) -> bool:
        """Tell whether an attachment is this picture, as after an import that was stopped."""
        is_held = path in self._vault.attachments
        return is_held and self._options.read_attachment(path) == picture.data

    def _to_write(self, path: Value | None, picture: Picture | None) -> Picture | None:
        """Return a picture that has a path and is not there yet."""
        if picture is None or not isinstance(path, str) or self._is_there(path, picture):
            return None
        return picture

    def _new_prose(self, draft: Draft, node: Contact, base: Mapping[str, Value]) -> str:
        """Return prose that neither the note nor the last import had."""
        prose = escaped_prose(draft.prose)
        if not prose or base.get(_PROSE) == _digest(prose):
            return ""
        held = "".join("".join(passage.text.split()) for passage in node.passages)
        return "" if "".join(prose.split()) in held else prose

    def _new_career(
        self, contact: NodeId, draft: Draft, base: Mapping[str, Value]
    ) -> Iterator[NewLine]:
        said = _texts(base.get(_CAREER))
        new = [step for step in draft.career if step_mark(step) not in said]
        for step, line in new_steps(self._vault, contact, new, self._options.as_of):
            if line is None:
                self._lose(draft, step.role or step.organisation, NO_BEGINNING)
            else:
                yield NewLine(Section.CAREER, line)

    def _new_ties(
        self, node: Contact, ties: Sequence[NewLine], base: Mapping[str, Value]
    ) -> Iterator[NewLine]:
        said = _texts(base.get(_TIES))
        network = self._vault.network
        held = {network.link_table.resolve(tie.person.target) for tie in node.ties}
        for tie in self._to_others(node.id, ties):
            person = tie.text[2:].partition("]]")[0]
            if person not in said and person not in held:
                yield tie

    def _to_others(self, contact: NodeId, ties: Iterable[NewLine]) -> Iterator[NewLine]:
        """Yield ties but those of somebody to themselves."""
        return (tie for tie in ties if not tie.text.startswith(f"[[{contact}]]"))

    def _ties(self, draft: Draft) -> tuple[tuple[NewLine, ...], tuple[str, ...]]:
        """Return the ties to people who are known, and in words those to others."""
        lines, unknown = [], []
        for tie in draft.ties:
            found = self._people.find_known(tie.person)
            if len(found) == 1:
                lines.append(NewLine(Section.TIES, tie_line(found[0], tie.relation)))
            else:
                who = tie.person.name or "".join((*tie.person.emails, tie.person.uid)[:1])
                unknown.append(plain_value(f"{tie.relation}: {who}" if tie.relation else who))
        return tuple(dict.fromkeys(lines)), tuple(dict.fromkeys(filter(None, unknown)))

    def _remember(self, draft: Draft, contact: NodeId, refused: Sequence[str]) -> None:
        """Note what the source says now; a field that was not changed keeps what it said before."""
        record = self._before.people.get(draft.key)
        base: Mapping[str, Value] = {} if record is None else record.values
        values: dict[str, Value] = {"name": draft.name, **draft.values}
        ties, unknown = self._ties(draft)
        if unknown:
            values[_RELATED] = _listed(values.get(_RELATED), unknown)
        for key in refused:
            values.pop(key, None)
            if key in base:
                values[key] = base[key]
        if draft.career:
            values[_CAREER] = tuple(step_mark(step) for step in draft.career)
        if ties:
            values[_TIES] = tuple(tie.text[2:].partition("]]")[0] for tie in ties)
        if draft.prose:
            values[_PROSE] = _digest(escaped_prose(draft.prose))
        if draft.picture is not None:
            values[_PHOTO] = hashlib.sha256(draft.picture.data).hexdigest()[:16]
        encounters = () if record is None else record.encounters
        self.seen[draft.key] = SeenPerson(
            key=draft.key, contact=contact, values=values, encounters=encounters
        )

    def _path(self, contact: NodeId) -> str:
        held = self._vault.paths.get(contact)
        return held or path_of_new(Kind.CONTACT, contact, self._vault.settings)

    def _lose(self, draft: Draft, what: str, reason: Phrase) -> None:
        self.losses.append(Loss(draft.origin, what, reason))


def _by_section(lines: Sequence[NewLine]) -> tuple[NewLine, ...]:
    """Return lines in the order of the sections that they go into."""
    order = list(Section)
    return tuple(sorted(lines, key=lambda line: order.index(line.section)))


def _refusals(wanted: Iterable[ValueChange], refused: Mapping[str, Phrase]) -> Iterator[Kept]:
    for change in wanted:
        if change.key in refused:
            yield Kept(change.key, change.before, change.after, refused[change.key])


def _is_address(draft: Draft) -> bool:
    """Tell whether an address stands in for a name that the source does not give."""
    name = draft.name.casefold()
    return any(
        name == text.rpartition(" ")[2].casefold() for text in _texts(draft.values.get("email"))
    )


def _listed(held: Value | None, more: Sequence[str]) -> Value:
    return tuple(dict.fromkeys((*_texts(held), *more)))


def _texts(value: Value | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
