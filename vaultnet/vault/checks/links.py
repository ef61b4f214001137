"""Where links lead: to nothing, to several pages, to the page itself, to the wrong kind."""

from collections.abc import Iterator

from vaultnet.diagnostics import Diagnostic, Place
from vaultnet.domain.contact import Contact
from vaultnet.domain.entry import Journal
from vaultnet.domain.links import fold
from vaultnet.domain.network import kind_of
from vaultnet.domain.node import Kind, Node, NodeId, Reference
from vaultnet.late import dataclass
from vaultnet.vault.checks import link_complaints as complaints
from vaultnet.vault.checks.attachments import Attachments, is_attachment_target
from vaultnet.vault.checks.lookups import Lookups
from vaultnet.vault.parsed import FoundLink, ParsedFile, Vault
from vaultnet.vault.rules.vault import (
    UNKNOWN_CONTACT,
    UNKNOWN_LINK,
    UNKNOWN_OBJECTIVE,
    UNKNOWN_ORGANISATION,
)

_EXPECTED_BY_FIELD = {
    "serves": Kind.OBJECTIVE,
    "introduced_by": Kind.CONTACT,
    "organisation": Kind.ORGANISATION,
    "parent": Kind.ORGANISATION,
}
_PEOPLE = frozenset({Kind.CONTACT, Kind.ME})
_TOLD_ONCE = (UNKNOWN_CONTACT, UNKNOWN_OBJECTIVE, UNKNOWN_ORGANISATION, UNKNOWN_LINK)
_NEVER_ITSELF = frozenset({"ties", "introduced_by", "parent", "log"})


LinkKey = tuple[str, str, str]
"""What makes a complaint about a link the same as another: each is told once."""


@dataclass(frozen=True, slots=True)
class LinkGround:
    """What the links of all pages are checked by."""

    lookups: Lookups
    attachments: Attachments


def make_link_ground(vault: Vault) -> LinkGround:
    """Return what the links of a vault are checked by."""
    return LinkGround(Lookups(vault), Attachments(vault.attachments))


def check_page_links(ground: LinkGround, node_id: NodeId) -> Iterator[tuple[LinkKey, Diagnostic]]:
    """Yield what is wrong with the links of a page; of complaints alike the first is meant.

    The prose of plain notes is left alone: people who come from Obsidian leave links to pages
    that they have yet to write, on purpose.
    """
    vault = ground.lookups.vault
    node, file = vault.network.nodes[node_id], vault.file_of(node_id)
    for diagnostic in _check_photo(node, file, ground.attachments):
        yield (diagnostic.rule.code, diagnostic.place.path, "photo"), diagnostic
    for link in file.links:
        if link.field == "photo" or _is_file(link, ground.attachments, file):
            continue
        found = _check_link(ground.lookups, node, file, link)
        if found is not None:
            yield _key(found, link.reference), found


def looks_around(file: ParsedFile) -> bool:
    """Tell whether what is wrong with the links of a page depends on the text of other pages."""
    return any(link.reference.heading for link in file.links)


def _check_photo(node: Node, file: ParsedFile, attachments: Attachments) -> Iterator[Diagnostic]:
    """Report a photo that is not in the vault; a photo on the web is the business of its field."""
    photo = node.photo if isinstance(node, Contact) else None
    if photo is None or "://" in photo.target or attachments.holds(photo.target, file.path):
        return
    yield complaints.missing_attachment(file.place("photo"), photo.target)


def _is_file(link: FoundLink, attachments: Attachments, file: ParsedFile) -> bool:
    """Tell whether a link leads out of the notes: to the web, or to a file of the vault."""
    target = link.reference.target
    return "://" in target or (
        is_attachment_target(target) and attachments.holds(target, file.path)
    )


def _key(diagnostic: Diagnostic, reference: Reference) -> LinkKey:
    """Return what makes a complaint the same as another.

    A word without a page is told once on a page, and an organisation once for the whole vault,
    being advice; anything else is told at each link.
    """
    rule, place = diagnostic.rule, diagnostic.place
    if rule not in _TOLD_ONCE:
        return (rule.code, place.path, str(place.span.start))
    path = "" if rule is UNKNOWN_ORGANISATION else place.path
    return (rule.code, path, fold(reference.target))


