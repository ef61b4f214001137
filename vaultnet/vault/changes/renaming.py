"""Another name for a page: its name, its file, and every link of the vault that leads to it."""

from collections.abc import Iterable
from dataclasses import replace

from vaultnet.diagnostics import Edit, Place
from vaultnet.domain.entry import Journal
from vaultnet.domain.links import fold
from vaultnet.domain.node import Kind, Node, NodeId
from vaultnet.late import dataclass
from vaultnet.phrase import Phrase
from vaultnet.source import Source
from vaultnet.vault.changes.link_edits import (
    Destination,
    LinkShift,
    Rewritten,
    find_shifts,
    plan_link_edits,
)
from vaultnet.vault.changes.note_changes import (
    NoteChange,
    OperationError,
    changes_of,
    find_new_errors,
    with_files,
)
from vaultnet.vault.edits.field_edits import FieldEditError, plan_field_edits
from vaultnet.vault.edits.list_edits import add_to_lists
from vaultnet.vault.edits.splicing import splice
from vaultnet.vault.fields.schema import specs_by_key
from vaultnet.vault.parse import parse_file, stem_of
from vaultnet.vault.parsed import ParsedFile, Vault
from vaultnet.vault.slug import find_twin

_LISTED = 10


@dataclass(frozen=True, slots=True)
class NewName:
    """What a page is to be called: its name and the stem of its file.

    `keeps_alias` keeps the old name as another one; `may_be_shared` lets another page have the
    new name too.
    """

    name: str
    stem: str
    keeps_alias: bool = True
    may_be_shared: bool = False


@dataclass(frozen=True, slots=True)
class Renaming:
    """What renaming a page does to the vault.

    `changes` stand in an order in which every link leads to the page at any time. `old_path`
    and `path` are where the page was and will be. `links` counts the links that are rewritten,
    `gained` are those that led nowhere, or to several pages, and lead to one now. `alias` is
    the old name where it was kept.
    """

    changes: tuple[NoteChange, ...]
    old_path: str
    path: str
    links: int
    gained: tuple[LinkShift, ...]
    alias: str

    @property
    def notes(self) -> int:
        """Return how many notes other than the page itself change."""
        return sum(change.path not in {self.path, self.old_path} for change in self.changes)


def plan_rename(vault: Vault, node_id: NodeId, wanted: NewName) -> Renaming:
    """Return what changes when a page gets a new name; nothing is written.

    A half-written renaming of the same kind is taken up where it was left. Raises
    OperationError where the file name is taken, where a link would lead elsewhere or to two
    pages, and where the page cannot be changed without risk.
    """
    old_path = vault.paths[node_id]
    path = _new_path(vault, node_id, wanted)
    base = _without_twin(vault, old_path, path)
    if not wanted.may_be_shared:
        _require_new_name(base, node_id, wanted.name)
    planner = _Planner(base, node_id, path, wanted)
    planner.plan()
    if path != old_path:
        _require_free(vault, path, old_path, planner.sources[path])
    changes = changes_of(vault, {key: planner.sources[key] for key in planner.order()})
    if path != old_path:
        removal = NoteChange(old_path, vault.source(old_path), None)
        changes = (*(_from(old_path, each) for each in changes), removal)
    return Renaming(changes, old_path, path, planner.rewritten.count, planner.gained, planner.alias)


class _Planner:
    """Works out one renaming in a vault in which nothing of it has been done yet."""

    def __init__(self, vault: Vault, node_id: NodeId, path: str, wanted: NewName) -> None:
        self._vault = vault
        self._id = node_id
        self._old = vault.file_of(node_id)
        self._path = path
        self._wanted = wanted
        self.alias = self._alias()
        self.sources: dict[str, Source] = {}
        self.gained: tuple[LinkShift, ...] = ()
        self.rewritten = Rewritten({}, 0, ())

    def plan(self) -> None:
        """Fill `sources` with the new text of each file, and hold that all links lead on."""
        page = self._renamed(self._old)
        table = self._with([page]).network.link_table
        new = Destination(self._path, self._id_of(page), self._wanted.name)
        self.rewritten = plan_link_edits(self._vault, self._id, table, new)
        _require_all_written(self._vault, self.rewritten.stuck)
        settings = self._vault.settings
        for path, edits in self.rewritten.edits.items():
            self.sources[path] = splice(self._vault.files[path].source, edits)
        own = self.sources.pop(self._old.path, self._old.source)
        page = self._renamed(parse_file(own, settings))
        others = [parse_file(source, settings) for source in self.sources.values()]
        self.sources[self._path] = page.source
        self._check(self._with([page, *others]), page)

    def order(self) -> Iterable[str]:
        """Return the paths in the order of writing: a new file first, an old one last."""
        others = sorted(path for path in self.sources if path != self._path)
        moves = self._path != self._old.path
        return (self._path, *others) if moves else (*others, self._path)

    def _with(self, files: Iterable[ParsedFile]) -> Vault:
        return with_files(self._vault, files, [self._old.path])

    def _id_of(self, page: ParsedFile) -> NodeId:
        held = self._with([page])
        found = next((node_id for node_id, path in held.paths.items() if path == page.path), None)
        if found is None:
            raise OperationError(
                Phrase("{path} would lose its place to another page", {"path": page.path})
            )
        return found

    def _renamed(self, parsed: ParsedFile) -> ParsedFile:
        """Return the page with its new name and alias, at its new path."""
        settings = self._vault.settings
        try:
            named = parse_file(_with_name(parsed, self._wanted, self._vault), settings)
            additions = {"aliases": [self.alias]} if self.alias else {}
            source = add_to_lists(named, additions, settings)
        except FieldEditError as error:
            raise OperationError(
                Phrase("{path}: {reason}", {"path": parsed.path, "reason": error.reason}),
                Phrase("change that by hand, then rename again; nothing was written"),
            ) from None
        return parse_file(Source(self._path, source.text, source.bom), settings)

    def _alias(self) -> str:
        """Return the old name where it is to stay as another name, and does not yet."""
        node = _node(self._old)
        known = {fold(self._wanted.name), *map(fold, node.aliases)}
        others = (each for each in self._vault.network.nodes.values() if each.id != self._id)
        taken = any(fold(each.name) == fold(node.name) for each in others)
        kept = self._wanted.keeps_alias and not taken and fold(node.name) not in known
        return node.name if kept else ""

    def _check(self, after: Vault, page: ParsedFile) -> None:
        """Raise OperationError where anything but the name and the links would be read anew."""
        fault = find_new_errors(self._old, page)
        node, old = page.node, _node(self._old)
        if fault is not None or node is None or node.name != self._wanted.name:
            raise OperationError(
                Phrase('"{name}" cannot be written as a name', {"name": self._wanted.name}),
                Phrase("write it in letters"),
            )
        if isinstance(node, Journal) and isinstance(old, Journal) and node.day != old.day:
            raise OperationError(
                Phrase("the page would lose the day that its file name gives to its lines"),
                Phrase('begin the id with the day: "--id {stem}"', {"stem": _dated(old, page)}),
            )
        shifts = find_shifts(self._vault, after, {self._old.path: self._path})
        if shifts is None:
            raise OperationError(
                Phrase('"{name}" would be read as a link', {"name": self._wanted.name}),
                Phrase("write it without brackets"),
            )
        astray = [each for each in shifts if each.before is not None]
        if astray:
            raise OperationError(
                Phrase(
                    "these links would lead elsewhere:{lines}",
                    {"lines": _lines(after, [each.place for each in astray])},
                ),
                Phrase("choose another name, or write these links by id first"),
            )
        self.gained = shifts


