"""The texts of all notes in SQLite, with the words of each for its full-text search.

The data base lives in memory: its image is read whole, believed only if its digest is right, and
written whole. So there is no journal to recover, nobody waits for a lock, and another command
sees the old image or the new one. Whatever is odd about it, it is made anew from the notes.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress

from vaultnet.index.changes import Difference, compare
from vaultnet.index.note_text import Passage, decode_passages, encode_passages
from vaultnet.index.search import Term, words_of
from vaultnet.vault.files import Stamp

TEXTS_VERSION = 4
_SCHEMA = """
create table note (id integer primary key, path text unique, stamp text, passages blob);
create virtual table word using fts5
    (words, tokenize = 'ascii', detail = none, content = '', columnsize = 0);
"""
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")

ReadText = Callable[[str], Sequence[Passage]]


class TextStore:
    """The texts of the notes of a vault, by path."""

    def __init__(self, image: bytes | None = None) -> None:
        """Open an image that `image` gave, or begin with nothing."""
        self._base = sqlite3.connect(":memory:", isolation_level=None)
        if image is None:
            self._base.executescript(_SCHEMA)
        else:
            self._base.deserialize(image)

    def close(self) -> None:
        """Free the memory."""
        self._base.close()

    def image(self) -> bytes:
        """Return the whole as bytes."""
        return self._base.serialize()

    def update(self, found: Mapping[str, Stamp | None], kept_at: int, read: ReadText) -> Difference:
        """Bring the texts in line with the files there are, reading only those that changed."""
        held = {path: _stamp(stamp) for path, stamp in self._stamps()}
        difference = compare(held, found, kept_at)
        self._base.execute("begin")
        for path in (*difference.gone, *difference.to_read):
            self._remove(path)
        for path in difference.to_read:
            self._add(path, found[path], read(path))
        self._base.execute("commit")
        return difference

    def matching(self, terms: Sequence[Term]) -> Iterator[tuple[str, tuple[Passage, ...]]]:
        """Yield the notes that hold every word of some terms, and perhaps a few more."""
        wanted = " ".join(f'"{_spelt(word)}"*' for term in terms for word in term)
        rows = self._base.execute(
            "select path, passages from note where id in"
            " (select rowid from word where word match ?) order by path",
            (wanted,),
        )
        return ((path, decode_passages(data)) for path, data in rows)

    def _stamps(self) -> Iterator[tuple[str, str]]:
        yield from self._base.execute("select path, stamp from note")

    def _remove(self, path: str) -> None:
        query = "select id, passages from note where path = ?"
        for number, data in self._base.execute(query, (path,)).fetchall():
            held = (number, _index_words(path, decode_passages(data)))
            self._base.execute(
                "insert into word (word, rowid, words) values ('delete', ?, ?)", held
            )
            self._base.execute("delete from note where id = ?", (number,))

    def _add(self, path: str, stamp: Stamp | None, passages: Sequence[Passage]) -> None:
        row = (path, _stamp_text(stamp), encode_passages(passages))
        query = "insert into note (path, stamp, passages) values (?, ?, ?)"
        number = self._base.execute(query, row).lastrowid
        held = (number, _index_words(path, passages))
        self._base.execute("insert into word (rowid, words) values (?, ?)", held)


def open_store(image: bytes | None) -> TextStore:
    """Return the store of an image, or an empty one where SQLite cannot read it."""
    if image is not None:
        with suppress(sqlite3.Error, AttributeError):  # a SQLite built without images
            return TextStore(image)
    return TextStore()


def _index_words(path: str, passages: Sequence[Passage]) -> str:
    """Return each word of a note once; the path stands for a name that the note does not say."""
    texts = (path, *(passage.text for passage in passages))
    return " ".join(sorted({_spelt(word) for text in texts for word in words_of(text)}))


def _stamp_text(stamp: Stamp | None) -> str:
    return "" if stamp is None else " ".join(map(str, stamp))


def _stamp(text: str) -> Stamp | None:
    """Read a stamp back; its numbers may be larger than those that SQLite knows."""
    return Stamp(*map(int, text.split())) if text else None


def _spelt(word: str) -> str:
    """Spell a word in letters on which every version of SQLite agrees, prefix by prefix."""
    if word.isascii():
        return word
    return "".join(each if each in _LETTERS else f"z{ord(each):06x}" for each in word)