def _check_link(
    lookups: Lookups, node: Node, file: ParsedFile, link: FoundLink
) -> Diagnostic | None:
    """Return the complaint about one link, if there is one."""
    expected = _expected_kind(node, link)
    if not link.reference.linked and link.field.partition("/")[0] != "serves":
        return None
    found = lookups.vault.network.link_table.candidates(link.reference.target)
    place = Place(file.path, link.span)
    if not link.reference.target:
        found = (node.id,)
    if len(found) > 1:
        return _ambiguous(lookups, place, link, found)
    if not found:
        return _unresolved(lookups, node, place, link, expected)
    return _resolved(lookups, node, place, link, (found[0], expected))


def _expected_kind(node: Node, link: FoundLink) -> Kind | None:
    """Return the kind of page that a link must lead to; None in prose, where any will do."""
    head, _, rest = link.field.partition("/")
    if head in _EXPECTED_BY_FIELD:
        return _EXPECTED_BY_FIELD[head]
    index = int(rest.partition("/")[0] or 0) if rest.partition("/")[0].isdecimal() else 0
    if head == "career":
        steps = getattr(node, "career", ())
        is_place = index < len(steps) and steps[index].organisation == link.reference
        return Kind.ORGANISATION if is_place else None
    return Kind.CONTACT if link.reference in _people(node, head, index) else None


def _people(node: Node, head: str, index: int) -> tuple[Reference, ...]:
    """Return the people that a line of Ties or of a log is about."""
    if isinstance(node, Contact) and head == "ties" and index < len(node.ties):
        return (node.ties[index].person,)
    entries = node.log if isinstance(node, Contact) else ()
    if isinstance(node, Journal):
        entries = node.entries
    return entries[index].people if head == "log" and index < len(entries) else ()


def _ambiguous(
    lookups: Lookups, place: Place, link: FoundLink, found: tuple[NodeId, ...]
) -> Diagnostic | None:
    """Report a link that several pages answer to, unless only plain notes are concerned."""
    kinds = {kind_of(lookups.vault.network.nodes[node_id]) for node_id in found}
    if kinds <= {Kind.NOTE, Kind.JOURNAL}:
        return None
    return complaints.ambiguous_link(lookups.vault, place, link.reference, found)


def _unresolved(
    lookups: Lookups, node: Node, place: Place, link: FoundLink, expected: Kind | None
) -> Diagnostic | None:
    """Report a link to nothing; the page of a file that was not loaded is not nothing."""
    target = link.reference.target
    if lookups.is_left_out(target):
        return None
    if expected is not None:
        return complaints.unknown_page(place, target, expected, lookups.nearest(target, expected))
    if kind_of(node) is Kind.NOTE:
        return None
    if link.reference.embed and is_attachment_target(target):
        return complaints.missing_attachment(place, target)
    if is_attachment_target(target):
        return None
    near = lookups.nearest(target, None)
    return None if near is None else complaints.unknown_link(place, target, near)


def _resolved(
    lookups: Lookups,
    node: Node,
    place: Place,
    link: FoundLink,
    ends: tuple[NodeId, Kind | None],
) -> Diagnostic | None:
    """Report a link that leads to a page that it should not lead to, or not there.

    The ends are the page that it leads to and the kind that it must lead to.
    """
    found, expected = ends
    head = link.field.partition("/")[0]
    if found == node.id and head in _NEVER_ITSELF and expected is not None:
        return complaints.self_link(place, link.reference)
    kind = kind_of(lookups.vault.network.nodes[found])
    # A log line may well name the organisation or the event where people met.
    if expected is not None and head != "log" and not _fits(kind, expected):
        return complaints.wrong_kind(lookups.vault, place, found, expected)
    heading = link.reference.heading
    if not heading or kind_of(node) is Kind.NOTE or lookups.has_heading(found, heading):
        return None
    return complaints.unknown_heading(place, heading, lookups.nearest_heading(found, heading))


def _fits(kind: Kind, expected: Kind) -> bool:
    return kind is expected or (expected is Kind.CONTACT and kind in _PEOPLE)
