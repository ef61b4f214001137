"""Which folders a site may be written into."""

import os
from pathlib import Path

from vaultnet.domain.audience import Audience
from vaultnet.phrase import Phrase
from vaultnet.site.manifest import read_manifest

VAULT_FOLDERS = frozenset(
    {"contacts", "objectives", "organisations", "journal", "templates", "files"}
)


class PublishError(Exception):
    """A site cannot be written; `reason` says why, in words for people."""

    def __init__(self, template: str, **values: object) -> None:
        self.reason = Phrase(template, values)
        super().__init__(str(self.reason))


def refuse_dangerous(root: Path, out: Path, home: Path | None) -> None:
    """Raise PublishError for a folder that must not be replaced.

    That is: the root of the disk and what stands at its top, the user's home, the vault and what
    is above them, folders of the vault that hold notes or are hidden, links, files, and every
    folder that is not empty and was not written by this program.
    """
    folder = _located(out)
    _refuse_roots(folder, root.resolve(), _home(home))
    _refuse_vault_folders(folder, root.resolve())
    _refuse_foreign(folder)


def refuse_other_audience(out: Path, audience: Audience) -> None:
    """Raise PublishError for a folder that is, or lies in, a site made for somebody else.

    What is sent to others must hold nothing of one's own, not even from an earlier build.
    """
    folder = _located(out)
    for place in (folder, *folder.parents):
        manifest = read_manifest(place)
        if manifest is not None and manifest.audience is not audience:
            raise PublishError(
                "{folder} holds a site that is your own; name another folder"
                if manifest.audience is Audience.ME
                else "{folder} holds a site that is for others; name another folder",
                folder=place,
            )


def _located(out: Path) -> Path:
    """Return the folder with everything above it resolved; raises PublishError for a link."""
    if out.is_symlink():
        raise PublishError("{folder} is a symbolic link; name the folder itself", folder=out)
    if out.name in {"", ".."}:
        return out.resolve()
    return out.absolute().parent.resolve() / out.name


def _home(home: Path | None) -> Path | None:
    """Return the home folder that was given, or that which the system's list of users holds."""
    if home is not None:
        return home.resolve()
    try:
        import pwd
    except ImportError:
        return None
    try:
        return Path(pwd.getpwuid(os.getuid()).pw_dir).resolve()
    except KeyError:
        return None


def _refuse_roots(folder: Path, root: Path, home: Path | None) -> None:
    top = Path(folder.anchor)
    if top in {folder, folder.parent}:
        raise PublishError(
            "{folder} is at the top of the disk; name a folder of its own", folder=folder
        )
    if home is not None and _is_or_holds(folder, home):
        raise PublishError(
            "{folder} is or holds your home folder; name a folder of its own", folder=folder
        )
    if _is_or_holds(folder, root):
        raise PublishError(
            "{folder} is or holds the vault; name a folder of its own", folder=folder
        )


def _is_or_holds(folder: Path, other: Path) -> bool:
    """Tell whether a folder is another one or above it, also where the disk ignores case."""
    if other.is_relative_to(folder):
        return True
    candidates = (other, *other.parents)
    return folder.exists() and any(up.exists() and folder.samefile(up) for up in candidates)


def _refuse_vault_folders(folder: Path, root: Path) -> None:
    if not folder.is_relative_to(root):
        return
    parts = folder.relative_to(root).parts
    if any(part.startswith(".") for part in parts):
        raise PublishError("{folder} is hidden in the vault; name another folder", folder=folder)
    if parts[0].lower() in VAULT_FOLDERS:
        raise PublishError("{folder} is a folder of notes; name another folder", folder=folder)
    between = [root.joinpath(*parts[:depth]) for depth in range(1, len(parts) + 1)]
    if any(path.is_dir() and any(path.glob("*.md")) for path in between):
        raise PublishError("{folder} is a folder of notes; name another folder", folder=folder)


def _refuse_foreign(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise PublishError("{folder} is a file; name a folder", folder=folder)
    if any(folder.iterdir()) and read_manifest(folder) is None:
        raise PublishError(
            "{folder} holds files that vaultnet did not write; name an empty folder", folder=folder
        )
