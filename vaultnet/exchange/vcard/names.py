"""The parts of a name, where a card needs them and a vault has only the whole."""

from collections.abc import Mapping, Sequence
from typing import Final

FAMILY: Final = "x-family-name"
PART_KEYS: Final = (
    FAMILY,
    "x-given-name",
    "x-additional-name",
    "x-name-prefix",
    "x-name-suffix",
)
"""The keys under which parts of a name are kept that nobody could guess, in the order of `N`."""

DEPARTMENT: Final = "x-department"
"""The key under which the part of an organisation is kept that somebody works in."""


def guessed_parts(name: str, family: str = "") -> tuple[str, ...]:
    """Return the parts of a name in the order of `N`, given the family name or nothing.

    Without it the first word is the given name and the rest the family name: that is right for
    two words and for Spanish names.
    """
    if family and name.endswith(f" {family}"):
        return (family, name.removesuffix(f" {family}").strip(), "", "", "")
    given, _blank, rest = name.partition(" ")
    return (rest.strip(), given, "", "", "")


def kept_parts(name: str, said: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return which parts of a name are to be kept, by their keys: as few as tell the others."""
    parts = _five(said)
    if not any(parts) or parts == guessed_parts(name):
        return ()
    if parts == guessed_parts(name, parts[0]):
        return ((FAMILY, parts[0]),)
    return tuple((key, part) for key, part in zip(PART_KEYS, parts, strict=True) if part)


def told_parts(name: str, kept: Mapping[str, str]) -> tuple[str, ...]:
    """Return the parts of a name, given those that are kept."""
    if not kept:
        return guessed_parts(name)
    family = kept.get(FAMILY, "")
    if len(kept) == 1 and family and name.endswith(f" {family}"):
        return guessed_parts(name, family)
    return tuple(kept.get(key, "") for key in PART_KEYS)


def whole_name(said: Sequence[str]) -> str:
    """Return the name that parts make: prefix, given, additional, family, suffix."""
    family, given, additional, prefix, suffix = _five(said)
    return " ".join(part for part in (prefix, given, additional, family, suffix) if part)


def _five(parts: Sequence[str]) -> tuple[str, ...]:
    return (*parts, "", "", "", "", "")[:5]
