"""What a command imports before it answers: a list that grows only on purpose.

Each module costs a command about a millisecond, and each of the large libraries as much as the
rest together. Each case runs in a process of its own, over a small vault.
"""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.faults.processes import environment
from tests.vaults import write_vault

RUN = """
import sys
from vaultnet.cli.main import main
code = main(sys.argv[1:])
names = sorted(sys.modules)
print("\\n", *names, file=sys.stderr)
sys.exit(code)
"""
LIBRARIES = frozenset(
    {"click", "yaml", "frontmatter", "rich", "networkx", "jinja2", "markupsafe", "markdown_it",
     "rapidfuzz", "icalendar", "dateutil", "watchdog", "sqlite3", "asyncio", "http",
     "urllib.request", "email", "ssl", "xml", "multiprocessing", "tempfile", "subprocess",
     "unittest", "difflib", "statistics", "random", "calendar", "shutil", "shlex", "base64", "csv",
     "hashlib"}
)  # fmt: skip
"""What takes long enough to import that each command must have a reason for it."""
NOTES = ("cli", "diagnostics", "domain", "index.names",
         "index.seal", "index.sealed_parts", "kept", "language", "late", "phrase", "query.error",
         "query.saved", "resources", "source", "storage", "vault", "workspace")  # fmt: skip
LISTS = ("cli", "diagnostics", "domain", "language", "late", "phrase", "query", "resources",
         "source", "storage.failure", "vault", "workspace")  # fmt: skip
ROOMS = {
    "log": (*NOTES, "strategy.cadence", "strategy.constants"),
    "set": NOTES,
    "due": (*LISTS, "labels", "strategy"),
    "list": (*LISTS, "index.columns", "strategy.contact_values"),
    "search": (*NOTES, "index"),
}  # fmt: skip
"""The rooms and modules of the package from which each command may import."""
MOST = {"log": 126, "set": 120, "due": 144, "list": 109, "search": 113}
"""How many modules of the package each may import, with a little room."""
NEVER = ("vault.checks", "cli.reports.check")
"""What a command that checks nothing has no use for."""
COMMANDS = (
    (("log", "ana", "met", "tea"), ("click", "hashlib")),
    (("set", "ana", "cadence=5w"), ("click", "hashlib", "csv")),
    (("due",), ("click", "random")),
    (("list",), ("click",)),
    (("search", "ana"), ("click", "hashlib", "sqlite3")),
)
"""Commands of every day, and the libraries of which each has need."""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return write_vault(
        tmp_path / "vault",
        {
            "vaultnet.toml": "",
            "contacts/ana.md": "---\nname: Ana\ncadence: 4w\n---\n## Log\n- 2026-01-02 met: x\n",
        },
    )


def imported(arguments: Iterable[str]) -> frozenset[str]:
    """Return the modules that a command has imported by the time it ends."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return frozenset(done.stderr.splitlines()[-1].split())


def ours(modules: Iterable[str]) -> frozenset[str]:
    names = (name.removeprefix("vaultnet.") for name in modules if name.startswith("vaultnet."))
    return frozenset(names)


def is_below(name: str, rooms: Iterable[str]) -> bool:
    """Tell whether a module is one of some rooms, lies in one, or holds one."""
    return any(f"{name}.".startswith(f"{room}.") or room.startswith(f"{name}.") for room in rooms)


def test_the_version_is_told_by_what_it_takes_to_start() -> None:
    modules = imported(["--version"])
    assert ours(modules) == {"cli", "cli.main"}
    assert not (LIBRARIES | {"typing", "pathlib"}) & modules


@pytest.mark.parametrize(("command", "libraries"), COMMANDS, ids=lambda value: value[0])
def test_a_command_imports_from_its_rooms_alone(
    command: tuple[str, ...], libraries: tuple[str, ...], vault: Path
) -> None:
    modules = imported(["--vault", str(vault), "--as-of", "2026-11-23", *command])
    name = command[0]
    strange = {module for module in ours(modules) if not is_below(module, ROOMS[name])}
    assert not strange
    assert LIBRARIES & modules <= set(libraries)
    assert not {module for module in ours(modules) if module.startswith(NEVER)}
    assert len(ours(modules)) <= MOST[name], sorted(ours(modules))


ANSWER = frozenset(
    {"cli", "cli.cabinet", "cli.kept_answers", "cli.main", "cli.program", "index", "index.answers",
     "index.look", "index.seal"}
)  # fmt: skip
"""What it takes to find an answer that was kept."""
SLOW = LIBRARIES | {"dataclasses", "json", "pathlib", "re", "typing"}


@pytest.mark.parametrize("command", ["list", "due", "check"])
def test_an_answer_is_found_before_anything_else_is_imported(command: str, vault: Path) -> None:
    (vault / ".vaultnet").mkdir()
    line = ["--vault", str(vault), "--as-of", "2026-11-23", command]
    assert not ours(imported(line)) <= ANSWER
    modules = imported(line)
    assert ours(modules) == ANSWER
    assert SLOW & modules == {"hashlib"}


def test_a_list_of_columns_that_were_kept_reads_no_note(vault: Path) -> None:
    (vault / ".vaultnet").mkdir()
    line = ["--vault", str(vault), "--as-of", "2026-11-23", "list"]
    imported([*line, "ana"])
    modules = imported([*line, "-tier:key", "--sort", "-last", "--columns", "id,name,role"])
    assert LIBRARIES & modules == {"click", "hashlib"}
    reads = ("strategy", "vault", "workspace")
    assert not {name for name in ours(modules) if name.startswith(reads)}
    assert len(ours(modules)) <= 60


def test_that_nothing_has_changed_is_found_before_anything_else_is_imported(vault: Path) -> None:
    """The first build keeps its site, the second what it says of it, and the third says it."""
    line = ["--vault", str(vault), "--as-of", "2026-11-23", "build"]
    for _ in range(2):
        assert not ours(imported(line)) <= ANSWER
    modules = imported(line)
    assert ours(modules) == ANSWER
    assert SLOW & modules == {"hashlib"}
