"""Relations that must not close in a circle: parts of organisations, and introductions."""

from collections.abc import Iterator, Mapping
from datetime import date

from vaultnet.diagnostics import Diagnostic, Related, Rule
from vaultnet.domain.contact import Contact
from vaultnet.domain.node import NodeId
from vaultnet.domain.organisation import Organisation
from vaultnet.phrase import Phrase, wording
from vaultnet.vault.parsed import Vault
from vaultnet.vault.rules.vault import INTRODUCTION_CYCLE, PARENT_CYCLE

_TEMPLATES = {
    "parent": (
        wording('"{first}" is part of "{second}"{rest}'),
        wording(', which is part of "{name}"'),
    ),
    "introduced_by": (
        wording('"{first}" was introduced by "{second}"{rest}'),
        wording(', who was introduced by "{name}"'),
    ),
}


def check_circles(vault: Vault, as_of: date) -> Iterator[Diagnostic]:  # noqa: ARG001 (a check)
    """Yield one complaint for each circle of organisations and of introductions."""
    network = vault.network
    parents = {
        child.id: parent.id
        for child in network.organisations
        if (parent := network.resolve_as(child.parent, Organisation)) is not None
    }
    introducers = {
        contact.id: introducer.id
        for contact in network.contacts
        if (introducer := network.resolve_as(contact.introduced_by, Contact)) is not None
    }
    for circle in find_circles(parents):
        yield _complaint(vault, circle, PARENT_CYCLE, "parent")
    for circle in find_circles(introducers):
        yield _complaint(vault, circle, INTRODUCTION_CYCLE, "introduced_by")


def find_circles(above: Mapping[NodeId, NodeId]) -> Iterator[tuple[NodeId, ...]]:
    """Yield the circles of a relation in which each has one above; one alone is no circle.

    Each circle begins with its first id in the order of ids. Linear in the number of pages.
    """
    done: set[NodeId] = set()
    for start in sorted(above):
        steps: dict[NodeId, None] = {}
        here: NodeId | None = start
        while here is not None and here not in done and here not in steps:
            steps[here] = None
            here = above.get(here)
        if here in steps:
            walked = list(steps)
            circle = walked[walked.index(here) :]
            if len(circle) > 1:
                first = circle.index(min(circle))
                yield (*circle[first:], *circle[:first])
        done.update(steps)


def _complaint(vault: Vault, circle: tuple[NodeId, ...], rule: Rule, field: str) -> Diagnostic:
    """Return what is said about a circle, at the page that it begins with."""
    names = [vault.network.nodes[node_id].name for node_id in (*circle, circle[0])]
    template, further = _TEMPLATES[field]
    rest = tuple(Phrase(further, {"name": name}) for name in names[2:])
    return Diagnostic(
        rule,
        vault.place(circle[0], field),
        template,
        {"first": names[0], "second": names[1], "rest": rest, "field": field},
        hint="take one `{field}` out of the circle",
        related=tuple(
            Related(vault.place(node_id, field), "part of the circle") for node_id in circle[1:]
        ),
    )
