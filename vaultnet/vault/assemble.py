"""From parsed files to a vault: who keeps which id, what links mean, what became of each file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from itertools import chain, pairwise

from vaultnet.diagnostics import Diagnostic, Place, Related
from vaultnet.domain.links import LinkKeys, LinkTable, build_link_table
from vaultnet.domain.network import build_network, share_equal, with_pages
from vaultnet.domain.node import Kind, Node, NodeId
from vaultnet.late import dataclass
from vaultnet.source import Source, Span
from vaultnet.vault.parsed import ParsedFile, Tally, Vault
from vaultnet.vault.rules.vault import DUPLICATE_ID, SEVERAL_OWNERS
from vaultnet.vault.settings import Settings

_START = Span(0, 0)
_COLLISIONS = frozenset({DUPLICATE_ID, SEVERAL_OWNERS})
_KINDS_THAT_YIELD = frozenset({Kind.JOURNAL, Kind.NOTE})
"""Pages whose id may be their path: nobody has to link a daily note by its stem alone."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a vault holds beside its parsed files.

    `ignored` maps the paths of Markdown files that were left out to the reason. `diagnostics`
    are those of the settings and of the folder.
    """

    ignored: Mapping[str, str] = field(default_factory=dict)
    attachments: frozenset[str] = frozenset()
    diagnostics: tuple[Diagnostic, ...] = ()
    settings_source: Source | None = None


@dataclass(frozen=True, slots=True)
class _Taken:
    """Who has which id so far, while ids are given out."""

    pages: dict[NodeId, ParsedFile] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def assemble_vault(
    settings: Settings, files: Iterable[ParsedFile], surroundings: Surroundings | None = None
) -> Vault:
    """Make a vault of parsed files, in whatever order they come.

    Two pages with one id, or two pages about the owner, are an error: the first in the order of
    paths is kept and the other counts as rejected.
    """
    around = surroundings or Surroundings()
    ordered = _in_order(files)
    taken = _give_ids(ordered)
    kept = {file.path: file for file in taken.pages.values()}
    nodes = [file.node for file in kept.values() if file.node is not None]
    return Vault(
        settings=settings,
        network=build_network(nodes, _link_table(taken.pages)),
        files={file.path: kept.get(file.path) or replace(file, node=None) for file in ordered},
        paths={node_id: taken.pages[node_id].path for node_id in sorted(taken.pages)},
        tally=Tally(len(nodes), len(ordered) - len(nodes), len(around.ignored)),
        attachments=around.attachments,
        ignored=around.ignored,
        diagnostics=(
            *around.diagnostics,
            *(diagnostic for file in ordered for diagnostic in file.diagnostics),
            *taken.diagnostics,
        ),
        settings_source=around.settings_source,
    )


def reassemble_vault(
    before: Vault, files: Iterable[ParsedFile], surroundings: Surroundings | None = None
) -> Vault:
    """Make the vault that `assemble_vault` makes of these files, sharing what is as it was before.

    `files` are all the files of the vault as they were parsed, each path once, under the settings
    of `before`; a file with the very source that it had is taken to be the same. As long as all
    pages keep the words that lead to them, the cost is that of looking through the list of files.
    """
    around = surroundings or Surroundings()
    found = {file.path: file for file in files}
    changed = [file for file in found.values() if not _is_held(before, file)]
    if found.keys() != before.files.keys() or not _lead_as_before(before, changed):
        vault = assemble_vault(before.settings, found.values(), around)
        return replace(vault, network=share_equal(vault.network, before.network))
    vault = _with_files(before, changed)
    return replace(
        vault,
        tally=replace(before.tally, ignored=len(around.ignored)),
        attachments=around.attachments,
        ignored=around.ignored,
        diagnostics=(
            *around.diagnostics,
            *chain.from_iterable([file.diagnostics for file in vault.files.values()]),
            *(each for each in before.diagnostics if each.rule in _COLLISIONS),
        ),
        settings_source=around.settings_source,
    )


def amend_vault(before: Vault, files: Sequence[ParsedFile]) -> Vault | None:
    """Return a vault in which some files have another text; what is said of it is as before.

    None where a file is new to it, or other words would lead to its page. The cost does not rest
    on how many other pages there are.
    """
    known = all(file.path in before.files for file in files)
    return _with_files(before, files) if known and _lead_as_before(before, files) else None


def _with_files(before: Vault, changed: Sequence[ParsedFile]) -> Vault:
    kept = {file.path: _as_named(file, before.files[file.path]) for file in changed}
    nodes = [file.node for file in kept.values() if file.node is not None]
    network = with_pages(before.network, nodes) if nodes else before.network
    return replace(before, network=network, files={**before.files, **kept})


def _is_held(vault: Vault, file: ParsedFile) -> bool:
    held = vault.files.get(file.path)
    return held is not None and held.source is file.source


def _lead_as_before(before: Vault, changed: Sequence[ParsedFile]) -> bool:
    """Tell whether the pages of some files have the kinds and the names that they had."""
    refused = {each.place.path for each in before.diagnostics if each.rule in _COLLISIONS}
    return all(
        file.path not in refused and _words_of(file) == _words_of(before.files[file.path])
        for file in changed
    )


def _words_of(file: ParsedFile) -> tuple[Kind, str, tuple[str, ...]] | None:
    """Return what others see of a page: its kind and its names; None for a rejected file."""
    return None if file.node is None else (file.kind, file.node.name, file.node.aliases)


def _as_named(file: ParsedFile, held: ParsedFile) -> ParsedFile:
    """Return a file whose page has the id that was given to it before."""
    if file.node is None or held.node is None or file.node.id == held.node.id:
        return file
    return replace(file, node=replace(file.node, id=held.node.id))


def _in_order(files: Iterable[ParsedFile]) -> list[ParsedFile]:
    """Return files in the order of paths; only of two at one path does the text decide.

    A text that was kept is decoded when it is asked for, and most of them never are.
    """
    ordered = sorted(files, key=lambda file: file.path)
    if any(one.path == other.path for one, other in pairwise(ordered)):
        ordered.sort(key=lambda file: (file.path, file.source.text))
    return ordered


def name_pages(files: Iterable[ParsedFile]) -> tuple[Mapping[NodeId, ParsedFile], LinkTable]:
    """Return the pages of a vault by their ids, and what links lead to, as in the whole vault."""
    ordered = sorted(files, key=lambda file: file.path)
    pages = _give_ids(ordered).pages
    return pages, _link_table(pages)


def _give_ids(ordered: Sequence[ParsedFile]) -> _Taken:
    """Give each page its id: the owner first, then pages with a role, then all others."""
    taken = _Taken()
    by_rank = sorted(ordered, key=lambda file: (_rank(file), file.path))
    owner: ParsedFile | None = None
    for file in by_rank:
        if file.node is None:
            continue
        if file.kind is Kind.ME and owner is not None:
            taken.diagnostics.append(_several_owners(file, owner))
            continue
        if file.kind is Kind.ME:
            owner = file
        _take_id(taken, file, file.node)
    return taken


def _rank(file: ParsedFile) -> int:
    """Rank who chooses an id first: `me.md`, another owner, pages with a role, the rest."""
    if file.kind is Kind.ME:
        return 0 if file.path == "me.md" else 1
    return 3 if file.kind in _KINDS_THAT_YIELD else 2


def _take_id(taken: _Taken, file: ParsedFile, node: Node) -> None:
    """Note a page under the first of its possible ids that is free, or report it."""
    for candidate in _possible_ids(file, node):
        if candidate not in taken.pages:
            named = node if candidate == node.id else replace(node, id=candidate)
            taken.pages[candidate] = replace(file, node=named) if named is not node else file
            return
    taken.diagnostics.append(_duplicate_id(file, taken.pages[node.id]))


def _possible_ids(file: ParsedFile, node: Node) -> tuple[NodeId, ...]:
    if file.kind not in _KINDS_THAT_YIELD:
        return (node.id,)
    return (node.id, NodeId(_without_suffix(file.path)), NodeId(file.path))


def _without_suffix(path: str) -> str:
    """Return a path without `.md`, whatever the case of the suffix."""
    return path[:-3] if path[-3:].lower() == ".md" else path


def _link_table(pages: Mapping[NodeId, ParsedFile]) -> LinkTable:
    return build_link_table(
        LinkKeys(
            id=node_id,
            path=_without_suffix(file.path),
            name=file.node.name,
            aliases=file.node.aliases,
            stem=_second_word(node_id, file.path, pages),
        )
        for node_id, file in pages.items()
        if file.node is not None
    )


def _second_word(node_id: NodeId, path: str, pages: Mapping[NodeId, ParsedFile]) -> str:
    """Return the stem of a page whose id is its path, or nothing where the stem is not its own.

    A stem taken by a page with a role means that page alone; one that several plain notes share
    is ambiguous.
    """
    stem = NodeId(_without_suffix(path).rpartition("/")[2])
    holder = pages.get(stem)
    shared = node_id != stem and holder is not None and holder.kind in _KINDS_THAT_YIELD
    return stem if shared else ""


def _duplicate_id(file: ParsedFile, first: ParsedFile) -> Diagnostic:
    """Report a page whose file name is taken."""
    node = first.node
    return Diagnostic(
        DUPLICATE_ID,
        Place(file.path, _START),
        'another page is already called "{id}"; this one is not loaded',
        {"id": "" if node is None else node.id},
        hint="give one of the two files another name, and mend the links that mean it",
        related=(Related(Place(first.path, _START), "the page that keeps the name"),),
    )


def _several_owners(file: ParsedFile, owner: ParsedFile) -> Diagnostic:
    """Report a second page of the kind `me`."""
    place = file.place("key:kind" if "key:kind" in file.places else "")
    return Diagnostic(
        SEVERAL_OWNERS,
        place,
        'a vault has one owner, and "{first}" is already about you; this page is not loaded',
        {"first": owner.path},
        hint="keep one page of the kind `me`, and give the other one a kind of its own",
        related=(Related(Place(owner.path, _START), "the page that is kept"),),
    )
