"""Probable duplicates: a table for people with the reasons, and the same as data."""

from collections.abc import Iterable, Iterator, Sequence

from vaultnet.cli.output import clean
from vaultnet.cli.paper import Column, Stacked, Styled, Written, heading, lay_out, paragraph
from vaultnet.cli.reasons import Desk, plain_facts
from vaultnet.cli.tables import Cell
from vaultnet.domain.node import NodeId
from vaultnet.strategy.duplicates import Duplicate

COLUMNS = ("points", "keep", "keep_name", "other", "other_name", "why", "keep_file", "other_file")


def render_pairs(desk: Desk, held: Sequence[Duplicate], more: int) -> str:
    """Return the pairs as a table for people, and how to make one note of two."""
    text = desk.words.text
    if not held:
        return text("No two notes look like one person.")
    columns = [
        Column(text("Points"), right=True),
        Column(text("Contacts"), flexible=True),
        Column(text("Why"), flexible=True),
    ]
    title = heading(desk.terminal, text("Probably one person"), str(len(held) + more))
    blocks = [f"{title}\n{lay_out(desk.terminal, columns, [_row(desk, each) for each in held])}"]
    if more:
        told = desk.words.plural(
            "and {n} more; --limit {all} shows it",
            "and {n} more; --limit {all} shows them",
            more,
            all=len(held) + more,
        )
        blocks.append(told)
    told = text(
        'The first of each pair holds more. To make one note of two: "vaultnet merge {keep}'
        ' {other}", and --dry-run shows it first.',
        keep=held[0].keep,
        other=held[0].other,
    )
    return "\n\n".join([*blocks, paragraph(desk.terminal, told)])


def plain_duplicates(desk: Desk, held: Iterable[Duplicate]) -> list[dict[str, object]]:
    """Return the pairs as objects of JSON, with their reasons and where those stand."""
    return [
        {
            "points": each.score.value,
            "keep": _plain_contact(desk, each.keep),
            "other": _plain_contact(desk, each.other),
            "reasons": [
                {
                    "points": part.points,
                    "sentence": desk.say(part.sentence),
                    "sources": plain_facts(desk, part.facts),
                }
                for part in each.score.parts
            ],
        }
        for each in held
    ]


def duplicate_rows(desk: Desk, held: Iterable[Duplicate]) -> Iterator[dict[str, Cell]]:
    """Yield a row for each pair."""
    for each in held:
        yield {
            "points": each.score.value,
            "keep": each.keep,
            "keep_name": desk.name(each.keep),
            "other": each.other,
            "other_name": desk.name(each.other),
            "why": "; ".join(desk.say(part.sentence) for part in each.score.parts),
            "keep_file": desk.vault.paths[each.keep],
            "other_file": desk.vault.paths[each.other],
        }


def _plain_contact(desk: Desk, node_id: NodeId) -> dict[str, object]:
    return {"id": node_id, "name": desk.name(node_id), "file": desk.vault.paths[node_id]}


def _row(desk: Desk, pair: Duplicate) -> tuple[Written, ...]:
    points = desk.words.number(round(pair.score.value or 0))
    names = Stacked((_named(desk, pair.keep, "strong"), _named(desk, pair.other, "")))
    reasons = tuple(clean(desk.say(part.sentence)) for part in pair.score.parts)
    return points, names, Stacked(reasons)


def _named(desk: Desk, node_id: NodeId, style: str) -> Styled:
    return Styled(f"{desk.name(node_id)} ({node_id})", style)
