"""The words of what is said about links."""

from collections.abc import Mapping

from vaultnet.diagnostics import Diagnostic, Place, Related, Rule
from vaultnet.domain.network import kind_of
from vaultnet.domain.node import Kind, NodeId, Reference
from vaultnet.phrase import Phrase, wording
from vaultnet.vault.parsed import Vault
from vaultnet.vault.rules.vault import (
    AMBIGUOUS_LINK,
    MISSING_ATTACHMENT,
    SELF_LINK,
    UNKNOWN_CONTACT,
    UNKNOWN_HEADING,
    UNKNOWN_LINK,
    UNKNOWN_OBJECTIVE,
    UNKNOWN_ORGANISATION,
    WRONG_KIND_OF_LINK,
)

_MOST_RELATED = 8
_UNKNOWN: Mapping[Kind, tuple[Rule, str, str]] = {
    Kind.CONTACT: (
        UNKNOWN_CONTACT,
        wording('no contact is called "{target}"'),
        wording("write a page for them, or write the name without brackets"),
    ),
    Kind.OBJECTIVE: (
        UNKNOWN_OBJECTIVE,
        wording('no objective is called "{target}"'),
        wording("write the objective down first, in a page of its own"),
    ),
    Kind.ORGANISATION: (
        UNKNOWN_ORGANISATION,
        wording('no organisation is called "{target}"'),
        wording(
            "write a page for it to see who was there and when, or write its name without brackets"
        ),
    ),
}
_ONE_OF_A_KIND: Mapping[Kind, Phrase] = {
    Kind.CONTACT: Phrase("a contact"),
    Kind.OBJECTIVE: Phrase("an objective"),
    Kind.ORGANISATION: Phrase("an organisation"),
    Kind.JOURNAL: Phrase("a journal page"),
    Kind.ME: Phrase("your own page"),
    Kind.NOTE: Phrase("a note"),
}


def unknown_page(place: Place, target: str, kind: Kind, near: str | None) -> Diagnostic:
    """Return the complaint that no page of a kind is called like the target of a link."""
    rule, template, hint = _UNKNOWN[kind]
    return Diagnostic(
        rule,
        place,
        template,
        {"target": target, "near": near},
        hint='write "{near}" if that is meant' if near is not None else hint,
    )


def unknown_link(place: Place, target: str, near: str) -> Diagnostic:
    """Return the advice that a link in prose resembles the name of a page."""
    return Diagnostic(
        UNKNOWN_LINK,
        place,
        'no page is called "{target}"',
        {"target": target, "near": near},
        hint='write "{near}" if that is meant',
    )


def ambiguous_link(
    vault: Vault, place: Place, reference: Reference, found: tuple[NodeId, ...]
) -> Diagnostic:
    """Return the complaint that a link may mean several pages, with all of them."""
    paths = [vault.paths[node_id] for node_id in found]
    return Diagnostic(
        AMBIGUOUS_LINK,
        place,
        '"{target}" may mean {count} pages: {paths}',
        {
            "target": reference.target,
            "count": len(found),
            "paths": ", ".join(paths[:_MOST_RELATED]),
            "example": paths[0].rpartition(".")[0],
        },
        hint='write the path of the page that is meant, such as "{example}"',
        related=tuple(
            Related(vault.place(node_id, "name"), "may be meant")
            for node_id in found[:_MOST_RELATED]
        ),
    )


def self_link(place: Place, reference: Reference) -> Diagnostic:
    """Return the complaint that a page is related to itself."""
    return Diagnostic(
        SELF_LINK,
        place,
        '"{target}" is this page itself',
        {"target": reference.text},
        hint="link the other page that is meant",
    )


def wrong_kind(vault: Vault, place: Place, found: NodeId, expected: Kind) -> Diagnostic:
    """Return the complaint that a link leads to a page of another kind than needed."""
    node = vault.network.nodes[found]
    kind = kind_of(node)
    return Diagnostic(
        WRONG_KIND_OF_LINK,
        place,
        '"{name}" is {kind}, and {expected} is needed here',
        {
            "name": node.name,
            "kind": _ONE_OF_A_KIND[kind],
            "expected": _ONE_OF_A_KIND[expected],
            "word": expected.value,
        },
        hint="link a page of the kind `{word}`",
        related=(Related(vault.place(found, "name"), "the page that the link leads to"),),
    )


def missing_attachment(place: Place, target: str) -> Diagnostic:
    """Return the complaint that a file to be shown is not in the vault."""
    return Diagnostic(
        MISSING_ATTACHMENT,
        place,
        'no file "{target}" in the vault',
        {"target": target},
        hint="put the file into the vault, or take the link out",
    )


def unknown_heading(place: Place, heading: str, near: str | None) -> Diagnostic:
    """Return the advice that a page has no such heading."""
    return Diagnostic(
        UNKNOWN_HEADING,
        place,
        'the page has no heading "{heading}"',
        {"heading": heading, "near": near},
        hint="link one of its headings" if near is None else 'write "{near}" if that is meant',
    )
