"""All that a vault holds on one person, wherever it is: what a report on them is made of."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from vaultnet.cli.import_records import record_paths
from vaultnet.domain.contact import Contact
from vaultnet.domain.node import NodeId, Value
from vaultnet.late import dataclass
from vaultnet.storage import read_undo_records
from vaultnet.storage.traces import Trace, find_traces
from vaultnet.strategy.summary import Strategy
from vaultnet.strategy.ties import KnownTie
from vaultnet.vault.changes.identity import Identity, identity_of
from vaultnet.vault.changes.lines_about import HeldLine, lines_about, own_lines
from vaultnet.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ImportedRecord:
    """What an import last saw of the person: the file, and values as the source gave them."""

    path: str
    key: str
    values: Mapping[str, Value]
    encounters: int


@dataclass(frozen=True, slots=True)
class UndoMention:
    """An undo record that holds the person: its number, what was done, and the files in it."""

    number: int
    label: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holdings:
    """All that is held on one person.

    `note` are the lines of their own note, `elsewhere` those of other notes. `pages` are the
    files of built sites that name them, `others` lines of any other file of the folder.
    """

    contact: Contact
    path: str
    note: tuple[HeldLine, ...]
    elsewhere: tuple[HeldLine, ...]
    ties: tuple[KnownTie, ...]
    pictures: tuple[str, ...]
    imports: tuple[ImportedRecord, ...]
    undo: tuple[UndoMention, ...]
    pages: tuple[str, ...]
    others: tuple[Trace, ...]
    exports: tuple[Path, ...]
    git: bool


def gather_holdings(workspace: Workspace, contact: Contact) -> Holdings:
    """Return all that is held on a contact; nothing is written."""
    from vaultnet.cli.forgetting import find_exports, find_pictures, find_sites, is_versioned

    vault, root = workspace.vault, workspace.root
    identity = identity_of(vault, contact)
    sites = tuple(find_sites(root, vault))
    imports = tuple(_imports(root, contact.id))
    return Holdings(
        contact=contact,
        path=vault.paths[contact.id],
        note=own_lines(vault.file_of(contact.id)),
        elsewhere=lines_about(vault, contact.id, identity),
        ties=tuple(_ties(workspace.strategy, contact.id)),
        pictures=tuple(path for path, _ in find_pictures(vault, contact.id)),
        imports=imports,
        undo=tuple(_undo(root, contact, identity)),
        pages=tuple(_pages(root, sites, contact, identity)),
        others=tuple(_others(workspace, sites, identity)),
        exports=tuple(find_exports(root, identity)),
        git=is_versioned(root),
    )


def _ties(strategy: Strategy, contact: NodeId) -> Iterator[KnownTie]:
    return (tie for tie in strategy.ties if contact in tie.pair)


def _imports(root: Path, contact: NodeId) -> Iterator[ImportedRecord]:
    from vaultnet.exchange.planning.last_seen import RecordError, parse_last_seen

    for path in record_paths(root):
        try:
            people = parse_last_seen(path.read_text(encoding="utf-8")).people
        except (RecordError, UnicodeDecodeError):
            continue  # its lines are found as those of any other file
        name = path.relative_to(root).as_posix()
        for person in people.values():
            if person.contact == contact:
                yield ImportedRecord(name, person.key, person.values, len(person.encounters))


def _undo(root: Path, contact: Contact, identity: Identity) -> Iterator[UndoMention]:
    link = f"[[{contact.id}"
    for record in read_undo_records(root):
        paths = tuple(
            entry.path
            for entry in record.entries
            if identity.is_in(entry.path.encode())
            or (entry.before and (identity.is_in(entry.before) or link.encode() in entry.before))
        )
        if paths:
            yield UndoMention(record.number, record.label, paths)


def _pages(
    root: Path, sites: tuple[str, ...], contact: Contact, identity: Identity
) -> Iterator[str]:
    """Yield the files of built sites that name the person or are named by them."""
    for site in sites:
        for path in sorted((root / site).rglob("*")):
            if path.is_file() and not path.is_symlink():
                named = identity.is_in(path.name.encode()) or path.stem == contact.id
                if named or identity.is_in(path.read_bytes()):
                    yield path.relative_to(root).as_posix()


def _others(workspace: Workspace, sites: tuple[str, ...], identity: Identity) -> Iterator[Trace]:
    """Yield the lines of files that are no notes, or that were not loaded."""
    records = (path.relative_to(workspace.root).as_posix() for path in record_paths(workspace.root))
    skipped = {".vaultnet", *sites, *workspace.vault.files, *records}
    return find_traces(workspace.root, identity.certain.is_in, skipped)
