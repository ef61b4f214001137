"""The names of a vault, kept so that a command about one person reads one note.

Whatever is odd about what was kept, it is made anew; each name counts only as long as its file has
the stamp that it was read with.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from vaultnet.domain.links import fold
from vaultnet.domain.names import NameEntry
from vaultnet.domain.node import Kind, NodeId, Note
from vaultnet.index.changes import FEW, compare
from vaultnet.late import dataclass
from vaultnet.source import Source
from vaultnet.vault.assemble import name_pages
from vaultnet.vault.files import Stamp
from vaultnet.vault.parse import stem_of
from vaultnet.vault.parsed import ParsedFile

NAMES_VERSION = 2

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
    difference = compare({path: row[1] for path, row in held.items()}, found, kept_at)
    read_anew = {path: _row(path, found[path], read(path)) for path in difference.to_read}
    rows = {path: read_anew.get(path) or held[path] for path in found}
    said = all(path in held and held[path][2:] == row[2:] for path, row in read_anew.items())
    if kept is not None and said and not difference.gone:
        return KeptNames(rows, kept.ids, kept.levels), difference.count
    return _named(rows), max(difference.count, FEW + 1)


def encode_names(names: KeptNames) -> bytes:
    """Return names as bytes to keep."""
    content = {"rows": list(names.rows.values()), "ids": names.ids, "levels": names.levels}
    return json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def decode_names(body: bytes) -> KeptNames | None:
    """Return the names that bytes hold; None for bytes of another kind."""
    try:
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
