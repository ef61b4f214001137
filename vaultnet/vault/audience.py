"""What an audience may see of a vault: a vault of its own, made of shared parts alone.

It is made of files that were redacted one by one and assembled anew, as if the rest had never
been written: so a page that is not shared takes no id, makes no link ambiguous and is not counted.
Nothing of it comes from the names of files but what links mean. Paths and texts of files stay
behind, so whoever asks the shared vault where something stands learns nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from pathlib import PurePosixPath

from vaultnet.domain.audience import Audience
from vaultnet.domain.entry import Entry, Journal
from vaultnet.domain.links import LinkTable, fold
from vaultnet.domain.network import build_network, kind_of
from vaultnet.domain.node import Kind, Node, NodeId, Note, Section
from vaultnet.late import dataclass, pattern
from vaultnet.source import Source
from vaultnet.vault.assemble import assemble_vault
from vaultnet.vault.body.outline import parse_outline
from vaultnet.vault.body.outline_sections import Region, find_regions, region_at
from vaultnet.vault.parse import parse_file, stem_of
from vaultnet.vault.parsed import ParsedFile, Tally, Vault
from vaultnet.vault.settings import Settings
from vaultnet.vault.shown_links import LinkWriter, target_of
from vaultnet.vault.shown_parts import parts_shown, withhold
from vaultnet.vault.shown_text import without_comments
from vaultnet.vault.slug import numbered, slug
from vaultnet.vault.vocabulary import SECTION_BY_WORD, plain_heading

_SUFFIX = pattern(r"\.[a-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many pages a shared vault leaves out, by the reason: for its owner, and nobody else.

    `private` say so, `unnamed` do not share their name, `empty` are notes and journals of which
    nothing else may be shown, `unread` could not be read.
    """

    private: int = 0
    unnamed: int = 0
    empty: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class SharedVault:
    """What others may see of a vault.

    `pictures` maps the new path of each to that in the vault. What was left out is for the owner,
    and so is `by_settings`: how many pages are shown that do not themselves say what they share.
    """

    vault: Vault
    pictures: Mapping[str, str]
    left_out: LeftOut
    by_settings: int


def redact_vault(vault: Vault) -> SharedVault:
    """Return what others may see of a vault.

    It depends on shared parts, the paths of the files that hold them, and the settings that say
    how a vault is read and reckoned; on nothing else.
    """
    pages = tuple(_read_pages(vault))
    files = tuple(_shared_files(pages, vault.settings))
    settings = shared_settings(vault.settings)
    assembled = assemble_vault(settings, files)
    pictures: dict[str, str] = {}
    nodes = tuple(_written_nodes(assembled, vault.attachments, pictures))
    shared = _make_vault(settings, nodes, frozenset(pictures))
    paths = {file.path for file in files}
    shown = [page.node for page in pages if page.path in paths and page.node is not None]
    by_settings = sum(node.shared is None for node in shown)
    return SharedVault(shared, pictures, _count(pages, files, vault), by_settings)


def shared_settings(settings: Settings) -> Settings:
    """Return the settings that a shared build knows: its language and name, and the numbers."""
    return Settings(
        language=settings.language,
        name=settings.name,
        criteria=settings.criteria,
        cadence=settings.cadence,
        score=settings.score,
        share_fields=(),
    )


def _read_pages(vault: Vault) -> Iterator[ParsedFile]:
    """Yield every page that could be read, with the id of its own file name.

    A page that lost its id to another one is read again: the other may not be shared. So is one
    with comments, without them.
    """
    for file in vault.files.values():
        if "body" not in file.places:
            continue
        text = without_comments(file.source.text, file.places["body"].start)
        if file.node is None or text != file.source.text:
            yield parse_file(Source(file.path, text, file.source.bom), vault.settings)
        else:
            yield replace(file, node=replace(file.node, id=NodeId(stem_of(file.path))))


def _shared_files(pages: Iterable[ParsedFile], settings: Settings) -> Iterator[ParsedFile]:
    """Yield a redacted file for each page of which there is something to show."""
    criteria = tuple(settings.criteria)
    for file in pages:
        node = file.node
        shown = None if node is None else withhold(node, parts_shown(node, settings), criteria)
        if isinstance(shown, Journal):
            shown = replace(shown, entries=_logged(file, shown))
        if shown is None or _is_empty(shown):
            continue
        name = " ".join(without_comments(shown.name).split())
        if name:
            yield ParsedFile(Source(file.path, ""), file.kind, replace(shown, name=name))


