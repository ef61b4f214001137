"""Long lists in parts, so that every page stays small."""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from vaultnet.late import dataclass
from vaultnet.site.map_names import shortened
from vaultnet.site.urls import numbered
from vaultnet.site.views.context import PageLink

Row = TypeVar("Row")
LONGEST_LABEL = 24


@dataclass(frozen=True, slots=True)
class Part(Generic[Row]):
    """One part of a list: its path in the site, its rows, and links to all parts.

    `parts` is empty where there is only one; `total` counts the rows of all of them.
    """

    path: str
    number: int
    rows: tuple[Row, ...]
    parts: tuple[PageLink, ...]
    total: int


def split(
    path: str, rows: Sequence[Row], size: int, label: Callable[[Row], str], root: str = ""
) -> Iterator[Part[Row]]:
    """Cut a list into parts of at most `size` rows; an empty list is one empty part.

    `label` gives the words by which the first row of a part names it, which are shortened;
    `root` leads from the pages to the top of the site.
    """
    chunks = [tuple(rows[at : at + size]) for at in range(0, len(rows), size)] or [()]
    links = [
        PageLink(shortened(label(chunk[0]), LONGEST_LABEL), root + numbered(path, n))
        for n, chunk in enumerate(chunks, 1)
        if chunk
    ]
    for number, chunk in enumerate(chunks, 1):
        parts = tuple(
            PageLink(link.text, link.href, current=n == number) for n, link in enumerate(links, 1)
        )
        shown = parts if len(chunks) > 1 else ()
        yield Part(numbered(path, number), number, chunk, shown, len(rows))
