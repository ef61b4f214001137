"""Two contacts made one: a note that holds all of both, and every link leads to it."""

import posixpath
import re
from collections.abc import Iterable, Mapping

from vaultnet.diagnostics import Edit, Place
from vaultnet.domain.contact import Contact
from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass, pattern
from vaultnet.phrase import Phrase
from vaultnet.source import Source, Span
from vaultnet.vault.body.outline import parse_outline
from vaultnet.vault.body.outline_spans import without_spans
from vaultnet.vault.changes.link_edits import (
    Destination,
    FindItem,
    find_shifts,
    item_finder,
    plan_link_edits,
    whole_lines,
)
from vaultnet.vault.changes.merged_body import Titles, lines_lost, merge_bodies
from vaultnet.vault.changes.merged_fields import Conflict, comments_of, merge_fields, values_of
from vaultnet.vault.changes.note_changes import NoteChange, OperationError, changes_of, with_files
from vaultnet.vault.edits.field_edits import FieldEditError
from vaultnet.vault.edits.splicing import splice
from vaultnet.vault.front.frontmatter import parse_front_matter
from vaultnet.vault.parse import parse_file
from vaultnet.vault.parsed import FoundLink, ParsedFile, Vault
from vaultnet.vault.shown_parts import parts_shown

_RELATIVE = pattern(r"(?<=\]\()(<?)(\.{1,2}/[^()<>\s#]*)")


@dataclass(frozen=True, slots=True)
class Merging:
    """What making two contacts one does to the vault.

    `changes` stand in the order of writing: the kept note first, the other one goes last.
    `conflicts` are values that one note cannot hold twice, `dropped` lines that would have tied
    the person to themselves. `links` counts the links of other notes that are rewritten.
    """

    changes: tuple[NoteChange, ...]
    path: str
    other_path: str
    conflicts: tuple[Conflict, ...]
    dropped: tuple[str, ...]
    links: int


def plan_merge(
    vault: Vault, keep: NodeId, other: NodeId, titles: Titles, *, prefer_other: bool = False
) -> Merging:
    """Return what changes when a contact takes in another one; nothing is written.

    A merge that was cut short is finished by planning it again. Raises OperationError where
    the two cannot be made one without losing or showing something.
    """
    if keep == other:
        raise OperationError(Phrase("both names mean one contact, {name}", {"name": keep}))
    return _Merge(vault, keep, other).plan(titles, prefer_other=prefer_other)


