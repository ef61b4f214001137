"""What can be found in a note: the values of its fields, and each line of its body."""

import unicodedata
from collections.abc import Iterator

from vaultnet.domain.node import Kind
from vaultnet.index.passages import Passage
from vaultnet.source import Source, Span, decode_source
from vaultnet.vault.body.outline import Outline, parse_outline
from vaultnet.vault.body.outline_sections import Region, find_regions, region_at
from vaultnet.vault.files import FoundFile
from vaultnet.vault.front.field_reading import parse_fields, parse_kind
from vaultnet.vault.front.frontmatter import parse_front_matter
from vaultnet.vault.front.properties import Empty, FieldEntry, FrontMatter, ScalarList
from vaultnet.vault.parse import kind_by_path
from vaultnet.vault.settings import Settings


def parse_note_text(note: FoundFile, settings: Settings) -> tuple[Passage, ...]:
    """Return all that can be found in a note, in the order of its lines."""
    try:
        source = decode_source(note.path, note.data)
    except UnicodeDecodeError:
        return ()
    front_matter = parse_front_matter(source, settings.max_front_matter_size)
    if not front_matter.ok:
        return ()
    kind = parse_kind(front_matter, source, settings)[0] or kind_by_path(note.path, settings)
    private = bool(parse_fields(kind, front_matter, source, settings).values.get("private"))
    body = _body_passages(source, kind, front_matter.body, private=private)
    return (*_field_passages(source, front_matter, private=private), *body)


def _field_passages(
    source: Source, front_matter: FrontMatter, *, private: bool
) -> Iterator[Passage]:
    for entry in front_matter:
        for text, span in _texts(entry):
            if found := _one_line(text):
                line = source.position(span.start).line
                yield Passage(entry.key, line, found, private=private)


def _texts(entry: FieldEntry) -> Iterator[tuple[str, Span]]:
    value = entry.value
    if isinstance(value, ScalarList):
        yield from ((item.text, item.span) for item in value.items)
    elif not isinstance(value, Empty):
        yield value.text, value.span


def _body_passages(source: Source, kind: Kind, body: Span, *, private: bool) -> Iterator[Passage]:
    outline = parse_outline(source.text, body.start)
    regions = find_regions(outline, kind, body)
    starts = [region.start for region in regions]
    number, start = source.position(body.start).line, body.start
    for line in source.text[body.start :].splitlines(keepends=True):
        region = region_at(starts, regions, start)
        for text, hidden in _split_by_comments(line, start, outline):
            if found := _one_line(text):
                secret = private or hidden or region.is_private
                yield Passage(_section(region), number, found, in_body=True, private=secret)
        start += len(line)
        number += line.endswith(("\n", "\r"))


def _section(region: Region) -> str:
    return "" if region.section is None else region.section.value


def _split_by_comments(line: str, start: int, outline: Outline) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a line that stand outside and inside of comments."""
    at, end = start, start + len(line)
    for comment in outline.comments_in(start, end):
        first, last = max(comment.start, start), min(comment.end, end)
        yield line[at - start : first - start], False
        yield line[first - start : last - start], True
        at = last
    yield line[at - start :], False


def _one_line(text: str) -> str:
    """Return a text as it is compared and shown: composed letters, single blanks."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).encode("utf-8", "replace").decode()
    return " ".join(text.split())
