"""The cards of a file: where each begins and ends, and the properties between; never raises.

A card within a card (the old `AGENT`) becomes a card of its own, and a tie to it. A card that is
begun anew before it ended was cut off; what there is of it is kept.
"""

import re
from collections.abc import Iterator
from dataclasses import field, replace
from typing import Final

from vaultnet.diagnostics import Rule
from vaultnet.exchange.draft import Complaint, Origin, SourceFile
from vaultnet.exchange.options import Limits
from vaultnet.exchange.text_decoding import decode_text
from vaultnet.exchange.vcard.content_lines import ContentLine, content_lines
from vaultnet.exchange.vcard.properties import Property, is_charset, parse_property
from vaultnet.late import dataclass, pattern
from vaultnet.phrase import Phrase, wording
from vaultnet.vault.rules import exchange as rules

AGENT: Final = "AGENT"
_CHARSET = pattern(rb"CHARSET=\"?([\w-]{3,20})", re.IGNORECASE)
_LATIN: Final = "cp1252"
_KNOWN = ("2.1", "3.0", "4.0")


@dataclass(frozen=True, slots=True)
class Card:
    """One card: the line on which it begins, its version, and its properties in their order."""

    line: int
    version: str
    properties: tuple[Property, ...]

    def all(self, *names: str) -> Iterator[Property]:
        """Yield the properties of some names, in their order."""
        return (each for each in self.properties if each.name in names)


