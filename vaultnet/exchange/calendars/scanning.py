"""The outside of a calendar: content lines put together, and events found, with their lines.

It looks at no value. Limits hold here, before anything that a stranger wrote is interpreted.
"""

import re
from collections.abc import Iterator
from dataclasses import field

from vaultnet.exchange.draft import Complaint, Origin, SourceFile
from vaultnet.exchange.options import Limits
from vaultnet.exchange.text_decoding import CONTROL, decode_text
from vaultnet.late import dataclass, pattern
from vaultnet.phrase import Phrase
from vaultnet.vault.rules import exchange as rules

_LINE = pattern("[^\r\n]*(?:\r\n|\r|\n|\\Z)")
_FOLD = (" ", "\t")
_COUNTED = frozenset({"VTODO", "VJOURNAL", "VFREEBUSY"})
_EVENT, _CALENDAR = "VEVENT", "VCALENDAR"
_EVENT_LINES = 5_000


@dataclass(frozen=True, slots=True)
class ContentLine:
    """A property as it stands in a file, put together from its folded lines."""

    number: int
    text: str

    @property
    def name(self) -> str:
        """Return the name of the property in capitals."""
        return re.split("[:;]", self.text, maxsplit=1)[0].strip().upper()

    @property
    def value(self) -> str:
        """Return what stands behind the first colon, for properties without parameters."""
        return self.text.partition(":")[2].strip()


@dataclass(slots=True)
class Block:
    """An event: its own properties, and the line on which it begins."""

    number: int
    lines: list[ContentLine] = field(default_factory=list)
    size: int = 0


@dataclass(slots=True)
class ScannedCalendar:
    """What a file of calendars consists of.

    `zone` and `method` are those of its calendar; `others` counts components that are no events.
    `refused` counts events that were left out because of a limit.
    """

    name: str
    blocks: list[Block] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    zone: str = ""
    method: str = ""
    others: int = 0
    refused: int = 0

    def complain(self, number: int, message: Phrase) -> None:
        """Say which limit is exceeded on a line."""
        origin = Origin(self.name, number)
        self.complaints.append(Complaint(rules.EXCEEDED_LIMIT, origin, message))


def scan_calendar(file: SourceFile, limits: Limits) -> ScannedCalendar:
    """Find the events of a file; what is no calendar at all gives one complaint."""
    text, complaints = decode_text(file)
    found = ScannedCalendar(file.name, complaints=list(complaints))
    if not _is_calendar(text):
        message = Phrase("no calendar: it does not begin with BEGIN:VCALENDAR")
        found.complaints.append(Complaint(rules.UNREADABLE_SOURCE, Origin(file.name, 1), message))
        return found
    _Scanner(found, limits).scan(_unfolded(_without_control(text, found), found, limits))
    return found


def _without_control(text: str, found: ScannedCalendar) -> str:
    """Return a text without control characters; the first is told with its line."""
    first = CONTROL.search(text)
    if first is None:
        return text
    message = Phrase("control characters are left out")
    origin = Origin(found.name, text.count("\n", 0, first.start()) + 1)
    found.complaints.append(Complaint(rules.INVALID_SOURCE_VALUE, origin, message))
    return CONTROL.sub("", text)


def _is_calendar(text: str) -> bool:
    return text[:200].lstrip("\ufeff \t\r\n").upper().startswith(f"BEGIN:{_CALENDAR}")


def _unfolded(text: str, found: ScannedCalendar, limits: Limits) -> Iterator[ContentLine]:
    """Yield whole content lines; of one that is too long nothing is kept but a complaint."""
    pieces: list[str] = []
    start, length = 1, 0
    for number, match in enumerate(_LINE.finditer(text), 1):
        line = match[0].rstrip("\r\n")
        if line.startswith(_FOLD) and pieces:
            length += len(line) - 1
            pieces.append(line[1:] if length <= limits.value else "")
            continue
        yield from _whole(pieces, start, length, found, limits)
        pieces, start, length = [line[: limits.value + 1]], number, len(line)
    yield from _whole(pieces, start, length, found, limits)


def _whole(
    pieces: list[str], start: int, length: int, found: ScannedCalendar, limits: Limits
) -> Iterator[ContentLine]:
    if length > limits.value:
        name = re.split("[:;]", pieces[0], maxsplit=1)[0][:40]
        values = {"name": name, "most": limits.value}
        found.complain(start, Phrase("{name} is longer than {most} characters", values))
    elif text := "".join(pieces).strip():
        yield ContentLine(start, text)


class _Scanner:
    """Walks over the content lines of a file with the components that are open."""

    def __init__(self, found: ScannedCalendar, limits: Limits) -> None:
        self._found = found
        self._limits = limits
        self._open: list[str] = []
        self._block: Block | None = None
        self._depth = 0  # of components that are deeper than is read

    def scan(self, lines: Iterator[ContentLine]) -> None:
        """Sort every line into the event or the calendar that it belongs to."""
        for line in lines:
            if line.name == "BEGIN":
                self._begin(line)
            elif line.name == "END":
                self._end(line)
            elif self._block is not None and self._open[-1:] == [_EVENT]:
                self._keep(line)
            elif self._open == [_CALENDAR]:
                self._note(line)
        if self._block is not None:
            self._cut(self._block)

    def _begin(self, line: ContentLine) -> None:
        name = line.value.upper()
        if len(self._open) >= self._limits.depth:
            if self._depth == 0:
                message = Phrase("nested deeper than {most}", {"most": self._limits.depth})
                self._found.complain(line.number, message)
            self._depth += 1
            return
        self._open.append(name)
        if name in _COUNTED:
            self._found.others += 1
        if name == _EVENT:
            if self._block is not None:
                self._cut(self._block)
            self._block = Block(line.number)

    def _end(self, line: ContentLine) -> None:
        if self._depth:
            self._depth -= 1
            return
        name = line.value.upper()
        if name in self._open:
            while self._open.pop() != name:
                pass
        if name == _EVENT and self._block is not None:
            self._close(self._block)
            self._block = None

    def _keep(self, line: ContentLine) -> None:
        assert self._block is not None  # noqa: S101 (the caller has looked)
        self._block.size += len(line.text)
        if len(self._block.lines) < _EVENT_LINES and self._block.size <= self._limits.record:
            self._block.lines.append(line)
        else:
            self._block.size = self._limits.record + 1

    def _close(self, block: Block) -> None:
        if block.size > self._limits.record:
            self._refuse(block, Phrase("the event is larger than is read"))
        elif len(self._found.blocks) >= self._limits.records:
            self._found.refused += 1
            if self._found.refused == 1:
                most = {"most": self._limits.records}
                message = Phrase("more than {most} events; the rest is not read", most)
                self._found.complain(block.number, message)
        else:
            self._found.blocks.append(block)

    def _refuse(self, block: Block, message: Phrase) -> None:
        self._found.refused += 1
        self._found.complain(block.number, message)

    def _cut(self, block: Block) -> None:
        """Refuse an event that does not end."""
        self._found.refused += 1
        message = Phrase("the event has no END:VEVENT")
        origin = Origin(self._found.name, block.number)
        self._found.complaints.append(Complaint(rules.DAMAGED_RECORD, origin, message))

    def _note(self, line: ContentLine) -> None:
        if line.name == "X-WR-TIMEZONE":
            self._found.zone = line.value
        elif line.name == "METHOD":
            self._found.method = line.value.upper()
