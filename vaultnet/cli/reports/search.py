"""What a search found: pages with their best lines for people, and all lines as data."""

from collections.abc import Iterable, Iterator, Sequence

from vaultnet.cli.output import Terminal, clean, display_width
from vaultnet.cli.paper import heading
from vaultnet.cli.tables import Cell
from vaultnet.domain.node import Kind
from vaultnet.index.search import Hit, Match, best_matches
from vaultnet.language import Translator
from vaultnet.late import dataclass, pattern

COLUMNS = ("id", "kind", "name", "file", "line", "field", "private", "text")
_LINES = 3
_WORD = pattern(r"\S+")
_INDENT = 2
_OPENS, _CLOSES = "«", "»"


@dataclass(frozen=True, slots=True)
class Found:
    """The pages that are shown, best first, and how many there are in all."""

    words: Translator
    terminal: Terminal
    hits: Sequence[Hit]
    count: int


def render_hits(found: Found) -> str:
    """Return the pages with the lines that hold the words, which are marked."""
    words = found.words
    if not found.hits:
        return words.text("No page holds these words.")
    blocks = [_block(found, hit) for hit in found.hits]
    if (more := found.count - len(found.hits)) > 0:
        told = words.plural(
            "and {n} more page; --limit {all} shows it",
            "and {n} more pages; --limit {all} shows them",
            more,
            all=found.count,
        )
        blocks.append(told)
    return "\n\n".join(blocks)


def plain_hits(hits: Iterable[Hit]) -> list[dict[str, object]]:
    """Return the pages as objects of JSON; marks count letters of the text from 0."""
    return [
        {
            "id": hit.page.id,
            "kind": hit.page.kind.value,
            "name": hit.page.name,
            "file": hit.page.path,
            "lines": [
                {
                    "line": match.passage.line,
                    "field": match.passage.field,
                    "private": match.passage.private,
                    "text": match.passage.text,
                    "marks": [list(mark) for mark in match.marks],
                }
                for match in hit.matches
            ],
        }
        for hit in hits
    ]


def hit_rows(hits: Iterable[Hit]) -> Iterator[dict[str, Cell]]:
    """Yield a row for each line that holds a word."""
    for hit in hits:
        for match in hit.matches:
            yield {
                "id": hit.page.id,
                "kind": hit.page.kind.value,
                "name": hit.page.name,
                "file": hit.page.path,
                "line": match.passage.line,
                "field": match.passage.field,
                "private": match.passage.private,
                "text": match.passage.text,
            }


def _block(found: Found, hit: Hit) -> str:
    """Return one page: its name, and its best lines as they follow in the note."""
    kind = found.words.text("you" if hit.page.kind is Kind.ME else hit.page.kind.value)
    title = heading(found.terminal, hit.page.name, f"{kind} · {hit.page.path}")
    shown = best_matches(hit, _LINES)
    width = max(len(str(match.passage.line)) for match in shown)
    lines = [title, *(_line(found, match, width) for match in shown)]
    if (more := len(hit.matches) - len(shown)) > 0:
        told = found.words.plural("and {n} more line", "and {n} more lines", more)
        lines.append(" " * _INDENT + found.terminal.style(told, "faint"))
    return "\n".join(lines)


def _line(found: Found, match: Match, width: int) -> str:
    """Return one line: its number, the field it belongs to, and the text around the match."""
    passage, terminal = match.passage, found.terminal
    number = terminal.style(f"{passage.line:>{width}}", "faint")
    label = "" if passage.in_body or not passage.field else f"{clean(passage.field)}: "
    private = found.words.text("(private)") + " " if passage.private else ""
    taken = _INDENT * 2 + width + display_width(label) + display_width(private)
    text = _snippet(terminal, match, max(terminal.width - taken, 20))
    secret = terminal.style(private, "warning") if private else ""
    return f"{' ' * _INDENT}{number}{' ' * _INDENT}{secret}{label}{text}"


def _snippet(terminal: Terminal, match: Match, room: int) -> str:
    """Return as much of a text as fits, around its first match, with every match marked."""
    text, marks = match.passage.text, match.marks
    room -= 0 if terminal.color else 2 * len(marks)
    start, end = _window(text, marks[0], max(room, 16))
    parts = ["…" if start else ""]
    position = start
    for first, last in marks:
        if first >= end:
            break
        parts += [clean(text[position:first]), _marked(terminal, text[first : min(last, end)])]
        position = min(last, end)
    parts += [clean(text[position:end]), "…" if end < len(text) else ""]
    return "".join(parts)


def _window(text: str, mark: tuple[int, int], room: int) -> tuple[int, int]:
    """Return the stretch of a text that is shown: whole words, as many as there is room for."""
    if display_width(clean(text)) <= room:
        return 0, len(text)
    words = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    first = next(index for index, (_, end) in enumerate(words) if end > mark[0])
    last, size = first, _width(text, words[first])
    before = max(0, min(room // 3, room - 2 - size))
    while first and _width(text, (words[first - 1][0], words[last][1])) <= size + before:
        first -= 1
    while last + 1 < len(words) and _fits(text, words, (first, last + 1), room - 2):
        last += 1
    while first and _fits(text, words, (first - 1, last), room - 2):
        first -= 1
    return words[first][0], words[last][1]


def _fits(text: str, words: Sequence[tuple[int, int]], chosen: tuple[int, int], room: int) -> bool:
    first, last = chosen
    return _width(text, (words[first][0], words[last][1])) <= room


def _width(text: str, stretch: tuple[int, int]) -> int:
    return display_width(clean(text[stretch[0] : stretch[1]]))


def _marked(terminal: Terminal, text: str) -> str:
    if terminal.color:
        return terminal.style(clean(text), "strong")
    return f"{_OPENS}{clean(text)}{_CLOSES}"
