"""An import that is stopped: every note is old or new, and running it again does the rest."""

import errno
import os
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.exchange.linkedin.linkedin_tables import TABLES
from tests.faults.effort import THOROUGH
from tests.faults.processes import AS_OF, vaultnet
from tests.storage.test_faults import FaultyOs, Killed, install
from tests.vaults import write_vault
from vaultnet.cli.main import main
from vaultnet.exchange.planning.writing import compose

NOTES = {
    "vaultnet.toml": "",
    "me.md": "---\nname: Sam Ortiz\n---\n\n## Career\n- 2010..2011 Intern at Acme\n",
    "contacts/ana.md": (
        "---\nname: Ana García López\nrole: Head of Platform\nprivate: true\n"
        "email: ana@acme.example # mine\n---\nMy own words.\n\n## Log\n- 2026-01-02 call: x\n"
    ),
    "contacts/bo.md": "---\nname: Bo Lindqvist\n---\n",
}
STEP = 1 if THOROUGH else 5


def make(root: Path) -> Path:
    """Write the vault before the import, and the archive beside it."""
    write_vault(root, NOTES)
    with ZipFile(root.parent / "linkedin.zip", "w") as archive:
        for name, text in TABLES.items():
            archive.writestr(name, text)
    return root


def run(root: Path) -> int:
    """Import the archive in this very process."""
    source = str(root.parent / "linkedin.zip")
    options = ["--vault", str(root), "--as-of", AS_OF]
    return main([*options, "import", "linkedin", source, "--apply", "--yes"])


def texts(root: Path) -> Mapping[str, bytes]:
    """Return the files of the vault, without what is VaultNet's own.

    What was prepared and not needed any more is hidden, and goes with the next write.
    """
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not any(part.startswith(".vaultnet") for part in path.parts)
    }


@pytest.fixture
def whole(tmp_path: Path) -> Mapping[str, bytes]:
    """Return what an import leaves that nothing stops."""
    root = make(tmp_path / "whole" / "vault")
    assert run(root) in {0, 1}
    return texts(root)


def count_calls(root: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    faulty = FaultyOs(0, Killed())
    with monkeypatch.context() as patch:
        install(patch, faulty)
        run(make(root))
    return faulty.calls


def assert_old_or_new(root: Path, whole: Mapping[str, bytes]) -> None:
    """Hold that every file is as before or as after, and that none of those before is missing."""
    found = texts(root)
    assert found.keys() >= NOTES.keys()
    for path, data in found.items():
        assert data in (NOTES.get(path, "").encode(), whole[path]), path


def test_killed_at_any_call_and_run_again_it_is_all_there(
    tmp_path: Path, whole: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    total = count_calls(tmp_path / "count" / "vault", monkeypatch)
    assert total > 100
    for fail_at in range(1, total + 1, STEP):
        root = make(tmp_path / str(fail_at) / "vault")
        with monkeypatch.context() as patch:
            install(patch, FaultyOs(fail_at, Killed(), forever=True))
            with pytest.raises(Killed):
                run(root)
        assert_old_or_new(root, whole)
        run(root)
        assert texts(root) == whole, fail_at


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_any_call_may_fail_and_run_again_it_is_all_there(
    tmp_path: Path, whole: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    total = count_calls(tmp_path / "count" / "vault", monkeypatch)
    for fail_at in range(1, total + 1, STEP):
        root = make(tmp_path / str(fail_at) / "vault")
        with monkeypatch.context() as patch:
            install(patch, FaultyOs(fail_at, OSError(number, os.strerror(number))))
            assert run(root) in {0, 1, 2}
        assert_old_or_new(root, whole)
        run(root)
        assert texts(root) == whole, fail_at


def test_an_editor_that_saved_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make(tmp_path / "vault")

    def compose_slowly(*arguments: object) -> object:
        found = compose(*arguments)  # type: ignore[arg-type]
        (root / "contacts/ana.md").write_text("---\nname: Ana\n---\nsaved meanwhile\n")
        return found

    monkeypatch.setattr("vaultnet.cli.importing.compose", compose_slowly)
    assert run(root) == 2
    assert "saved meanwhile" in (root / "contacts/ana.md").read_text()
    assert "contacts/ana.md" in capsys.readouterr().err
    assert not (root / "imports").exists()


def test_twice_is_once_and_undo_takes_all_of_it_back(tmp_path: Path) -> None:
    root = make(tmp_path / "vault")
    command = ("--vault", str(root), "import", "linkedin", "linkedin.zip", "--apply", "--yes")
    before = texts(root)
    first = vaultnet(*command, folder=tmp_path)
    assert first.returncode in {0, 1}, first.stderr
    after = texts(root)
    second = vaultnet(*command, folder=tmp_path)
    assert b"Everything is as the source says it already." in second.stderr
    assert texts(root) == after
    assert vaultnet("--vault", str(root), "undo", folder=tmp_path).returncode == 0
    assert texts(root) == before


def test_a_plan_writes_nothing(tmp_path: Path) -> None:
    root = make(tmp_path / "vault")
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    for form in ("table", "json", "jsonl", "csv", "tsv"):
        command = ("import", "linkedin", "../linkedin.zip", "--format", form)
        assert vaultnet(*command, folder=root).returncode in {0, 1}
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before


def test_imported_texts_are_in_no_site_for_others(tmp_path: Path) -> None:
    root = make(tmp_path / "vault")
    run(root)
    built = vaultnet("build", "--audience", "shared", "--out", str(tmp_path / "out"), folder=root)
    assert built.returncode == 0, built.stderr
    for path in (tmp_path / "out").rglob("*"):
        if path.is_file():
            assert b"in/ana-garcia" not in path.read_bytes(), path
            assert "imports" not in path.parts
