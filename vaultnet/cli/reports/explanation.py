"""The numbers of one contact for people: each with its parts, and where every fact stands."""

from collections.abc import Iterator

from vaultnet.cli.output import clean
from vaultnet.cli.paper import Column, Styled, Written, heading, lay_out, paragraph
from vaultnet.cli.reasons import Desk, confidence_of, render_parts, render_step, render_told
from vaultnet.cli.reports.actions import URGENCY_STYLES
from vaultnet.cli.reports.day_distance import ago
from vaultnet.cli.reports.standing import Standing
from vaultnet.domain.contact import Contact, ContactStatus
from vaultnet.labels import (
    balance_label,
    band_label,
    criterion_label,
    quadrant_label,
    tier_label,
    urgency_label,
)
from vaultnet.strategy.aims import Service
from vaultnet.strategy.attention import Rhythm
from vaultnet.strategy.contact_values import shown_reference
from vaultnet.strategy.first_steps import next_step
from vaultnet.strategy.reasons import Fact, total
from vaultnet.strategy.reciprocity import Readiness
from vaultnet.strategy.sensitivity import HIGHEST, LOWEST, OpenRating
from vaultnet.strategy.summary import Strategy
from vaultnet.strategy.tiers import Suggestion


def render_explanation(desk: Desk, strategy: Strategy, standing: Standing) -> str:
    """Return every number of a contact, taken apart."""
    return "\n\n".join(
        [
            _who(desk, standing.contact),
            "\n".join(_fruitfulness(desk, strategy, standing)),
            "\n".join(_tier(desk, standing)),
            "\n".join(_strength(desk, standing)),
            "\n".join(_attention(desk, strategy, standing)),
            "\n".join(_balance(desk, standing)),
            "\n".join(_portfolio(desk, strategy, standing)),
            *_next(desk, strategy),
        ]
    )


def _who(desk: Desk, contact: Contact) -> str:
    organisation = shown_reference(desk.vault.network, contact.organisation)
    known = (contact.role, organisation, contact.location)
    lines = [
        desk.terminal.style(clean(contact.name), "strong"),
        " · ".join(clean(part) for part in known if part),
    ]
    return "\n".join(line for line in lines if line)


def _fruitfulness(desk: Desk, strategy: Strategy, standing: Standing) -> Iterator[str]:
    words, score = desk.words, standing.fruitfulness
    title = words.text("Fruitfulness")
    if score.value is None:
        yield heading(desk.terminal, title, words.text("no data"))
        yield paragraph(desk.terminal, desk.say(score.remark), indent=2)
    else:
        notes = (words.text("{value:.1f} of 100", value=score.value), confidence_of(desk, score))
        yield heading(desk.terminal, title, " · ".join(note for note in notes if note))
    services = strategy.aims.services.get(standing.contact.id, ())
    for service in services:
        yield from _objective(desk, standing, service)
    yield from _unknown(desk, standing)
    if not services:
        yield from _how_to_place(desk, strategy, standing.contact)


def _objective(desk: Desk, standing: Standing, service: Service) -> Iterator[str]:
    """Yield what one objective adds, and its parts."""
    objective, share = service.aim.objective, service.aim.share
    words = desk.words
    parts = standing.parts_for(objective.id)
    if not parts:
        return
    text = words.text(
        "{objective}: {points:.1f} of at most {most:.1f}",
        objective=objective.name,
        points=standing.points_for(objective.id),
        most=100.0 * share,
    )
    yield paragraph(desk.terminal, text, indent=2)
    yield render_parts(desk, total(parts))


def _unknown(desk: Desk, standing: Standing) -> Iterator[str]:
    """Yield what is not known, and what knowing it would change."""
    words = desk.words
    if not standing.open_ratings and not standing.unweighed:
        return
    yield paragraph(desk.terminal, words.text("Not known yet"), indent=2)
    rows: list[tuple[Written, ...]] = [
        (_open_rating(desk, item), "") for item in standing.open_ratings
    ]
    for item in standing.unweighed:
        text = words.text(
            "no value or likelihood, so it is not weighed: {line}", line=desk.line(item.line.text)
        )
        rows.append((text, Styled(desk.cite((item.fact,)), "faint")))
    yield lay_out(desk.terminal, (Column(flexible=True), Column(flexible=True)), rows, indent=4)


