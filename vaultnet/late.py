"""What a module needs at once and makes late: dataclasses and regular expressions.

A command uses few of the classes and patterns that it imports, and most of its start went into
making them: `dataclasses` compiles the text of six methods for each class. Here a class has
methods that all classes share, and an `__init__` of its own once many instances are made. A pattern
is compiled when it is first asked for anything. Type checkers see what they know: the decorator
of the standard library, and `re.compile`.
"""

import dataclasses
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, Final, NoReturn

if TYPE_CHECKING:
    from dataclasses import dataclass
    from re import compile as pattern
else:

    def dataclass(
        *, slots: bool = False, frozen: bool = False, order: bool = False, kw_only: bool = False
    ) -> "Callable[[type], type]":
        """Make a class a dataclass, as the decorator of the standard library does."""

        def make(plain: type) -> type:
            if not plain.__doc__:
                # Without one, the standard library writes the signature there, at some cost.
                plain.__doc__ = plain.__name__
            fielded = dataclasses.dataclass(
                init=False, repr=False, eq=False, slots=slots, kw_only=kw_only
            )
            made = fielded(plain)
            _add_methods(made, frozen=frozen, order=order)
            return made

        return make

    def pattern(text: str, flags: int = 0) -> "_LatePattern":
        """Return a pattern that is compiled when it is first used."""
        return _LatePattern(text, flags)


__all__ = ["dataclass", "pattern"]

_FEW: Final = 30
_ORDERS: Final = ("__lt__", "__le__", "__gt__", "__ge__")


class _LatePattern:
    """A regular expression; what is asked of it is kept, so that it is as quick as its pattern."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> object:
        if name == "_compiled":
            self._compiled = re.compile(self._text, self._flags)
            return self._compiled
        value = getattr(self._compiled, name)
        setattr(self, name, value)
        return value


def _add_methods(made: type, *, frozen: bool, order: bool) -> None:
    """Give a class all that a dataclass has and it does not define itself."""
    values = _reader([field.name for field in fields(made) if field.compare])
    methods: dict[str, object] = {
        "__init__": _late_initializer(made),
        "__repr__": _represent,
        "__eq__": _comparison(operator.eq, values),
        "__hash__": None,
    }
    if order:
        methods |= {name: _comparison(getattr(operator, name), values) for name in _ORDERS}
    if frozen:
        methods |= {
            "__hash__": lambda self: hash(values(self)),
            "__setattr__": _refuse_to_set,
            "__delattr__": _refuse_to_delete,
            "__getstate__": _state,
            "__setstate__": _restore,
        }
    for name, method in methods.items():
        if name not in made.__dict__:
            setattr(made, name, method)


def _reader(names: list[str]) -> Callable[[object], tuple[object, ...]]:
    """Return what gives some attributes of an object as a tuple."""
    if len(names) > 1:
        return operator.attrgetter(*names)
    return lambda instance: tuple(getattr(instance, name) for name in names)


def _comparison(
    compare: Callable[..., bool], values: Callable[[object], tuple[object, ...]]
) -> Callable[[object, object], Any]:
    def method(self: object, other: object) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compare(values(self), values(other))

    return method


def _represent(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in fields(self) if field.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _refuse_to_set(_: object, name: str, __: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, field.name) for field in fields(self)]


def _restore(self: Any, state: list[object]) -> None:
    for field, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


def _late_initializer(made: Any) -> Callable[..., None]:
    """Return an `__init__` that puts a compiled one in its place once that pays.

    A command makes one or two instances of most classes; compiling takes as long as thirty.
    """
    made_so_far = 0

    def initialize(self: object, *arguments: object, **named: object) -> None:
        nonlocal made_so_far
        made_so_far += 1
        if made_so_far > _FEW or not _fill(self, made, arguments, named):
            made.__init__ = _make_initializer(made)
            made.__init__(self, *arguments, **named)

    return initialize


def _fill(self: Any, made: Any, arguments: tuple[object, ...], named: Mapping[str, object]) -> bool:
    """Set the fields of one instance; False where that fails: the compiled one tells why."""
    values = {**dict(zip(made.__match_args__, arguments, strict=False)), **named}
    if len(values) < len(arguments) + len(named):
        return False
    for field in fields(made):
        if field.init and field.name in values:
            value = values.pop(field.name)
        elif field.default_factory is not MISSING:
            value = field.default_factory()
        elif not field.init:
            continue
        elif field.default is MISSING:
            return False
        else:
            value = field.default
        object.__setattr__(self, field.name, value)
    if values:
        return False
    if hasattr(made, "__post_init__"):
        self.__post_init__()
    return True


def _make_initializer(made: Any) -> Callable[..., None]:
    taken = [field for field in fields(made) if field.init]
    plain = [_parameter(field) for field in taken if not field.kw_only]
    keyword = [_parameter(field) for field in taken if field.kw_only]
    parameters = ["self", *plain, *(["*", *keyword] if keyword else [])]
    body = [line for field in fields(made) if (line := _assignment(field))]
    if hasattr(made, "__post_init__"):
        body.append("self.__post_init__()")
    text = f"def __init__({', '.join(parameters)}):\n " + "\n ".join(body or ["pass"])
    names = _names(made)
    exec(text, names)  # noqa: S102 (made of the names of fields alone)
    initializer: Callable[..., None] = names["__init__"]
    initializer.__qualname__ = f"{made.__qualname__}.__init__"
    return initializer


def _parameter(field: Field[Any]) -> str:
    if field.default is not MISSING:
        return f"{field.name}=_default_{field.name}"
    return field.name if field.default_factory is MISSING else f"{field.name}=_missing"


def _assignment(field: Field[Any]) -> str:
    """Return the line that sets a field, if it is set at all."""
    value = field.name
    if field.default_factory is not MISSING:
        made = f"_make_{value}()"
        given = f"{made} if {value} is _missing else {value}" if field.init else made
        return f"_set_{value}(self, {given})"
    return f"_set_{value}(self, {value})" if field.init else ""


def _setter(made: Any, name: str) -> Callable[[object, object], None]:
    slot = getattr(made, name, None)
    if isinstance(slot, MemberDescriptorType):
        return slot.__set__
    return lambda self, value: object.__setattr__(self, name, value)


def _names(made: Any) -> dict[str, Any]:
    """Return what the text of an `__init__` may name.

    A field is set through the slot itself, in half the time of `object.__setattr__`.
    """
    all_fields = fields(made)
    setters = {f"_set_{field.name}": _setter(made, field.name) for field in all_fields}
    defaults = {f"_default_{field.name}": field.default for field in all_fields}
    factories: Mapping[str, object] = {
        f"_make_{field.name}": field.default_factory for field in all_fields
    }
    return {"_missing": MISSING, **setters, **defaults, **factories}
