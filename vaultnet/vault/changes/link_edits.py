"""Links of a whole vault as edits, when a page gets another id, name or place.

A link keeps its form: one by id stays one by id, one by name one by name, one by path one by
path, with its label, its heading and the sign that embeds. Where that form would be ambiguous
or cannot be written, another that leads to the page takes its place.
"""

import posixpath
from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from urllib.parse import unquote

from vaultnet.diagnostics import Edit, Place
from vaultnet.domain.links import LinkTable, fold
from vaultnet.domain.node import Node, NodeId, Reference
from vaultnet.late import dataclass, pattern
from vaultnet.source import Source, Span
from vaultnet.vault.body.outline import parse_outline
from vaultnet.vault.front.quoting import plain_or_quoted, quoted
from vaultnet.vault.parse import stem_of
from vaultnet.vault.parsed import FoundLink, ParsedFile, Vault

_WIKILINK = pattern(r"(!?\[\[[ \t]*)([^\[\]|#\r\n]*?)((?:\.md)?\\?[ \t]*(?:[|#]|\]\]))")
_MARKDOWN_LINK = pattern(r"(!?\[[^\[\]]*\]\([ \t]*)(?:<([^<>\r\n#]*)|([^\s<>()#]+))")
_LINE_END = pattern(r"\r\n|\n|\r|\Z")
_UNSPEAKABLE = pattern(r"[\[\]|#\r\n\\]|^\s|\s$|\.md$")
_PLAIN_IN_YAML = pattern(r"\w[\w .()/+-]*")
_TO_ESCAPE = pattern(r"[\s<>()%#\"\\]")

FindItem = Callable[[FoundLink], Span]
"""Given a link, returns where the list item stands that holds it."""


