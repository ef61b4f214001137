"""One file of the vault: from its text to a page of the network, and where each fact stands."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from vaultnet.diagnostics import Diagnostic, Place
from vaultnet.domain.contact import Contact
from vaultnet.domain.dates import parse_date
from vaultnet.domain.entry import Journal
from vaultnet.domain.me import Me
from vaultnet.domain.node import Kind, Node, NodeId, Note
from vaultnet.domain.objective import Objective
from vaultnet.domain.organisation import Organisation
from vaultnet.late import pattern
from vaultnet.source import Source, Span
from vaultnet.vault.body.note_body import NoteBody, parse_body
from vaultnet.vault.body.outline import parse_outline
from vaultnet.vault.body.outline_blocks import Heading
from vaultnet.vault.fields.schema import specs_by_key
from vaultnet.vault.front.field_reading import FieldValues, parse_fields, parse_kind
from vaultnet.vault.front.frontmatter import parse_front_matter
from vaultnet.vault.front.properties import FrontMatter
from vaultnet.vault.parsed import ParsedFile
from vaultnet.vault.rules.reading import MERGE_CONFLICT, MISSING_FENCE
from vaultnet.vault.settings import Settings

NODE_TYPES: Mapping[Kind, type[Node]] = {
    Kind.CONTACT: Contact,
    Kind.OBJECTIVE: Objective,
    Kind.ORGANISATION: Organisation,
    Kind.JOURNAL: Journal,
    Kind.ME: Me,
    Kind.NOTE: Note,
}
"""The domain class of each kind of page."""

OWNER_FILE = "me.md"
"""The page about the owner, at the root of the vault."""

_CONFLICT_SIGNS = (
    pattern(r"^<{7}(?: |\r?$)", re.MULTILINE),
    pattern(r"^={7}\r?$", re.MULTILINE),
    pattern(r"^>{7}(?: |\r?$)", re.MULTILINE),
)
_FIELD_LINE = pattern(r"\s*([^\s:#>*+`\[-][^\s:]*):(?=[ \t]|[\r\n]|\Z)")
_DAY = pattern(r"\d{4}-\d{2}-\d{2}(?!\d)", re.ASCII)
_MARKUP = pattern(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]|[*`]+")


def parse_file(source: Source, settings: Settings) -> ParsedFile:
    """Read one file: a pure function of its text, its path and the settings.

    Never raises. A file whose front matter cannot be read, or that holds an unresolved merge,
    is rejected: it has no page, and a diagnostic says why. The latest files are remembered: an
    edit is read back and verified in several places, each of which asks for itself.
    """
    return _parse(source, _Given(settings))


class _Given:
    """Settings as part of a key, equal to the very same settings alone."""

    __slots__ = ("settings",)

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Given) and self.settings is other.settings

    def __hash__(self) -> int:
        return id(self.settings)


@lru_cache(maxsize=4)
def _parse(source: Source, asked: _Given) -> ParsedFile:
    settings = asked.settings
    front_matter = parse_front_matter(source, settings.max_front_matter_size)
    given, faults = parse_kind(front_matter, source, settings)
    kind = given or kind_by_path(source.path, settings)
    conflict = _find_conflict(source, front_matter)
    if conflict is not None:
        return ParsedFile(source, kind, None, diagnostics=(conflict,))
    if not front_matter.ok:
        return ParsedFile(source, kind, None, diagnostics=front_matter.diagnostics)
    fields = parse_fields(kind, front_matter, source, settings)
    day = _day_of_page(source, fields)
    body = parse_body(source, kind, front_matter.body, settings, day)
    places = {**fields.places, **body.places, "body": front_matter.body}
    if "name" not in fields.values and body.title is not None:
        places["name"] = body.title.span
    links = (*fields.links, *body.links)
    return ParsedFile(
        source=source,
        kind=kind,
        node=_make_node(source, kind, fields, body, day),
        places=places,
        links=links,
        diagnostics=(
            *front_matter.diagnostics,
            *_find_missing_fence(source, kind, front_matter, settings),
            *faults,
            *fields.diagnostics,
            *body.diagnostics,
        ),
    )


def kind_by_path(path: str, settings: Settings) -> Kind:
    """Return the kind that the place of a file gives it: the deepest folder named counts."""
    if path == OWNER_FILE:
        return Kind.ME
    best, depth = Kind.NOTE, -1
    for kind, folders in settings.folders.items():
        for folder in folders:
            at_root = folder in {".", ""}
            if len(folder) > depth and (at_root or path.startswith(f"{folder}/")):
                best, depth = kind, 0 if at_root else len(folder)
    return best


def path_of_new(kind: Kind, stem: str, settings: Settings) -> str:
    """Return where a new page of a kind goes: into the first of its folders."""
    folder = settings.folders[kind][0]
    return f"{stem}.md" if folder == "." else f"{folder}/{stem}.md"


def stem_of(path: str) -> str:
    """Return the name of a file without its folder and without `.md`."""
    name = path.rpartition("/")[2]
    return name[:-3] if name.lower().endswith(".md") else name


def _make_node(
    source: Source, kind: Kind, fields: FieldValues, body: NoteBody, day: date | None
) -> Node:
    """Make the page of the values that were read; what was not read has its default."""
    stem = stem_of(source.path)
    links = (*fields.links, *body.links)
    values: dict[str, object] = {**fields.values, **body.values}
    values.setdefault("name", _plain_title(body.title) or stem)
    if kind is Kind.JOURNAL:
        values["day"] = day
    return NODE_TYPES[kind](
        id=NodeId(stem),
        passages=body.passages,
        links=tuple(link.reference for link in links if not link.private),
        private_links=tuple(link.reference for link in links if link.private),
        extra=fields.extra,
        private_text=body.private_text,
        **values,  # type: ignore[arg-type]
    )


def _plain_title(title: Heading | None) -> str:
    """Return a heading as a name: links by what they show, and no emphasis."""
    return "" if title is None else " ".join(_MARKUP.sub(r"\1", title.text).split())


def _day_of_page(source: Source, fields: FieldValues) -> date | None:
    """Return the day of a journal page: its `date`, else the one its name begins with."""
    given = fields.values.get("day")
    if isinstance(given, date):
        return given
    match = _DAY.match(stem_of(source.path))
    try:
        return parse_date(match[0]) if match else None
    except ValueError:
        return None


def _find_missing_fence(
    source: Source, kind: Kind, front_matter: FrontMatter, settings: Settings
) -> Iterator[Diagnostic]:
    """Complain about a page with a role that begins with one of its fields as if it were text."""
    first = _FIELD_LINE.match(source.text) if front_matter.span is None else None
    if first is None or kind is Kind.NOTE:
        return
    if first[1] in specs_by_key(kind, tuple(settings.criteria)):
        yield Diagnostic(
            MISSING_FENCE,
            Place(source.path, Span(*first.span(1))),
            'the field "{key}" stands in the text, so it is not read',
            {"key": first[1]},
            hint="write a line --- above the fields and another one below them",
        )


def _find_conflict(source: Source, front_matter: FrontMatter) -> Diagnostic | None:
    """Return the complaint about the signs of an unresolved merge; in code they are code."""
    if "<<<<<<<" not in source.text:
        return None
    shown = parse_outline(source.text, front_matter.body.start).shown
    position, first = 0, None
    for sign in _CONFLICT_SIGNS:
        match = sign.search(shown, position)
        if match is None:
            return None
        first, position = first or match, match.end()
    assert first is not None  # noqa: S101 (the signs are three; this tells the type checker)
    return Diagnostic(
        MERGE_CONFLICT,
        Place(source.path, Span(first.start(), first.start() + 7)),
        "the signs of an unresolved merge",
        hint="choose between the two versions and delete the lines that begin with <, = and >",
    )