def _open_rating(desk: Desk, item: OpenRating) -> str:
    return desk.words.text(
        "{criterion} is not rated: a {lowest} would change it by {low}, a {highest} by {high}",
        criterion=criterion_label(desk.words, item.criterion),
        lowest=LOWEST,
        highest=HIGHEST,
        low=signed(desk, item.lowest),
        high=signed(desk, item.highest),
    )


def signed(desk: Desk, value: float, digits: int = 1) -> str:
    """Return a number with its sign; what rounds to nothing has none."""
    text = desk.words.number(value, digits)
    if not float(f"{value:.{digits}f}"):
        return desk.words.number(0.0, digits)
    return f"+{text}" if value > 0 else text


def _how_to_place(desk: Desk, strategy: Strategy, contact: Contact) -> Iterator[str]:
    """Yield how to say which objective a contact serves, where there is one to serve."""
    aims = list(strategy.aims.aims)
    if not aims:
        return
    path = desk.vault.file_of(contact.id).path
    text = desk.words.text("Say in {file} which objective it serves, for example", file=path)
    yield paragraph(desk.terminal, text, indent=2)
    yield f'    serves: ["[[{aims[0]}]]"]'


def _tier(desk: Desk, standing: Standing) -> Iterator[str]:
    words, suggestion, chosen = desk.words, standing.suggestion, standing.contact.tier
    note = tier_label(words, chosen) if chosen else words.text("none chosen yet")
    yield heading(desk.terminal, words.text("Tier"), note)
    if suggestion is None:
        text = words.text("none is suggested: without fruitfulness, or closed, there is no rank")
        yield paragraph(desk.terminal, text, indent=2)
        return
    facts = (Fact(standing.contact.id, "tier"),) if chosen else ()
    yield render_told(desk, desk.say(suggestion.sentence), facts)
    if suggestion.is_mismatch:
        yield paragraph(desk.terminal, _mismatch(desk, suggestion), indent=2)


def _mismatch(desk: Desk, suggestion: Suggestion) -> str:
    """Return that the choice differs from the suggestion, without taking it away."""
    words = desk.words
    suggested = tier_label(words, suggestion.suggested)
    chosen = tier_label(words, suggestion.chosen)
    if suggestion.steps > 0:
        return words.text(
            "more attention would pay: {suggested} instead of {chosen}; the choice stays yours",
            suggested=suggested,
            chosen=chosen,
        )
    return words.text(
        "less attention would do: {suggested} instead of {chosen}; the choice stays yours",
        suggested=suggested,
        chosen=chosen,
    )


def _strength(desk: Desk, standing: Standing) -> Iterator[str]:
    words, score = desk.words, standing.strength
    band = band_label(words, standing.band)
    if score.value is None:
        yield heading(desk.terminal, words.text("Strength"), band)
        yield paragraph(desk.terminal, desk.say(score.remark), indent=2)
        return
    note = words.text("{value:.1f} of 100: {band}", value=score.value, band=band)
    yield heading(desk.terminal, words.text("Strength"), note)
    yield render_parts(desk, score)


def _attention(desk: Desk, strategy: Strategy, standing: Standing) -> Iterator[str]:
    words, rhythm, priority = desk.words, standing.rhythm, standing.priority
    title = words.text("Attention")
    if rhythm is None or priority is None:
        yield heading(desk.terminal, title, words.text("no cadence"))
        yield paragraph(desk.terminal, _no_rhythm(desk, standing.contact), indent=2)
        return
    label = urgency_label(words, rhythm.urgency)
    style = URGENCY_STYLES[rhythm.urgency]
    shown = desk.terminal.style(label, style) if style else label
    yield f"{heading(desk.terminal, title)}  {shown}"
    yield render_told(desk, _rhythm(desk, strategy, rhythm), rhythm.facts)
    if priority.value is None:
        text = words.text(
            "no priority: {why}; listed after those who have one", why=desk.say(priority.remark)
        )
        yield paragraph(desk.terminal, text, indent=2)
        return
    text = words.text(
        "priority {value:.1f}: fruitfulness × overdue ratio, which counts up to {cap:g}",
        value=priority.value,
        cap=strategy.constants.overdue_limit,
    )
    yield paragraph(desk.terminal, text, indent=2)
    yield render_parts(desk, priority)


