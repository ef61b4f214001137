"""Lines of a vault as people read them: every link as the name of the page that it leads to."""

import re

from vaultnet.domain.network import Network
from vaultnet.domain.node import Reference
from vaultnet.domain.objective import Objective
from vaultnet.late import pattern
from vaultnet.strategy.contact_values import shown_reference

_WIKILINK = pattern(r"!?\[\[([^\[\]|#]*)(?:#[^\[\]|]*)?(?:\|([^\[\]]*))?\]\]")


def plain_line(network: Network, text: str) -> str:
    """Return Markdown with its wikilinks as names.

    A link to an objective at the end is left out: it files the line, and is no part of it.
    """

    def name(match: re.Match[str]) -> str:
        reference = Reference(match[1].strip(), label=(match[2] or "").strip())
        filed = match.end() == len(text.rstrip())
        if filed and network.resolve_as(reference, Objective) is not None:
            return ""
        return reference.label or shown_reference(network, reference) or ""

    return _WIKILINK.sub(name, text).strip()
