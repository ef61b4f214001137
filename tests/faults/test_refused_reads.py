"""A disk that once refuses a note: what is said then is true of that moment, and is not kept.

Cloud folders and network shares refuse a file now and give it a minute later, and nothing about
the file tells of it: its size, its times and its number are what they were.
"""

import errno
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.vaults import write_vault
from vaultnet.cli.main import main
from vaultnet.kept import open_names, open_texts
from vaultnet.serve.held_pictures import HeldPictures
from vaultnet.serve.held_vault import HeldVault
from vaultnet.vault import files, listing
from vaultnet.workspace import read_vault

ANA = "contacts/ana.md"
NOTES = {
    "vaultnet.toml": "",
    ANA: "---\nname: Ana\ntier: key\n---\nKnows [[tom]], likes tea.\n",
    "contacts/tom.md": "---\nname: Tom\n---\nDrinks coffee.\n",
    "files/ana.png": "a picture",
}
REPORTS = [("list",), ("check",), ("due",), ("strategy",), ("search", "tea"), ("why", "ana")]

Said = tuple[int, str, str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write_vault(tmp_path / "vault", NOTES)
    (root / ".vaultnet").mkdir(mode=0o700)
    return root


@contextmanager
def refused(name: str) -> Iterator[None]:
    """Let the disk refuse one file for a while."""
    read = files._read_bytes
    read_whole = Path.read_bytes

    def refuse(path: str) -> None:
        if path.endswith(name):
            raise OSError(errno.EIO, "Input/output error")

    def read_bytes(path: str, limit: int) -> bytes | None:
        refuse(path)
        return read(path, limit)

    def read_path(path: Path) -> bytes:
        refuse(str(path))
        return read_whole(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "_read_bytes", read_bytes)
        patch.setattr(Path, "read_bytes", read_path)
        yield


@pytest.mark.parametrize("words", REPORTS)
def test_no_answer_is_kept(
    root: Path, words: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    def ask() -> Said:
        capfd.readouterr()
        code = main(["--vault", str(root), "--as-of", "2026-11-23", *words])
        return (code, *capfd.readouterr())

    with refused(ANA):
        partial = ask()
    whole = ask()
    assert partial != whole
    assert "could not be read" not in whole[2]
    assert "VN116" not in whole[1]
    assert ask() == whole


def test_no_build_is_kept(root: Path) -> None:
    build = ["--vault", str(root), "--as-of", "2026-11-23", "build"]
    with refused(ANA):
        assert main(build) == 0
    assert not (root / "site" / "contacts" / "ana.html").exists()
    assert main(build) == 0
    assert (root / "site" / "contacts" / "ana.html").exists()


@pytest.mark.parametrize("was_kept", [False, True])
def test_no_name_is_kept(root: Path, *, was_kept: bool) -> None:
    late = time.time_ns() + 10 * listing.DOUBTFUL
    if was_kept:
        open_names(root, late)
        (root / ANA).write_text(NOTES[ANA] + "more\n")
    with refused(ANA):
        assert [each.name for each in open_names(root, late)[1].entries()] == ["Tom"]
    for _ in range(2):
        assert [each.name for each in open_names(root, late)[1].entries()] == ["Ana", "Tom"]


@pytest.mark.parametrize("was_kept", [False, True])
def test_no_text_is_kept(root: Path, *, was_kept: bool) -> None:
    late = time.time_ns() + 10 * listing.DOUBTFUL
    if was_kept:
        open_texts(root, late)
        (root / ANA).write_text(NOTES[ANA] + "more\n")
    open_names(root, late)
    with refused(ANA):
        assert not open_texts(root, late).kept
    assert open_texts(root, late).read == (1 if was_kept else 2)
    assert open_texts(root, late).read == 0


def test_a_live_site_reads_the_note_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "DOUBTFUL", -(10**12))
    held = HeldVault(root)
    with refused(ANA):
        assert held.read().tally.rejected == 1
    assert held.read() == read_vault(root)


def test_a_live_site_reads_the_picture_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "DOUBTFUL", -(10**12))
    held = HeldPictures(root)
    with refused("ana.png"):
        assert held.reader()("files/ana.png") is None
    assert held.reader()("files/ana.png") == b"a picture"
