"""What forgetting a person takes: what goes, what changes, and where else they remain."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from vaultnet.cli.import_records import record_changes
from vaultnet.cli.note_writing import as_problem
from vaultnet.domain.contact import Contact
from vaultnet.domain.links import fold
from vaultnet.domain.node import NodeId
from vaultnet.late import dataclass, pattern
from vaultnet.storage import Change, digest
from vaultnet.storage.erasing import erase_records, find_disposable, find_records
from vaultnet.storage.exported import listed_exports
from vaultnet.storage.traces import Trace, find_traces
from vaultnet.vault.changes.forgetting import Forgetting, plan_forgetting
from vaultnet.vault.changes.identity import Identity, identity_of
from vaultnet.vault.changes.note_changes import NoteChange, OperationError, with_files
from vaultnet.vault.parsed import Vault

if TYPE_CHECKING:
    from vaultnet.storage import Written
    from vaultnet.workspace import Workspace

_PICTURE = pattern(r"\.(?:png|jpe?g|gif|webp|avif|svg)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Erasure:
    """All that is to be done so that a person is forgotten.

    `pictures` go with the note, `shared_pictures` stay because others use them. `records` counts
    the undo records that hold the person, `disposable` names what can be made anew, `sites` are
    the folders of built sites. `exports` are files elsewhere that name them, and `git` tells
    whether a history may hold them.
    """

    root: Path
    vault: Vault
    contact: Contact
    identity: Identity
    forgetting: Forgetting
    pictures: tuple[str, ...] = ()
    shared_pictures: tuple[str, ...] = ()
    imports: tuple[Change, ...] = ()
    records: int = 0
    disposable: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    exports: tuple[Path, ...] = ()
    git: bool = False

    @property
    def path(self) -> str:
        """Return the path of the person's own note."""
        return self.vault.paths[self.contact.id]

    @property
    def is_resumed(self) -> bool:
        """Tell whether their note is gone already, and only traces of it are left."""
        return not (self.root / self.path).exists()

    def concerns(self, text: str) -> bool:
        """Tell whether a text speaks of the person by a word that means nobody else."""
        return self.identity.certain.is_in(text)

    def speaks_of(self, text: str) -> bool:
        """Tell whether a text speaks of the person, or may do so."""
        return self.concerns(text) or self.identity.uncertain.is_in(text)


def plan_erasure(
    workspace: "Workspace",
    vault: Vault,
    contact: Contact,
    neutral: Mapping[str, str],
    *,
    keeps_mentions: bool,
) -> Erasure:
    """Return all that forgetting a contact takes; nothing is written.

    Raises Problem where a note or a record stands in the way.
    """
    from vaultnet.exchange.planning.last_seen import without

    root, identity = workspace.root, identity_of(vault, contact)
    try:
        forgetting = plan_forgetting(
            vault, contact.id, identity, neutral, keeps_mentions=keeps_mentions
        )
    except OperationError as error:
        raise as_problem(error) from None
    pictures = tuple(find_pictures(vault, contact.id))
    holder = _Holder(vault, contact, identity)
    return Erasure(
        root=root,
        vault=vault,
        contact=contact,
        identity=identity,
        forgetting=forgetting,
        pictures=tuple(path for path, shared in pictures if not shared),
        shared_pictures=tuple(path for path, shared in pictures if shared),
        imports=tuple(record_changes(root, lambda text: without(text, contact.id))),
        records=find_records(root, holder),
        disposable=find_disposable(root, holder),
        exports=tuple(find_exports(root, identity)),
        sites=tuple(find_sites(root, vault)),
        git=is_versioned(root),
    )


def find_leftovers(workspace: "Workspace", name: str) -> tuple[Vault, Contact] | None:
    """Return a contact whose note is gone, and that an undo record still holds; None without."""
    from vaultnet.source import decode_source
    from vaultnet.storage import read_undo_records
    from vaultnet.vault.parse import parse_file

    for record in read_undo_records(workspace.root):
        for entry in record.entries:
            if entry.before is None or entry.after is not None or not entry.path.endswith(".md"):
                continue
            try:
                parsed = parse_file(
                    decode_source(entry.path, entry.before), workspace.vault.settings
                )
            except UnicodeDecodeError:
                continue
            node = parsed.node
            if isinstance(node, Contact) and fold(name) in _names(node):
                held = with_files(workspace.vault, [parsed])
                return held, node
    return None


