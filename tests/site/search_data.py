"""The search data of a site, read back as browsers do, and a search without cleverness."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from vaultnet.site.plan import plan_site
from vaultnet.site.search.folding import words_of
from vaultnet.site.search.index import ALPHABET
from vaultnet.workspace import Workspace

_CALL = re.compile(r"vaultnetSearch\('([\w-]+)','(.*)'\);\n", re.DOTALL)
SLIP, FIELD, BEGUN, BEGUN_SLIP = 64, 4, 1, 2


def data_of(script: bytes) -> tuple[str, Any]:
    """Return the name and the data that a script hands over, with its escapes undone."""
    found = _CALL.fullmatch(script.decode())
    assert found is not None, script[:80]
    literal = found[2]
    assert re.search(r"(?<!\\)(?:\\\\)*'", literal) is None
    return found[1], json.loads(re.sub(r"\\(.)", r"\1", literal))


def search_data(workspace: Workspace) -> Mapping[str, Any]:
    """Return the search data of the site of a vault by the names of its files."""
    files = plan_site(workspace.vault, workspace.strategy, workspace.diagnostics)
    scripts = (file.content for file in files if file.path.startswith("assets/search/"))
    return dict(map(data_of, scripts))


def decoded(pages: str) -> list[int]:
    """Return the numbers that a text of digits in base 32 means."""
    found, gap, scale, page = [], 0, 1, -1
    for sign in pages:
        digit = ALPHABET.index(sign)
        gap += digit % 32 * scale
        scale *= 32
        if digit < 32:
            page += 1 + gap
            found.append(page)
            gap, scale = 0, 1
    return found


def table_of(field: Mapping[str, str]) -> dict[str, list[int]]:
    """Return a field of the index as words with the pages of each."""
    if not field["words"]:
        return {}
    pairs = zip(field["words"].split(" "), field["pages"].split(" "), strict=True)
    return {word: decoded(pages) for word, pages in pairs}


@cache
def slips_between(one: str, other: str) -> int:
    """Return how many slips make one word of the other, by the definition."""
    if not one or not other:
        return len(one) + len(other)
    found = min(
        slips_between(one[:-1], other) + 1,
        slips_between(one, other[:-1]) + 1,
        slips_between(one[:-1], other[:-1]) + (one[-1] != other[-1]),
    )
    if len(one) > 1 and len(other) > 1 and one[-2:] == other[-1] + other[-2]:
        found = min(found, slips_between(one[:-2], other[:-2]) + 1)
    return found


def forgiven(word: str) -> int:
    """Return how many slips are forgiven in a word."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


@dataclass(frozen=True)
class Answer:
    """What a search finds: the numbers of pages, best first, and whether they have all words."""

    pages: tuple[int, ...]
    all: bool


def search_slowly(tables: Sequence[Mapping[str, list[int]]], query: str) -> Answer:
    """Search by looking at every word of every field, as the documentation says it."""
    words = list(dict.fromkeys(words_of(query)))
    costs = [_costs(tables, word) for word in words]
    found = {page for cost in costs for page in cost}
    counts = {page: sum(page in cost for cost in costs) for page in found}
    best = max(counts.values(), default=0)
    sums = {
        page: sum(cost.get(page, 0) for cost in costs) for page in found if counts[page] == best
    }
    ordered = sorted(sums, key=lambda page: (sums[page], page))
    return Answer(tuple(ordered), best == len(words))


def _costs(tables: Sequence[Mapping[str, list[int]]], word: str) -> dict[int, int]:
    found = _lowest(tables, word, whole=True)
    return found or _lowest(tables, word, whole=False)


def _lowest(tables: Sequence[Mapping[str, list[int]]], word: str, *, whole: bool) -> dict[int, int]:
    found: dict[int, int] = {}
    for number, table in enumerate(tables):
        for term, pages in table.items():
            match = _whole(term, word) if whole else _begun(term, word)
            for page in pages if match is not None else ():
                cost = number * FIELD + (match or 0)
                found[page] = min(cost, found.get(page, cost))
    return found


def _whole(term: str, word: str) -> int | None:
    if term.startswith(word):
        return 0 if term == word else BEGUN
    if abs(len(term) - len(word)) > forgiven(word):
        return None
    slips = slips_between(term, word)
    return slips * SLIP if slips <= forgiven(word) else None


def _begun(term: str, word: str) -> int | None:
    most = forgiven(word)
    ends = range(max(0, len(word) - most), min(len(term), len(word) + most) + 1)
    slips = min((slips_between(term[:end], word) for end in ends), default=most + 1)
    return slips * SLIP + BEGUN_SLIP if slips <= most else None
