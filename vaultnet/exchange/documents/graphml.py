"""GraphML: who knows whom, and who is where, for programs that draw and measure graphs.

Nodes are the contacts that were picked out, the owner, and the organisations that these belong
to or were at. Edges lead from one to the other: ties by each source that knows of them, the
owner's own relationships, and affiliations.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field
from xml.sax.saxutils import escape, quoteattr

from vaultnet.domain.audience import Audience
from vaultnet.domain.contact import Contact
from vaultnet.domain.links import fold
from vaultnet.domain.node import NodeId, Reference
from vaultnet.exchange.draft import Loss
from vaultnet.exchange.export_values import Export, ExportOptions, Selection, loss
from vaultnet.late import dataclass, pattern
from vaultnet.phrase import Phrase

FILE_NAME = "network.graphml"
_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_FORBIDDEN = pattern("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}
Value = str | int | float | bool
Values = Mapping[str, Value | None]
_NODE_KEYS: Mapping[str, type] = {
    "label": str,
    "kind": str,
    "role": str,
    "organisation": str,
    "location": str,
    "tier": str,
    "status": str,
    "functions": str,
    "tags": str,
    "fruitfulness": float,
    "strength": float,
    "last_contact": str,
}
_EDGE_KEYS: Mapping[str, type] = {
    "relation": str,
    "tie_source": str,
    "tie_strength": str,
    "band": str,
    "since": str,
    "until": str,
    "expired": bool,
}


@dataclass(slots=True)
class _Graph:
    """The nodes and edges that were found, and what of their texts XML does not allow."""

    selection: Selection
    nodes: dict[str, Values] = field(default_factory=dict)
    edges: list[tuple[str, str, Values]] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)


def write_graphml(selection: Selection, _options: ExportOptions) -> Export:
    """Return the network of the contacts that were picked out as one file."""
    graph = _Graph(selection)
    for contact in selection.contacts:
        graph.nodes[contact.id] = _contact_values(selection, contact)
    _add_owner(graph)
    _add_ties(graph)
    for contact in selection.contacts:
        _add_affiliations(graph, contact)
    return Export({FILE_NAME: _render(graph)}, tuple(graph.losses))


def _contact_values(selection: Selection, contact: Contact) -> Values:
    place = contact.organisation
    return {
        "label": contact.name,
        "kind": "contact",
        "role": contact.role,
        "organisation": _shown(selection, place) if place else None,
        "location": contact.location,
        "tier": contact.tier,
        "status": contact.status,
        "functions": ", ".join(contact.functions),
        "tags": ", ".join(contact.tags),
        **(_numbers(selection, contact) if selection.vault.audience is Audience.ME else {}),
    }


def _numbers(selection: Selection, contact: Contact) -> Values:
    """Return what is reckoned of somebody: for the owner, as a part of the notes misleads."""
    strategy = selection.strategy
    last = selection.network.last_contact(contact, selection.as_of)
    return {
        "fruitfulness": strategy.fruitfulness[contact.id].value,
        "strength": strategy.strength[contact.id].value,
        "last_contact": last.isoformat() if last else None,
    }


def _add_owner(graph: _Graph) -> None:
    """Add the owner, known to everybody who was picked out, each as warmly as they are."""
    me = graph.selection.network.me
    if me is None:
        return
    graph.nodes[me.id] = {"label": me.name, "kind": "me"}
    bands = graph.selection.strategy.bands
    is_own = graph.selection.vault.audience is Audience.ME
    for contact in graph.selection.contacts:
        band = bands.get(contact.id) if is_own else None
        values: Values = {"tie_source": "me", "band": band}
        graph.edges.append((me.id, contact.id, values))


def _add_ties(graph: _Graph) -> None:
    """Add each tie between two who were picked out, by every source that knows of it."""
    as_of = graph.selection.as_of
    for tie in graph.selection.strategy.ties:
        one, other = tie.pair
        if one in graph.nodes and other in graph.nodes:
            values: Values = {
                "relation": tie.text,
                "tie_source": tie.source,
                "tie_strength": tie.strength,
                "since": tie.start.isoformat() if tie.start else None,
                "until": tie.until.isoformat() if tie.until else None,
                "expired": tie.is_expired(as_of),
            }
            graph.edges.append((one, other, values))


def _add_affiliations(graph: _Graph, contact: Contact) -> None:
    """Add where somebody is and was, with an edge to each."""
    present = (contact.organisation, *contact.other_organisations)
    for place in present:
        if place is not None:
            _affiliate(
                graph, contact, place, {"relation": contact.role, "tie_source": "organisation"}
            )
    for step in contact.career:
        if step.organisation is not None:
            until = None if step.ongoing or not step.until else str(step.until)
            values: Values = {
                "relation": step.role,
                "tie_source": "career",
                "since": str(step.start),
                "until": until,
                "expired": not step.ongoing,
            }
            _affiliate(graph, contact, step.organisation, values)


def _affiliate(graph: _Graph, contact: Contact, place: Reference, values: Values) -> None:
    page = graph.selection.network.resolve(place)
    name = f"organisation:{_FORBIDDEN.sub('', fold(place.text))}" if page is None else page.id
    if name not in graph.nodes:
        graph.nodes[name] = {"label": _shown(graph.selection, place), "kind": "organisation"}
    graph.edges.append((contact.id, name, values))


def _shown(selection: Selection, reference: Reference) -> str:
    page = selection.network.resolve(reference)
    return reference.text if page is None else page.name


def _render(graph: _Graph) -> bytes:
    """Return the file; keys come first, as a reader that streams would need them."""
    return "".join(f"{line}\n" for line in _lines(graph)).encode()


def _lines(graph: _Graph) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<graphml xmlns="{_NAMESPACE}">'
    yield from (_declared("node", name, kind) for name, kind in _NODE_KEYS.items())
    yield from (_declared("edge", name, kind) for name, kind in _EDGE_KEYS.items())
    yield '  <graph id="network" edgedefault="undirected">'
    for name, values in graph.nodes.items():
        yield f"    <node id={_quoted(name)}>"
        yield from _data(graph, "node", name, values)
        yield "    </node>"
    for number, (one, other, values) in enumerate(graph.edges):
        yield f'    <edge id="e{number}" source={_quoted(one)} target={_quoted(other)}>'
        yield from _data(graph, "edge", one, values)
        yield "    </edge>"
    yield "  </graph>"
    yield "</graphml>"


def _declared(scope: str, name: str, kind: type) -> str:
    form = f'attr.name="{name}" attr.type="{_TYPES[kind]}"'
    return f'  <key id="{scope}_{name}" for="{scope}" {form}/>'


def _data(graph: _Graph, scope: str, owner: str, values: Values) -> Iterator[str]:
    """Yield what is known of a node or an edge, and nothing of what is not."""
    for key, value in values.items():
        if value is not None and value != "":
            text = escape(_allowed(graph, owner, _written(value), key))
            yield f'      <data key="{scope}_{key}">{text}</data>'


def _quoted(name: str) -> str:
    return quoteattr(_FORBIDDEN.sub("", name))


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _allowed(graph: _Graph, owner: str, text: str, key: str) -> str:
    """Return a text without what XML cannot hold; what was taken away is a loss."""
    allowed = _FORBIDDEN.sub("", text)
    if allowed != text and owner in graph.selection.network.nodes:
        reason = Phrase("XML does not allow some of its characters; they were left out")
        graph.losses.append(loss(graph.selection, NodeId(owner), key, reason))
    return allowed
