"""Which paths the settings leave out: glob patterns, compiled once."""

import re
from functools import lru_cache
from unicodedata import normalize

_GLOB_PARTS = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matches_any(patterns: tuple[str, ...], path: str) -> bool:
    """Tell whether a path, or a folder above it, matches one of some glob patterns."""
    return _exclusion(patterns).match(normalize("NFC", path)) is not None


@lru_cache(maxsize=16)
def _exclusion(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Compile glob patterns; one without a slash matches a name at any depth."""
    globs = [_glob(normalize("NFC", pattern)) for pattern in patterns if pattern.strip("/")]
    return re.compile("|".join(globs) or r"(?!)")


def _glob(pattern: str) -> str:
    bare = pattern.strip("/")
    anchored = "/" in pattern.rstrip("/")
    parts = re.findall(r"\*\*/|\*\*|\*|\?|[^*?]+", bare)
    regex = "".join(_GLOB_PARTS.get(part) or re.escape(part) for part in parts)
    return f"{'' if anchored else '(?:.*/)?'}(?:{regex})(?:/|\\Z)"
