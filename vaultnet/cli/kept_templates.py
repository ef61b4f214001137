"""Where what the templates of the site are compiled to waits for the next command."""

import os
from pathlib import Path


def kept_templates() -> Path | None:
    """Return a folder among what programs keep for the user; None where there is no such place."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if named.is_absolute():
        return named / "vaultnet" / "templates"
    home = Path(os.environ.get("HOME", ""))
    return home / ".cache" / "vaultnet" / "templates" if home.is_absolute() else None
