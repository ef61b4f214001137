"""Lines that happened or are to be done: Log, the pages of a journal, Next and Milestones."""

import re
from datetime import date
from typing import NamedTuple, TypedDict

from vaultnet.domain.entry import Entry, EntryKind, Initiator, Task
from vaultnet.domain.node import Reference
from vaultnet.late import pattern
from vaultnet.source import Span
from vaultnet.vault.body.line_sheet import LineSheet, shortened
from vaultnet.vault.body.line_values import (
    DATE_HINT,
    LOOSE_DATE,
    date_fix,
    parse_line_date,
    read_day,
    read_rating,
    read_word,
)
from vaultnet.vault.body.list_line import ListLine
from vaultnet.vault.body.outline_blocks import ListItem
from vaultnet.vault.rules import lines as rules
from vaultnet.vault.vocabulary import (
    AND,
    ENTRY_KIND_BY_WORD,
    INITIATOR_BY_WORD,
    SPELLINGS,
    WITH,
    nearest,
    plain,
)

_ALONGSIDE = "|".join(WITH.all)
_AND = "|".join(AND.all)
_DAY = pattern(r"(\[\[)?(\d{4}-\d{2}-\d{2})(?(1)(?:\|[^\[\]\r\n]*)?\]\])(?![\d-])", re.ASCII)
_PLAIN_LINE = pattern(r"(\d{4}-\d{2}-\d{2}) ([a-z]+): (\S[^\r\n]*)", re.ASCII)
_KINDS_BY_WORD = {word: (kind,) for word, kind in ENTRY_KIND_BY_WORD.items()}
_PLAIN_KINDS = {
    word: kinds
    for word, kinds in _KINDS_BY_WORD.items()
    if kinds[0] not in {EntryKind.PROMISED, EntryKind.ASKED}
}
_PLAIN_CONTACT = (EntryKind.CONTACT,)
_AFTER_DAY = pattern(r"[ \t]*(?:[:,–—-](?=[ \t]))?[ \t]*")
_TIME = pattern(r"(\d{1,2}):(\d{2})(?!\d|:\d)[ \t]*(?:[:,–—-](?=[ \t]))?[ \t]*", re.ASCII)
_WORD = pattern(r"[^\W\d_]+")
_TWO_WORDS = pattern(r"[^\W\d_]+[ -][^\W\d_]+")
_BETWEEN_KINDS = pattern(rf"[ \t]*(?:[,/+&]|(?:{_AND})(?=[ \t]))[ \t]*")
_AFTER_KIND = pattern(r"[ \t]*(?:[,–—-](?=[ \t]))?[ \t]*")
_COLON = pattern(r"\[\[[^\[\]\r\n]*\]\]|[\r\n]|(?<![:\d]):(?![:/\d])")
_NOT_PEOPLE = pattern(
    rf"\[\[[^\[\]\r\n]*\]\]|(?<![^\W\d_])(?:{_ALONGSIDE}|{_AND})(?![^\W\d_])|[,;&+/\s]"
)
_WITH = pattern(rf"(?<!\w)(?:{_ALONGSIDE})\s+\Z", re.IGNORECASE)
_WITH_REACH = 12
_BETWEEN_PEOPLE = pattern(rf"\s*(?:[,;&/]\s*)?(?:(?:{_AND})\s+)?")


class Day(NamedTuple):
    """When an entry happened, as far as its line says, and where the rest of the line begins."""

    day: date | None
    time: str
    end: int
    is_written: bool


class Head(NamedTuple):
    """What stands before the text of an entry: kinds, people, and where the text begins."""

    kinds: tuple[EntryKind, ...]
    people: tuple[Reference, ...]
    text: int
    has_colon: bool


