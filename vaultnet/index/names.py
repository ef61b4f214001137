"""The names of a vault, kept so that a command about one person reads one note.

The kept names are a text of their own: a line that says for which settings they hold and what
the rest must be, and the rest. Whatever is odd about it, it is made anew; each name counts only
as long as its file has the stamp that it was read with.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from vaultnet.domain.links import fold
from vaultnet.domain.names import NameEntry
from vaultnet.domain.node import Kind, NodeId, Note
from vaultnet.source import Source
from vaultnet.vault.assemble import name_pages
from vaultnet.vault.files import Stamp
from vaultnet.vault.parse import stem_of
from vaultnet.vault.parsed import ParsedFile

_FORMAT = 1
_DOUBTFUL = 2_000_000_000
"""A file that changed less than two seconds before its names were kept may have changed since."""
FEW = 8
"""So many changed notes are rather read again each time than all names written anew."""

Row = tuple[str, Stamp | None, str, str, tuple[str, ...]]
"""One file: path, stamp, kind and names; the kind is empty where the file was rejected."""
ReadName = Callable[[str], ParsedFile]


@dataclass(frozen=True, slots=True)
class KeptNames:
    """The names of a vault, as they were read from its files.

    `ids` gives each path its id, and `levels` what links lead to: by folded words, one mapping
    for each level of precedence.
    """

    rows: Mapping[str, Row]
    ids: Mapping[str, str]
    levels: Sequence[Mapping[str, Sequence[str]]]

    @property
    def rejected(self) -> int:
        """Return how many files are no page: unreadable, or with an id that is taken."""
        return len(self.rows) - len(self.ids)

    def exact(self, text: str) -> Sequence[NameEntry]:
        """Return the pages that a link with this target may mean."""
        key = fold(text.removesuffix(".md"))
        for level in self.levels:
            if found := level.get(key):
                paths = {given: path for path, given in self.ids.items()}
                return [self._entry(paths[each]) for each in found]
        return []

    def entries(self) -> Iterable[NameEntry]:
        """Return the names of all pages, ordered by id."""
        ordered = sorted((given, path) for path, given in self.ids.items())
        return [self._entry(path) for _, path in ordered]

    def _entry(self, path: str) -> NameEntry:
        _, _, kind, name, aliases = self.rows[path]
        return NameEntry(NodeId(self.ids[path]), path, Kind(kind), name, aliases)


def update_names(
    kept: KeptNames | None,
    found: Mapping[str, Stamp | None],
    kept_at: int,
    read: ReadName,
) -> tuple[KeptNames, int]:
    """Return the names of the files there are, and how many of these had to be read.

    `kept_at` is when the kept names were written, in nanoseconds; a file that changed about then
    is read again, since its stamp may be older than its text.
    """
    held: Mapping[str, Row] = {} if kept is None else kept.rows
    rows: dict[str, Row] = {}
    count, same = 0, held.keys() == found.keys()
    for path, stamp in found.items():
        row = held.get(path)
        if row is None or stamp is None or row[1] != stamp or _is_doubtful(stamp, kept_at):
            now = _row(path, stamp, read(path))
            same = same and row is not None and row[2:] == now[2:]
            row, count = now, count + 1
        rows[path] = row
    if kept is not None and same:
        return KeptNames(rows, kept.ids, kept.levels), count
    return _named(rows), max(count, FEW + 1)


def encode_names(names: KeptNames, key: str) -> bytes:
    """Return names as bytes to keep; `key` stands for what else they depend on."""
    content = {"rows": list(names.rows.values()), "ids": names.ids, "levels": names.levels}
    body = json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    head = {"format": _FORMAT, "key": key, "digest": sha256(body).hexdigest()}
    return json.dumps(head).encode("ascii") + b"\n" + body


def decode_names(data: bytes, key: str) -> KeptNames | None:
    """Return the names that bytes hold; None for other bytes, and for those of another key."""
    try:
        first, _, body = data.partition(b"\n")
        head = json.loads(first)
        if head != {"format": _FORMAT, "key": key, "digest": sha256(body).hexdigest()}:
            return None
        content = json.loads(body)
        rows = {row[0]: _decoded(row) for row in content["rows"]}
        return KeptNames(rows, content["ids"], content["levels"])
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None


def _decoded(row: Sequence[object]) -> Row:
    path, stamp, kind, name, aliases = row
    held = Stamp(*stamp) if isinstance(stamp, list) else None
    if not isinstance(aliases, list):
        raise TypeError("no names")
    return str(path), held, str(kind), str(name), tuple(aliases)


def _is_doubtful(stamp: Stamp, kept_at: int) -> bool:
    return max(stamp.modified, stamp.changed) > kept_at - _DOUBTFUL


def _row(path: str, stamp: Stamp | None, parsed: ParsedFile) -> Row:
    node = parsed.node
    if node is None:
        return path, stamp, "", "", ()
    return path, stamp, parsed.kind.value, node.name, node.aliases


def _named(rows: Mapping[str, Row]) -> KeptNames:
    """Give the pages their ids, as the whole vault does."""
    pages, table = name_pages(_page(row) for row in rows.values() if row[2])
    ids = {file.path: str(node_id) for node_id, file in pages.items()}
    return KeptNames(rows, ids, table.levels)


def _page(row: Row) -> ParsedFile:
    path, _, kind, name, aliases = row
    node = Note(id=NodeId(stem_of(path)), name=name, aliases=aliases)
    return ParsedFile(Source(path, ""), Kind(kind), node)
