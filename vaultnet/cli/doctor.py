"""`vaultnet doctor`: what is wrong with this set-up, and how to mend it."""

import platform
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultnet import __version__
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.output import Terminal, clean
from vaultnet.cli.problem import Problem
from vaultnet.cli.report_text import render_tally
from vaultnet.language import translator
from vaultnet.vault.settings import SETTINGS_FILE

if TYPE_CHECKING:
    from vaultnet.workspace import Workspace

PACKAGES = ("click", "jinja2", "markdown-it-py", "python-frontmatter", "PyYAML", "rich")
_OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `remedy` is empty where it is well."""

    subject: str
    state: str
    remedy: str = ""


@click.command()
@pass_invocation
def command(invocation: Invocation) -> int:
    """Say what is wrong with this set-up, and how to mend it.

    Looks at the installation, the terminal and the vault. In a folder of notes that was never
    meant for VaultNet it finds what marks people, and prints the settings that say so. Ends in 1
    when there is something to mend.
    """
    terminal = invocation.terminal
    findings = [*_installation(), *_terminal(terminal)]
    root = _root(invocation)
    workspace = None
    if root is None:
        findings.append(Finding("vault", "none here", 'make one with "vaultnet init DIR"'))
    else:
        from vaultnet.workspace import open_vault

        workspace = open_vault(root, invocation.as_of)
        findings += _vault(workspace)
    for finding in findings:
        _show(finding, terminal)
    suggested = workspace is not None and _suggest(workspace, terminal)
    return 1 if suggested or any(finding.remedy for finding in findings) else 0


def _show(finding: Finding, terminal: Terminal) -> None:
    mark = terminal.style("mend", "warning") if finding.remedy else terminal.style("ok  ", "good")
    terminal.data(f"{mark} {finding.subject}: {clean(finding.state)}")
    if finding.remedy:
        terminal.data(f"     hint: {clean(finding.remedy)}")


def _root(invocation: Invocation) -> Path | None:
    """Return the vault, or a folder of notes that is none yet; None where there is neither."""
    try:
        return invocation.root()
    except Problem:
        folder = invocation.vault or Path.cwd()
        if invocation.vault is not None and not folder.is_dir():
            raise
        has_notes = next(folder.glob("*.md"), None) or next(folder.glob("*/*.md"), None)
        return folder if has_notes else None


def _installation() -> Iterator[Finding]:
    yield Finding("vaultnet", f"{__version__} on Python {platform.python_version()}")
    for name in PACKAGES:
        try:
            yield Finding(name, version(name))
        except PackageNotFoundError:
            yield Finding(name, "missing", f'install it: "pip install {name}"')
    if find_spec("yaml._yaml"):
        yield Finding("YAML", "read by the fast C loader")
    else:
        hint = "reinstall PyYAML from a wheel that brings libyaml"
        yield Finding("YAML", "read by the slow loader in Python", hint)


def _terminal(terminal: Terminal) -> Iterator[Finding]:
    encoding = (sys.stdout.encoding or "unknown").lower()
    if encoding.replace("-", "") in {"utf8", "utf8sig"}:
        yield Finding("terminal", f"{encoding}, {'with' if terminal.color else 'without'} colour")
    else:
        hint = "set LC_ALL=C.UTF-8 or PYTHONUTF8=1: names would lose their accents"
        yield Finding("terminal", f"{encoding} cannot show every letter", hint)


def _vault(workspace: "Workspace") -> Iterator[Finding]:
    root, tally = workspace.root, workspace.vault.tally
    yield Finding("vault", str(root))
    remedy = 'see "vaultnet check"' if tally.rejected else ""
    yield Finding("files", render_tally(tally, translator("en")), remedy)
    yield _settings(workspace)
    settings = workspace.vault.settings
    for name in (".vaultnet", settings.site_folder, settings.shared_folder):
        if (root / name).is_dir():
            yield _private_folder(root, name)
    left = [path.relative_to(root).as_posix() for path in root.glob("**/.vaultnet-*.tmp")]
    if left:
        hint = "the next command that writes removes them"
        yield Finding("temporary files", ", ".join(sorted(left)), hint)


def _settings(workspace: "Workspace") -> Finding:
    if not (workspace.root / SETTINGS_FILE).is_file():
        hint = f"make an empty {SETTINGS_FILE}: it marks the root of the vault"
        return Finding("settings", f"no {SETTINGS_FILE}", hint)
    wrong = [each for each in workspace.diagnostics if each.place.path == SETTINGS_FILE]
    if wrong:
        count = "1 problem" if len(wrong) == 1 else f"{len(wrong)} problems"
        return Finding("settings", count, f'see "vaultnet check {SETTINGS_FILE}"')
    return Finding("settings", "understood")


def _private_folder(root: Path, name: str) -> Finding:
    """Look whether a folder of ours is closed to others and left alone by git."""
    folder = root / name
    if stat.S_IMODE(folder.stat().st_mode) & _OTHERS:
        return Finding(name, "others can look into it", f"chmod 700 {folder}")
    ignore = folder / ".gitignore"
    if not ignore.is_file() or b"*" not in ignore.read_bytes().split():
        return Finding(name, "git would add it", f'write a line "*" into {ignore}')
    return Finding(name, "private, and ignored by git")


def _suggest(workspace: "Workspace", terminal: Terminal) -> bool:
    """Print the settings that would give plain notes a kind; tell whether there are any."""
    from vaultnet.vault.mapping import render_suggestion, suggest_mapping

    suggestion = suggest_mapping(workspace.vault)
    if not suggestion.evidence:
        return False
    reasons = clean("; ".join(suggestion.evidence))
    terminal.data(f"{terminal.style('mend', 'warning')} notes: {reasons}")
    terminal.data(f"     hint: put these lines into {SETTINGS_FILE}\n")
    terminal.data("\n".join(clean(line) for line in render_suggestion(suggestion).splitlines()))
    return True