def read_log_entry(line: ListLine) -> Entry:
    """Read a line of Log; one without a readable date becomes an entry without a day."""
    match = _PLAIN_LINE.match(line.sheet.outline.shown, line.start, line.end)
    if match is not None:
        begin = _read_plain_start(line, match)
        if begin is not None:
            return _entry(line, *begin)
    when = _read_when(line)
    if not when.is_written:
        _report_no_date(line, when.end)
    return _entry(line, when, _read_head(line, when.end, in_journal=False))


def read_journal_entry(line: ListLine, day: date | None) -> Entry | None:
    """Read a line of a journal page of some day, or None where it is no entry but prose.

    An entry begins with a kind, or names people before its colon.
    """
    when = _read_when(line)
    if not when.is_written:
        time, end = _read_time(line, line.start)
        when = Day(day, time, end, is_written=False)
    head = _read_head(line, when.end, in_journal=True)
    if not head.people and (not head.has_colon or head.kinds in {(), (EntryKind.NOTE,)}):
        return None
    entry = _entry(line, when, head)
    if not entry.people:
        template, hint = '"{value}" names nobody', "link to the people before the colon"
        line.sheet.report(
            rules.JOURNAL_LINE_WITHOUT_PEOPLE, Span(when.end, line.head.end), template, hint=hint
        )
    return entry


def read_task(line: ListLine) -> Task:
    """Read a line of Next or Milestones; a line without a box is still to be done."""
    due, done_on = read_day(line, "due"), read_day(line, "done")
    done = done_on is not None if line.done is None else line.done
    line.place("text", line.head)
    return Task(done=done, due=due, done_on=done_on, **line.parts(line.start))


class _Facts(TypedDict, total=False):
    """What the inline fields of an entry say; what none says is left out."""

    weight: int
    due: date | None
    done_on: date | None
    initiator: Initiator | None


def _entry(line: ListLine, when: Day, head: Head) -> Entry:
    """Make the entry of a line whose beginning has been read."""
    facts = _read_facts(line) if line.fields else {}
    people = head.people
    if line.links:
        people = tuple(dict.fromkeys((*people, *_people_in_text(line, head.text))))
    entry = Entry(
        day=when.day,
        time=when.time,
        kinds=head.kinds or _PLAIN_CONTACT,
        people=people,
        done=True if line.done is None and facts.get("done_on") else line.done,
        **facts,
        **line.parts(head.text),
    )
    line.place("text", line.text_span(head.text))
    if entry.is_open:
        _check_promise(line, entry)
    return entry


def _read_facts(line: ListLine) -> _Facts:
    """Read the inline fields that there are, always in the same order."""
    given, facts = line.fields, _Facts()
    if "weight" in given:
        facts["weight"] = read_rating(line, "weight", rules.INVALID_WEIGHT, "weight") or 1
    if "due" in given:
        facts["due"] = read_day(line, "due")
    if "done" in given:
        facts["done_on"] = read_day(line, "done")
    if "initiator" in given:
        words, rule = INITIATOR_BY_WORD, rules.INVALID_INITIATOR
        facts["initiator"] = read_word(line, "initiator", words, rule, "initiator")
    return facts


def _read_plain_start(line: ListLine, match: re.Match[str]) -> tuple[Day, Head] | None:
    """Return the beginning of a line in which more than plain text may follow its kind."""
    kinds = _KINDS_BY_WORD.get(match[2])
    if kinds is None:
        return None
    try:
        day = date.fromisoformat(match[1])
    except ValueError:
        return None
    kind_start, text_start = match.start(2), match.start(3)
    line.place("date", Span(line.start, kind_start - 1))
    line.place("kind/0", Span(kind_start, text_start - 2))
    when = Day(day, "", kind_start, is_written=True)
    return when, Head(kinds, (), text_start, has_colon=True)


