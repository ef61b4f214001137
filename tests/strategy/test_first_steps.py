"""What a young vault is asked for next."""

from tests.strategy.networks import contact, entry, line, me, network, objective
from vaultnet.domain.objective import FunctionNeed, ObjectiveStatus
from vaultnet.strategy.first_steps import Beginning, first_steps, next_step

NEED = FunctionNeed(text="", count=2, function="mentor")


def begun(*pages: object) -> list[Beginning]:
    return [step.beginning for step in first_steps(network(*pages))]  # type: ignore[arg-type]


def test_an_empty_vault_begins_with_an_objective() -> None:
    assert begun() == [Beginning.OBJECTIVE, Beginning.CONTACT]
    step = next_step(network())
    assert step is not None
    assert "objective" in step.sentence.text


def test_each_step_goes_away_when_it_is_taken() -> None:
    aim = objective("lead", needs=(NEED,))
    assert begun(objective("lead")) == [Beginning.NEEDS, Beginning.CONTACT]
    assert begun(aim) == [Beginning.CONTACT]
    assert begun(aim, contact("ana")) == [
        Beginning.SERVES,
        Beginning.LOG,
        Beginning.RATING,
        Beginning.OFFERS,
    ]
    placed = contact("ana", serves=("lead",), ratings={"access": 3}, log=(entry("met", 3),))
    assert begun(aim, placed) == [Beginning.OFFERS]
    assert begun(aim, placed, me(offers=(line("drafts"),))) == []


def test_an_objective_that_is_over_is_no_objective() -> None:
    over = objective("lead", status=ObjectiveStatus.ACHIEVED, needs=(NEED,))
    assert begun(over, contact("ana", serves=("lead",)))[0] is Beginning.OBJECTIVE


def test_the_example_of_serving_names_an_objective_of_the_vault() -> None:
    steps = first_steps(network(objective("lead"), contact("ana")))
    assert any(step.example == 'serves: ["[[lead]]"]' for step in steps)
