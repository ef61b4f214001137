"""The names of a vault, kept so that a command about one person reads one note.

Whatever is odd about what was kept, it is made anew; each name counts only as long as its file has
the stamp that it was read with. They are kept as lines of text, of which only those are decoded
that somebody asks for: among ten thousand contacts, a command asks for one or two.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from vaultnet.domain.links import fold
from vaultnet.domain.names import NameEntry
from vaultnet.domain.node import Kind, NodeId
from vaultnet.late import dataclass
from vaultnet.vault.listing import path_of, settled

if TYPE_CHECKING:
    from vaultnet.vault.parsed import ParsedFile

NAMES_VERSION = 4
_START, _TAB = "\n", "\t"
_NO_PAGE = '\n""\t'
_MANY = 100
"""So many pages are found sooner by decoding all names than by looking for each."""
MOST_ADDED = 256
"""So many files may have changed, without a change of names, before all is written anew."""

Names = tuple[str, str, Sequence[str]]
"""The kind, the name and the aliases of a file; no kind where it was rejected."""
ReadName = Callable[[str], "ParsedFile"]


@dataclass(frozen=True, slots=True)
class KeptNames:
    """The names of a vault, as they were read from its files.

    `lines` are the stamps of files whose names these are: of one file there may be several, of
    each time that it said the same names. `pages` is a line for each file, ordered by id: the id,
    the path, and kind and names, each as JSON, with a tab between; the id is empty where the file
    was rejected. `levels` are what links lead to, one text for each level of precedence: lines of
    a folded word and the ids of its pages, both as JSON, with a tab between.
    """

    lines: Sequence[str]
    pages: str
    levels: Sequence[str]

    @property
    def rejected(self) -> int:
        """Return how many files are no page: unreadable, or with an id that is taken."""
        return self.pages.count(_NO_PAGE)

    @property
    def count(self) -> int:
        """Return how many pages there are."""
        return max(0, self.pages.count("\n") - 1) - self.rejected

    def exact(self, text: str) -> Sequence[NameEntry]:
        """Return the pages that a link with this target may mean."""
        word = f"\n{_encoded(fold(text.removesuffix('.md')))}\t"
        for level in self.levels:
            if led := _after(level, word):
                keys = (_encoded(each) for each in json.loads(led))
                rows = (f"{key}\t{_after(self.pages, _START + key + _TAB)}" for key in keys)
                return _entries("\n".join(rows))
        return []

    def entries(self) -> Iterable[NameEntry]:
        """Return the names of all pages, ordered by id."""
        return _entries(self.pages.strip("\n"))

    def pages_at(self, paths: Iterable[str]) -> Mapping[str, NameEntry]:
        """Return the pages among the files at some paths, by path; decoding all for many."""
        wanted = dict.fromkeys(paths)
        if len(wanted) > _MANY:
            return {entry.path: entry for entry in self.entries() if entry.path in wanted}
        lines = "\n".join(filter(None, map(self._line_at, wanted)))
        return {entry.path: entry for entry in _entries(lines)}

    def rejected_paths(self) -> Iterable[str]:
        """Return the paths of files that are no page."""
        end = self.pages.rfind(_NO_PAGE)
        if end < 0:
            return ()
        lines = self.pages[1 : self.pages.index("\n", end + 1)]
        return [path for node_id, path, _ in _rows(lines) if not node_id]

    def _line_at(self, path: str) -> str:
        """Return the line of the file at a path; empty where there is none."""
        at = self.pages.find(f"\t{_encoded(path)}\t")
        start = self.pages.rfind("\n", 0, max(at, 0)) + 1
        return self.pages[start : self.pages.index("\n", at)] if at >= 0 else ""

    def said(self, path: str) -> str:
        """Return the kind and names of a file as they are kept; empty for one that is not."""
        return _after(self.pages, f"\t{_encoded(path)}\t")


@dataclass(frozen=True, slots=True)
class NamesUpdate:
    """The names of the files there are, and what is to be kept of them.

    `added` are lines that go behind what was kept; where `whole` is set, all is to be written.
    """

    names: KeptNames
    added: tuple[str, ...] = ()
    whole: bool = False


def update_names(
    kept: KeptNames | None, lines: Sequence[str], looked_at: int, read: ReadName
) -> NamesUpdate:
    """Return the names of the files that have these lines, reading those that are not known.

    `looked_at` is a time before the files were looked at, in nanoseconds.
    """
    known = frozenset(() if kept is None else kept.lines)
    strange = [line for line in lines if line not in known]
    files = {path: read(path) for path in map(path_of, strange)}
    said = {path: _said(parsed) for path, parsed in files.items()}
    told = (line for line in strange if not files[path_of(line)].was_refused)
    added = tuple(settled(told, looked_at))
    if kept is None or _is_gone(known.difference(lines), lines) or _is_news(kept, said):
        return NamesUpdate(_named(kept, lines, said, _sure(lines, known, added)), whole=True)
    if max(len(added), len(kept.lines) + len(added) - len(lines)) > MOST_ADDED:
        names = KeptNames(_sure(lines, known, added), kept.pages, kept.levels)
        return NamesUpdate(names, whole=True)
    return NamesUpdate(KeptNames((*kept.lines, *added), kept.pages, kept.levels), added)


def encode_names(names: KeptNames) -> tuple[bytes, ...]:
    """Return names as parts to keep."""
    texts = ("\0".join(names.lines), names.pages, *names.levels)
    return tuple(text.encode("utf-8", "surrogateescape") for text in texts)


def encode_added(line: str) -> bytes:
    """Return a line as something that is added to what was kept."""
    return _encoded(line).encode("ascii")


def decode_names(parts: Sequence[bytes | memoryview], added: Sequence[bytes]) -> KeptNames | None:
    """Return the names that parts and additions hold; None for parts of another kind."""
    try:
        texts = [str(part, "utf-8", "surrogateescape") for part in parts]
        lines, pages, *levels = texts
    except ValueError:
        return None
    later = map(json.loads, added)
    return KeptNames((*(lines.split("\0") if lines else ()), *later), pages, tuple(levels))


def _sure(lines: Iterable[str], known: Collection[str], added: Iterable[str]) -> tuple[str, ...]:
    """Return the lines of files of which it is certain what they say."""
    certain = {*known, *added}
    return tuple(line for line in lines if line in certain)


def _is_gone(left: Collection[str], lines: Iterable[str]) -> bool:
    """Tell whether a file is no more; `left` are the lines that no file has now."""
    found = frozenset(map(path_of, lines) if left else ())
    return any(path_of(line) not in found for line in left)


def _is_news(kept: KeptNames, said: Mapping[str, str]) -> bool:
    return any(kept.said(path) != names for path, names in said.items())


def _said(parsed: "ParsedFile") -> str:
    node = parsed.node
    return _encoded(("", "", ()) if node is None else (parsed.kind.value, node.name, node.aliases))


def _encoded(value: object) -> str:
    """Return JSON on one line, without a tab, in ASCII."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def _after(text: str, start: str) -> str:
    """Return what follows on the line of a text that holds a start; empty where none does."""
    at = text.find(start)
    if at < 0:
        return ""
    at += len(start)
    return text[at : text.index("\n", at)]


