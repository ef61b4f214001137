"""Where on a page a fact stands: the fragment that leads to a line or a field.

A fact is named as the reader of files names it (`log/3/due`, `influence`, `serves/0`). Each list
line has a fragment of its own, and so has each rating; other fields share that of the part of
the page which shows them.
"""

from collections.abc import Mapping

WHY_FRUITFULNESS = "why-fruitfulness"
WHY_STRENGTH = "why-strength"
WHY_ATTENTION = "why-attention"
WHY_BALANCE = "why-balance"
"""Where the page of a contact takes its numbers apart; a number elsewhere leads there."""

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


def anchor_of(field: str, ratings: Mapping[str, int]) -> str:
    """Return the fragment that shows a field of a page, empty for the page as a whole."""
    name, _, rest = field.partition("/")
    number = rest.partition("/")[0]
    if name in _LINES and number.isdecimal():
        return line_anchor(name, int(number))
    return rating_anchor(name) if name in ratings else _PARTS.get(name, "")
