"""What a command promises as a whole: to notes, to other people on the machine, to pipes."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

from tests.faults.processes import copy_example, environment, tree, vaultnet

WITHOUT_WRITING = (
    ["check", "contacts"],
    ["list", "--format", "json"],
    ["new", "contact", "Ana García López"],
    ["build"],
    ["build", "--force-clean"],
)
OURS = ("site", ".vaultnet")
TALLY = re.compile(rb"(\d+) files found: (\d+) loaded, (\d+) rejected, (\d+) ignored")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_example(tmp_path_factory.mktemp("whole") / "home" / "network")


def test_commands_that_read_or_refuse_leave_bytes_times_and_modes_alone(example: Path) -> None:
    before = tree(example, without=OURS)
    for arguments in WITHOUT_WRITING:
        finished = vaultnet(*arguments, folder=example)
        refused = arguments[0] == "new"
        assert finished.returncode == (2 if refused else 0), (arguments, finished.stderr)
        assert tree(example, without=OURS) == before, arguments


def test_only_the_owner_can_read_what_was_built_and_git_does_not_add_it(example: Path) -> None:
    vaultnet("build", folder=example)
    vaultnet("new", "contact", "Bo Nyström", folder=example)
    for name in OURS:
        folder = example / name
        for path in [folder, *folder.rglob("*")]:
            wanted = 0o700 if path.is_dir() else 0o600
            assert stat.S_IMODE(path.stat().st_mode) == wanted, path
    if which("git") is None:
        pytest.skip("no git here")
    for arguments in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *arguments], cwd=example, check=True, env=environment())
    listed = subprocess.run(
        ["git", "ls-files"], cwd=example, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    assert "contacts/bo-nystrom.md" in listed
    assert [path for path in listed if path.startswith(OURS)] == []


def test_the_umask_does_not_open_the_site(tmp_path: Path) -> None:
    root = copy_example(tmp_path / "network")
    command = f"umask 000; {sys.executable} -m vaultnet build"
    subprocess.run(command, shell=True, cwd=root, env=environment(), check=True)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (root / "site").rglob("*")}
    assert modes == {0o700, 0o600}


def test_found_is_loaded_and_rejected_and_ignored_in_every_command(tmp_path: Path) -> None:
    root = copy_example(tmp_path / "network")
    (root / "contacts" / "broken.md").write_bytes(b"---\nname: [\n---\n")
    (root / "contacts" / "latin.md").write_bytes(b"\xff")
    (root / "templates").mkdir()
    (root / "templates" / "contact.md").write_text("---\nname: {{title}}\n---\n")
    (root / "contacts" / "dead.md").symlink_to("gone.md")
    on_disk = sum(path.suffix == ".md" for path in root.rglob("*"))
    for command in ("check", "doctor", "build"):
        finished = vaultnet(command, folder=root)
        match = TALLY.search(finished.stdout + finished.stderr)
        assert match is not None, command
        found, loaded, rejected, ignored = (int(number) for number in match.groups())
        assert found == on_disk == loaded + rejected + ignored, command
        assert (rejected, ignored) == (2, 2), command


def test_the_same_vault_day_and_version_give_the_same_bytes(tmp_path: Path) -> None:
    root = copy_example(tmp_path / "network")
    built = []
    for seed in ("0", "1", "4242"):
        out = tmp_path / "out"
        finished = vaultnet("build", "--out", str(out), folder=root, PYTHONHASHSEED=seed)
        assert finished.returncode == 0, finished.stderr
        files = [path for path in sorted(out.rglob("*")) if path.is_file()]
        built.append({path.relative_to(out): path.read_bytes() for path in files})
        out.rename(tmp_path / f"built-{seed}")
    assert len(built[0]) > 60
    assert built[0] == built[1] == built[2]


@pytest.mark.parametrize("arguments", ["list", "check --format json", "schema", "explain VN204"])
def test_a_closed_pipe_ends_quietly(arguments: str, example: Path) -> None:
    command = f"{sys.executable} -m vaultnet {arguments} | head -c 20; exit ${{PIPESTATUS[0]}}"
    finished = subprocess.run(
        ["bash", "-c", command], cwd=example, env=environment(), capture_output=True, check=False
    )
    assert finished.returncode in {0, 1}, finished.stderr
    assert finished.stderr == b""
    assert len(finished.stdout) == 20


@pytest.mark.parametrize("arguments", [["list"], ["check"], ["schema"]], ids=" ".join)
def test_a_disk_that_is_full_for_the_output_is_told(arguments: list[str], example: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with open("/dev/full", "wb") as full:  # noqa: PTH123 (a device)
        finished = subprocess.run(
            [sys.executable, "-m", "vaultnet", *arguments],
            cwd=example,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert finished.returncode == 2
    assert b"Traceback" not in finished.stderr
    assert b"Exception ignored" not in finished.stderr
    assert finished.stderr.startswith(b"error: ")


PLAIN = (
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "ascii", "TERM": "dumb", "COLUMNS": "40"},
    {"PYTHONIOENCODING": "latin-1", "COLUMNS": "many", "LANG": "tlh_QO.KLINGON"},
    {"HOME": "/nonexistent", "TZ": "Mars/Olympus", "COLUMNS": "1"},
)


@pytest.mark.parametrize("changes", PLAIN, ids=str)
def test_a_poor_environment_is_no_reason_to_stop(
    changes: dict[str, str], tmp_path: Path, example: Path
) -> None:
    for arguments in (["show", "ana-garcia"], ["build", "--out", str(tmp_path / "x")]):
        finished = vaultnet(*arguments, folder=example, **changes)
        assert finished.returncode == 0, (arguments, finished.stderr)
        assert b"Traceback" not in finished.stderr
        assert finished.stdout
    written = (tmp_path / "x" / "contacts" / "ana-garcia.html").read_text("utf-8")
    assert "Ana García López" in written


def test_no_file_is_left_where_no_vault_is(tmp_path: Path) -> None:
    for arguments in (["check"], ["list"], ["build"], ["new", "contact", "Ana"], ["doctor"]):
        finished = vaultnet(*arguments, folder=tmp_path)
        assert finished.returncode in {1, 2}
        assert b"Traceback" not in finished.stderr
    assert os.listdir(tmp_path) == []  # noqa: PTH208 (names, hidden ones too)
