"""Parsed files as rows of bytes, each proven by a digest, and back.

A page is decoded at once, since a command asks for all of them; the text of a note and the places
in it stay bytes until somebody asks where something stands.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from vaultnet.diagnostics import Diagnostic
from vaultnet.domain.node import Kind, Node
from vaultnet.encoding import EncodingError, decoder, encode, sealed_values
from vaultnet.late import dataclass
from vaultnet.source import Source, Span
from vaultnet.vault.files import Stamp
from vaultnet.vault.parse import NODE_TYPES
from vaultnet.vault.parsed import FoundLink, ParsedFile

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
    """What a parsed file holds beside its page."""

    text: str
    bom: bool
    places: Mapping[str, Span]


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
        beside = encode(_Beside(source.text, source.bom, parsed.places))
    except EncodingError:
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
    source, places = _KeptSource(row.path, row.beside), _KeptPlaces(row.beside)
    return ParsedFile(source, kind, node, places, links, told)


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


@lru_cache(maxsize=128)
def _unpacked(data: bytes) -> _Beside:
    """Return what a file holds beside its page; of the files that were asked last alone.

    Seven times as large as its bytes, it would be most of a vault in memory.
    """
    return _beside_decoder()(data)


class _KeptSource(Source):
    """The text of a file that was kept; a `Source` like any other, and equal to it."""

    __slots__ = ("_packed",)
    _packed: bytes

    def __init__(self, path: str, packed: bytes) -> None:
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "_packed", packed)
        object.__setattr__(self, "_starts", [])

    @property
    def text(self) -> str:
        return _unpacked(self._packed).text

    @property
    def bom(self) -> bool:
        return _unpacked(self._packed).bom

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Source):
            return NotImplemented
        return (self.path, self.text, self.bom) == (other.path, other.text, other.bom)

    __hash__ = Source.__hash__


class _KeptPlaces(Mapping[str, Span]):
    """The places in a file that was kept."""

    __slots__ = ("_packed",)

    def __init__(self, packed: bytes) -> None:
        self._packed = packed

    def __getitem__(self, name: str) -> Span:
        return _unpacked(self._packed).places[name]

    def __contains__(self, name: object) -> bool:
        return name in _unpacked(self._packed).places

    def __iter__(self) -> Iterator[str]:
        return iter(_unpacked(self._packed).places)

    def __len__(self) -> int:
        return len(_unpacked(self._packed).places)

    def __repr__(self) -> str:
        return repr(_unpacked(self._packed).places)
