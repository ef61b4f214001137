"""Lines that say where somebody has been and whom they know: Career and Ties."""

import re
from typing import NamedTuple

from vaultnet.domain.dates import PartialDate
from vaultnet.domain.node import Reference
from vaultnet.domain.tie import CareerStep, Tie
from vaultnet.late import pattern
from vaultnet.source import Span
from vaultnet.vault.body.line_sheet import shortened
from vaultnet.vault.body.line_values import parse_line_date, read_partial, read_word
from vaultnet.vault.body.list_line import ListLine
from vaultnet.vault.body.outline_spans import trimmed
from vaultnet.vault.rules import lines as rules
from vaultnet.vault.vocabulary import AT, NOW, STRENGTH_BY_WORD, plain

_DATE = pattern(r"(\d{4}(?:-\d{2}){0,2})(?![\w-])", re.ASCII)
_TO = pattern(r"[ \t]*(?:\.{2,3}|…|–|—)[ \t]*")
_WORD = pattern(r"[^\W\d_]+")
_YEARS = pattern(r"(\d{4})[ \t]*-[ \t]*(\d{4})(?![\d-])", re.ASCII)
_AFTER_DATES = pattern(r"[ \t]*(?:[:,–—-](?=[ \t]))?[ \t]*")
_COLON = pattern(r"\[\[[^\[\]\r\n]*\]\]|(?<!:):(?=[ \t\r\n]|\Z)")
_AT = pattern(rf"(?<!\S)(?:{'|'.join(AT.all)}|@)[ \t]+")
_AFTER_PERSON = pattern(r"[ \t]*(?:[:,–—-](?!:))?[ \t]*")
_NOW = frozenset(plain(word) for word in NOW.all)


class Stretch(NamedTuple):
    """From when until when, and where the rest of the line begins."""

    start: PartialDate
    until: PartialDate | None
    ongoing: bool
    end: int


def read_career_step(line: ListLine) -> CareerStep | None:
    """Read a line of Career, or None after a complaint about its dates."""
    stretch = _read_stretch(line)
    if stretch is None:
        return None
    shown = line.sheet.outline.shown
    colon = next(
        (
            match.start()
            for match in _COLON.finditer(shown, stretch.end, line.end)
            if match[0] == ":"
        ),
        None,
    )
    head = Span(stretch.end, line.end if colon is None else colon)
    role, organisation = _read_post(line, head)
    text_start = line.end if colon is None else colon + 1
    line.place("text", line.text_span(text_start))
    return CareerStep(
        start=stretch.start,
        until=stretch.until,
        ongoing=stretch.ongoing,
        role=role,
        organisation=organisation,
        **line.parts(text_start),
    )


def read_tie(line: ListLine) -> Tie | None:
    """Read a line of Ties, or None after the complaint that it links to nobody."""
    link = next((link for link in line.links if link.span.start < line.end), None)
    if link is None:
        line.sheet.report(
            rules.TIE_WITHOUT_PERSON,
            line.head,
            'no link to a person in "{value}"',
            hint="begin the line with a link to the other person, such as [[tom-okafor]]",
        )
        return None
    start = line.start
    if link.span.start == start:
        after = _AFTER_PERSON.match(line.sheet.outline.shown, link.span.end, line.end)
        start = after.end() if after else link.span.end
    line.place("person", link.span)
    line.place("text", line.text_span(start))
    return Tie(
        person=link.reference,
        strength=read_word(
            line, "strength", STRENGTH_BY_WORD, rules.INVALID_STRENGTH, "strength of a tie"
        ),
        start=read_partial(line, "from"),
        until=read_partial(line, "until"),
        **line.parts(start),
    )


def _read_stretch(line: ListLine) -> Stretch | None:
    """Read the dates at the beginning of a line of Career."""
    shown = line.sheet.outline.shown
    first = _DATE.match(shown, line.start, line.end)
    if first is None:
        _report_no_dates(line)
        return None
    start = parse_line_date(line, first[1], Span(*first.span(1)))
    if start is None:
        return None
    line.place("start", Span(*first.span(1)))
    dots = _TO.match(shown, first.end(), line.end)
    if dots is None:
        return Stretch(start, None, ongoing=False, end=_end_of_dates(line, first.end()))
    second = _DATE.match(shown, dots.end(), line.end)
    if second is None:
        word = _WORD.match(shown, dots.end(), line.end)
        end = word.end() if word and plain(word[0]) in _NOW else dots.end()
        return Stretch(start, None, ongoing=True, end=_end_of_dates(line, end))
    until = parse_line_date(line, second[1], Span(*second.span(1)))
    if until is not None:
        line.place("until", Span(*second.span(1)))
    return Stretch(start, until, ongoing=False, end=_end_of_dates(line, second.end()))


def _end_of_dates(line: ListLine, start: int) -> int:
    match = _AFTER_DATES.match(line.sheet.outline.shown, start, line.end)
    return start if match is None else match.end()


def _report_no_dates(line: ListLine) -> None:
    """Complain about a line without dates; two years with a hyphen are surely a stretch."""
    years = _YEARS.match(line.sheet.outline.shown, line.start, line.end)
    span = Span(*years.span()) if years else line.head
    fix = line.sheet.replacement(span, f"{years[1]}..{years[2]}") if years else None
    line.sheet.report(
        rules.UNREADABLE_CAREER_DATES,
        span,
        '"{value}" is not a stretch of time' if years else 'no dates at the beginning of "{value}"',
        values={"value": shortened(line.sheet.outline.text[span.start : span.end])},
        hint="begin the line with FROM..TO, such as 2017-09..2019-06, or 2021.. while it lasts",
        fix=fix,
    )


def _read_post(line: ListLine, head: Span) -> tuple[str, Reference | None]:
    """Read the role and the organisation, `role at [[organisation]]`, of a stretch of text."""
    shown = line.sheet.outline.shown
    found = [match.span() for match in _AT.finditer(shown, head.start, head.end)]
    for link in line.links:
        if head.start <= link.span.start < head.end:
            before = next((start for start, end in found if end == link.span.start), None)
            if before is None and link.span.start != head.start:
                continue
            role = line.text(head.start, link.span.start if before is None else before)
            line.place("organisation", link.span)
            return role, link.reference
    if found and not line.links_in(head.start, head.end):
        start, end = found[-1]
        name = line.text(end, head.end)
        line.place("organisation", trimmed(line.sheet.outline.text, end, head.end))
        return line.text(head.start, start), Reference(name, linked=False) if name else None
    return line.text(*head), None
