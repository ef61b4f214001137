"""What a review changed: for people and for programs, with the names revealed."""

from collections.abc import Iterator, Mapping

from vaultnet.cli.paper import Column, Styled, Written, heading, lay_out, paragraph
from vaultnet.cli.reasons import Desk, plain_score
from vaultnet.cli.tables import Cell
from vaultnet.domain.node import NodeId
from vaultnet.labels import criterion_label
from vaultnet.strategy.judgement import tell_leaning
from vaultnet.strategy.review import ReviewResult, Shift
from vaultnet.strategy.summary import Strategy

COLUMNS = (
    *("id", "name", "criterion", "before", "after"),
    *("fruitfulness_before", "fruitfulness_after", "change"),
)
Given = Mapping[NodeId, Mapping[str, int]]
"""The ratings that a review gave, by contact and criterion."""


def render_shifts(desk: Desk, strategy: Strategy, result: ReviewResult, given: Given) -> str:
    """Return what changed, and whether it leans against liking."""
    words, terminal = desk.words, desk.terminal
    if not result.shifts:
        return words.text("Nothing was rated.")
    rows = [row for shift in result.shifts for row in _rows(desk, shift, given[shift.contact])]
    columns = (
        Column(),
        Column(words.text("Fruitfulness"), right=True),
        Column(words.text("Ratings"), flexible=True),
    )
    title = heading(terminal, words.text("What the review changes"))
    blocks = [f"{title}\n{lay_out(terminal, columns, rows)}"]
    leaning = tell_leaning(result, max(2, int(strategy.constants.audit_minimum)))
    if leaning is not None:
        blocks.append(paragraph(terminal, desk.say(leaning)))
    return "\n\n".join(blocks)


def plain_shifts(desk: Desk, result: ReviewResult, given: Given) -> dict[str, object]:
    """Return what changed as an object of JSON."""
    return {
        "shifts": [
            {
                "id": shift.contact,
                "name": desk.name(shift.contact),
                "ratings": {
                    criterion: {"before": shift.ratings[criterion][0], "after": rating}
                    for criterion, rating in given[shift.contact].items()
                },
                "fruitfulness_before": plain_score(desk, shift.before),
                "fruitfulness_after": plain_score(desk, shift.after),
                "change": shift.change,
            }
            for shift in result.shifts
        ],
        "leaning": result.leaning,
        "compared": result.compared,
    }


def shift_rows(desk: Desk, result: ReviewResult, given: Given) -> Iterator[dict[str, Cell]]:
    """Yield a flat row for each rating that was given."""
    for shift in result.shifts:
        for criterion, rating in given[shift.contact].items():
            yield {
                "id": shift.contact,
                "name": desk.name(shift.contact),
                "criterion": criterion,
                "before": shift.ratings[criterion][0],
                "after": rating,
                "fruitfulness_before": shift.before.value,
                "fruitfulness_after": shift.after.value,
                "change": shift.change,
            }


def _rows(desk: Desk, shift: Shift, given: Mapping[str, int]) -> Iterator[tuple[Written, ...]]:
    name: Written = Styled(desk.name(shift.contact), "strong")
    told = ", ".join(_rating(desk, shift, criterion) for criterion in given)
    yield (name, _fruitfulness(desk, shift), told)


def _rating(desk: Desk, shift: Shift, criterion: str) -> str:
    words = desk.words
    before, after = shift.ratings[criterion]
    values = {"criterion": criterion_label(words, criterion), "before": before, "after": after}
    if before is None:
        return words.text("{criterion} {after} (new)", **values)
    if before == after:
        return words.text("{criterion} {after} (as before)", **values)
    return words.text("{criterion} {before} → {after}", **values)


def _fruitfulness(desk: Desk, shift: Shift) -> str:
    words = desk.words
    before, after = shift.before.value, shift.after.value
    if after is None:
        return words.text("no data")
    if before is None:
        return words.text("no data → {after:.1f}", after=after)
    if shift.change == 0:
        return words.text("{after:.1f} (as before)", after=after)
    change = ("+" if after > before else "") + words.number(after - before, 1)
    return words.text(
        "{before:.1f} → {after:.1f} ({change})", before=before, after=after, change=change
    )
