"""Commands over parsed notes that were kept: quick where they only read, and never trusted more."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.cli.answers import DAY
from vaultnet import workspace
from vaultnet.cli import program
from vaultnet.cli.main import main
from vaultnet.index.file_rows import Key, digest_of, pack_file, unpack_file
from vaultnet.index.kept_files import read_kept_files, write_kept_files
from vaultnet.index.seal import make_key
from vaultnet.source import Source
from vaultnet.vault.parse import parse_file
from vaultnet.vault.settings import Settings
from vaultnet.workspace import FILES_FILE

PROGRAM = "this program"
WriteVault = Callable[[Mapping[str, str | bytes]], Path]
EVA = "---\nname: Eva Quist\nprivate: true\nrole: Smuggler\nshared: []\n---\n"
VAULT: Mapping[str, str | bytes] = {
    "vaultnet.toml": "",
    "contacts/ana.md": "---\nname: Ana\nshared: [name]\nrole: Baker\n---\nKnows [[eva]].\n",
    "contacts/eva.md": EVA,
    "contacts/tom.md": "---\nname: Tom\nshared: []\n---\n## Private\n\ngossip of Eva\n",
}
SHOWN = EVA.replace("private: true", "private: false").replace("[]", "[name, role]")


@pytest.fixture
def root(write_vault: WriteVault, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a vault whose notes are kept, and go there."""
    monkeypatch.setattr(workspace, "FEWEST_KEPT", 0)
    monkeypatch.setattr(program, "program_stamp", lambda: PROGRAM)
    folder = write_vault(VAULT)
    (folder / ".vaultnet").mkdir()
    monkeypatch.chdir(folder)
    assert run("list") == 0
    return folder


def run(*arguments: str) -> int:
    """Run a command as if it had never been asked before."""
    shutil.rmtree(".vaultnet/answers", ignore_errors=True)
    return main(["--as-of", DAY, *arguments])


def kept_file(root: Path) -> Path:
    return root / ".vaultnet" / FILES_FILE


def poison(root: Path, path: str, text: str) -> None:
    """Put another text where a note was kept, with a proof that holds: by a program of ours."""
    key = Key(PROGRAM, make_key(repr(Settings())))
    kept = read_kept_files(kept_file(root), key, {})
    assert kept.rows.keys() == {each for each in VAULT if each.endswith(".md")}
    digest = digest_of((root / path).read_bytes())
    row = pack_file(parse_file(Source(path, text), Settings()), digest, str(key))
    assert row is not None
    assert unpack_file(row) is not None
    assert write_kept_files(kept_file(root), key, [row], kept.seen, ())


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


EXPORTS = (("csv",), ("json",), ("vcard",), ("json", "--audience", "shared"))


def test_what_was_kept_decides_nothing_that_others_see(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Even a note that was kept as public, with a valid proof, is shared as its file says."""

    def exported() -> list[str]:
        capsys.readouterr()
        codes = [run("export", *arguments) for arguments in EXPORTS]
        assert codes == [0] * len(EXPORTS)
        return [capsys.readouterr().out]

    said = exported()
    assert run("build", "--audience", "shared") == 0
    site = files_of(root / "site-shared")
    poison(root, "contacts/eva.md", SHOWN)
    assert exported() == said
    shutil.rmtree(root / "site-shared")
    assert run("build", "--audience", "shared") == 0
    assert files_of(root / "site-shared") == site
    assert not [path for path, data in site.items() if b"Smuggler" in data]
    # That the note was kept as another one is what the owner alone would see.
    poison(root, "contacts/eva.md", SHOWN.replace("Smuggler", "Poisoner"))
    capsys.readouterr()
    assert run("list", "--columns", "name,role") == 0
    assert "Poisoner" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ("rename", "eva", "Eva Brandt", "--yes"),
        ("merge", "tom", "eva", "--yes"),
        ("forget", "eva", "--yes"),
        ("check", "--fix"),
        ("new", "contact", "Ida Moe"),
    ],
)
def test_what_was_kept_is_no_text_to_write_from(
    root: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    """A command that writes gives the same notes whatever was kept of them."""
    clean = root.parent / "clean"
    shutil.copytree(root, clean)
    shutil.rmtree(clean / ".vaultnet")
    poison(root, "contacts/eva.md", SHOWN + "\nPoison in [[ana]].\n")
    code = run(*arguments)
    first = files_of(root / "contacts")
    assert main(["--vault", str(clean), "--as-of", DAY, *arguments]) == code
    assert files_of(clean / "contacts") == first
    assert first != {path.removeprefix("contacts/"): text for path, text in VAULT.items()} or (
        arguments[0] == "check"
    )


def test_it_is_said_once_that_it_is_made_anew(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run("list") == 0
    clean = capsys.readouterr()
    kept_file(root).write_bytes(b"damage" * 1000)
    assert run("list") == 0
    said = capsys.readouterr()
    assert said.out == clean.out
    assert said.err == f"what was kept of the notes was damaged, and is made anew\n{clean.err}"
    assert run("list") == 0
    assert capsys.readouterr() == clean
    assert main(["--as-of", DAY, "list"]) == 0
    assert capsys.readouterr() == clean, "an answer that is given again says nothing of it"


def test_index_brings_it_up_to_date_or_makes_it_anew(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = Key(PROGRAM, make_key(repr(Settings())))
    kept_file(root).unlink()
    assert run("index") == 0
    first = read_kept_files(kept_file(root), key, {})
    assert len(first.rows) == 3
    poison(root, "contacts/eva.md", SHOWN)
    assert read_kept_files(kept_file(root), key, {}).rows != first.rows
    capsys.readouterr()
    assert run("index", "--rebuild") == 0
    assert "anew" not in capsys.readouterr().err
    assert read_kept_files(kept_file(root), key, {}).rows == first.rows


def test_forgetting_somebody_leaves_nothing_of_them(root: Path) -> None:
    assert b"Smuggler" in kept_file(root).read_bytes()
    assert run("forget", "eva", "--yes") == 0
    left = [path for path in (root / ".vaultnet").rglob("*") if path.is_file()]
    assert not [path for path in left if b"Smuggler" in path.read_bytes()]


def test_a_vault_without_a_private_folder_is_left_as_it_is(root: Path) -> None:
    shutil.rmtree(root / ".vaultnet")
    for command in ("list", "due", "check", "strategy"):
        assert run(command) in (0, 1)
    assert not (root / ".vaultnet").exists()
