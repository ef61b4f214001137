"""A plan as texts of notes: new ones, those that change, journals, pictures and the record.

Pure: what is to be written is a value. New notes and edits are read again here, and what would
not be read as planned is an error, not a damaged note.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from vaultnet.diagnostics import Severity
from vaultnet.domain.node import Kind, Section, Value
from vaultnet.exchange.planning.last_seen import record_path, render_last_seen
from vaultnet.exchange.planning.note_edits import change_fields
from vaultnet.exchange.planning.plan_values import (
    ImportPlan,
    NewLine,
    Outcome,
    PlannedPerson,
)
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase
from vaultnet.source import Source
from vaultnet.vault.edits.entry_edits import empty_journal
from vaultnet.vault.edits.line_edits import (
    LineChange,
    LineEditError,
    plan_line_append,
    plan_line_edit,
    plan_prose_append,
)
from vaultnet.vault.fields.schema import specs_by_key
from vaultnet.vault.front.field_reference import written_value
from vaultnet.vault.front.quoting import plain_or_quoted
from vaultnet.vault.parse import parse_file
from vaultnet.vault.parsed import ParsedFile, Vault
from vaultnet.vault.settings import Settings
from vaultnet.vault.vocabulary import SECTIONS

_ORDER = (Section.CAREER, Section.TIES, Section.LOG, Section.NEXT)


class WritingError(ValueError):
    """A note that would not be read as planned: its path, and why."""

    def __init__(self, path: str, reason: Phrase) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


@dataclass(frozen=True, slots=True)
class NewText:
    """A file of the vault as it is to be; `before` is None for one that is new."""

    path: str
    before: Source | None
    after: Source


@dataclass(frozen=True, slots=True)
class Writing:
    """All files that a plan writes, in the order in which they are to be written.

    The record of the source is the last of `texts`, so that one who is stopped halfway does
    the rest when the import is run again. `pictures` are new files, by path.
    """

    texts: tuple[NewText, ...]
    pictures: Mapping[str, bytes]


def compose(plan: ImportPlan, vault: Vault, record: Source | None) -> Writing:
    """Return the files of a plan; `record` is that of the source as it stands, None without one.

    Raises WritingError where a note cannot become what was planned.
    """
    composing = _Composing(plan, vault)
    texts = [*composing.new_notes(), *composing.changed_notes(), *composing.journals()]
    texts += composing.my_page()
    _require_room(texts, vault.settings.max_note_size)
    after = Source(record_path(plan.source), render_last_seen(plan.seen))
    if (record is None and plan.seen.people) or (record is not None and record.text != after.text):
        texts.append(NewText(after.path, record, after))
    return Writing(tuple(texts), composing.pictures())


class _Composing:
    """The composing of one plan: lines of the log by the page that they go into."""

    def __init__(self, plan: ImportPlan, vault: Vault) -> None:
        self._plan = plan
        self._vault = vault
        self._settings = vault.settings
        self._logged: dict[str, list[NewLine]] = {}
        for each in plan.encounters:
            if each.path:
                self._logged.setdefault(each.path, []).append(NewLine(Section.LOG, each.line))
        self._people: dict[str, list[PlannedPerson]] = {}
        for person in plan.people:
            if person.outcome in {Outcome.CREATED, Outcome.CHANGED}:
                self._people.setdefault(person.path, []).append(person)

    def new_notes(self) -> Iterator[NewText]:
        """Yield the notes of those who are new."""
        for person in self._plan.of(Outcome.CREATED):
            lines = (*person.lines, *self._logged.get(person.path, ()))
            text = new_note(person.values, person.prose, lines, self._settings)
            source = Source(person.path, text)
            _require_sound(source, self._settings)
            yield NewText(person.path, None, source)

    def changed_notes(self) -> Iterator[NewText]:
        """Yield the notes of contacts that there are, changed."""
        paths = self._vault.files.keys() & (self._people.keys() | self._logged.keys())
        for path in sorted(paths):
            parsed = self._vault.files[path]
            if parsed.kind is not Kind.CONTACT:
                continue
            after = parsed
            for person in self._people.get(path, ()):
                after = self._with_person(after, person)
            after = self._with_lines(after, self._logged.get(path, ()))
            if after.source.text != parsed.source.text:
                yield NewText(path, parsed.source, after.source)

    def journals(self) -> Iterator[NewText]:
        """Yield the pages of the journal with what happened with several people."""
        people = {self._vault.paths[each.id] for each in self._vault.network.contacts}
        people.update(person.path for person in self._plan.of(Outcome.CREATED))
        for path in sorted(self._logged.keys() - people):
            held = self._vault.files.get(path)
            page = empty_journal(path, self._settings) if held is None else held
            after = self._appended(page, None, [line.text for line in self._logged[path]])
            yield NewText(path, held.source if held else None, after.source)

    def my_page(self) -> Iterator[NewText]:
        """Yield the page of the owner with new steps of their career."""
        me = self._vault.network.me
        if me is None or not self._plan.my_career:
            return
        parsed = self._vault.file_of(me.id)
        lines = [step.line for step in self._plan.my_career]
        after = self._appended(parsed, Section.CAREER, lines)
        yield NewText(parsed.path, parsed.source, after.source)

    def pictures(self) -> Mapping[str, bytes]:
        """Return the pictures of people, by where they go."""
        found = {}
        for person in self._plan.people:
            if person.picture is not None and (path := _photo_path(person)):
                found[path] = person.picture.data
        return found

    def _with_person(self, parsed: ParsedFile, person: PlannedPerson) -> ParsedFile:
        """Return a note with what one person of the source brings it."""
        after, refused = change_fields(parsed, person.changes, self._settings)
        if refused:
            raise WritingError(parsed.path, next(iter(refused.values())))
        for line in person.lines:
            if line.replaces:
                edit = partial(plan_line_edit, name=line.replaces, text=line.text)
                after = self._tried(after, edit)
        if person.prose:
            after = self._tried(after, partial(plan_prose_append, text=person.prose))
        return self._with_lines(after, [line for line in person.lines if not line.replaces])

    def _with_lines(self, parsed: ParsedFile, lines: Iterable[NewLine]) -> ParsedFile:
        by_section: dict[Section, list[str]] = {}
        for line in lines:
            by_section.setdefault(line.section, []).append(line.text)
        for section, texts in by_section.items():
            parsed = self._appended(parsed, section, texts)
        return parsed

    def _appended(
        self, parsed: ParsedFile, section: Section | None, texts: Sequence[str]
    ) -> ParsedFile:
        return self._tried(parsed, partial(plan_line_append, section=section, lines=texts))

    def _tried(self, parsed: ParsedFile, edit: Callable[..., LineChange]) -> ParsedFile:
        try:
            after = edit(parsed, settings=self._settings).after
        except LineEditError as error:
            raise WritingError(parsed.path, error.reason) from None
        return parse_file(after, self._settings)


def new_note(
    values: Mapping[str, Value], prose: str, lines: Sequence[NewLine], settings: Settings
) -> str:
    """Return the text of a new contact: its fields, its prose, and sections of list lines."""
    specs = specs_by_key(Kind.CONTACT, tuple(settings.criteria))
    fields = [
        f"{plain_or_quoted(key)}: {written_value(specs.get(key), value)}"
        for key, value in values.items()
    ]
    parts = ["\n".join(["---", *fields, "---"])]
    parts += [prose] if prose else []
    for section in _ORDER:
        texts = [line.text for line in lines if line.section is section]
        if section is Section.LOG:
            texts.sort(key=_day_and_time)
        if texts:
            heading = SECTIONS[section].preferred(settings.language)
            parts.append("\n".join([f"## {heading}", *(f"- {text}" for text in texts)]))
    return "\n\n".join(parts) + "\n"


def _day_and_time(text: str) -> str:
    return text.removeprefix("[x] ")[:16]


def _photo_path(person: PlannedPerson) -> str:
    """Return where the picture of a person goes, as the note says it."""
    changed = (each.after for each in person.changes if each.key == "photo")
    found = person.values.get("photo") or next(changed, "")
    return found if isinstance(found, str) else ""


def _require_room(texts: Iterable[NewText], limit: int) -> None:
    """Raise WritingError where a note would become larger than is read."""
    for text in texts:
        size = len(text.after.encoded())
        if size > limit:
            template = "it would have {size} bytes, more than the {limit} that are read"
            raise WritingError(text.path, Phrase(template, {"size": size, "limit": limit}))


def _require_sound(source: Source, settings: Settings) -> None:
    """Raise WritingError where a new note would not be read without a complaint."""
    parsed = parse_file(source, settings)
    for each in parsed.diagnostics:
        if each.severity is not Severity.INFO:
            raise WritingError(source.path, Phrase(each.template, each.values))
