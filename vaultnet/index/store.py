"""Which notes hold which words, and how near to the heart: the full-text search of SQLite.

The data base lives in memory: its image is proven and read whole, and written whole. So there is
no journal to recover, nobody waits for a lock, and another command sees the old image or the new
one. Whoever has no SQLite, or one without full-text search, has no such index and does without.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from vaultnet.late import dataclass

try:
    import sqlite3
except ImportError:  # a Python that was built without it
    _FAULTS: tuple[type[Exception], ...] = (NameError,)
else:
    _FAULTS = (sqlite3.Error, AttributeError)  # there are some that know no images

_SCHEMA = """
create virtual table word using fts5
    ({columns}, tokenize = 'ascii', detail = column, content = '', columnsize = 0)
"""
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxy0123456789")
_LONGEST = 4_000
"""SQLite cuts very long words off; who asks for one has every note read."""

Fields = Sequence[Iterable[str]]
"""The words of a note by how far they stand from its heart, the nearest first; each once."""


class NoIndexError(Exception):
    """SQLite does not answer, whatever the reason."""


@dataclass(frozen=True, slots=True)
class WordIndex:
    """The words of notes, which are known by numbers; `fields` is how many each note has."""

    base: "sqlite3.Connection"
    fields: int

    def image(self) -> bytes:
        """Return the whole as bytes."""
        with _answering():
            self.base.execute("commit")
            image = self.base.serialize()
            self.base.execute("begin")
            return image

    def add(self, number: int, words: Fields) -> None:
        """Take in the words of a note."""
        self._change("insert into word (rowid, {columns}) values (?, {values})", number, words)

    def remove(self, number: int, words: Fields) -> None:
        """Let go of a note, given the words that it came with."""
        query = "insert into word (word, rowid, {columns}) values ('delete', ?, {values})"
        self._change(query, number, words)

    def ranks(self, word: str) -> dict[int, int]:
        """Return the notes that hold a word or one that begins with it, each with its rank.

        That is twice the number of the field, and one more where the word only begins so.
        """
        if len(word) > _LONGEST:
            raise NoIndexError
        spelt, found = _spelt(word), dict[int, int]()
        for field in reversed(range(self.fields)):  # so that the lowest rank is the last word
            found |= dict.fromkeys(self._matching(f'c{field}: "{spelt}" *'), 2 * field + 1)
            found |= dict.fromkeys(self._matching(f'c{field}: "{spelt}"'), 2 * field)
        return found

    def _matching(self, wanted: str) -> list[int]:
        with _answering():
            query = "select rowid from word where word match ?"
            return [number for (number,) in self.base.execute(query, (wanted,))]

    def _change(self, query: str, number: int, words: Fields) -> None:
        texts = [" ".join(sorted(map(_spelt, field))) for field in words]
        marks = ", ".join("?" * self.fields)
        with _answering():
            query = query.format(columns=_columns(self.fields), values=marks)
            self.base.execute(query, (number, *texts))


def open_index(fields: int, image: bytes | memoryview | None = None) -> WordIndex:
    """Return the index of an image that `image` gave, or an empty one.

    Raises NoIndexError where there is no SQLite that can hold it.
    """
    with _answering():
        base = sqlite3.connect(":memory:", isolation_level=None)
        if image is None:
            base.execute(_SCHEMA.format(columns=_columns(fields)))
        else:
            base.deserialize(image)
        base.execute("begin")
        return WordIndex(base, fields)


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except _FAULTS as error:
        raise NoIndexError from error


def _columns(fields: int) -> str:
    return ", ".join(f"c{field}" for field in range(fields))


def _spelt(word: str) -> str:
    """Spell a word in letters on which every version of SQLite agrees.

    One word begins with another exactly where their spellings do.
    """
    if word.isascii() and "z" not in word:
        return word
    return "".join(map(_spelt_letter, word))


def _spelt_letter(letter: str) -> str:
    if letter in _LETTERS:
        return letter
    return "zz" if letter == "z" else f"z{ord(letter):06x}"