def write_erasure(erasure: Erasure) -> "Written | None":
    """Do all of it: notes first, so that what was cut short is found again; then every copy."""
    from vaultnet.cli.note_writing import write_notes
    from vaultnet.site.removal import remove_site

    root, vault = erasure.root, erasure.vault
    changes = [each for each in erasure.forgetting.changes if _is_there(root, each)]
    more = [*erasure.imports, *(_removal(root, path) for path in erasure.pictures)]
    written = None
    if changes or more:
        written = write_notes(root, changes, "forget", vault.settings, more)
    erase_records(root, _Holder(vault, erasure.contact, erasure.identity))
    for folder in erasure.sites:
        remove_site(root / folder)
    return written


def remaining(erasure: Erasure, *, is_done: bool) -> tuple[tuple[Trace, ...], tuple[Trace, ...]]:
    """Return where the person still stands for sure, and where perhaps.

    Before it is done, what will be taken away is left out.
    """
    going = {".vaultnet", *erasure.sites, *erasure.pictures, erasure.path}
    going |= {change.path for change in erasure.forgetting.changes}
    going |= {change.path for change in erasure.imports}
    traces = [*find_traces(erasure.root, erasure.speaks_of, set() if is_done else going)]
    for change in () if is_done else erasure.forgetting.changes:
        lines = change.after.text.splitlines() if change.after else []
        numbered = (Trace(change.path, n, line.strip()) for n, line in enumerate(lines, start=1))
        traces += [trace for trace in numbered if erasure.speaks_of(trace.text)]
    traces.sort(key=_order)
    sure = tuple(each for each in traces if erasure.concerns(each.text or each.path))
    return sure, tuple(each for each in traces if each not in sure)


def _order(trace: Trace) -> tuple[str, int]:
    return trace.path, trace.line


def _names(contact: Contact) -> set[str]:
    return {fold(word) for word in (contact.id, contact.name, *contact.aliases)}


class _Holder:
    """Tells whether bytes hold a person: by their words, by a link, or by their path."""

    def __init__(self, vault: Vault, contact: Contact, identity: Identity) -> None:
        words = (contact.id, contact.name, *contact.aliases)
        links = "|".join(re.escape(word) for word in words)
        self._link = re.compile(rf"\[\[(?:[^\]|#]*/)?(?:{links})(?:\.md)?[\]|#]", re.IGNORECASE)
        self._path = vault.paths[contact.id].encode()
        self._identity = identity

    def __call__(self, data: bytes) -> bool:
        text = data.decode("utf-8", "replace")
        return self._path in data or bool(self._link.search(text)) or self._identity.is_in(data)


def find_pictures(vault: Vault, contact: NodeId) -> Iterator[tuple[str, bool]]:
    """Yield the pictures of a note, each with whether another note uses it too."""
    file = vault.file_of(contact)
    node = file.node
    targets = [link.reference.target for link in file.links if link.reference.embed]
    if isinstance(node, Contact) and node.photo is not None:
        targets.append(node.photo.target)
    names = {fold(target.rpartition("/")[2]) for target in targets}
    for path in sorted(vault.attachments):
        name = path.rpartition("/")[2]
        if fold(name) in names and _PICTURE.search(name):
            others = (each for each in vault.files.values() if each.path != file.path)
            yield path, any(name in each.source.text for each in others)


def find_exports(root: Path, identity: Identity) -> Iterator[Path]:
    """Yield the files outside of the vault that were exported from it and name the person."""
    for path in listed_exports(root):
        if not path.is_relative_to(root.resolve()) and identity.is_in(path.read_bytes()):
            yield path


def is_versioned(root: Path) -> bool:
    """Tell whether a vault lies in a repository of git, whose history is out of reach."""
    return any((folder / ".git").exists() for folder in (root, *root.absolute().parents))


def find_sites(root: Path, vault: Vault) -> Iterator[str]:
    """Yield the folders of the sites that were built from a vault, for its owner or for others."""
    from vaultnet.site.manifest import read_manifest

    for folder in (vault.settings.site_folder, vault.settings.shared_folder):
        if (root / folder).is_dir() and read_manifest(root / folder) is not None:
            yield folder


def _is_there(root: Path, change: NoteChange) -> bool:
    return change.after is not None or (root / change.path).exists()


def _removal(root: Path, path: str) -> Change:
    return Change(path, digest((root / path).read_bytes()), None)
