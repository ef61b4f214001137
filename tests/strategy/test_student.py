"""A student's first hour: the starter with six contacts gives a strategy that says something.

The contacts under `student/` are written as a student would write them: two classmates, a
professor, an alumna, the mentor of an internship, and a friend of a friend.
"""

from pathlib import Path

import pytest

from tests.strategy.networks import TODAY
from tests.strategy.sentences import templates_of
from tests.vaults import make_vault
from vaultnet.cli.init import fill_tokens
from vaultnet.domain.node import NodeId
from vaultnet.resources import templates_root
from vaultnet.strategy.attention import ActionKind
from vaultnet.strategy.coverage import GapKind
from vaultnet.strategy.first_steps import first_steps
from vaultnet.strategy.portfolio import Quadrant
from vaultnet.strategy.summary import Strategy
from vaultnet.workspace import Workspace

NOTES = Path(__file__).parent / "student"
TOKENS = {
    "name": "Dara Osei",
    "network": "The network of Dara Osei",
    "heading": "The network of Dara Osei",
    "today": "2026-11-23",
    "in-6-months": "2027-05-23",
    "in-1-year": "2027-11-23",
}
CAREER = {
    "en": ("## Private", "- 2025-09..2029-06 student at [[my-university]]: degree\n\n## Private"),
    "es": (
        "## Privado",
        "- 2025-09..2029-06 estudiante en [[mi-universidad]]: grado\n\n## Privado",
    ),
}
MENTOR = {"en": "tom-becker", "es": "tomas-becker"}
CLASSMATE = {"en": "dev-patel", "es": "hugo-balboa"}


def opened(language: str) -> Workspace:
    """Open the starter of a language with its six contacts, and the studies written in."""
    starter = templates_root() / "starter" / "student" / language
    files = {}
    for folder in (starter, NOTES / language):
        for path in folder.rglob("*"):
            if path.suffix in {".md", ".toml"}:
                text = fill_tokens(path.read_text(encoding="utf-8"), TOKENS)
                files[path.relative_to(folder).as_posix()] = text
    files["me.md"] = files["me.md"].replace(*CAREER[language])
    return make_vault(files)


@pytest.fixture(scope="module", params=["en", "es"])
def student(request: pytest.FixtureRequest) -> tuple[str, Strategy]:
    workspace = opened(request.param)
    assert [item for item in workspace.diagnostics if item.rule.severity.value == "error"] == []
    assert workspace.as_of == TODAY
    return request.param, workspace.strategy


def test_six_contacts_are_enough_to_know_what_to_do(student: tuple[str, Strategy]) -> None:
    """The promise that is late, then the alumna who was last met five months ago; both fit."""
    _, held = student
    assert len(held.contacts) == 6
    first, second = held.week.actions
    assert (first.kind, first.contacts, first.late) == (ActionKind.PROMISE, ("ines-duarte",), True)
    assert (second.kind, second.contacts) == (ActionKind.CONTACT, ("leila-haddad",))
    assert held.week.left_out == ()
    assert held.demand.is_feasible


def test_the_gaps_name_who_is_one_step_away(student: tuple[str, Strategy]) -> None:
    language, held = student
    gaps = [cover.gap for cover in held.coverage if cover.gap is not None]
    assert {gap.kind for gap in gaps} == {GapKind.UNCOVERED, GapKind.COLD}
    near = {candidate.contact for gap in gaps for candidate in gap.candidates}
    assert near == {"aiko-mori", "nora-lindqvist", CLASSMATE[language], MENTOR[language]}


def test_the_portfolio_says_in_whom_to_invest(student: tuple[str, Strategy]) -> None:
    language, held = student
    assert held.portfolio.quadrants[Quadrant.INVEST] == ("leila-haddad",)
    assert held.portfolio.quadrants[Quadrant.LET_REST] == ("ines-duarte", MENTOR[language])
    assert held.portfolio.quadrants[Quadrant.KEEP] == ("nora-lindqvist",)
    assert held.portfolio.not_placed == ("aiko-mori", CLASSMATE[language])
    assert [item.id for item in held.unplaced] == ["aiko-mori"]
    assert held.tiers[0].contact in {"leila-haddad", "nora-lindqvist"}


def test_who_is_held_by_the_studies_alone_is_told_before_they_end(
    student: tuple[str, Strategy],
) -> None:
    language, held = student
    fading = {item.contact: item for item in held.fading}
    assert set(fading) == {"nora-lindqvist", "ines-duarte", CLASSMATE[language]}
    assert {str(item.ends) for item in fading.values()} == {"2029-06-30"}
    assert not fading[NodeId(CLASSMATE[language])].has_rhythm


def test_there_is_something_to_give_and_something_to_ask(student: tuple[str, Strategy]) -> None:
    language, held = student
    assert [match.want.owner for match in held.matches.mine] == ["nora-lindqvist", MENTOR[language]]
    assert [match.asset.owner for match in held.matches.for_me] == ["leila-haddad"]
    assert held.ledgers[NodeId("nora-lindqvist")].readiness.ready
    assert not held.ledgers[NodeId(MENTOR[language])].readiness.ready


def test_a_friend_of_a_friend_is_within_reach(student: tuple[str, Strategy]) -> None:
    language, held = student
    (path,) = held.paths(NodeId("aiko-mori"))
    assert path.go_betweens == (CLASSMATE[language],)
    assert path.hops[1].facts == (("aiko-mori", "introduced_by"),)


def test_nothing_of_the_beginning_is_missing_and_the_audit_waits(
    student: tuple[str, Strategy],
) -> None:
    _, held = student
    assert first_steps(held.network) == ()
    assert not held.audit.is_enough
    assert len(templates_of(held)) > 25


@pytest.mark.parametrize("language", ["en", "es"])
def test_both_languages_give_the_same_strategy(language: str) -> None:
    """The Spanish fixture is the English one in other words; the numbers are the same."""
    held = opened(language).strategy
    values = [score.value for score in held.fruitfulness.values() if score.value is not None]
    known = opened("en").strategy.fruitfulness.values()
    assert sorted(values) == sorted(score.value for score in known if score.value is not None)
