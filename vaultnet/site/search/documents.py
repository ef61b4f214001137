"""What there is to find: each page with its names, and with its text as its readers see it."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from html import unescape
from itertools import chain
from typing import NamedTuple

from vaultnet.domain.contact import Contact
from vaultnet.domain.entry import Entry, EntryKind, Journal, Line
from vaultnet.domain.links import fold
from vaultnet.domain.me import Me
from vaultnet.domain.network import kind_of
from vaultnet.domain.node import Node, Reference, Section
from vaultnet.domain.node import Passage as Prose
from vaultnet.domain.objective import Objective
from vaultnet.domain.organisation import Organisation
from vaultnet.domain.prospect import Risk
from vaultnet.domain.tie import CareerStep, Tie
from vaultnet.labels import entry_kind_label, node_kind_label
from vaultnet.language import Translator
from vaultnet.late import dataclass, pattern
from vaultnet.site.anchors import line_anchor, passage_anchors
from vaultnet.site.markup import SafeHtml, visible
from vaultnet.site.relations import lines_of
from vaultnet.site.views.context import Context, Contexts

_BREAK = pattern(r"</(?:p|li|h\d|t[dh]|pre|div)>|<[bh]r>")
_TAG = pattern(r"<[^>]*>")


class Passage(NamedTuple):
    """A stretch of text that is shown as one; `anchor` leads to it on its page.

    `label` is shown before it and not searched: the day of a log line, the name of a field.
    """

    text: str
    anchor: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A page that can be found.

    `subtitle` tells pages of one name apart, and is shown. `places` are the role, the
    organisations and the functions; `tags` hold the topics of lines too.
    """

    path: str
    kind: str
    name: str
    subtitle: str = ""
    aliases: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


def documents_of(
    contexts: Contexts, rendered: Collection[str]
) -> Iterator[tuple[str, Callable[[], Document]]]:
    """Yield the path of each page that can be found, ordered by name, with what makes its document.

    Only pages whose path was rendered can be found.
    """
    top, words = contexts.top, contexts.top.words
    site_map = top.links.site_map
    nodes = {site_map.page(node.id): node for node in top.network.nodes.values()}
    topics = {path: top.relations.topics[key].name for key, path in site_map.topics.items()}
    sections = {link.href: link.text for link in top.frame("", "").navigation}
    named = {**sections, **topics, **{path: node.name for path, node in nodes.items()}}
    for path in sorted(named, key=lambda path: (fold(named[path]), named[path], path)):
        if path not in rendered:
            continue
        if path in nodes:
            # The inner context has rendered the lines of these pages already, and remembers.
            yield path, partial(_node_document, contexts.inner, nodes[path], path)
        else:
            kind = words.text("topic") if path in topics else words.text("page")
            yield path, partial(Document, path, kind, named[path])


def _node_document(context: Context, node: Node, path: str) -> Document:
    topics = chain.from_iterable(line.topics for line in lines_of(node))
    return Document(
        path=path,
        kind=node_kind_label(context.words, kind_of(node)),
        name=node.name,
        subtitle=_subtitle(context, node),
        aliases=node.aliases,
        places=tuple(dict.fromkeys(_places(context, node))),
        tags=tuple(dict.fromkeys((*node.tags, *topics))),
        passages=tuple(each for each in _passages(context, node) if each.text),
    )


def _subtitle(context: Context, node: Node) -> str:
    if isinstance(node, Contact):
        parts: tuple[str, ...] = (node.role, _label(context, node.organisation))
    elif isinstance(node, Objective):
        parts = (node.function,)
    elif isinstance(node, Organisation):
        parts = (_label(context, node.parent), node.location)
    else:
        parts = (context.words.date(node.day),) if isinstance(node, Journal) and node.day else ()
    return ", ".join(part for part in parts if part)


def _places(context: Context, node: Node) -> Iterator[str]:
    """Yield the role, the organisations and the functions of a page."""
    if isinstance(node, Contact):
        yield node.role
        for reference in (node.organisation, *node.other_organisations):
            yield _label(context, reference)
        yield from node.functions
    elif isinstance(node, Organisation):
        yield _label(context, node.parent)
    elif isinstance(node, Objective):
        yield node.function
    elif isinstance(node, Me):
        yield from node.functions


def _label(context: Context, reference: Reference | None) -> str:
    link = context.reference(reference)
    return link.text if link is not None else ""


