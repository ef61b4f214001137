"""The texts of a vault, kept so that a search reads nothing but the notes that hold its words.

Whatever is odd about what was kept, the notes are read; each text counts only as long as its file
has the stamp that it was read with.
"""

import json
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field

from vaultnet.domain.links import fold
from vaultnet.index.passages import FIELDS, Passage, decode_passages, encode_passages
from vaultnet.index.sealed_parts import SealedParts, digest_of
from vaultnet.index.search import distinct_words
from vaultnet.index.store import Fields, NoIndexError, WordIndex, open_index
from vaultnet.late import dataclass
from vaultnet.vault.listing import path_of, settled

TEXTS_VERSION = 5
MOST_CHANGED = 64
"""So many changed notes are searched one by one before all that is kept is written anew."""
MOST_ADDED = 256
"""So many texts may stand behind those that were written together."""

Passages = tuple[Passage, ...]
ReadText = Callable[[str], Passages]
"""Reads one note: its passages, the name first where no field says it."""
ReadPiece = Callable[[int, int], bytes]
NameOf = Callable[[str], str]
Encoded = tuple[tuple[bytes, bytes, bytes], bytes]


@dataclass(frozen=True, slots=True)
class KeptTexts:
    """What was kept. Notes have numbers, from 0: their places in `lines`.

    `lines` are the stamps of the files that were written together, empty for one that was let go.
    `places` say where the passages of each are, with their digest, and its name, folded, as JSON.
    `added` are texts that came later, by their lines.
    """

    lines: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    index: WordIndex | None = None
    read_piece: ReadPiece = lambda _at, _size: b""
    added: Mapping[str, bytes] = field(default_factory=dict)

    def passages(self, number: int) -> Passages | None:
        """Return the passages of a note; None where they are not proven to be those."""
        piece = self.piece(number)
        with suppress(zlib.error, ValueError, TypeError):
            return None if piece is None else decode_passages(piece)
        return None

    def piece(self, number: int) -> bytes | None:
        """Return the passages of a note as they are kept."""
        at, size, digest, _ = self.places[number].split(" ", 3)
        piece = self.read_piece(int(at), int(size))
        return piece if digest_of(piece) == digest else None

    def folded_name(self, number: int) -> str:
        """Return the name of a note as names are ordered."""
        name = self.places[number].split(" ", 3)[3]
        return str(json.loads(name)) if "\\" in name else name[1:-1]


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of all pages as they are now.

    `current` are the lines of the pages; the notes of `kept` that have none of these are others
    by now. `fresh` are the passages of pages that are not among them, by path.
    """

    kept: KeptTexts
    current: Collection[str]
    fresh: Mapping[str, Passages]
    read: ReadText

    def numbers(self, found: Iterable[int]) -> Iterator[int]:
        """Yield those of some notes that are as they were."""
        return (number for number in found if self.kept.lines[number] in self.current)

    def passages(self, number: int) -> Passages:
        """Return the passages of a note, from itself where they were damaged."""
        found = self.kept.passages(number)
        return self.read(path_of(self.kept.lines[number])) if found is None else found


@dataclass(frozen=True, slots=True)
class TextsUpdate:
    """The texts of the pages there are, and what is to be kept of them.

    `added` go behind what was kept; where `whole` is set, all is to be written. `read` is how
    many notes were read.
    """

    texts: Texts
    added: tuple[bytes, ...] = ()
    whole: bool = False
    read: int = 0


def update_texts(
    kept: KeptTexts | None, lines: Sequence[str], looked_at: int, read: ReadText
) -> TextsUpdate:
    """Return the texts of the pages that have these lines, reading those that are not kept.

    `looked_at` is a time before the files were looked at, in nanoseconds.
    """
    held, current = kept or KeptTexts(), frozenset(lines)
    together = frozenset(held.lines)
    strange = [line for line in lines if line not in together]
    unknown = {line: read(path_of(line)) for line in strange if line not in held.added}
    fresh = {
        path_of(line): unknown[line] if line in unknown else _decoded(held.added[line])
        for line in strange
    }
    texts = Texts(held, current, fresh, read)
    sure = tuple(settled(unknown, looked_at))
    gone = len(together - current)
    if kept is None or max(len(strange), gone) > MOST_CHANGED or len(held.added) > MOST_ADDED:
        return TextsUpdate(texts, whole=True, read=len(unknown))
    added = tuple(_encoded([line, unknown[line]]) for line in sure)
    return TextsUpdate(texts, added, read=len(unknown))


def decode_texts(sealed: SealedParts, read_piece: ReadPiece) -> KeptTexts | None:
    """Return what was kept in parts that are proven; None for parts of another kind."""
    try:
        lines, places, image = sealed.parts
        added = dict(map(_line_of, sealed.additions))
        return KeptTexts(
            _split(lines),
            _split(places),
            _index_of(image) if image else None,
            lambda at, size: read_piece(sealed.loose_at + at, size),
            added,
        )
    except (ValueError, TypeError):
        return None


def encode_texts(texts: Texts, looked_at: int, name_of: NameOf) -> Encoded:
    """Return parts and loose pieces to keep, of texts as they are now.

    `name_of` gives the name of a page by its path. Texts that are not sure are left out, and read
    again the next time.
    """
    kept = texts.kept
    strange = [line for line in texts.current if path_of(line) in texts.fresh]
    sure = {*settled(strange, looked_at), *kept.added}
    later = {line: texts.fresh[path_of(line)] for line in sorted(strange) if line in sure}
    try:
        return _with_later(texts, later, name_of)
    except (NoIndexError, _DamagedError):
        numbers = texts.numbers(range(len(kept.lines)))
        held = {kept.lines[number]: texts.passages(number) for number in numbers}
        return _from_nothing({**held, **later}, name_of)


class _DamagedError(Exception):
    """A text that was kept is not what it was."""


def _with_later(texts: Texts, later: Mapping[str, Passages], name_of: NameOf) -> Encoded:
    """Let go of notes that are others by now, and put later ones behind the rest."""
    kept = texts.kept
    if kept.index is None:
        raise NoIndexError
    sheet = _Sheet(open_index(FIELDS, kept.index.image()), name_of)
    for number, line in enumerate(kept.lines):
        piece = kept.piece(number) if line else b""
        if piece is None:
            raise _DamagedError
        if not line or line in texts.current:
            sheet.put(line, piece, kept.folded_name(number) if line else "")
        else:
            sheet.let_go(decode_passages(piece))
    for line, passages in later.items():
        sheet.write(line, passages)
    return sheet.encoded()


def _from_nothing(held: Mapping[str, Passages], name_of: NameOf) -> Encoded:
    sheet = _Sheet(_index_of(None), name_of)
    for line, passages in held.items():
        sheet.write(line, passages)
    return sheet.encoded()


class _Sheet:
    """What is to be kept, note by note; an `index` holds the words of those that are put."""

    def __init__(self, index: WordIndex | None, name_of: NameOf) -> None:
        self._index = index
        self._name_of = name_of
        self._lines: list[str] = []
        self._places: list[str] = []
        self._pieces: list[bytes] = []
        self._size = 0

    def put(self, line: str, piece: bytes, folded_name: str) -> None:
        """Take a note whose words are in the index, or the gap that one left."""
        name = json.dumps(folded_name, ensure_ascii=False)
        self._places.append(f"{self._size} {len(piece)} {digest_of(piece)} {name}")
        self._lines.append(line)
        self._pieces.append(piece)
        self._size += len(piece)

    def let_go(self, passages: Passages) -> None:
        """Take the words of a note out of the index, and leave a gap."""
        if self._index is not None:
            self._index.remove(self._number, _fields_of(passages))
        self.put("", b"", "")

    def write(self, line: str, passages: Passages) -> None:
        """Take a note, and its words into the index."""
        if self._index is not None:
            self._index.add(self._number, _fields_of(passages))
        self.put(line, encode_passages(passages), fold(self._name_of(path_of(line))))

    @property
    def _number(self) -> int:
        return len(self._lines) + 1

    def encoded(self) -> Encoded:
        """Return the parts and the loose pieces; no image where SQLite gives none."""
        image = b""
        with suppress(NoIndexError):
            image = b"" if self._index is None else self._index.image()
        return (_joined(self._lines), _joined(self._places), image), b"".join(self._pieces)


def _index_of(image: bytes | memoryview | None) -> WordIndex | None:
    """Return the index of an image, or an empty one; None where there is no SQLite for it."""
    with suppress(NoIndexError):
        return open_index(FIELDS, image)
    return None


def _fields_of(passages: Passages) -> Fields:
    texts: list[list[str]] = [[] for _ in range(FIELDS)]
    for passage in passages:
        texts[passage.distance].append(passage.text)
    return [distinct_words(field) for field in texts]


def _joined(texts: Iterable[str]) -> bytes:
    return "\0".join(texts).encode("utf-8", "surrogatepass")


def _split(part: bytes | memoryview) -> tuple[str, ...]:
    text = str(part, "utf-8", "surrogatepass")
    return tuple(text.split("\0")) if text else ()


def _encoded(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode("ascii")


def _line_of(added: bytes) -> tuple[str, bytes]:
    """Return the line of an addition with the whole of it: only texts of now are decoded."""
    return json.JSONDecoder().raw_decode(added[1:].decode("ascii"))[0], added


def _decoded(added: bytes) -> Passages:
    return tuple(Passage(*each) for each in json.loads(added)[1])
