"""The audit of professional judgement, for people and for programs."""

from collections.abc import Iterator, Sequence

from vaultnet.cli.paper import Column, Stacked, Styled, Written, heading, lay_out, paragraph
from vaultnet.cli.reasons import Desk, plain_facts, plain_step, render_step
from vaultnet.cli.reports.weaknesses import plain_weaknesses, render_weaknesses, weakness_rows
from vaultnet.cli.tables import Cell
from vaultnet.labels import concentration_label
from vaultnet.strategy.audit import Attention, Audit, Favouritism
from vaultnet.strategy.concentration import Concentration, Group
from vaultnet.strategy.first_steps import next_step
from vaultnet.strategy.judgement import (
    Verdict,
    WeakJudgement,
    find_verdicts,
    minutes_asked,
    order_weaknesses,
    tell_rate,
    tell_spread,
)
from vaultnet.strategy.summary import Strategy

COLUMNS = (
    *("finding", "id", "name", "minutes", "share", "asked", "fruitfulness"),
    *("criterion", "sentence", "file", "line"),
)
_NARROW, _WIDE = 80, 120
_SMALL, _LEAST, _SINGLE = 0.0095, 0.001, 1.05
_SHOWN = 10


def render_audit(desk: Desk, strategy: Strategy) -> str:
    """Return the audit for people."""
    return "\n\n".join(_blocks(desk, strategy))


def plain_audit(desk: Desk, strategy: Strategy) -> dict[str, object]:
    """Return the audit as an object of JSON, with the sources of everything."""
    audit = strategy.audit
    return {
        "as_of": strategy.as_of.isoformat(),
        "months": strategy.constants.audit_months,
        "rated": audit.rated,
        "needed": audit.needed,
        "is_enough": audit.is_enough,
        "sentence": desk.say(audit.sentence),
        "correlations": [_plain_verdict(desk, item) for item in find_verdicts(audit)],
        "favouritism": _plain_favouritism(desk, audit),
        "far_more": [_plain_attention(desk, item) for item in audit.far_more],
        "far_less": [_plain_attention(desk, item) for item in audit.far_less],
        "attention": [_plain_attention(desk, item) for item in audit.attention],
        "spread": {
            "attention_gini": audit.attention_gini,
            "fruitfulness_gini": audit.fruitfulness_gini,
            "sentences": [desk.say(sentence) for sentence in tell_spread(audit)],
        },
        "concentration": [_plain_concentration(item) for item in strategy.concentration],
        "weaknesses": plain_weaknesses(desk, _weaknesses(strategy)),
        "next_step": plain_step(desk, next_step(strategy.network)),
    }


def audit_rows(desk: Desk, strategy: Strategy) -> Iterator[dict[str, Cell]]:
    """Yield a row for each contact with its share of attention, and one for each weakness."""
    audit = strategy.audit
    far = {item.contact: "far more" for item in audit.far_more}
    far |= {item.contact: "far less" for item in audit.far_less}
    for item in audit.attention:
        cited = [desk.vault.cite(fact.node, fact.field) for fact in item.facts[:1]]
        yield {
            **dict.fromkeys(COLUMNS),
            "finding": far.get(item.contact, "attention"),
            "id": item.contact,
            "name": desk.name(item.contact),
            "minutes": item.minutes,
            "share": item.share,
            "asked": item.asked,
            "fruitfulness": item.fruitfulness,
            "sentence": desk.say(item.sentence),
            "file": cited[0].path if cited else None,
            "line": cited[0].line if cited else None,
        }
    for row in weakness_rows(desk, _weaknesses(strategy)):
        shared = {name: value for name, value in row.items() if name in COLUMNS}
        yield {**dict.fromkeys(COLUMNS), **shared, "finding": row["weakness"]}


def _weaknesses(strategy: Strategy) -> tuple[WeakJudgement, ...]:
    return order_weaknesses(strategy.weaknesses, strategy.fruitfulness)


def _blocks(desk: Desk, strategy: Strategy) -> Iterator[str]:
    audit, words = strategy.audit, desk.words
    if not strategy.contacts:
        yield words.text("Nobody is in the network yet, so there is nothing to audit.")
    else:
        yield _opening(desk, strategy)
        if audit.is_enough:
            yield from _judgement(desk, audit)
        yield from _places(desk, strategy.concentration)
        yield _ratings(desk, strategy)
    step = next_step(strategy.network)
    if step is not None:
        yield render_step(desk, step)


