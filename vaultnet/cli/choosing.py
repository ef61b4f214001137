"""From a name that was typed to the one page it means, or to a list of those it may mean."""

from collections.abc import Sequence

from vaultnet.cli.problem import Problem
from vaultnet.domain.contact import Contact
from vaultnet.domain.name_search import Named, find_by_name, find_entry
from vaultnet.domain.names import NameEntry, NameTable
from vaultnet.domain.network import Network, kind_of
from vaultnet.domain.node import Kind, Node
from vaultnet.domain.objective import Objective
from vaultnet.phrase import Phrase

_SHOWN = 10


def choose_contact(network: Network, text: str) -> Contact:
    """Return the contact that a name means.

    Raises Problem where there is none, and where there are several, which it then lists.
    """
    found = find_by_name(network, text, Contact)
    if len(found) == 1:
        return found[0]
    _refuse_several_contacts(text, found)
    other = find_by_name(network, text, Node)
    raise _no_contact(text, [(node.name, kind_of(node)) for node in other])


def choose_contact_entry(names: NameTable, text: str) -> NameEntry:
    """Return the contact that a name means, as `choose_contact` does, without reading notes."""
    found = find_entry(names, text, Kind.CONTACT)
    if len(found) == 1:
        return found[0]
    _refuse_several_contacts(text, found)
    raise _no_contact(text, [(entry.name, entry.kind) for entry in find_entry(names, text)])


def choose_entry(names: NameTable, text: str, kinds: Sequence[Kind]) -> NameEntry:
    """Return the page of some kinds that a name means; where in doubt, one of an earlier kind.

    Raises Problem where there is none, and where there are several, which it then lists.
    """
    found: Sequence[NameEntry] = [each for each in names.exact(text) if each.kind in kinds]
    for kind in kinds:
        found = found or find_entry(names, text, kind)
    if len(found) == 1:
        return found[0]
    _refuse_several_pages(text, found)
    raise Problem('no page "{text}"', '"vaultnet list" shows all contacts', text=text)


def _refuse_several_pages(text: str, found: Sequence[Named]) -> None:
    if found:
        raise Problem(
            '"{text}" may be {count} pages:{lines}',
            "give more of the name, or the id",
            text=text,
            count=len(found),
            lines=_candidates(found),
        )


def _refuse_several_contacts(text: str, found: Sequence[Named]) -> None:
    if found:
        raise Problem(
            '"{text}" may be {count} contacts:{lines}',
            "give more of the name, or the id",
            text=text,
            count=len(found),
            lines=_candidates(found),
        )


def _no_contact(text: str, others: Sequence[tuple[str, Kind]]) -> Problem:
    """Return what to say where no contact is meant, but perhaps a page of another kind."""
    if len(others) == 1:
        name, kind = others[0][0], Phrase(others[0][1].value)
        message = '"{text}" is no contact: {name} is of kind {kind}'
        return Problem(message, text=text, name=name, kind=kind)
    return Problem('no contact "{text}"', '"vaultnet list" shows all contacts', text=text)


def choose_objective(network: Network, text: str) -> Objective:
    """Return the objective that an id, a title or a part of it means.

    Raises Problem where there is none, and where there are several, which it then lists.
    """
    found = find_by_name(network, text, Objective)
    if len(found) == 1:
        return found[0]
    if found:
        raise Problem(
            '"{text}" may be {count} objectives:{lines}',
            "give more of the title, or the id",
            text=text,
            count=len(found),
            lines=_candidates(found),
        )
    other = find_by_name(network, text, Node)
    if len(other) == 1:
        name, kind = other[0].name, _kind(other[0])
        raise Problem(
            '"{text}" is no objective: {name} is of kind {kind}', text=text, name=name, kind=kind
        )
    known = ", ".join(objective.id for objective in network.objectives[:_SHOWN])
    hint = "there are {known}" if known else 'write one with "vaultnet new objective TITLE"'
    raise Problem('no objective "{text}"', hint, text=text, known=known)


def choose_page(network: Network, text: str) -> Node:
    """Return the page of any kind that a name means; a contact goes before other pages.

    Raises Problem where there is none, and where there are several, which it then lists.
    """
    exact = network.link_table.resolve(text)
    if exact is not None:
        return network.nodes[exact]
    found: Sequence[Node] = find_by_name(network, text, Contact)
    found = found or find_by_name(network, text, Node)
    if len(found) == 1:
        return found[0]
    _refuse_several_pages(text, found)
    raise Problem('no page "{text}"', '"vaultnet list" shows all contacts', text=text)


def _candidates(found: Sequence[Named]) -> tuple[str | Phrase, ...]:
    """Return what a text may mean, each in a line of its own."""
    lines: list[str | Phrase] = [f"\n{node.id}: {node.name}" for node in found[:_SHOWN]]
    if len(found) > _SHOWN:
        lines += ["\n", Phrase("and {n} more", {"n": len(found) - _SHOWN})]
    return tuple(lines)


def _kind(node: Node) -> Phrase:
    return Phrase(kind_of(node).value)
