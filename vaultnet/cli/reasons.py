"""Numbers taken apart for the terminal: sentences, and the file and line of every fact."""

from collections.abc import Iterable
from dataclasses import dataclass

from vaultnet.cli.invocation import Invocation
from vaultnet.cli.output import Terminal
from vaultnet.cli.paper import Column, Styled, Written, lay_out
from vaultnet.cli.wikilinks import without_wikilinks
from vaultnet.domain.node import NodeId
from vaultnet.language import Translator
from vaultnet.strategy.first_steps import FirstStep
from vaultnet.strategy.reasons import Fact, Part, Score, Sentence
from vaultnet.vault.parsed import Vault
from vaultnet.workspace import Workspace

MAX_SOURCES = 6


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
    rows: list[tuple[Written, ...]] = [
        (_points(desk, part.points, digits), desk.say(part.sentence), _cited(desk, part))
        for part in score.parts
    ]
    if score.value is not None and len(score.parts) > 1:
        total = Styled(desk.words.number(score.value, digits), "strong")
        rows.append((total, Styled(desk.words.text("in all"), "strong"), ""))
    columns = (Column(right=True), Column(flexible=True), Column(flexible=True))
    return lay_out(desk.terminal, columns, rows) if rows else ""


def confidence_of(desk: Desk, score: Score) -> str:
    """Return how much of what a number rests on is known; empty where all is."""
    if score.value is None or score.confidence >= 1:
        return ""
    return desk.words.text("{share} of it is known", share=desk.words.percent(score.confidence))


def plain_score(desk: Desk, score: Score) -> dict[str, object]:
    """Return a score as an object of JSON, with its parts and their sources."""
    return {
        "value": score.value,
        "confidence": score.confidence,
        "remark": desk.say(score.remark) or None,
        "parts": [_plain_part(desk, part) for part in score.parts],
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
    return f"{desk.say(step.sentence)}\n  {step.example}"


def _points(desk: Desk, points: float, digits: int) -> str:
    sign = "+" if points > 0 else ""
    return sign + desk.words.number(points, digits)


def _cited(desk: Desk, part: Part) -> Styled:
    return Styled(desk.cite(part.facts), "faint")


def _plain_part(desk: Desk, part: Part) -> dict[str, object]:
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
