"""Matches for people: a need and what meets it, one above the other, each with its place."""

from collections.abc import Iterator, Sequence

from vaultnet.cli.paper import Column, Stacked, Styled, Written, heading, lay_out, paragraph
from vaultnet.cli.reasons import Desk, render_step
from vaultnet.cli.reports.help_found import Group, Help
from vaultnet.domain.contact import ContactStatus
from vaultnet.domain.node import NodeId
from vaultnet.strategy.first_steps import next_step
from vaultnet.strategy.matching import Introduction, Match
from vaultnet.strategy.reasons import Fact

_BOUNDED = 8
_NAME = 22
_WIDE = 120
"""From so many columns on a line and its place stand side by side, beside whose line it is."""


def render_help(desk: Desk, found: Help) -> str:
    """Return the help that matches find, or why there is none and what to do about it."""
    return "\n\n".join([*_found(desk, found), *_missing(desk, found), *_bounds(desk, found)])


def _found(desk: Desk, found: Help) -> Iterator[str]:
    text = desk.words.text
    yield from _section(desk, found, Group.MINE, _by_person(desk, found.mine))
    yield from _section(desk, found, Group.HELPS_BOTH, [_best(item) for item in found.both])
    yield from _section(desk, found, Group.HELPS_ONE, [_best(item) for item in found.one_sided])
    yield from _section(desk, found, Group.FOR_ME, _by_person(desk, found.for_me))
    if not found.count and not any(found.more.values()):
        said = text("No need meets an offer yet.")
        if found.about is not None:
            name = found.about.name
            said = text("No need and no offer of {name} meets another yet.", name=name)
        yield paragraph(desk.terminal, said)


def _section(
    desk: Desk, found: Help, group: Group, people: Sequence[Sequence[Match]]
) -> Iterator[str]:
    """Yield a part of the report, a block for the matches of each person or pair."""
    words, more = desk.words, found.more[group]
    if not people and not more:
        return
    title = heading(desk.terminal, _title(desk, found, group), _note(desk, found, group))
    blocks = [_block(desk, matches) for matches in people]
    yield "\n".join([title, *blocks[:1]])
    yield from blocks[1:]
    if more:
        yield words.plural("and {n} more; --all shows it", "and {n} more; --all shows them", more)


def _title(desk: Desk, found: Help, group: Group) -> str:
    text = desk.words.text
    if group is Group.MINE and found.about is not None:
        return text("What you could do for {name}", name=found.about.name)
    if group is Group.FOR_ME and found.about is not None:
        return text("What {name} could do for you", name=found.about.name)
    titles = {
        Group.MINE: text("What you could do"),
        Group.HELPS_BOTH: text("Introductions that help both"),
        Group.HELPS_ONE: text("Introductions that help one"),
        Group.FOR_ME: text("Who could help you"),
    }
    return titles[group]


def _note(desk: Desk, found: Help, group: Group) -> str:
    shown = {
        Group.MINE: len(found.mine),
        Group.HELPS_BOTH: len(found.both),
        Group.HELPS_ONE: len(found.one_sided),
        Group.FOR_ME: len(found.for_me),
    }
    every = shown[group] + found.more[group]
    if found.more[group]:
        return desk.words.text("{n} of {all}", n=shown[group], all=every)
    return str(every)


def _by_person(desk: Desk, matches: Sequence[Match]) -> list[list[Match]]:
    """Return the matches with the owner by who the other is, in the order of the best."""
    found: dict[NodeId, list[Match]] = {}
    for match in matches:
        mine = _is_me(desk, match.want.owner)
        found.setdefault(match.asset.owner if mine else match.want.owner, []).append(match)
    return list(found.values())


def _best(item: Introduction) -> list[Match]:
    """Return the best that either of the two could do for the other."""
    best: dict[NodeId, Match] = {}
    for match in item.matches:
        best.setdefault(match.want.owner, match)
    return list(best.values())


