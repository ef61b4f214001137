"""Every line of a vault that is about a person: their own note, and what others say of them."""

from collections.abc import Iterator

from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass
from vaultnet.source import Span
from vaultnet.vault.body.outline import Outline, parse_outline
from vaultnet.vault.body.outline_sections import find_regions
from vaultnet.vault.changes.identity import Identity
from vaultnet.vault.changes.link_edits import links_to
from vaultnet.vault.parsed import ParsedFile, Vault


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A line as it stands in a note, counted from 1.

    `private` is true where no site for others could show it: below a private heading, in a
    comment, and on a private page. `certain` is false where the line may mean somebody else.
    """

    path: str
    line: int
    text: str
    private: bool = False
    certain: bool = True


def own_lines(parsed: ParsedFile) -> tuple[HeldLine, ...]:
    """Return every line of a note, blank ones too."""
    private = _private_lines(parsed)
    count = parsed.source.position(len(parsed.source.text)).line
    lines = (
        HeldLine(parsed.path, number, parsed.source.line(number), number in private)
        for number in range(1, count + 1)
    )
    return tuple(line for line in lines if line.line < count or line.text)


def lines_about(vault: Vault, contact: NodeId, identity: Identity) -> tuple[HeldLine, ...]:
    """Return the lines of other notes that link to a person or name them, by file and line.

    Notes that could not be read are searched for names too.
    """
    links: dict[str, list[Span]] = {}
    for file, link in links_to(vault, contact):
        links.setdefault(file.path, []).append(link.span)
    own = vault.paths.get(contact)
    found: list[HeldLine] = []
    for path in sorted(vault.files):
        if path != own:
            found += _lines_in(vault.files[path], links.get(path, []), identity)
    return tuple(found)


def _lines_in(parsed: ParsedFile, links: list[Span], identity: Identity) -> Iterator[HeldLine]:
    text, position = parsed.source.text, parsed.source.position
    certain = {position(span.start).line for span in (*links, *identity.certain.spans(text))}
    doubtful = {position(span.start).line for span in identity.uncertain.spans(text)} - certain
    if not certain and not doubtful:
        return
    private = _private_lines(parsed)
    for number in sorted(certain | doubtful):
        written = parsed.source.line(number).strip()
        yield HeldLine(parsed.path, number, written, number in private, number in certain)


def _private_lines(parsed: ParsedFile) -> frozenset[int]:
    """Return the numbers of the lines that are private, in whole or in part."""
    node, text = parsed.node, parsed.source.text
    if node is None or node.private:
        return frozenset(range(1, parsed.source.position(len(text)).line + 1))
    body = parsed.place("body").span
    outline = parse_outline(text, body.start)
    return frozenset(
        number
        for span in _private_spans(parsed, outline, body)
        for number in range(
            parsed.source.position(span.start).line,
            parsed.source.position(max(span.start, span.end - 1)).line + 1,
        )
    )


def _private_spans(parsed: ParsedFile, outline: Outline, body: Span) -> Iterator[Span]:
    yield from outline.comments
    for region in find_regions(outline, parsed.kind, body):
        if region.is_private:
            yield Span(region.start, region.body.end)
