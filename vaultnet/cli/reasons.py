"""Numbers taken apart for the terminal: sentences, and the file and line of every fact."""

import math
from collections.abc import Iterable, Sequence

from vaultnet.cli.invocation import Invocation
from vaultnet.cli.output import Terminal
from vaultnet.cli.paper import Column, Stacked, Styled, Written, lay_out, paragraph
from vaultnet.cli.wikilinks import without_wikilinks
from vaultnet.domain.node import NodeId
from vaultnet.language import Translator
from vaultnet.late import dataclass
from vaultnet.strategy.first_steps import FirstStep
from vaultnet.strategy.reasons import Fact, Part, Score, Sentence
from vaultnet.vault.parsed import Vault
from vaultnet.workspace import Workspace

MAX_SOURCES = 6
_SIDE_BY_SIDE = 100
"""From so many columns on the places of facts stand beside what they are for."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a report of the strategy is written from."""

    vault: Vault
    words: Translator
    terminal: Terminal

    def say(self, sentence: Sentence | None) -> str:
        """Return a sentence in the language of messages; empty for none."""
        return "" if sentence is None else sentence.told(self.words.listed)

    def name(self, node_id: NodeId) -> str:
        """Return the name of a page."""
        return self.vault.network.nodes[node_id].name

    def names(self, node_ids: Iterable[NodeId]) -> str:
        """Return the names of some pages, with commas between."""
        return ", ".join(self.name(node_id) for node_id in node_ids)

    def line(self, text: str) -> str:
        """Return the text of a line of the vault, with its wikilinks as names."""
        return without_wikilinks(self.vault.network, text)

    def cite(self, facts: Iterable[Fact], most: int = MAX_SOURCES) -> str:
        """Return where facts stand, each line once: `contacts/ana-garcia.md:45, 47 +3`."""
        lines = dict.fromkeys(
            (cited.path, cited.line)
            for cited in (self.vault.cite(fact.node, fact.field) for fact in facts)
        )
        shown, before = [], ""
        for path, line in list(lines)[:most]:
            shown.append(str(line) if path == before else f"{path}:{line}")
            before = path
        more = f" +{len(lines) - most}" if len(lines) > most else ""
        return ", ".join(shown) + more


def open_desk(invocation: Invocation, workspace: Workspace) -> Desk:
    """Return the desk of a command that has opened a vault."""
    vault = workspace.vault
    return Desk(vault, invocation.words(vault.settings.language), invocation.terminal)


def render_parts(desk: Desk, score: Score, *, digits: int = 1) -> str:
    """Return the parts of a score: points, sentence, and where each fact stands; and the sum."""
    shown = rounded([part.points for part in score.parts], digits)
    rows: list[tuple[Written, ...]] = [
        (_points(desk, points, digits), *told(desk, desk.say(part.sentence), part.facts))
        for points, part in zip(shown, score.parts, strict=True)
    ]
    if score.value is not None and len(score.parts) > 1:
        total = Styled(desk.words.number(score.value, digits), "strong")
        in_all = Styled(desk.words.text("in all"), "strong")
        rows.append((total, in_all, *("" for _ in rows[0][2:])))
    columns = [Column(right=True), *(Column(flexible=True) for _ in rows[0][1:])] if rows else ()
    return lay_out(desk.terminal, columns, rows) if rows else ""


def told(desk: Desk, sentence: str, facts: Iterable[Fact]) -> tuple[Written, ...]:
    """Return a sentence and where its facts stand: side by side, or below where it is narrow."""
    cited = Styled(desk.cite(facts), "faint")
    if desk.terminal.width >= _SIDE_BY_SIDE:
        return (sentence, cited)
    return (Stacked((sentence, cited)) if cited.text else sentence,)


def render_told(desk: Desk, sentence: str, facts: Iterable[Fact]) -> str:
    """Return a sentence with the places of its facts, as a line of a report."""
    cells = told(desk, sentence, facts)
    return lay_out(desk.terminal, [Column(flexible=True) for _ in cells], [cells])


def rounded(values: Sequence[float], digits: int) -> list[float]:
    """Return values rounded so that they add up to their rounded sum, as whoever reads expects.

    Each is off by less than one in its last digit (the method of largest remainders).
    """
    unit = 10.0**digits
    floors = [math.floor(value * unit) for value in values]
    missing = round(round(math.fsum(values), digits) * unit) - sum(floors)
    rest = [value * unit - floor for value, floor in zip(values, floors, strict=True)]
    upward = sorted(range(len(values)), key=lambda place: -rest[place])[: max(0, missing)]
    return [(floor + (place in upward)) / unit for place, floor in enumerate(floors)]


def confidence_of(desk: Desk, score: Score) -> str:
    """Return how many of the ratings that a number asks for are known; empty for all."""
    if score.value is None or score.confidence >= 1:
        return ""
    return desk.words.text(
        "{share} of the ratings known", share=desk.words.percent(score.confidence)
    )


def plain_score(desk: Desk, score: Score) -> dict[str, object]:
    """Return a score as an object of JSON, with its parts and their sources."""
    return {
        "value": score.value,
        "confidence": score.confidence,
        "remark": desk.say(score.remark) or None,
        "parts": [plain_part(desk, part) for part in score.parts],
    }


def plain_facts(desk: Desk, facts: Iterable[Fact]) -> list[dict[str, object]]:
    """Return where facts stand as objects of JSON."""
    return [_plain_fact(desk, fact) for fact in facts]


def plain_step(desk: Desk, step: FirstStep | None) -> dict[str, object] | None:
    """Return what to do next in a young vault as an object of JSON; None where nothing is."""
    if step is None:
        return None
    return {
        "step": step.beginning.value,
        "sentence": desk.say(step.sentence),
        "example": step.example,
    }


def render_step(desk: Desk, step: FirstStep) -> str:
    """Return what to do next in a young vault, and how."""
    text = desk.words.text("As a next step, {step}", step=desk.say(step.sentence))
    return f"{paragraph(desk.terminal, text)}\n  {step.example}"


def _points(desk: Desk, points: float, digits: int) -> str:
    sign = "+" if points > 0 else ""
    return sign + desk.words.number(points, digits)


def plain_part(desk: Desk, part: Part) -> dict[str, object]:
    """Return one addend of a score as an object of JSON."""
    return {
        "name": part.name,
        "points": part.points,
        "sentence": desk.say(part.sentence),
        "about": part.about,
        "sources": plain_facts(desk, part.facts),
    }


def _plain_fact(desk: Desk, fact: Fact) -> dict[str, object]:
    cited = desk.vault.cite(fact.node, fact.field)
    return {"file": cited.path, "line": cited.line, "column": cited.column, "field": fact.field}