def _rhythm(desk: Desk, strategy: Strategy, rhythm: Rhythm) -> str:
    words = desk.words
    if rhythm.last is None:
        return words.text("never spoken to, so the first contact is due")
    return words.text(
        "last contact {ago}, every {days:.0f} days: {ratio:.2f} cadences; due on {next}",
        ago=ago(words, rhythm.last, strategy.as_of),
        days=rhythm.days,
        ratio=rhythm.ratio,
        next=rhythm.next_on,
    )


def _no_rhythm(desk: Desk, contact: Contact) -> str:
    """Return why no list of actions speaks of a contact."""
    text = desk.words.text
    if contact.status is ContactStatus.CLOSED:
        return text("the relationship is closed, so nothing comes due")
    if contact.tier is None and contact.cadence is None:
        return text("neither a tier nor a cadence is chosen, so nothing comes due")
    return text("you decided to give no attention, so nothing comes due")


def _balance(desk: Desk, standing: Standing) -> Iterator[str]:
    words, ledger = desk.words, standing.ledger
    title, band = words.text("Give and take"), balance_label(words, ledger.band)
    if ledger.balance.value is None:
        yield heading(desk.terminal, title, band)
    else:
        value = signed(desk, ledger.balance.value, 2)
        note = words.text("{value}, from −1 to +1: {band}", value=value, band=band)
        yield heading(desk.terminal, title, note)
        yield render_parts(desk, ledger.balance, digits=2)
    yield render_told(desk, tell_readiness(desk, ledger.readiness), ledger.readiness.facts)


def tell_readiness(desk: Desk, readiness: Readiness) -> str:
    """Return whether it is a good time to ask for something, and why."""
    why = desk.say(readiness.sentence)
    if readiness.ready:
        return desk.words.text("ready to ask; {why}", why=why)
    return desk.words.text("not ready to ask; {why}", why=why)


def _portfolio(desk: Desk, strategy: Strategy, standing: Standing) -> Iterator[str]:
    words = desk.words
    title = words.text("Portfolio")
    if standing.quadrant is None:
        yield heading(desk.terminal, title, words.text("no place"))
        text = words.text("without fruitfulness, or closed, a relationship has no place in it")
    else:
        yield heading(desk.terminal, title, quadrant_label(words, standing.quadrant))
        text = _lines_drawn(desk, strategy, standing)
    yield paragraph(desk.terminal, text, indent=2)


def _lines_drawn(desk: Desk, strategy: Strategy, standing: Standing) -> str:
    """Return where the lines between the quadrants lie, beside the numbers of the contact."""
    portfolio = strategy.portfolio
    values = {
        "value": standing.fruitfulness.value,
        "fruitful": portfolio.fruitful_from,
        "strong": portfolio.strong_from,
    }
    if standing.strength.value is None:
        return desk.words.text(
            "fruitfulness {value:.1f}, fruitful from {fruitful:.1f} on; never spoken to, strong"
            " from {strong:.1f} on",
            **values,
        )
    return desk.words.text(
        "fruitfulness {value:.1f}, fruitful from {fruitful:.1f} on; strength {strength:.1f},"
        " strong from {strong:.1f} on",
        **values,
        strength=standing.strength.value,
    )


def _next(desk: Desk, strategy: Strategy) -> Iterator[str]:
    step = next_step(strategy.network)
    if step is not None:
        yield render_step(desk, step)
