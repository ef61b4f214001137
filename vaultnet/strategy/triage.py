"""Whom to look at first among those whose tier is still open, and what a first look suggests.

A network that was just brought in has names, roles and organisations, and no judgement yet. The
objectives were written down before, so a first look can tell quickly who might serve them:

* A **chance** is a need of an active objective that a contact may fill: surely, because the
  function is one of theirs, or perhaps, because their role or a function of theirs names all of
  its words ("Head of Platform Engineering" and the need of platform engineering).
* The **weight** of a contact is the sum, over the needs with a chance that are not yet covered
  enough, of the share of the objective, halved where the chance is only a perhaps. Those of the
  most weight come first, then those with most encounters, then by id.
* The **suggestion** is that of the rank in fruitfulness where the contact has one (`tiers`). Else
  a chance, or two encounters within a year, suggest regular attention; an encounter at any time,
  or having met within a year, light attention; and where nothing at all speaks for it, none: five
  hundred people whom one clicked on once would else take a day of every week. That is no
  judgement of the person, who stays in every list and search. `key` is never suggested by a
  first look: it is a decision, on evidence.

Personal liking has no part in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from vaultnet.domain.contact import Contact, ContactStatus, Tier
from vaultnet.domain.node import NodeId
from vaultnet.domain.objective import FunctionNeed
from vaultnet.late import dataclass
from vaultnet.strategy.aims import Aims
from vaultnet.strategy.coverage import Cover, GapKind
from vaultnet.strategy.reasons import Fact, Sentence, wording
from vaultnet.strategy.strength import Touch
from vaultnet.strategy.terms import STOP_STEMS, phrase
from vaultnet.strategy.tiers import Suggestion

_YEAR = timedelta(days=365)
_OFTEN = 2
_PERHAPS = 0.5
_MOST_CHANCES = 9
"""As many as there are digits to choose one by."""
_OPEN_GAPS = frozenset({GapKind.UNCOVERED, GapKind.COLD, GapKind.HANGING})

_ABOUT: Mapping[bool, str] = {
    True: wording("fills {function} for {objective}"),
    False: wording("may fill {function} for {objective}: the role says so"),
}


@dataclass(frozen=True, slots=True)
class Chance:
    """A need of an objective that a contact fills, or may fill.

    `serves` tells whether the contact is said to serve the objective already, and `is_sure`
    whether the function is one of theirs. `fact` is what says so, the function or the role.
    """

    objective: NodeId
    title: str
    need: FunctionNeed
    is_sure: bool
    serves: bool
    is_needed: bool
    share: float
    fact: Fact

    @property
    def sentence(self) -> Sentence:
        """Return what the chance is, in words."""
        values = {"function": self.need.function, "objective": self.title}
        return Sentence(_ABOUT[self.is_sure], values)

    @property
    def is_new(self) -> bool:
        """Tell whether something could be written down: the function, or what it serves."""
        return not (self.is_sure and self.serves)

    @property
    def weight(self) -> float:
        """Return the share of the objective that is at stake, 0 to 1."""
        if not self.is_needed:
            return 0.0
        return self.share if self.is_sure else self.share * _PERHAPS


@dataclass(frozen=True, slots=True)
class TriageCard:
    """A contact whose tier is open: the chances, the encounters, and what a first look suggests.

    `touches` counts encounters within the last year and `last` is the day of the latest ever.
    """

    contact: NodeId
    suggested: Tier
    sentence: Sentence
    chances: tuple[Chance, ...]
    touches: int
    last: date | None
    facts: tuple[Fact, ...]

    @property
    def weight(self) -> float:
        """Return how much of the strategy hangs on needs that the contact may fill."""
        return sum(chance.weight for chance in self.chances)


@dataclass(frozen=True, slots=True)
class TriageGround:
    """What a first look rests on."""

    aims: Aims
    coverage: tuple[Cover, ...]
    touches: Mapping[NodeId, tuple[Touch, ...]]
    suggestions: Mapping[NodeId, Suggestion]
    as_of: date


@dataclass(frozen=True, slots=True)
class _Need:
    """A need of an active objective, in the form that compares."""

    cover: Cover
    title: str
    share: float
    words: frozenset[str]
    is_open: bool


def deal_triage(contacts: Iterable[Contact], ground: TriageGround) -> tuple[TriageCard, ...]:
    """Return a card for each contact without a tier, closed ones left out, the weightiest first."""
    needs = tuple(_needs(ground))
    cards = (
        _card(contact, needs, ground)
        for contact in contacts
        if contact.tier is None and contact.status is not ContactStatus.CLOSED
    )
    return tuple(sorted(cards, key=lambda card: (-card.weight, -card.touches, card.contact)))


def _needs(ground: TriageGround) -> Iterator[_Need]:
    for cover in ground.coverage:
        aim = ground.aims.aims[cover.objective]
        words = frozenset(phrase(cover.need.function)) - STOP_STEMS
        is_open = cover.gap is not None and cover.gap.kind in _OPEN_GAPS
        yield _Need(cover, aim.objective.name, aim.share, words, is_open)


def _card(contact: Contact, needs: Iterable[_Need], ground: TriageGround) -> TriageCard:
    served = {item.aim.objective.id for item in ground.aims.services.get(contact.id, ())}
    chances = _chances(contact, needs, served)
    touches = ground.touches.get(contact.id, ())
    recent = [touch for touch in touches if touch.day > ground.as_of - _YEAR]
    last = touches[-1].day if touches else None
    tier, sentence = _suggestion(contact, chances, len(recent), ground)
    facts = (*(chance.fact for chance in chances), *(touch.fact for touch in recent))
    return TriageCard(contact.id, tier, sentence, chances, len(recent), last, facts)


def _chances(
    contact: Contact, needs: Iterable[_Need], served: Iterable[NodeId]
) -> tuple[Chance, ...]:
    """Return the needs that a contact may fill, the weightiest first, nine at most."""
    places = {Fact(contact.id, "role"): phrase(contact.role)} if contact.role else {}
    functions = {
        Fact(contact.id, f"functions/{index}"): phrase(function)
        for index, function in enumerate(contact.functions)
    }
    found = []
    for need in needs:
        sure = _place(functions, need.cover.need.function)
        fact = sure or _naming({**functions, **places}, need.words)
        if fact is not None:
            objective = need.cover.objective
            found.append(
                Chance(
                    objective=objective,
                    title=need.title,
                    need=need.cover.need,
                    is_sure=sure is not None,
                    serves=objective in served,
                    is_needed=need.is_open,
                    share=need.share,
                    fact=fact,
                )
            )
    ordered = sorted(found, key=lambda item: (-item.weight, item.objective, item.need.function))
    return tuple(ordered[:_MOST_CHANCES])


def _place(functions: Mapping[Fact, tuple[str, ...]], function: str) -> Fact | None:
    """Return where a contact is said to have exactly a function."""
    wanted = phrase(function)
    return next((fact for fact, words in functions.items() if words == wanted), None)


def _naming(places: Mapping[Fact, tuple[str, ...]], wanted: frozenset[str]) -> Fact | None:
    """Return the first text that names all words of a function, however they are ordered."""
    if not wanted:
        return None
    return next((fact for fact, words in places.items() if wanted <= set(words)), None)


def _suggestion(
    contact: Contact, chances: tuple[Chance, ...], recent: int, ground: TriageGround
) -> tuple[Tier, Sentence]:
    ranked = ground.suggestions.get(contact.id)
    if ranked is not None:
        return ranked.suggested, ranked.sentence
    if any(chance.is_needed for chance in chances):
        return Tier.REGULAR, Sentence("might fill what an objective still needs")
    if chances:
        return Tier.REGULAR, Sentence("has a function that an objective asks for")
    if recent >= _OFTEN:
        values = {"count": recent}
        return Tier.REGULAR, Sentence("you were in touch {count} times within a year", values)
    if ground.touches.get(contact.id):
        return Tier.LIGHT, Sentence("you have been in touch, and nothing asks for more")
    if contact.met is not None and contact.met.last > ground.as_of - _YEAR:
        return Tier.LIGHT, Sentence("you met within a year, and nothing asks for more")
    return Tier.NONE, Sentence("nothing asks for attention yet; they stay in every search")
