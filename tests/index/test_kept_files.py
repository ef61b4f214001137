"""Parsed files on the disk: whatever becomes of them, a vault is what its notes say."""

import os
import shutil
import sqlite3
import time
from pathlib import Path
from random import Random

import pytest

from tests.faults.effort import EXAMPLES
from tests.faults.notes import mutate, real_notes
from tests.index.keeping import PROGRAM, kept, make_small
from tests.index.test_names import change
from tests.vaults import write_vault
from vaultnet import workspace
from vaultnet.index import note_reading
from vaultnet.phrase import Phrase
from vaultnet.vault import listing
from vaultnet.vault.files import FailedRead, FoundFile, read_note_file
from vaultnet.vault.load import parse_note
from vaultnet.vault.parsed import ParsedFile
from vaultnet.vault.settings import Settings
from vaultnet.workspace import FILES_FILE, Keeping, read_vault


@pytest.fixture(autouse=True)
def _small_vaults_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspace, "FEWEST_KEPT", 0)


@pytest.fixture
def parsed_notes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that is told the path of each note that is parsed."""
    found: list[str] = []

    def noted(note: FoundFile, settings: Settings) -> ParsedFile:
        found.append(note.path)
        return parse_note(note, settings)

    monkeypatch.setattr(note_reading, "parse_note", noted)
    return found


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return make_small(tmp_path / "vault")


def rows(root: Path) -> dict[str, bytes]:
    with sqlite3.connect(root / ".vaultnet" / FILES_FILE) as base:
        return dict(base.execute("select path, proof from file"))


@pytest.mark.parametrize("seed", range(max(2, EXAMPLES // 100)))
def test_after_any_changes_the_vault_is_the_one_that_its_notes_make(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Edits, deletions, renames, touches, other settings, another program, a lost place."""
    monkeypatch.setattr(listing, "DOUBTFUL", 8_000_000)
    root = write_vault(tmp_path / "vault", {"vaultnet.toml": ""})
    (root / ".vaultnet").mkdir()
    random = Random(seed)
    for _ in range(30):
        happen(root, random)
        program = random.choice((PROGRAM, PROGRAM, PROGRAM, "another"))
        time.sleep(random.choice((0, 0.012)))
        for _ in range(2):
            assert kept(root, looked_at=time.time_ns(), program=program) == read_vault(root)


