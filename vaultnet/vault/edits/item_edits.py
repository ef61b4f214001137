"""Other items for a list of front matter, as edits: the items that stay are not touched.

A list in brackets keeps its brackets, one with dashes its lines, and both keep their comments.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from vaultnet.diagnostics import Edit, Place
from vaultnet.late import pattern
from vaultnet.source import Source, Span
from vaultnet.vault.front.properties import Scalar, ScalarList
from vaultnet.vault.front.quoting import plain_or_quoted

_DASH = pattern(r"[ \t]*-[ \t]+")
_REST = pattern(r"[ \t]*(?:#[^\r\n]*)?(?=\r\n|\n|\r|\Z)")
_LINE_END = pattern(r"\r\n|\n|\r|\Z")


def plan_item_edits(source: Source, held: ScalarList, wanted: Sequence[str]) -> tuple[Edit, ...]:
    """Return the edits after which a list holds other items, in this order.

    Items may go, and new ones come at the end. Raises ValueError where that is not enough, where
    an item is more than a text, or where a comment would go with something that it does not
    belong to.
    """
    items = [item for item in held.items if isinstance(item, Scalar)]
    kept = _kept([item.text for item in items], wanted)
    if len(items) < len(held.items) or kept is None:
        raise ValueError("the list would have to be written anew")
    new = [plain_or_quoted(text) for text in wanted[sum(kept) :]]
    plan = _in_brackets if held.flow else _with_dashes
    return tuple(plan(source, held.span, list(zip(items, kept, strict=True)), new))


def _kept(held: Sequence[str], wanted: Sequence[str]) -> list[bool] | None:
    """Tell which items stay, so that the wanted ones begin with them; None where none can."""
    place, kept = 0, []
    for text in held:
        stays = place < len(wanted) and wanted[place] == text
        kept.append(stays)
        place += stays
    return None if any(text in held for text in wanted[place:]) else kept


Marked = list[tuple[Scalar, bool]]
"""The items of a list, each with whether it stays."""


def _in_brackets(source: Source, span: Span, items: Marked, new: Sequence[str]) -> Iterator[Edit]:
    if not any(stays for _, stays in items):
        inner = Span(span.start + 1, span.end - 1)
        _require_no_comment(source, inner, [item.span for item, _ in items])
        yield _edit(source, inner, ", ".join(new))
        return
    first = next(number for number, (_, stays) in enumerate(items) if stays)
    if first:
        yield _removal(source, items, Span(items[0][0].span.start, items[first][0].span.start))
    for (before, _), (item, stays) in pairwise(items[first:]):
        if not stays:
            yield _removal(source, items, Span(before.span.end, item.span.end))
    last = max((item.span.end for item, stays in items if stays))
    if new:
        yield _edit(source, Span(last, last), "".join(f", {text}" for text in new))


def _removal(source: Source, items: Marked, span: Span) -> Edit:
    _require_no_comment(source, span, [item.span for item, _ in items])
    return _edit(source, span, "")


def _require_no_comment(source: Source, span: Span, items: Sequence[Span]) -> None:
    """Raise ValueError where a comment stands between the items of a stretch."""
    position = span.start
    for item in (*items, Span(span.end, span.end)):
        if span.start <= item.start <= span.end:
            if "#" in source.text[position : item.start]:
                raise ValueError("a comment would go")
            position = item.end


def _with_dashes(source: Source, _span: Span, items: Marked, new: Sequence[str]) -> Iterator[Edit]:
    lines = [_line_of(source, item) for item, _ in items]
    newline = source.newline()
    indent = source.text[lines[0].start : items[0][0].span.start]
    for line, (_, stays) in zip(lines, items, strict=True):
        if not stays:
            yield _edit(source, Span(line.start, _behind_break(source, line.end)), "")
    if not new:
        return
    last = max(
        (line.end for line, (_, stays) in zip(lines, items, strict=True) if stays), default=-1
    )
    if last >= 0:
        added = "".join(f"{newline}{indent}{text}" for text in new)
        yield _edit(source, Span(last, last), added)
    else:
        added = "".join(f"{indent}{text}{newline}" for text in new)
        yield _edit(source, Span(lines[0].start, lines[0].start), added)


def _line_of(source: Source, item: Scalar) -> Span:
    """Return the whole lines of an item with a dash; raises ValueError for anything else there."""
    text, at = source.text, item.span.start
    start = source.line_start(at)
    rest = _REST.match(text, item.span.end)
    if not _DASH.fullmatch(text, start, at) or rest is None:
        raise ValueError("the item does not stand on lines of its own")
    return Span(start, rest.end())


def _behind_break(source: Source, offset: int) -> int:
    found = _LINE_END.match(source.text, offset)
    return found.end() if found else offset


def _edit(source: Source, span: Span, text: str) -> Edit:
    return Edit(Place(source.path, span), text)
