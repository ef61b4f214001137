"""`vaultnet init`: a new vault that checks clean, laid out for a profile and a language."""

import calendar
import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import click

from vaultnet.cli.folder import FOLDER
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.output import clean
from vaultnet.cli.problem import Problem
from vaultnet.cli.saved import tell_unless_flushed
from vaultnet.language import Translator
from vaultnet.late import pattern
from vaultnet.storage import Change, accept, write_changes
from vaultnet.vault.settings import SETTINGS_FILE

_STARTERS = ("en", "es")
_TOKEN = pattern(r"\{\{([a-z0-9-]+)\}\}")
_MARKUP = pattern(r"[\\`*_\[\]<>#%&~=^|]")


@click.command()
@click.argument("directory", default=".", type=FOLDER, metavar="[DIR]")
@click.option("--profile", type=click.Choice(["professional", "student"]), default="professional")
@click.option("--language", type=click.Choice(_STARTERS), help="Of notes and site; else --lang.")
@click.option("--name", help="Your own name.")
@click.option("--git", is_flag=True, help="Make a git repository of it, with a first commit.")
@pass_invocation
def command(
    invocation: Invocation,
    directory: Path,
    *,
    profile: str,
    language: str | None,
    name: str | None,
    git: bool,
) -> int:
    """Lay out a new vault that checks clean.

    DIR is made where there is none; the current folder is the default. No file is ever
    overwritten.
    """
    if language is None:
        language = invocation.language if invocation.language in _STARTERS else "en"
    words = invocation.words(language)
    tokens = _tokens(invocation.as_of, _sound(name), words)
    files = dict(_starter_files(profile, language, tokens))
    _require_room(directory, files)
    directory.mkdir(parents=True, exist_ok=True)
    changes = [Change(path, None, text.encode()) for path, text in files.items()]
    written = write_changes(directory, changes, "init", accept)
    for path in files:
        invocation.terminal.data(clean(str(directory / path)))
    tell_unless_flushed(written, invocation.terminal, words)
    _finish(invocation, directory, files, words, git=git)
    return 0


def _finish(
    invocation: Invocation,
    directory: Path,
    files: Iterable[str],
    words: Translator,
    *,
    git: bool,
) -> None:
    """Make the repository if it was asked for, and say what comes next."""
    if git:
        from vaultnet.cli.repository import write_repository

        remaining = write_repository(directory, files)
        if remaining:
            invocation.terminal.remark(words.text(remaining))
    step = words.text("a new vault in {folder}; read its README.md first", folder=directory)
    invocation.terminal.remark(clean(step))


def _starter_files(
    profile: str, language: str, tokens: Mapping[str, str]
) -> Iterable[tuple[str, str]]:
    """Yield the path and the text of every file of a starter, tokens filled in."""
    from vaultnet.resources import templates_root

    folder = templates_root() / "starter" / profile / language
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    for path in sorted(files, key=_as_a_folder_shows):
        name = ".gitignore" if path == "gitignore" else path
        yield name, fill_tokens((folder / path).read_text(encoding="utf-8"), tokens)


def _as_a_folder_shows(path: str) -> tuple[bool, bool, str]:
    """Return what orders files: what to read first, the other files of the root, the folders."""
    return ("/" in path, path != "README.md", path)


def fill_tokens(text: str, tokens: Mapping[str, str]) -> str:
    """Return a template with its `{{tokens}}` filled in; unknown ones stay as they are."""
    return _TOKEN.sub(lambda match: tokens.get(match[1], match[0]), text)


def _tokens(today: date, name: str, words: Translator) -> Mapping[str, str]:
    """Return what fills the tokens: names as they stand in quotes, and one as a heading.

    An owner who gives no name is called Me.
    """
    from vaultnet.vault.front.quoting import quoted

    network = words.text("The network of {name}", name=name) if name else words.text("My network")
    return {
        "name": quoted(name or words.text("Me"))[1:-1],
        "network": quoted(network)[1:-1],
        "heading": _MARKUP.sub(r"\\\g<0>", network),
        "today": today.isoformat(),
        "in-6-months": _months_later(today, 6).isoformat(),
        "in-1-year": _months_later(today, 12).isoformat(),
        "in-2-years": _months_later(today, 24).isoformat(),
    }


def _sound(name: str | None) -> str:
    """Return a name in one line, without what cannot be seen."""
    return clean(" ".join((name or "").split()))


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _require_room(directory: Path, files: Iterable[str]) -> None:
    """Raise Problem where a vault, or one of the files to be written, is there already."""
    if directory.exists() and not directory.is_dir():
        raise Problem("{folder} is not a folder", "choose another name", folder=directory)
    if os.path.lexists(directory / SETTINGS_FILE):
        hint = "use it, or choose another folder"
        raise Problem("{folder} is a vault already", hint, folder=directory)
    taken = [name for name in files if os.path.lexists(directory / name)]
    if taken:
        hint = "choose an empty folder; nothing was written"
        files = ", ".join(taken)
        raise Problem("{folder} already holds {files}", hint, folder=directory, files=files)
