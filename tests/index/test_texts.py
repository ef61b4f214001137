"""What is kept of texts: additions behind the rest, gaps, and a Python without our SQLite."""

import sqlite3
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from tests.index.test_names import settle
from tests.index.test_search import find, find_by_reading
from tests.vaults import write_vault
from vaultnet import index
from vaultnet.index import store
from vaultnet.index.store import NoIndexError, open_index
from vaultnet.index.texts import MOST_CHANGED
from vaultnet.kept import NAMES_FILE, TEXTS_FILE, open_texts
from vaultnet.vault import listing
from vaultnet.vault.files import Stamp, scan_vault
from vaultnet.vault.listing import is_doubtful, list_notes, path_of, settled
from vaultnet.vault.settings import Settings

ODD_PATHS = (
    "templates/t.md", ".hidden.md", "a (conflicted copy).md", "o/vaultnet.toml", "o/x.md", "x.txt",
    "contacts/Ñu 1.MD", "contacts/x.SYNC-CONFLICT-20260101-120000-A.md", "o/conflict.md",
)  # fmt: skip
QUERIES = ("contact", "word3", "contact word", '"contact 3"', "nobody", "ana")


def write(root: Path, number: int, text: str) -> None:
    path = root / f"contacts/c{number}.md"
    path.write_text(f"---\nname: Contact {number}\n---\n{text}\n")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(listing, "DOUBTFUL", 20_000_000)
    root = write_vault(tmp_path / "vault", {"vaultnet.toml": "", "contacts/a.md": "# Ana\n"})
    for number in range(100):
        write(root, number, f"word{number}")
    settle(root)
    open_texts(root, time.time_ns())
    return root


def test_a_changed_note_is_added_once_and_never_read_again(root: Path) -> None:
    """Neither is all that is kept written anew, nor is the note read by each command."""
    kept = [root / ".vaultnet" / name for name in (NAMES_FILE, TEXTS_FILE)]
    before = [path.read_bytes() for path in kept]
    write(root, 3, "another text")
    settle(root)
    assert open_texts(root, time.time_ns()).read == 1
    after = [path.read_bytes() for path in kept]
    for old, new in zip(before, after, strict=True):
        assert new.startswith(old)
        assert 0 < len(new) - len(old) < 1000
    assert open_texts(root, time.time_ns()).read == 0
    assert [path.read_bytes() for path in kept] == after
    assert [hit.page.name for hit in find(root, "another")] == ["Contact 3"]
    assert find(root, "word3") == find_by_reading(root, "word3")


def test_a_note_that_is_saved_again_at_once_is_read_again(root: Path) -> None:
    """Its stamp may be the same both times; it is kept when it is no longer young."""
    write(root, 3, "first")
    assert len(find(root, "first")) == 1
    young = time.time_ns() - listing.DOUBTFUL // 2
    write(root, 3, "later")
    assert open_texts(root, young).read == 1
    assert open_texts(root, young).read == 1
    assert len(find(root, "later")) == 1
    settle(root)
    assert [open_texts(root, time.time_ns()).read for _ in range(2)] == [1, 0]


def test_many_changes_are_written_with_the_rest_and_leave_gaps(root: Path) -> None:
    for turn in range(3):
        for number in range(turn, MOST_CHANGED + turn + 1):
            write(root, number, f"turn{turn} word{number}")
        (root / f"contacts/c{99 - turn}.md").unlink()
        settle(root)
        assert find(root, f"turn{turn}") == find_by_reading(root, f"turn{turn}")
        opened = open_texts(root, time.time_ns())
        assert (opened.read, len(opened.texts.fresh)) == (0, 0)
        assert opened.texts.kept.lines.count("") >= turn
        for query in QUERIES:
            assert find(root, query) == find_by_reading(root, query), query


def test_lines_tell_files_apart_and_only_sure_ones_are_kept() -> None:
    late = 5 * 10**9
    lines = ["1 2 3 4 a b.md", f"1 {late} 1 1 odd  name\n- - - - x.md", "- - - - gone.md"]
    assert list(map(path_of, lines)) == ["a b.md", "odd  name\n- - - - x.md", "gone.md"]
    assert list(settled(lines, late + listing.DOUBTFUL)) == lines[:2]
    assert list(settled(lines, late + listing.DOUBTFUL - 1)) == lines[:1]
    assert is_doubtful(None, 10**18)
    assert is_doubtful(Stamp(1, 1, late, 1), late)
    assert is_doubtful(Stamp(1, 1, 10 * late, 1), late)
    assert is_doubtful(Stamp(1, late, 1, 1), late)
    assert not is_doubtful(Stamp(1, 10 * late, 1, 1), late)