class _Merge:
    """Works out one merge."""

    def __init__(self, vault: Vault, keep: NodeId, other: NodeId) -> None:
        self._vault = vault
        self._ids = (keep, other)
        self._keep, self._other = vault.file_of(keep), vault.file_of(other)
        self._dropped: list[str] = []

    def plan(self, titles: Titles, *, prefer_other: bool) -> Merging:
        """Return the whole of it, after holding that nothing is lost and nothing astray."""
        keep = self._apart(self._keep, self._ids[1])
        other = self._apart(self._other, self._ids[0])
        page, conflicts = self._merged(keep, other, titles, prefer_other=prefer_other)
        self._require_whole(page, keep, other)
        sources, links = self._sources(page)
        after = self._vault_after(sources.values())
        self._require_links(after)
        changes = changes_of(self._vault, sources)
        removal = NoteChange(self._other.path, self._other.source, None)
        return Merging(
            (*changes, removal),
            self._keep.path,
            self._other.path,
            conflicts,
            tuple(self._dropped),
            links,
        )

    def _merged(
        self, keep: ParsedFile, other: ParsedFile, titles: Titles, *, prefer_other: bool
    ) -> tuple[ParsedFile, tuple[Conflict, ...]]:
        settings = self._vault.settings
        try:
            merged = merge_fields(self._vault, keep, other, prefer_other=prefer_other)
        except FieldEditError as error:
            raise OperationError(
                Phrase("{path}: {reason}", {"path": keep.path, "reason": error.reason}),
                Phrase("change that by hand, then merge again; nothing was written"),
            ) from None
        conflicts = tuple(merged.conflicts)
        kept = [each.written for each in conflicts]
        for comment in comments_of(other.source, settings.max_front_matter_size):
            if not any(comment in line for line in (merged.page.source.text, *kept)):
                kept.append(comment)
        return merge_bodies(merged.page, other, titles, kept, settings), conflicts

    def _apart(self, parsed: ParsedFile, twin: NodeId) -> ParsedFile:
        """Return a note that no longer speaks of its twin as of somebody else."""
        resolve = self._vault.network.link_table.resolve
        links = [link for link in parsed.links if resolve(link.reference.target) == twin]
        edits: dict[Span, Edit] = {}
        find_item = item_finder(parsed)
        for link in links:
            edit = self._unlinked(parsed, link, twin, find_item)
            if edit is not None:
                edits[edit.place.span] = edit
        source = splice(parsed.source, _outermost(edits))
        if posixpath.dirname(self._keep.path) != posixpath.dirname(parsed.path):
            source = _rebased(source, posixpath.dirname(self._keep.path))
        return parse_file(source, self._vault.settings)

    def _unlinked(
        self, parsed: ParsedFile, link: FoundLink, twin: NodeId, find_item: FindItem
    ) -> Edit | None:
        """Return the edit that takes a link to oneself out; None where it may stay."""
        head = link.field.partition("/")[0]
        if head == "introduced_by":
            return self._without_field(parsed, head)
        if link.span.end <= parsed.place("body").span.start:
            return None
        if head == "ties":
            return self._without_line(parsed, find_item(link))
        name = self._vault.network.nodes[twin].name
        label = link.reference.label or (
            name if link.reference.target == twin else link.reference.target
        )
        return Edit(Place(parsed.path, link.span), label)

    def _without_field(self, parsed: ParsedFile, key: str) -> Edit | None:
        limit = self._vault.settings.max_front_matter_size
        entry = parse_front_matter(parsed.source, limit).entry(key)
        if entry is None:
            return None
        span = whole_lines(parsed.source, Span(entry.key_span.start, entry.value.span.end))
        self._dropped.append(parsed.source.slice(span).strip())
        return Edit(Place(parsed.path, span), "")

    def _without_line(self, parsed: ParsedFile, item: Span) -> Edit:
        span = whole_lines(parsed.source, item)
        self._dropped.append(parsed.source.slice(span).strip())
        return Edit(Place(parsed.path, span), "")

    def _require_whole(self, page: ParsedFile, keep: ParsedFile, other: ParsedFile) -> None:
        """Raise OperationError where a line or a value is gone, or more is shown than before."""
        limit = self._vault.settings.max_front_matter_size
        bodies = [_body(each) for each in (keep, other)]
        lost = list(lines_lost([*bodies], page.source))
        text = " ".join(page.source.text.split())
        held = {*values_of(page.source, limit)}
        for parsed in (keep, other):
            values = values_of(parsed.source, limit)
            lost += [each for each in values if each not in held and _flat(each) not in text]
        if lost or self._shows_more(page):
            raise OperationError(
                Phrase('this would be lost: "{text}"', {"text": lost[0].strip()})
                if lost
                else Phrase("something private would be shown"),
                Phrase("bring the two together by hand; nothing was written"),
            )

    def _shows_more(self, page: ParsedFile) -> bool:
        node, settings = page.node, self._vault.settings
        pair = [each.node for each in (self._keep, self._other)]
        if not isinstance(node, Contact) or any(each is None for each in pair):
            return True
        if node.private:
            return False
        shown = parts_shown(node, settings)
        return any(
            each is not None and (each.private or not shown <= parts_shown(each, settings))
            for each in pair
        )

    def _sources(self, page: ParsedFile) -> tuple[Mapping[str, Source], int]:
        """Return the new text of each note, the kept one first, and the number of links."""
        settings = self._vault.settings
        assert page.node is not None  # noqa: S101 (it was read as a contact)
        table = self._vault_after([page.source]).network.link_table
        new = Destination(page.path, self._ids[0], page.node.name)
        own = with_files(self._vault, [page])
        mine = plan_link_edits(own, self._ids[1], table, new).edits.get(page.path, ())
        sources = {page.path: splice(page.source, mine)}
        rewritten = plan_link_edits(self._vault, self._ids[1], table, new)
        apart = {self._keep.path, self._other.path}
        links = 0
        for path in sorted(rewritten.edits.keys() - apart):
            edits = rewritten.edits[path]
            sources[path] = splice(self._vault.files[path].source, edits)
            parse_file(sources[path], settings)
            links += len(edits)
        return sources, links

    def _vault_after(self, sources: Iterable[Source]) -> Vault:
        files = [parse_file(source, self._vault.settings) for source in sources]
        return with_files(self._vault, files, [self._other.path])

    def _require_links(self, after: Vault) -> None:
        moved = {self._other.path: self._keep.path}
        apart = (self._keep.path, self._other.path)
        shifts = find_shifts(self._vault, after, moved, apart)
        astray = [each for each in shifts or () if each.before is not None]
        if shifts is None or astray:
            first = f"{astray[0].place.path}: {astray[0].reference.target}" if astray else ""
            raise OperationError(
                Phrase("a link would lead elsewhere: {link}", {"link": first}),
                Phrase("write it by id first; nothing was written"),
            )


def _outermost(edits: Mapping[Span, Edit]) -> list[Edit]:
    """Return edits without those inside of another one."""
    kept: list[Edit] = []
    for span in sorted(edits, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].place.span.end:
            kept.append(edits[span])
    return kept


def _rebased(source: Source, folder: str) -> Source:
    """Return a text whose links relative to its folder are relative to another one."""
    old = posixpath.dirname(source.path)

    def moved(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(old, match[2]))
        relative = posixpath.relpath(path, folder or ".")
        return match[1] + (relative if relative.startswith(".") else f"./{relative}")

    return Source(source.path, _RELATIVE.sub(moved, source.text), source.bom)


def _body(parsed: ParsedFile) -> Source:
    """Return the lines of a body that are no headings."""
    body, text = parsed.place("body").span, parsed.source.text
    heads = [heading.lines for heading in parse_outline(text, body.start).headings]
    return Source(parsed.path, without_spans(text, Span(body.start, len(text)), heads))


def _flat(text: str) -> str:
    return " ".join(text.split())
