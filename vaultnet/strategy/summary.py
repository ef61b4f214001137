"""The whole strategy of a network on a day, each theme computed when it is first asked for.

`Strategy` is a function of (network, constants, date) whose results are kept: asking twice costs
once, and what is not asked costs nothing. Everything is linear in the contacts and their lines,
but for the shape of the network and the paths, which are bounded.
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.domain.network import Network, Record
from vaultnet.domain.node import NodeId
from vaultnet.domain.prospect import Opportunity, Risk
from vaultnet.strategy.aims import Aims, Prospect, find_aims
from vaultnet.strategy.attention import (
    Action,
    Rhythm,
    find_pending,
    find_rhythm,
    order_actions,
    score_priority,
)
from vaultnet.strategy.audit import Audit, audit_judgement
from vaultnet.strategy.budget import Demand, WeekPlan, plan_week, score_demand, weekly_minutes
from vaultnet.strategy.concentration import Concentration, find_concentration
from vaultnet.strategy.constants import Constants
from vaultnet.strategy.coverage import Cover, CoverageGround, find_coverage
from vaultnet.strategy.evidence import Finding, find_weaknesses
from vaultnet.strategy.fruitfulness import score_fruitfulness
from vaultnet.strategy.matching import Matches, find_matches
from vaultnet.strategy.paths import ME, Path, PathFinder, Warmth
from vaultnet.strategy.portfolio import (
    Matrix,
    Portfolio,
    all_prospects,
    find_matrix,
    find_portfolio,
    find_record,
)
from vaultnet.strategy.portfolio import Record as OutcomeRecord
from vaultnet.strategy.reasons import Score
from vaultnet.strategy.reciprocity import Ledger, join_ledgers, score_ledger
from vaultnet.strategy.review import Card, ReviewResult, compare_review, deal_cards
from vaultnet.strategy.strength import Band, Touch, band_of, find_touches, score_strength
from vaultnet.strategy.structure import Structure, TiesByPerson, measure_structure
from vaultnet.strategy.tiers import Suggestion, mismatches, suggest_tiers
from vaultnet.strategy.ties import KnownTie, find_ties, living_ties
from vaultnet.strategy.transition import Fading, StandingNow, find_fading
from vaultnet.strategy.triage import TriageCard, TriageGround, deal_triage


def compute_strategy(
    network: Network, constants: Constants, as_of: date, before: "Strategy | None" = None
) -> "Strategy":
    """Return the strategy of a network on a day; nothing is computed before it is asked for.

    With the strategy from `before` an edit, what rests on the very same objects as it did then is
    taken over from it, and is the very same object again.
    """
    return Strategy(network, constants, as_of, before)


class Strategy:
    """Everything that can be said about a network on a day; mappings are by contact id."""

    def __init__(
        self,
        network: Network,
        constants: Constants,
        as_of: date,
        before: "Strategy | None" = None,
    ) -> None:
        self.network = network
        self.constants = constants
        self.as_of = as_of
        self._before = before

    @cached_property
    def contacts(self) -> Mapping[NodeId, Contact]:
        """Return all contacts by id, in the order of ids."""
        return {contact.id: contact for contact in self.network.contacts}

    @cached_property
    def aims(self) -> Aims:
        """Return the active objectives, who serves them, and all prospects."""
        return find_aims(self.network, self.constants)

    @cached_property
    def fruitfulness(self) -> Mapping[NodeId, Score]:
        """Return how much of the strategy each contact can move, with reasons."""
        return {
            contact.id: score_fruitfulness(contact, self.aims, self.constants)
            for contact in self.contacts.values()
        }

    @cached_property
    def touches(self) -> Mapping[NodeId, tuple[Touch, ...]]:
        """Return the encounters with each contact up to the day, oldest first."""
        return {
            one: find_touches(self._records(one), self.constants, self.as_of)
            for one in self.contacts
        }

    @cached_property
    def strength(self) -> Mapping[NodeId, Score]:
        """Return how warm each relationship is, with reasons."""
        return {one: score_strength(held, self.constants) for one, held in self.touches.items()}

    @cached_property
    def bands(self) -> Mapping[NodeId, Band]:
        """Return the band of each relationship."""
        return {one: band_of(value, self.constants) for one, value in self._strengths.items()}

    @cached_property
    def ledgers(self) -> Mapping[NodeId, Ledger]:
        """Return what went to and fro with each contact."""
        return {
            one: score_ledger(self._records(one), self.constants, self.as_of)
            for one in self.contacts
        }

    @cached_property
    def ledger(self) -> Ledger:
        """Return the ledger of all contacts together."""
        return join_ledgers(self.ledgers.values(), self.constants)

    @cached_property
    def rhythms(self) -> Mapping[NodeId, Rhythm]:
        """Return how the contacts that have a cadence stand against it."""
        found = (
            find_rhythm(contact, self.touches[one], self.constants, self.as_of)
            for one, contact in self.contacts.items()
        )
        return {rhythm.contact: rhythm for rhythm in found if rhythm is not None}

    @cached_property
    def priorities(self) -> Mapping[NodeId, Score]:
        """Return fruitfulness × overdue ratio of the contacts that have a cadence."""
        return {
            one: score_priority(rhythm, self.fruitfulness[one], self.constants)
            for one, rhythm in self.rhythms.items()
        }

    def actions(self, within: int = 0) -> tuple[Action, ...]:
        """Return what to do in order, with promises and tasks due within some days."""
        pending = find_pending(
            self.contacts.values(), self.ledgers, self.constants, self.as_of, within
        )
        return order_actions(self.contacts, self.rhythms, self.priorities, pending)

    @cached_property
    def demand(self) -> Demand:
        """Return what the cadences take against the budget, and how to make it fit."""
        budget = None if self.network.me is None else self.network.me.budget
        return score_demand(self.contacts, self.rhythms, self.fruitfulness, budget, self.constants)

    @cached_property
    def week(self) -> WeekPlan:
        """Return the plan of the week that fits into the budget."""
        budget = None if self.network.me is None else self.network.me.budget
        return plan_week(self.actions(within=7), weekly_minutes(budget), self.as_of)

    @cached_property
    def matches(self) -> Matches:
        """Return who can help whom."""
        return find_matches(self.network, self.constants)

    @cached_property
    def ties(self) -> tuple[KnownTie, ...]:
        """Return every tie between contacts, the expired ones too."""
        return find_ties(self.network, self.constants, self.as_of)

    @cached_property
    def living_ties(self) -> TiesByPerson:
        """Return whom each contact knows today, and by which ties."""
        return living_ties(self.ties, self.as_of)

    @cached_property
    def coverage(self) -> tuple[Cover, ...]:
        """Return how every need of every active objective is covered."""
        ground = CoverageGround(self.contacts, self.aims, self._strengths, self.living_ties)
        return find_coverage(ground, self.constants)

    @cached_property
    def portfolio(self) -> Portfolio:
        """Return which relationships to invest in, keep, enjoy or let rest."""
        return find_portfolio(self.contacts, self.fruitfulness, self._strengths, self.constants)

    @cached_property
    def prospects(self) -> tuple[Prospect, ...]:
        """Return every opportunity and risk once, the closed ones too."""
        return all_prospects(self.aims)

    def opportunities(self, objective: NodeId | None = None) -> Matrix:
        """Return the open opportunities by value and likelihood, of all or for one objective."""
        return find_matrix(self.prospects, Opportunity, self.as_of, objective, self.aims)

    def risks(self, objective: NodeId | None = None) -> Matrix:
        """Return the open risks by severity and likelihood, of all or for one objective."""
        return find_matrix(self.prospects, Risk, self.as_of, objective, self.aims)

    @cached_property
    def opportunity_record(self) -> OutcomeRecord:
        """Return what became of the closed opportunities."""
        return find_record(self.prospects, Opportunity)

    @cached_property
    def risk_record(self) -> OutcomeRecord:
        """Return what became of the closed risks."""
        return find_record(self.prospects, Risk)

    @cached_property
    def tiers(self) -> tuple[Suggestion, ...]:
        """Return the tier that the rank of each placed contact suggests, by rank."""
        return suggest_tiers(self.contacts, self.fruitfulness, self.constants)

    @cached_property
    def mismatches(self) -> tuple[Suggestion, ...]:
        """Return where the chosen tier differs from the suggested one, the widest first."""
        return mismatches(self.tiers)

    @cached_property
    def triage(self) -> tuple[TriageCard, ...]:
        """Return those whose tier is open, with what a first look suggests, weightiest first."""
        suggestions = {item.contact: item for item in self.tiers}
        ground = TriageGround(self.aims, self.coverage, self.touches, suggestions, self.as_of)
        return deal_triage(self.contacts.values(), ground)

    @cached_property
    def audit(self) -> Audit:
        """Return how attention went beside fruitfulness and affinity."""
        return audit_judgement(
            self.contacts, self.touches, self.fruitfulness, self.constants, self.as_of
        )

    @cached_property
    def weaknesses(self) -> tuple[Finding, ...]:
        """Return stale, undated and unevidenced ratings, and affective wording."""
        return find_weaknesses(self.contacts.values(), self.constants, self.as_of)

    @cached_property
    def concentration(self) -> tuple[Concentration, ...]:
        """Return how much of the network comes from one place, by several views."""
        return find_concentration(self.network)

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """Return the deck of the blind review."""
        return deal_cards(self.network, self.constants, self.as_of)

    def review(self, ratings: Mapping[NodeId, Mapping[str, int]]) -> ReviewResult:
        """Return what new ratings of some contacts would change."""
        return compare_review(self.network, self.aims, ratings, self.constants)

    @cached_property
    def fading(self) -> tuple[Fading, ...]:
        """Return the relationships that only the studies hold."""
        now = StandingNow(
            self.fruitfulness,
            self.bands,
            frozenset(self.rhythms),
            frozenset(self.aims.services),
        )
        return find_fading(self.network, now, self.as_of)

    @cached_property
    def structure(self) -> Structure:
        """Return brokers, bridges and groups."""
        return measure_structure(self.living_ties, self.constants)

    def paths(self, target: NodeId, start: NodeId = ME, k: int = 3) -> tuple[Path, ...]:
        """Return the k best ways to be introduced to a contact."""
        return self._path_finder.paths(target, start, k)

    @cached_property
    def ways(self) -> Mapping[NodeId, tuple[NodeId, ...]]:
        """Return the cheapest way from me to each contact that has one."""
        return self._path_finder.cheapest()

    @cached_property
    def _path_finder(self) -> PathFinder:
        warmth = {one: self._warmth(one) for one in self.contacts}
        return PathFinder(self.contacts, self.living_ties, warmth, self.constants)

    def _warmth(self, contact: NodeId) -> Warmth:
        balance = self.ledgers[contact].balance
        strength = self.strength[contact]
        return Warmth(strength.value, balance.value, strength.facts, balance.facts)

    @cached_property
    def _strengths(self) -> Mapping[NodeId, float | None]:
        return {one: score.value for one, score in self.strength.items()}

    @cached_property
    def unplaced(self) -> tuple[Contact, ...]:
        """Return the contacts that serve no active objective, closed ones left out."""
        return tuple(
            contact
            for one, contact in self.contacts.items()
            if contact.status is not ContactStatus.CLOSED and one not in self.aims.services
        )

    def _records(self, contact: NodeId) -> tuple[Record, ...]:
        return self.network.records.get(contact, ())