def _rows(lines: str) -> list[tuple[str, str, Names]]:
    """Decode lines of pages, all in one step."""
    columns = lines.replace("\t", ",").replace("\n", "],[")
    found: list[tuple[str, str, Names]] = json.loads(f"[[{columns}]]" if lines else "[]")
    return found


def _entries(lines: str) -> list[NameEntry]:
    return [
        NameEntry(NodeId(node_id), path, Kind(kind), name, tuple(aliases))
        for node_id, path, (kind, name, aliases) in _rows(lines)
        if node_id
    ]


def _named(
    kept: KeptNames | None, lines: Iterable[str], said: Mapping[str, str], sure: Sequence[str]
) -> KeptNames:
    """Give the pages their ids, as the whole vault does."""
    from vaultnet.vault.assemble import name_pages

    paths = map(path_of, lines)
    before = () if kept is None else _rows(kept.pages.strip("\n"))
    held = {path: names for _, path, names in before}
    names = {path: json.loads(said[path]) if path in said else held[path] for path in paths}
    pages, table = name_pages(_page(path, *each) for path, each in names.items() if each[0])
    ids = {file.path: str(node_id) for node_id, file in pages.items()}
    rows = sorted((ids.get(path, ""), path, each) for path, each in names.items())
    levels = (
        _text_of((_encoded(word), _encoded(led)) for word, led in level.items())
        for level in table.levels
    )
    return KeptNames(sure, _text_of(map(_encoded, row) for row in rows), tuple(levels))


def _text_of(rows: Iterable[Iterable[str]]) -> str:
    return "".join(["\n", *(_TAB.join(row) + "\n" for row in rows)])


def _page(path: str, kind: str, name: str, aliases: Sequence[str]) -> "ParsedFile":
    from vaultnet.vault.page_names import make_named_page

    return make_named_page(path, Kind(kind), name, tuple(aliases))
