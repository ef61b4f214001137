"""Finds the messages in Python sources: the texts that are handed to what says them.

A message must stand as a literal where it is used: as the argument, as one side of a condition,
or as a constant of the function or the module. What stands otherwise would never be translated,
so it is an error here.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

Found = str | tuple[str, str]


class Slot(NamedTuple):
    """Where a callable takes a message: at a position, or by the name of the parameter.

    A position of −1 is none: only the name counts.
    """

    position: int
    name: str


_COMPLAINT = (Slot(2, "template"), Slot(4, "hint"))
_SETTING = (Slot(1, "template"), Slot(3, "hint"))

SAYING: Mapping[str, tuple[Slot, ...]] = {
    **dict.fromkeys(("text", "_", "message", "wording", "Sentence"), (Slot(0, "template"),)),
    "counted": (Slot(1, "one"), Slot(2, "many")),
}
"""What says or marks a text. It may hand on what others wrote, so other arguments are let be."""

PLURAL = "plural"

COMPLAINING: Mapping[str, Mapping[str, tuple[Slot, ...]]] = {
    "": {"Phrase": (Slot(0, "template"),)},
    "vault": {
        "Diagnostic": _COMPLAINT,
        "Related": (Slot(1, "message"),),
        "Rule": (Slot(3, "summary"),),
        "Problem": (Slot(1, "template"), Slot(3, "hint")),
        "Fault": (Slot(1, "template"), Slot(3, "hint")),
        "ViewFault": (Slot(2, "template"), Slot(3, "hint")),
        "_refuse": (Slot(3, "template"), Slot(5, "hint")),
        "_lacks": (Slot(3, "words"),),
        "fault": (Slot(1, "template"), Slot(2, "hint")),
        "whole": (Slot(0, "template"), Slot(1, "hint")),
        "report": (Slot(2, "template"), Slot(4, "hint")),
        "_tell": _COMPLAINT,
        "read_word": (Slot(4, "noun"),),
        "read_rating": (Slot(3, "noun"),),
    },
    "cli": {
        "Problem": (Slot(0, "message"), Slot(1, "hint")),
        "option": (Slot(-1, "help"),),
    },
    "query": {"Key": (Slot(2, "summary"),)},
    "site": {"PublishError": (Slot(0, "template"),)},
    "storage": {
        "StorageError": (Slot(1, "cause"), Slot(2, "remedy")),
        "ConflictError": (Slot(1, "cause"), Slot(2, "remedy")),
    },
    "vault/settings.py": {
        "_tell": _SETTING,
        "_tell_unknown": (Slot(2, "template"), Slot(4, "hint")),
    },
}
"""What takes messages of ours only, by the part of the package that it serves."""


class MessageError(ValueError):
    """A message stands where no translator can find it."""


@dataclass(frozen=True, slots=True)
class _Scope:
    """The names of a function, and of the module around it."""

    constants: Mapping[str, tuple[ast.expr, ...]]
    parameters: frozenset[str]
    outer: "_Scope | None" = None

    def values(self, name: str) -> tuple[ast.expr, ...] | None:
        """Return what a name may stand for; nothing for what was handed in, None if unknown."""
        if name in self.constants:
            return self.constants[name]
        if name in self.parameters:
            return ()
        return self.outer.values(name) if self.outer else None


def find_messages(source: str, path: str) -> Iterator[Found]:
    """Yield the messages of a module; `path` is relative to the package.

    A pair is one text and its plural. Raises MessageError for a complaint that is put together.
    """
    module = ast.parse(source)
    yield from _Finder(path, _callables(path)).found(module, _scope_of(module, None))


def _callables(path: str) -> Mapping[str, tuple[Slot, ...]]:
    found: dict[str, tuple[Slot, ...]] = {}
    for part, callables in COMPLAINING.items():
        if part in {"", path} or path.startswith(f"{part}/"):
            found.update(callables)
    return found


def _scope_of(block: ast.Module | ast.FunctionDef, outer: _Scope | None) -> _Scope:
    constants: dict[str, tuple[ast.expr, ...]] = {}
    for node in _own_nodes(block):
        for name, value in _assigned(node):
            constants[name] = (*constants.get(name, ()), value)
    return _Scope(constants, frozenset(_handed_in(block)), outer)


def _handed_in(block: ast.Module | ast.FunctionDef) -> Iterator[str]:
    """Yield the names of what texts of elsewhere come by: parameters, loops, imported constants."""
    if isinstance(block, ast.FunctionDef):
        arguments = block.args
        for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
            yield argument.arg
    for node in _own_nodes(block):
        if isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names if alias.name.isupper())
        if isinstance(node, ast.For | ast.comprehension):
            targets = ast.walk(node.target)
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def _own_nodes(block: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes below a module or function, but not those of functions inside of it."""
    for child in ast.iter_child_nodes(block):
        yield child
        if not isinstance(child, ast.FunctionDef):
            yield from _own_nodes(child)


