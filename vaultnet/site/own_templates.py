"""Templates and a style of a vault's own, which stand in for ours where its settings say so.

Whoever can write them decides what stands in every page, scripts included: they are code. So
they are read only when `vaultnet.toml` asks for it, from one folder, and never for a site that
is for others.
"""

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path

from vaultnet.late import dataclass
from vaultnet.phrase import Phrase, wording

FOLDER = "templates/site"
STYLE = "site.css"
MOST_BYTES = 256 * 1024
MOST_FILES = 100


@dataclass(frozen=True, slots=True)
class OwnTemplates:
    """What a vault brings along: templates by the name of ours, and a style added after ours."""

    templates: Mapping[str, str] = field(default_factory=dict)
    style: str = ""

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return bool(self.templates or self.style)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the files, in order."""
        return (*sorted(self.templates), *((STYLE,) if self.style else ()))


NO_TEMPLATES = OwnTemplates()


class TemplateError(Exception):
    """A template of the vault's own cannot be used.

    `reason` says in which file and line and why, `hint` what to do, in words for people.
    """

    def __init__(self, name: str, why: Phrase, hint: str, line: int = 0) -> None:
        place = f"{FOLDER}/{name}:{line}" if line else f"{FOLDER}/{name}"
        self.reason = Phrase("{place}: {why}", {"place": place, "why": why})
        self.hint = hint
        super().__init__(str(self.reason))


def read_own_templates(root: Path) -> OwnTemplates:
    """Read `templates/site` of a vault; symbolic links are not followed, in no part of the path.

    Raises TemplateError for a file that is no plain file, is too large or is no UTF-8 text.
    """
    found = dict(_read_folder(root))
    style = found.pop(STYLE, "")
    return OwnTemplates(found, style)


def _read_folder(root: Path) -> Iterator[tuple[str, str]]:
    folder = root.joinpath(*FOLDER.split("/"))
    if not all(_is_folder(path) for path in (folder.parent, folder)):
        return
    names = sorted(name for name in os.listdir(folder) if _is_used(name))  # noqa: PTH208 (names)
    if len(names) > MOST_FILES:
        why = Phrase("more than {n} files", {"n": MOST_FILES})
        raise TemplateError("", why, wording("keep only those that replace one of ours"))
    for name in names:
        yield name, _read_file(folder, name)


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except OSError:
        return False


def _is_used(name: str) -> bool:
    return name == STYLE or (name.endswith(".html") and not name.startswith("."))


def _read_file(folder: Path, name: str) -> str:
    try:
        handle = os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        why = Phrase("it cannot be read, or is a symbolic link")
        raise TemplateError(name, why, wording("put a plain file in its place")) from None
    with open(handle, "rb") as file:  # noqa: PTH123 (an open handle has no path)
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            why = Phrase("it is no plain file")
            raise TemplateError(name, why, wording("put a plain file in its place"))
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        why = Phrase("it is larger than {n} bytes", {"n": MOST_BYTES})
        raise TemplateError(name, why, wording("make it smaller"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        why = Phrase("it is no UTF-8 text")
        raise TemplateError(name, why, wording("save it as UTF-8"), line) from None
