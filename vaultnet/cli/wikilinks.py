"""Lines of a vault for the terminal: links as names, and nothing that could steer it."""

from vaultnet.cli.output import clean
from vaultnet.domain.network import Network
from vaultnet.strategy.shown_lines import plain_line


def without_wikilinks(network: Network, text: str) -> str:
    """Return Markdown with its wikilinks as names, cleaned."""
    return clean(plain_line(network, text))
