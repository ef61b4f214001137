"""Who can help whom: a need and an offer side by side, each with its line."""

from collections.abc import Sequence

from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass
from vaultnet.site.markup import SafeHtml
from vaultnet.site.views.context import Context, PageLink
from vaultnet.site.views.reasons import view_sentence
from vaultnet.strategy.matching import Introduction, Match

MAX_MATCHES = 8
MAX_INTRODUCTIONS = 6
MAX_PER_PAIR = 2
MAX_BOUNDED = 12


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of a match: whose it is, what the line says, and where the line stands."""

    person: PageLink
    text: SafeHtml
    place: PageLink


@dataclass(frozen=True, slots=True)
class MatchView:
    """A need and what meets it; `reasons` say what the two lines share."""

    need: SideView
    offer: SideView
    is_function: bool
    points: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatchList:
    """The best matches of one sort, and how many more there are."""

    matches: tuple[MatchView, ...]
    more: int

    @property
    def total(self) -> int:
        """Return how many there are."""
        return len(self.matches) + self.more


@dataclass(frozen=True, slots=True)
class IntroductionView:
    """Two contacts who should know each other, and what each could do for the other."""

    first: PageLink
    second: PageLink
    helps_both: bool
    matches: tuple[MatchView, ...]


@dataclass(frozen=True, slots=True)
class IntroductionList:
    """The introductions that help most, and how many more there are."""

    introductions: tuple[IntroductionView, ...]
    more: int
    helping_both: int


def view_matches(context: Context, matches: Sequence[Match]) -> MatchList:
    """Return the best of some matches, in their order."""
    shown = tuple(_match(context, match) for match in matches[:MAX_MATCHES])
    return MatchList(shown, len(matches) - len(shown))


def view_introductions(context: Context) -> IntroductionList:
    """Return the introductions that help most: those that help both first."""
    found = context.strategy.matches.introductions
    shown = tuple(_introduction(context, item) for item in found[:MAX_INTRODUCTIONS])
    both = sum(item.helps_both for item in found)
    return IntroductionList(shown, len(found) - len(shown), both)


def _introduction(context: Context, item: Introduction) -> IntroductionView:
    return IntroductionView(
        context.link_id(item.first),
        context.link_id(item.second),
        item.helps_both,
        tuple(_match(context, match) for match in _one_each_way(item)),
    )


def _one_each_way(item: Introduction) -> list[Match]:
    """Return the best match for each of the two, or the best two for one of them."""
    best: dict[NodeId, Match] = {}
    for match in item.matches:
        best.setdefault(match.want.owner, match)
    return list(best.values()) if item.helps_both else list(item.matches[:MAX_PER_PAIR])


def _match(context: Context, match: Match) -> MatchView:
    want, asset = match.want, match.asset
    return MatchView(
        _side(context, want.owner, want.fact.field, want.text),
        _side(context, asset.owner, asset.fact.field, asset.text),
        bool(asset.function),
        context.words.number(match.points),
        tuple(view_sentence(context, part.sentence) for part in match.score.parts),
    )


def _side(context: Context, owner: NodeId, field: str, text: str) -> SideView:
    place = PageLink(str(context.vault.cite(owner, field)), context.links.to_field(owner, field))
    return SideView(context.link_id(owner), context.line(owner, text), place)
