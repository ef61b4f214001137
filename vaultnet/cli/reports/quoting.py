"""What a line of the vault says, for reports that rest on it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from vaultnet.cli.reasons import Desk
from vaultnet.domain.contact import Contact
from vaultnet.domain.entry import Entry, Journal
from vaultnet.domain.node import Node
from vaultnet.domain.tie import CareerStep
from vaultnet.labels import entry_kind_label, tie_source_label
from vaultnet.strategy.contact_values import shown_reference
from vaultnet.strategy.reasons import Fact
from vaultnet.strategy.ties import KnownTie, TieSource


def quote_entry(desk: Desk, fact: Fact) -> str:
    """Return the line of a log or a journal, with its day and kinds."""
    entry = _entries(desk.vault.network.nodes[fact.node])[int(fact.field.split("/")[1])]
    kinds = ", ".join(entry_kind_label(desk.words, kind) for kind in entry.kinds)
    day = "" if entry.day is None else f"{entry.day} "
    return f"{day}{kinds}: {desk.line(entry.text)}"


def quote_tie(desk: Desk, tie: KnownTie) -> str:
    """Return what says that two people know each other, and in which words."""
    said = _QUOTES[tie.source](desk, tie)
    source = tie_source_label(desk.words, tie.source)
    return f"{source}: {said}" if said else source


def _entries(node: Node) -> Sequence[Entry]:
    if isinstance(node, Contact):
        return node.log
    return node.entries if isinstance(node, Journal) else ()


def _written(desk: Desk, tie: KnownTie) -> str:
    said = desk.line(tie.text)
    if tie.until is not None:
        return desk.words.text("{text} (until {day})", text=said, day=tie.until)
    return said


def _introduced(desk: Desk, tie: KnownTie) -> str:
    introduced = tie.facts[0].node
    return desk.words.text(
        "{one} introduced {other} to you",
        one=desk.name(tie.other(introduced)),
        other=desk.name(introduced),
    )


def _together(desk: Desk, tie: KnownTie) -> str:
    return quote_entry(desk, tie.facts[0])


def _career(desk: Desk, tie: KnownTie) -> str:
    """Return where two careers met, and from when until when."""
    fact = tie.facts[0]
    contact = desk.vault.network.nodes[fact.node]
    place = _step(contact, int(fact.field.split("/")[1]))
    name = None if place is None else shown_reference(desk.vault.network, place.organisation)
    values = {"place": name or tie.text, "start": _month(tie.start), "until": _month(tie.until)}
    return desk.words.text("{place}, from {start} to {until}", **values)


def _month(day: date | None) -> str:
    return "" if day is None else f"{day:%Y-%m}"


def _step(node: Node, index: int) -> CareerStep | None:
    return node.career[index] if isinstance(node, Contact) else None


_QUOTES: Mapping[TieSource, Callable[[Desk, KnownTie], str]] = {
    TieSource.LINE: _written,
    TieSource.INTRODUCED: _introduced,
    TieSource.TOGETHER: _together,
    TieSource.CAREER: _career,
}
