"""The whole strategy of a network on a day, each theme computed when it is first asked for.

`Strategy` is a function of (network, constants, date) whose results are kept: asking twice costs
once, and what is not asked costs nothing. Everything is linear in the contacts and their lines,
but for the shape of the network and the paths, which are bounded.
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from itertools import chain

from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.domain.network import Network
from vaultnet.domain.node import NodeId
from vaultnet.domain.prospect import Opportunity, Risk
from vaultnet.strategy.aims import Prospect
from vaultnet.strategy.attention import (
    Action,
    find_action,
    find_pending,
    order_contacts,
    order_pending,
)
from vaultnet.strategy.audit import Audit, audit_judgement
from vaultnet.strategy.budget import Demand, WeekPlan, plan_week, score_demand, weekly_minutes
from vaultnet.strategy.cheapest_ways import Reach, Steps, cheapest_ways, find_reach
from vaultnet.strategy.concentration import Concentration, find_concentration
from vaultnet.strategy.constants import Constants
from vaultnet.strategy.contact_themes import ContactThemes
from vaultnet.strategy.coverage import Cover, CoverageGround, find_coverage
from vaultnet.strategy.evidence import Finding
from vaultnet.strategy.matching import Matches, find_matches
from vaultnet.strategy.paths import (
    ME,
    EasesByPerson,
    Path,
    PathFinder,
    Warmth,
    find_eases,
    find_steps,
)
from vaultnet.strategy.portfolio import (
    Matrix,
    Portfolio,
    all_prospects,
    find_matrix,
    find_portfolio,
    find_record,
)
from vaultnet.strategy.portfolio import Record as OutcomeRecord
from vaultnet.strategy.reciprocity import Ledger, join_ledgers
from vaultnet.strategy.review import Card, ReviewResult, compare_review, deal_cards
from vaultnet.strategy.structure import Measures, Structure, measure_network, place_people
from vaultnet.strategy.tiers import Suggestion, mismatches, suggest_tiers
from vaultnet.strategy.ties import KnownTie, TiesByPerson, join_acquaintances, living_ties
from vaultnet.strategy.transition import Fading, StandingNow, find_fading
from vaultnet.strategy.triage import TriageCard, TriageGround, deal_triage


def compute_strategy(
    network: Network, constants: Constants, as_of: date, before: "Strategy | None" = None
) -> "Strategy":
    """Return the strategy of a network on a day; nothing is computed before it is asked for.

    With the strategy from `before` an edit, what rests on the very same objects as it did then is
    taken over from it, and is the very same object again. On another day, or with other
    constants, nothing is.
    """
    if before is not None and (before.as_of, before.constants) != (as_of, constants):
        before = None
    return Strategy(network, constants, as_of, before)


class Strategy(ContactThemes):
    """Everything that can be said about a network on a day; mappings are by contact id.

    Each theme names what it rests on, so that an edit of anything else leaves it as it was.
    """

    @cached_property
    def ledger(self) -> Ledger:
        """Return the ledger of all contacts together."""
        return self._whole(
            "ledger", lambda: join_ledgers(self.ledgers.values(), self.constants), ("ledgers",)
        )

    def actions(self, within: int = 0) -> tuple[Action, ...]:
        """Return what to do in order, with promises and tasks due within some days."""
        pending = find_pending(
            self.contacts.values(), self.ledgers, self.constants, self.as_of, within
        )
        return (*order_pending(pending), *self._contact_actions)

    @cached_property
    def demand(self) -> Demand:
        """Return what the cadences take against the budget, and how to make it fit."""
        return self._whole(
            "demand",
            lambda: score_demand(
                self.contacts, self.rhythms, self.fruitfulness, self._budget, self.constants
            ),
            ("_standing", "rhythms", "fruitfulness", "_budget"),
        )

    @cached_property
    def week(self) -> WeekPlan:
        """Return the plan of the week that fits into the budget."""
        return plan_week(self.actions(within=7), weekly_minutes(self._budget), self.as_of)

    @cached_property
    def matches(self) -> Matches:
        """Return who can help whom."""
        return self._whole(
            "matches", lambda: find_matches(self.network, self.constants), ("_help", "_me")
        )

    @cached_property
    def ties(self) -> tuple[KnownTie, ...]:
        """Return every tie between contacts, the expired ones too."""
        return self._whole(
            "ties",
            lambda: join_acquaintances(self._acquaintances.values(), self.constants),
            ("_acquaintances",),
        )

    @cached_property
    def living_ties(self) -> TiesByPerson:
        """Return whom each contact knows today, and by which ties."""
        return self._whole("living_ties", lambda: living_ties(self.ties, self.as_of), ("ties",))

    @cached_property
    def coverage(self) -> tuple[Cover, ...]:
        """Return how every need of every active objective is covered."""
        ground = CoverageGround(self.contacts, self.aims, self._strengths, self.living_ties)
        return self._whole(
            "coverage",
            lambda: find_coverage(ground, self.constants),
            ("_skills", "aims", "_strengths", "living_ties"),
        )

    @cached_property
    def portfolio(self) -> Portfolio:
        """Return which relationships to invest in, keep, enjoy or let rest."""
        return self._whole(
            "portfolio",
            lambda: find_portfolio(
                self.contacts, self.fruitfulness, self._strengths, self.constants
            ),
            ("_standing", "fruitfulness", "_strengths"),
        )

    @cached_property
    def prospects(self) -> tuple[Prospect, ...]:
        """Return every opportunity and risk once, the closed ones too."""
        return self._whole("prospects", lambda: all_prospects(self.aims), ("aims",))

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
        return self._whole(
            "tiers",
            lambda: suggest_tiers(self.contacts, self.fruitfulness, self.constants),
            ("_standing", "fruitfulness"),
        )

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
        return self._whole(
            "audit",
            lambda: audit_judgement(
                self.contacts, self.touches, self.fruitfulness, self.constants, self.as_of
            ),
            ("contacts", "touches", "fruitfulness"),
        )

    @cached_property
    def weaknesses(self) -> tuple[Finding, ...]:
        """Return stale, undated and unevidenced ratings, and affective wording."""
        return tuple(chain.from_iterable(self._weaknesses.values()))

    @cached_property
    def concentration(self) -> tuple[Concentration, ...]:
        """Return how much of the network comes from one place, by several views."""
        return self._whole(
            "concentration",
            lambda: find_concentration(self.network),
            ("_origins", "_places", "_links"),
        )

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """Return the deck of the blind review."""
        return self._whole(
            "cards",
            lambda: deal_cards(self.network, self.constants, self.as_of),
            ("contacts", "_records"),
        )

    def review(self, ratings: Mapping[NodeId, Mapping[str, int]]) -> ReviewResult:
        """Return what new ratings of some contacts would change."""
        return compare_review(self.network, self.aims, ratings, self.constants)

    @cached_property
    def fading(self) -> tuple[Fading, ...]:
        """Return the relationships that only the studies hold."""
        return self._whole(
            "fading",
            lambda: find_fading(self.network, self._standing_now, self.as_of),
            ("_origins", "_places", "_links", "_me", "_standing_now"),
        )

    @cached_property
    def structure(self) -> Structure:
        """Return brokers, bridges and groups."""
        return self._whole(
            "structure",
            lambda: place_people(self.living_ties, self._measures),
            ("living_ties", "_measures"),
        )

    def paths(self, target: NodeId, start: NodeId = ME, k: int = 3) -> tuple[Path, ...]:
        """Return the k best ways to be introduced to a contact, `paths_most` at most."""
        return self._path_finder.paths(target, start, min(k, int(self.constants.paths_most)))

    @cached_property
    def ways(self) -> Mapping[NodeId, tuple[NodeId, ...]]:
        """Return the cheapest way from me to each contact that has one, by cost; no loops.

        Each begins with me and ends with whom it leads to, like the first of `paths`; of equal
        ones it is the first in the order of ids.
        """
        return self._whole("ways", lambda: cheapest_ways(self._reach), ("_reach",))

    @cached_property
    def unplaced(self) -> tuple[Contact, ...]:
        """Return the contacts that serve no active objective, closed ones left out."""
        return tuple(
            contact
            for one, contact in self.contacts.items()
            if contact.status is not ContactStatus.CLOSED and one not in self.aims.services
        )

    @cached_property
    def _standing_now(self) -> StandingNow:
        return self._whole(
            "_standing_now",
            lambda: StandingNow(
                self.fruitfulness,
                self.bands,
                frozenset(self.rhythms),
                frozenset(self.aims.services),
            ),
            ("fruitfulness", "bands", "rhythms", "aims"),
        )

    @cached_property
    def _contact_actions(self) -> tuple[Action, ...]:
        return self._whole(
            "_contact_actions",
            lambda: order_contacts(
                find_action(rhythm, self.priorities[one]) for one, rhythm in self.rhythms.items()
            ),
            ("rhythms", "priorities"),
        )

    @cached_property
    def _eases(self) -> EasesByPerson:
        return self._whole(
            "_eases", lambda: find_eases(self.living_ties, self.constants), ("living_ties",)
        )

    @cached_property
    def _measures(self) -> Measures:
        return self._whole(
            "_measures", lambda: measure_network(self._eases, self.constants), ("_eases",)
        )

    @cached_property
    def _steps(self) -> Steps:
        return self._whole(
            "_steps",
            lambda: find_steps(
                self._eases, self._strengths, self._balances, self._closed, self.constants
            ),
            ("_eases", "_strengths", "_balances", "_closed"),
        )

    @cached_property
    def _reach(self) -> Reach:
        return self._whole("_reach", lambda: find_reach(self._steps, ME), ("_steps",))

    @cached_property
    def _path_finder(self) -> PathFinder:
        return PathFinder(self.contacts, self.living_ties, self._warmth, self._steps, self._reach)

    def _warmth(self, contact: NodeId) -> Warmth:
        return Warmth(self.strength[contact], self.ledgers[contact].balance)
