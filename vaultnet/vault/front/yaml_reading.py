"""Front matter that only a YAML loader can read, with the place of every key and value.

YAML is read as a stream of events, never loaded: a scalar stays the text that was written
(`NO` is Norway, `0123` a telephone number), keys given twice are seen, and everything keeps its
place. What a flat front matter has no use for is refused: anchors, aliases, tags, merge keys,
several documents, nesting deeper than `MAX_DEPTH`.
"""

import re
from typing import Any, Final, NoReturn

import yaml
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from vaultnet.late import pattern
from vaultnet.source import Source, Span
from vaultnet.vault.front.block import UNSEEN, Block
from vaultnet.vault.front.faults import FrontFaults
from vaultnet.vault.front.plain_lines import NO_VALUE
from vaultnet.vault.front.properties import (
    Empty,
    FieldEntry,
    FieldValue,
    FrontMatter,
    Nested,
    Refused,
    Scalar,
    ScalarList,
)

MAX_DEPTH: Final = 8
_LOADER_TOO_DEEP: Final = "exceeded maximum nesting depth"
Loader = type[Any]
"""A class of PyYAML that gives events: it has no type of its own there."""

PURE_LOADER: Loader = yaml.SafeLoader
FAST_LOADER: Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NEWLINE = pattern(r"\r\n|\n|\r")
_SURROGATE = pattern("[\ud800-\udfff]")
_LINK = pattern(r"\[\[[^\[\],\r\n]+\]\]")
_TAB = pattern(r"(?<=[^ \t\r\n])[ \t]*\t[ \t]*|(?:^|(?<=[\r\n]))[ \t]+(?=[\r\n]|\Z)")
_BLOCK_HEADER = pattern(r"[|>][-+\d]*#")
_UNSEEN_IN_VALUE = pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_SEPARATORS = "\u2028\u2029\x85"
_UNKNOWN = "\ufffd"


class _UnreadableError(Exception):
    """Reading cannot go on; the diagnostic has been noted."""


def read_yaml(source: Source, block: Block, loader: Loader | None = None) -> FrontMatter:
    """Read a block by a YAML loader. Never raises: faults are told by the diagnostics."""
    return _Reading(source, block.span, loader or FAST_LOADER).read(
        Span(block.body, len(source.text))
    )


