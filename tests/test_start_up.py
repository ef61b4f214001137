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
     "unittest", "difflib"}
)  # fmt: skip
READING = ("click", "yaml", "frontmatter", "difflib")
ROOMS = {
    "log": ("cli", "diagnostics", "domain", "index.changes", "index.names", "index.seal",
            "language", "phrase", "query.saved", "query.error", "resources", "source", "storage",
            "strategy.attention", "strategy.constants", "strategy.reasons",
            "strategy.reciprocity", "strategy.strength", "vault", "workspace"),
    "due": ("cli", "diagnostics", "domain", "labels", "language", "phrase", "query", "resources",
            "source", "storage", "strategy", "vault", "workspace"),
    "search": ("cli", "diagnostics", "domain", "index", "language", "phrase",
               "query.saved", "query.error", "resources", "source", "storage", "vault",
               "workspace"),
}  # fmt: skip
"""The rooms and modules of the package from which each command may import."""
MOST = {"log": 132, "due": 160, "search": 110}
"""How many modules of the package each may import, with a little room."""
NEVER = ("vault.checks", "cli.reports.check")
"""What a command that reads single notes has no use for."""


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
    assert not LIBRARIES & modules


@pytest.mark.parametrize(
    ("command", "libraries"),
    [
        (("log", "ana", "met", "tea"), READING),
        (("due",), READING),
        (("search", "ana"), (*READING, "sqlite3")),
    ],
    ids=lambda value: value[0],
)
def test_a_command_imports_from_its_rooms_alone(
    command: tuple[str, ...], libraries: tuple[str, ...], vault: Path
) -> None:
    modules = imported(["--vault", str(vault), "--as-of", "2026-11-23", *command])
    name = command[0]
    strange = {module for module in ours(modules) if not is_below(module, ROOMS[name])}
    assert not strange
    assert LIBRARIES & modules <= set(libraries)
    assert len(ours(modules)) <= MOST[name], sorted(ours(modules))


@pytest.mark.parametrize("command", [("log", "ana", "met", "tea"), ("search", "ana")])
def test_a_command_on_single_notes_checks_no_vault(command: tuple[str, ...], vault: Path) -> None:
    modules = ours(imported(["--vault", str(vault), "--as-of", "2026-11-23", *command]))
    assert not {module for module in modules if module.startswith(NEVER)}
