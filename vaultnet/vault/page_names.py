"""What a page is called, read from its front matter alone where that says it."""

from vaultnet.domain.node import Kind, Node, NodeId, Note
from vaultnet.source import Source, decode_source
from vaultnet.vault.files import FoundFile
from vaultnet.vault.front.field_reading import parse_fields, parse_kind
from vaultnet.vault.front.frontmatter import parse_front_matter
from vaultnet.vault.load import parse_note
from vaultnet.vault.parse import kind_by_path, stem_of
from vaultnet.vault.parsed import ParsedFile
from vaultnet.vault.settings import Settings


def parse_page_name(note: FoundFile, settings: Settings) -> ParsedFile:
    """Return a page that holds nothing but its names, or none where the note is rejected.

    Its kind and names are those that reading all of the note gives.
    """
    named = _by_front_matter(note, settings)
    if named is not None:
        return named
    parsed = parse_note(note, settings)
    node = parsed.node
    if node is None:
        return ParsedFile(Source(note.path, ""), parsed.kind, None)
    return make_named_page(note.path, parsed.kind, node.name, node.aliases)


def make_named_page(path: str, kind: Kind, name: str, aliases: tuple[str, ...]) -> ParsedFile:
    """Return a page that holds nothing but its names."""
    node: Node = Note(id=NodeId(stem_of(path)), name=name, aliases=aliases)
    return ParsedFile(Source(path, ""), kind, node)


def _by_front_matter(note: FoundFile, settings: Settings) -> ParsedFile | None:
    """Return the page of a note whose front matter gives its name; None for any other."""
    try:
        source = decode_source(note.path, note.data)
    except UnicodeDecodeError:
        return None
    if "\0" in source.text or "<<<<<<<" in source.text:
        return None
    front_matter = parse_front_matter(source, settings.max_front_matter_size)
    if not front_matter.ok:
        return None
    kind = parse_kind(front_matter, source, settings)[0] or kind_by_path(note.path, settings)
    values = parse_fields(kind, front_matter, source, settings).values
    name, aliases = values.get("name"), values.get("aliases", ())
    if not isinstance(name, str) or not isinstance(aliases, tuple):
        return None
    return make_named_page(note.path, kind, name, aliases)
