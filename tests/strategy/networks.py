"""Small networks written as values, for tests that work a number out by hand."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from vaultnet.domain.contact import Contact
from vaultnet.domain.dates import parse_cadence, parse_partial_date
from vaultnet.domain.entry import Entry, EntryKind, Line, Task
from vaultnet.domain.links import LinkKeys, build_link_table
from vaultnet.domain.me import Me
from vaultnet.domain.network import Network, build_network
from vaultnet.domain.node import Node, NodeId, Reference
from vaultnet.domain.objective import Objective
from vaultnet.domain.prospect import Level, Opportunity, Risk
from vaultnet.domain.tie import CareerStep, Tie, TieStrength
from vaultnet.strategy.constants import Constants, make_constants
from vaultnet.strategy.summary import Strategy, compute_strategy
from vaultnet.vault.settings import Settings

TODAY = date(2026, 11, 23)
SETTINGS = Settings()
CONSTANTS = make_constants({}, SETTINGS.criteria, SETTINGS.cadence, SETTINGS.stale_after)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def links(*targets: str) -> tuple[Reference, ...]:
    return tuple(Reference(target) for target in targets)


def contact(name: str, **fields: Any) -> Contact:
    """Make a contact whose id is its name; `serves` may be given as ids."""
    if "serves" in fields:
        fields["serves"] = links(*fields["serves"])
    if isinstance(fields.get("cadence"), str):
        fields["cadence"] = parse_cadence(fields["cadence"])
    return Contact(id=NodeId(name), name=name.title(), **fields)


def objective(name: str, **fields: Any) -> Objective:
    return Objective(id=NodeId(name), name=name.title(), **fields)


def me(**fields: Any) -> Me:
    return Me(id=NodeId("me"), name="Irene", **fields)


def entry(kind: str, days: int | None, **fields: Any) -> Entry:
    """Make a log line of one or more kinds, so many days ago; `people` may be given as ids."""
    fields["people"] = links(*fields.get("people", ()))
    kinds = tuple(EntryKind(word) for word in kind.split("+"))
    day = None if days is None else ago(days)
    return Entry(text=fields.pop("text", kind), day=day, kinds=kinds, **fields)


def line(text: str, *targets: str) -> Line:
    topics = tuple(word[1:] for word in text.split() if word.startswith("#"))
    return Line(text=text, topics=topics, links=links(*targets))


def task(text: str, due: date | None = None, *, done: bool = False) -> Task:
    return Task(text=text, due=due, done=done)


def opportunity(
    value: str | None, likelihood: str | None, *targets: str, **more: Any
) -> Opportunity:
    return Opportunity(
        text="something good",
        links=links(*targets),
        value=Level(value) if value else None,
        likelihood=Level(likelihood) if likelihood else None,
        **more,
    )


def risk(severity: str | None, likelihood: str | None, *targets: str, **more: Any) -> Risk:
    return Risk(
        text="something bad",
        links=links(*targets),
        severity=Level(severity) if severity else None,
        likelihood=Level(likelihood) if likelihood else None,
        **more,
    )


def tie(person: str, strength: str | None = None, start: str = "", until: str = "") -> Tie:
    return Tie(
        text="colleague",
        person=Reference(person),
        strength=TieStrength(strength) if strength else None,
        start=parse_partial_date(start) if start else None,
        until=parse_partial_date(until) if until else None,
    )


def step(start: str, until: str | None, place: str, role: str = "") -> CareerStep:
    """Make a career step; `until` None goes on."""
    return CareerStep(
        text="",
        start=parse_partial_date(start),
        until=parse_partial_date(until) if until else None,
        ongoing=until is None,
        role=role,
        organisation=Reference(place),
    )


def network(*nodes: Node) -> Network:
    return network_of(nodes)


def network_of(nodes: Iterable[Node]) -> Network:
    held = list(nodes)
    keys = [LinkKeys(node.id, f"pages/{node.id}", node.name, node.aliases) for node in held]
    return build_network(held, build_link_table(keys))


def strategy(*nodes: Node, constants: Constants = CONSTANTS, as_of: date = TODAY) -> Strategy:
    return compute_strategy(network(*nodes), constants, as_of)


def identity(name: str) -> NodeId:
    return NodeId(name)
