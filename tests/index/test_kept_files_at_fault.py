"""Parsed files on the disk, and what may go wrong there: no command ever fails for it."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.processes import environment
from tests.index.keeping import kept, make_small
from vaultnet import workspace
from vaultnet.phrase import Phrase
from vaultnet.workspace import FILES_FILE, read_vault


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(workspace, "FEWEST_KEPT", 0)
    return make_small(tmp_path / "vault")


@pytest.fixture(params=["link", "folder", "pipe", "file"])
def obstacle(request: pytest.FixtureRequest, small: Path, tmp_path: Path) -> Iterator[Path]:
    """Put something else where parsed files are kept, and yield what lies outside."""
    outside = tmp_path / "outside"
    outside.write_text("mine")
    path = small / ".vaultnet" / FILES_FILE
    path.unlink()
    if request.param == "link":
        path.symlink_to(outside)
    elif request.param == "folder":
        (path / "in").mkdir(parents=True)
    elif request.param == "pipe":
        os.mkfifo(path)
    else:
        shutil.rmtree(small / ".vaultnet")
        (small / ".vaultnet").write_text("mine")
    yield outside
    assert outside.read_text() == "mine"


@pytest.mark.usefixtures("obstacle")
def test_what_stands_in_the_way_is_no_reason_to_fail(small: Path) -> None:
    expected = read_vault(small)
    assert kept(small) == expected
    assert kept(small) == expected


def test_without_a_private_folder_none_is_made(small: Path) -> None:
    shutil.rmtree(small / ".vaultnet")
    kept(small)
    assert not (small / ".vaultnet").exists()


def test_it_is_private_and_deleted_people_leave_nothing(small: Path) -> None:
    path = small / ".vaultnet" / FILES_FILE
    assert path.stat().st_mode & 0o777 == 0o600
    assert b"Contact 4" in path.read_bytes()
    (small / "contacts/c4.md").unlink()
    kept(small)
    assert b"Contact 4" not in path.read_bytes()
    assert sorted(each.name for each in (small / ".vaultnet").iterdir()) == [
        ".gitignore",
        FILES_FILE,
        "lock",
    ]


def test_a_lock_of_another_program_keeps_nobody_waiting(small: Path) -> None:
    path = small / ".vaultnet" / FILES_FILE
    (small / "contacts/c3.md").write_text("---\nname: Changed\n---\n")
    expected = read_vault(small)
    with sqlite3.connect(path, isolation_level=None) as base:
        base.execute("begin immediate")
        assert kept(small) == expected
        base.execute("rollback")
        base.execute("begin exclusive")
        told: list[Phrase] = []
        assert kept(small, told) == expected
        assert told == []
        base.execute("rollback")
    base.close()
    assert kept(small) == expected


LIMITED = """
import resource, signal, sys, time
from pathlib import Path
from vaultnet import workspace
workspace.FEWEST_KEPT = 0
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
keeping = workspace.Keeping(lambda: "q", time.time_ns(), lambda _: None)
root = Path(sys.argv[1])
assert workspace.read_vault(root, keeping=keeping) == workspace.read_vault(root)
"""


@pytest.mark.parametrize("size", [0, 1, 4096, 20_000, 40_000])
def test_a_full_disk_is_no_reason_to_fail(small: Path, size: int) -> None:
    """So is a file that may not grow: nothing is kept, or what was kept is left."""
    expected = read_vault(small)
    command = [sys.executable, "-c", LIMITED, str(small), str(size)]
    for _ in range(2):
        done = subprocess.run(command, env=environment(), capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
    assert kept(small) == expected


WITHOUT = """
import sys, time
sys.modules["sqlite3"] = None
from pathlib import Path
from vaultnet import workspace
workspace.FEWEST_KEPT = 0
told = []
keeping = workspace.Keeping(lambda: "q", time.time_ns(), told.append)
root = Path(sys.argv[1])
assert workspace.read_vault(root, keeping=keeping) == workspace.read_vault(root)
assert not told
"""


def test_a_python_without_sqlite_keeps_nothing(small: Path) -> None:
    command = [sys.executable, "-c", WITHOUT, str(small)]
    done = subprocess.run(command, env=environment(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


PROCESS = """
import sys, time
from pathlib import Path
from vaultnet import workspace
workspace.FEWEST_KEPT = 0
root = Path(sys.argv[1])
for number in range(25):
    keeping = workspace.Keeping(lambda: sys.argv[2], time.time_ns(), lambda _: None)
    now = workspace.read_vault(root, keeping=keeping).files
    whole = workspace.read_vault(root).files
    # Notes of the others may have come between the two readings.
    mine = [path for path in whole if not path.startswith("theirs") or sys.argv[3] in path]
    assert [now[path] for path in mine] == [whole[path] for path in mine]
    (root / f"theirs {sys.argv[3]} {number % 3}.md").write_text(str(number))
"""


def test_several_at_once_do_not_disturb_each_other(small: Path) -> None:
    """Two of one program, and one of another, each with a note that it writes now and then."""
    whose = (("p", "one"), ("p", "two"), ("q", "three"))
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PROCESS, str(small), program, name],
            env=environment(),
            stderr=subprocess.PIPE,
        )
        for program, name in whose
    ]
    for process in running:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said.decode()
    assert kept(small) == read_vault(small)
