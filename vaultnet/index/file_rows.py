"""Parsed files as rows of bytes, each proven by a digest, and back.

A page is decoded at once, since a command asks for all of them; the text of a note and the places
in it stay bytes until somebody asks where something stands.
"""

import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from itertools import count
from typing import Any, NamedTuple

from vaultnet.diagnostics import Diagnostic
from vaultnet.domain.node import Kind, Node
from vaultnet.encoding import EncodingError, decoder, encode, sealed_values
from vaultnet.late import dataclass
from vaultnet.source import Source, Span
from vaultnet.vault.files import Stamp
from vaultnet.vault.parse import NODE_TYPES
from vaultnet.vault.parsed import FoundLink, ParsedFile

_SPAN = struct.Struct("<II")
_END = "\n"
_LONG = 20_000
"""Longer texts of names are not searched each time: the cost would grow with their square."""
_Page = tuple[Node | None, tuple[FoundLink, ...], tuple[Diagnostic, ...]]


class FileRow(NamedTuple):
    """One parsed file: its path, the digest of its contents, and what they were parsed to.

    `proof` is a digest of all that stands before it and of what else it depends on.
    """

    path: str
    digest: bytes
    kind: str
    page: bytes
    beside: bytes
    proof: bytes


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a parsed file holds beside its page.

    Places would be most of a vault in memory, each a name and two numbers: `names` are all of them
    between ends of lines, and `spans` their starts and ends in the same order.
    """

    text: str
    bom: bool
    names: str
    spans: bytes


Seen = tuple[Stamp, bytes]
"""The stamp of a file, and the digest of what it held then."""


class Condition(Enum):
    """How the parsed files were found that an earlier command kept."""

    NONE = "none"
    GOOD = "good"
    DAMAGED = "damaged"
    OTHER_VERSION = "other version"
    OTHER_SETTINGS = "other settings"


@dataclass(frozen=True, slots=True)
class Key:
    """What parsed files depend on beside the notes."""

    program: str
    settings: str

    def __str__(self) -> str:
        """Return both in one."""
        return f"{self.program}:{self.settings}"


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """The parsed files that were kept, all of them proven, and the stamps of their notes.

    `files` are those of the notes that still have their stamp, with the `digests` of what they
    hold; `rows` are all others.
    """

    files: Mapping[str, ParsedFile] = field(default_factory=dict)
    digests: Mapping[str, bytes] = field(default_factory=dict)
    rows: Mapping[str, FileRow] = field(default_factory=dict)
    seen: Mapping[str, Seen] = field(default_factory=dict)
    condition: Condition = Condition.NONE

    @property
    def is_good(self) -> bool:
        """Tell whether all of it can be believed, so that it may be added to."""
        return self.condition is Condition.GOOD


def digest_of(data: bytes) -> bytes:
    """Return the digest of the contents of a note."""
    return sha256(data).digest()


def pack_file(parsed: ParsedFile, digest: bytes, key: str) -> FileRow | None:
    """Return a parsed file as a row; None where it holds what has no bytes."""
    source, told = parsed.source, parsed.diagnostics
    told = tuple(replace(each, values=sealed_values(each.values)) for each in told)
    try:
        page = encode((parsed.node, parsed.links, told))
        beside = encode(_Beside(source.text, source.bom, *_packed_places(parsed.places)))
    except (EncodingError, struct.error):
        return None
    row = FileRow(parsed.path, digest, parsed.kind.value, page, beside, b"")
    return row._replace(proof=_proof(row, key))


def is_proven(row: FileRow, key: str) -> bool:
    """Tell whether a row is the very one that was made with a key, whatever its values are."""
    try:
        return _proof(row, key) == row.proof
    except (EncodingError, TypeError, AttributeError):
        return False


def unpack_file(row: FileRow) -> ParsedFile | None:
    """Return the parsed file of a row that is proven; None where this program cannot read it."""
    try:
        kind = Kind(row.kind)
        node, links, told = _page_decoder(kind)(row.page)
    except (EncodingError, ValueError):
        return None
    packed = _Packed(row.beside)
    return ParsedFile(_KeptSource(row.path, packed), kind, node, _KeptPlaces(packed), links, told)


def _proof(row: FileRow, key: str) -> bytes:
    head = encode((key, row.path, row.digest, row.kind, len(row.page), len(row.beside)))
    whole = sha256(head)
    whole.update(row.page)
    whole.update(row.beside)
    return whole.digest()


@lru_cache(maxsize=len(Kind))
def _page_decoder(kind: Kind) -> Callable[[bytes], _Page]:
    node: Any = NODE_TYPES[kind] | None
    return decoder(tuple[node, tuple[FoundLink, ...], tuple[Diagnostic, ...]])


@lru_cache(maxsize=1)
def _beside_decoder() -> Callable[[bytes], _Beside]:
    return decoder(_Beside)


def _packed_places(places: Mapping[str, Span]) -> tuple[str, bytes]:
    """Return the names and the spans of places; raises EncodingError for a name that parts them."""
    if any(_END in name for name in places):
        raise EncodingError("a name of several lines")
    numbers = [number for span in places.values() for number in span]
    return _END.join(("", *places, "")), struct.pack(f"<{len(numbers)}I", *numbers)


class _Packed:
    """What a file holds beside its page: bytes, until it is asked for."""

    __slots__ = ("_held", "_numbers")

    def __init__(self, data: bytes) -> None:
        self._held: bytes | _Beside = data
        self._numbers: Mapping[str, int] | None = None

    @property
    def beside(self) -> _Beside:
        held = self._held
        if isinstance(held, bytes):
            held = self._held = _beside_decoder()(held)
        return held

    def number(self, name: str) -> int | None:
        """Return where the span of a place stands among those of the file; None for no place."""
        names = self.beside.names
        if len(names) > _LONG:
            if self._numbers is None:
                listed = names.split(_END)[1:-1]
                self._numbers = dict(zip(listed, count(0, _SPAN.size), strict=False))
            return self._numbers.get(name)
        at = names.find(f"{_END}{name}{_END}")
        return None if at < 0 or _END in name else names.count(_END, 0, at) * _SPAN.size


class _KeptSource(Source):
    """The text of a file that was kept; a `Source` like any other, and equal to it."""

    __slots__ = ("_packed",)
    _packed: _Packed

    def __init__(self, path: str, packed: _Packed) -> None:
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "_packed", packed)
        object.__setattr__(self, "_starts", [])

    @property
    def text(self) -> str:
        return self._packed.beside.text

    @property
    def bom(self) -> bool:
        return self._packed.beside.bom

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Source):
            return NotImplemented
        return (self.path, self.text, self.bom) == (other.path, other.text, other.bom)

    __hash__ = Source.__hash__


class _KeptPlaces(Mapping[str, Span]):
    """The places in a file that was kept, looked up in its bytes."""

    __slots__ = ("_packed",)

    def __init__(self, packed: _Packed) -> None:
        self._packed = packed

    def __getitem__(self, name: str) -> Span:
        span = self._find(name)
        if span is None:
            raise KeyError(name)
        return span

    def get(self, name: str, default: Any = None) -> Any:
        """Return the span of a place, or what is given for none."""
        span = self._find(name)
        return default if span is None else span

    def _find(self, name: str) -> Span | None:
        beside = self._packed.beside
        number = self._packed.number(name)
        return None if number is None else Span(*_SPAN.unpack_from(beside.spans, number))

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed.beside.names.split(_END)[1:-1])

    def __len__(self) -> int:
        return len(self._packed.beside.spans) // _SPAN.size

    def __repr__(self) -> str:
        return repr(dict(self))