def _from(old_path: str, change: NoteChange) -> NoteChange:
    return replace(change, origin=old_path) if change.before is None else change


def _new_path(vault: Vault, node_id: NodeId, wanted: NewName) -> str:
    old = vault.paths[node_id]
    folder = old.rpartition("/")[0]
    if vault.file_of(node_id).kind is Kind.ME:
        return old
    return f"{folder}/{wanted.stem}.md" if folder else f"{wanted.stem}.md"


def _without_twin(vault: Vault, old_path: str, path: str) -> Vault:
    """Return the vault without a file that a renaming cut short has written already."""
    if path == old_path or path not in vault.files:
        return vault
    return with_files(vault, [], [path])


def _require_new_name(vault: Vault, node_id: NodeId, name: str) -> None:
    """Raise OperationError where another page of the kind has the name already."""
    kind = type(vault.network.nodes[node_id])
    for other in vault.network.of_type(kind):
        if other.id != node_id and find_twin(name, (other.name, *other.aliases)):
            raise OperationError(
                Phrase(
                    '"{name}" has a note already: {path}',
                    {"name": name, "path": vault.paths[other.id]},
                ),
                Phrase(
                    'if both are about one person, "vaultnet merge" makes one note of them;'
                    ' if not, give an id with "--id"'
                ),
            )


def _require_free(vault: Vault, path: str, old_path: str, planned: Source) -> None:
    """Raise OperationError where another file has the stem, or links could mean either."""
    held = vault.files.get(path)
    if held is not None and held.source == planned:
        return
    stem = fold(stem_of(path))
    markdown = (*vault.files, *vault.ignored)
    taken = [each for each in markdown if fold(stem_of(each)) == stem and each != old_path]
    if taken:
        raise OperationError(
            Phrase("the id {id} is taken by {path}", {"id": stem, "path": taken[0]}),
            Phrase(
                'choose an id of its own with "--id", or bring two notes on one together with'
                ' "vaultnet merge"'
            ),
        )


def _with_name(parsed: ParsedFile, wanted: NewName, vault: Vault) -> Source:
    """Return the page with another name, written where its name stands."""
    node, name = _node(parsed), wanted.name
    if node.name == name:
        return parsed.source
    span = parsed.places.get("name")
    if span is not None and span.start >= parsed.places["body"].start:
        source = splice(parsed.source, [Edit(Place(parsed.path, span), name)])
        again = parse_file(source, vault.settings).node
        if again is not None and again.name == name:
            return source
    elif span is None and wanted.stem == name:
        return parsed.source
    specs = specs_by_key(parsed.kind, tuple(vault.settings.criteria))
    return plan_field_edits(parsed, {specs["name"].key: name}, vault.settings).after


def _require_all_written(vault: Vault, stuck: tuple[Place, ...]) -> None:
    if stuck:
        raise OperationError(
            Phrase(
                "these links cannot be written so that they lead to one page:{lines}",
                {"lines": _lines(vault, stuck)},
            ),
            Phrase("choose another name or id"),
        )


def _lines(vault: Vault, places: Iterable[Place]) -> tuple[str | Phrase, ...]:
    """Return places as lines that say file, line and what is written there."""
    held = list(places)
    told: list[str | Phrase] = []
    for place in held[:_LISTED]:
        source = vault.files[place.path].source
        line = source.position(place.span.start).line
        told.append(f"\n{place.path}:{line}: {source.slice(place.span)}")
    if len(held) > _LISTED:
        told += ["\n", Phrase("and {n} more", {"n": len(held) - _LISTED})]
    return tuple(told)


def _dated(old: Journal, page: ParsedFile) -> str:
    day = old.day.isoformat() if old.day else ""
    return f"{day}-{stem_of(page.path)}"


def _node(parsed: ParsedFile) -> Node:
    assert parsed.node is not None  # noqa: S101 (pages of the network were read)
    return parsed.node
