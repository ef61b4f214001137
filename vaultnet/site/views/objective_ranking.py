"""Who serves an objective, by how far each could move it."""

import math
from collections.abc import Sequence

from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.domain.node import NodeId
from vaultnet.domain.objective import Objective
from vaultnet.labels import tier_label
from vaultnet.late import dataclass
from vaultnet.site.anchors import WHY_FRUITFULNESS
from vaultnet.site.views.context import Context, PageLink
from vaultnet.site.views.figures import PersonView, reasons_href, view_person
from vaultnet.strategy.reasons import Part, descending

MAX_RANKED = 30
_PARTS = ("fit", "opportunity", "risk")


@dataclass(frozen=True, slots=True)
class RankRow:
    """A contact that serves an objective: their points for it and what makes them.

    `rank` is empty and `points` say that there are no data where nothing is known. `percent` is
    the share of the most that the objective could give. Equals share the better rank.
    """

    rank: str
    person: PersonView
    points: PageLink
    percent: float
    fit: str
    opportunity: str
    risk: str
    tier: str
    tier_label: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """The first of those who serve an objective, how many more, and the most that one could be."""

    rows: tuple[RankRow, ...]
    more: int
    most: str

    @property
    def total(self) -> int:
        """Return how many serve it."""
        return len(self.rows) + self.more


def view_ranking(context: Context, objective: Objective) -> Ranking:
    """Return who serves an objective, the most points first, then those nothing is known of."""
    serving = context.relations.serving.get(objective.id, ())
    points = {contact.id: _points(context, contact, objective.id) for contact in serving}
    ordered = sorted(serving, key=lambda one: (_is_closed(one), descending(points[one.id]), one.id))
    values = [points[one.id] for one in ordered if not _is_closed(one)]
    aim = context.strategy.aims.aims.get(objective.id)
    most = 0.0 if aim is None else 100.0 * aim.share
    rows = tuple(
        _row(context, contact, objective.id, _rank(points[contact.id], values), most)
        for contact in ordered[:MAX_RANKED]
    )
    return Ranking(rows, len(ordered) - len(rows), context.words.number(most) if most else "")


def _is_closed(contact: Contact) -> bool:
    return contact.status is ContactStatus.CLOSED


def _parts(context: Context, contact: Contact, objective: NodeId) -> list[Part]:
    score = context.strategy.fruitfulness[contact.id]
    return [part for part in score.parts if part.about == objective]


def _points(context: Context, contact: Contact, objective: NodeId) -> float | None:
    parts = _parts(context, contact, objective)
    return math.fsum(part.points for part in parts) if parts else None


def _rank(points: float | None, values: Sequence[float | None]) -> int:
    return 0 if points is None or points not in values else values.index(points) + 1


def _row(context: Context, contact: Contact, objective: NodeId, rank: int, most: float) -> RankRow:
    words = context.words
    parts = {part.name: part.points for part in _parts(context, contact, objective)}
    known, points = bool(parts), math.fsum(parts.values())
    said = {name: words.number(parts[name], 1) if name in parts else "" for name in _PARTS}
    text = words.number(points, 1) if known else words.text("no data")
    return RankRow(
        str(rank) if rank and not _is_closed(contact) else "",
        view_person(context, contact.id),
        PageLink(text, reasons_href(context, contact.id, WHY_FRUITFULNESS)),
        round(min(100.0, max(0.0, 100.0 * points / most)), 1) if most else 0.0,
        said["fit"],
        said["opportunity"],
        said["risk"],
        contact.tier.value if contact.tier else "",
        tier_label(words, contact.tier),
    )
