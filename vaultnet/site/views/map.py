"""The map: the network with me in the middle, and the same as text."""

from vaultnet.late import dataclass
from vaultnet.site import urls
from vaultnet.site.views.beginning import StepView, view_first_steps
from vaultnet.site.views.context import Context, Frame
from vaultnet.site.views.map_groups import GroupView, find_groups, view_groups
from vaultnet.site.views.map_marks import MapView, view_drawing
from vaultnet.site.views.reasons import view_sentence


@dataclass(frozen=True, slots=True)
class MapPage:
    """The page of the map; without contacts there is no drawing.

    `ties` counts the pairs of contacts that know each other.
    """

    frame: Frame
    steps: tuple[StepView, ...]
    drawing: MapView | None
    groups: tuple[GroupView, ...]
    people: int
    ties: int
    bounded: tuple[str, ...]


def view_map(context: Context) -> MapPage:
    """Return the page of the map."""
    strategy, groups = context.strategy, find_groups(context)
    return MapPage(
        frame=context.frame(context.words.text("Map"), urls.MAP),
        steps=view_first_steps(context),
        drawing=view_drawing(context, groups) if groups else None,
        groups=view_groups(context, groups),
        people=len(strategy.contacts),
        ties=strategy.structure.ties,
        bounded=tuple(view_sentence(context, item) for item in strategy.structure.bounded),
    )
