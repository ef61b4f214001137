"""`vaultnet doctor`: what is wrong with this set-up, and how to mend it."""

import platform
import stat
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultnet import __version__
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.output import Terminal, clean
from vaultnet.cli.problem import Problem
from vaultnet.cli.reports.check_text import render_tally
from vaultnet.language import Translator
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase
from vaultnet.vault.settings import SETTINGS_FILE

if TYPE_CHECKING:
    from vaultnet.workspace import Workspace

PACKAGES = ("click", "jinja2", "markdown-it-py", "python-frontmatter", "PyYAML", "rich")
_OTHERS = 0o077
_VAULT = Phrase("vault")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; there is no `remedy` where it is well.

    A text of ours is a phrase; what is a name or a path is said as it is.
    """

    subject: str | Phrase
    state: str | Phrase
    remedy: Phrase | None = None


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
        hint = Phrase('make one with "vaultnet init DIR"')
        findings.append(Finding(_VAULT, Phrase("none here"), hint))
    else:
        from vaultnet.workspace import open_vault

        workspace = open_vault(root, invocation.as_of)
        invocation.speech.vault = workspace.vault.settings.language
        findings += _vault(workspace, invocation.speech.words)
    words = invocation.speech.words
    for finding in findings:
        _show(finding, terminal, words)
    suggested = workspace is not None and _suggest(workspace, terminal, words)
    return 1 if suggested or any(finding.remedy for finding in findings) else 0


def _show(finding: Finding, terminal: Terminal, words: Translator) -> None:
    subject, state = _told(finding.subject, words), clean(_told(finding.state, words))
    terminal.data(f"{_mark(terminal, words, well=finding.remedy is None)} {subject}: {state}")
    if finding.remedy is not None:
        remedy = clean(_told(finding.remedy, words))
        terminal.data(f"     {words.text('hint:')} {remedy}")


def _mark(terminal: Terminal, words: Translator, *, well: bool) -> str:
    text, style = (words.text("ok"), "good") if well else (words.text("mend"), "warning")
    return terminal.style(text.ljust(4), style)


def _told(text: str | Phrase, words: Translator) -> str:
    return text.told(words.listed) if isinstance(text, Phrase) else text


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
    versions = {"version": __version__, "python": platform.python_version()}
    yield Finding("vaultnet", Phrase("{version} on Python {python}", versions))
    for name in PACKAGES:
        try:
            yield Finding(name, version(name))
        except PackageNotFoundError:
            hint = Phrase('install it: "pip install {name}"', {"name": name})
            yield Finding(name, Phrase("not installed"), hint)
    if find_spec("yaml._yaml"):
        yield Finding("YAML", Phrase("read by the fast C loader"))
    else:
        hint = Phrase("reinstall PyYAML from a wheel that brings libyaml")
        yield Finding("YAML", Phrase("read by the slow loader in Python"), hint)


def _terminal(terminal: Terminal) -> Iterator[Finding]:
    encoding = (sys.stdout.encoding or "unknown").lower()
    values, subject = {"encoding": encoding}, Phrase("terminal")
    if encoding.replace("-", "") in {"utf8", "utf8sig"}:
        template = "{encoding}, with colour" if terminal.color else "{encoding}, without colour"
        yield Finding(subject, Phrase(template, values))
    else:
        hint = Phrase("set LC_ALL=C.UTF-8 or PYTHONUTF8=1: names would lose their accents")
        yield Finding(subject, Phrase("{encoding} cannot show every letter", values), hint)


def _vault(workspace: "Workspace", words: Translator) -> Iterator[Finding]:
    root, tally = workspace.root, workspace.vault.tally
    yield Finding(_VAULT, str(root))
    remedy = Phrase('see "vaultnet check"') if tally.rejected else None
    yield Finding(Phrase("files"), render_tally(tally, words), remedy)
    yield _settings(workspace)
    settings = workspace.vault.settings
    for name in (".vaultnet", settings.site_folder, settings.shared_folder):
        if (root / name).is_dir():
            yield _private_folder(root, name)
    left = [path.relative_to(root).as_posix() for path in root.glob("**/.vaultnet-*.tmp")]
    if left:
        hint = Phrase("the next command that writes removes them")
        yield Finding(Phrase("temporary files"), ", ".join(sorted(left)), hint)


def _settings(workspace: "Workspace") -> Finding:
    subject, values = Phrase("settings"), {"file": SETTINGS_FILE}
    if not (workspace.root / SETTINGS_FILE).is_file():
        hint = Phrase("make an empty {file}: it marks the root of the vault", values)
        return Finding(subject, Phrase("no {file}", values), hint)
    wrong = [each for each in workspace.diagnostics if each.place.path == SETTINGS_FILE]
    if wrong:
        count = {"n": len(wrong)}
        state = Phrase("1 problem") if len(wrong) == 1 else Phrase("{n} problems", count)
        return Finding(subject, state, Phrase('see "vaultnet check {file}"', values))
    return Finding(subject, Phrase("understood"))


def _private_folder(root: Path, name: str) -> Finding:
    """Look whether a folder of ours is closed to others and left alone by git."""
    folder = root / name
    if stat.S_IMODE(folder.stat().st_mode) & _OTHERS:
        hint = Phrase("close it: chmod 700 {folder}", {"folder": folder})
        return Finding(name, Phrase("others can look into it"), hint)
    ignore = folder / ".gitignore"
    if not ignore.is_file() or b"*" not in ignore.read_bytes().split():
        hint = Phrase('write a line "*" into {file}', {"file": ignore})
        return Finding(name, Phrase("git would add it"), hint)
    return Finding(name, Phrase("private, and ignored by git"))


def _suggest(workspace: "Workspace", terminal: Terminal, words: Translator) -> bool:
    """Print the settings that would give plain notes a kind; tell whether there are any."""
    from vaultnet.vault.mapping import render_suggestion, suggest_mapping

    suggestion = suggest_mapping(workspace.vault)
    if not suggestion.evidence:
        return False
    reasons = clean("; ".join(_told(each, words) for each in suggestion.evidence))
    hint = words.text("put these lines into {file}", file=SETTINGS_FILE)
    terminal.data(f"{_mark(terminal, words, well=False)} {words.text('notes')}: {reasons}")
    terminal.data(f"     {words.text('hint:')} {hint}\n")
    terminal.data("\n".join(clean(line) for line in render_suggestion(suggestion).splitlines()))
    return True
