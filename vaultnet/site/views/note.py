"""Notes: pages without a role of their own, and their index."""

from collections.abc import Iterator

from vaultnet.domain.node import Note
from vaultnet.late import dataclass
from vaultnet.site import urls
from vaultnet.site.markup import SafeHtml
from vaultnet.site.name_order import name_order
from vaultnet.site.views.context import Context, Frame, PageLink
from vaultnet.site.views.lines import (
    Field,
    PassageView,
    view_backlinks,
    view_extra,
    view_passages,
    view_private,
    view_tags,
)
from vaultnet.site.views.pages import Part, split

ROWS = 300


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note in the index: its folder in the vault, and how many pages mention it."""

    link: PageLink
    folder: str
    backlinks: int


@dataclass(frozen=True, slots=True)
class NotesPage:
    """One part of the index of notes."""

    frame: Frame
    part: Part[NoteRow]
    path: str


@dataclass(frozen=True, slots=True)
class NotePage:
    """A note, ready for its template."""

    frame: Frame
    name: str
    folder: str
    tags: tuple[PageLink, ...]
    passages: tuple[PassageView, ...]
    private: SafeHtml
    extra: tuple[Field, ...]
    backlinks: tuple[PageLink, ...]


def view_notes(context: Context) -> Iterator[NotesPage]:
    """Yield the parts of the index of notes, ordered by name."""
    rows = [
        NoteRow(
            context.link(note),
            context.folders.get(note.id, ""),
            len(context.network.backlinks.get(note.id, ())),
        )
        for note in sorted(context.network.notes, key=lambda note: (name_order(note.name), note.id))
    ]
    for part in split(urls.NOTES, rows, ROWS, lambda row: row.link.text):
        yield NotesPage(context.frame(context.words.text("Notes"), urls.NOTES), part, part.path)


def view_note(context: Context, note: Note) -> NotePage:
    """Return the page of a note."""
    return NotePage(
        frame=context.frame(note.name, urls.NOTES),
        name=note.name,
        folder=context.folders.get(note.id, ""),
        tags=view_tags(context, note),
        passages=view_passages(context, note),
        private=view_private(context, note),
        extra=view_extra(note),
        backlinks=view_backlinks(context, note),
    )
