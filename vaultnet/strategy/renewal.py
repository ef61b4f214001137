"""Themes that are taken over from an earlier strategy as far as they rest on the same objects.

Every theme is a pure function of its grounds: other themes, and parts of the network. Where all
the grounds are the very objects that they were, so is the theme; where only those of some contacts
are others, only theirs is computed anew; and what comes out equal is the earlier object again, so
that nothing which rests on it is computed anew in its turn.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Self, TypeVar

from vaultnet.domain.node import NodeId

Value = TypeVar("Value")


class RenewedThemes:
    """Themes by name, each kept when it was computed, and where an earlier value of it is.

    A theme and its grounds are attributes. An earlier value is looked at once and then let go:
    otherwise each strategy would keep all before it alive.
    """

    def __init__(self, before: Self | None) -> None:
        self._renewed: set[str] = set()
        self._earlier: dict[str, Self] = {} if before is None else before.hand_over()

    def hand_over(self) -> dict[str, Self]:
        """Return by theme which strategy computed it last, and keep no hold of them."""
        earlier, self._earlier = self._earlier, {}
        return {**earlier, **dict.fromkeys(self._renewed, self)}

    def _each(
        self,
        theme: str,
        ids: Mapping[NodeId, object],
        make: Callable[[NodeId], Value],
        *,
        by_id: Iterable[str] = (),
        whole: Iterable[str] = (),
    ) -> Mapping[NodeId, Value]:
        """Return a value for each id: it rests on what the grounds `by_id` hold for that id.

        It rests on the `whole` grounds besides.
        """
        then = self._then(theme)
        if then is None:
            return {one: make(one) for one in ids}
        stale = set() if self._rests_on_the_same(then, whole) else set(ids)
        for name in by_id:
            stale |= differing(getattr(self, name), getattr(then, name))
        return renew(getattr(then, theme), ids, stale, make)

    def _whole(self, theme: str, make: Callable[[], Value], grounds: Iterable[str]) -> Value:
        """Return a value that rests on some grounds as a whole."""
        then = self._then(theme)
        if then is None:
            return make()
        held: Value = getattr(then, theme)
        if self._rests_on_the_same(then, grounds):
            return held
        found = make()
        return held if _is_alike(found, held) else found

    def _then(self, theme: str) -> Self | None:
        """Return the strategy that computed a theme last, and let go of it."""
        self._renewed.add(theme)
        return self._earlier.pop(theme, None)

    def _rests_on_the_same(self, then: Self, grounds: Iterable[str]) -> bool:
        """Tell whether all grounds are the same; each is asked for, so that it is let go of too."""
        same = [getattr(self, name) is getattr(then, name) for name in grounds]
        return all(same)


def _is_alike(one: object, other: object) -> bool:
    """Tell whether two values are equal, mappings in the same order."""
    if isinstance(one, Mapping) and isinstance(other, Mapping) and [*one] != [*other]:
        return False
    return one == other


def differing(now: Mapping[NodeId, object], then: Mapping[NodeId, object]) -> set[NodeId]:
    """Return the ids for which two mappings do not hold the very same object."""
    if now is then:
        return set()
    found = {one for one, value in now.items() if then.get(one) is not value}
    return found | (then.keys() - now.keys())


def renew(
    held: Mapping[NodeId, Value],
    ids: Mapping[NodeId, object],
    stale: set[NodeId],
    make: Callable[[NodeId], Value],
) -> Mapping[NodeId, Value]:
    """Return a value for each id: the one that is held, unless it is stale and no longer equal.

    The mapping that is held is returned if all of it still holds.
    """
    wanted = ids.keys() - (held.keys() - stale)
    made = {one: make(one) for one in ids if one in wanted} if wanted else {}
    new = {one: value for one, value in made.items() if one not in held or held[one] != value}
    if held.keys() != ids.keys():
        return {one: new[one] if one in new else held[one] for one in ids}
    return {**held, **new} if new else held
