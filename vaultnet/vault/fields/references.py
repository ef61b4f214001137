"""Links as they stand in front matter: a whole value, or inside a text."""

import re
from collections.abc import Iterator

from vaultnet.domain.node import Reference
from vaultnet.late import pattern
from vaultnet.vault.fields.values import Problem
from vaultnet.vault.rules import reading as rules

_WIKILINK = pattern(r"(!?)\[\[([^\[\]\r\n]+)\]\]")
_MARKDOWN_LINK = pattern(r"(!?)\[([^\[\]\r\n]*)\]\(<?([^()<>\r\n]+)>?\)")


def parse_reference(text: str) -> Reference | None:
    """Return the link that a text is as a whole, `[[acme]]` or `[Acme](acme.md)`; else None."""
    match = _WIKILINK.fullmatch(text)
    if match is not None:
        return _wikilink(match)
    match = _MARKDOWN_LINK.fullmatch(text)
    if match is None:
        return None
    path, _, heading = match[3].strip().partition("#")
    return Reference(path.removesuffix(".md"), match[2], heading, embed=bool(match[1]))


def parse_reference_or_text(text: str) -> Reference:
    """Return a link, or a plain text as a reference that is not linked."""
    return parse_reference(text) or Reference(text, linked=False)


def parse_photo(text: str) -> Reference | Problem:
    """Return the picture of the vault that a text names; one on the web is never fetched."""
    found = parse_reference(text) or Reference(text, embed=True)
    if "://" not in found.target and not found.target.startswith("data:"):
        return found
    hint = "save the picture in the vault, and write its path, such as files/ana.png"
    shown = text if len(text) <= 60 else text[:60] + "…"
    template = '"{value}" is no file of the vault, so it is not shown'
    return Problem(rules.REMOTE_PHOTO, template, {"value": shown}, hint)


def find_references(text: str) -> Iterator[tuple[int, int, Reference]]:
    """Yield every `[[link]]` of a text with its start and its end."""
    if "[[" in text:
        for match in _WIKILINK.finditer(text):
            yield match.start(), match.end(), _wikilink(match)


def _wikilink(match: re.Match[str]) -> Reference:
    target, _, label = match[2].partition("|")
    name, _, heading = target.partition("#")
    return Reference(
        name.strip().removesuffix(".md"), label.strip(), heading.strip(), embed=bool(match[1])
    )
