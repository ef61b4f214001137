"""The Python that our own templates become: what Jinja makes of them, without what they never use.

Jinja asks for every attribute as if it might be a key, calls every macro as if it might want the
context, and wraps each text that it escapes. Our templates get page models, which have attributes,
and text goes into a page as it is, so that a page costs a third. A text without values is looked
up when the template is compiled. Templates of a vault run in a sandbox, and as Jinja makes them.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import markupsafe
from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from vaultnet.site.markup import SafeHtml

Tell = Callable[[str], str]

_marked = partial(str.__new__, Markup)
"""Markup of a text that is HTML already, without asking it."""


def _escaped(text: str) -> str:
    return escape(text)


_escape: Callable[[str], str] = getattr(markupsafe, "_escape_inner", _escaped)
"""What escapes a text: the inner function of markupsafe where it has one, which wraps nothing."""


def written(value: object) -> str:
    """Return a value as it goes into a page, escaped unless it is HTML already."""
    kind = type(value)
    if kind is str:
        return _escape(value)  # type: ignore[arg-type]
    if kind is SafeHtml:
        return value.html  # type: ignore[attr-defined, no-any-return]
    return value if kind is Markup else escape(value)  # type: ignore[return-value]


class LeanMacro(Macro):
    """A macro that is called by place, as most are, at the cost of its function."""

    def __call__(self, *arguments: Any, **named: Any) -> str:
        """Return what the macro makes of its arguments, as HTML."""
        left = len(self.arguments) - len(arguments)
        if named or left < 0 or self.caller or self.catch_varargs or self.catch_kwargs:
            return super().__call__(*arguments, **named)
        if left:
            arguments += (missing,) * left
        made: str = _marked(self._func(*arguments))
        return made


class LeanCode(CodeGenerator):
    """Writes the code of a template that is ours, for an environment that escapes everything."""

    def visit_Template(  # noqa: N802 (named by Jinja)
        self, node: nodes.Template, frame: Frame | None = None
    ) -> None:
        """Write a whole template, after what its code needs beside that of Jinja."""
        self.writeline(f"from {__name__} import LeanMacro, written")
        super().visit_Template(node, frame)

    def visit_Getattr(  # noqa: N802 (named by Jinja)
        self, node: nodes.Getattr, frame: Frame
    ) -> None:
        """Write an attribute as one: it is never a key."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(  # noqa: N802 (named by Jinja)
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002 (Jinja's shape)
    ) -> None:
        """Write a call as one: nothing that our templates call wants the context."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: Any, frame: Frame) -> None:
        """Write the making of a macro."""
        self.write("Lean")
        super().macro_def(macro_ref, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002
        self.write("written(")


class _TextLookUp(NodeTransformer):
    """Puts texts in the language of a site in the place of calls of `_` that have no values."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 (named by Jinja)
        """Return the text that a call gives, or the call where it depends on values."""
        called, arguments = node.node, node.args
        if isinstance(called, nodes.Name) and called.name == "_" and not node.kwargs:
            (argument,) = arguments
            if isinstance(argument, nodes.Const):
                return nodes.Const(self._tell(argument.value), lineno=node.lineno)
        return self.generic_visit(node)


class LeanEnvironment(Environment):
    """An environment for templates of ours, which tell their texts by `tell`."""

    code_generator_class = LeanCode

    def __init__(self, tell: Tell, **options: Any) -> None:
        super().__init__(**options)
        self._tell = tell

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 (Jinja's shape)
    ) -> str:
        told = _TextLookUp(self._tell).visit(source)
        return super()._generate(told, name, filename, defer_init)
