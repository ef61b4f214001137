"""Answers that are given again: while nothing has changed, a report is what it was.

Below the command line everything is a function of the files, the settings and the day. What else
a report depends on is its question: the arguments, and all that it asks of its surroundings. A
command is answered from here before anything else is imported; where anything is odd, it runs.
"""

import os
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:  # known to type checkers by its name: `typing` itself is slow to import
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TextIO, cast

    from vaultnet.cli.cabinet import Cabinet
    from vaultnet.index.answers import Part
else:

    def cast(_: str, value: object) -> object:
        """Return a value as it is."""
        return value


REPORTS = frozenset(
    {"audit", "balance", "check", "due", "duplicates", "list", "match", "network", "path", "plan",
     "show", "strategy", "why"}
)  # fmt: skip
"""Commands that read the vault, write what they found, and depend on nothing else.

`search` could be one, but has an index of its own, and is seldom asked for the same words twice.
"""
_BUILD = "build"
"""Says the same again as long as its site stands too; it is kept only where nothing was built."""
_WRITES = frozenset({"--fix", "--diff"})
_HELP = frozenset({"--help", "-h"})
_OPTIONS = frozenset({"--vault", "--as-of", "--color", "--lang"})
_SURROUNDINGS = ("COLUMNS", "FORCE_COLOR", "LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "TERM",
                 "VAULTNET_VAULT")  # fmt: skip
_SETTINGS_FILE, _PRIVATE_FOLDER = "vaultnet.toml", ".vaultnet"
"""As other rooms name them, which take too long to import before an answer is found."""


class Question:
    """What a command was asked, with the cabinet of the vault that it is about."""

    __slots__ = ("_arguments", "_name", "cabinet")

    def __init__(self, arguments: "Sequence[str]", cabinet: "Cabinet") -> None:
        self._arguments, self.cabinet = tuple(arguments), cabinet
        self._name = _name(arguments, cabinet)

    def find(self) -> "tuple[int, tuple[Part, ...]] | None":
        """Return the exit code and what was written when this was asked before."""
        from vaultnet.index.answers import decode_answer

        held = self.cabinet.take(self._name)
        return None if held is None else decode_answer(held)

    def run(self, command: "Callable[[], object]") -> object:
        """Run a command and keep its answer, unless it ends in an exception."""
        parts: list[Part] = []
        out, err = sys.stdout, sys.stderr
        sys.stdout = cast("TextIO", Overheard(out, parts, to_error=False))
        sys.stderr = cast("TextIO", Overheard(err, parts, to_error=True))
        try:
            result = command()
            out.flush()
        finally:
            sys.stdout, sys.stderr = out, err
        self._keep(result if isinstance(result, int) else 0, parts)
        return result

    def _keep(self, code: int, parts: "list[Part]") -> None:
        """Keep the answer, unless the day has ended meanwhile, and what else was put in."""
        from contextlib import suppress

        from vaultnet.index.answers import encode_answer

        with suppress(OSError, ValueError):  # no current folder any more, or letters that are none
            if _name(self._arguments, self.cabinet) == self._name:
                self.cabinet.put(self._name, encode_answer(code, parts))
        self.cabinet.write()


class Overheard:
    """A stream that remembers what is written to it; `beneath` is the stream itself.

    It can do nothing that would not be remembered.
    """

    def __init__(self, beneath: "TextIO", parts: "list[Part]", *, to_error: bool) -> None:
        self.beneath = beneath
        self.encoding, self.errors = beneath.encoding, beneath.errors
        self.flush, self.fileno, self.isatty = beneath.flush, beneath.fileno, beneath.isatty
        self._parts, self._to_error = parts, to_error

    def write(self, text: str) -> int:
        """Write a text, and remember it."""
        self._parts.append((self._to_error, text))
        return self.beneath.write(text)

    def writelines(self, texts: "Iterable[str]") -> None:
        """Write several texts."""
        for text in texts:
            self.write(text)


def find_question(arguments: "Sequence[str]") -> Question | None:
    """Return what is asked, where a report is; None where the command has to run in any case."""
    try:
        named = _vault_of_report(arguments)
        root = None if named is None else _root(named)
        keeps = root is not None and os.path.isdir(f"{root}/{_PRIVATE_FOLDER}")  # noqa: PTH112
        return _asked(arguments, root) if keeps and root and _writes_utf8() else None
    except Exception:  # noqa: BLE001, RUF100 (whatever is odd, the command runs and tells)
        return None


