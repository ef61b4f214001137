"""The shape of a network as an object of JSON."""

from vaultnet.cli.reasons import Desk, plain_facts, plain_step
from vaultnet.cli.reports.shape import Circle, Shape
from vaultnet.strategy.first_steps import next_step
from vaultnet.strategy.structure import Position


def plain_shape(desk: Desk, shape: Shape) -> dict[str, object]:
    """Return everybody's position, the groups, and what was bounded."""
    structure = shape.structure
    return {
        "as_of": shape.strategy.as_of.isoformat(),
        "contacts": len(shape.strategy.contacts),
        "people_with_ties": structure.people,
        "pairs_who_know_each_other": structure.ties,
        "pairs_by_source": {source.value: count for source, count in shape.sources.items()},
        "expired_ties": shape.expired,
        "positions": [_position(desk, item) for item in structure.positions],
        "brokers": [item.contact for item in structure.brokers],
        "bridges": [item.contact for item in structure.bridges],
        "groups": [_circle(desk, item) for item in shape.circles],
        "without_ties": [{"id": one, "name": desk.name(one)} for one in shape.alone],
        "bounded": [desk.say(sentence) for sentence in structure.bounded],
        "next_step": plain_step(desk, next_step(shape.strategy.network)),
    }


def _position(desk: Desk, item: Position) -> dict[str, object]:
    return {
        "id": item.contact,
        "name": desk.name(item.contact),
        "ties": item.degree,
        "betweenness": item.betweenness,
        "constraint": item.constraint,
        "effective_size": item.effective_size,
        "is_bridge": item.is_articulation,
        "cut_off": [list(part) for part in item.cut_off],
        "sentence": desk.say(item.sentence),
        "sources": plain_facts(desk, item.facts),
    }


def _circle(desk: Desk, item: Circle) -> dict[str, object]:
    ground = item.ground
    shared = None
    if ground is not None:
        shared = {
            "kind": ground.kind.value,
            "label": ground.label,
            "members": ground.sharing,
            "sentence": desk.say(ground.sentence),
            "sources": plain_facts(desk, ground.facts),
        }
    return {
        "group": item.number,
        "members": [{"id": one, "name": desk.name(one)} for one in item.members],
        "shared": shared,
    }