@pytest.mark.parametrize("exclude", [(), ("contacts/c1?.md",)])
def test_lines_say_what_stamps_say(root: Path, exclude: tuple[str, ...]) -> None:
    """Of the very files that reading the whole vault reads."""
    for path in ODD_PATHS:
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text("x")
    (root / "contacts/link.md").symlink_to(root / "me.md")
    (root / "contacts/folder.md").mkdir()
    (root / "contacts/folder.md/inner.md").write_text("x")
    (root / "bytes\udcff.md").write_text("x")
    settings = replace(Settings(), exclude=exclude)
    listed, scanned = list_notes(root, settings), scan_vault(root, settings)
    assert sorted(map(path_of, listed.lines)) == sorted(scanned.stamps)
    for line in listed.lines:
        stamp = scanned.stamps[path_of(line)]
        assert stamp is not None
        assert line == " ".join((*map(str, stamp), path_of(line)))
    assert listed.ignored == len(scanned.around.ignored)
    assert any("folder.md/inner" in line for line in listed.lines)


def test_spellings_begin_as_words_do() -> None:
    """Also where a word of plain letters looks like the spelling of another one."""
    held = open_index(2)
    words = ["é", "z0000e9", "zz", "z", "éa", "ea", "z0000e9a", "数字", "数"]
    for number, word in enumerate(words, 1):
        held.add(number, ([word], []))
    for wanted in (*words, "z0", "zz0"):
        begun = {number for number, word in enumerate(words, 1) if word.startswith(wanted)}
        ranks = held.ranks(wanted)
        assert set(ranks) == begun, wanted
        assert {number for number, rank in ranks.items() if not rank} == {
            number for number, word in enumerate(words, 1) if word == wanted
        }
    held.add(99, ([], ["zz", "x"]))
    assert held.ranks("zz")[99] == 2
    held.remove(99, ([], ["zz", "x"]))
    assert 99 not in held.ranks("zz")
    with pytest.raises(NoIndexError):
        held.ranks("a" * 5000)


class NoImages:
    """A SQLite that was built without images: it lacks two methods."""

    def __init__(self) -> None:
        self._base = sqlite3.connect(":memory:", isolation_level=None)
        self.execute = self._base.execute


def connect_to_no_images(_path: str, **_options: object) -> NoImages:
    return NoImages()


class NoTextSearch(NoImages):
    """A SQLite that was built without full-text search."""

    def __init__(self) -> None:
        super().__init__()
        self.serialize, self.deserialize = self._base.serialize, self.refuse
        self.execute = self.refuse  # type: ignore[assignment]

    def refuse(self, *_arguments: object) -> None:
        raise sqlite3.OperationalError("no such module: fts5")


def without_module(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(store, "sqlite3")
    monkeypatch.setattr(store, "_FAULTS", (NameError,))


def without_images(monkeypatch: pytest.MonkeyPatch) -> None:
    stub = ModuleType("sqlite3")
    stub.connect, stub.Error = connect_to_no_images, sqlite3.Error  # type: ignore[attr-defined]
    monkeypatch.setattr(store, "sqlite3", stub)


def without_text_search(monkeypatch: pytest.MonkeyPatch) -> None:
    stub = ModuleType("sqlite3")
    stub.connect = lambda *_, **__: NoTextSearch()  # type: ignore[attr-defined]
    stub.Error = sqlite3.Error  # type: ignore[attr-defined]
    monkeypatch.setattr(store, "sqlite3", stub)


@pytest.mark.parametrize("maim", [without_module, without_images, without_text_search])
@pytest.mark.parametrize("begun", [True, False])
def test_without_our_sqlite_the_same_is_found(
    root: Path,
    maim: Callable[[pytest.MonkeyPatch], None],
    begun: bool,  # noqa: FBT001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whether or not another Python had kept something before; and again with it."""
    if not begun:
        (root / ".vaultnet" / TEXTS_FILE).unlink()
    expected = [find_by_reading(root, query) for query in QUERIES]
    with monkeypatch.context() as maimed:
        maim(maimed)
        for number in range(MOST_CHANGED + 1):
            write(root, number, f"word{number}")
        settle(root)
        for _ in range(2):
            assert [find(root, query) for query in QUERIES] == expected
        assert open_texts(root, time.time_ns()).read == 0
    assert [find(root, query) for query in QUERIES] == expected
    assert [find(root, query, 1) for query in QUERIES] == [hits[:1] for hits in expected]


def test_a_python_without_sqlite_can_import_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlite3", None)
    monkeypatch.delitem(sys.modules, "vaultnet.index.store")
    maimed = import_module("vaultnet.index.store")
    monkeypatch.setattr(index, "store", store)
    with pytest.raises(maimed.NoIndexError):
        maimed.open_index(1)
