"""The headers of mails, one message after another, out of an mbox or a file of one message.

A file is an mbox when it begins with the line that separates messages there; else it is one
message, as in a Maildir, and such a line in it is a part of its body. Bodies are walked over and
never kept, so that the memory that is needed does not depend on them. `without_bodies` makes a
small mailbox of a large one while it is read from the disk; the lines of its messages stay those
of the large one.
"""

from collections.abc import Callable, Iterable, Iterator

from vaultnet.late import dataclass, pattern

READ = frozenset(
    {
        *(b"from", b"to", b"cc", b"date", b"subject", b"message-id"),
        *(b"precedence", b"auto-submitted", b"x-gmail-labels"),
    }
)
"""The headers that are read; of all others not even the names are kept."""

NOTICED = frozenset(
    {
        *(b"in-reply-to", b"references"),
        *(b"list-id", b"list-unsubscribe", b"list-post", b"feedback-id"),
    }
)
"""The headers of which it matters only that they are there."""

_SEPARATOR = pattern(rb"From .*(?:\d{4}|line \d+)\s*\Z")
_NUMBERED = pattern(rb"From - line (\d+)\s*\Z")
_MOST = 64 * 1024
_LONGEST_LINE, _LONGEST_SEPARATOR = 64 * 1024, 1000


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of a message says: the line it begins on, and its fields.

    `fields` are names in small letters with their values as they stand, of several alike the
    first. `cut` tells that the header is longer than is read.
    """

    number: int
    fields: dict[bytes, bytes]
    cut: bool = False


def read_headers(lines: Iterable[bytes]) -> Iterator[Header]:
    """Yield the header of each message of a mailbox; nothing where there is none."""
    collector = _Collector()
    before_is_empty, is_mailbox = True, False
    for number, line in enumerate(lines, 1):
        is_mailbox = is_mailbox or (number == 1 and _separates(line))
        if is_mailbox and before_is_empty and _separates(line):
            yield from collector.finish()
            collector.begin(line, number)
        elif collector.in_header:
            collector.add(line)
        before_is_empty = not line.strip(b"\r\n")
    yield from collector.finish()


def without_bodies(lines: Iterable[bytes]) -> bytes:
    """Return a mailbox of the same messages that has the headers that are looked at alone."""
    parts: list[bytes] = []
    for header in read_headers(lines):
        parts.append(b"From - line %d\n" % header.number)
        parts.extend(b"%s: %s\n" % item for item in header.fields.items())
        parts.append(b"\n")
    return b"".join(parts)


def lines_of(data: bytes) -> Iterator[bytes]:
    """Yield the lines of bytes, one at a time."""
    start, size = 0, len(data)
    while start < size:
        end = data.find(b"\n", start) + 1 or size
        yield data[start:end]
        start = end


def lines_from(read_line: Callable[[int], bytes]) -> Iterator[bytes]:
    """Yield the lines of a stream, of each no more than is looked at."""
    is_rest = False
    while piece := read_line(_LONGEST_LINE):
        if not is_rest:
            yield piece
        is_rest = not piece.endswith(b"\n")


def _separates(line: bytes) -> bool:
    return len(line) < _LONGEST_SEPARATOR and _SEPARATOR.match(line) is not None


class _Collector:
    """Collects the fields of the header that is being read."""

    def __init__(self) -> None:
        self.in_header = True  # a file of one message begins with its header
        self._number = 1
        self._begun = False
        self._separated = False
        self._fields: dict[bytes, list[bytes]] = {}
        self._current: list[bytes] | None = None
        self._size = 0

    def begin(self, separator: bytes, number: int) -> None:
        """Begin a message behind the line that separates it from the one before."""
        told = _NUMBERED.match(separator)
        self.in_header = self._begun = self._separated = True
        self._number = int(told[1]) if told else number
        self._fields, self._current, self._size = {}, None, 0

    def add(self, line: bytes) -> None:
        """Take in a line of the header, which an empty line ends."""
        if not line.strip(b"\r\n"):
            self.in_header = not self._begun
            return
        self._begun = True
        if line[:1] in b" \t":
            self._keep(line)
            return
        name, colon, value = line.partition(b":")
        name = name.strip().lower()
        self._current = None
        if colon and name in NOTICED:
            self._fields[name] = [b"+"]
        elif colon and name in READ and name not in self._fields:
            self._current = self._fields.setdefault(name, [])
            self._keep(value)

    def finish(self) -> Iterator[Header]:
        """Yield the message so far, if there is one."""
        if self._fields or self._separated:
            texts = {name: b" ".join(parts) for name, parts in self._fields.items()}
            yield Header(self._number, texts, cut=self._size > _MOST)
        self._begun = self._separated = False

    def _keep(self, value: bytes) -> None:
        if self._current is None:
            return
        self._size += len(value)
        if self._size <= _MOST:
            self._current.append(value.strip())
