"""`vaultnet check`: every diagnostic of a vault, and the repair of what is safe to repair."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.output import Terminal, clean, clean_lines
from vaultnet.cli.problem import Problem
from vaultnet.cli.reports.check import Report, worst_rank
from vaultnet.cli.saved import tell_unless_flushed
from vaultnet.diagnostics import Severity
from vaultnet.language import Translator
from vaultnet.late import dataclass

if TYPE_CHECKING:
    from vaultnet.vault.changes.repair import Repair
    from vaultnet.workspace import Workspace

Concerns = Callable[[str], bool]
FORMATS = ("text", "json", "github", "sarif")


@dataclass(frozen=True, slots=True)
class _Wish:
    """What was asked of check."""

    format: str
    fail_on: Severity
    fix: bool
    diff: bool


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]…")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text")
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    default="error",
    help="The least severity that ends in exit code 1.",
)
@click.option("--fix", is_flag=True, help="Apply the fixes that cannot change a meaning.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
@pass_invocation
def command(
    invocation: Invocation,
    paths: tuple[Path, ...],
    format_: str,
    fail_on: str,
    *,
    fix: bool,
    diff: bool,
) -> int:
    """Say what is wrong in a vault, and where.

    With PATHs only what concerns those files and folders is shown; the whole vault is read all
    the same. Ends in 1 when there is something at or above --fail-on.
    """
    workspace = invocation.open(_start(invocation, paths), tells=True, anew=fix or diff)
    concerns = _concerns(workspace, paths)
    wish = _Wish(format_, Severity(fail_on), fix, diff)
    return _check(invocation, workspace, concerns, wish)


def _check(invocation: Invocation, workspace: "Workspace", concerns: Concerns, wish: _Wish) -> int:
    terminal = invocation.terminal
    words = invocation.words(workspace.vault.settings.language)
    if wish.fix or wish.diff:
        repairs = _repairs(workspace, concerns)
        if wish.diff:
            _show_diff(repairs, terminal)
            return _exit_code(workspace, concerns, wish)
        _write(workspace, repairs, terminal, words)
        if repairs:
            workspace = invocation.open(workspace.root, tells=True)
    shown = tuple(each for each in workspace.diagnostics if concerns(each.place.path))
    report = Report(shown, workspace.vault.tally, workspace.vault.source)
    _show(report, wish.format, terminal, words)
    return _exit_code(workspace, concerns, wish)


def _exit_code(workspace: "Workspace", concerns: Concerns, wish: _Wish) -> int:
    shown = (each for each in workspace.diagnostics if concerns(each.place.path))
    return 1 if worst_rank(shown) >= wish.fail_on.rank else 0


def _show(report: Report, format_: str, terminal: Terminal, words: Translator) -> None:
    """Write the report; only the text for people ends in a summary beside the data."""
    if format_ == "text":
        from vaultnet.cli.reports.check_text import render_summary, render_text

        if report.diagnostics:
            terminal.data(render_text(report, terminal, words) + "\n")
        terminal.data(render_summary(report, words))
    elif format_ == "json":
        from vaultnet.cli.reports.check_json import render_report_json

        terminal.data(render_report_json(report))
    elif format_ == "sarif":
        from vaultnet.cli.reports.check_sarif import render_sarif
        from vaultnet.vault.rules import RULES

        terminal.data(render_sarif(report, tuple(RULES.values())))
    elif report.diagnostics:
        from vaultnet.cli.reports.check_github import render_github

        terminal.data(render_github(report))


def _repairs(workspace: "Workspace", concerns: Concerns) -> "tuple[Repair, ...]":
    from vaultnet.vault.changes.repair import repair_vault

    return repair_vault(workspace.vault, workspace.diagnostics, workspace.as_of, concerns)


def _show_diff(repairs: "Sequence[Repair]", terminal: Terminal) -> None:
    from vaultnet.vault.edits.splicing import render_diff

    for repair in repairs:
        terminal.data(clean_lines(render_diff(repair.before, repair.after)).rstrip("\n"))


def _write(
    workspace: "Workspace", repairs: "Sequence[Repair]", terminal: Terminal, words: Translator
) -> None:
    """Write what was repaired as one operation, and say so."""
    if not repairs:
        return
    from vaultnet.storage import Change, digest, write_changes
    from vaultnet.vault.changes.repair import find_damage

    by_path: Mapping[str, Repair] = {repair.path: repair for repair in repairs}

    def verify(change: Change, _before: bytes | None) -> str | None:
        repair = by_path[change.path]
        return find_damage(repair.before, repair.after, workspace.vault.settings)

    changes = [
        Change(repair.path, digest(repair.before.encoded()), repair.after.encoded())
        for repair in repairs
    ]
    written = write_changes(workspace.root, changes, "check --fix", verify)
    for repair in repairs:
        done = words.plural("{n} edit", "{n} edits", repair.edits)
        said = words.text("fixed {file} ({edits})", file=clean(repair.path), edits=done)
        terminal.remark(said)
    tell_unless_flushed(written, terminal, words)


def _start(invocation: Invocation, paths: Sequence[Path]) -> Path | None:
    """Return where the search for the vault begins when the current folder is in none."""
    if not paths or invocation.vault is not None:
        return None
    from vaultnet.workspace import find_root

    first = paths[0].absolute()
    beside = first if first.is_dir() else first.parent
    return beside if find_root(Path.cwd()) is None else None


def _concerns(workspace: "Workspace", paths: Sequence[Path]) -> Concerns:
    """Return what tells whether a path of the vault is one of those asked for, or below one."""
    wanted = [_inside(workspace.root, path) for path in paths]
    if not wanted or "." in wanted:
        return lambda _path: True

    def concerns(path: str) -> bool:
        return any(path == one or path.startswith(f"{one}/") for one in wanted)

    return concerns


def _inside(root: Path, path: Path) -> str:
    """Return a path as the vault names it; raises Problem for one that is not in it."""
    for candidate in (path.absolute(), root.absolute() / path):
        if candidate.exists() and candidate.resolve().is_relative_to(root.resolve()):
            return candidate.resolve().relative_to(root.resolve()).as_posix()
    if not path.exists():
        raise Problem(
            "no file {path}", "name files or folders of the vault {root}", path=path, root=root
        )
    raise Problem(
        "{path} is not in the vault {root}",
        "name files or folders of this vault",
        path=path,
        root=root,
    )
