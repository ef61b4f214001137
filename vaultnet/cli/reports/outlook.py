"""What the reports of the strategy are told from, and what they have in common."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from vaultnet.cli.output import clean
from vaultnet.cli.reasons import Desk
from vaultnet.domain.node import NodeId
from vaultnet.labels import band_label
from vaultnet.late import dataclass
from vaultnet.strategy.aims import Aim
from vaultnet.strategy.coverage import Cover, GapKind, gaps_in_order
from vaultnet.strategy.summary import Strategy

_NAMES = 10
_ROOM = 72


@dataclass(frozen=True, slots=True)
class Outlook:
    """The desk, the strategy, and how long a list is at most; None for all of it."""

    desk: Desk
    strategy: Strategy
    most: int | None

    @property
    def is_narrow(self) -> bool:
        """Tell whether tables have to do without what is only nice to have."""
        return self.desk.terminal.width < _ROOM

    def aims(self) -> list[Aim]:
        """Return the active objectives, the largest share first."""
        aims = self.strategy.aims.aims.values()
        return sorted(aims, key=lambda aim: (-aim.share, aim.objective.id))

    def serving(self) -> Mapping[NodeId, int]:
        """Return how many contacts serve each active objective."""
        services = self.strategy.aims.services.values()
        return Counter(item.aim.objective.id for held in services for item in held)

    def covers(self, objective: NodeId) -> tuple[Cover, ...]:
        """Return how the needs of an objective are covered; none unless it is active."""
        return tuple(item for item in self.strategy.coverage if item.objective == objective)

    def gaps(self) -> tuple[Cover, ...]:
        """Return the needs that lack something: by what they lack, then by the share at stake."""
        found = gaps_in_order(self.strategy.coverage, self.strategy.aims)
        return tuple(cover for cover, gap in found if gap.kind is not GapKind.OVER_SERVED)

    def band(self, contact: NodeId) -> str:
        """Return the word for how warm a relationship is."""
        return band_label(self.desk.words, self.strategy.bands[contact])

    def cut(self, items: Sequence[NodeId]) -> str:
        """Return names with commas between, and how many more there are."""
        return self.joined([self.desk.name(one) for one in items])

    def joined(self, texts: Sequence[str], most: int = _NAMES) -> str:
        """Return texts with commas between, and how many more there are."""
        shown = texts if self.most is None else texts[:most]
        told = ", ".join(shown)
        more = len(texts) - len(shown)
        return self.desk.words.text("{names} and {n} more", names=told, n=more) if more else told

    def more(self, items: Sequence[object]) -> Iterable[str]:
        """Yield how many of a list are not shown, as a line of its own, if any."""
        if self.most is not None and len(items) > self.most:
            yield self.desk.words.plural(
                "  and {n} more; --all shows it",
                "  and {n} more; --all shows them",
                len(items) - self.most,
            )


def kind_of_gap(cover: Cover) -> GapKind | None:
    """Return what a need lacks, or has too much of; None where nothing is to be said."""
    return None if cover.gap is None else cover.gap.kind


def serves_example(objective: NodeId) -> str:
    """Return the field of a contact that says that it serves an objective, as it is written."""
    return f'    serves: ["[[{clean(objective)}]]"]'
