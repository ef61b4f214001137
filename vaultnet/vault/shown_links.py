"""Links and pictures of a page that is shared, written anew so that they tell of shared pages only.

A link to a page that is not shared is what its label says, and where it has none `(…)`. Whether
there is such a page leaves no trace.
"""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any
from urllib.parse import unquote

from vaultnet.domain.contact import Contact, Labelled
from vaultnet.domain.node import Node, NodeId, Reference
from vaultnet.domain.tie import Tie
from vaultnet.late import pattern
from vaultnet.source import Span
from vaultnet.vault.body.outline import Outline, parse_outline
from vaultnet.vault.body.outline_links import Link
from vaultnet.vault.shown_text import without_comments

OMITTED = "(…)"
"""Stands for a link that leads to no shared page and has no label: the sign of an omission."""

_MARKED = pattern(r"\[\[|\]\(|%%|<!--")
_PICTURE = pattern(r"!\[([^\[\]]*)\]\((?:<([^<>\r\n]*)>|([^\s<>()]+))[^()\r\n]*\)")
_SCHEME = pattern(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_ATOMS = (Enum, int, float, Labelled, type(None))


def target_of(node_id: NodeId) -> str:
    """Return how a link is written that surely means a page: no label and no name looks so."""
    return f"/{node_id}"


class LinkWriter:
    """Writes the references and the texts of one page anew; texts lose their comments as well.

    `resolve` gives the new id of the page that a target means, if it is shared. `picture` gives
    the new path of a picture by its path in the vault, if there is one. `folder` is where the
    file of the page lies, for paths that begin there.
    """

    def __init__(
        self,
        resolve: Callable[[str], NodeId | None],
        picture: Callable[[str], str | None],
        folder: str,
    ) -> None:
        self._resolve = resolve
        self._picture = picture
        self._folder = folder
        self._found: dict[Reference, None] = {}

    def node(self, node: Node, node_id: NodeId) -> Node:
        """Return a page under its new id, with everything in it written anew."""
        self._found = {}
        kept = {"id", "shared"}
        values = {
            item.name: self._value(getattr(node, item.name))
            for item in fields(node)
            if item.name not in kept
        }
        if isinstance(node, Contact) and node.photo is not None:
            place = self._placed(node.photo.target)
            values["photo"] = Reference(place, embed=True) if place else None
        values["links"] = tuple(self._found)
        return replace(node, id=node_id, **values)

    def _value(self, value: Any) -> Any:
        """Return a value of whatever type: references, texts and all that holds them anew."""
        if isinstance(value, _ATOMS):
            return value
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Reference):
            return self.reference(value)
        if isinstance(value, tuple):
            return tuple(new for item in value if (new := self._value(item)) is not None)
        if isinstance(value, Mapping):
            return {self.text(key): self._value(item) for key, item in value.items()}
        return self._record(value) if is_dataclass(value) else value

    def _record(self, value: Any) -> Any:
        values = {item.name: self._value(getattr(value, item.name)) for item in fields(value)}
        if isinstance(value, Tie) and values["person"] is None:
            values["person"] = Reference(OMITTED, linked=False)
        return replace(value, **values)

    def reference(self, reference: Reference) -> Reference | None:
        """Return a reference to a shared page, or else its words; None where it has none."""
        node_id = self._resolve(reference.target)
        label = self.text(reference.label)
        if node_id is not None:
            found = Reference(target_of(node_id), label)
            self._found.setdefault(Reference(found.target))
            return found
        words = label or ("" if reference.linked else self.text(reference.target))
        return Reference(words, linked=False) if words else None

    def text(self, text: str) -> str:
        """Return Markdown with its links written anew and without comments."""
        if _MARKED.search(text) is None:
            return text
        text = without_comments(text)
        outline = parse_outline(text, 0, self._folder)
        parts, position = [], 0
        for span, words in sorted(self._edits(outline)):
            if span.start >= position:
                parts += [text[position : span.start], words]
                position = span.end
        return "".join((*parts, text[position:]))

    def _edits(self, outline: Outline) -> Iterator[tuple[Span, str]]:
        for link in outline.links:
            yield link.span, self._written(outline, link)
        for match in _PICTURE.finditer(outline.shown):
            yield Span(*match.span()), self._markdown_picture(match)

    def _written(self, outline: Outline, link: Link) -> str:
        reference = link.reference
        if reference.embed and (place := self._placed(reference.target)):
            return f"![[{place}|{reference.label}]]" if reference.label else f"![[{place}]]"
        node_id = self._resolve(reference.target)
        if node_id is None:
            return "" if reference.embed else reference.label or OMITTED
        target = target_of(node_id)
        self._found.setdefault(Reference(target))
        bar = "\\|" if "\\|" in outline.text[link.span.start : link.span.end] else "|"
        return f"[[{target}{bar}{reference.label}]]" if reference.label else f"[[{target}]]"

    def _markdown_picture(self, match: re.Match[str]) -> str:
        """Return a picture of the vault under its new path; one from elsewhere stays a link."""
        alt, address = match[1], match[2] or match[3]
        if _SCHEME.match(address):
            return match[0]
        place = self._placed(unquote(address))
        return f"![{alt}]({place})" if place else alt

    def _placed(self, path: str) -> str | None:
        """Return the new path of a picture, seen from the page or from the root of the vault."""
        beside = posixpath.normpath(posixpath.join(self._folder, path))
        return self._picture(beside) or self._picture(path)
