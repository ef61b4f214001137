"""JSON: every field and every line of the pages, with the file and line of each for their owner.

The document is what the domain holds, class by class; its schema is made of the same classes,
and `schema_version` counts up where a program that reads it would have to change. Each page is one
line, so that a large network is written page by page, and two exports can be compared.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from vaultnet.domain.audience import Audience
from vaultnet.domain.contact import Contact
from vaultnet.domain.entry import Entry, Journal
from vaultnet.domain.me import Me
from vaultnet.domain.network import kind_of
from vaultnet.domain.node import Kind, Node, Note, Reference
from vaultnet.domain.objective import Objective
from vaultnet.domain.organisation import Organisation
from vaultnet.exchange.documents.json_values import (
    Resolve,
    Schema,
    class_properties,
    object_schema,
    plain_object,
    render_json,
    schema_of,
)
from vaultnet.exchange.export_values import Export, ExportOptions, Selection

SCHEMA_VERSION = 1
FILE_NAME = "network.json"
_LISTS: Mapping[str, type[Node]] = {
    "contacts": Contact,
    "organisations": Organisation,
    "objectives": Objective,
    "journals": Journal,
    "notes": Note,
}


def write_json(selection: Selection, _options: ExportOptions) -> Export:
    """Return one document: all pages, or the contacts that were picked out and nothing else."""
    return Export({FILE_NAME: b"".join(_written(selection))})


def export_schema() -> Schema:
    """Return the JSON Schema of the document."""
    definitions: dict[str, Schema] = {}
    pages = {name: _page_schema(node_type, definitions) for name, node_type in _LISTS.items()}
    me = _page_schema(Me, definitions)
    properties: dict[str, Schema] = {
        "schema_version": {"const": SCHEMA_VERSION},
        "name": {"type": "string", "description": "The name of the network."},
        "as_of": {"type": "string", "format": "date"},
        "audience": {"enum": [each.value for each in Audience]},
        "is_whole": {
            "type": "boolean",
            "description": "False where contacts were picked out by a query.",
        },
        **{name: {"type": "array", "items": page} for name, page in pages.items()},
        "me": {"anyOf": [me, {"type": "null"}]},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A network, as `vaultnet export json` writes it",
        **object_schema(properties),
        "$defs": dict(sorted(definitions.items())),
    }


def _page_schema(node_type: type[Node], definitions: dict[str, Schema]) -> Schema:
    """Return the schema of a kind of page, as a reference to its definition."""
    named = schema_of(node_type, definitions)
    properties = class_properties(node_type, definitions)
    place: Schema = {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}}
    own: dict[str, Schema] = {
        "kind": {"enum": [kind.value for kind in Kind]},
        **properties,
        "file": {"type": ["string", "null"], "description": "Its path; null for others."},
        "lines": {**place, "description": "The line of each field; empty for others."},
    }
    if node_type is Contact:
        own["written_elsewhere"] = {
            "type": "array",
            "description": "Lines of other pages that concern the contact.",
            "items": object_schema(
                {
                    "written_in": {"type": "string"},
                    "field": {"type": "string"},
                    "entry": schema_of(Entry, definitions),
                }
            ),
        }
    summary = definitions[node_type.__name__].get("description", "")
    definitions[node_type.__name__] = object_schema(own, summary)
    return named


def _written(selection: Selection) -> Iterator[bytes]:
    """Yield the document in pieces: what it is, then each list with a page a line."""
    head = {
        "schema_version": SCHEMA_VERSION,
        "name": selection.vault.settings.name,
        "as_of": selection.as_of.isoformat(),
        "audience": selection.vault.audience.value,
        "is_whole": selection.is_whole,
    }
    yield render_json(head).removesuffix(b"\n}\n")
    for name, node_type in _LISTS.items():
        pages = _chosen(selection, node_type)
        yield b',\n  "%s": [' % name.encode()
        for number, node in enumerate(pages):
            yield (b",\n    " if number else b"\n    ") + _line(selection, node)
        yield b"\n  ]" if pages else b"]"
    me = selection.network.me if selection.is_whole else None
    yield b',\n  "me": ' + (b"null" if me is None else _line(selection, me)) + b"\n}\n"


def _line(selection: Selection, node: Node) -> bytes:
    """Return a page as one line."""

    def resolve(reference: Reference) -> str | None:
        page = selection.network.resolve(reference)
        return None if page is None else page.id

    return render_json(_page(selection, node, resolve), indent=None).rstrip(b"\n")


def _chosen(selection: Selection, node_type: type[Node]) -> tuple[Node, ...]:
    """Return the pages of a kind that are written: with a query, contacts alone."""
    if node_type is Contact:
        return selection.contacts
    return selection.network.of_type(node_type) if selection.is_whole else ()


def _page(selection: Selection, node: Node, resolve: Resolve) -> dict[str, Any]:
    is_own = selection.vault.audience is Audience.ME
    page = {
        "kind": kind_of(node).value,
        **plain_object(node, resolve),
        "file": selection.vault.paths[node.id] if is_own else None,
        "lines": _lines(selection, node) if is_own else {},
    }
    if isinstance(node, Contact):
        page["written_elsewhere"] = list(_written_elsewhere(selection, node, resolve))
    return page


def _lines(selection: Selection, node: Node) -> dict[str, int]:
    """Return the line of each field, by its path; the keys themselves are left out."""
    file = selection.vault.file_of(node.id)
    return {
        name: file.source.position(span.start).line
        for name, span in file.places.items()
        if not name.startswith("key:")
    }


def _written_elsewhere(
    selection: Selection, contact: Contact, resolve: Resolve
) -> Iterator[dict[str, Any]]:
    for record in selection.network.records.get(contact.id, ()):
        if record.written_in != contact.id:
            yield {
                "written_in": record.written_in,
                "field": record.field,
                "entry": plain_object(record.entry, resolve),
            }
