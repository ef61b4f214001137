"""The lines of a file of vCards, unfolded: bytes in, bytes out, in one walk.

A line goes on where the next one begins with a blank. The old vCard 2.1 keeps that blank in text,
breaks quoted-printable text behind a `=`, and lets base64 go on without any sign. Nothing is
decoded here, since a fold may stand in the middle of a character.
"""

import io
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from vaultnet.late import pattern

_BASE64_HEADER = pattern(rb";(?:ENCODING=)?(?:B|BASE64)(?:;|\Z)")
_BASE64 = pattern(rb"[A-Za-z0-9+/=]+")
_VERSION = pattern(rb"VERSION\s*:\s*2\.", re.IGNORECASE)
_BEGIN = pattern(rb"BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END = pattern(rb"END\s*:\s*VCARD\s*", re.IGNORECASE)
LONGEST_HEADER: Final = 64 * 1024


class ContentLine(NamedTuple):
    """One unfolded line, by the number of its first; `is_cut` where it is longer than is read."""

    number: int
    data: bytes
    is_cut: bool = False

    @property
    def begins_card(self) -> bool:
        """Tell whether a card begins here."""
        return self.data[:1] in b"Bb" and _BEGIN.fullmatch(self.data) is not None

    @property
    def ends_card(self) -> bool:
        """Tell whether a card ends here."""
        return self.data[:1] in b"Ee" and _END.fullmatch(self.data) is not None


def content_lines(data: bytes, most: int) -> Iterator[ContentLine]:
    """Yield the unfolded lines of a file without the empty ones; `most` bytes of each are kept."""
    unfolding = _Unfolding(most)
    for number, line in enumerate(_written_lines(data), start=1):
        if line and not unfolding.goes_on(line):
            yield from unfolding.finished()
            unfolding.begin(number, line)
    yield from unfolding.finished()


def _written_lines(data: bytes) -> Iterator[bytes]:
    """Yield the lines as they are written, one at a time."""
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    for line in io.BytesIO(data):
        yield line.rstrip(b"\r\n")


class _Unfolding:
    """The line that is being put together."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._number = 0
        self._data = bytearray()
        self._is_cut = False
        self._is_old = False
        self._is_quoted = False
        self._is_base64 = False

    def begin(self, number: int, line: bytes) -> None:
        """Start anew with the first line of a property."""
        self._number = number
        self._data = bytearray(line[: self._most])
        self._is_cut = len(line) > self._most
        head = line[:LONGEST_HEADER].partition(b":")[0].upper()
        self._is_quoted = b"QUOTED-PRINTABLE" in head
        self._is_base64 = b";" in head and _BASE64_HEADER.search(head) is not None
        if head == b"BEGIN":
            self._is_old = False
        elif head == b"VERSION":
            self._is_old = _VERSION.match(line) is not None

    def goes_on(self, line: bytes) -> bool:
        """Take a line in that belongs to the one before it; tell whether it did."""
        if not self._data:
            return False
        if self._is_quoted and self._data.endswith(b"=") and not _END.fullmatch(line):
            self._data.pop()
            self._add(line)
            return True
        if line.startswith((b" ", b"\t")):
            keeps_blank = self._is_old and not self._is_base64
            self._add(line if keeps_blank else line[1:])
            return True
        if self._is_base64 and _BASE64.fullmatch(line):
            self._add(line)
            return True
        return False

    def finished(self) -> Iterator[ContentLine]:
        """Yield the line, if there is any."""
        if self._data.strip():
            yield ContentLine(self._number, bytes(self._data), self._is_cut)

    def _add(self, line: bytes) -> None:
        room = self._most - len(self._data)
        self._is_cut = self._is_cut or len(line) > room
        if room > 0:
            self._data += line[:room]
