"""A third language made up for tests: every message of the program between marks.

What a page or a command says outside of the marks was not written as a message, or comes from
the vault.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.catalog import Catalog

from tests.catalogues import compiled, extracted
from vaultnet.language import MONTHS, ONE_HALF, PERCENT, SHORT_MONTHS, SHORT_WEEKDAYS

LANGUAGE = "de"
OPEN, CLOSE = "⟦", "⟧"
_MARKED = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
_LISTS = (MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS)
_SAID_IN = ("alt", "aria-label", "placeholder", "title", "content")
_UNSEEN = ("script", "style")


def write_catalogues(folder: Path) -> Path:
    """Write the made-up language beside no other one, and return the folder of catalogues."""
    catalogue = Catalog(locale=LANGUAGE, project="VaultNet", charset="utf-8", fuzzy=False)
    for message in extracted():
        if not message.id:
            continue
        said = message.id if isinstance(message.id, str) else tuple(message.id)
        text = _marked(said) if isinstance(said, str) else tuple(_marked(form) for form in said)
        catalogue.add(said, text, context=message.context)
    target = folder / LANGUAGE / "LC_MESSAGES" / "vaultnet.mo"
    target.parent.mkdir(parents=True)
    target.write_bytes(compiled(catalogue))
    return folder


def _marked(message: str) -> str:
    if message in _LISTS:
        return " ".join(_marked(name) for name in message.split())
    if message == ONE_HALF:
        return "0,5"
    if message == PERCENT:
        return "{number} %"
    return f"{OPEN}{message}{CLOSE}"


def unmarked(text: str) -> str:
    """Return what of a text stands outside of all marks; marks stand in one another."""
    while (less := _MARKED.sub(" ", text)) != text:
        text = less
    return text


def page_texts(html: str) -> Iterator[str]:
    """Yield what a page says: its text and the attributes that are read out or shown."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    yield from reader.said


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the attributes that people read or hear."""
        self._unseen += tag in _UNSEEN
        for name, value in attrs:
            if value and (name in _SAID_IN or name.startswith("data-text")) and tag != "meta":
                self.said.append(value)

    def handle_endtag(self, tag: str) -> None:
        """Go on listening after a script or a style."""
        self._unseen -= tag in _UNSEEN

    def handle_data(self, data: str) -> None:
        """Take the text of the page."""
        if not self._unseen and data.strip():
            self.said.append(data)