def _asked(arguments: "Sequence[str]", root: str) -> Question:
    from vaultnet.cli.cabinet import open_cabinet  # for other commands nothing of it is needed

    return Question(arguments, open_cabinet(root))


def repeat(answer: "tuple[int, tuple[Part, ...]]") -> int:
    """Write an answer again, in the order in which it was written; return its exit code."""
    code, parts = answer
    for to_error, text in parts:
        if to_error:
            sys.stdout.flush()
        (sys.stderr if to_error else sys.stdout).write(text)
    return code


def _vault_of_report(arguments: "Sequence[str]") -> str | None:
    """Return which vault is named, "" for none; None where no report is asked for."""
    named = os.environ.get("VAULTNET_VAULT", "")
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=")
        if name in _OPTIONS:
            value = value if equals else next(rest, "")
            named = value if name == "--vault" else named
        else:
            reads = _HELP.isdisjoint(arguments) and _only_reads(argument, tuple(rest))
            return named if reads else None
    return None


def _only_reads(command: str, arguments: "Sequence[str]") -> bool:
    """Tell whether a command with its arguments writes nothing that is not to be written again."""
    if command == _BUILD:
        return not arguments
    return command in REPORTS and (command != "check" or _WRITES.isdisjoint(arguments))


def _root(named: str) -> str | None:
    """Return the folder of the vault; None where there is none."""
    here = os.getcwd()  # noqa: PTH109 (before `pathlib` is imported)
    folders = [os.path.join(here, named)] if named else _upward(here)  # noqa: PTH118
    held = (folder for folder in folders if os.path.isfile(f"{folder}/{_SETTINGS_FILE}"))  # noqa: PTH113
    return next(held, None)


def _upward(folder: str) -> "Iterator[str]":
    while True:
        yield folder
        above = os.path.dirname(folder)  # noqa: PTH120 (before `pathlib` is imported)
        if above == folder:
            return
        folder = above


def _writes_utf8() -> bool:
    """Tell whether both streams can write whatever they once wrote."""
    return all((stream.encoding or "").lower() == "utf-8" for stream in (sys.stdout, sys.stderr))


def _name(arguments: "Sequence[str]", cabinet: "Cabinet") -> str:
    """Return the digest of all that an answer depends on beside the vault and the program."""
    from vaultnet.index.seal import make_key

    root, here = cabinet.root, os.getcwd()  # noqa: PTH109 (before `pathlib` is imported)
    places = (*_places(arguments, (here, root)), *_sites(arguments, cabinet))
    asked = (repr(tuple(arguments)), root, here, *places)
    environment = (str(os.environ.get(name)) for name in _SURROUNDINGS)
    terminal = (sys.stdout.isatty(), sys.stderr.isatty(), _columns())
    return make_key(*asked, _today(), str(os.geteuid()), *environment, str(terminal))


def _places(arguments: "Sequence[str]", folders: "Iterable[str]") -> "Iterator[str]":
    """Yield what there is to say of the paths that a check may be about."""
    if "check" not in arguments:
        return
    for folder in folders:
        for argument in arguments:
            path = os.path.join(folder, argument)  # noqa: PTH118 (before `pathlib` is imported)
            yield f"{os.path.realpath(path)} {os.path.exists(path)}"  # noqa: PTH110


def _sites(arguments: "Sequence[str]", cabinet: "Cabinet") -> "Iterator[str]":
    """Yield how the sites in a vault look that a build is about, and what may wait beside them."""
    if _BUILD not in arguments:
        return
    from vaultnet.index.look import look_at

    for name in cabinet.survey.generated:
        yield look_at(f"{cabinet.root}/{name}").digest
        parent, _, last = f"{cabinet.root}/{name}".rpartition("/")
        for waiting in (f"{parent}/.{last}.vaultnet-new", f"{parent}/.{last}.vaultnet-old"):
            yield str(os.path.lexists(waiting))


def _today() -> str:
    return time.strftime("%Y-%m-%d")


def _columns() -> int:
    """Return how wide the terminal is; 0 where there is none."""
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
    except (AttributeError, OSError, ValueError):
        return 0
