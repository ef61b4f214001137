"""A calendar as lines: its components, one inside of the other."""

from collections.abc import Iterator
from datetime import date

from vaultnet.exchange.property_lines import folded
from vaultnet.late import dataclass


@dataclass(frozen=True, slots=True)
class Component:
    """A part of a calendar: its name, its lines as `NAME;PARAMETER=…:value`, and its parts."""

    name: str
    properties: tuple[str, ...]
    parts: tuple["Component", ...] = ()


def render_calendar(calendar: Component) -> bytes:
    """Return a calendar as the bytes of a file."""
    lines = (piece for line in _lines(calendar) for piece in folded(line))
    return "".join(f"{line}\r\n" for line in lines).encode()


def day_line(name: str, day: date) -> str:
    """Return a property whose value is a day without a time."""
    return f"{name};VALUE=DATE:{day.isoformat().replace('-', '')}"


def _lines(component: Component) -> Iterator[str]:
    yield f"BEGIN:{component.name}"
    yield from component.properties
    for part in component.parts:
        yield from _lines(part)
    yield f"END:{component.name}"