@dataclass(frozen=True, slots=True)
class ScannedFile:
    """What a file holds: cards, those that were refused, and what is to be said of it.

    `fallback` is the character set of what is neither UTF-8 nor as it says.
    """

    name: str
    cards: tuple[Card, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    refused: int = 0
    fallback: str = _LATIN


@dataclass(slots=True)
class _OpenCard:
    """A card whose end was not seen yet."""

    line: int
    properties: list[Property] = field(default_factory=list)
    size: int = 0
    strange: list[int] = field(default_factory=list)
    strange_count: int = 0
    is_refused: bool = False

    @property
    def awaits_card(self) -> bool:
        """Tell whether the last property is one whose value is a card."""
        last = self.properties[-1] if self.properties else None
        return last is not None and last.name == AGENT and not last.value.strip()


def scan_cards(file: SourceFile, limits: Limits, room: int) -> ScannedFile:
    """Return the cards of a file, at most `room` of them."""
    file = _in_utf8(file)
    scan = _Scan(file.name, limits, room)
    for line in content_lines(file.data, limits.line):
        if not scan.take(line):
            break
    scan.finish()
    return ScannedFile(
        file.name,
        tuple(scan.cards),
        tuple(scan.complaints),
        scan.refused,
        _fallback(file.data),
    )


def _in_utf8(file: SourceFile) -> SourceFile:
    """Return a file of wide characters in narrow ones, and any file without its mark."""
    if file.data.startswith(b"\xef\xbb\xbf"):
        return SourceFile(file.name, file.data[3:])
    if b"\x00" not in file.data[:64] and not file.data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return file
    text, _complaints = decode_text(file)
    return SourceFile(file.name, text.encode("utf-8", "replace"))


def _fallback(data: bytes) -> str:
    """Return the character set that a file names somewhere, for values that name none."""
    for match in _CHARSET.finditer(data):
        word = match[1].decode("ascii", "replace")
        if is_charset(word) and not word.lower().startswith("utf"):
            return word
    return _LATIN


class _Scan:
    """The walk along the lines of a file."""

    def __init__(self, name: str, limits: Limits, room: int) -> None:
        self.cards: list[Card] = []
        self.complaints: list[Complaint] = []
        self.refused = 0
        self._name = name
        self._limits = limits
        self._room = room
        self._open: list[_OpenCard] = []
        self._outside: list[int] = []
        self._outside_count = 0
        self._too_deep = 0

    def take(self, line: ContentLine) -> bool:
        """Take in one line; tell whether any more is to be read."""
        if line.begins_card:
            return self._begin(line)
        if line.ends_card:
            self._end(line)
        elif self._too_deep:
            return True
        elif self._open:
            self._add(self._open[-1], line)
        else:
            self._outside_count += 1
            self._outside = self._outside or [line.number]
        return True

    def finish(self) -> None:
        """Close what is open still, and say what was strange about the file."""
        while self._open:
            self._cut_off(self._open.pop())
        if not self.cards and not self.refused:
            self._refuse(rules.UNREADABLE_SOURCE, 1, Phrase("there is no vCard in the file"))
        elif self._outside:
            template = wording("lines between the cards, which are not read: {n}")
            self._warn(self._outside[0], Phrase(template, {"n": self._outside_count}))

    def _begin(self, line: ContentLine) -> bool:
        if self._too_deep:
            self._too_deep += 1
            return True
        is_within = bool(self._open) and self._open[-1].awaits_card
        if self._open and not is_within:
            while self._open:
                self._cut_off(self._open.pop())
        if len(self._open) >= self._limits.depth:
            self._refuse_deep(line)
            return True
        if len(self.cards) + self.refused + len(self._open) >= self._room:
            template = wording("from here on nothing is read: {most} cards are the most")
            values = {"most": self._limits.records}
            self._refuse(rules.EXCEEDED_LIMIT, line.number, Phrase(template, values))
            return False
        self._open.append(_OpenCard(line.number))
        return True

    def _refuse_deep(self, line: ContentLine) -> None:
        template = wording("cards within cards, deeper than is read: {most} are the most")
        values = {"most": self._limits.depth}
        self._refuse(rules.EXCEEDED_LIMIT, line.number, Phrase(template, values))
        self._too_deep = 1

    def _end(self, line: ContentLine) -> None:
        if self._too_deep:
            self._too_deep -= 1
        elif self._open:
            self._close(self._open.pop())
        else:
            self._outside_count += 1
            self._outside = self._outside or [line.number]

    def _add(self, card: _OpenCard, line: ContentLine) -> None:
        """Add a property to a card, unless the card is too large by now."""
        card.size += len(line.data)
        if card.is_refused:
            return
        if line.is_cut or card.size > self._limits.record:
            card.is_refused = True
            card.properties.clear()
            template = wording("the card has more than {most} bytes, and at most these are read")
            most = min(self._limits.line, self._limits.record)
            self._refuse(rules.EXCEEDED_LIMIT, line.number, Phrase(template, {"most": most}))
            return
        found = parse_property(line)
        if found is not None:
            card.properties.append(found)
        else:
            card.strange = card.strange or [line.number]
            card.strange_count += 1

    def _cut_off(self, card: _OpenCard) -> None:
        if card.properties:
            said = Phrase("the card has no end; what there is of it is read")
            hint = Phrase("look at the last lines of it, and export it anew if they are cut off")
            self._warn(card.line, said, hint)
        self._close(card)

    def _close(self, card: _OpenCard) -> None:
        if card.is_refused:
            return
        if card.strange:
            template = wording("lines of the card that are no properties, and are not read: {n}")
            self._warn(card.strange[0], Phrase(template, {"n": card.strange_count}))
        done = Card(card.line, self._version(card), tuple(card.properties))
        self.cards.append(done)
        if self._open and self._open[-1].awaits_card:
            parent = self._open[-1]
            parent.properties[-1] = _agent(parent.properties[-1], done)

    def _version(self, card: _OpenCard) -> str:
        """Return the version of a card, or the one that it is read as."""
        said = next((each for each in card.properties if each.name == "VERSION"), None)
        if said is None:
            if card.properties:
                self._warn(card.line, Phrase("the card has no version; it is read as 3.0"))
            return "3.0"
        version = said.value.decode("ascii", "replace").strip()
        if version in _KNOWN:
            return version
        self._warn(said.line, Phrase("a version of vCard that nobody knows; it is read as 4.0"))
        return "4.0"

    def _refuse(self, rule: Rule, line: int, message: Phrase) -> None:
        self.refused += 1
        self.complaints.append(Complaint(rule, Origin(self._name, line), message))

    def _warn(self, line: int, message: Phrase, hint: Phrase | None = None) -> None:
        origin = Origin(self._name, line)
        self.complaints.append(Complaint(rules.INVALID_SOURCE_VALUE, origin, message, hint))


def _agent(place: Property, card: Card) -> Property:
    """Return what an outer card says of the inner one: who it is."""
    for said in card.all("FN"):
        return replace(
            said, name="RELATED", line=place.line, parameters={**said.parameters, "TYPE": (AGENT,)}
        )
    return place
