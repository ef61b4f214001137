"""Which program this is: what tells one installation from another, without importing it."""

import os
import sys

from vaultnet.index.look import look_at
from vaultnet.index.seal import make_key

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 (early)
_LIBRARIES = ("site-packages", "dist-packages")


def program_stamp() -> str:
    """Return the digest of the language, of our code and templates, and of what is installed."""
    code = look_at(_PACKAGE, lambda path: not path.endswith("__pycache__")).digest
    # In a checkout the templates lie beside the package, else in it.
    texts = look_at(f"{os.path.dirname(_PACKAGE)}/templates").digest  # noqa: PTH120 (early)
    return make_key(sys.version, code, texts, *_libraries())


def _libraries() -> list[str]:
    """Return what is another text as soon as a library is installed, brought up to date or gone."""
    folders = (path for path in sys.path if path.endswith(_LIBRARIES))
    return [text for path in folders for text in (path, _folder_stamp(path))]


def _folder_stamp(path: str) -> str:
    try:
        about = os.stat(path)  # noqa: PTH116 (before `pathlib` is imported)
    except OSError:
        return ""
    return f"{about.st_mtime_ns} {about.st_ctime_ns} {about.st_ino}"
