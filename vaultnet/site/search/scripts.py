"""The files of the search: scripts that hand data to the page, for nothing can be fetched there.

A page opened from a disk may load scripts and nothing else, so each file is one call of a
function with JSON as a text, which is quicker to read than a script of the same data. What is
needed for a first answer is in two files; the texts that answers quote are in many small ones, of
which a page loads those it shows.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from vaultnet.language import Translator
from vaultnet.site import urls
from vaultnet.site.search.documents import Document, Passage, documents_of
from vaultnet.site.search.index import NAMED_FIELDS, WordTable, words_of_text
from vaultnet.site.views.context import Contexts

TEXT_SIZE = 64_000
"""How many letters of text are in one file; a page more ends it."""

_JSON_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_SCRIPT_ESCAPES = str.maketrans({"\\": "\\\\", "'": "\\'"})


def search_files(contexts: Contexts, rendered: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of each data file of the search over the pages that were rendered.

    The same pages give the same bytes. Texts are let go as soon as they are written.
    """
    pages: list[Document] = []
    starts: list[int] = []
    texts, named = WordTable(), tuple(WordTable() for _ in NAMED_FIELDS)
    for chunk in _chunks(documents_of(contexts, rendered)):
        for document in chunk:
            number = len(pages)
            for table, words in zip(named, NAMED_FIELDS, strict=True):
                table.add(number, words(document))
            texts.add(number, words_of_text(document))
            pages.append(_without_text(document))
        path = urls.search_text(len(starts))
        yield path, script_of(path, [_quotable(document.passages) for document in chunk])
        starts.append(len(pages) - len(chunk))
    yield urls.SEARCH_WORDS, script_of(urls.SEARCH_WORDS, texts.encoded())
    fields = [table.encoded() for table in named]
    listed = {
        "texts": _texts(contexts.top.words),
        "starts": starts,
        "fields": fields,
        **_listed(pages),
    }
    yield urls.SEARCH_PAGES, script_of(urls.SEARCH_PAGES, listed)


def script_of(path: str, content: object) -> bytes:
    """Return a script that hands data over under the name of its file.

    Whatever a text holds, it can end neither the text, nor the script, nor an element around it.
    """
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in _JSON_ESCAPES.items():
        text = text.replace(sign, escaped)
    name = path.rpartition("/")[2].removesuffix(".js")
    literal = text.translate(_SCRIPT_ESCAPES)
    return f"vaultnetSearch('{name}','{literal}');\n".encode("utf-8", "replace")


def _chunks(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield pages in groups whose texts fill one file each."""
    chunk: list[Document] = []
    size = 0
    for document in documents:
        chunk.append(document)
        size += sum(len(passage.text) for passage in document.passages)
        if size >= TEXT_SIZE:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _without_text(page: Document) -> Document:
    return Document(
        page.path, page.kind, page.name, page.subtitle, page.aliases, page.places, page.tags
    )


def _quotable(passages: Sequence[Passage]) -> list[list[str]]:
    return [[passage.text, passage.anchor, passage.label] for passage in passages]


def _listed(pages: Sequence[Document]) -> Mapping[str, object]:
    """Return what is shown of each page, one list for each kind of thing."""
    kinds = sorted({page.kind for page in pages})
    return {
        "kinds": kinds,
        "kind": [kinds.index(page.kind) for page in pages],
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