def _assigned(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(node, ast.AnnAssign) and node.value is not None:
        yield from _unpacked(node.target, node.value)
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _unpacked(target, node.value)


def _unpacked(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple):
        alike = isinstance(value, ast.Tuple) and len(value.elts) == len(target.elts)
        parts = value.elts if alike and isinstance(value, ast.Tuple) else [value] * len(target.elts)
        for inner, part in zip(target.elts, parts, strict=True):
            yield from _unpacked(inner, part)


@dataclass(frozen=True, slots=True)
class _Finder:
    path: str
    complaining: Mapping[str, tuple[Slot, ...]]

    def found(self, block: ast.Module | ast.FunctionDef, scope: _Scope) -> Iterator[Found]:
        """Yield the messages of a module or a function, and of the functions inside of it."""
        for node in _own_nodes(block):
            if isinstance(node, ast.FunctionDef):
                yield from _help_of(node)
                yield from self.found(node, _scope_of(node, scope))
            elif isinstance(node, ast.Call):
                yield from self._called(node, scope)

    def _called(self, call: ast.Call, scope: _Scope) -> Iterator[Found]:
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if name == PLURAL:
            pair = tuple(text for argument in call.args[:2] for text in _literals(argument))
            if len(pair) == 2:
                yield pair
        for slot in SAYING.get(name, ()):
            for argument in _arguments(call, slot):
                yield from _literals(argument)
        for slot in self.complaining.get(name, ()):
            for argument in _arguments(call, slot):
                yield from self._written(argument, scope)

    def _written(self, value: ast.expr, scope: _Scope, depth: int = 0) -> Iterator[str]:
        """Yield the texts that an argument may be; raises MessageError where it is made up."""
        if isinstance(value, ast.IfExp):
            yield from self._written(value.body, scope, depth)
            yield from self._written(value.orelse, scope, depth)
        elif isinstance(value, ast.Constant) or depth > 4:
            yield from _literals(value)
        elif isinstance(value, ast.Name):
            held = scope.values(value.id)
            if held is None:
                raise self._error(value)
            for each in held:
                yield from self._written(each, scope, depth + 1)
        elif isinstance(value, ast.Tuple):
            for each in value.elts:
                yield from self._written(each, scope, depth)
        elif isinstance(value, ast.JoinedStr | ast.BinOp):
            raise self._error(value)

    def _error(self, value: ast.expr) -> MessageError:
        where = f"vaultnet/{self.path}:{value.lineno}"
        return MessageError(f"{where}: a message must be written as one text: {ast.unparse(value)}")


def _help_of(function: ast.FunctionDef) -> Iterator[str]:
    """Yield what the help of a command says: its docstring, as click takes it."""
    for decorator in function.decorator_list:
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        if ast.unparse(called) == "click.command" and (said := ast.get_docstring(function)):
            yield said


def _arguments(call: ast.Call, slot: Slot) -> Iterator[ast.expr]:
    if 0 <= slot.position < len(call.args):
        yield call.args[slot.position]
    yield from (keyword.value for keyword in call.keywords if keyword.arg == slot.name)


def _literals(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
        yield value.value
    elif isinstance(value, ast.IfExp):
        yield from _literals(value.body)
        yield from _literals(value.orelse)
