"""Commands that write: only what was asked, through the protocol, and with a word when refused."""

import os
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from vaultnet.cli.main import main
from vaultnet.storage import plan_undo, read_undo_records

WriteVault = Callable[[Mapping[str, str | bytes]], Path]
NOTE = b'\xef\xbb\xbf---\r\nname: Ada # kept\r\nemial: "ada@kovac.example"\r\n---\r\nno newline'
DAY = ("--as-of", "2026-11-23")


@pytest.fixture
def vault(write_vault: WriteVault) -> Path:
    return write_vault({"vaultnet.toml": "", "contacts/ada.md": NOTE})


def test_fix_changes_the_key_and_not_a_byte_beside_it(vault: Path) -> None:
    note = vault / "contacts/ada.md"
    assert main(["--vault", str(vault), *DAY, "check", "--fix"]) == 0
    assert note.read_bytes() == NOTE.replace(b"emial", b"email")
    (record,) = read_undo_records(vault)
    (change,) = plan_undo(vault, record)
    assert change.after == NOTE


def test_fix_of_a_read_only_note_is_refused_with_path_cause_and_remedy(
    vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (vault / "contacts/ada.md").chmod(0o444)
    assert main(["--vault", str(vault), *DAY, "check", "--fix"]) == 2
    assert capsys.readouterr().err == (
        "error: cannot write contacts/ada.md: it is read-only\n"
        "hint: make it writable, then try again\n"
    )
    assert (vault / "contacts/ada.md").read_bytes() == NOTE


def test_new_tells_where_the_disk_did_not_confirm(
    vault: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    flush = os.fsync

    def refuse_folders(descriptor: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{descriptor}"):  # noqa: PTH112
            raise OSError(22, "Invalid argument")
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", refuse_folders)
    assert main(["--vault", str(vault), "new", "contact", "Bea"]) == 0
    assert "did not confirm" in capsys.readouterr().err
    assert (vault / "contacts/bea.md").exists()


def test_new_takes_lists_and_links_by_the_table(vault: Path) -> None:
    fields = ("--field", "tags=sre, kubernetes", "--field", "introduced_by=ada")
    assert main(["--vault", str(vault), "new", "contact", "Bea: Ñ", *fields]) == 0
    lines = (vault / "contacts/bea-n.md").read_text(encoding="utf-8").splitlines()
    assert 'name: "Bea: Ñ"' in lines
    assert "tags: [sre, kubernetes]" in lines
    assert 'introduced_by: "[[ada]]"' in lines


def test_new_opens_the_chosen_editor(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = vault / "editor.sh"
    editor.write_text('#!/bin/sh\necho "- edited" >> "$2"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", f"{editor} --wait")
    assert main(["--vault", str(vault), "new", "contact", "Bea", "--edit"]) == 0
    assert (vault / "contacts/bea.md").read_text().endswith("- edited\n")


def test_init_never_overwrites(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "me.md").write_text("mine")
    assert main(["init", str(tmp_path)]) == 2
    assert "already holds me.md" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["me.md"]


@pytest.mark.parametrize(
    ("options", "title", "heading"),
    [
        ((), "My network", "My network"),
        (("--language", "es"), "Mi red", "Mi red"),
        (("--name", 'Ana "La Jefa"'), 'The network of Ana "La Jefa"', None),
        (("--name", "[[Bo]] *x*"), "The network of [[Bo]] *x*", r"The network of \[\[Bo\]\] \*x\*"),
    ],
)
def test_a_new_vault_bears_its_name(
    tmp_path: Path, options: tuple[str, ...], title: str, heading: str | None
) -> None:
    assert main(["init", str(tmp_path), *options]) == 0
    settings = tomllib.loads((tmp_path / "vaultnet.toml").read_text(encoding="utf-8"))
    assert settings["name"] == title
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert readme.startswith(f"# {heading or title}\n")


def test_init_lists_the_readme_first_and_folders_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    paths = capsys.readouterr().out.splitlines()
    assert paths[0] == "README.md"
    assert ["/" in path for path in paths] == sorted("/" in path for path in paths)


def test_a_name_given_twice_is_refused(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    field = ("--field", "name=Bea")
    assert main(["--vault", str(vault), "new", "contact", "Bo", *field]) == 2
    assert "given twice" in capsys.readouterr().err
    assert not (vault / "contacts/bo.md").exists()


@pytest.mark.parametrize("profile", ["professional", "student"])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "name",
    ["Me", 'Ana "la jefa" \\ O’Neil', "x: [y]\n---", "{{today}}", "\x1b[1m ", "#x %% *y*"],
)
def test_a_new_vault_checks_clean_whatever_the_name(
    tmp_path: Path, profile: str, language: str, name: str
) -> None:
    root = tmp_path / "vault"
    options = ("--profile", profile, "--language", language, "--name", name)
    assert main(["init", str(root), *options]) == 0
    assert main(["--vault", str(root), "check", "--fail-on", "info"]) == 0


def test_the_demo_is_built_once_and_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "shown"
    assert main(["demo", str(target)]) == 0
    assert capsys.readouterr().out == f"{target}/site/index.html\n"
    note = target / "contacts/ana-garcia.md"
    note.write_text(note.read_text(encoding="utf-8") + "\nmine\n", encoding="utf-8")
    assert main(["demo", str(target)]) == 0
    assert note.read_text(encoding="utf-8").endswith("mine\n")
    (tmp_path / "other").mkdir()
    (tmp_path / "other/thesis.odt").write_text("x")
    assert main(["demo", str(tmp_path / "other")]) == 2


def test_the_demo_does_not_take_a_vault_of_yours_for_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path)]) == 0
    assert main(["demo", str(tmp_path)]) == 2
    assert "holds other things" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()
    assert main(["demo", str(tmp_path / "vaultnet-demo")]) == 0
    assert main(["--vault", str(tmp_path), "check"]) == 0
    assert "74 files found: 6 loaded, 0 rejected, 68 ignored" in capsys.readouterr().out
