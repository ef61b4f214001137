"""What was made, kept as long as all questions that making it asked are answered alike."""

from array import array
from collections.abc import Callable, Hashable, Iterator
from typing import Any, TypeVar

from vaultnet.late import dataclass
from vaultnet.site.tracing import How, Trace

Made = TypeVar("Made")
Ground = TypeVar("Ground")


@dataclass(frozen=True, slots=True)
class _Held:
    """Something that was made, and the numbers of the questions that were asked."""

    made: Any
    asked: "array[int]"


class Memory:
    """Results by name, each made anew only where something that it was made from is another.

    `begin` is given the ground of a round, `recall` is asked for each result of it, and `end`
    lets go of those that were not asked for. A round that is broken off loses nothing: what was
    made in it holds for the next one. One that cannot even begin loses all. `count` tells how
    many results were made in a round.
    """

    def __init__(self) -> None:
        self.trace = Trace()
        self.count = 0
        self._held: dict[Hashable, _Held] = {}
        self._recalled: dict[Hashable, _Held] = {}
        self._swept = 0

    def begin(self, ground: Ground) -> Ground:
        """Begin a round, and return what looks like its ground and notes what is asked of it."""
        held, self._held, self._recalled, self.count = self._held, {}, {}, 0
        changed = self.trace.ask_again(ground)
        self._held = {name: each for name, each in held.items() if changed.isdisjoint(each.asked)}
        return self.trace.over(ground)

    def recall(self, name: Hashable, make: Callable[[], Made]) -> Made:
        """Return the result of a name, made now unless it would be the same as before.

        `make` may ask nothing but what was returned at the beginning of this round.
        """
        held = self._held.get(name)
        if held is None:
            held = self._held[name] = self._make(make)
        self._recalled[name] = held
        found: Made = held.made
        return found

    def _make(self, make: Callable[[], object]) -> _Held:
        asked = self.trace.asked
        asked.clear()
        made = make()
        self.count += 1
        return _Held(made, array("I", sorted(set(asked))))

    def end(self) -> None:
        """End a round; what was not asked for in it is let go."""
        self._held, self._recalled = self._recalled, {}
        self.trace.asked.clear()
        if self.trace.size > 2 * self._swept:
            self.trace.keep({number for held in self._held.values() for number in held.asked})
            self._swept = self.trace.size

    def answers(self, path: str, how: How) -> Iterator[object]:
        """Yield the answers to those questions of a group that a result of the round asked."""
        group = set(self.trace.group(path, how).values())
        if group:
            used = set().union(
                *(group.intersection(each.asked) for each in self._recalled.values())
            )
            yield from map(self.trace.answer, sorted(used))
