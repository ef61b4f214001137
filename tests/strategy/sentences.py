"""Everything that the strategy says: a walk over all its values, and its sentences in them."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cached_property

from vaultnet.domain.network import Network
from vaultnet.strategy.first_steps import first_steps
from vaultnet.strategy.reasons import VERBATIM, Sentence
from vaultnet.strategy.sensitivity import find_open_ratings
from vaultnet.strategy.summary import Strategy

ALL_THEMES = tuple(
    sorted(
        name
        for each in Strategy.__mro__
        for name, value in vars(each).items()
        if isinstance(value, cached_property)
    )
)
"""Every theme by name, those too that only others rest on."""
THEMES = tuple(name for name in ALL_THEMES if not name.startswith("_"))
"""Every theme of the strategy that is computed when it is asked for, by name."""


def themes_of(held: Strategy) -> Mapping[str, object]:
    """Return every value that the strategy can give, by the name of its theme."""
    ratings = {one: dict.fromkeys(held.constants.criteria, 3) for one in held.contacts}
    return {
        **{name: getattr(held, name) for name in THEMES if name not in {"network", "contacts"}},
        "actions": held.actions(within=30),
        "opportunities": held.opportunities(),
        "risks": held.risks(),
        "review": held.review(ratings),
        "paths": [held.paths(one) for one in held.contacts],
        "first steps": first_steps(held.network),
        "open ratings": [
            find_open_ratings(one, held.aims, held.constants) for one in held.contacts.values()
        ],
    }


def sentences_in(value: object) -> Iterator[Sentence]:
    """Yield every sentence in a value, those within sentences and of properties too."""
    if isinstance(value, Sentence):
        yield value
        yield from sentences_in(value.values)
    elif isinstance(value, Mapping):
        yield from sentences_in((*value.keys(), *value.values()))
    elif isinstance(value, tuple | list | set | frozenset):
        for item in value:
            yield from sentences_in(item)
    elif is_dataclass(value) and not isinstance(value, type | Network):
        if isinstance(getattr(type(value), "sentence", None), property):
            yield from sentences_in(value.sentence)  # type: ignore[attr-defined]
        for item in fields(value):
            yield from sentences_in(getattr(value, item.name))


def templates_of(held: Strategy) -> set[str]:
    """Return the templates of everything that a strategy says, but for what is verbatim."""
    said = {item.template for item in sentences_in(tuple(themes_of(held).values()))}
    return said - {VERBATIM}


def plain_form(value: object) -> object:
    """Return a value as lists, mappings, numbers and texts, in its own order, for a dump."""
    if isinstance(value, Sentence):
        return value.text
    if isinstance(value, Mapping):
        return [[plain_form(key), plain_form(item)] for key, item in value.items()]
    if isinstance(value, tuple | list):
        return [plain_form(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain_form(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, frozenset | set):
        return sorted(map(str, value))
    return value.isoformat() if isinstance(value, date) else value