def _passages(context: Context, node: Node) -> Iterator[Passage]:
    """Yield the text of a page in about the order in which it is shown; some may hold none."""
    yield _details(node)
    for prose, anchor in zip(node.passages, passage_anchors(node.passages), strict=True):
        yield _prose_passage(context, node, prose, anchor)
    for section, lines in _sections(node).items():
        for index, line in enumerate(lines):
            yield _line_passage(context, node, line, line_anchor(section, index))
    yield Passage(_plain(context.block(node.id, node.private_text)), "private")
    for key, value in node.extra.items():
        text = value if isinstance(value, str) else ", ".join(value)
        yield Passage(visible(f"{key}: {text}"), "other")


def _prose_passage(context: Context, node: Node, prose: Prose, anchor: str) -> Passage:
    """Return free text after its heading, unless pages show another heading in its place."""
    text = _plain(context.block(node.id, prose.text))
    if prose.section is not None:
        return Passage(text, prose.section.value)
    heading = "" if fold(prose.heading) == fold(node.name) else visible(prose.heading)
    return Passage(f"{heading}. {text}" if heading and text else heading or text, anchor)


def _details(node: Node) -> Passage:
    """Return where somebody is and how to reach them."""
    if isinstance(node, Contact):
        reachable = (*node.email, *node.phone, *node.url, *node.address)
        texts = (node.location, *node.languages, node.source, *(item.value for item in reachable))
        anchor = "details"
    elif isinstance(node, Organisation):
        texts, anchor = (node.location, *(item.value for item in node.url)), ""
    else:
        return Passage("")
    return Passage(visible(" · ".join(text for text in texts if text)), anchor)


def _sections(node: Node) -> Mapping[Section, Sequence[Line]]:
    """Return the list lines of a page by their section."""
    if isinstance(node, Contact):
        return {
            Section.ASSESSMENT: node.assessment,
            Section.OPPORTUNITIES: node.opportunities,
            Section.RISKS: node.risks,
            Section.OFFERS: node.offers,
            Section.NEEDS: node.needs,
            Section.CAREER: node.career,
            Section.TIES: node.ties,
            Section.NEXT: node.next,
            Section.LOG: node.log,
        }
    if isinstance(node, Objective):
        return {
            Section.NEEDS: node.needs,
            Section.MILESTONES: node.milestones,
            Section.OPPORTUNITIES: node.opportunities,
            Section.RISKS: node.risks,
        }
    if isinstance(node, Me):
        return {
            Section.OFFERS: node.offers,
            Section.NEEDS: node.needs,
            Section.CAREER: node.career,
        }
    return {Section.LOG: node.entries} if isinstance(node, Journal) else {}


def _line_passage(context: Context, node: Node, line: Line, anchor: str) -> Passage:
    parts = [_head(context, node, line), _plain(context.line(node.id, line.text))]
    if line.detail:
        parts.append(_plain(context.block(node.id, line.detail)))
    if isinstance(line, Risk):
        parts.append(visible(line.mitigation))
    for key, value in line.fields.items():
        if f"[{key}::" not in line.text:
            parts.append(visible(f"{key}: {value}"))
    label = _entry_label(context.words, line.kinds, line.day) if isinstance(line, Entry) else ""
    return Passage(" · ".join(filter(None, parts)), anchor, label)


def _head(context: Context, node: Node, line: Line) -> str:
    """Return what a page shows before the text of a line: who, where, as what."""
    if isinstance(line, Entry):
        people = line.people if isinstance(node, Journal) else ()
        parts = [_label(context, person) for person in people]
    elif isinstance(line, CareerStep):
        parts = [line.role, _label(context, line.organisation)]
    elif isinstance(line, Tie):
        parts = [_label(context, line.person)]
    else:
        return ""
    return visible(", ".join([part for part in parts if part])) if parts else ""


@lru_cache(maxsize=1 << 12)
def _entry_label(words: Translator, kinds: tuple[EntryKind, ...], day: date | None) -> str:
    """Return what stands before a line of a log: on many pages, the same days and kinds."""
    said = " + ".join(entry_kind_label(words, kind) for kind in kinds)
    return f"{words.short_date(day)} · {said}" if day else said


def _plain(html: SafeHtml) -> str:
    """Return the text of HTML of our own making: what a reader of the page sees."""
    return _text_of(html.html)


@lru_cache(maxsize=1 << 12)
def _text_of(html: str) -> str:
    """Return the text of HTML: of lines, many of which are the same."""
    text = html
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub(" ", text))
    if "&" in text:
        text = unescape(text)
    return " ".join(text.split())
