"""A line of 100 kB made of one sign of the grammar is read, checked and shown within two seconds.

What is measured is the time of the processor, so that a busy machine does not fail the test.
"""

from collections.abc import Iterator
from datetime import date
from itertools import product
from time import process_time

import pytest

from tests.faults.effort import THOROUGH
from tests.vaults import strategy_of
from vaultnet.site.plan import plan_site
from vaultnet.vault.checks import check_vault
from vaultnet.vault.files import FoundFile, VaultFiles
from vaultnet.vault.load import load_vault
from vaultnet.vault.parsed import Vault
from vaultnet.vault.settings import Settings

AS_OF = date(2026, 11, 23)
SETTINGS = Settings()
LONG = 100_000
LIMIT = 2.0
SIGNS = (
    *"[](){}<>*_`~#|!\"'\\&%$^+-=:;,./?@ \t0aé\u2028\u202e\u0301\U0001f600\x1b",
    *("[[", "]]", "![[", "[[a|", "[[a#", "[[a]]", "%%", "%% ", "::", "[a:: ", "[a:: b] ", "[a::["),
    *("(a:: b)", "- [ ] ", "- ", "> ", "1. ", "# ", "<!--", "-->", "<a ", "</", "&#x", "&amp;"),
    *("**", "*a_", "a*", "![](", "[a](", "[a](<", "[^a]: ", "[^", "\\[", "~~", "==", "$$", "📅 "),
    *(
        "✅ 2026-01-01 ",
        "2026-01-01 met: ",
        "met, ",
        "[[a]] with ",
        "#a ",
        "https://a.b ",
        "a@b.c ",
    ),
    *("influence x3, ", "2017..", "..", '"[[', "{a: ", "a: ", "& ", "!! ", "? ", "&a ", "*a "),
)
PLACES = {
    "prose": ("contacts/a.md", "", ""),
    "heading": ("contacts/a.md", "# ", "\n"),
    "log": ("contacts/a.md", "## Log\n- 2026-01-01 met: ", ""),
    "date": ("contacts/a.md", "## Log\n- ", ""),
    "tie": ("contacts/a.md", "## Ties\n- [[b]] ", ""),
    "career": ("contacts/a.md", "## Career\n- 2017..", ""),
    "chance": ("contacts/a.md", "## Opportunities\n- x ", ""),
    "evidence": ("contacts/a.md", "## Assessment\n- influence: ", ""),
    "task": ("contacts/a.md", "## Next\n- [ ] ", ""),
    "topic": ("contacts/a.md", "## Offers\n- #", ""),
    "need": ("objectives/a.md", "## Needs\n- 3 x ", ""),
    "journal": ("journal/2026-01-01.md", "- met ", ""),
    "name": ("contacts/a.md", "---\nname: ", "\n---\n"),
    "key": ("contacts/a.md", "---\n", ": x\n---\n"),
    "list": ("contacts/a.md", "---\ntags: [", "]\n---\n"),
    "link": ("contacts/a.md", '---\norganisation: "[[', ']]"\n---\n'),
    "weights": ("objectives/a.md", "---\ncriteria: [", "]\n---\n"),
}
AT_FULL_LENGTH = ("prose", "log", "name")
SHOWN_IN_GATE = ("prose", "log", "journal", "name")
SLACK = 1.0
"""What the first page of a kind costs more than the others, in seconds, and then some."""


def hostile_note(place: str, sign: str, length: int, number: int = 0) -> FoundFile:
    path, before, after = PLACES[place]
    text = before + sign * (length // len(sign)) + after
    numbered = path.replace("a.md", f"a{number}.md").replace(
        "01-01", f"{number // 28 + 1:02}-{number % 28 + 1:02}"
    )
    return FoundFile(numbered, text.encode("utf-8", "surrogatepass"))


def loaded(*notes: FoundFile) -> Vault:
    vault = load_vault(VaultFiles(notes=notes), SETTINGS)
    assert vault.tally.found == len(notes)
    assert vault.tally.loaded or vault.diagnostics
    return vault


def slowly_read(place: str, length: int) -> Iterator[str]:
    limit = LIMIT if length == LONG else LIMIT * length / LONG + SLACK
    for sign in SIGNS:
        begun = process_time()
        check_vault(loaded(hostile_note(place, sign, length)), AS_OF)
        taken = process_time() - begun
        if taken > limit:
            yield f"{sign!r} took {taken:.2f} s"


def slowly_shown(vault: Vault, limit: float) -> Iterator[str]:
    """Yield the pages of notes whose rendering takes longer than a limit.

    Pages about all notes are not measured: they come first, and pay for compiling templates. Nor
    are the texts for the search, of which one file holds those of many notes.
    """
    begun = process_time()
    for file in plan_site(vault, strategy_of(vault, AS_OF), check_vault(vault, AS_OF)):
        taken = process_time() - begun
        if taken > limit and "/" in file.path and not file.path.startswith("assets/"):
            yield f"{file.path} took {taken:.2f} s"
        begun = process_time()


@pytest.mark.parametrize("place", PLACES)
def test_a_long_line_is_read_and_checked_in_time(place: str) -> None:
    length = LONG if THOROUGH or place in AT_FULL_LENGTH else LONG // 8
    assert list(slowly_read(place, length)) == []


@pytest.mark.parametrize("place", PLACES if THOROUGH else SHOWN_IN_GATE)
def test_a_long_line_is_shown_in_time(place: str) -> None:
    length = LONG if THOROUGH else LONG // 20
    notes = [hostile_note(place, sign, length, number) for number, sign in enumerate(SIGNS)]
    assert list(slowly_shown(loaded(*notes), LIMIT * length / LONG + SLACK)) == []


def test_forty_nine_thousand_brackets() -> None:
    """The input that overflows the stack of the C parser of YAML, where front matter stands."""
    for opening, place in product("[{", ("prose", "name", "list", "log")):
        vault = loaded(hostile_note(place, opening, 49_000))
        assert list(slowly_shown(vault, LIMIT)) == [], (opening, place)
