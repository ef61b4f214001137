"""How to be useful: the needs of a contact with who could meet them, and the offers with for whom.

A match with the owner is something to do; one with another contact is an introduction worth
making. Both stand below the line that they rest on.
"""

from collections.abc import Iterable, Mapping

from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.domain.entry import Line
from vaultnet.domain.node import NodeId, Section
from vaultnet.late import dataclass
from vaultnet.site.markup import SafeHtml
from vaultnet.site.views.context import Context, PageLink
from vaultnet.site.views.lines import LineView, view_lines
from vaultnet.site.views.reasons import view_sentence
from vaultnet.strategy.matching import Match
from vaultnet.strategy.reasons import Fact

MAX_HELPERS = 3


@dataclass(frozen=True, slots=True)
class HelperView:
    """Somebody who could help, or could be helped: who, with which line, and why they match.

    `person` is None for the owner. `href` is where their line stands; `mutual` tells that an
    introduction would help both.
    """

    person: PageLink | None
    text: SafeHtml
    href: str
    why: str
    mutual: bool


@dataclass(frozen=True, slots=True)
class UseView:
    """A need or an offer with the best matches; `more` counts the others.

    The line is None for a function, which stands in the head of the page: `function` names it.
    """

    line: LineView | None
    function: str
    helpers: tuple[HelperView, ...]
    more: int


@dataclass(frozen=True, slots=True)
class UsefulView:
    """The needs and the offers of a contact; `mine` counts the needs that the owner can meet.

    `is_shown` is false for a closed contact that neither needs nor offers anything.
    """

    needs: tuple[UseView, ...]
    offers: tuple[UseView, ...]
    mine: int
    introductions: int
    is_shown: bool


def view_useful(context: Context, contact: Contact) -> UsefulView:
    """Return what a contact needs and offers, each with the matches that rest on it."""
    needing = context.placings.needing.get(contact.id, ())
    offering = context.placings.offering.get(contact.id, ())
    by_need = _by_line((match.want.fact, match) for match in needing)
    by_offer = _by_line((match.asset.fact, match) for match in offering)
    mine = [match for match in needing if _is_mine(context, match.asset.owner)]
    others = {match.asset.owner for match in needing} | {match.want.owner for match in offering}
    return UsefulView(
        needs=_view_lines(context, contact, contact.needs, Section.NEEDS, by_need),
        offers=(
            *_view_lines(context, contact, contact.offers, Section.OFFERS, by_offer),
            *_view_functions(context, contact, by_offer),
        ),
        mine=len({match.want.fact for match in mine}),
        introductions=sum(not _is_mine(context, other) for other in others),
        is_shown=bool(contact.needs or contact.offers)
        or contact.status is not ContactStatus.CLOSED,
    )


def _by_line(matches: Iterable[tuple[Fact, Match]]) -> Mapping[Fact, list[Match]]:
    found: dict[Fact, list[Match]] = {}
    for fact, match in matches:
        found.setdefault(fact, []).append(match)
    return found


def _view_lines(
    context: Context,
    contact: Contact,
    lines: tuple[Line, ...],
    section: Section,
    matches: Mapping[Fact, list[Match]],
) -> tuple[UseView, ...]:
    views = view_lines(context, contact, lines, section)
    return tuple(
        _view_use(context, contact, line, "", matches.get(Fact(contact.id, f"{section}/{at}"), []))
        for at, line in enumerate(views)
    )


def _view_functions(
    context: Context, contact: Contact, matches: Mapping[Fact, list[Match]]
) -> tuple[UseView, ...]:
    """Return the functions of a contact that somebody needs."""
    return tuple(
        _view_use(context, contact, None, function, held)
        for at, function in enumerate(contact.functions)
        if (held := matches.get(Fact(contact.id, f"functions/{at}"), []))
    )


def _view_use(
    context: Context, contact: Contact, line: LineView | None, function: str, matches: list[Match]
) -> UseView:
    helpers = tuple(_view_helper(context, contact, match) for match in matches[:MAX_HELPERS])
    return UseView(line, function, helpers, len(matches) - len(helpers))


def _view_helper(context: Context, contact: Contact, match: Match) -> HelperView:
    theirs = match.asset if match.want.owner == contact.id else match.want
    first, second = sorted((contact.id, theirs.owner))
    why = (view_sentence(context, part.sentence) for part in match.score.parts)
    return HelperView(
        person=None if _is_mine(context, theirs.owner) else context.link_id(theirs.owner),
        text=context.line(theirs.owner, theirs.text),
        href=context.links.to_field(theirs.fact.node, theirs.fact.field),
        why="; ".join(why),
        mutual=(first, second) in context.placings.mutual,
    )


def _is_mine(context: Context, owner: NodeId) -> bool:
    me = context.network.me
    return me is not None and owner == me.id
