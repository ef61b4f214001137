"""Files that are none: folders, pipes and links named like notes, names that are no text."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.processes import tree, vaultnet
from vaultnet.cli.main import main

ANA = b"---\nname: Ana\n---\n"


def a_folder(path: Path) -> None:
    path.mkdir()
    (path / "inside.md").write_bytes(ANA)


def a_link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def a_link_out(path: Path) -> None:
    path.symlink_to("/etc/hostname")


def a_name_that_is_no_text(path: Path) -> None:
    (path.parent / os.fsdecode(b"caf\xe9.md")).write_bytes(ANA)


def a_hole_of_a_terabyte(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2**40)


ODD: dict[str, tuple[Callable[[Path], None], str]] = {
    "folder": (a_folder, "2 files found: 2 loaded, 0 rejected, 0 ignored"),
    "pipe": (os.mkfifo, "2 files found: 1 loaded, 0 rejected, 1 ignored"),
    "loop": (a_link_to_itself, "2 files found: 1 loaded, 0 rejected, 1 ignored"),
    "link out": (a_link_out, "2 files found: 1 loaded, 0 rejected, 1 ignored"),
    "dead link": (lambda path: path.symlink_to("gone"), "2 files found: 1 loaded, 0 rejected, 1"),
    "name": (a_name_that_is_no_text, "2 files found: 1 loaded, 1 rejected, 0 ignored"),
    "huge": (a_hole_of_a_terabyte, "2 files found: 1 loaded, 1 rejected, 0 ignored"),
    "empty": (lambda path: path.touch(), "2 files found: 2 loaded, 0 rejected, 0 ignored"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "network" / "contacts").mkdir(parents=True)
    (tmp_path / "network" / "vaultnet.toml").touch()
    (tmp_path / "network" / "contacts" / "ana.md").write_bytes(ANA)
    return tmp_path / "network"


@pytest.mark.parametrize("name", ODD)
def test_what_is_no_file_is_counted_and_the_rest_goes_on(
    name: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, tally = ODD[name]
    make(root / "contacts" / "odd.md")
    for command in ("check", "build", "list"):
        code = main(["--vault", str(root), command])
        captured = capsys.readouterr()
        assert code in {0, 1}, captured.err
        assert tally in captured.out + captured.err or command == "list"
        assert "a fault of VaultNet" not in captured.err
    assert (root / "site" / "contacts" / "ana.html").is_file()


def test_a_folder_and_a_pipe_in_the_place_of_the_settings(root: Path) -> None:
    (root / "vaultnet.toml").unlink()
    for make in (Path.mkdir, os.mkfifo):
        make(root / "vaultnet.toml")
        finished = vaultnet("check", folder=root)
        assert finished.returncode == 2
        assert b"no vault here" in finished.stderr
        assert b"Traceback" not in finished.stderr
        (root / "vaultnet.toml").rmdir() if make is Path.mkdir else (
            root / "vaultnet.toml"
        ).unlink()


def test_a_folder_that_leads_back_into_itself_is_walked_once(root: Path) -> None:
    (root / "contacts" / "again").symlink_to(root, target_is_directory=True)
    finished = vaultnet("check", folder=root)
    assert b"1 file found: 1 loaded" in finished.stdout


def test_a_note_three_hundred_folders_deep(root: Path) -> None:
    place = root / "contacts"
    for _ in range(300):
        place /= "deep"
    place.mkdir(parents=True)
    (place / "bo.md").write_bytes(ANA)
    before = tree(root)
    finished = vaultnet("check", folder=root)
    assert b"2 files found: 2 loaded" in finished.stdout
    assert tree(root) == before
