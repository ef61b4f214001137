"""Why a relationship: each number that the strategy gives it, taken apart on the contact's page."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from vaultnet.domain.contact import Contact, ContactStatus, Tier
from vaultnet.domain.node import NodeId
from vaultnet.labels import (
    balance_label,
    band_label,
    quadrant_label,
    tier_label,
    urgency_label,
)
from vaultnet.language import Translator
from vaultnet.late import dataclass
from vaultnet.site.views.context import Context, PageLink
from vaultnet.site.views.details import view_cadence
from vaultnet.site.views.lines import DueView, LineView, duration, elapsed, view_due
from vaultnet.site.views.reasons import (
    ScoreView,
    SourceView,
    open_sentence,
    view_score,
    view_sources,
)
from vaultnet.strategy.attention import Rhythm
from vaultnet.strategy.cadence import is_in_list
from vaultnet.strategy.reasons import Part, Score, total
from vaultnet.strategy.reciprocity import Ledger, Pending
from vaultnet.strategy.tiers import Suggestion

MAX_PENDING = 8


@dataclass(frozen=True, slots=True)
class ObjectiveShare:
    """What a contact can move of one objective: the part of the fruitfulness that it makes."""

    link: PageLink
    importance: str
    score: ScoreView


@dataclass(frozen=True, slots=True)
class FruitfulnessView:
    """How much of the strategy a contact can move.

    `rank` says what tier its rank suggests, `choice` how that stands beside the chosen tier;
    `quadrant` is the verb of the portfolio; without data, `hint` and `example` say how to come
    by some. All are empty where there is nothing to say.
    """

    score: ScoreView
    shares: tuple[ObjectiveShare, ...]
    rank: str
    choice: str
    agrees: bool
    quadrant: str
    hint: str
    example: str


@dataclass(frozen=True, slots=True)
class StrengthView:
    """How warm a relationship is; `band` is its name for the style sheet."""

    score: ScoreView
    band: str
    label: str


@dataclass(frozen=True, slots=True)
class AttentionView:
    """How a contact stands against its cadence.

    Without one, `reason` says why and the rest is empty. `place` is the place in the list of
    attention, `ratio` the share of the cadence that has passed, and `percent` the same for a bar.
    """

    urgency: str
    label: str
    reason: str
    cadence: str
    last: str
    ratio: str
    percent: float
    next_on: DueView | None
    minutes: str
    place: str
    priority: ScoreView | None
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """A promise or a request that is open, and where it stands."""

    line: LineView
    href: str
    said: str
    due: DueView | None


@dataclass(frozen=True, slots=True)
class ReciprocityView:
    """What went to and fro with a contact.

    `given` and `received` are what counts today, in words; `share` is the given part in percent,
    negative where nothing was exchanged. `ready` tells whether it is a good time to ask, and
    `readiness` why; it is empty for a closed contact.
    """

    score: ScoreView
    label: str
    given: str
    received: str
    share: float
    ready: bool
    readiness: str
    readiness_sources: tuple[SourceView, ...]
    first_steps: str
    promises: tuple[OpenMatter, ...]
    requests: tuple[OpenMatter, ...]


@dataclass(frozen=True, slots=True)
class StandingView:
    """All that the strategy says of one contact."""

    fruitfulness: FruitfulnessView
    strength: StrengthView
    attention: AttentionView
    reciprocity: ReciprocityView


def view_standing(context: Context, contact: Contact) -> StandingView:
    """Return the numbers of a contact with their reasons."""
    return StandingView(
        view_fruitfulness(context, contact),
        view_strength(context, contact),
        view_attention(context, contact),
        view_reciprocity(context, contact),
    )


def view_fruitfulness(context: Context, contact: Contact) -> FruitfulnessView:
    """Return the fruitfulness of a contact, taken apart by objective."""
    score = context.strategy.fruitfulness[contact.id]
    suggestion = context.placings.suggestions.get(contact.id)
    quadrant = context.placings.quadrants.get(contact.id)
    hint, example = _hint(context, contact, score)
    return FruitfulnessView(
        score=view_score(context, score, cited=False),
        shares=tuple(_shares(context, score)),
        rank=open_sentence(context, suggestion.sentence) if suggestion else "",
        choice=_choice(context.words, suggestion),
        agrees=suggestion is None or not suggestion.is_mismatch,
        quadrant=quadrant_label(context.words, quadrant) if quadrant else "",
        hint=hint,
        example=example,
    )


def view_strength(context: Context, contact: Contact) -> StrengthView:
    """Return how warm the relationship with a contact is."""
    band = context.strategy.bands[contact.id]
    score = context.strategy.strength[contact.id]
    name = band.value.replace(" ", "-")
    return StrengthView(view_score(context, score), name, band_label(context.words, band))


def view_attention(context: Context, contact: Contact) -> AttentionView:
    """Return how a contact stands against its cadence."""
    rhythm = context.strategy.rhythms.get(contact.id)
    if rhythm is None:
        reason = _without_rhythm(context.words, contact)
        return AttentionView("", "", reason, "", "", "", 0, None, "", "", None, ())
    words = context.words
    ratio = rhythm.ratio
    priority = context.strategy.priorities[contact.id]
    return AttentionView(
        urgency=rhythm.urgency.value.replace(" ", "-"),
        label=urgency_label(words, rhythm.urgency),
        reason="",
        cadence=view_cadence(context, contact),
        last=_last(context, rhythm),
        ratio="" if ratio is None else words.percent(ratio),
        percent=0.0 if ratio is None else round(min(100.0, 100 * ratio), 1),
        next_on=view_due(words, rhythm.next_on, context.as_of),
        minutes=duration(words, rhythm.minutes),
        place=_place(context, contact),
        priority=None if priority.value is None else view_score(context, priority, cited=False),
        sources=view_sources(context, rhythm.facts),
    )


def view_reciprocity(context: Context, contact: Contact) -> ReciprocityView:
    """Return what went to and fro with a contact; nobody is asked to offer to a closed one."""
    words, ledger = context.words, context.strategy.ledgers[contact.id]
    closed = contact.status is ContactStatus.CLOSED
    given, received = ledger.given_left, ledger.received_left
    whole = given + received
    return ReciprocityView(
        score=view_score(context, ledger.balance, digits=2),
        label=balance_label(words, ledger.band),
        given=words.number(given, 1),
        received=words.number(received, 1),
        share=round(100 * given / whole, 1) if whole else -1.0,
        ready=ledger.readiness.ready,
        readiness="" if closed else open_sentence(context, ledger.readiness.sentence),
        readiness_sources=view_sources(context, ledger.readiness.facts),
        first_steps=_first_steps(words, ledger),
        promises=_pending(context, ledger.promises),
        requests=_pending(context, ledger.requests),
    )


def _shares(context: Context, score: Score) -> Iterator[ObjectiveShare]:
    """Yield the parts of a score by the objective that they are about."""
    aims = context.strategy.aims.aims
    for objective, parts in groupby(score.parts, key=_about):
        aim = aims[objective]
        yield ObjectiveShare(
            link=context.link(aim.objective),
            importance=context.words.text(
                "{share} of the strategy", share=context.words.percent(aim.share)
            ),
            score=view_score(context, total(parts), beside=score),
        )


def _about(part: Part) -> NodeId:
    assert part.about is not None  # noqa: S101 (the parts of fruitfulness name their objective)
    return part.about


def _hint(context: Context, contact: Contact, score: Score) -> tuple[str, str]:
    """Return how a contact without fruitfulness would get one: in words, and a line that does."""
    if score.value is not None or contact.status is ContactStatus.CLOSED:
        return "", ""
    if contact.id in context.strategy.aims.services:
        criterion = next(iter(context.vault.settings.criteria), "expertise")
        return context.words.text("Rate what you can tell, from 1 to 5:"), f"{criterion}: 4"
    aims = context.strategy.aims.aims.values()
    aim = max(aims, key=lambda item: (item.share, item.objective.id), default=None)
    if aim is None:
        hint = context.words.text("Write down what you are after, and by when:")
        return hint, 'vaultnet new objective "Lead a team"'
    hint = context.words.text("Say which objective the relationship can move:")
    return hint, f'serves: ["[[{aim.objective.id}]]"]'


def _choice(words: Translator, suggestion: Suggestion | None) -> str:
    """Return how the chosen tier stands beside the suggested one."""
    if suggestion is None:
        return ""
    suggested = tier_label(words, suggestion.suggested)
    if suggestion.chosen is None:
        return words.text("You have not chosen a tier; the rank suggests {tier}.", tier=suggested)
    chosen = tier_label(words, suggestion.chosen)
    if suggestion.is_mismatch:
        return words.text(
            "You chose {chosen}; the rank suggests {tier}.", chosen=chosen, tier=suggested
        )
    return words.text("You chose {tier}, as the rank suggests.", tier=chosen)


def _last(context: Context, rhythm: Rhythm) -> str:
    if rhythm.last is None:
        return context.words.text("never spoken")
    ago = elapsed(context.words, (context.as_of - rhythm.last).days)
    return f"{context.words.short_date(rhythm.last)}, {ago}"


def _place(context: Context, contact: Contact) -> str:
    ordered = context.placings.attention
    return context.words.text(
        "{place} of {all}", place=context.placings.places[contact.id], all=len(ordered)
    )


def _without_rhythm(words: Translator, contact: Contact) -> str:
    """Return why nothing comes due for a contact."""
    if contact.status is ContactStatus.CLOSED:
        return words.text("The relationship is closed: nothing comes due.")
    if contact.tier is Tier.NONE:
        return words.text("You chose to give no attention: nothing comes due.")
    if not is_in_list(contact):
        return words.text("The cadence is “never”: nothing comes due.")
    return words.text("There is no tier and no cadence yet, so nothing can come due.")


def _first_steps(words: Translator, ledger: Ledger) -> str:
    if not ledger.mine and not ledger.theirs:
        return ""
    return words.text("you {mine}, they {theirs}", mine=ledger.mine, theirs=ledger.theirs)


def _pending(context: Context, items: Iterable[Pending]) -> tuple[OpenMatter, ...]:
    words = context.words
    return tuple(
        OpenMatter(
            line=LineView(context.line(item.fact.node, item.text)),
            href=context.links.to_field(item.fact.node, item.fact.field),
            said=words.short_date(item.day) if item.day else "",
            due=view_due(words, item.due, context.as_of),
        )
        for item in tuple(items)[:MAX_PENDING]
    )