@dataclass(frozen=True, slots=True)
class Destination:
    """The page that links are to lead to: its path, its id and its name, as they will be."""

    path: str
    id: NodeId
    name: str

    @property
    def plain_path(self) -> str:
        """Return the path without `.md`, as links by path write it."""
        return self.path[:-3]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What becomes of the links to a page: edits by file, and links that cannot be written."""

    edits: Mapping[str, tuple[Edit, ...]]
    count: int
    stuck: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class LinkShift:
    """A link that leads elsewhere than before: where it stands, and the paths of both pages."""

    place: Place
    reference: Reference
    before: str | None
    after: str | None


def plan_link_edits(vault: Vault, old: NodeId, table: LinkTable, new: Destination) -> Rewritten:
    """Return how every link to the page `old` is to be written so that it leads to `new`.

    `table` tells what links will lead to when all is done.
    """
    rewriting = _Rewriting(vault, vault.network.nodes[old], table, new)
    edits: dict[str, tuple[Edit, ...]] = {}
    for path, file in vault.files.items():
        if found := rewriting.edits(file):
            edits[path] = found
    count = sum(map(len, edits.values()))
    return Rewritten(edits, count, tuple(rewriting.stuck))


def links_to(vault: Vault, node_id: NodeId) -> Iterator[tuple[ParsedFile, FoundLink]]:
    """Yield every link of a vault that leads to a page, its own included, with its file."""
    table = vault.network.link_table
    for file in vault.files.values():
        for link in file.links:
            if table.resolve(link.reference.target) == node_id:
                yield file, link


def item_finder(parsed: ParsedFile) -> FindItem:
    """Return what tells in which list item a link stands, with all that is below that item.

    A link outside of every item is told as it stands.
    """
    items = parse_outline(parsed.source.text, parsed.place("body").span.start).items
    starts = [item.start for item in items]

    def find(link: FoundLink) -> Span:
        index = bisect_right(starts, link.span.start) - 1
        if index < 0 or items[index].end < link.span.end:
            return link.span
        return Span(items[index].start, items[index].end)

    return find


def whole_lines(source: Source, span: Span) -> Span:
    """Return a span widened to whole lines, with the line end behind it."""
    end = _LINE_END.search(source.text, span.end)
    return Span(source.line_start(span.start), end.end() if end else len(source.text))


def find_shifts(
    before: Vault, after: Vault, moved: Mapping[str, str], rewritten: Container[str] = ()
) -> tuple[LinkShift, ...] | None:
    """Return the links that lead elsewhere than before; None where links came or went.

    `moved` maps the old paths of pages to their new ones. The files that are in both vaults are
    compared, link by link, but for those that were `rewritten` in other ways too.
    """
    shifts: list[LinkShift] = []
    for path, file in before.files.items():
        now = after.files.get(moved.get(path, path))
        if now is None or path in rewritten:
            continue
        if len(now.links) != len(file.links):
            return None
        shifts += _shifts_of(before, file.links, after, now, moved)
    return tuple(shifts)


def _shifts_of(
    before: Vault,
    links: Sequence[FoundLink],
    after: Vault,
    now: ParsedFile,
    moved: Mapping[str, str],
) -> Iterator[LinkShift]:
    for old, new in zip(links, now.links, strict=True):
        was, leads = _path_of(before, old.reference), _path_of(after, new.reference)
        if (was if was is None else moved.get(was, was)) != leads:
            yield LinkShift(Place(now.path, new.span), new.reference, was, leads)


def _path_of(vault: Vault, reference: Reference) -> str | None:
    found = vault.network.link_table.resolve(reference.target)
    return None if found is None else vault.paths[found]


class _Rewriting:
    """Writes the links to one page anew, file by file."""

    def __init__(self, vault: Vault, node: Node, table: LinkTable, new: Destination) -> None:
        self._vault = vault
        self._node = node
        self._words = {fold(node.id), fold(stem_of(vault.paths[node.id]))}
        self._table = table
        self._new = new
        self.stuck: list[Place] = []

    def edits(self, file: ParsedFile) -> tuple[Edit, ...]:
        """Return the edits of one file, each span once."""
        resolve = self._vault.network.link_table.resolve
        found: dict[Place, str] = {}
        for link in file.links:
            if resolve(link.reference.target) != self._node.id:
                continue
            place = Place(file.path, link.span)
            written = file.source.slice(link.span)
            text = self._written_anew(file, link, written)
            if text is None:
                self.stuck.append(place)
            elif text != written:
                found[place] = text
        return tuple(Edit(place, text) for place, text in found.items())

    def _written_anew(self, file: ParsedFile, link: FoundLink, written: str) -> str | None:
        in_yaml = link.span.end <= file.place("body").span.start
        if not link.reference.linked or (in_yaml and "[" not in written):
            return self._plain_text(link, written)
        match = _WIKILINK.search(written)
        if match is None:
            return self._markdown(file, written)
        if self._keeps(link.reference):
            return written
        for target in self._targets(link.reference.target):
            if self._can_stand(target, in_yaml=in_yaml):
                ending = (
                    match[3]
                    if "/" in target or target == self._new.id
                    else match[3].removeprefix(".md")
                )
                start, end = match.span()
                return f"{written[:start]}{match[1]}{target}{ending}{written[end:]}"
        return None

    def _keeps(self, reference: Reference) -> bool:
        """Tell whether a link by another name may stay: that name leads to the page still."""
        word = fold(reference.target)
        by_alias = "/" not in word and word not in self._words and word != fold(self._node.name)
        return by_alias and self._leads(reference.target)

    def _targets(self, target: str) -> Iterable[str]:
        """Yield what a link may say, in the form that it has first."""
        new = self._new
        if "/" in target:
            levels = target.strip("/").count("/") + 1
            end = "/".join(new.plain_path.split("/")[-levels:])
            return (end if "/" in end else new.plain_path, new.plain_path, new.id)
        if fold(target) in self._words and target != self._node.name:
            return (new.id, new.plain_path)
        return (new.name, new.id, new.plain_path)

    def _leads(self, target: str) -> bool:
        return self._table.resolve(target) == self._new.id

    def _can_stand(self, target: str, *, in_yaml: bool) -> bool:
        """Tell whether a target can be written between brackets, and leads to the page."""
        if _UNSPEAKABLE.search(target) or (in_yaml and not _PLAIN_IN_YAML.fullmatch(target)):
            return False
        return self._leads(target)

    def _plain_text(self, link: FoundLink, written: str) -> str | None:
        """Return a name without brackets, in the quotes that it has."""
        target = link.reference.target
        if self._keeps(link.reference):
            return written
        for text in self._targets(target):
            if self._leads(text) and not ("[[" in text or text != text.strip()):
                if fold(text) == fold(target):
                    return written
                return quoted(text) if written.startswith(('"', "'")) else plain_or_quoted(text)
        return None

    def _markdown(self, file: ParsedFile, written: str) -> str | None:
        match = _MARKDOWN_LINK.search(written)
        if match is None:
            return None
        group = 2 if match[2] is not None else 3
        start, end = match.span(group)
        address = self._address(file, match[group])
        return written[:start] + address + written[end:]

    def _address(self, file: ParsedFile, old: str) -> str:
        """Return the path of the page as a Markdown link of a file writes it."""
        path = self._new.path
        folder = posixpath.dirname(self._vault.paths[self._node.id])
        if "/" in old and posixpath.dirname(path) == folder:
            path = f"{unquote(old.rpartition('/')[0])}/{posixpath.basename(path)}"
        elif old.startswith("."):
            path = posixpath.relpath(path, posixpath.dirname(file.path) or ".")
            path = path if path.startswith(".") else f"./{path}"
        elif "/" not in old and self._leads(self._new.id):
            path = posixpath.basename(path)
        elif old.startswith("/"):
            path = f"/{path}"
        return _TO_ESCAPE.sub(lambda sign: f"%{ord(sign[0]):02X}", path)
