"""Those who wait for a tier: a card for the keyboard, and the queue as a list and as data."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from vaultnet.cli.output import clean
from vaultnet.cli.paper import Column, Styled, Written, heading, lay_out, paragraph
from vaultnet.cli.reasons import Desk, plain_facts
from vaultnet.cli.reports.day_distance import ago
from vaultnet.cli.tables import Cell
from vaultnet.domain.contact import Contact
from vaultnet.labels import tier_label
from vaultnet.late import pattern
from vaultnet.strategy.contact_values import shown_reference
from vaultnet.strategy.triage import Chance, TriageCard

COLUMNS = (
    *("id", "name", "role", "organisation", "suggested", "why"),
    *("weight", "touches", "last", "chances"),
)
_MOST_TEXT = 160
_LIST_MARK = pattern(r"\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[.\]\s+)?")


def render_keys(desk: Desk) -> str:
    """Return what the keys mean."""
    told = desk.words.text(
        "k key, r regular, l light, n none; Enter takes the tier in brackets. A number notes what"
        " they fill and serve. s leaves it for later, u takes the last answer back, q ends."
    )
    return paragraph(desk.terminal, told)


def render_card(desk: Desk, card: TriageCard, place: str, as_of: date) -> str:
    """Return what there is to know of somebody at a glance, in a few lines."""
    contact = _contact(desk, card)
    lines = [heading(desk.terminal, contact.name, place)]
    lines += [
        paragraph(desk.terminal, text, indent=2, hanging=2)
        for text in (_work(desk, contact), _acquaintance(desk, card, as_of), _about(desk, contact))
        if text
    ]
    for number, chance in enumerate(card.chances, start=1):
        told = f"{number}  {_chance(desk, chance)}"
        lines.append(paragraph(desk.terminal, told, indent=2, hanging=3))
    if not card.chances:
        lines.append(paragraph(desk.terminal, desk.say(card.sentence), indent=2, hanging=2))
    return "\n".join(lines)


def render_cards(desk: Desk, held: Sequence[TriageCard], more: int) -> str:
    """Return the queue as a table for people."""
    text = desk.words.text
    columns = [
        Column(text("Name"), flexible=True),
        Column(text("Work"), flexible=True),
        Column(text("Suggested")),
        Column(text("Why"), flexible=True),
    ]
    rows = [_row(desk, card) for card in held]
    blocks = [heading(desk.terminal, text("Waiting for a tier"), str(len(held) + more))]
    blocks.append(lay_out(desk.terminal, columns, rows))
    if more:
        told = desk.words.plural(
            "and {n} more; --limit {all} shows it",
            "and {n} more; --limit {all} shows them",
            more,
            all=len(held) + more,
        )
        blocks.append("\n" + told)
    blocks.append("\n" + text('"vaultnet triage" asks about one after the other.'))
    return "\n".join(blocks)


def plain_cards(desk: Desk, held: Iterable[TriageCard]) -> list[dict[str, object]]:
    """Return the queue as objects of JSON, with the sources of each suggestion."""
    return [
        {
            "id": card.contact,
            "name": desk.name(card.contact),
            "suggested": card.suggested.value,
            "sentence": desk.say(card.sentence),
            "weight": card.weight,
            "touches": card.touches,
            "last": card.last.isoformat() if card.last else None,
            "chances": [_plain_chance(desk, chance) for chance in card.chances],
            "sources": plain_facts(desk, card.facts),
        }
        for card in held
    ]


def triage_rows(desk: Desk, held: Iterable[TriageCard]) -> Iterator[dict[str, Cell]]:
    """Yield a row for each card."""
    for card in held:
        contact = _contact(desk, card)
        yield {
            "id": card.contact,
            "name": contact.name,
            "role": contact.role or None,
            "organisation": shown_reference(desk.vault.network, contact.organisation),
            "suggested": card.suggested.value,
            "why": desk.say(card.sentence),
            "weight": card.weight,
            "touches": card.touches,
            "last": card.last,
            "chances": tuple(desk.say(chance.sentence) for chance in card.chances),
        }


def _contact(desk: Desk, card: TriageCard) -> Contact:
    contact = desk.vault.network.nodes[card.contact]
    assert isinstance(contact, Contact)  # noqa: S101 (cards are dealt of contacts alone)
    return contact


def _work(desk: Desk, contact: Contact) -> str:
    """Return what somebody does, and where."""
    organisation = shown_reference(desk.vault.network, contact.organisation)
    if contact.role and organisation:
        values = {"role": contact.role, "organisation": organisation}
        work = desk.words.text("{role} at {organisation}", **values)
    else:
        work = contact.role or organisation or ""
    return "; ".join(text for text in (work, ", ".join(contact.functions)) if text)


def _acquaintance(desk: Desk, card: TriageCard, as_of: date) -> str:
    """Return since when you know somebody, and when you last had to do with them."""
    contact = _contact(desk, card)
    text = desk.words.text
    known = text("known since {day}", day=contact.met) if contact.met else ""
    if card.last is None:
        return known
    last = text("last in touch {day}", day=ago(desk.words, card.last, as_of))
    return "; ".join(part for part in (known, last) if part)


def _about(desk: Desk, contact: Contact) -> str:
    """Return the beginning of what is noted on somebody, without the marks of a list."""
    lines = contact.passages[0].text.splitlines() if contact.passages else []
    shown = clean(desk.line(" ".join(_LIST_MARK.sub("", line).strip() for line in lines)))
    return shown if len(shown) <= _MOST_TEXT else shown[:_MOST_TEXT].rsplit(" ", 1)[0] + "…"


def _chance(desk: Desk, chance: Chance) -> str:
    told = desk.say(chance.sentence)
    if chance.is_new:
        return told
    return desk.words.text("{chance} (noted already)", chance=told)


def _plain_chance(desk: Desk, chance: Chance) -> dict[str, object]:
    return {
        "objective": chance.objective,
        "function": chance.need.function,
        "is_sure": chance.is_sure,
        "serves": chance.serves,
        "is_needed": chance.is_needed,
        "weight": chance.weight,
        "sentence": desk.say(chance.sentence),
    }


def _row(desk: Desk, card: TriageCard) -> tuple[Written, ...]:
    contact = _contact(desk, card)
    first = card.chances[0].sentence if card.chances else card.sentence
    suggested = tier_label(desk.words, card.suggested)
    return (Styled(contact.name, "strong"), _work(desk, contact), suggested, desk.say(first))
