"""What becomes of the notes of others when a person is to be forgotten.

Lines that are about the person alone go: ties to them, and lines of a journal that name nobody
else. Every other link to them, and every other word that means them and nobody else, becomes a
neutral word. Their own note goes as a whole.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from vaultnet.diagnostics import Edit, Place
from vaultnet.domain.contact import Contact
from vaultnet.domain.entry import Journal
from vaultnet.domain.node import NodeId, Reference
from vaultnet.late import dataclass, pattern
from vaultnet.phrase import Phrase
from vaultnet.source import Source, Span
from vaultnet.vault.changes.identity import Identity
from vaultnet.vault.changes.link_edits import item_finder, links_to, whole_lines
from vaultnet.vault.changes.note_changes import NoteChange, OperationError, find_new_errors
from vaultnet.vault.edits.line_places import Layout
from vaultnet.vault.edits.splicing import splice
from vaultnet.vault.parse import parse_file
from vaultnet.vault.parsed import FoundLink, ParsedFile, Vault

_HEAD_END = pattern(r"(?<![:\d\[]):(?![:/\d])(?=[^\[\]]*(?:\[\[|\Z))")
"""The colon behind the people of a line: in no link, and in no time of day."""
_SEPARATOR = r"(?:[ \t]*,[ \t]*|[ \t]+(?:and|y|e|&)[ \t]+)"
_BEFORE = pattern(rf"{_SEPARATOR}\Z")
_AFTER = pattern(_SEPARATOR)


@dataclass(frozen=True, slots=True)
class TouchedLine:
    """A line of somebody else's note that speaks of the person.

    `before` is the line as it stands, `after` what becomes of it; None where it goes.
    """

    path: str
    line: int
    before: str
    after: str | None


@dataclass(frozen=True, slots=True)
class Forgetting:
    """What forgetting a person does to the notes; those of others first, their own last."""

    changes: tuple[NoteChange, ...]
    lines: tuple[TouchedLine, ...]


def plan_forgetting(
    vault: Vault,
    contact: NodeId,
    identity: Identity,
    neutral: Mapping[str, str],
    *,
    keeps_mentions: bool,
) -> Forgetting:
    """Return what becomes of all notes; nothing is written.

    `neutral` is the word that stands for the person, by the language of a note. With
    `keeps_mentions` only links change, and words of prose stay; a note that could not be read
    stays as it is. Raises OperationError where a note would be read with an error.
    """
    own = vault.paths[contact]
    linked: dict[str, list[FoundLink]] = {}
    for file, link in links_to(vault, contact):
        linked.setdefault(file.path, []).append(link)
    changes: list[NoteChange] = []
    lines: list[TouchedLine] = []
    for path, file in vault.files.items():
        if path == own or "body" not in file.places:
            continue
        mask = _Mask(vault, contact, file)
        if path in linked:
            mask.cover_links(linked[path])
        if not keeps_mentions:
            mask.cover_words(identity)
        if mask.edits:
            word = neutral[Layout(file, vault.settings).language()]
            source = mask.written(word)
            _require_readable(file, parse_file(source, vault.settings))
            changes.append(NoteChange(path, file.source, source))
            lines += mask.touched(word)
    return Forgetting((*changes, NoteChange(own, vault.source(own), None)), tuple(lines))


def _require_readable(before: ParsedFile, after: ParsedFile) -> None:
    fault = find_new_errors(before, after)
    if fault is not None:
        line = after.source.position(fault.place.span.start).line
        reason = Phrase(fault.template, fault.values)
        raise OperationError(
            Phrase("{path}:{line}: {reason}", {"path": after.path, "line": line, "reason": reason}),
            Phrase("take the name out of that line by hand first; nothing was written"),
        )


class _Mask:
    """Takes one person out of one note of somebody else.

    `edits` tells of each span whether a word is to stand in its place, or nothing.
    """

    def __init__(self, vault: Vault, contact: NodeId, file: ParsedFile) -> None:
        self._vault = vault
        self._contact = contact
        self._file = file
        self._gone: set[Span] = set()
        self.edits: dict[Span, bool] = {}

    def cover_links(self, links: Sequence[FoundLink]) -> None:
        """Take out the lines that are about the person alone, and all links to them."""
        find_item = item_finder(self._file)
        for link in links:
            if self._is_theirs_alone(link):
                self._gone.add(whole_lines(self._file.source, find_item(link)))
        gone, end = _Stretches(self._gone), 0
        for link in links:
            if gone.touch(link.span):
                continue
            if self._is_one_of_several(link):
                span = self._with_separator(link.span, end)
                self.edits[span] = False
                end = span.end
            else:
                self.edits[link.span] = True
        self.edits.update(dict.fromkeys(self._gone, False))

    def cover_words(self, identity: Identity) -> None:
        """Put the neutral word in the place of every word that means the person."""
        covered = _Stretches(self.edits)
        words = identity.certain.spans(self._file.source.text)
        self.edits.update({span: True for span in words if not covered.touch(span)})

    def written(self, word: str) -> Source:
        """Return the note with all of it done."""
        path = self._file.path
        return splice(
            self._file.source,
            [Edit(Place(path, span), text) for span, text in self._outermost(word)],
        )

    def touched(self, word: str) -> Iterator[TouchedLine]:
        """Yield the lines that change, each once, in their order."""
        source, path = self._file.source, self._file.path
        by_line: dict[int, list[tuple[Span, str]]] = {}
        for span, text in self._outermost(word):
            by_line.setdefault(source.position(span.start).line, []).append((span, text))
        for number, edits in sorted(by_line.items()):
            span = source.line_span(number)
            whole = any(each.start <= span.start and each.end > span.end for each, _ in edits)
            end = max(span.end, *(each.end for each, _ in edits))
            if whole or any(each in self._gone for each, _ in edits):
                yield TouchedLine(path, number, " ".join(source.slice(edits[0][0]).split()), None)
                continue
            line = Source(path, source.text[span.start : end])
            moved = [Edit(Place(path, each.shifted(-span.start)), text) for each, text in edits]
            yield TouchedLine(
                path, number, source.slice(span).strip(), splice(line, moved).text.strip()
            )

    def _outermost(self, word: str) -> list[tuple[Span, str]]:
        kept: list[tuple[Span, str]] = []
        for span in sorted(self.edits, key=lambda span: (span.start, -span.end)):
            if not kept or span.start >= kept[-1][0].end:
                kept.append((span, word if self.edits[span] else ""))
        return kept

    def _is_theirs_alone(self, link: FoundLink) -> bool:
        """Tell whether the line of a link is a tie to the person, or names nobody else."""
        node = self._file.node
        section, _, number = link.field.partition("/")
        if isinstance(node, Contact) and section == "ties" and number.isdecimal():
            return self._is_them(node.ties[int(number)].person)
        if isinstance(node, Journal) and section == "log" and number.isdecimal():
            people = node.entries[int(number)].people
            return bool(people) and all(map(self._is_them, people))
        return False

    def _is_one_of_several(self, link: FoundLink) -> bool:
        """Tell whether a link stands in the list of people that a line of a journal begins with."""
        node = self._file.node
        section, _, number = link.field.partition("/")
        if not isinstance(node, Journal) or section != "log" or not number.isdecimal():
            return False
        if link.reference not in node.entries[int(number)].people:
            return False
        text = self._file.source.text
        start = self._file.places[link.field].start
        return _HEAD_END.search(text, start, link.span.start) is None

    def _is_them(self, reference: Reference) -> bool:
        return self._vault.network.link_table.resolve(reference.target) == self._contact

    def _with_separator(self, span: Span, taken: int) -> Span:
        """Return a link with the comma, or the word, that joins it to its neighbour.

        What stands before `taken` has gone with another link already.
        """
        text = self._file.source.text
        before = _BEFORE.search(text, max(taken, span.start - 16), span.start)
        if before is not None:
            return Span(before.start(), span.end)
        after = _AFTER.match(text, span.end)
        return Span(span.start, after.end() if after else span.end)


class _Stretches:
    """The stretches of a text that some spans cover."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def touch(self, span: Span) -> bool:
        """Tell whether a span shares a character with one of them."""
        index = bisect_left(self._starts, span.end) - 1
        return index >= 0 and span.start < self._ends[index]
