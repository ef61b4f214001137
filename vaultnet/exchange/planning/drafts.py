"""The people of a source, each once: what identifies them there, and what is said twice."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count

from vaultnet.domain.links import fold
from vaultnet.domain.node import Value
from vaultnet.exchange.draft import Draft
from vaultnet.exchange.planning.matching import identity_of_values
from vaultnet.exchange.planning.plan_values import EvidenceKind
from vaultnet.exchange.safe_text import one_line

_PREFIXES = (
    (EvidenceKind.UID, "uid"),
    (EvidenceKind.EMAIL, "email"),
    (EvidenceKind.URL, "url"),
    (EvidenceKind.PHONE, "phone"),
)


def keyed_drafts(drafts: Iterable[Draft]) -> tuple[tuple[Draft, ...], int]:
    """Return drafts that all have a key of their own, and how many were said before.

    A draft without a key gets one from what identifies the person; a key is one line, as it will
    be written. Two with one key and one name are brought together: what the first says counts,
    and the second adds to it.
    """
    found: dict[str, Draft] = {}
    repeated = 0
    for draft in drafts:
        key = one_line(draft.key) or one_line(derived_key(draft))
        held = found.get(key)
        if held is not None and fold(held.name) == fold(draft.name):
            found[key] = joined(held, draft)
            repeated += 1
            continue
        if held is not None:
            key = _another(key, one_line(draft.name), found)
        found[key] = replace(draft, key=key)
    return tuple(found.values()), repeated


def derived_key(draft: Draft) -> str:
    """Return what identifies a person of whom the source has no key."""
    identity = identity_of_values(draft.name, draft.values)
    for kind, prefix in _PREFIXES:
        if values := identity.identifiers.get(kind):
            return f"{prefix}:{values[0]}"
    place = "".join(identity.organisations[:1])
    return f"name:{fold(draft.name)}" + (f" | {place}" if place else "")


def joined(first: Draft, second: Draft) -> Draft:
    """Return two drafts of one person as one; where both say something, the first counts."""
    values = {**second.values, **first.values}
    for key, value in second.values.items():
        held = first.values.get(key)
        if isinstance(held, tuple):
            more = (value,) if isinstance(value, str) else value
            values[key] = _united(held, more)
        elif held is not None and isinstance(value, tuple):
            values[key] = _united((held,), value)
    prose = first.prose
    if second.prose and second.prose not in first.prose:
        prose = f"{first.prose}\n\n{second.prose}".strip()
    return replace(
        first,
        values=values,
        prose=prose,
        career=tuple(dict.fromkeys((*first.career, *second.career))),
        ties=tuple(dict.fromkeys((*first.ties, *second.ties))),
        picture=first.picture or second.picture,
        losses=(*first.losses, *second.losses),
    )


def _united(first: Sequence[str], second: Sequence[str]) -> Value:
    return tuple(dict.fromkeys((*first, *second)))


def _another(key: str, name: str, taken: Iterable[str]) -> str:
    """Return a key for somebody else under the same one: with their name, and a number."""
    held = set(taken)
    named = f"{key} | {fold(name)}"
    numbered = (f"{named} {number}" for number in count(2))
    return named if named not in held else next(each for each in numbered if each not in held)
