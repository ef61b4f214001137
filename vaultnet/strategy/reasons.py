"""Numbers that can be taken apart: facts, sentences, parts, and the scores made of them.

A `Score` without a value has no data, which is something else than a low one; its remark says
what is missing. A `Score` with a value is the exact sum of its parts (`math.fsum`), so whatever
is shown as reasons is all there is.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from functools import lru_cache
from typing import NamedTuple

from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass


class Fact(NamedTuple):
    """A place in the network that a number was read from.

    `field` is a path within the page of `node`, as the reader of files names it: `influence`,
    `serves/0`, `log/3`, `log/3/due`.
    """

    node: NodeId
    field: str


Tell = Callable[[str, Mapping[str, object]], str]
"""What says a template, filled with values, in some language."""


def wording(template: str) -> str:
    """Mark a template of a sentence for translation where it stands; return it as it is.

    A template that is written where the `Sentence` is made needs no mark.
    """
    return template


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence for people, apart from the language they speak.

    `template` is English with named fields in braces, `values` what fills them. A value may be
    a sentence itself (the word for a criterion, say), or a tuple of them, which is translated
    too and joined by commas.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Return the sentence in English."""
        return self.told(_in_english)

    def told(self, tell: Tell) -> str:
        """Return the sentence as `tell` says templates and values."""
        values = {name: _value_told(value, tell) for name, value in self.values.items()}
        return tell(self.template, values)

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.text


VERBATIM = "{text}"
"""The template of what is told as it is written; there is nothing in it to translate."""


def counted(count: int, one: str, many: str, **values: object) -> Sentence:
    """Return the sentence that a count asks for: `one` of two templates for 1, else `many`.

    The count fills the field `{count}`.
    """
    return Sentence(one if count == 1 else many, {"count": count, **values})


_CRITERIA: Mapping[str, str] = {
    "expertise": wording("expertise"),
    "influence": wording("influence"),
    "access": wording("access"),
    "reliability": wording("reliability"),
}


@lru_cache(maxsize=256)
def criterion_word(criterion: str) -> Sentence:
    """Return the word for a criterion; one of the owner's own is told as it is written."""
    known = _CRITERIA.get(criterion)
    return as_written(criterion) if known is None else Sentence(known)


def as_written(text: str) -> Sentence:
    """Return a text of the vault as a sentence: no language changes it."""
    return Sentence(VERBATIM, {"text": text})


class Part(NamedTuple):
    """One addend of a score: its points, why, and the facts that it rests on.

    A tuple, as there are more of them than of anything else.

    `name` tells parts of one kind from another (`fit`, `risk`); `about` is the page that the
    part belongs to, an objective or a person, where there is one.
    """

    name: str
    points: float
    sentence: Sentence
    facts: tuple[Fact, ...] = ()
    about: NodeId | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """A number with its reasons, or the reason why there is none.

    `value` is None where there are no data. `confidence` is the share, 0 to 1, of what the
    number should rest on that is known. Raises ValueError if the parts do not add up.
    """

    value: float | None
    parts: tuple[Part, ...] = ()
    confidence: float = 1.0
    remark: Sentence | None = None

    def __post_init__(self) -> None:
        """Hold the promise that parts add up to the value."""
        if self.value is not None and self.value != sum_of(self.parts):
            raise ValueError("the parts of a score add up to its value")

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return the facts of all parts, each once, in their order."""
        return tuple(dict.fromkeys(fact for part in self.parts for fact in part.facts))


def reading_order(fact: Fact) -> tuple[NodeId, str, int]:
    """Return a sort key: by page, then by section, then by line as they stand there."""
    section, _, line = fact.field.partition("/")
    number = line.partition("/")[0]
    return (fact.node, section, int(number) if number.isdecimal() else -1)


def sum_of(parts: Iterable[Part]) -> float:
    """Return the sum of the points of some parts, rounded once."""
    return math.fsum([part.points for part in parts])


def total(
    parts: Iterable[Part], *, confidence: float = 1.0, remark: Sentence | None = None
) -> Score:
    """Return the score that some parts make."""
    held = tuple(parts)
    return Score(sum_of(held), held, confidence, remark)


def no_data(remark: Sentence) -> Score:
    """Return the score of something that nothing is known about, with what is missing."""
    return Score(None, (), 0.0, remark)


def descending(value: float | None) -> tuple[int, float]:
    """Return a sort key: the highest values first, then those without any."""
    return (1, 0.0) if value is None else (0, -value)


def _value_told(value: object, tell: Tell) -> object:
    if isinstance(value, Sentence):
        return value.told(tell)
    if isinstance(value, tuple):
        return ", ".join(str(_value_told(item, tell)) for item in value)
    return value


def _in_english(template: str, values: Mapping[str, object]) -> str:
    return template.format(**values)