def _logged(file: ParsedFile, journal: Journal) -> tuple[Entry, ...]:
    """Return the entries of a journal page that stand in its log.

    A journal has entries wherever somebody is named. Those below a heading of their own are not
    meant by `Log`; those above all headings but the title are.
    """
    if not journal.entries:
        return ()
    body = file.places["body"]
    regions = find_regions(parse_outline(file.source.text, body.start), Kind.JOURNAL, body)
    starts = [region.start for region in regions]
    found = (
        (entry, region_at(starts, regions, file.places[f"log/{number}"].start))
        for number, entry in enumerate(journal.entries)
    )
    return tuple(entry for entry, region in found if _is_log(region, regions))


def _is_log(region: Region, regions: tuple[Region, ...]) -> bool:
    """Tell whether what stands below a heading of a journal page is its log."""
    heading = region.heading
    if heading is None:
        return True
    is_title = heading.level == 1 and region in regions[:2]
    return is_title or SECTION_BY_WORD.get(plain_heading(heading.text)) is Section.LOG


def _is_empty(node: Node) -> bool:
    """Tell whether a page has nothing to show but its name, and no role that would need it."""
    return isinstance(node, Note) or (isinstance(node, Journal) and not node.entries)


def _written_nodes(
    assembled: Vault, attachments: frozenset[str], pictures: dict[str, str]
) -> Iterator[Node]:
    """Yield each page under its new id with its links written anew; note its `pictures`."""
    network, ids = assembled.network, _public_ids(assembled)

    def resolve(target: str) -> NodeId | None:
        found = network.link_table.resolve(target)
        return None if found is None else ids[found]

    for node_id, node in network.nodes.items():
        folder = assembled.paths[node_id].rpartition("/")[0]
        shelf = _Pictures(ids[node_id], attachments, pictures)
        yield LinkWriter(resolve, shelf.place, folder).node(node, ids[node_id])


def _public_ids(assembled: Vault) -> Mapping[NodeId, NodeId]:
    """Return a new id for each page: its name, and a number where others have the same.

    The numbers follow from what the pages show; only of two that show the same does the path
    decide.
    """
    kinds = tuple(Kind)
    ordered = sorted(
        assembled.network.nodes.values(),
        key=lambda node: (
            kinds.index(kind_of(node)),
            fold(node.name),
            repr(replace(node, id=NodeId(""))),
            assembled.paths[node.id],
        ),
    )
    first: dict[str, NodeId] = {}
    for node in ordered:
        first.setdefault(slug(node.name), node.id)
    ids = {node_id: NodeId(word) for word, node_id in first.items()}
    taken = set(first)
    for node in ordered:
        if node.id not in ids:
            ids[node.id] = NodeId(numbered(slug(node.name), taken))
            taken.add(ids[node.id])
    return ids


@dataclass(frozen=True, slots=True)
class _Pictures:
    """Gives the pictures of one page new paths, in the order in which the page shows them."""

    page: NodeId
    attachments: frozenset[str]
    all_places: dict[str, str]
    places: dict[str, str] = field(default_factory=dict)

    def place(self, path: str) -> str | None:
        """Return the new path of a picture; None where the vault has none at that very path."""
        if path not in self.attachments:
            return None
        if path not in self.places:
            ending = PurePosixPath(path).suffix.lower()
            suffix = ending if _SUFFIX.fullmatch(ending) else ""
            self.places[path] = f"{self.page}/picture-{len(self.places) + 1}{suffix}"
            self.all_places[self.places[path]] = path
        return self.places[path]


def _make_vault(settings: Settings, nodes: tuple[Node, ...], pictures: frozenset[str]) -> Vault:
    """Return a vault of pages whose links are written anew, with files that hold no text."""
    table = LinkTable(({fold(target_of(node.id)): (node.id,) for node in nodes},))
    network = build_network(nodes, table)
    paths = {node_id: f"{node_id}.md" for node_id in network.nodes}
    return Vault(
        settings=settings,
        network=network,
        files={
            paths[node.id]: ParsedFile(Source(paths[node.id], ""), kind_of(node), node)
            for node in network.nodes.values()
        },
        paths=paths,
        tally=Tally(len(nodes), 0, 0),
        attachments=pictures,
        audience=Audience.SHARED,
    )


def _count(pages: tuple[ParsedFile, ...], files: tuple[ParsedFile, ...], vault: Vault) -> LeftOut:
    """Count what was left out: every page that was found is shown or counted here."""
    nodes = [file.node for file in pages if file.node is not None]
    private = sum(node.private for node in nodes)
    named = sum("name" in parts_shown(node, vault.settings) for node in nodes if not node.private)
    return LeftOut(
        private=private,
        unnamed=len(nodes) - private - named,
        empty=named - len(files),
        unread=vault.tally.found - vault.tally.ignored - len(nodes),
    )
