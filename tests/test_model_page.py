"""The page of the model is true: its arithmetic holds, and the program says the same numbers.

A comment before a block, which no reader sees, says what the block holds: `worked` lines
`name = expression = result`, or a table of the strategy of the example vault.
"""

import ast
import math
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from tests.test_documentation import DOCS
from vaultnet.domain.node import NodeId
from vaultnet.labels import band_label, gap_label, urgency_label
from vaultnet.language import translator
from vaultnet.resources import example_vault
from vaultnet.strategy.fruitfulness import chance_of, fit_of
from vaultnet.strategy.reasons import Score
from vaultnet.strategy.summary import Strategy
from vaultnet.workspace import open_vault

PAGE = (DOCS / "explanation" / "strategy.md").read_text(encoding="utf-8")
SETTINGS = (DOCS / "reference" / "settings.md").read_text(encoding="utf-8")
STRATEGY_CODE = Path(__file__).parent.parent / "vaultnet" / "strategy"
TODAY = date(2026, 11, 23)
ANA, LUIS, BOGDAN, YULING = map(
    NodeId, ("ana-garcia", "luis-perez", "bogdan-ionescu", "chen-yuling")
)
LEAD = NodeId("lead-a-platform-team")
ENGLISH = translator("en")
_WORKED = re.compile(r"^<!-- worked -->\n```text\n(.*?)^```", re.DOTALL | re.MULTILINE)
_NUMBER = re.compile(r"−?\d+(?:\.\d+)?")


@pytest.fixture(scope="module")
def strategy() -> Strategy:
    return open_vault(example_vault(), TODAY).strategy


def constant_names() -> list[str]:
    """Return the names of the table `[score]` of the settings, from its reference."""
    _, _, below = SETTINGS.partition("\n## `[score]`\n")
    return re.findall(r"^\| `([a-z_]+)` \|", below.partition("\n## ")[0], re.MULTILINE)


def worked_lines() -> list[list[str]]:
    """Return the lines of all worked blocks: a name, an expression where there is one, a result."""
    lines = (line for block in _WORKED.findall(PAGE) for line in block.splitlines() if line)
    return [line.split(" = ") for line in lines]


def table(mark: str) -> list[list[str]]:
    """Return the rows of the table below a comment, without its head."""
    _, _, below = PAGE.partition(f"<!-- {mark} -->\n")
    rows = below.partition("\n\n")[0].splitlines()
    assert rows, mark
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def number(text: str) -> float:
    return float(text.replace("−", "-"))


def shown(value: float, like: str) -> str:
    """Return a value with as many decimals as another has, as the page writes it."""
    decimals = len(like.partition(".")[2])
    return f"{value:.{decimals}f}".replace("-", "−")


_OPERATORS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}


def calculate(expression: str) -> float:
    """Return what the arithmetic of the page comes to."""
    written = {"×": "*", "−": "-", "^": "**", "⌈": "ceil(", "⌉": ")"}
    for sign, meaning in written.items():
        expression = expression.replace(sign, meaning)
    return value_of(ast.parse(expression.strip(), mode="eval").body)


def value_of(node: ast.expr) -> float:
    match node:
        case ast.Constant(value=int() | float() as value):
            return float(value)
        case ast.Name(id="e"):
            return math.e
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -value_of(operand)
        case ast.BinOp(left=left, op=sign, right=right):
            return _OPERATORS[type(sign)](value_of(left), value_of(right))
        case ast.Call(func=ast.Name(id="ceil"), args=[inside]):
            return float(math.ceil(value_of(inside)))
    raise AssertionError(ast.dump(node))


def points(score: Score, name: str) -> float:
    return math.fsum(part.points for part in score.parts if part.name == name)


def value(score: Score) -> float:
    assert score.value is not None
    return score.value


def cost(strategy: Strategy, *nodes: NodeId) -> float:
    """Return the cost of a path from me by its nodes."""
    (path,) = (each for each in strategy.paths(nodes[-1], k=5) if each.nodes[1:] == nodes)
    return value(path.cost)


def fruitfulness_numbers(strategy: Strategy) -> Iterator[tuple[str, float]]:
    score, aim = strategy.fruitfulness[ANA], strategy.aims.aims[LEAD]
    yield "share of the objective", aim.share
    yield "fit", fit_of(strategy.contacts[ANA].ratings, aim.weights)[0] or 0.0
    for name, held in (("opportunity", strategy.aims.opportunities), ("risk", strategy.aims.risks)):
        yield name, chance_of(item for item in held[ANA] if item.is_open and item.is_for(LEAD))
    for name in ("fit", "opportunity", "risk"):
        yield f"points of {name}", points(score, name)
    yield "fruitfulness", value(score)
    yield "confidence", score.confidence
    (suggestion,) = (item for item in strategy.tiers if item.contact == ANA)
    yield "rank of Ana", suggestion.rank
    tiers = [item.suggested.value for item in strategy.tiers]
    yield "key up to rank", tiers.index("regular")
    yield "regular up to rank", tiers.index("light")