def happen(root: Path, random: Random) -> None:
    """Change something as people, editors, synchronisers and disks do."""
    notes = sorted(root.rglob("*.md"))
    doing = random.randrange(8)
    if doing == 0 and notes:
        random.choice(notes).touch()
    elif doing == 1 and notes:
        path = random.choice(notes)
        path.write_bytes(mutate(path.read_bytes(), random))
    elif doing == 2 and notes:
        # The same size, and the time of the last change set back: only the inode's time tells.
        path = random.choice(notes)
        about, data = path.stat(), bytearray(path.read_bytes())
        data[len(data) // 2 : len(data) // 2 + 1] = b"z" if data else b""
        path.write_bytes(data)
        os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    elif doing == 3 and notes:
        note = random.choice(real_notes())
        (root / "contacts").mkdir(exist_ok=True)
        (root / "contacts" / Path(note.path).name).write_bytes(note.data)
    elif doing == 4 and random.random() < 0.2:
        shutil.rmtree(root / ".vaultnet")
        (root / ".vaultnet").mkdir()
    else:
        change(root, random)


def test_what_did_not_change_is_neither_parsed_nor_opened(
    small: Path, parsed_notes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read_vault(small)
    opened: list[str] = []

    def noted(root: Path, path: str, settings: Settings) -> FoundFile | FailedRead:
        opened.append(path)
        return read_note_file(root, path, settings)

    monkeypatch.setattr(workspace, "read_note_file", noted)
    assert kept(small) == whole
    assert (parsed_notes, opened) == ([], [])
    edited = small / "contacts/c3.md"
    edited.write_text("---\nname: Changed\n---\n")
    assert kept(small).network.nodes["c3"].name == "Changed"  # type: ignore[index]
    assert (parsed_notes, opened) == (["contacts/c3.md"], ["contacts/c3.md"])


def test_one_changed_note_is_one_changed_row(small: Path) -> None:
    before = rows(small)
    (small / "contacts/c3.md").write_text("---\nname: Changed\n---\n")
    (small / "contacts/c4.md").unlink()
    (small / "contacts/c5.md").rename(small / "contacts/d5.md")
    kept(small)
    after = rows(small)
    assert set(before) - set(after) == {"contacts/c4.md", "contacts/c5.md"}
    assert {path for path, proof in after.items() if before.get(path) != proof} == {
        "contacts/c3.md",
        "contacts/d5.md",
    }


def test_a_touch_needs_no_parsing_and_a_stamp_in_doubt_is_not_believed(
    small: Path, parsed_notes: list[str]
) -> None:
    for path in small.rglob("*.md"):
        path.touch()
    whole = read_vault(small)
    assert kept(small, looked_at=time.time_ns()) == whole
    assert parsed_notes == []
    # The same stamp, which was too young to be kept, and another text.
    path = small / "contacts/c3.md"
    about = path.stat()
    path.write_text(path.read_text().replace("Contact 3", "Contact 8"))
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert kept(small).network.nodes["c3"].name == "Contact 8"  # type: ignore[index]
    assert parsed_notes == ["contacts/c3.md"]


def damaged(good: bytes, random: Random, number: int) -> bytes:
    """Return bytes with one bit turned, or with their end cut off."""
    data = bytearray(good)
    if number % 6:
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    else:
        del data[random.randrange(len(data)) :]
    return bytes(data)


def test_damage_is_found_out_and_nobody_sees_a_difference(small: Path) -> None:
    path = small / ".vaultnet" / FILES_FILE
    good, expected = path.read_bytes(), read_vault(small)
    random = Random(1)
    for number in range(EXAMPLES):
        path.write_bytes(damaged(good, random, number))
        assert kept(small) == expected, number
        assert kept(small) == expected, number
    others = (b"", b"x", b"SQLite format 3\0", good[:100], good + good, b"\0" * 9000)
    for other in others:
        path.write_bytes(other)
        assert kept(small) == expected


def forge(root: Path, statement: str, *values: object) -> None:
    with sqlite3.connect(root / ".vaultnet" / FILES_FILE) as base:
        base.execute(statement, values)
    base.close()


@pytest.mark.parametrize(
    "statement",
    [
        "update file set path = 'contacts/c2.md' where path = 'contacts/zz.md'",
        "update file set page = (select page from file where path = 'contacts/c1.md')",
        "update file set page = null, beside = 7, proof = 'x'",
        "update file set kind = 'me'",
        "update file set digest = x'00'",
        "update about set value = x'00'",
        "update about set value = 'text'",
        "delete from about",
        "drop table file",
        "drop table about",
        "create table other (x)",
        "alter table file add column more",
        "delete from file",
    ],
)
def test_what_was_put_in_its_place_changes_nothing(small: Path, statement: str) -> None:
    forge(small, statement)
    expected = read_vault(small)
    assert kept(small) == expected
    assert kept(small) == expected


def test_it_is_said_why_it_is_made_anew(small: Path) -> None:
    """Not where it is new, was deleted, or where only the settings are other ones."""
    told: list[Phrase] = []
    path = small / ".vaultnet" / FILES_FILE
    kept(small, told)
    path.unlink()
    kept(small, told)
    (small / "vaultnet.toml").write_text('name = "Other"\n')
    kept(small, told)
    assert told == []
    forge(small, "update file set kind = 'note' where path = 'contacts/c1.md'")
    kept(small, told)
    assert [str(each) for each in told] == [
        "what was kept of the notes was damaged, and is made anew"
    ]
    kept(small, told)
    read_vault(small, keeping=Keeping(lambda: "newer", time.time_ns(), told.append))
    assert [str(each) for each in told[1:]] == [
        "what was kept of the notes is of another version, and is made anew"
    ]
    told.clear()
    path.write_bytes(b"no data base, but long enough to be one" * 99)
    kept(small, told)
    assert len(told) == 1
    kept(small, told)
    assert len(told) == 1
