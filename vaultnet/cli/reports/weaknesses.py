"""The judgements that should be looked at again: by contact, the most fruitful first."""

from collections.abc import Iterable, Iterator, Sequence

from vaultnet.cli.paper import Column, Styled, Written, lay_out
from vaultnet.cli.reasons import Desk, plain_facts
from vaultnet.cli.tables import Cell
from vaultnet.domain.contact import Contact
from vaultnet.strategy.evidence import Finding
from vaultnet.strategy.judgement import WeakJudgement

COLUMNS = (
    *("id", "name", "fruitfulness", "criterion", "rating", "weakness"),
    *("sentence", "file", "line"),
)
_WIDE = 120


def render_weaknesses(desk: Desk, held: Sequence[WeakJudgement]) -> str:
    """Return the judgements to look at again as a table for people."""
    text = desk.words.text
    columns = [Column(text("Name")), Column(text("Fruitfulness"), right=True)]
    columns += [Column(text("To look at"), flexible=True)]
    if desk.terminal.width >= _WIDE:
        columns.append(Column(flexible=True))
    rows = [row for item in held for row in _rows(desk, item)]
    return lay_out(desk.terminal, columns, rows)


def plain_weaknesses(desk: Desk, held: Iterable[WeakJudgement]) -> list[dict[str, object]]:
    """Return the judgements to look at again as objects of JSON, with their sources."""
    return [
        {
            "id": item.contact,
            "name": desk.name(item.contact),
            "fruitfulness": item.fruitfulness.value,
            "findings": [_plain_finding(desk, finding) for finding in item.findings],
        }
        for item in held
    ]


def weakness_rows(desk: Desk, held: Iterable[WeakJudgement]) -> Iterator[dict[str, Cell]]:
    """Yield a row for each finding."""
    for item in held:
        for finding in item.findings:
            cited = desk.vault.cite(finding.facts[0].node, finding.facts[0].field)
            yield {
                "id": item.contact,
                "name": desk.name(item.contact),
                "fruitfulness": item.fruitfulness.value,
                "criterion": finding.criterion,
                "rating": _rating(desk, finding),
                "weakness": finding.weakness.value,
                "sentence": desk.say(finding.sentence),
                "file": cited.path,
                "line": cited.line,
            }


def _rating(desk: Desk, finding: Finding) -> int | None:
    contact = desk.vault.network.nodes[finding.contact]
    return contact.ratings.get(finding.criterion) if isinstance(contact, Contact) else None


def _plain_finding(desk: Desk, finding: Finding) -> dict[str, object]:
    return {
        "weakness": finding.weakness.value,
        "criterion": finding.criterion,
        "rating": _rating(desk, finding),
        "sentence": desk.say(finding.sentence),
        "sources": plain_facts(desk, finding.facts),
    }


def _rows(desk: Desk, item: WeakJudgement) -> Iterator[tuple[Written, ...]]:
    """Yield the lines of one contact; the name and the number stand in the first alone."""
    value = item.fruitfulness.value
    number = desk.words.text("no data") if value is None else desk.words.number(value)
    name = Styled(desk.name(item.contact), "strong")
    for index, line in enumerate(item.lines):
        who: tuple[Written, ...] = ("", "") if index else (name, number)
        where = (Styled(desk.cite(line.facts, 1), "faint"),) if desk.terminal.width >= _WIDE else ()
        yield (*who, desk.say(line.sentence), *where)