def attention_numbers(strategy: Strategy) -> Iterator[tuple[str, float]]:
    touches, strength = strategy.touches[ANA], strategy.strength[ANA]
    yield "sum of what is left", math.fsum(touch.weight for touch in touches)
    yield "strength", value(strength)
    met = math.fsum(touch.weight for touch in touches if touch.kind.value == "met")
    yield "left of meetings", met
    yield "part of meetings", points(strength, "met")
    rhythm = strategy.rhythms[ANA]
    yield "overdue ratio", rhythm.ratio or 0.0
    yield "priority", value(strategy.priorities[ANA])
    yield "minutes for one contact with Ana", rhythm.minutes
    yield "minutes a week for Ana", 7 * rhythm.minutes / rhythm.days
    yield "minutes a week that all cadences take", value(strategy.demand.needed)
    yield "minutes a week that there are", strategy.demand.available or 0.0


def reciprocity_numbers(strategy: Strategy) -> Iterator[tuple[str, float]]:
    ledger = strategy.ledgers[ANA]
    yield "given", ledger.given_left
    yield "received", ledger.received_left
    yield "balance", value(ledger.balance)
    matches = [item for item in strategy.matches.mine if item.want.owner == ANA]
    yield "points of the first match", matches[0].points
    yield "points of the third match", matches[2].points
    record = strategy.opportunity_record
    yield "Brier score", value(record.brier)
    yield "reference", record.reference or 0.0


def network_numbers(strategy: Strategy) -> Iterator[tuple[str, float]]:
    favouritism = strategy.audit.favouritism
    assert favouritism is not None
    yield "contacts with an affinity", favouritism.people
    yield "correlation of liking with what is left", favouritism.correlation or 0.0
    yield "threshold", favouritism.threshold or 0.0
    (ana,) = (item for item in strategy.audit.attention if item.contact == ANA)
    yield "Ana's share of attention", ana.share
    yield "Ana's share of fruitfulness", ana.asked
    yield "step to Ana", cost(strategy, ANA)
    yield "step from Ana to Luis", cost(strategy, ANA, LUIS) - cost(strategy, ANA)
    yield "cost by way of Ana", cost(strategy, ANA, LUIS)
    yield "cost of asking Luis directly", cost(strategy, LUIS)
    yield "cost by way of Yuling", cost(strategy, YULING, BOGDAN)
    yield "cost of asking Bogdan directly", cost(strategy, BOGDAN)
    (position,) = (item for item in strategy.structure.positions if item.contact == ANA)
    yield "effective size", position.effective_size or 0.0
    yield "constraint", position.constraint or 0.0
    yield "betweenness", position.betweenness


def program_numbers(strategy: Strategy) -> dict[str, float]:
    """Return the numbers that the page works out, by their names there, as the program has them."""
    return dict(
        (
            *fruitfulness_numbers(strategy),
            *attention_numbers(strategy),
            *reciprocity_numbers(strategy),
            *network_numbers(strategy),
        )
    )


def test_the_arithmetic_of_the_page_holds() -> None:
    for name, *expressions, result in worked_lines():
        unit = 10.0 ** -len(result.partition(".")[2])
        for expression in expressions:
            assert calculate(expression) == pytest.approx(number(result), abs=unit), name


def test_the_program_says_the_numbers_of_the_page(strategy: Strategy) -> None:
    worked = {name: result for name, *_, result in worked_lines()}
    program = program_numbers(strategy)
    assert len(worked) == len(worked_lines())
    assert worked == {name: shown(program[name], result) for name, result in worked.items()}
    assert program.keys() == worked.keys()


def test_every_touch_is_in_the_table_with_its_weight(strategy: Strategy) -> None:
    weights = strategy.constants.contact_weights
    expected = [
        [
            str(touch.day),
            touch.kind.value,
            f"{weights[touch.kind]:.0f}",
            str((TODAY - touch.day).days),
            f"{touch.weight:.3f}",
        ]
        for touch in strategy.touches[ANA]
    ]
    assert table("touches") == expected


def test_every_exchange_is_in_the_table_with_what_is_left_of_it(strategy: Strategy) -> None:
    ledger = strategy.ledgers[ANA]
    sides = {"gave": ledger.given, "received": ledger.received}
    expected = [
        [str(item.day), side, str(item.weight), str((TODAY - item.day).days), f"{item.left:.3f}"]
        for side, items in sides.items()
        for item in items
    ]
    assert table("exchanges") == expected
    assert ledger.band.value == "even"
    assert ledger.readiness.ready
    assert [item.late for item in ledger.promises] == [True]
    assert ledger.requests == ()


