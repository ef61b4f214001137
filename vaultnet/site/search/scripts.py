"""The files of the search: scripts that hand data to the page, for nothing can be fetched there.

Each file is one call of a function. What is needed for a first answer is in two files; the texts
that answers quote are in many small ones, of which a page loads those it shows.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from vaultnet.language import Translator
from vaultnet.site import urls
from vaultnet.site.script_data import json_of, literal_of
from vaultnet.site.search.index import NAMED_FIELDS, WordTable
from vaultnet.site.search.pages import SearchPage, search_pages
from vaultnet.site.views.context import Contexts

TEXT_SIZE = 64_000
"""How many letters of text are in one file; a page more ends it."""


def search_files(contexts: Contexts, rendered: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of each data file of the search over the pages that were rendered."""
    pages = search_pages(contexts, rendered)
    return join_search_pages(contexts.top.words, (make() for _, make in pages))


def join_search_pages(
    words: Translator, pages: Iterable[SearchPage]
) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of each data file of the search over some pages, ordered by name.

    The same pages give the same bytes. Texts are let go as soon as they are written.
    """
    listed: list[SearchPage] = []
    starts: list[int] = []
    texts, named = WordTable(), tuple(WordTable() for _ in NAMED_FIELDS)
    for chunk in _chunks(pages):
        path = urls.search_text(len(starts))
        starts.append(len(listed))
        yield path, _script(path, f"[{','.join(page.quotes for page in chunk)}]")
        for number, page in enumerate(chunk, len(listed)):
            texts.add(number, page.words)
            for table, field in zip(named, page.fields, strict=True):
                table.add(number, field)
        listed += map(_without_text, chunk)
    yield urls.SEARCH_WORDS, script_of(urls.SEARCH_WORDS, texts.encoded())
    fields = [table.encoded() for table in named]
    content = {"texts": _texts(words), "starts": starts, "fields": fields, **_listed(listed)}
    yield urls.SEARCH_PAGES, script_of(urls.SEARCH_PAGES, content)


def script_of(path: str, content: object) -> bytes:
    """Return a script that hands data over under the name of its file."""
    return _script(path, json_of(content))


def _script(path: str, json_text: str) -> bytes:
    name = path.rpartition("/")[2].removesuffix(".js")
    return f"vaultnetSearch('{name}',{literal_of(json_text)});\n".encode("utf-8", "replace")


def _chunks(pages: Iterable[SearchPage]) -> Iterator[list[SearchPage]]:
    """Yield pages in groups whose texts fill one file each."""
    chunk: list[SearchPage] = []
    length = 0
    for page in pages:
        chunk.append(page)
        length += page.length
        if length >= TEXT_SIZE:
            yield chunk
            chunk, length = [], 0
    if chunk:
        yield chunk


def _without_text(page: SearchPage) -> SearchPage:
    return replace(page, fields=(), words=(), quotes="")


def _listed(pages: Sequence[SearchPage]) -> Mapping[str, object]:
    """Return what is shown of each page, one list for each kind of thing."""
    kinds = sorted({page.kind for page in pages})
    numbers = {kind: number for number, kind in enumerate(kinds)}
    return {
        "kinds": kinds,
        "kind": [numbers[page.kind] for page in pages],
        "names": [page.name for page in pages],
        "paths": [page.path for page in pages],
        "subtitles": [page.subtitle for page in pages],
        "aliases": [page.aliases for page in pages],
        "places": [page.places for page in pages],
        "tags": [page.tags for page in pages],
    }


def _texts(words: Translator) -> Mapping[str, str]:
    """Return what the dialog says, apart from the few words that it needs before its data."""
    return {
        "about": words.text(
            "Names, organisations, roles, functions, topics, and every line of these pages."
        ),
        "forgiving": words.text(
            "The beginning of a word is enough; accents and a slip of the finger do not matter."
        ),
        "choose": words.text("to choose"),
        "open": words.text("to open"),
        "close": words.text("to close"),
        "results": words.text("Results"),
        "found": words.text("Pages found: {n}"),
        "first": words.text("Pages found: {n}; here are the first {shown}."),
        "some": words.text("No page has all of these words. Pages that have some of them: {n}"),
        "none": words.text("Nothing found."),
        "near": words.text("Words that are near:"),
        "strange": words.text("No word on these pages is near to that."),
    }
