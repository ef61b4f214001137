"""`vaultnet export` as it is used: where files may go, what is said beside them, and pipes."""

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from vaultnet.cli.export import WRITERS
from vaultnet.cli.main import main
from vaultnet.resources import example_vault

WriteVault = Callable[[Mapping[str, str | bytes]], Path]
DAY = ("--as-of", "2026-11-23")
FILES = {
    "vaultnet.toml": "",
    "contacts/ana.md": (
        "---\nname: Ana\nbirthday: 1980-04-05\n---\nPROSE-OF-ANA\n## Private\nCANARY\n"
    ),
    "contacts/bo.md": "---\nname: Bo\nprivate: true\n---\n",
}


@pytest.fixture
def vault(write_vault: WriteVault) -> Path:
    return write_vault(FILES)


def export(vault: Path, *arguments: str) -> int:
    return main(["--vault", str(vault), *DAY, "export", *arguments])


@pytest.mark.parametrize("format_", WRITERS)
def test_every_format_goes_to_the_output_and_to_a_file(
    format_: str, vault: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert export(vault, format_) == 0
    out = capfdbinary.readouterr().out
    target = tmp_path / "out"
    assert export(vault, format_, "-o", str(target)) == 0
    assert target.read_bytes() == out != b""
    assert capfdbinary.readouterr().out == f"{target}\n".encode()


@pytest.mark.parametrize("format_", WRITERS)
def test_others_get_nothing_that_is_not_theirs(
    format_: str, vault: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert export(vault, format_, "--audience", "shared") == 0
    out = capfdbinary.readouterr().out
    for word in (b"Bo", b"CANARY", b"PROSE-OF-ANA", b"1980"):
        assert word not in out


def test_a_query_is_asked_of_what_others_see(
    vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(vault, "json", "has:birthday") == 0
    assert export(vault, "json", "has:birthday", "--audience", "shared") == 1
    assert "no contacts found in what is shared" in capsys.readouterr().err


def test_a_query_may_begin_with_a_hyphen(
    vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.json"
    assert export(vault, "json", "-has:birthday", "-o", str(target)) == 0
    assert [page["id"] for page in json.loads(target.read_bytes())["contacts"]] == ["bo"]


def test_the_owner_is_told_that_nothing_guards_it(
    vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export(vault, "ics")
    assert "1 private contact is in it" in capsys.readouterr().err
    export(vault, "ics", "ana")
    assert "It is for you alone" in capsys.readouterr().err


@pytest.mark.parametrize(
    "path",
    [
        "contacts/x.json",
        "me.md",
        "vaultnet.toml",
        "new.md",
        ".vaultnet/x",
        ".git/x",
        "site/x",
        "journal/x.json",
        "templates/x",
        "site-shared/x.json",
        "contacts/deep/x.json",
        ".",
    ],
)
@pytest.mark.parametrize("force", [False, True])
def test_places_of_the_vault_itself_are_refused(
    path: str, vault: Path, capsys: pytest.CaptureFixture[str], *, force: bool
) -> None:
    before = {one: one.read_bytes() for one in vault.rglob("*") if one.is_file()}
    arguments = ["json", "-o", str(vault / path), *(["--force"] if force else [])]
    assert export(vault, *arguments) == 2
    assert "belongs to the vault itself" in capsys.readouterr().err
    assert {one: one.read_bytes() for one in vault.rglob("*") if one.is_file()} == before


def test_a_way_around_leads_to_the_same_refusal(vault: Path, tmp_path: Path) -> None:
    (tmp_path / "way").symlink_to(vault)
    assert export(vault, "json", "-o", str(tmp_path / "way" / "contacts" / "x.json")) == 2
    assert export(vault, "json", "-o", str(tmp_path / "x" / ".." / "vault" / "me.md")) == 2


def test_a_site_is_no_place_for_it(vault: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert main(["--vault", str(vault), *DAY, "build", "--out", str(site)]) == 0
    assert export(vault, "json", "-o", str(site / "x.json")) == 2
    assert not (site / "x.json").exists()


@pytest.mark.parametrize("wide", ["home", "home/..", "."])
def test_cards_litter_no_folder_of_all_sorts(
    vault: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    wide: str,
) -> None:
    home = tmp_path / "users" / "home"
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    folder = vault.parent if wide == "." else home.parent / wide
    before = sorted(folder.iterdir())
    assert export(vault, "vcard", "--vdir", "-o", str(folder)) == 2
    assert "holds other things than cards" in capsys.readouterr().err
    assert sorted(folder.iterdir()) == before
    assert export(vault, "vcard", "--vdir", "-o", str(home / "cards")) == 0


def test_a_folder_of_the_vault_beside_the_notes_is_fine(vault: Path) -> None:
    (vault / "exports").mkdir()
    assert export(vault, "json", "-o", str(vault / "exports" / "x.json")) == 0


@pytest.mark.parametrize(("count", "told"), [(1, "1 thing has"), (3, "3 things have")])
def test_a_few_losses_are_listed(
    count: int, told: str, write_vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    note = "---\nname: A\n---\n## Next\n" + "- [ ] call\x0b her\n" * count
    export(write_vault({"vaultnet.toml": "", "contacts/a.md": note}), "ics")
    err = capsys.readouterr().err
    assert f"{told} no place there:\n  contacts/a.md:5: next: a calendar does not allow" in err


def test_many_losses_are_counted_or_listed(
    write_vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    note = "---\nname: A\n---\n## Next\n" + "- [ ] call\x0b her\n" * 4
    root = write_vault({"vaultnet.toml": "", "contacts/a.md": note})
    export(root, "ics")
    assert "4 things have no place there (next 4); --losses lists them" in capsys.readouterr().err
    export(root, "ics", "--losses")
    assert "  contacts/a.md:8: next: a calendar does not allow" in capsys.readouterr().err


def test_an_empty_vault_has_nobody(
    write_vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(write_vault({"vaultnet.toml": ""}), "json") == 1
    assert capsys.readouterr().err == "no contacts found\n"


class _Watched(io.StringIO):
    """Somebody watches what is written."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_nothing_steers_it(
    write_vault: WriteVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_vault({"vaultnet.toml": "", "contacts/a.md": "# A\x1b]52;c;x\x07\x9b31m\u202eB\n"})
    for format_ in WRITERS:
        out = _Watched()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            assert export(root, format_) == 0
        assert all(letter.isprintable() or letter in "\n\t" for letter in out.getvalue()), format_


def test_a_pipe_that_closes_ends_it_quietly(tmp_path: Path) -> None:
    shutil.copytree(example_vault(), tmp_path / "v", ignore=shutil.ignore_patterns("site"))
    command = f"{sys.executable} -m vaultnet --vault v export json | true; exit ${{PIPESTATUS[0]}}"
    finished = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (finished.returncode, finished.stderr) == (0, "")


def test_no_note_is_touched(vault: Path, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in vault.rglob("*.md")}
    for format_ in WRITERS:
        export(vault, format_, "-o", str(tmp_path / format_))
    assert {path: path.stat().st_mtime_ns for path in vault.rglob("*.md")} == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "it is not said for which program"),
        (("json", "--photos"), "--photos is for vcard alone"),
        (("ics", "--vdir", "-o", "x"), "--vdir is for vcard alone"),
        (("ics", "--vcard-version", "3.0"), "--vcard-version is for vcard alone"),
        (("vcard", "--bom"), "--bom is for csv alone"),
        (("vcard", "--vdir"), "a folder cannot go to the standard output"),
        (("json", "-o", ""), "the file has no name"),
    ],
)
def test_what_does_not_go_together_is_refused(
    arguments: tuple[str, ...], told: str, vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(vault, *arguments) == 2
    assert told in capsys.readouterr().err
