"""What the search holds of one page: a value of that page alone, whichever others there are.

It is all that joining pages to an index needs, so that a page that did not change need neither be
read nor folded again.
"""

from collections.abc import Callable, Collection, Iterator
from functools import partial

from vaultnet.late import dataclass
from vaultnet.site.script_data import json_of_texts
from vaultnet.site.search.documents import Document, documents_of
from vaultnet.site.search.index import NAMED_FIELDS, words_of_text
from vaultnet.site.views.context import Contexts


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page as the search holds it.

    `fields` are the words of each named field, in their order, and `words` those of the text, as
    they come; each stands there once. `quotes` are its passages as JSON, of `length` letters.
    """

    path: str
    kind: str
    name: str
    subtitle: str
    aliases: tuple[str, ...]
    places: tuple[str, ...]
    tags: tuple[str, ...]
    fields: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]
    quotes: str
    length: int


def search_pages(
    contexts: Contexts, rendered: Collection[str]
) -> Iterator[tuple[str, Callable[[], SearchPage]]]:
    """Yield the path of each page that was rendered and can be found, with what makes its part.

    They come ordered by name.
    """
    for path, make in documents_of(contexts, rendered):
        yield path, partial(_made_from, make)


def make_search_page(document: Document) -> SearchPage:
    """Return what the search holds of a page."""
    return SearchPage(
        path=document.path,
        kind=document.kind,
        name=document.name,
        subtitle=document.subtitle,
        aliases=document.aliases,
        places=document.places,
        tags=document.tags,
        fields=tuple(tuple(sorted(set(words(document)))) for words in NAMED_FIELDS),
        words=words_of_text(document),
        quotes=json_of_texts(document.passages),
        length=sum(len(passage.text) for passage in document.passages),
    )


def _made_from(make: Callable[[], Document]) -> SearchPage:
    return make_search_page(make())
