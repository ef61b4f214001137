"""Reads the notes of a vault, and parses only those that were not parsed before.

A note whose stamp is the one that was kept is not opened. One whose stamp is another is read, and
parsed only where its contents are not those that were kept: a checkout or a copy touches files
without changing them. Where many are to be parsed, that is spread over processes, which hand back
the rows that are kept.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import partial
from itertools import chain

from vaultnet.index.file_rows import FileRow, KeptFiles, Seen, digest_of, pack_file, unpack_file
from vaultnet.late import dataclass
from vaultnet.vault.files import FailedRead, FoundFile, Stamp
from vaultnet.vault.listing import is_doubtful
from vaultnet.vault.load import FEWEST_SPREAD, Watch, parse_note, reject_note
from vaultnet.vault.parsed import ParsedFile
from vaultnet.vault.settings import Settings
from vaultnet.workers import MOST_TASKS, results_of

BATCH = 32
"""So many notes, and no fewer, a process parses before it hands them back."""


@dataclass(frozen=True, slots=True)
class Request:
    """How notes are to be read.

    `key` is what proves the rows of this program and these settings; without one, nothing is to be
    kept. `workers` is how many processes may parse, and `watch` passes the notes on that have to
    be parsed.
    """

    settings: Settings
    open: Callable[[str], FoundFile | FailedRead]
    key: str = ""
    watch: Watch = tuple
    workers: int = 1


@dataclass(frozen=True, slots=True)
class NotesRead:
    """All notes of a vault, parsed.

    `rows` are those of the notes that had to be parsed, and `digests`, by path, those of what all
    notes hold that have a row.
    """

    files: Sequence[ParsedFile]
    rows: Sequence[FileRow] = ()
    digests: Mapping[str, bytes] = field(default_factory=dict)

    def all_rows(self, key: str) -> Sequence[FileRow]:
        """Return the rows of all notes that have one."""
        others = self.digests.keys() - {row.path for row in self.rows}
        files = (file for file in self.files if file.path in others)
        packed = (pack_file(file, self.digests[file.path], key) for file in files)
        return (*self.rows, *(row for row in packed if row is not None))

    def seen(self, stamps: Mapping[str, Stamp | None], looked_at: int) -> Mapping[str, Seen]:
        """Return the stamps to keep: not of notes that may change again under the same stamp.

        `looked_at` is when the stamps were about to be taken, in nanoseconds.
        """
        return {
            path: (stamp, digest)
            for path, digest in self.digests.items()
            if (stamp := stamps[path]) is not None and not is_doubtful(stamp, looked_at)
        }


def read_notes(stamps: Mapping[str, Stamp | None], kept: KeptFiles, request: Request) -> NotesRead:
    """Return the notes of a vault as they are now, by the stamps with which they were found."""
    known, digests = dict(kept.files), dict(kept.digests)
    fresh: list[tuple[FoundFile, bytes]] = []
    failed: list[ParsedFile] = []
    for note in [request.open(path) for path in stamps if path not in known]:
        if isinstance(note, FailedRead):
            failed.append(reject_note(note, request.settings))
            continue
        digest = digest_of(note.data)
        row = kept.rows.get(note.path)
        parsed = unpack_file(row) if row is not None and row.digest == digest else None
        if parsed is None:
            fresh.append((note, digest))
        else:
            known[note.path], digests[note.path] = parsed, digest
    parsed_anew = tuple(_parsed(fresh, request))
    rows = [row for _, row in parsed_anew if row is not None]
    digests |= {row.path: row.digest for row in rows}
    files = (*known.values(), *failed, *(parsed for parsed, _ in parsed_anew))
    return NotesRead(files, rows, digests)


def _parsed(
    notes: Sequence[tuple[FoundFile, bytes]], request: Request
) -> Iterator[tuple[ParsedFile, FileRow | None]]:
    """Yield notes parsed, each with its row where it has one."""
    rows = iter(_rows_from_processes(notes, request))
    digests = {note.path: digest for note, digest in notes}
    for note in request.watch([note for note, _ in notes]):
        row = next(rows, None)
        parsed = None if row is None else unpack_file(row)
        if parsed is None:
            parsed = parse_note(note, request.settings)
            row = pack_file(parsed, digests[note.path], request.key) if request.key else None
        yield parsed, row if request.key else None


def _rows_from_processes(
    notes: Sequence[tuple[FoundFile, bytes]], request: Request
) -> Iterator[FileRow | None]:
    """Yield the row of each note, as other processes parse it; nothing where they would not pay."""
    if request.workers < 2 or len(notes) < FEWEST_SPREAD:
        return
    size = max(BATCH, len(notes) // MOST_TASKS + 1)
    batches = [notes[start : start + size] for start in range(0, len(notes), size)]
    tasks = [partial(_rows_of, batch, request) for batch in batches]
    yield from chain.from_iterable(results_of(tasks, request.workers))


def _rows_of(notes: Sequence[tuple[FoundFile, bytes]], request: Request) -> list[FileRow | None]:
    return [
        pack_file(parse_note(note, request.settings), digest, request.key) for note, digest in notes
    ]
