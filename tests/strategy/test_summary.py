"""The whole strategy: of an empty vault, of the example vault, and lazily."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.strategy.networks import TODAY, contact, me, objective, strategy
from vaultnet.domain.node import NodeId
from vaultnet.strategy.constants import make_constants
from vaultnet.strategy.reasons import Fact, Score
from vaultnet.strategy.summary import Strategy, compute_strategy
from vaultnet.vault.parsed import Vault
from vaultnet.workspace import read_vault

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "example-vault"


def of_vault(vault: Vault) -> Strategy:
    held = vault.settings
    constants = make_constants(held.score, held.criteria, held.cadence, held.stale_after)
    return compute_strategy(vault.network, constants, TODAY)


def test_an_empty_network_has_an_empty_strategy_and_no_error() -> None:
    held = strategy()
    assert [*held.actions(within=7), *held.coverage, *held.tiers, *held.ties] == []
    assert held.ledger.balance.value is None
    assert (held.demand.needed.value, held.demand.shortfall) == (0.0, None)
    assert [*held.week.actions, *held.fading, *held.cards, *held.weaknesses] == []
    assert held.audit.rated == 0
    assert held.structure.people == 0
    assert held.paths(NodeId("anybody")) == ()
    assert strategy(me()).matches.mine == ()


def test_who_serves_nothing_active_is_listed_as_not_placed() -> None:
    held = strategy(objective("lead"), contact("ana", serves=["lead"]), contact("tom"))
    assert [person.id for person in held.unplaced] == ["tom"]


def test_nothing_imports_a_graph_library() -> None:
    program = (
        "import sys\n"
        "from tests.strategy.networks import contact, strategy\n"
        "held = strategy(contact('ana'))\n"
        "held.actions(7), held.coverage, held.audit, held.portfolio, held.matches, held.week\n"
        "held.structure, held.ways\n"
        "assert 'networkx' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)


@pytest.fixture(scope="module")
def example() -> tuple[Vault, Strategy]:
    vault = read_vault(EXAMPLE)
    return vault, of_vault(vault)


def scores(held: Strategy) -> list[Score]:
    return [
        *held.fruitfulness.values(),
        *held.strength.values(),
        *held.priorities.values(),
        *(ledger.balance for ledger in held.ledgers.values()),
        *(match.score for match in held.matches.mine),
        *(path.cost for target in held.contacts for path in held.paths(target)),
        held.demand.needed,
        held.opportunity_record.brier,
        held.opportunity_record.hit_rate,
    ]


def test_in_the_example_every_number_adds_up_and_every_fact_has_a_place(
    example: tuple[Vault, Strategy],
) -> None:
    vault, held = example
    facts: set[Fact] = set()
    for score in scores(held):
        if score.value is None:
            assert score.remark is not None
            continue
        assert abs(score.value - sum(part.points for part in score.parts)) <= 1e-9
        assert all(part.sentence.text for part in score.parts)
        facts.update(score.facts)
    for cover in held.coverage:
        facts.update(cover.facts)
    for one in held.ties:
        facts.update(one.facts)
    lost = [fact for fact in facts if not is_found(vault, fact)]
    assert lost == []
    assert len(facts) > 500


def is_found(vault: Vault, fact: Fact) -> bool:
    """Tell whether a fact leads to a line: its own, or that of the field that holds it."""
    places = vault.file_of(fact.node).places
    holder = fact.field.partition("/")[0]
    return fact.field in places or f"key:{holder}" in places


def test_in_the_example_every_report_has_something_to_say(
    example: tuple[Vault, Strategy],
) -> None:
    _, held = example
    assert held.tiers
    assert held.mismatches
    assert held.matches.mine
    assert any(item.helps_both for item in held.matches.introductions)
    assert {cover.gap.kind.value for cover in held.coverage if cover.gap} >= {"uncovered", "cold"}
    assert held.audit.is_enough
    assert held.audit.far_more
    assert held.structure.brokers
    assert all(held.portfolio.quadrants.values())
    assert held.opportunity_record.brier.value is not None
    assert held.week.minutes <= (held.week.available or 0)