def read_plain_entry(sheet: LineSheet, item: ListItem, name: str) -> Entry | None:
    """Read a line of Log of the simplest form the short way; None for any other.

    Such a line is `DATE KIND: text`, and the item must hold nothing but topics beside it. It
    changes nothing but the time that reading takes: the long way comes to the same.
    """
    start, end = item.content, item.head_end
    match = _PLAIN_LINE.match(sheet.outline.shown, start, end)
    kinds = _PLAIN_KINDS.get(match[2]) if match else None
    if match is None or kinds is None or match.end() != item.end:
        return None
    try:
        day = date.fromisoformat(match[1])
    except ValueError:
        return None
    text_start = match.start(3)
    text = sheet.outline.text[text_start:end].rstrip()
    places = sheet.places
    places[name] = Span(item.start, end)
    places[name + "/date"] = Span(start, start + 10)
    places[name + "/kind/0"] = Span(start + 11, text_start - 2)
    places[name + "/text"] = Span(text_start, text_start + len(text))
    if sheet.topic_starts:
        return Entry(day=day, kinds=kinds, text=text, topics=sheet.topics_in(start, end))
    return Entry(day=day, kinds=kinds, text=text)


def _read_when(line: ListLine) -> Day:
    """Read the date and the time at the beginning of a line."""
    text = line.sheet.outline.shown
    match = _DAY.match(text, line.start, line.end)
    if match is None:
        return Day(None, "", line.start, is_written=False)
    span = Span(*match.span(2))
    if match[1]:
        line.skip_date_link(Span(*match.span()))
    found = parse_line_date(line, match[2], span)
    if found is not None:
        line.place("date", span)
    end = _end(_AFTER_DAY.match(text, match.end(), line.end), match.end())
    time, end = _read_time(line, end)
    return Day(None if found is None else found.first, time, end, is_written=True)


def _read_time(line: ListLine, start: int) -> tuple[str, int]:
    """Read the time of day at an offset; return it with where the rest begins."""
    match = _TIME.match(line.sheet.outline.shown, start, line.end)
    if match is None:
        return "", start
    span = Span(match.start(1), match.end(2))
    if int(match[1]) > 23 or int(match[2]) > 59:
        template, hint = '"{value}" is no time of day', "write the time as HH:MM, such as 09:30"
        line.sheet.report(rules.INVALID_TIME, span, template, hint=hint)
        return "", match.end()
    line.place("time", span)
    return f"{match[1]:0>2}:{match[2]}", match.end()


def _report_no_date(line: ListLine, start: int) -> None:
    """Complain about a line of Log that does not begin with a date."""
    text = line.sheet.outline.text
    loose = LOOSE_DATE.match(text, start, line.end)
    span = Span(*loose.span()) if loose else line.head
    fix = date_fix(line, loose[0], span) if loose else None
    template = '"{value}" is not a date' if loose else 'no date at the beginning of "{value}"'
    hint = DATE_HINT if loose else "begin the line with the date as YYYY-MM-DD"
    values = {"value": shortened(text[span.start : span.end])}
    rule = rules.UNREADABLE_LOG_DATE
    line.sheet.report(rule, span, template, values=values, hint=hint, fix=fix)


def _read_head(line: ListLine, start: int, *, in_journal: bool) -> Head:
    """Read kinds and people at an offset.

    What stands before the first colon counts as a whole: kinds, `with` and links, and in a
    journal anything that has a link. Without such a colon only the words of kinds are taken.
    """
    shown = line.sheet.outline.shown
    colon = _find_colon(shown, start, line.end)
    kinds, after = _read_kinds(line, start)
    if colon is not None:
        people = line.links_in(after, colon)
        only_people = not _NOT_PEOPLE.sub("", shown[after:colon])
        if (kinds and only_people) or (people and (in_journal or only_people)):
            return Head(kinds, people, colon + 1, has_colon=True)
        if not kinds:
            _check_kind(line, start, colon)
    if not kinds:
        return Head((), (), start, has_colon=colon is not None)
    people = line.links_in(after, line.end) if in_journal and colon is None else ()
    text = _end(_AFTER_KIND.match(shown, after, line.end), after)
    return Head(kinds, people, text, has_colon=colon is not None)


