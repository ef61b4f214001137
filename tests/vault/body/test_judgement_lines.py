from datetime import date

import pytest

from tests.vault.reading import codes, contact, objective, parse, slices
from vaultnet.domain.node import Reference
from vaultnet.domain.prospect import Level, OpportunityOutcome, RiskOutcome
from vaultnet.vault.settings import Settings


@pytest.mark.parametrize(
    ("line", "criterion", "text"),
    [
        ("influence: decides", "influence", "decides"),
        ("**Influence**: decides", "influence", "decides"),
        ("**Influence:** decides", "influence", "decides"),
        ("influencia: decide", "influence", "decide"),
        ("charm : everybody laughs", "charm", "everybody laughs"),
        ("influence:", "influence", ""),
    ],
)
def test_evidence(line: str, criterion: str, text: str) -> None:
    [found] = contact(f"## Assessment\n- {line} [rated:: 2026-09-01]\n").assessment
    assert (found.criterion, found.text, found.rated) == (criterion, text, date(2026, 9, 1))


@pytest.mark.parametrize("line", ["decides", "she told me once: no", "[[acme]]: big", ": decides"])
def test_evidence_for_nothing_stays_in_the_text(line: str) -> None:
    page = contact(f"## Assessment\n- {line}\n")
    assert page.assessment == ()
    assert page.passages[0].text == f"- {line}"
    assert codes(f"## Assessment\n- {line}\n") == ["VN252"]


def test_criteria_are_those_of_the_settings() -> None:
    settings = Settings(criteria={"Craft": 1.0})
    text = "## Assessment\n- craft: exact\n- influence: much\n"
    diagnostics = parse(text, settings=settings).diagnostics
    assert [(each.rule.code, each.message) for each in diagnostics] == [
        ("VN253", '"influence" is not one of the criteria')
    ]


def test_an_opportunity() -> None:
    [found] = contact(
        "## Oportunidades\n- Could refer me [[lead]] [valor:: alta] [likelihood:: medium] "
        "(by:: 2027-03-31) [resultado:: ganada] #work\n"
    ).opportunities
    assert (found.text, found.links) == ("Could refer me [[lead]] #work", (Reference("lead"),))
    assert (found.value, found.likelihood) == (Level.HIGH, Level.MEDIUM)
    assert (found.by, found.outcome) == (date(2027, 3, 31), OpportunityOutcome.WON)


def test_a_risk() -> None:
    [found] = contact(
        "## Risks\n- Competes [severity:: high] [probabilidad:: baja] "
        "[mitigation:: ask [[tom]]] [outcome:: avoided]\n"
    ).risks
    assert (found.text, found.mitigation) == ("Competes", "ask [[tom]]")
    assert (found.severity, found.likelihood) == (Level.HIGH, Level.LOW)
    assert (found.outcome, found.links) == (RiskOutcome.AVOIDED, (Reference("tom"),))


def test_objectives_have_opportunities_and_risks_too() -> None:
    page = objective("## Opportunities\n- one\n\n## Riesgos\n- two\n")
    assert (page.opportunities[0].text, page.risks[0].text) == ("one", "two")


def test_offers_and_needs_of_a_person() -> None:
    page = contact("## Ofrece\n- Talks #speaking [since:: 2020]\n\n## Needs\n- SRE #sre\n")
    assert (page.offers[0].text, page.offers[0].topics) == (
        "Talks #speaking [since:: 2020]",
        ("speaking",),
    )
    assert page.offers[0].fields == {"since": "2020"}
    assert page.needs[0].topics == ("sre",)


@pytest.mark.parametrize(
    ("line", "count", "function", "minimum"),
    [
        ("3 x hiring manager", 3, "hiring manager", None),
        ("3x hiring manager", 3, "hiring manager", None),
        ("3 × hiring manager [min:: 4]", 3, "hiring manager", 4),
        ("recruiter [mínimo:: 2] #talent", 1, "recruiter", 2),
        ("2 x [[roles|hiring manager]] at #acme", 2, "hiring manager at", None),
        ("0 x recruiter", 1, "recruiter", None),
        ("3 xylophonists", 1, "3 xylophonists", None),
        ("2 x", 2, "", None),
    ],
)
def test_needs_of_an_objective(line: str, count: int, function: str, minimum: int | None) -> None:
    [found] = objective(f"## Needs\n- {line}\n").needs
    assert (found.count, found.function, found.minimum) == (count, function, minimum)


def test_the_places_of_a_need() -> None:
    parsed = parse("## Needs\n- 3 x hiring manager [min:: 4]\n", "objectives/lead.md")
    assert {k: v for k, v in slices(parsed).items() if k.startswith("needs")} == {
        "needs/0": "- 3 x hiring manager [min:: 4]",
        "needs/0/count": "3",
        "needs/0/text": "hiring manager [min:: 4]",
        "needs/0/min": "4",
    }
