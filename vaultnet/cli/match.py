"""`vaultnet match`: how you could be useful, whom to introduce, and who could help you."""

from collections.abc import Iterator

import click

from vaultnet.cli.choosing import choose_contact
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.reasons import Desk, open_desk, plain_step
from vaultnet.cli.reports.help_found import Group, Help, find_help, help_with
from vaultnet.cli.reports.matches import render_help
from vaultnet.cli.reports.plain_matches import plain_introduction, plain_match
from vaultnet.cli.tables import Answer, Cell, format_option, write_answer
from vaultnet.strategy.first_steps import next_step
from vaultnet.strategy.matching import Introduction, Match

COLUMNS = (
    "group",
    "points",
    "need",
    "needed_by",
    "needed_by_name",
    "need_file",
    "need_line",
    "offer",
    "offered_by",
    "offered_by_name",
    "offer_file",
    "offer_line",
    "why",
)
_SHOWN = 5


@click.command()
@click.argument("name", nargs=-1, metavar="[NAME]")
@click.option("--all", "everything", is_flag=True, help="Every match and introduction.")
@click.option("--limit", type=click.IntRange(min=0), help="How many of each kind at most; else 5.")
@format_option
@pass_invocation
def command(
    invocation: Invocation,
    name: tuple[str, ...],
    *,
    everything: bool,
    limit: int | None,
    format_: str,
) -> int:
    """Say how you could be useful, and whom to introduce to whom.

    Needs are matched with offers by topic, function and words; each match shows both lines.
    First what you could do for others, then introductions, those that help both first, then who
    could help you. With NAME only what concerns one contact, in both directions. Ends in 1 when
    nothing matches.
    """
    workspace = invocation.open()
    desk, strategy = open_desk(invocation, workspace), workspace.strategy
    found = find_help(strategy)
    if name:
        contact = choose_contact(workspace.vault.network, " ".join(name))
        found = help_with(found, contact)
    most = limit if limit is not None or everything or format_ != "table" else _SHOWN
    shown = found.cut(most)
    rows = [] if format_ == "json" else list(_rows(desk, shown))
    document = _document(desk, shown) if format_ == "json" else {}
    answer = Answer(lambda: render_help(desk, shown), COLUMNS, rows, document)
    write_answer(answer, format_, invocation.terminal)
    return 0 if found.count else 1


def _rows(desk: Desk, found: Help) -> Iterator[dict[str, Cell]]:
    """Yield a row for each match; those of an introduction follow each other."""
    for match in found.mine:
        yield _row(desk, Group.MINE, match)
    for introduction in found.introductions:
        group = _group(introduction)
        yield from (_row(desk, group, match) for match in introduction.matches)
    for match in found.for_me:
        yield _row(desk, Group.FOR_ME, match)


def _group(item: Introduction) -> Group:
    return Group.HELPS_BOTH if item.helps_both else Group.HELPS_ONE


def _row(desk: Desk, group: Group, match: Match) -> dict[str, Cell]:
    want, asset = match.want, match.asset
    needed = desk.vault.cite(want.fact.node, want.fact.field)
    offered = desk.vault.cite(asset.fact.node, asset.fact.field)
    return {
        "group": group.value,
        "points": match.points,
        "need": desk.line(want.text),
        "needed_by": want.owner,
        "needed_by_name": desk.name(want.owner),
        "need_file": needed.path,
        "need_line": needed.line,
        "offer": desk.line(asset.text),
        "offered_by": asset.owner,
        "offered_by_name": desk.name(asset.owner),
        "offer_file": offered.path,
        "offer_line": offered.line,
        "why": "; ".join(desk.say(part.sentence) for part in match.score.parts),
    }


def _document(desk: Desk, found: Help) -> dict[str, object]:
    about = found.about
    return {
        "as_of": found.strategy.as_of.isoformat(),
        "about": None if about is None else {"id": about.id, "name": about.name},
        "what_you_can_do": [plain_match(desk, match) for match in found.mine],
        "introductions": [plain_introduction(desk, item) for item in found.introductions],
        "who_can_help_you": [plain_match(desk, match) for match in found.for_me],
        "not_shown": {group.value: count for group, count in found.more.items()},
        "bounded": list(found.strategy.matches.bounded),
        "next_step": plain_step(desk, next_step(found.strategy.network)),
    }
