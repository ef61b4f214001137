"""Links and topics of a text: `[[ana|Ana]]`, `![[photo.jpg]]`, `[Ana](ana.md)`, `#hiring`."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from vaultnet.domain.node import Reference
from vaultnet.late import pattern
from vaultnet.source import Span

_WIKILINK = pattern(
    "\\[\\[([^\\[\\]|#\\r\\n\ufdd0]*)(#[^\\[\\]|\\r\\n\ufdd0]*)?(?:\\|([^\\[\\]\\r\\n]*))?\\]\\]"
)
_MARKDOWN_LINK = pattern(
    r"\[([^\[\]]*)\]\((?:<([^<>\r\n]*)>|([^\s<>()]+))(?:[ \t]+\"[^\"\r\n]*\")?[ \t]*\)"
)
_TOPIC = pattern(r"#(?<![^\s(,;]#)([\w/-]+)")
_SCHEME = pattern(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


class Link(NamedTuple):
    """A link, and where it stands; `hidden` is true for one inside a comment."""

    span: Span
    reference: Reference
    hidden: bool = False


class Topic(NamedTuple):
    """A topic without its sign, and where it stands with its sign."""

    span: Span
    name: str


def find_links(shown: str, text: str, span: Span, folder: str) -> list[Link]:
    """Return the links of a stretch of text, in reading order.

    `shown` is the text with everything hidden that holds no links. `folder` is where the file
    lies: Markdown links that begin with a dot are read from there. Links within the page itself
    (`[[#Log]]`) and to other things than notes are left out.
    """
    links = list(_find_wikilinks(shown, text, span))
    if shown.find("](", span.start, span.end) >= 0:
        links.extend(_find_markdown_links(shown, span, folder))
        links.sort(key=lambda link: link.span)
    return links


def find_topics(shown: str, span: Span) -> list[Topic]:
    """Return the topics of a stretch of text; what is all digits is a number."""
    return [
        Topic(Span(*match.span()), match[1])
        for match in _TOPIC.finditer(shown, span.start, span.end)
        if match[1].strip("0123456789/-_")
    ]


def parse_wikilink(text: str) -> Reference | None:
    """Read one wikilink that is the whole text, or None where it is not one."""
    match = _WIKILINK.fullmatch(text)
    return None if match is None else _wikilink(match, text, embed=False)


def _find_wikilinks(shown: str, text: str, span: Span) -> Iterator[Link]:
    for match in _WIKILINK.finditer(shown, span.start, span.end):
        start = _start_of(match, shown, span)
        reference = _wikilink(match, text, embed=start < match.start())
        if reference is not None:
            yield Link(Span(start, match.end()), reference)


def _start_of(match: re.Match[str], shown: str, span: Span) -> int:
    """Return where a link begins, with the sign before it that embeds what it leads to."""
    start = match.start()
    return start - 1 if start > span.start and shown[start - 1] == "!" else start


def _wikilink(match: re.Match[str], text: str, *, embed: bool) -> Reference | None:
    """Make a reference of a match; inside a table the bar is written with a backslash."""
    target, heading, label = match.groups()
    target = target.removesuffix("\\").strip()
    if not target:
        return None
    return Reference(
        target.removesuffix(".md"),
        "" if label is None else text[match.start(3) : match.end(3)].strip(),
        heading[1:].removesuffix("\\").strip() if heading else "",
        embed=embed,
    )


def _find_markdown_links(shown: str, span: Span, folder: str) -> Iterator[Link]:
    for match in _MARKDOWN_LINK.finditer(shown, span.start, span.end):
        label, bracketed, bare = match.groups()
        address = bare if bracketed is None else bracketed
        path, _, heading = address.partition("#")
        if not path.lower().endswith(".md") or _SCHEME.match(path):
            continue
        start = _start_of(match, shown, span)
        target = _target(unquote(path)[:-3], folder)
        if target:
            found = Reference(
                target, " ".join(label.split()), unquote(heading), embed=start < match.start()
            )
            yield Link(Span(start, match.end()), found)


def _target(path: str, folder: str) -> str:
    """Return a path as it is seen from the root of the vault, as far as its dots tell."""
    if not path.startswith("."):
        return path.lstrip("/")
    parts = folder.split("/") if folder else []
    for part in path.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)
