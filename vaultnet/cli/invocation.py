"""What every command starts from: the vault, the day, the language, and where output goes."""

import os
import sys
import time
from dataclasses import field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultnet.cli.output import Terminal, tracked, wants_color
from vaultnet.cli.problem import Problem
from vaultnet.cli.speech import Speech, read_speech
from vaultnet.domain.dates import CalendarError
from vaultnet.domain.day_words import parse_day
from vaultnet.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vaultnet.cli.cabinet import Cabinet
    from vaultnet.language import Translator
    from vaultnet.phrase import Phrase
    from vaultnet.vault.files import FoundFile
    from vaultnet.workspace import Keeping, Workspace

_MANY = 1000
_DEFAULT_WIDTH, _NARROWEST, _WIDEST = 100, 40, 140
VAULT_VARIABLE = "VAULTNET_VAULT"


@dataclass(frozen=True, slots=True)
class Invocation:
    """The global options, after the environment and the clock were asked.

    `vault` is what was named by option or environment, and None where it is to be searched for.
    `day_was_named` tells whether `as_of` was asked for or is today. `language` is None where the
    vault decides; `speech` is what says mistakes and faults. `cabinet` has what was kept of the
    vault as it is now.
    """

    vault: Path | None
    as_of: date
    terminal: Terminal
    language: str | None
    day_was_named: bool = False
    speech: Speech = field(default_factory=Speech)
    cabinet: "Cabinet | None" = None

    def current_day(self) -> date:
        """Return the day that was asked for, else today, which may be a later one than `as_of`."""
        return self.as_of if self.day_was_named else _today()

    def root(self, start: Path | None = None) -> Path:
        """Return the folder of the vault; raises Problem where there is none.

        `start` is where the search upward begins, the current folder by default.
        """
        if self.vault is not None:
            return _require_vault(self.vault)
        start = (start or Path.cwd()).absolute()
        from vaultnet.workspace import find_root

        if (found := find_root(start)) is not None:
            return found
        hint = 'make one with "vaultnet init DIR", or name one with --vault DIR'
        raise Problem(
            "no vault here: neither {start} nor a folder above has a vaultnet.toml",
            hint,
            start=start,
        )

    def open(
        self,
        start: Path | None = None,
        *,
        tells: bool = False,
        anew: bool = False,
        rebuild: bool = False,
    ) -> "Workspace":
        """Read the vault; raises Problem where there is none.

        `tells` is for commands that say themselves what became of the files; for all others the
        number of those that could not be read is said here, so that nobody is missed in silence.
        `anew` is for commands that write notes or show them to others: they read every note from
        its file, and believe nothing that was kept. `rebuild` makes anew what is kept.
        """
        root = self.root(start)
        from vaultnet.workspace import open_vault

        told: list[Phrase] = []
        workspace = open_vault(
            root,
            self.as_of,
            watch=self._watched,
            workers=os.cpu_count() or 1,
            keeping=None if anew else _keeping(told, rebuild=rebuild),
        )
        self.speech.vault = workspace.vault.settings.language
        if self.cabinet is not None and workspace.vault.was_refused:
            self.cabinet.close()
        for each in told:
            self.terminal.aside(each.told(self.speech.words.listed))
        if not tells:
            self.tell_rejected(workspace.vault.tally.rejected)
        return workspace

    def tell_rejected(self, count: int) -> None:
        """Say how many files could not be read; nothing where there are none."""
        if not count:
            return
        told = self.speech.words.plural(
            '{n} file could not be read, and is missing here: "vaultnet check" says why',
            '{n} files could not be read, and are missing here: "vaultnet check" says why',
            count,
        )
        self.terminal.remark(self.terminal.style(told, "warning"))

    def _watched(self, notes: "Sequence[FoundFile]") -> "Iterable[FoundFile]":
        """Show how far reading is where it takes long enough to wonder."""
        return notes if len(notes) < _MANY else tracked(notes, "reading", self.terminal)

    def words(self, vault_language: str = "en") -> "Translator":
        """Return the translator of messages: of the option, else of the vault's language."""
        from vaultnet.language import translator

        return translator(self.language or vault_language)


@dataclass(frozen=True, slots=True)
class Start:
    """What is known before anything is parsed: the language, and what was kept of the vault."""

    speech: Speech
    cabinet: "Cabinet | None" = None


pass_invocation = click.make_pass_decorator(Invocation)
"""Hand the invocation to a command as its first argument."""


def make_speech(arguments: "Sequence[str]") -> Speech:
    """Return the language that arguments and environment ask for, before anything is parsed."""
    return read_speech(arguments, os.environ)


def make_invocation(
    vault: Path | None, as_of: str | None, color: str, language: str | None, start: Start
) -> Invocation:
    """Put the global options together with the environment and the clock.

    Raises Problem for a day that cannot be read.
    """
    if vault is None and (named := os.environ.get(VAULT_VARIABLE)):
        vault = Path(named)
    terminal = Terminal(
        sys.stdout, sys.stderr, wants_color(color, sys.stdout, os.environ), _width()
    )
    day = read_day(as_of, _today())
    return Invocation(
        vault,
        day,
        terminal,
        language,
        day_was_named=as_of is not None,
        speech=start.speech,
        cabinet=start.cabinet,
    )


def read_day(text: str | None, today: date, *, ahead: bool = False) -> date:
    """Read a day that was typed; today where none was. Raises Problem, which names the forms."""
    if text is None:
        return today
    try:
        return parse_day(text, today, ahead=ahead)
    except CalendarError as error:
        hint = 'write it as 2026-11-23, today, monday, 3d, "2w ago", ayer or "hace 2 semanas"'
        raise Problem('{reason} in "{text}"', hint, reason=error.reason, text=text) from None


def _width() -> int:
    """Return the width of reports: what $COLUMNS or the terminal says, within reason."""
    return max(_NARROWEST, min(_asked_width() or _terminal_width(), _WIDEST))


def _asked_width() -> int:
    """Return the width that $COLUMNS asks for; 0 where it says no number."""
    try:
        return max(0, int(os.environ.get("COLUMNS", "")))
    except ValueError:
        return 0


def _terminal_width() -> int:
    # As `shutil.get_terminal_size`, which comes with the readers of three kinds of archive.
    output = sys.__stdout__
    try:
        found = 0 if output is None else os.get_terminal_size(output.fileno()).columns
    except (ValueError, OSError):
        found = 0
    return found or _DEFAULT_WIDTH


def _keeping(told: "list[Phrase]", *, rebuild: bool) -> "Keeping":
    """Return leave to use what was kept of parsed notes, as they are from now on."""
    from vaultnet.workspace import Keeping

    return Keeping(_program, time.time_ns(), told.append, rebuild=rebuild)


def _program() -> str:
    from vaultnet.cli.program import program_stamp  # a small vault has no use for it

    return program_stamp()


def _today() -> date:
    return datetime.now().astimezone().date()


def _require_vault(folder: Path) -> Path:
    from vaultnet.vault.settings import SETTINGS_FILE

    if not folder.is_dir():
        what = "{folder} is a file, not a folder" if folder.exists() else "no folder {folder}"
        raise Problem(what, "check --vault and $VAULTNET_VAULT", folder=folder)
    if not (folder / SETTINGS_FILE).is_file():
        raise Problem(
            "{folder} is no vault: it has no {file}",
            'make a vault of it with an empty file {file}, or with "vaultnet init"',
            folder=folder,
            file=SETTINGS_FILE,
        )
    return folder.absolute()
