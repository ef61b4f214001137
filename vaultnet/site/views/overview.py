"""The first page of a site for others: who shows it, what they are after, and what it rests on."""

from vaultnet.late import dataclass
from vaultnet.site import urls
from vaultnet.site.views.context import Context, Frame
from vaultnet.site.views.me import MePage, view_me
from vaultnet.site.views.objective import ObjectiveCard, sorted_objectives, view_card


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The overview; `me` is None where the owner shares no page of their own."""

    frame: Frame
    me: MePage | None
    cards: tuple[ObjectiveCard, ...]
    contacts: int
    organisations: int


def view_overview(context: Context) -> OverviewPage:
    """Return the overview."""
    network = context.network
    return OverviewPage(
        frame=context.frame(context.words.text("Overview"), urls.INDEX),
        me=None if network.me is None else view_me(context, network.me),
        cards=tuple(view_card(context, item) for item in sorted_objectives(context)),
        contacts=len(network.contacts),
        organisations=len(network.organisations),
    )