def _find_colon(shown: str, start: int, end: int) -> int | None:
    """Return where the first colon of a line is that ends its head, outside links."""
    for match in _COLON.finditer(shown, start, end):
        if match[0] == ":":
            return match.start()
        if match[0] in "\r\n":
            return None
    return None


def _read_kinds(line: ListLine, start: int) -> tuple[tuple[EntryKind, ...], int]:
    """Read the kinds at an offset; return them, each once, with where the last one ends."""
    shown, position, after = line.sheet.outline.shown, start, start
    kinds: list[EntryKind] = []
    while (found := _read_kind(shown, position, line.end)) is not None:
        kind, after = found
        line.place(f"kind/{len(kinds)}", Span(position, after))
        if kind not in kinds:
            kinds.append(kind)
        between = _BETWEEN_KINDS.match(shown, after, line.end)
        if between is None:
            break
        position = between.end()
    return tuple(kinds), after


def _read_kind(shown: str, start: int, end: int) -> tuple[EntryKind, int] | None:
    """Read one kind, of one word or of two (`video call`)."""
    for form in (_TWO_WORDS, _WORD):
        match = form.match(shown, start, end)
        kind = ENTRY_KIND_BY_WORD.get(plain(match[0])) if match else None
        if match and kind is not None:
            return kind, match.end()
    return None


def _check_kind(line: ListLine, start: int, colon: int) -> None:
    """Complain about a word before the colon that is almost a kind."""
    shown = line.sheet.outline.shown
    word = shown[start:colon].rstrip()
    match = _WORD.fullmatch(word)
    meant = nearest(plain(word), ENTRY_KIND_BY_WORD) if match else None
    if meant is None:
        return
    meant = SPELLINGS[meant]
    span = Span(start, start + len(word))
    line.sheet.report(
        rules.NEAR_MISS_ENTRY_KIND,
        span,
        '"{value}" is not a kind of log entry',
        values={"meant": meant},
        hint='did you mean "{meant}"?',
        fix=line.sheet.replacement(span, meant),
    )


def _people_in_text(line: ListLine, start: int) -> tuple[Reference, ...]:
    """Return the people that a text names after `with` or `con`: that link and those joined."""
    shown, found = line.sheet.outline.shown, []
    last_end = -1
    for link in line.links:
        first = link.span.start
        if first < start or first >= line.end or link.reference.embed:
            continue
        joined = last_end >= 0 and _BETWEEN_PEOPLE.fullmatch(shown, last_end, first)
        if joined or _WITH.search(shown, max(start, first - _WITH_REACH), first):
            found.append(link.reference)
            last_end = link.span.end
        else:
            last_end = -1
    return tuple(found)


def _check_promise(line: ListLine, entry: Entry) -> None:
    """Complain about a promise that can never be ticked off, or says not by when."""
    places = line.sheet.places
    span = places.get(f"{line.name}/kind/0", line.head)
    kind = EntryKind.PROMISED if EntryKind.PROMISED in entry.kinds else EntryKind.ASKED
    if line.done is None:
        edit = line.sheet.replacement(Span(line.start, line.start), "[ ] ")
        line.sheet.report(
            rules.PROMISE_WITHOUT_CHECKBOX,
            span,
            '"{value}" without a checkbox stays open for ever',
            hint="write [ ] before the date, and [x] once it is done",
            fix=edit,
        )
    if kind is EntryKind.PROMISED and entry.due is None and "due" not in line.fields:
        line.sheet.report(
            rules.PROMISE_WITHOUT_DUE,
            span,
            '"{value}" does not say by when',
            hint="add [due:: YYYY-MM-DD]",
        )


def _end(match: re.Match[str] | None, otherwise: int) -> int:
    return otherwise if match is None else match.end()
