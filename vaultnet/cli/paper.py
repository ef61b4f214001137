"""Reports for people: headings, wrapped lines, columns that fit, and small bars.

Everything that comes from a vault is cleaned here. Nothing is cut off: what does not fit into a
column goes on in the next line of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from vaultnet.cli.output import Terminal, clean, display_width
from vaultnet.late import dataclass, pattern

GAP = 2
_NARROWEST = 8
_FULL, _EMPTY = "█", "░"
_BREAKS = pattern(r"[^\S\u00a0\u202f]+")


class Styled(NamedTuple):
    """A text with a style of the terminal's (`strong`, `faint`, `warning`)."""

    text: str
    style: str


class Stacked(NamedTuple):
    """A cell of several texts, each of which begins a line of its own."""

    parts: tuple[str | Styled, ...]


_NOTHING = Styled("", "")

Written = str | Styled | Stacked
"""A cell: a text, a text with a style, or several of them one above the other."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title, its alignment, and whether it may be made narrower.

    `least` is how wide it is at least, so that several tables can stand in line.
    """

    title: str = ""
    right: bool = False
    flexible: bool = False
    least: int = 0


def heading(terminal: Terminal, text: str, note: str = "") -> str:
    """Return the heading of a part of a report, with a remark beside it, or below if long."""
    *lines, last = wrap(clean(text), terminal.width)
    remark = clean(note)
    styled = [terminal.style(line, "strong") for line in (*lines, last)]
    if remark and display_width(last) + GAP + display_width(remark) <= terminal.width:
        styled[-1] += " " * GAP + terminal.style(remark, "faint")
    elif remark:
        below = wrap(remark, terminal.width - GAP)
        styled += [" " * GAP + terminal.style(line, "faint") for line in below]
    return "\n".join(styled)


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
    least = [column.least for column in columns]
    natural = [max(pair) for pair in zip(_natural(shown), least, strict=True)]
    widths = _fitted(columns, natural, terminal.width - indent)
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
    room = max(1, width if first is None else first)
    if _is_one_line(text, min(room, max(1, width))):
        return [text]
    lines: list[str] = []
    current = ""
    for word in _words(text, max(1, width)):
        joined = f"{current} {word}" if current else word
        if not current or display_width(joined) <= room:
            current = joined
        else:
            lines.append(current)
            current, room = word, max(1, width)
    return [*lines, current]


def _is_one_line(text: str, room: int) -> bool:
    """Tell whether a text needs no wrapping: it fits, and has nothing but single blanks inside."""
    single = text.isprintable() and "  " not in text and text == text.strip()
    return single and display_width(text) <= room


def _words(text: str, width: int) -> Iterator[str]:
    """Yield the words of a text, those that are wider than a line in pieces."""
    for word in _BREAKS.split(text.strip()):
        piece, size = "", 0
        for letter in word:
            wide = display_width(letter)
            if size + wide > width:
                yield piece
                piece, size = "", 0
            piece, size = piece + letter, size + wide
        yield piece


def natural_width(cell: Written) -> int:
    """Return how wide a cell would like to be."""
    return max((display_width(clean(_text(part))) for part in _parts(cell)), default=0)


def _cleaned(cell: Written) -> Written:
    if isinstance(cell, Stacked):
        return Stacked(tuple(_cleaned_part(part) for part in cell.parts))
    return _cleaned_part(cell)


def _cleaned_part(part: str | Styled) -> str | Styled:
    return Styled(clean(part.text), part.style) if isinstance(part, Styled) else clean(part)


def _parts(cell: Written) -> tuple[str | Styled, ...]:
    return cell.parts if isinstance(cell, Stacked) else (cell,)


def _text(part: str | Styled) -> str:
    return part.text if isinstance(part, Styled) else part


def _natural(rows: Iterable[Sequence[Written]]) -> list[int]:
    """Return how wide each column would like to be."""
    return [max(natural_width(cell) for cell in held) for held in zip(*rows, strict=True)]


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
    cells = [
        [
            Styled(line, part.style if isinstance(part, Styled) else "")
            for part in _parts(cell)
            for line in wrap(_text(part), width)
        ]
        for cell, width in zip(row, widths, strict=True)
    ]
    for number in range(max(map(len, cells))):
        parts = [
            _padded(terminal, lines[number] if number < len(lines) else _NOTHING, (column, width))
            for lines, column, width in zip(cells, columns, widths, strict=True)
        ]
        yield (" " * GAP).join(parts)


def _padded(terminal: Terminal, line: Styled, place: tuple[Column, int]) -> str:
    column, width = place
    space = " " * max(0, width - display_width(line.text))
    styled = terminal.style(line.text, line.style) if line.style and line.text else line.text
    return space + styled if column.right else styled + space
