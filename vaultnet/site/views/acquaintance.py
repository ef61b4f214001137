"""Whom a contact knows, by what, and who could introduce the owner to them."""

from collections.abc import Iterator, Sequence
from shlex import quote

from vaultnet.domain.contact import Contact
from vaultnet.domain.node import NodeId, Section
from vaultnet.domain.tie import Tie
from vaultnet.labels import strength_label, tie_source_label
from vaultnet.late import dataclass
from vaultnet.site.anchors import line_anchor
from vaultnet.site.placings import is_distant
from vaultnet.site.views.context import Context, PageLink
from vaultnet.site.views.details import view_span
from vaultnet.site.views.lines import LineView, view_line
from vaultnet.site.views.reasons import SourceView, open_sentence, view_sources
from vaultnet.strategy.paths import Path
from vaultnet.strategy.ties import KnownTie

MAX_KNOWN = 12
MAX_TIE_SOURCES = 3
MAX_PATHS = 3


@dataclass(frozen=True, slots=True)
class TieView:
    """A tie; `theirs` is true where the other person's page says it."""

    person: PageLink
    line: LineView
    strength: str
    period: str
    theirs: bool


@dataclass(frozen=True, slots=True)
class KnownView:
    """Somebody whom a contact knows though no line of Ties says so, and what says it."""

    person: PageLink
    strength: str
    by: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class HopView:
    """A step of a way: who comes next, why they do, and where that is written."""

    person: PageLink
    sentence: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class PathView:
    """A way to be introduced; the lower its cost, the easier it is."""

    hops: tuple[HopView, ...]
    cost: str
    debts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AcquaintanceView:
    """The ties of a contact, whom else they know, and ways to them; `more` is not shown.

    `is_distant` tells that the contact is cold or was never spoken to, `is_searched` that ways
    were looked for; `command` is how the command line is asked for them.
    """

    ties: tuple[TieView, ...]
    known: tuple[KnownView, ...]
    more: int
    paths: tuple[PathView, ...]
    is_distant: bool
    is_searched: bool
    command: str


def view_acquaintance(context: Context, contact: Contact) -> AcquaintanceView:
    """Return whom a contact knows, and for one who is far away the ways to them."""
    known = _known(context, contact)
    is_searched = contact.id in context.placings.distant
    return AcquaintanceView(
        ties=_ties(context, contact),
        known=tuple(_view_known(context, *one) for one in known[:MAX_KNOWN]),
        more=max(0, len(known) - MAX_KNOWN),
        paths=tuple(_paths(context, contact)) if is_searched else (),
        is_distant=is_distant(context.strategy, contact.id),
        is_searched=is_searched or contact.id not in context.strategy.living_ties,
        command=quote(contact.id),
    )


def _ties(context: Context, contact: Contact) -> tuple[TieView, ...]:
    """Return the ties of a contact, then those that others wrote down about them."""
    own = tuple(
        _tie(context, contact, tie, context.reference(tie.person), line_anchor(Section.TIES, index))
        for index, tie in enumerate(contact.ties)
    )
    named = {person.id for tie in contact.ties if (person := context.network.resolve(tie.person))}
    others = tuple(
        _tie(context, other, tie, context.link(other))
        for other, tie in context.relations.ties_to.get(contact.id, ())
        if other.id not in named
    )
    return own + others


def _tie(
    context: Context, writer: Contact, tie: Tie, person: PageLink | None, anchor: str = ""
) -> TieView:
    """Return a tie; without a fragment it is one that the other person's page says."""
    return TieView(
        person=person or PageLink(tie.person.text),
        line=view_line(context, writer, tie, anchor),
        strength=strength_label(context.words, tie.strength),
        period=view_span(context.words, tie.start, tie.until),
        theirs=not anchor,
    )


def _known(context: Context, contact: Contact) -> list[tuple[NodeId, Sequence[KnownTie]]]:
    """Return whom a contact knows beside those of written ties, and by which ties."""
    resolved = (context.network.resolve(tie.person) for tie in contact.ties)
    told = {person.id for person in resolved if person is not None}
    told |= {other.id for other, _ in context.relations.ties_to.get(contact.id, ())}
    living = context.strategy.living_ties.get(contact.id, {})
    return [item for item in living.items() if item[0] not in told]


def _view_known(context: Context, other: NodeId, ties: Sequence[KnownTie]) -> KnownView:
    """Return somebody with what says that a contact knows them: the strongest tie alone."""
    tie = ties[0]
    return KnownView(
        person=context.link_id(other),
        strength=strength_label(context.words, tie.strength),
        by=tie_source_label(context.words, tie.source),
        sources=view_sources(context, tie.facts)[:MAX_TIE_SOURCES],
    )


def _paths(context: Context, contact: Contact) -> Iterator[PathView]:
    """Yield the best ways that lead over somebody else."""
    found = context.strategy.paths(contact.id, k=MAX_PATHS + 1)
    led = [path for path in found if path.go_betweens]
    return (_view_path(context, path) for path in led[:MAX_PATHS])


def _view_path(context: Context, path: Path) -> PathView:
    return PathView(
        hops=tuple(
            HopView(
                context.link_id(hop.end),
                open_sentence(context, hop.sentence),
                view_sources(context, hop.facts)[:MAX_TIE_SOURCES],
            )
            for hop in path.hops
        ),
        cost=context.words.number(path.cost.value or 0.0, 1),
        debts=tuple(
            open_sentence(context, part.sentence) for part in path.cost.parts if part.name == "debt"
        ),
    )
