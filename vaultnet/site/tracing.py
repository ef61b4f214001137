"""What a page was made from: every value that its making asked for, noted as it is asked for.

Pages look up what they show by key: a contact by id, its strength, whom a word means. Between a
page and the values that a site is made of stands here something that looks the same, passes the
question on and notes it. So no page has to say what it depends on, and none can forget to. Later
the same questions are asked of newer values: where all answers are the same, so is the page.
"""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cache
from types import FunctionType, MethodType
from typing import Any, Final, NamedTuple, TypeVar

from vaultnet.domain.links import LinkTable
from vaultnet.domain.network import Network
from vaultnet.encoding import EncodingError, encode
from vaultnet.site.ground import Ground
from vaultnet.site.images import ImageShelf
from vaultnet.site.placings import Placings
from vaultnet.site.relations import Relations
from vaultnet.site.urls import SiteMap
from vaultnet.strategy.aims import Aims
from vaultnet.strategy.summary import Strategy
from vaultnet.vault.parsed import Tally, Vault

Value = TypeVar("Value")


class How(Enum):
    """How something was asked for."""

    WHOLE = "whole"
    KEY = "key"
    PLACE = "place"
    LENGTH = "length"
    CALL = "call"


class Group(NamedTuple):
    """Questions that are asked in one way of one part of the ground, by its path there."""

    path: str
    how: How


_LOOKED_THROUGH: Final = (Ground, Vault, Network, Tally, Relations, Placings, SiteMap, Aims)
"""Values of which parts are asked for; their methods ask for parts themselves."""
_ASKED: Final = (Strategy, LinkTable, ImageShelf)
"""Values whose methods are questions; their parts are asked for too."""


class Trace:
    """The questions of some pages, each known by a number, with its last answer.

    A question keeps its number as long as a page asks it. While a page is made, `asked` grows by
    the number of each of its questions.
    """

    def __init__(self) -> None:
        self.asked: list[int] = []
        self._numbers: dict[Group, dict[Hashable, int]] = {}
        self._answers: dict[int, object] = {}
        self._parts: dict[Group, object] = {}
        self._about: dict[int, tuple[Group, Hashable]] = {}
        self._next = 0

    @property
    def size(self) -> int:
        """Return how many questions there are."""
        return len(self._answers)

    def over(self, ground: Value) -> Value:
        """Return what looks like a ground, and notes what is asked of it."""
        return _looked_through(ground, "", self)

    def group(self, path: str, how: How) -> dict[Hashable, int]:
        """Return the numbers of the questions of a group, by what each is about."""
        return self._numbers.setdefault(Group(path, how), {})

    def note(self, group: dict[Hashable, int], subject: Hashable, answer: object) -> None:
        """Note that a question of a group was asked."""
        number = group.get(subject)
        self.asked.append(self.add(group, subject, answer) if number is None else number)

    def add(self, group: dict[Hashable, int], subject: Hashable, answer: object) -> int:
        """Return the number of a question that is new in a group."""
        number = group[subject] = self._next
        self._next += 1
        self._answers[number] = answer
        return number

    def ask_again(self, ground: object) -> frozenset[int]:
        """Ask every question of a new ground; return those whose answer is another one."""
        changed: set[int] = set()
        for group, numbers in self._numbers.items():
            part, before = part_at(ground, group.path), self._parts.get(group, _UNASKED)
            self._parts[group] = part
            if part is not before:
                changed.update(self._ask_group(part, group.how, numbers))
        return frozenset(changed)

    def _ask_group(self, part: Any, how: How, numbers: Mapping[Hashable, int]) -> Iterator[int]:
        answers = self._answers
        for subject, number in numbers.items():
            before, answer = answers[number], answer_of(part, how, subject)
            if answer is not before:
                answers[number] = answer
                if not is_same(before, answer):
                    yield number

    def answer(self, number: int) -> object:
        """Return the last answer to a question."""
        return self._answers[number]

    def question(self, number: int) -> tuple[Group, Hashable]:
        """Return the group of a question, and what it is about."""
        if number not in self._about:
            self._look_for_new()
        return self._about[number]

    def _look_for_new(self) -> None:
        for group, numbers in self._numbers.items():
            for subject, number in reversed(numbers.items()):
                if number in self._about:
                    break
                self._about[number] = group, subject

    def keep(self, numbers: Collection[int]) -> None:
        """Forget all questions but some."""
        for held in self._numbers.values():
            for subject in [subject for subject, number in held.items() if number not in numbers]:
                del held[subject]
        self._answers = {number: self._answers[number] for number in numbers}


class _Nothing:
    """The answer to what cannot be asked any more; it is the same as no other."""


_MISSING: Final = ("missing",)
"""The answer for a key that is not there."""
_UNASKED: Final = object()
"""Stands for a part that was not looked at before, which is another than any that there is."""


def part_at(ground: object, path: str) -> object:
    """Return the part of a ground at a path."""
    held = ground
    for name in path.split("."):
        held = getattr(held, name, _MISSING)
    return held


def askable(part: object, how: How, path: str) -> object:
    """Return a part if pages can ask it so; raises LookupError for what was never a question."""
    fits: bool
    if how is How.CALL:
        fits = isinstance(getattr(part, "__self__", None), _ASKED)
    elif how is How.KEY:
        fits = isinstance(part, Mapping)
    else:
        fits = how is How.WHOLE or isinstance(part, (Mapping, tuple))
    if not fits or any(name.startswith("_") for name in path.split(".")):
        raise LookupError(path)
    return part