class _Reading:
    """One walk along the YAML events of one block."""

    def __init__(self, source: Source, span: Span, loader: Loader) -> None:
        self._faults = FrontFaults(source.path)
        self._offset = span.start
        self._span = span
        self._block = source.slice(span)
        self._loader = loader
        self._depth = 0
        self._entries: dict[str, FieldEntry] = {}
        self._repeated: set[str] = set()

    def read(self, body: Span) -> FrontMatter:
        """Read the whole block; of one that cannot be read, no part is kept."""
        if UNSEEN.search(self._block):
            self._block = UNSEEN.sub(self._replace_unseen, self._block)
        ok = self._settle_tabs() and self._read_events()
        entries = tuple(self._entries.values()) if ok else ()
        if not ok:
            self._faults.give_up()
        faults, repeated = self._faults.diagnostics(), frozenset(self._repeated)
        return FrontMatter(entries, body, self._span, faults, ok=ok, repeated=repeated)

    def _settle_tabs(self) -> bool:
        """Make blanks of tabs, on which the loaders do not agree; none may indent a line."""
        if "\t" not in self._block:
            return True
        self._block = _TAB.sub(lambda match: " " * len(match.group()), self._block)
        at = self._block.find("\t")
        if at >= 0:
            self._faults.not_yaml(self._block, at, self._offset)
        return at < 0

    def _read_events(self) -> bool:
        """Read all events; tell whether that went well."""
        try:
            self._next = self._loader(self._block).get_event
            self._read_document()
        except _UnreadableError:
            return False
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._give_up_at(mark.index if mark else 0, str(error.problem))
            return False
        except (yaml.YAMLError, ValueError, OverflowError):
            self._faults.not_yaml(self._block, 0, self._offset)
            return False
        return True

    def _read_document(self) -> None:
        self._next()
        event = self._next()
        if type(event) is StreamEndEvent:
            return
        if event.explicit:
            self._refuse_document(event)
        root = self._next()
        if type(root) is MappingStartEvent and not root.flow_style:
            self._refuse(root)
            self._enter(root)
            self._read_entries()
        elif not self._is_nothing(root):
            self._faults.no_mapping(self._first_line())
            raise _UnreadableError
        self._next()
        event = self._next()
        if type(event) is not StreamEndEvent:
            self._refuse_document(event)

    def _is_nothing(self, root: Any) -> bool:
        """Tell whether the block holds blanks and comments only."""
        bare = type(root) is ScalarEvent and root.tag is None and root.anchor is None
        return bare and not root.value and not root.style

    def _read_entries(self) -> None:
        """Read keys and values up to the end of the mapping; the hot loop of reading a vault."""
        following, offset, entries = self._next, self._offset, self._entries
        while True:
            event = following()
            kind = type(event)
            if kind is not ScalarEvent:
                if kind is MappingEndEvent:
                    return
                self._faults.odd_key(self._value(event).span)
                self._value(following())
                continue
            if event.anchor is not None or event.tag is not None:
                self._refuse(event)
            start, end = event.start_mark.index, event.end_mark.index
            key = event.value
            entry = FieldEntry(key, Span(offset + start, offset + end), self._value(following()))
            if key in entries or key == "<<" or not key.strip():
                self._keep_odd(entry, plain=not event.style)
            else:
                entries[key] = entry

    def _keep_odd(self, entry: FieldEntry, *, plain: bool) -> None:
        """Note what is wrong with a key; only a quoted `"<<"` is nothing but a key."""
        if not entry.key.strip():
            self._faults.missing_key(entry.key_span)
        elif entry.key in self._entries:
            self._repeated.add(entry.key)
            first = self._entries[entry.key].key_span
            self._faults.duplicate(entry.key, entry.key_span, first)
        elif plain:
            self._faults.merge_key(entry.key_span)
        else:
            self._entries[entry.key] = entry

    def _enter(self, event: Any) -> None:
        """Count a list or mapping that begins, before anything is built from it."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._faults.too_deep(self._span_of(event), MAX_DEPTH)
            raise _UnreadableError

    def _refuse_document(self, event: Any) -> None:
        self._faults.several_documents(self._span_of(event))
        raise _UnreadableError

    def _value(self, event: Any) -> FieldValue:
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        if kind is SequenceStartEvent:
            return self._list(event)
        if kind is MappingStartEvent:
            return self._nested(event)
        self._refuse(event)
        span = self._span_of(event)
        return Refused(self._text(span), span)

    def _scalar(self, event: Any) -> Scalar | Empty | Refused:
        text: str = event.value
        start, end = event.start_mark.index, event.end_mark.index
        if event.anchor is not None or event.tag is not None:
            return self._refused_scalar(event)
        if not event.style:
            span = Span(self._offset + start, self._offset + end)
            return Empty(span) if not text or text in NO_VALUE else Scalar(text, span)
        span = self._place(start, end)
        if _BLOCK_HEADER.match(self._block, start):
            self._fail_at(start)
        if _UNSEEN_IN_VALUE.search(text):
            text = self._without_unseen(text, span)
        return Scalar(text, span, quoted=event.style in {'"', "'"})

    def _refused_scalar(self, event: Any) -> Refused:
        self._refuse(event)
        span = self._span_of(event)
        return Refused(self._text(span), span)

    def _list(self, event: Any) -> ScalarList | Scalar | Refused:
        """Read a list; one that is only a link without quotes is given as that link."""
        self._enter(event)
        refused = self._refuse(event)
        count = self._faults.count()
        items: list[Scalar | Nested] = []
        start, end = event.start_mark.index, event.end_mark.index
        while type(last := self._next()) is not SequenceEndEvent:
            item = self._value(last)
            end = max(end, item.span.end - self._offset)
            if isinstance(item, ScalarList):
                item = Nested(self._text(item.span), item.span)
            if isinstance(item, Scalar | Nested):
                items.append(item)
        self._depth -= 1
        flow = bool(event.flow_style)
        span = self._place(start, self._end_of(last) if flow else end)
        if refused:
            return Refused(self._text(span), span)
        if flow and self._block.startswith("[[", start) and _LINK.fullmatch(self._text(span)):
            self._faults.forget_since(count)
            self._faults.bare_link(self._text(span), span)
            return Scalar(self._text(span), span)
        return ScalarList(tuple(items), span, flow)

    def _nested(self, event: Any) -> Nested | Refused:
        """Pass over a mapping, and keep its text."""
        self._enter(event)
        refused = self._refuse(event)
        end = event.end_mark.index
        while type(last := self._next()) is not MappingEndEvent:
            end = max(end, self._value(last).span.end - self._offset)
        self._depth -= 1
        end = self._end_of(last) if event.flow_style else end
        span = self._place(event.start_mark.index, end)
        text = self._text(span)
        return Refused(text, span) if refused else Nested(text, span)

    def _place(self, start: int, end: int) -> Span:
        """Return a span in the file, without the blanks and line ends that close it."""
        kept = len(self._block[start:end].rstrip(" \t\r\n"))
        return Span(self._offset + start, self._offset + start + kept)

    def _text(self, span: Span) -> str:
        return self._block[span.start - self._offset : span.end - self._offset]

    def _span_of(self, event: Any) -> Span:
        return self._place(event.start_mark.index, event.end_mark.index)

    def _end_of(self, event: Any) -> int:
        end: int = event.end_mark.index
        return end

    def _first_line(self) -> Span:
        text = self._block.lstrip()
        start = self._offset + len(self._block) - len(text)
        return Span(start, start + len(_NEWLINE.split(text, 1)[0].rstrip()))

    def _refuse(self, event: Any) -> bool:
        """Note an anchor, an alias or a tag; tell whether there is one.

        `![[photo.png]]` is a tag to one loader and a fault to the other: here it is a fault.
        """
        tag = getattr(event, "tag", None)
        if event.anchor is not None:
            self._faults.alias(self._span_of(event), event.anchor)
        elif tag is None:
            return False
        elif "[" in tag or "]" in tag:
            self._fail_at(event.start_mark.index)
        else:
            self._faults.tag(self._span_of(event), tag)
        return True

    def _give_up_at(self, index: int, problem: str) -> None:
        """Tell why the loader stopped; it has a limit of its own for nesting, far above ours."""
        if problem == _LOADER_TOO_DEEP:
            self._faults.too_deep(Span(self._offset + index, self._offset + index + 1), MAX_DEPTH)
        else:
            self._faults.not_yaml(self._block, index, self._offset)

    def _fail_at(self, index: int) -> NoReturn:
        self._faults.not_yaml(self._block, index, self._offset)
        raise _UnreadableError

    def _replace_unseen(self, match: re.Match[str]) -> str:
        """Note a character that YAML must not meet, and return one that takes its room."""
        start = self._offset + match.start()
        self._faults.unseen(match.group(), Span(start, start + 1))
        return " " if match.group() in _SEPARATORS else _UNKNOWN

    def _without_unseen(self, text: str, span: Span) -> str:
        """Return a text without the invisible characters that its escapes made."""
        found = _UNSEEN_IN_VALUE.search(text)
        if found is None:
            return text
        if _SURROGATE.search(text):
            self._fail_at(span.start - self._offset)
        self._faults.escaped_unseen(found.group(), span)
        return _UNSEEN_IN_VALUE.sub(_UNKNOWN, text)
