"""The columns that a list of contacts can have, and how their values are ordered."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from vaultnet.cli.problem import Problem
from vaultnet.cli.tables import Cell, shown_cell
from vaultnet.domain.contact import Contact, Labelled, Tier
from vaultnet.domain.name_search import simplified
from vaultnet.domain.network import Network
from vaultnet.domain.node import Reference

_TIER_ORDER = {tier: rank for rank, tier in enumerate(Tier)}
DEFAULT_COLUMNS = ("name", "tier", "role", "organisation", "last")


@dataclass(frozen=True, slots=True)
class View:
    """What cells are computed from."""

    network: Network
    as_of: date


Reader = Callable[[View, Contact], Cell]

COLUMNS: Mapping[str, Reader] = {
    "id": lambda _view, contact: contact.id,
    "name": lambda _view, contact: contact.name,
    "aliases": lambda _view, contact: contact.aliases,
    "tier": lambda _view, contact: contact.tier,
    "status": lambda _view, contact: contact.status,
    "role": lambda _view, contact: contact.role or None,
    "organisation": lambda view, contact: shown_reference(view.network, contact.organisation),
    "location": lambda _view, contact: contact.location or None,
    "functions": lambda _view, contact: contact.functions,
    "serves": lambda view, contact: _shown_references(view.network, contact.serves),
    "email": lambda _view, contact: _values(contact.email),
    "phone": lambda _view, contact: _values(contact.phone),
    "url": lambda _view, contact: _values(contact.url),
    "cadence": lambda _view, contact: None if contact.cadence is None else str(contact.cadence),
    "met": lambda _view, contact: None if contact.met is None else str(contact.met),
    "rated": lambda _view, contact: contact.rated,
    "birthday": lambda _view, contact: _text(contact.birthday),
    "tags": lambda _view, contact: contact.tags,
    "last": lambda view, contact: view.network.last_contact(contact, view.as_of),
}


def reader_of(column: str, contacts: Iterable[Contact]) -> Reader:
    """Return what reads a column: a known one, a rating, or any other front-matter key.

    Raises Problem for a word that no contact has, with the nearest one that exists.
    """
    if column in COLUMNS:
        return COLUMNS[column]
    keys: dict[str, None] = {}
    for contact in contacts:
        keys |= dict.fromkeys((*contact.ratings, *contact.extra))
    if column in keys:
        return lambda _view, contact: contact.ratings.get(column, contact.extra.get(column))
    close = get_close_matches(column, (*COLUMNS, *keys), 1)
    meant = f'did you mean "{close[0]}"? ' if close else ""
    known = ", ".join((*COLUMNS, *sorted(keys)))
    raise Problem(f'no column "{column}"', f"{meant}the columns are {known}")


def sort_key(cell: Cell) -> tuple[int, float | str | date]:
    """Return what orders cells of one column; unknown ones come last."""
    if cell is None or cell == ():
        return (3, "")
    if isinstance(cell, Tier):
        return (0, _TIER_ORDER[cell])
    if isinstance(cell, int | float):
        return (0, cell)
    if isinstance(cell, date):
        return (1, cell)
    return (2, simplified(shown_cell(cell)))


def shown_reference(network: Network, reference: Reference | None) -> str | None:
    """Return the name of the page that a reference leads to, else its own words."""
    if reference is None:
        return None
    node = network.resolve(reference)
    return reference.text if node is None else node.name


def _shown_references(network: Network, references: Sequence[Reference]) -> tuple[str, ...]:
    return tuple(shown_reference(network, each) or "" for each in references)


def _values(labelled: Iterable[Labelled]) -> tuple[str, ...]:
    return tuple(each.value for each in labelled)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
