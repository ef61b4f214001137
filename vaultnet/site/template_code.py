"""The Python that our own templates become: what Jinja makes of them, without what they never use.

Jinja asks for every attribute as if it might be a key, calls every macro as if it might want the
context, and wraps each text that it escapes. Our templates get page models, which have attributes,
and text goes into a page as it is, so that a page costs a third. A text without values is looked
up when the template is compiled. Templates of a vault run in a sandbox, and as Jinja makes them.
"""

from collections.abc import Callable, Iterable
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

marked = partial(str.__new__, Markup)
"""Markup of a text that is HTML already, without asking it."""


def _escaped(text: str) -> str:
    return escape(text)


escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", _escaped)
"""What escapes a text: the inner function of markupsafe where it has one, which wraps nothing."""


def written(value: object) -> str:
    """Return a value as it goes into a page, escaped unless it is HTML already."""
    kind = type(value)
    if kind is str:
        return escape_text(value)  # type: ignore[arg-type]
    if kind is Markup:
        return value  # type: ignore[return-value]
    if kind is SafeHtml:
        return value.html  # type: ignore[attr-defined, no-any-return]
    return str(value) if kind is int or kind is float else escape(value)


def lean(macro: Macro) -> Callable[..., str]:
    """Return what calls a macro by place, as most are called, at the cost of its function."""
    if macro.caller or macro.catch_varargs or macro.catch_kwargs:
        return macro
    function: Any = macro._func  # noqa: SLF001 (it has no public name)
    function.__defaults__ = (missing,) * len(macro.arguments)

    def call(*arguments: Any, **named: Any) -> str:
        made: str = macro(*arguments, **named) if named else function(*arguments)
        return made

    return call


class LeanCode(CodeGenerator):
    """Writes the code of a template that is ours, for an environment that escapes everything."""

    def visit_Template(  # noqa: N802 (named by Jinja)
        self, node: nodes.Template, frame: Frame | None = None
    ) -> None:
        """Write a whole template, after what its code needs beside that of Jinja."""
        self.writeline(f"from {__name__} import escape_text, lean, marked, written")
        super().visit_Template(node, frame)

    def visit_Getattr(  # noqa: N802 (named by Jinja)
        self, node: nodes.Getattr, frame: Frame
    ) -> None:
        """Write an attribute as one: it is never a key."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(  # noqa: N802 (named by Jinja)
        self, node: nodes.Getitem, frame: Frame
    ) -> None:
        """Write a key or a place as one: it is never an attribute."""
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

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
        self.write("lean(")
        super().macro_def(macro_ref, frame)
        self.write(")")

    def return_buffer_contents(
        self,
        frame: Frame,
        force_unescaped: bool = False,  # noqa: FBT001, FBT002 (Jinja's shape)
    ) -> None:
        """Write the end of a macro, which is what Jinja leaves unescaped, or of a loop."""
        if force_unescaped:
            self.writeline(f"return marked(concat({frame.buffer}))")
        else:
            super().return_buffer_contents(frame)

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Write some statements; those of a block give all that they make at once."""
        if not frame.block_frame or frame.buffer:
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        self.writeline(f"yield concat({frame.buffer})")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        """Write where a template is imported: what ours hold is the same on every page."""
        self.write("environment.get_template(")
        self.visit(node.template, frame)
        self.write(f", {self.name!r}).module")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002
        self.write("escape_text(value) if type(value := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002
        self.write(") is str else written(value)")


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
