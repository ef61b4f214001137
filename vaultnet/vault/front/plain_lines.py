"""The front matter that nearly every note has, read without a YAML loader.

Lines `key: value`, with plain words, simple quotes, a list in brackets or a list with dashes,
mean the same to every reader of YAML, and one regular expression a line reads them in a third
of the time. Anything else, however slightly, is left to the loader: `parse_plain_lines` then
returns None. A property test holds that both ways give the same entries.
"""

import re
from typing import Final

from vaultnet.late import pattern
from vaultnet.source import Span
from vaultnet.vault.front.properties import Empty, FieldEntry, FieldValue, Scalar, ScalarList

NO_VALUE: Final = frozenset({"~", "null"})
"""The words of YAML for nothing."""

# A plain text is words with blanks between them. No word begins with a sign that YAML gives a
# meaning, none has a colon at its end, and `#` stands only inside one.
_FIRST = r"(?:[^\s\-?:,\[\]{}#&*!|>'\"%@`]|-(?=[^\s\-?:,\[\]{}#&*!|>'\"%@`])|--(?=\d))"
_REST = r"(?:[^\s:]++|:(?=[^\s]))"
_PLAIN = rf"{_FIRST}{_REST}*+(?:[ ]++(?!#){_REST}++)*+"
_DOUBLE = r'"[^"\\\r\n]*+"'
_SINGLE = r"'[^'\r\n]*+'(?!')"
_IN_WORD = r"(?:[^\s?:,\[\]{}#]++|[?:](?=[^\s?:,\[\]{}#'\"]))"
_PLAIN_IN_LIST = rf"[^\s\-?:,\[\]{{}}#&*!|>'\"%@`]{_IN_WORD}*+(?:[ ]++{_IN_WORD}++)*+"
_IN_LIST = rf"(?:{_PLAIN_IN_LIST}|{_DOUBLE}|{_SINGLE})"
_LIST = rf"\[(?:[ ]*+{_IN_LIST}(?:[ ]*+,[ ]*+{_IN_LIST})*+[ ]*+)?\]"
_END = r"[ ]*+(?:(?<=[ ])#[^\r\n]*+)?(?:\r\n|[\r\n]|\Z)"
_VALUE = rf"(?:({_PLAIN})|({_DOUBLE}|{_SINGLE})"

_ENTRY = pattern(rf"([A-Za-z_][A-Za-z0-9_-]{{0,63}}):(?:[ ]++{_VALUE}|({_LIST})))?{_END}")
_ITEM = pattern(rf"([ ]*+)-[ ]++{_VALUE}){_END}")
_NOTHING = pattern(r"(?:[ ]*+(?:#[^\r\n]*+)?(?:\r\n|[\r\n]))*+(?:[ ]*+(?:#[^\r\n]*+)?\Z)?")
_LISTED = pattern(_IN_LIST)
_NO_LINE = frozenset(" #\r\n")


def parse_plain_lines(block: str, offset: int) -> tuple[FieldEntry, ...] | None:
    """Return the entries of a block that stands at an offset of its file.

    None where anything but plain lines is in it, so that a loader has to read it.
    """
    entries: dict[str, FieldEntry] = {}
    at = _after_nothing(block, 0)
    size = len(block)
    while at < size:
        match = _ENTRY.match(block, at)
        if match is None:
            return None
        key, group = match[1], match.lastindex
        at = match.end()
        if at < size and block[at] in _NO_LINE:
            at = _after_nothing(block, at)
        value: FieldValue | None
        if group == 1:
            value, at = _value_below(block, at, offset, match.end(1) + 1)
        else:
            value = _value(match, offset)
        if value is None or key in entries:
            return None
        start, end = match.span(1)
        entries[key] = FieldEntry(key, Span(offset + start, offset + end), value)
    return tuple(entries.values())


def _after_nothing(block: str, at: int) -> int:
    """Return where the next line stands that is neither blank nor a comment."""
    match = _NOTHING.match(block, at)
    return match.end() if match else at


def _value(match: re.Match[str], offset: int) -> FieldValue | None:
    """Return the value on the line of its key; None for a list with nothing among its items."""
    group = match.lastindex or 1
    text = match[group]
    start, end = match.span(group)
    span = Span(offset + start, offset + end)
    if group == 2:
        return Empty(span) if text in NO_VALUE else Scalar(text, span)
    if group == 3:
        return Scalar(text[1:-1], span, True)  # noqa: FBT003 (by place is faster, and this is hot)
    items = []
    for found in _LISTED.finditer(text, 1):
        word = found.group()
        start, end = found.span()
        place = Span(span.start + start, span.start + end)
        if word[0] in "\"'":
            items.append(Scalar(word[1:-1], place, True))  # noqa: FBT003 (as above)
        elif word in NO_VALUE:
            return None
        else:
            items.append(Scalar(word, place))
    return ScalarList(tuple(items), span)


def _value_below(block: str, at: int, offset: int, colon: int) -> tuple[FieldValue | None, int]:
    """Return what stands below a key that has no value on its line, and the place after it."""
    found = _items(block, at, offset)
    if found is None:
        return Empty(Span(offset + colon, offset + colon)), at
    return found


def _items(block: str, at: int, offset: int) -> tuple[ScalarList | None, int] | None:
    """Return the list with dashes at a place, and the place after it; None for no list.

    The list is None where only a loader can tell what one of its items is.
    """
    items: list[Scalar] = []
    match = _ITEM.match(block, at)
    if match is None:
        return None
    start, indent = offset + match.end(1), match[1]
    while match is not None:
        group = match.lastindex or 2
        text = match[group] if group == 2 else match[group][1:-1]
        if match[1] != indent or (group == 2 and text in NO_VALUE):
            return None, at
        span = Span(offset + match.start(group), offset + match.end(group))
        items.append(Scalar(text, span, quoted=group == 3))
        at = _after_nothing(block, match.end())
        match = _ITEM.match(block, at)
    return ScalarList(tuple(items), Span(start, items[-1].span.end), flow=False), at