def answer_of(part: Any, how: How, subject: Any) -> object:
    """Return the answer to a question; one that cannot be asked any more has one of its own."""
    if how is How.KEY:
        return part.get(subject, _MISSING)
    if how is How.WHOLE:
        return part
    if how is How.LENGTH:
        return len(part)
    try:
        if how is How.PLACE:
            return part[subject]
        arguments, named = subject
        return part(*arguments, **dict(named))
    except LookupError:
        return _Nothing()


def is_same(one: object, other: object) -> bool:
    """Tell whether two values are the same in everything that a page could show of them.

    The order of mappings counts, for pages show it, and so does the sign of nothing: two values
    that say that they are equal need not be the same.
    """
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, str):
        return one == other
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(is_same, one, other))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return list(one) == list(other) and all(map(is_same, one.values(), other.values()))
    kind: type = type(one)
    if names := _names_of_fields(kind):
        return all(is_same(getattr(one, name), getattr(other, name)) for name in names)
    try:
        return encode(one) == encode(other)
    except EncodingError:
        return False


@cache
def _names_of_fields(kind: type) -> tuple[str, ...]:
    """Return the fields of a dataclass; none for any other class."""
    return tuple(getattr(kind, "__dataclass_fields__", ()))


class _LookedThrough:
    """Stands for a value of which parts are asked for."""

    def __init__(self, held: object, path: str, trace: Trace) -> None:
        self._held, self._path, self._trace = held, path, trace
        self._wholes: dict[str, tuple[dict[Hashable, int], Any]] = {}

    def __getattr__(self, name: str) -> Any:
        """Return a part of the value; what notes questions by itself is made once."""
        if (whole := self._wholes.get(name)) is not None:
            self._trace.note(whole[0], None, whole[1])
            return whole[1]
        member = getattr(type(self._held), name, None)
        path = f"{self._path}.{name}" if self._path else name
        if isinstance(member, FunctionType):
            made = self._method(member, path)
        else:
            found = getattr(self._held, name)
            made = _standing_for(found, path, self._trace, of=self._held)
            if made is found:
                self._wholes[name] = self._trace.group(path, How.WHOLE), found
                return getattr(self, name)
        self.__dict__[name] = made
        return made

    def _method(self, member: FunctionType, path: str) -> Callable[..., Any]:
        if not isinstance(self._held, _ASKED):
            return MethodType(member, self)
        ask, trace = MethodType(member, self._held), self._trace
        group = trace.group(path, How.CALL)

        def asked(*arguments: Any, **named: Any) -> Any:
            answer = ask(*arguments, **named)
            trace.note(group, (arguments, tuple(named.items())), answer)
            return answer

        return asked


def _looked_through(held: Value, path: str, trace: Trace) -> Value:
    # It answers as the value does, whose type a checker goes on to see.
    return _LookedThrough(held, path, trace)  # type: ignore[return-value]


def _standing_for(found: Any, path: str, trace: Trace, *, of: object) -> Any:
    """Return what stands for a part and notes questions; the part itself if it is asked whole."""
    if isinstance(found, (*_LOOKED_THROUGH, *_ASKED)):
        return _looked_through(found, path, trace)
    if isinstance(found, Mapping):
        return _TracedMapping(found, path, trace)
    if isinstance(found, tuple) and isinstance(of, Placings):
        return _TracedSequence(found, path, trace)
    return found


class _TracedMapping(Mapping[Any, Any]):
    """Stands for a mapping: notes which keys are looked up, or that all of it was asked for."""

    def __init__(self, held: Mapping[Any, Any], path: str, trace: Trace) -> None:
        self._held, self._path, self._trace = held, path, trace
        self._keys, self._asked = trace.group(path, How.KEY), trace.asked

    def _look_up(self, key: Any) -> Any:
        answer = self._held.get(key, _MISSING)
        number = self._keys.get(key)
        # This is the way that nearly all questions go.
        self._asked.append(self._trace.add(self._keys, key, answer) if number is None else number)
        return answer

    def _whole(self) -> Mapping[Any, Any]:
        self._trace.note(self._trace.group(self._path, How.WHOLE), None, self._held)
        return self._held

    def __getitem__(self, key: Any) -> Any:
        answer = self._look_up(key)
        if answer is _MISSING:
            raise KeyError(key)
        return answer

    def get(self, key: Any, default: Any = None) -> Any:
        """Return the value of a key, or what is given for none."""
        answer = self._look_up(key)
        return default if answer is _MISSING else answer

    def __contains__(self, key: object) -> bool:
        return self._look_up(key) is not _MISSING

    def __iter__(self) -> Iterator[Any]:
        return iter(self._whole())

    def __len__(self) -> int:
        self._trace.note(self._trace.group(self._path, How.LENGTH), None, len(self._held))
        return len(self._held)

    def values(self) -> Any:
        """Return all values."""
        return self._whole().values()

    def items(self) -> Any:
        """Return all keys with their values."""
        return self._whole().items()


class _TracedSequence(Sequence[Any]):
    """Stands for a tuple: notes which places are looked at."""

    def __init__(self, held: tuple[Any, ...], path: str, trace: Trace) -> None:
        self._held, self._path, self._trace = held, path, trace

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return self._whole()[place]
        self._trace.note(self._trace.group(self._path, How.PLACE), place, self._held[place])
        return self._held[place]

    def __len__(self) -> int:
        self._trace.note(self._trace.group(self._path, How.LENGTH), None, len(self._held))
        return len(self._held)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._whole())

    def _whole(self) -> tuple[Any, ...]:
        self._trace.note(self._trace.group(self._path, How.WHOLE), None, self._held)
        return self._held
