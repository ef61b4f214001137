"""The fragment of an address that asks the table of contacts something, as `table.js` reads it."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from vaultnet.query.saved import SavedView


def view_address(view: SavedView) -> str:
    """Return the fragment that asks for a saved view; `table.js` writes such fragments too."""
    given = (
        ("q", view.query),
        ("sort", view.sort.replace(" ", "")),
        ("columns", ",".join(view.columns)),
        ("limit", "" if view.limit is None else str(view.limit)),
    )
    return "#" + "&".join(_parts(given))


def _parts(given: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, text in given:
        if text:
            yield f"{name}={quote(text, safe=',')}"
