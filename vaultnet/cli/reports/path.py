"""Ways from one person to another for people: each step with its line, its cost and its why."""

from collections.abc import Container, Iterator, Sequence

from vaultnet.cli.paper import Column, Stacked, Styled, Written, heading, lay_out, paragraph
from vaultnet.cli.reasons import Desk, render_step, rounded, told
from vaultnet.cli.reports.day_distance import ago
from vaultnet.cli.reports.quoting import quote_entry, quote_tie
from vaultnet.cli.reports.ways import Kindred, Leads, Ways, last_touch
from vaultnet.domain.node import NodeId
from vaultnet.labels import band_label, strength_label
from vaultnet.strategy.first_steps import Beginning, first_steps
from vaultnet.strategy.paths import ME, Hop, Path
from vaultnet.strategy.reasons import Fact
from vaultnet.strategy.ties import KnownTie

_KNOWN_BY = 8


def render_ways(desk: Desk, ways: Ways) -> str:
    """Return the paths, or what could help where there is none."""
    blocks = _no_way(desk, ways, ways.leads) if ways.leads else _ways(desk, ways)
    return "\n\n".join(blocks)


def _ways(desk: Desk, ways: Ways) -> Iterator[str]:
    if ways.is_direct:
        yield "\n".join(_direct(desk, ways))
    told_already: set[tuple[NodeId, NodeId]] = set()
    if ways.leads_through_others:
        for number, path in enumerate(ways.paths, 1):
            yield _path(desk, ways, (number, path), told_already)
            told_already.update((hop.start, hop.end) for hop in path.hops)
    yield "\n".join(_remarks(desk, ways))


def _direct(desk: Desk, ways: Ways) -> Iterator[str]:
    """Yield that the two know each other already, and what says so."""
    words, target, touch = desk.words, desk.name(ways.target), ways.last_touch
    if touch is None:
        start = desk.name(ways.start)
        text = words.text("{start} knows {target} already", start=start, target=target)
        yield heading(desk.terminal, text, strength_label(words, ways.direct_ties[0].strength))
        yield _evidence(desk, [(quote_tie(desk, tie), tie.facts) for tie in ways.direct_ties])
        return
    note = words.text(
        "strength {value:.0f}: {band}",
        value=ways.strategy.strength[ways.target].value,
        band=band_label(words, ways.strategy.bands[ways.target]),
    )
    yield heading(desk.terminal, words.text("You know {name} already", name=target), note)
    when = words.text("last contact {ago}", ago=ago(words, touch.day, ways.strategy.as_of))
    yield _evidence(desk, [(when, ()), (quote_entry(desk, touch.fact), (touch.fact,))])
    if ways.paths[0].go_betweens:
        text = words.text("An introduction costs less than asking directly:")
        yield paragraph(desk.terminal, text, indent=2)


def _evidence(desk: Desk, said: Sequence[tuple[str, tuple[Fact, ...]]]) -> str:
    """Return what lines say, each with its place."""
    rows = [told(desk, text, facts) for text, facts in said]
    return lay_out(desk.terminal, [Column(flexible=True) for _ in rows[0]], rows)


def _path(
    desk: Desk, ways: Ways, numbered: tuple[int, Path], before: Container[tuple[NodeId, NodeId]]
) -> str:
    """Return a path: whom it leads over, and each step with its cost and its line.

    What an earlier path told of a step is not told again.
    """
    number, path = numbered
    cost = desk.words.text("cost {cost:.1f}", cost=path.cost.value)
    title = heading(desk.terminal, f"{number}. {_title(desk, path)}", cost)
    if not path.go_betweens:
        return title
    points = rounded([part.points for part in path.cost.parts], 1)
    rows = [
        (desk.words.number(value, 1), _part(desk, ways, path, index, before))
        for index, value in enumerate(points)
        if value > 0
    ]
    return f"{title}\n{lay_out(desk.terminal, (Column(right=True), Column(flexible=True)), rows)}"


def _title(desk: Desk, path: Path) -> str:
    if not path.go_betweens:
        return desk.words.text("directly")
    return desk.words.text("through {names}", names=" → ".join(map(desk.name, path.go_betweens)))


def _part(
    desk: Desk, ways: Ways, path: Path, index: int, before: Container[tuple[NodeId, NodeId]]
) -> Written:
    """Return what makes a part of the cost: a step, or that the owner owes a go-between."""
    part = path.cost.parts[index]
    if index >= len(path.hops):
        text = desk.words.text("{why}, so asking costs more", why=desk.say(part.sentence))
        return Stacked((text, Styled(f"– {desk.cite(part.facts)}", "faint")))
    hop = path.hops[index]
    sentence = desk.say(hop.sentence)
    if (hop.start, hop.end) in before:
        return Styled(desk.words.text("{sentence} (see above)", sentence=sentence), "faint")
    return Stacked((sentence, Styled(_line(desk, ways, hop), "faint")))


def _line(desk: Desk, ways: Ways, hop: Hop) -> str:
    """Return the line that says most for a step, where it stands, and how many more there are."""
    touch = last_touch(ways.strategy, hop.end) if hop.start == ME else None
    if touch is not None:
        return f"– {quote_entry(desk, touch.fact)} ({desk.cite((touch.fact,))})"
    tie, more = hop.ties[0], len(hop.ties) - 1
    values = {"line": quote_tie(desk, tie), "place": desk.cite(tie.facts)}
    if not more:
        return desk.words.text("– {line} ({place})", **values)
    return desk.words.plural(
        "– {line} ({place}; {n} more says so)",
        "– {line} ({place}; {n} more say so)",
        more,
        **values,
    )


