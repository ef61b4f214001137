"""The names of a vault, kept so that a command about one person reads one note.

Whatever is odd about what was kept, it is made anew; each name counts only as long as its file has
the stamp that it was read with. They are kept as lines of text, of which only those are decoded
that somebody asks for: among ten thousand contacts, a command asks for one or two.
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

NAMES_VERSION = 3

Row = tuple[str, str]
"""One file: its stamp as text, and as JSON its kind and names; no kind where it was rejected."""
ReadName = Callable[[str], ParsedFile]


@dataclass(frozen=True, slots=True)
class KeptNames:
    """The names of a vault, as they were read from its files.

    `rows` and `ids` are by path. `levels` are what links lead to, one text for each level of
    precedence: lines of a folded word and the ids of its pages, both as JSON, with a tab between.
    """

    rows: Mapping[str, Row]
    ids: Mapping[str, str]
    levels: Sequence[str]

    @property
    def rejected(self) -> int:
        """Return how many files are no page: unreadable, or with an id that is taken."""
        return len(self.rows) - len(self.ids)

    def exact(self, text: str) -> Sequence[NameEntry]:
        """Return the pages that a link with this target may mean."""
        line = f"\n{_encoded(fold(text.removesuffix('.md')))}\t"
        for level in self.levels:
            at = level.find(line)
            if at >= 0:
                start = at + len(line)
                found = json.loads(level[start : level.find("\n", start)])
                paths = {given: path for path, given in self.ids.items()}
                return [self._entry(paths[each]) for each in found]
        return []

    def entries(self) -> Iterable[NameEntry]:
        """Return the names of all pages, ordered by id."""
        ordered = sorted((given, path) for path, given in self.ids.items())
        return [self._entry(path) for _, path in ordered]

    def _entry(self, path: str) -> NameEntry:
        kind, name, aliases = json.loads(self.rows[path][1])
        return NameEntry(NodeId(self.ids[path]), path, Kind(kind), name, tuple(aliases))


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
    difference = compare(_held_stamps(held, found), found, kept_at)
    read_anew = {path: _row(found[path], read(path)) for path in difference.to_read}
    rows = {path: read_anew.get(path) or held[path] for path in found}
    said = all(path in held and held[path][1] == row[1] for path, row in read_anew.items())
    if kept is not None and said and not difference.gone:
        return KeptNames(rows, kept.ids, kept.levels), difference.count
    return _named(rows), max(difference.count, FEW + 1)


def encode_names(names: KeptNames) -> bytes:
    """Return names as bytes to keep: a line for each file, and the levels, in paragraphs."""
    lines = (
        f"{_encoded(path)}\t{stamp}\t{said}\t{_encoded(names.ids.get(path, ''))}"
        for path, (stamp, said) in names.rows.items()
    )
    levels = (level.strip("\n") for level in names.levels)
    return "\n\n".join(("\n".join(lines), *levels)).encode("ascii")


def decode_names(body: bytes) -> KeptNames | None:
    """Return the names that bytes hold; None for bytes of another kind."""
    try:
        lines, *levels = body.decode("ascii").split("\n\n")
        columns = list(zip(*(line.split("\t") for line in lines.split("\n")), strict=True))
        paths, stamps, said, ids = columns if lines else ((), (), (), ())
        read = json.loads(f"[{','.join(paths)}]")
        given = zip(read, json.loads(f"[{','.join(ids)}]"), strict=True)
        return KeptNames(
            dict(zip(read, zip(stamps, said, strict=True), strict=True)),
            {path: each for path, each in given if each},
            tuple(f"\n{level}\n" for level in levels),
        )
    except (ValueError, TypeError, RecursionError):
        return None


def _encoded(value: object) -> str:
    """Return JSON on one line, without a tab, in ASCII."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def _written(stamp: Stamp | None) -> str:
    return "" if stamp is None else f"{stamp[0]} {stamp[1]} {stamp[2]} {stamp[3]}"


def _read_stamp(text: str) -> Stamp | None:
    return Stamp(*map(int, text.split())) if text else None


def _held_stamps(
    held: Mapping[str, Row], found: Mapping[str, Stamp | None]
) -> Mapping[str, Stamp | None]:
    """Return the stamps that were kept; one that is still the same need not be decoded."""
    stamps = {}
    for path, (text, _) in held.items():
        now = found.get(path)
        stamps[path] = now if text == _written(now) else _read_stamp(text)
    return stamps


def _row(stamp: Stamp | None, parsed: ParsedFile) -> Row:
    node = parsed.node
    said = ("", "", ()) if node is None else (parsed.kind.value, node.name, node.aliases)
    return _written(stamp), _encoded(said)


def _named(rows: Mapping[str, Row]) -> KeptNames:
    """Give the pages their ids, as the whole vault does."""
    read = ((path, *json.loads(said)) for path, (_, said) in rows.items())
    pages, table = name_pages(_page(path, *names) for path, *names in read if names[0])
    ids = {file.path: str(node_id) for node_id, file in pages.items()}
    levels = tuple(
        "".join(["\n", *(f"{_encoded(word)}\t{_encoded(led)}\n" for word, led in level.items())])
        for level in table.levels
    )
    return KeptNames(rows, ids, levels)


def _page(path: str, kind: str, name: str, aliases: Sequence[str]) -> ParsedFile:
    node = Note(id=NodeId(stem_of(path)), name=name, aliases=tuple(aliases))
    return ParsedFile(Source(path, ""), Kind(kind), node)
