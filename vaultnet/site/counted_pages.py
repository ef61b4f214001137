"""Rendered pages whose navigation counts the problems of the vault: the count is put in later.

It stands on every page and changes with many a save, so that without this one more problem
would mean rendering the whole site.
"""

from collections.abc import Mapping

ANY_COUNT = 1_000_000_000_000_000
"""The count to render pages with: more problems than there can be, so that it is found again."""


class CountedPages:
    """Pages by their path, rendered with ANY_COUNT or with a count that never changes."""

    def __init__(self, pages: Mapping[str, bytes]) -> None:
        self._pages = pages
        self._shown = _shown(ANY_COUNT)
        self.places: Mapping[str, int] = {
            path: content.find(self._shown) for path, content in pages.items()
        }
        """Where the count stands in each page, in bytes; -1 where it does not."""

    def showing(self, count: int) -> Mapping[str, bytes]:
        """Return the pages with a count; the same objects as last time if it is the same one."""
        shown = _shown(count)
        if shown != self._shown:
            self._pages = {
                path: _with(content, self.places[path], self._shown, shown)
                for path, content in self._pages.items()
            }
            self._shown = shown
        return self._pages


def with_count(page: bytes, place: int, before: int, now: int) -> bytes:
    """Return a page that shows a count `before` at a place, with the count that it is `now`."""
    return _with(page, place, _shown(before), _shown(now))


def _with(page: bytes, place: int, before: bytes, now: bytes) -> bytes:
    if place < 0:
        return page
    return page[:place] + now + page[place + len(before) :]


def _shown(count: int) -> bytes:
    """Return a count as `layout.html` shows it beside a name in the navigation."""
    return b' <span class="count">%d</span>' % count if count else b""