def _block(desk: Desk, matches: Sequence[Match]) -> str:
    """Return some matches: whose line it is, what it says and where; and what the two share."""
    rows = [row for match in matches for row in _rows(desk, match)]
    width = min(_NAME, desk.terminal.width // 4)
    columns = [Column(flexible=True, least=width), *(Column(flexible=True) for _ in rows[0][1:])]
    return lay_out(desk.terminal, columns, rows)


def _rows(desk: Desk, match: Match) -> Iterator[tuple[Written, ...]]:
    want, asset = match.want, match.asset
    yield (_who(desk, want.owner), *_told(desk, _need(desk, match), want.fact))
    yield (_who(desk, asset.owner), *_told(desk, _offer(desk, match), asset.fact))
    why = Styled("; ".join(desk.say(part.sentence) for part in match.score.parts), "faint")
    yield ("", why, "") if _is_wide(desk) else ("", why)


def _told(desk: Desk, text: str, fact: Fact) -> tuple[Written, ...]:
    """Return what a line says and where it stands: side by side, or below where it is narrow."""
    place = Styled(desk.cite((fact,)), "faint")
    return (text, place) if _is_wide(desk) else (Stacked((text, place)),)


def _is_wide(desk: Desk) -> bool:
    return desk.terminal.width >= _WIDE


def _who(desk: Desk, owner: NodeId) -> Styled:
    name = desk.words.text("you") if _is_me(desk, owner) else desk.name(owner)
    return Styled(name, "strong")


def _need(desk: Desk, match: Match) -> str:
    text, line = desk.words.text, desk.line(match.want.text)
    if _is_me(desk, match.want.owner):
        return text("need: {line}", line=line)
    return text("needs: {line}", line=line)


def _offer(desk: Desk, match: Match) -> str:
    text, line = desk.words.text, desk.line(match.asset.text)
    if match.asset.function:
        return text("function: {line}", line=line)
    if _is_me(desk, match.asset.owner):
        return text("offer: {line}", line=line)
    return text("offers: {line}", line=line)


def _is_me(desk: Desk, owner: NodeId) -> bool:
    me = desk.vault.network.me
    return me is not None and owner == me.id


def _missing(desk: Desk, found: Help) -> Iterator[str]:
    """Yield why a side of the report is empty, as far as it can be told, and what to do."""
    if not found.count:
        for reason in _reasons(desk, found):
            yield paragraph(desk.terminal, reason)
    step = next_step(found.strategy.network)
    if step is not None and not (found.mine and found.for_me):
        yield render_step(desk, step)


def _reasons(desk: Desk, found: Help) -> Iterator[str]:
    network, text = found.strategy.network, desk.words.text
    about, me = found.about, network.me
    people = network.contacts if about is None else (about,)
    if about is not None and about.status is ContactStatus.CLOSED:
        yield text("The relationship is closed, and closed ones are left aside.")
        return
    if me is None or not (me.offers or me.needs):
        yield text("You have written down neither what you offer nor what you need, in me.md.")
    if not any(contact.needs for contact in people):
        yield text(
            "Nobody's needs are written down: ask what would help, and note it under Needs."
            if about is None
            else "No need is written down: ask what would help, and note it under Needs."
        )
    if not any(contact.offers or contact.functions for contact in people):
        yield text(
            "Nobody's offers or functions are written down: what people can do goes under Offers."
            if about is None
            else "No offer or function is written down: what somebody can do goes under Offers."
        )


def _bounds(desk: Desk, found: Help) -> Iterator[str]:
    """Yield what was not looked at for being too common, and that each need keeps the best."""
    words, constants = desk.words, found.strategy.constants
    if bounded := found.strategy.matches.bounded:
        names = ", ".join(bounded[:_BOUNDED])
        if len(bounded) > _BOUNDED:
            names = words.text("{names} and {n} more", names=names, n=len(bounded) - _BOUNDED)
        text = words.text(
            "Too common to compare all lines, only the first {most:.0f} of each: {names}.",
            most=constants.match_postings,
            names=names,
        )
        yield paragraph(desk.terminal, text)
    if found.introductions:
        text = words.text(
            "Each need keeps its {most:.0f} best matches with contacts.", most=constants.match_top
        )
        yield paragraph(desk.terminal, text)