def _opening(desk: Desk, strategy: Strategy) -> str:
    """Return what the audit rests on, or what it needs to say more."""
    words, audit = desk.words, strategy.audit
    title = heading(desk.terminal, words.text("Professional judgement"), desk.say(audit.sentence))
    if audit.is_enough:
        text = words.text(
            "Where your time of the last {months:.0f} months went, beside what these contacts could"
            " move for your objectives. It shows a pattern and no reason: you may have a good one.",
            months=strategy.constants.audit_months,
        )
    else:
        text = words.text(
            "A contact counts here when it has at least one rating, serves an active objective and"
            " is not closed. With {needed} of them the audit compares where your time goes with"
            " fruitfulness and with liking.",
            needed=audit.needed,
        )
    return f"{title}\n{paragraph(desk.terminal, text)}"


def _judgement(desk: Desk, audit: Audit) -> Iterator[str]:
    words, terminal = desk.words, desk.terminal
    if audit.attention_gini is None:
        text = words.text(
            "No time of these months is noted for them, so there is nothing to compare: a line"
            " under the Log of a contact counts."
        )
        yield paragraph(terminal, text)
        return
    yield _section(desk, words.text("What your time follows"), _verdicts(desk, audit))
    yield from _favouritism(desk, audit)
    for title, note, held in (
        (
            words.text("More time"),
            words.text("far more than fruitfulness asks for"),
            audit.far_more,
        ),
        (
            words.text("Less time"),
            words.text("far less than fruitfulness asks for"),
            audit.far_less,
        ),
    ):
        if held:
            yield f"{heading(terminal, title, note)}\n{_far(desk, audit, held)}"
    if not audit.far_more and not audit.far_less:
        yield words.text("Nobody gets far more or far less time than fruitfulness asks for.")
    if spread := tell_spread(audit):
        values = {"attention": audit.attention_gini, "fruitfulness": audit.fruitfulness_gini}
        told = words.text(
            "Gini {attention:.2f} for attention, {fruitfulness:.2f} for fruitfulness: 0 is the"
            " same for all, 1 is everything for one.",
            **values,
        )
        lines = [*map(desk.say, spread), told]
        yield _section(desk, words.text("How gathered it is"), lines)


def _section(desk: Desk, title: str, lines: Sequence[str]) -> str:
    told = [paragraph(desk.terminal, line, indent=2) if line[:1] != " " else line for line in lines]
    return "\n".join([heading(desk.terminal, title), *told])


def _verdicts(desk: Desk, audit: Audit) -> list[str]:
    """Return the correlations as a table, and how to read one."""
    rows = [_verdict(desk, item) for item in find_verdicts(audit)]
    columns = [Column(flexible=True), Column(right=True), *(Column(flexible=True),) * 2]
    told = desk.words.text(
        "These are rank correlations: +1 where both order people alike, 0 where one says nothing"
        " about the other, −1 where they order them the other way round."
    )
    return [lay_out(desk.terminal, columns[: len(rows[0])], rows), told]


def _verdict(desk: Desk, item: Verdict) -> tuple[Written, ...]:
    value = "–" if item.value is None else _signed(desk, item.value)
    size = Styled(desk.say(item.size), "strong")
    first = (desk.say(item.title), value)
    if desk.terminal.width < _WIDE:
        return (*first, Stacked((size, desk.say(item.meaning)) if item.meaning else (size,)))
    return (*first, size, desk.say(item.meaning))


def _favouritism(desk: Desk, audit: Audit) -> Iterator[str]:
    held = audit.favouritism
    if held is None:
        return
    words, terminal = desk.words, desk.terminal
    title = heading(terminal, words.text("Favouritism"), _flag(desk, held))
    rate = tell_rate(audit)
    lines = [desk.say(held.sentence), *([desk.say(rate)] if rate is not None else [])]
    yield "\n".join([title, *(paragraph(terminal, line, indent=2) for line in lines)])


def _flag(desk: Desk, held: Favouritism) -> str:
    if held.correlation is None:
        return desk.words.text("not known")
    return desk.words.text("flagged") if held.flagged else desk.words.text("not flagged")


def _far(desk: Desk, audit: Audit, held: Sequence[Attention]) -> str:
    """Return who gets far more or less, the widest first, and the lines of the log behind it."""
    words, asked = desk.words, minutes_asked(audit)
    is_wide = desk.terminal.width >= _WIDE
    columns = [
        Column(),
        *(Column(words.text("your time"), right=True), Column(right=True)),
        *(Column(words.text("asked for"), right=True), Column(right=True)),
        *([Column(flexible=True)] if is_wide else []),
    ]
    rows: list[tuple[Written, ...]] = []
    for item in held[:_SHOWN]:
        name = Styled(desk.name(item.contact), "strong")
        given = (_minutes(desk, item.minutes), _percent(desk, item.share))
        due = (_minutes(desk, asked[item.contact]), _percent(desk, item.asked))
        where = (Styled(desk.cite(item.facts, 2), "faint"),) if is_wide else ()
        rows.append((name, *given, *due, *where))
    table = lay_out(desk.terminal, columns, rows)
    more = len(held) - _SHOWN
    return f"{table}\n  {_more(desk, more)}" if more > 0 else table


