"""Reports for people: headings, wrapped lines, columns that fit, and small bars.

Everything that comes from a vault is cleaned here. Nothing is cut off: what does not fit into a
column goes on in the next line of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vaultnet.cli.output import Terminal, clean, display_width

GAP = 2
_NARROWEST = 8
_FULL, _EMPTY = "█", "░"


class Styled(NamedTuple):
    """A text with a style of the terminal's (`strong`, `faint`, `warning`)."""

    text: str
    style: str


Written = str | Styled
"""A cell: a text, or a text with a style."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title, its alignment, and whether it may be made narrower."""

    title: str = ""
    right: bool = False
    flexible: bool = False


def heading(terminal: Terminal, text: str, note: str = "") -> str:
    """Return the heading of a part of a report, with a remark beside it."""
    title = terminal.style(clean(text), "strong")
    return f"{title}  {terminal.style(clean(note), 'faint')}" if note else title


def paragraph(terminal: Terminal, text: str, *, indent: int = 0, hanging: int = 0) -> str:
    """Return a text wrapped to the terminal; lines after the first are indented further."""
    room = terminal.width - indent - hanging
    first, *rest = wrap(clean(text), room, first=terminal.width - indent)
    lines = [" " * indent + first, *(" " * (indent + hanging) + line for line in rest)]
    return "\n".join(lines)


def lay_out(
    terminal: Terminal,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Written]],
    *,
    indent: int = 2,
) -> str:
    """Return rows in columns as wide as the terminal allows; titles where a column has one."""
    titles: list[Written] = [Styled(column.title, "faint") for column in columns]
    cells = [[_cleaned(cell) for cell in row] for row in rows]
    shown = [titles, *cells] if any(column.title for column in columns) else cells
    widths = _fitted(columns, _natural(shown), terminal.width - indent)
    lines = (line for row in shown for line in _row_lines(terminal, columns, row, widths))
    return "\n".join((" " * indent + line).rstrip() for line in lines)


def bar(value: float, most: float, width: int = 10) -> str:
    """Return a bar for a value from 0 to the most there is; something is never shown as none."""
    part = 0.0 if most <= 0 else min(1.0, max(0.0, value / most))
    full = min(width, max(round(part * width), 1 if part > 0 else 0))
    return _FULL * full + _EMPTY * (width - full)


def wrap(text: str, width: int, *, first: int | None = None) -> list[str]:
    """Return a cleaned text in lines of a width in columns; a longer word is broken.

    `first` is the width of the first line where it is another.
    """
    lines: list[str] = []
    current, room = "", max(1, width if first is None else first)
    for word in _words(text, max(1, width)):
        joined = f"{current} {word}" if current else word
        if not current or display_width(joined) <= room:
            current = joined
        else:
            lines.append(current)
            current, room = word, max(1, width)
    return [*lines, current]


def _words(text: str, width: int) -> Iterator[str]:
    """Yield the words of a text, those that are wider than a line in pieces."""
    for word in text.split():
        piece, size = "", 0
        for letter in word:
            wide = display_width(letter)
            if size + wide > width:
                yield piece
                piece, size = "", 0
            piece, size = piece + letter, size + wide
        yield piece


def _cleaned(cell: Written) -> Written:
    if isinstance(cell, Styled):
        return Styled(clean(cell.text), cell.style)
    return clean(cell)


def _text(cell: Written) -> str:
    return cell.text if isinstance(cell, Styled) else cell


def _natural(rows: Iterable[Sequence[Written]]) -> list[int]:
    """Return how wide each column would like to be."""
    return [max(display_width(_text(cell)) for cell in held) for held in zip(*rows, strict=True)]


def _fitted(columns: Sequence[Column], natural: list[int], room: int) -> list[int]:
    """Return the widths of columns that fit: the widest flexible one gives way first."""
    widths = list(natural)
    excess = sum(widths) + GAP * (len(widths) - 1) - room
    flexible = [index for index, column in enumerate(columns) if column.flexible]
    while excess > 0:
        able = [index for index in flexible if widths[index] > _NARROWEST]
        if not able:
            break
        widest = max(able, key=lambda index: widths[index])
        widths[widest] -= 1
        excess -= 1
    return widths


def _row_lines(
    terminal: Terminal, columns: Sequence[Column], row: Sequence[Written], widths: list[int]
) -> Iterator[str]:
    """Yield the lines that a row takes."""
    wrapped = [wrap(_text(cell), width) for cell, width in zip(row, widths, strict=True)]
    for number in range(max(map(len, wrapped))):
        parts = [
            _padded(terminal, cell, lines[number] if number < len(lines) else "", (column, width))
            for cell, lines, column, width in zip(row, wrapped, columns, widths, strict=True)
        ]
        yield (" " * GAP).join(parts)


def _padded(terminal: Terminal, cell: Written, text: str, place: tuple[Column, int]) -> str:
    column, width = place
    space = " " * max(0, width - display_width(text))
    styled = terminal.style(text, cell.style) if isinstance(cell, Styled) and text else text
    return space + styled if column.right else styled + space
