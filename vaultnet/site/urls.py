"""Where each page of the site is: names of files that work on every disk and in every link."""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping

from vaultnet.domain.links import fold
from vaultnet.domain.network import Network, kind_of
from vaultnet.domain.node import Kind, NodeId
from vaultnet.late import dataclass, pattern

INDEX = "index.html"
CONTACTS = "contacts.html"
OBJECTIVES = "objectives.html"
ORGANISATIONS = "organisations.html"
JOURNAL = "journal.html"
NOTES = "notes.html"
TAGS = "tags.html"
ME = "me.html"
STRATEGY = "strategy.html"
RECIPROCITY = "reciprocity.html"
REVIEW = "review.html"
MAP = "map.html"
CHANGES = "changes.html"
CHECK = "check.html"
STYLE = "assets/site.css"
OWN_STYLE = "assets/own.css"
SCRIPT = "assets/site.js"
MAP_SCRIPT = "assets/map.js"
TABLE_SCRIPTS = (
    "assets/table.js",
    "assets/table-rows.js",
    "assets/query.js",
    "assets/query-matching.js",
)
TABLE_DATA = "assets/contacts-data.js"
LIVE_SCRIPT = "assets/live.js"
SEARCH_SCRIPTS = ("assets/search.js", "assets/search-matching.js")
SEARCH_PAGES = "assets/search/pages.js"
SEARCH_WORDS = "assets/search/words.js"

FOLDERS: Mapping[Kind, str] = {
    Kind.CONTACT: "contacts",
    Kind.OBJECTIVE: "objectives",
    Kind.ORGANISATION: "organisations",
    Kind.JOURNAL: "journal",
    Kind.NOTE: "notes",
}
MAX_SLUG = 80

_NOT_SLUG = pattern(r"[^a-z0-9]+")
_DEVICE = pattern(r"con|prn|aux|nul|com\d|lpt\d")
_PLAIN_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
)


def slugify(text: str) -> str:
    """Return a text as `[a-z0-9-]`, at most MAX_SLUG letters; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN_LETTERS))
    ascii_text = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_SLUG.sub("-", ascii_text).strip("-")[:MAX_SLUG].strip("-")


def assign_slugs(words: Iterable[str]) -> Mapping[str, str]:
    """Return a slug for each word, no two alike, whatever the order of the words.

    A word that is its own slug keeps it, so a new word never takes the address of an old one;
    words that share a slug get a part of their hash behind it.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        groups.setdefault(slugify(word), []).append(word)
    slugs = {}
    for slug, members in groups.items():
        usable = bool(slug) and _DEVICE.fullmatch(slug) is None
        for word in members:
            kept = usable and (len(members) == 1 or word == slug)
            slugs[word] = slug if kept else _hashed(slug, word, groups)
    return slugs


def _hashed(slug: str, word: str, taken: Mapping[str, list[str]]) -> str:
    """Return a slug with as much of the word's hash as keeps it apart from other slugs."""
    digest = hashlib.sha256(word.encode("utf-8", "surrogatepass")).hexdigest()
    stem = slug[: MAX_SLUG - 17] or "page"
    length = 8
    while (candidate := f"{stem}-{digest[:length]}") in taken:
        length += 1
    return candidate


@dataclass(frozen=True, slots=True)
class SiteMap:
    """The path of each page, relative to the site: by id, and by folded topic or tag."""

    pages: Mapping[NodeId, str]
    topics: Mapping[str, str]

    def page(self, node_id: NodeId) -> str:
        """Return the path of a page; raises KeyError for an id that is not in the network."""
        return self.pages[node_id]

    def topic(self, name: str) -> str | None:
        """Return the path of a topic's page, or None for a word that is not a topic here."""
        return self.topics.get(fold(name))


def map_site(network: Network, topics: Iterable[str]) -> SiteMap:
    """Decide the path of every page of a network and of its topics."""
    by_kind: dict[Kind, list[str]] = {}
    for node in network.nodes.values():
        by_kind.setdefault(kind_of(node), []).append(node.id)
    pages: dict[NodeId, str] = {}
    for kind, ids in by_kind.items():
        pages.update(_kind_pages(kind, ids))
    slugs = assign_slugs({fold(topic) for topic in topics})
    return SiteMap(pages, {topic: f"tags/{slug}.html" for topic, slug in slugs.items()})


def _kind_pages(kind: Kind, ids: list[str]) -> dict[NodeId, str]:
    if kind is Kind.ME:
        return dict.fromkeys(map(NodeId, ids), ME)
    slugs = assign_slugs(ids)
    return {NodeId(word): f"{FOLDERS[kind]}/{slug}.html" for word, slug in slugs.items()}


def numbered(path: str, number: int) -> str:
    """Return the path of a part of a long list; the first part has the path itself.

    `contacts.html` goes on in `contacts.2.html`: no slug holds a point, so nothing collides.
    """
    return path if number == 1 else f"{path.removesuffix('.html')}.{number}.html"


def search_text(number: int) -> str:
    """Return the path of a file of texts that answers of the search quote, counted from 0."""
    return f"assets/search/text-{number}.js"


def root_of(path: str) -> str:
    """Return what leads from a page to the top of the site: `../` for each folder."""
    return "../" * path.count("/")
