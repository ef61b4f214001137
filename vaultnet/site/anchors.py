"""Where on a page a fact stands: the fragment that leads to a line or a field.

A fact is named as the reader of files names it (`log/3/due`, `influence`, `serves/0`). Each list
line has a fragment of its own, and so has each rating; other fields share that of the part of
the page which shows them. A heading of the vault has a fragment that no part of ours can have.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from vaultnet.domain.links import fold
from vaultnet.domain.node import Passage
from vaultnet.site.urls import slugify

WHY_FRUITFULNESS = "why-fruitfulness"
WHY_STRENGTH = "why-strength"
WHY_ATTENTION = "why-attention"
WHY_BALANCE = "why-balance"
"""Where the page of a contact takes its numbers apart; a number elsewhere leads there."""

_HEADING = "text-"
_LINES = frozenset(
    {"assessment", "opportunities", "risks", "offers", "needs", "career", "ties", "log", "next"}
    | {"milestones"}
)
_PARTS: Mapping[str, str] = {
    **dict.fromkeys(("tier", "status", "functions"), "functions"),
    **dict.fromkeys(("cadence", "met", "met_through", "introduced_by", "location"), "details"),
    **dict.fromkeys(("importance", "criteria", "start", "by"), "figures"),
    "serves": "serves",
    "rated": "assessment",
}


def line_anchor(section: str, index: int) -> str:
    """Return the fragment of a list line: `log-3`; lines are counted from 0."""
    return f"{section}-{index}"


def rating_anchor(criterion: str) -> str:
    """Return the fragment of a rating: `rating-influence`."""
    return f"rating-{criterion}"


def passage_anchors(passages: Sequence[Passage]) -> tuple[str, ...]:
    """Return the fragment of each passage of a page, no two alike; empty without a heading."""
    taken: dict[str, int] = {}
    return tuple(_numbered(_anchor(passage), taken) for passage in passages)


def heading_anchor(passages: Sequence[Passage], heading: str) -> str:
    """Return the fragment of the first passage under a heading, empty where there is none.

    The heading may be given in its own words or as fragments are commonly written: `our-plan`.
    """
    found = zip(passages, passage_anchors(passages), strict=True)
    return next((anchor for passage, anchor in found if _is_headed(passage, heading)), "")


def written_anchor(fragment: str) -> str:
    """Return where a fragment leads that was written by hand after the words of a heading."""
    slug = slugify(fragment)
    return slug if slug in _LINES or not slug else _HEADING + slug


def _is_headed(passage: Passage, heading: str) -> bool:
    if fold(passage.heading) == fold(heading):
        return True
    slug = slugify(heading)
    return bool(slug) and slugify(passage.heading) == slug


def _anchor(passage: Passage) -> str:
    if passage.section is not None:
        return passage.section.value
    slug = slugify(passage.heading)
    return _HEADING + slug if slug else ""


def _numbered(anchor: str, taken: dict[str, int]) -> str:
    """Return a fragment with a number behind it from the second time on."""
    number = taken[anchor] = taken.get(anchor, 0) + 1
    if not anchor or number == 1:
        return anchor
    return f"{_HEADING}{anchor}--{number}"


def anchor_of(field: str, ratings: Mapping[str, int]) -> str:
    """Return the fragment that shows a field of a page, empty for the page as a whole."""
    if anchor := _anchor_of_line(field):
        return anchor
    name = field.partition("/")[0]
    return rating_anchor(name) if name in ratings else _PARTS.get(name, "")


@lru_cache(maxsize=4096)
def _anchor_of_line(field: str) -> str:
    """Return the fragment of a field that is a list line or a part of one, empty for others."""
    name, _, rest = field.partition("/")
    number = rest.partition("/")[0]
    return line_anchor(name, int(number)) if name in _LINES and number.isdecimal() else ""
