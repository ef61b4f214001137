"""What the tests of reading share: a page from a few lines of text, and texts to read."""

from hypothesis import strategies as st

from vaultnet.domain.contact import Contact
from vaultnet.domain.objective import Objective
from vaultnet.source import Source
from vaultnet.vault.parse import parse_file
from vaultnet.vault.parsed import ParsedFile
from vaultnet.vault.settings import Settings

ANA = "contacts/ana.md"

PIECES = (
    "- ", "* ", "+ ", "1. ", "2) ", "10. ", "> ", ">", "  ", "    ", " ", "\t", "\n", "\n", "\n\n",
    "# ", "## ", "#", "===", "---", "***", "```", "~~~", "````", "a", "foo", "bar b", "`x`", "\\",
    "é", "- - ", "-", "1.", "\r\n", "\r", "[x]",
)  # fmt: skip
"""What documents of blocks are made of."""

WORDS = (
    *PIECES, "%%", "<!--", "-->", "[[", "]]", "[[ana]]", "|", "![[", "](", "[a](b.md)", "(", ")",
    "[due:: ", "[weight:: 9]", "(by:: 2027)", "::", ":", "📅 2026-12-01", "✅", "#topic",
    "2026-03-04", "2026-13-04", "25:61", "met", "promised", "con ", "with ", "## Log\n- ",
    "## Private\n", "## Career\n- 2019..", "## Ties\n- ",
    "## Assessment\n- influence: ", "## Needs\n- 3 x ",
    "---\nname: Ana\n---\n", "\x00", "\u2028", "\x85", "\ufdd0", "\x0c",
)  # fmt: skip
"""What notes of any kind are made of, and of what no note should hold."""

documents = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
notes = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=40).map("".join)


def parse(text: str, path: str = ANA, settings: Settings | None = None) -> ParsedFile:
    """Read a page."""
    return parse_file(Source(path, text), settings or Settings())


def contact(text: str) -> Contact:
    """Read the page of a contact."""
    node = parse(text).node
    assert isinstance(node, Contact)
    return node


def objective(text: str) -> Objective:
    """Read the page of an objective."""
    node = parse(text, "objectives/lead.md").node
    assert isinstance(node, Objective)
    return node


def codes(text: str, path: str = ANA) -> list[str]:
    """Return the codes of what is said about a page, in the order of the page."""
    found = sorted(parse(text, path).diagnostics, key=lambda each: each.sort_key)
    return [diagnostic.rule.code for diagnostic in found]


def slices(parsed: ParsedFile) -> dict[str, str]:
    """Return the text of every place of a page."""
    return {name: parsed.source.slice(span) for name, span in parsed.places.items()}