def _remarks(desk: Desk, ways: Ways) -> Iterator[str]:
    """Yield how to read the costs, and what was not looked for."""
    words, terminal = desk.words, desk.terminal
    if not ways.leads_through_others:
        yield paragraph(terminal, words.text("Nobody else leads there."))
        return
    text = words.text(
        "The lower the cost, the easier: strong ties cost least, and asking somebody whom you owe"
        " costs more."
    )
    yield paragraph(terminal, text)
    if len(ways.paths) < min(ways.asked, ways.most):
        yield paragraph(terminal, words.text("There are no other paths."))
    if ways.asked > ways.most:
        text = words.text(
            "At most {n} paths are looked for; the setting is paths_most under [score].",
            n=ways.most,
        )
        yield paragraph(terminal, text)


def _no_way(desk: Desk, ways: Ways, leads: Leads) -> Iterator[str]:
    """Yield that nobody leads there, why, and what would help."""
    words, terminal = desk.words, desk.terminal
    target = desk.name(ways.target)
    yield heading(terminal, words.text("Nobody leads to {name} yet", name=target))
    if leads.you_know_both:
        values = {"start": desk.name(ways.start), "target": target}
        text = words.text("You know both {start} and {target}: introduce them yourself.", **values)
        yield paragraph(terminal, text)
    yield from _known_by(desk, ways, leads)
    if leads.ended:
        title = words.text("Ties that have ended or not begun, and are not used")
        yield f"{paragraph(terminal, title)}\n{_ended(desk, ways, leads.ended)}"
    if leads.kindred:
        yield _kindred(desk, ways, leads)
    yield "\n".join(_first_step(desk, ways))


def _is_beginning(ways: Ways) -> bool:
    """Tell whether the owner wants to go somewhere, and has not spoken to anybody yet."""
    strengths = ways.strategy.strength.values()
    return ways.start == ME and all(score.value is None for score in strengths)


def _known_by(desk: Desk, ways: Ways, leads: Leads) -> Iterator[str]:
    """Yield who knows whom one wants to meet, though none of them is within reach."""
    words, name = desk.words, desk.name(ways.target)
    if _is_beginning(ways):
        text = words.text("No talk with anybody is noted yet, so nobody is within reach.")
        yield paragraph(desk.terminal, text)
    if not leads.known_by:
        text = words.text("No living tie of {name} is written down.", name=name)
    elif ways.start == ME:
        text = words.text(
            "Known by {names}, to whom you have never spoken and nobody leads either.",
            names=_names(desk, leads.known_by),
        )
    else:
        text = words.text(
            "Known by {names}, to whom nobody leads from {start} either.",
            names=_names(desk, leads.known_by),
            start=desk.name(ways.start),
        )
    yield paragraph(desk.terminal, text)


def _ended(desk: Desk, ways: Ways, ties: Sequence[KnownTie]) -> str:
    """Return ties that may not be used, with whom they are."""
    rows = [
        (
            Styled(desk.name(tie.other(ways.target)), "strong"),
            Stacked((quote_tie(desk, tie), Styled(desk.cite(tie.facts), "faint"))),
        )
        for tie in ties
    ]
    return lay_out(desk.terminal, (Column(), Column(flexible=True)), rows)


def _names(desk: Desk, people: Sequence[NodeId]) -> str:
    names = desk.names(people[:_KNOWN_BY])
    if len(people) <= _KNOWN_BY:
        return names
    return desk.words.text("{names} and {n} more", names=names, n=len(people) - _KNOWN_BY)


def _kindred(desk: Desk, ways: Ways, leads: Leads) -> str:
    """Return who has much in common with whom one wants to meet, and may know them."""
    words = desk.words
    title = words.text("Ask these whether they know {name}", name=desk.name(ways.target))
    note = words.text("what they have in common is no tie yet")
    rows = [
        (Styled(desk.name(item.contact), "strong"), _shared(desk, item)) for item in leads.kindred
    ]
    table = lay_out(desk.terminal, (Column(), Column(flexible=True)), rows)
    lines = [heading(desk.terminal, title, note), table]
    if more := leads.kindred_found - len(leads.kindred):
        lines.append("  " + words.text("and {n} more", n=more))
    return "\n".join(lines)


def _shared(desk: Desk, item: Kindred) -> Stacked:
    """Return what somebody has in common with whom one wants to meet, and where they say so."""
    sentences = [desk.say(sentence) for sentence in item.shared]
    own = (fact for fact in item.facts if fact.node == item.contact)
    return Stacked((*sentences, Styled(desk.cite(own), "faint")))


def _first_step(desk: Desk, ways: Ways) -> Iterator[str]:
    """Yield how to write down a tie, once one is found, or a talk where there was none yet."""
    steps = first_steps(desk.vault.network)
    step = next((item for item in steps if item.beginning is Beginning.LOG), None)
    if step is not None and _is_beginning(ways):
        yield render_step(desk, step)
        return
    path = desk.vault.file_of(ways.target).path
    text = desk.words.text("Once you know of a tie, write it under Ties in {file}", file=path)
    yield paragraph(desk.terminal, text)
    yield "  - [[id]] " + desk.words.text("how they know each other") + " [strength:: medium]"