def _minutes(desk: Desk, minutes: float) -> str:
    return desk.words.text("{n} min", n=desk.words.number(minutes))


def _percent(desk: Desk, share: float) -> Styled:
    """Return a share in percent; a small one with a digit more, for it is not nothing."""
    small = 0 < share < _SMALL
    shown = max(share, _LEAST)
    text = desk.words.text("{share:.1%}", share=shown) if small else desk.words.percent(share)
    return Styled(text, "faint")


def _more(desk: Desk, more: int) -> str:
    return desk.words.plural("and {n} more", "and {n} more", more)


def _places(desk: Desk, held: Sequence[Concentration]) -> Iterator[str]:
    """Yield how much of the network comes from one place, the views of which something is known."""
    known = [item for item in held if item.known]
    if not known:
        return
    words = desk.words
    columns = [
        Column(),
        Column(words.text("Largest"), flexible=True),
        Column(words.text("As if it were"), right=True),
        Column(),
    ]
    rows = [_place(desk, item) for item in known]
    title = heading(desk.terminal, words.text("Where your contacts come from"))
    yield f"{title}\n{lay_out(desk.terminal, columns[: len(rows[0])], rows)}"


def _place(desk: Desk, item: Concentration) -> tuple[Written, ...]:
    """Return a view of where contacts come from; of whom it is not known has room of its own."""
    view = concentration_label(desk.words, item.view)
    groups = ", ".join(_group(desk, group) for group in item.groups[:3])
    unknown = Styled(_unknown(desk, item), "faint")
    if desk.terminal.width >= _NARROW:
        return (view, groups, _equal_groups(desk, item), unknown)
    return (
        view,
        Stacked((groups, unknown) if unknown.text else (groups,)),
        _equal_groups(desk, item),
    )


def _group(desk: Desk, group: Group) -> str:
    label, share = desk.say(group.sentence), desk.words.percent(group.share)
    return desk.words.text("{label} {share}", label=label, share=share)


def _equal_groups(desk: Desk, item: Concentration) -> str:
    if item.as_if is None:
        return ""
    if item.as_if < _SINGLE:
        return desk.words.text("a single group")
    return desk.words.text("{n:.1f} equal groups", n=item.as_if)


def _unknown(desk: Desk, item: Concentration) -> str:
    if not item.unknown:
        return ""
    return desk.words.plural("{n} not known", "{n} not known", item.unknown)


def _ratings(desk: Desk, strategy: Strategy) -> str:
    words, held = desk.words, _weaknesses(strategy)
    title = words.text("Ratings to look at again")
    if not held:
        rated = any(contact.ratings for contact in strategy.contacts.values())
        told = words.text("None: every rating is fresh, dated and rests on evidence.")
        none = words.text("None: nobody is rated yet.")
        return _section(desk, title, [told if rated else none])
    lines = [heading(desk.terminal, title, str(len(held))), render_weaknesses(desk, held[:_SHOWN])]
    if len(held) > _SHOWN:
        more = words.plural(
            'and {n} more; "vaultnet review" lists them all',
            'and {n} more; "vaultnet review" lists them all',
            len(held) - _SHOWN,
        )
        lines.append(f"  {more}")
    return "\n".join(lines)


def _signed(desk: Desk, value: float) -> str:
    rounded = round(value, 2) or 0.0
    return ("+" if rounded > 0 else "") + desk.words.number(rounded, 2)


def _plain_verdict(desk: Desk, item: Verdict) -> dict[str, object]:
    return {
        "pair": item.pair.value,
        "value": item.value,
        "size": desk.say(item.size),
        "meaning": desk.say(item.meaning) or None,
    }


def _plain_favouritism(desk: Desk, audit: Audit) -> dict[str, object] | None:
    held = audit.favouritism
    if held is None:
        return None
    return {
        "flagged": held.flagged,
        "people": held.people,
        "correlation": held.correlation,
        "threshold": held.threshold,
        "false_alarms": held.rate,
        "sentence": desk.say(held.sentence),
    }


def _plain_attention(desk: Desk, item: Attention) -> dict[str, object]:
    return {
        "id": item.contact,
        "name": desk.name(item.contact),
        "minutes": item.minutes,
        "share": item.share,
        "asked": item.asked,
        "fruitfulness": item.fruitfulness,
        "sentence": desk.say(item.sentence),
        "sources": plain_facts(desk, item.facts),
    }


def _plain_concentration(item: Concentration) -> dict[str, object]:
    return {
        "view": item.view.value,
        "known": item.known,
        "unknown": item.unknown,
        "herfindahl": item.herfindahl,
        "equal_groups": item.as_if,
        "groups": [
            {"label": group.label, "contacts": list(group.contacts), "share": group.share}
            for group in item.groups
        ],
    }