def test_every_match_with_ana_is_in_the_table(strategy: Strategy) -> None:
    matches = [item for item in strategy.matches.mine if item.want.owner == ANA]
    expected = [[item.want.text, item.asset.text, f"{item.points:.0f}"] for item in matches]
    assert table("matches") == expected


def test_the_coverage_of_an_objective_is_as_in_the_table(strategy: Strategy) -> None:
    covers = [cover for cover in strategy.coverage if cover.objective == LEAD]
    expected = [
        [
            cover.need.function,
            str(cover.needed),
            str(len(cover.have)),
            str(len(cover.warm)),
            gap_label(ENGLISH, None if cover.gap is None else cover.gap.kind),
        ]
        for cover in covers
    ]
    assert table(f"coverage: {LEAD}") == expected
    (search,) = (cover.gap for cover in covers if cover.need.function == "executive search")
    assert search is not None
    assert [item.contact for item in search.candidates] == ["ximena-paredes"]
    assert [tie.pair for tie in search.candidates[0].ties] == [("soledad-vives", "ximena-paredes")]


def test_the_audit_is_as_in_the_table(strategy: Strategy) -> None:
    audit = strategy.audit
    program = (
        audit.rated,
        audit.attention_by_fruitfulness,
        audit.attention_by_affinity,
        audit.affinity_by_fruitfulness,
        audit.attention_gini,
        audit.fruitfulness_gini,
    )
    rows = table("audit")
    assert [row[1] for row in rows] == [
        shown(found or 0.0, row[1]) for found, row in zip(program, rows, strict=True)
    ]
    assert "Not flagged." in PAGE
    assert audit.favouritism is not None
    assert not audit.favouritism.flagged


def test_what_the_sentences_say_is_so(strategy: Strategy) -> None:
    median = strategy.portfolio.fruitful_from
    assert f"the median is {median:.2f}" in PAGE
    keep = next(held for verb, held in strategy.portfolio.quadrants.items() if verb == "keep")
    assert ANA in keep
    assert band_label(ENGLISH, strategy.bands[ANA]) == "close"
    assert urgency_label(ENGLISH, strategy.rhythms[ANA].urgency) == "fine"
    assert strategy.rhythms[ANA].next_on == date(2026, 12, 11)
    assert strategy.opportunity_record.closed == 12
    assert [item.contact for item in strategy.structure.positions].index(ANA) == 2
    assert strategy.structure.people == 33
    assert strategy.audit.far_more[0].sentence.text.startswith("19% of your attention")
    assert "3% by fruitfulness" in strategy.audit.far_more[0].sentence.text
    assert strategy.audit.far_less[0].contact == "gonzalo-arrieta"
    assert "8% by fruitfulness" in strategy.audit.far_less[0].sentence.text
    past = [tie for tie in strategy.ties if tie.pair == (ANA, BOGDAN) and tie.is_expired(TODAY)]
    assert [tie.until for tie in past] == [date(2024, 9, 30)]
    assert {tie.strength for tie in strategy.living_ties[ANA][BOGDAN]} == {"weak"}


def test_every_fraction_in_the_prose_is_one_that_was_checked(strategy: Strategy) -> None:
    fences = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
    prose = "\n".join(
        line for line in fences.sub("", PAGE).splitlines() if not line.startswith("|")
    )
    constants = {getattr(strategy.constants, name) for name in constant_names()}
    strengths = {score.value for score in strategy.strength.values() if score.value is not None}
    known = {
        *constants,
        *strengths,
        *program_numbers(strategy).values(),
        strategy.portfolio.fruitful_from,
        *(1.645, 0.1, 0.3, 0.5),
    }
    for fraction in re.findall(r"\d+\.\d+", prose):
        assert fraction in {shown(each or 0.0, fraction) for each in known}, fraction


def test_the_page_names_every_constant() -> None:
    named = set(re.findall(r"`([a-z_]+)`", PAGE))
    assert len(constant_names()) > 50
    assert [name for name in constant_names() if name not in named] == []


def test_the_sources_are_those_that_the_code_names() -> None:
    cited = re.compile(r"\(?(\b1[89]\d\d\b|\b20[01]\d\b)")
    code = {
        year
        for path in STRATEGY_CODE.glob("*.py")
        for year in cited.findall(ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "")
    }
    _, _, sources = PAGE.partition("\n## Sources\n")
    years = re.findall(r", (\d{4})(?::|$)", sources, re.MULTILINE)
    assert set(years) == code
    assert all(earlier <= later for earlier, later in pairwise(years))
