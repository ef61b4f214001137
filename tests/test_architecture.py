"""The house rules that no linter knows: sizes, docstrings, and a page for every notion."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "vaultnet"
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
FILE_LINES = 400
VAGUE_NAMES = {"utils", "util", "helpers", "common", "manager", "base", "misc", "tools"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def body_lines(function: Function) -> int:
    """Count the lines of a function that are code: without its signature and docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    if not body:
        return 0
    return (function.end_lineno or 0) - body[0].lineno + 1


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES + TESTS, ids=name_of)
def test_a_file_fits_in_the_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= FILE_LINES


def test_functions_are_short() -> None:
    sizes = sorted(body_lines(function) for path in MODULES for function in functions(path))
    assert median(sizes) <= 8
    assert sizes[int(len(sizes) * 0.95)] <= 30
    assert sizes[-1] <= 50


def test_functions_take_few_positional_parameters() -> None:
    too_many = [
        f"{name_of(path)}:{function.lineno} {function.name}"
        for path in MODULES
        for function in functions(path)
        if len(function.args.posonlyargs) + len(function.args.args) > 5
        and not function.decorator_list
    ]
    assert too_many == []


def public_definitions(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """Yield the public classes, functions and methods of a module, with the module itself."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield name_of(path), tree
    for node in tree.body:
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            yield f"{name_of(path)}:{node.name}", node
            if isinstance(node, ast.ClassDef):
                for member in node.body:
                    if isinstance(member, Function) and not member.name.startswith("_"):
                        yield f"{name_of(path)}:{node.name}.{member.name}", member


def test_every_public_name_has_a_docstring() -> None:
    bare = [
        name
        for path in MODULES
        for name, node in public_definitions(path)
        if not ast.get_docstring(node)  # type: ignore[arg-type]
    ]
    assert bare == []


def test_modules_say_what_they_hold() -> None:
    assert [name_of(path) for path in MODULES if path.stem in VAGUE_NAMES] == []


def test_only_the_edges_read_clocks_and_the_environment() -> None:
    """Below the command line, time and the environment are arguments."""
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in MODULES
        if path.relative_to(PACKAGE).parts[0] != "cli"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and is_impure(node)
    ]
    assert found == []


def is_impure(node: ast.Attribute) -> bool:
    """Tell whether an expression such as `date.today` asks the world for something."""
    return (
        node.attr in {"today", "now", "utcnow", "time", "getenv", "environ"}
        and isinstance(node.value, ast.Name)
        and node.value.id in {"date", "datetime", "time", "os"}
    )
