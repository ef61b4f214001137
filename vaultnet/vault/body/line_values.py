"""Values of inline fields: a date, a word, a number; each is read or complained about."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import TypeVar

from vaultnet.diagnostics import Fix, Rule
from vaultnet.domain.dates import CalendarError, PartialDate, parse_partial_date
from vaultnet.late import pattern
from vaultnet.phrase import Phrase
from vaultnet.source import Span
from vaultnet.vault.body.inline_fields import InlineField
from vaultnet.vault.body.list_line import ListLine
from vaultnet.vault.rules import lines as rules
from vaultnet.vault.vocabulary import nearest, plain

Meaning = TypeVar("Meaning")

DATE_HINT = "write the date as YYYY-MM-DD, for example 2026-09-01"
LOOSE_DATE = pattern(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d-])", re.ASCII)
_DAILY_NOTE = pattern(r"\[\[([^\[\]|]*)(?:\|[^\[\]]*)?\]\]")
_read_date = lru_cache(maxsize=4096)(parse_partial_date)
_RATING = pattern(r"[1-5]", re.ASCII)


def read_text(line: ListLine, key: str) -> str:
    """Return the text of an inline field, or nothing."""
    inline_field = line.fields.get(key)
    if inline_field is None:
        return ""
    line.place(key, inline_field.value_span)
    return inline_field.value


def read_day(line: ListLine, key: str) -> date | None:
    """Return the day of an inline field, or None where there is none that can be read."""
    found = read_partial(line, key)
    if found is None or found.day is not None:
        return None if found is None else found.first
    _refuse(
        line,
        line.fields[key],
        rules.INVALID_LINE_DATE,
        '"{value}" names no day',
        values={"last": found.last},
        hint="write the day too, for example {last}",
    )
    return None


def read_partial(line: ListLine, key: str) -> PartialDate | None:
    """Return the date of an inline field as far as it is known, or None."""
    inline_field = line.fields.get(key)
    if inline_field is None:
        return None
    span = inline_field.value_span
    daily = _DAILY_NOTE.fullmatch(inline_field.value)
    if daily:
        line.skip_date_link(span)
    found = parse_line_date(line, daily[1] if daily else inline_field.value, span)
    if found is None:
        line.kept[inline_field.written] = inline_field.value
    else:
        line.place(key, span)
    return found


def parse_line_date(line: ListLine, written: str, span: Span) -> PartialDate | None:
    """Return the date that is written in a span, or None after a complaint."""
    try:
        return _read_date(written)
    except CalendarError as error:
        reason = error.reason
    fix = None
    template = '{reason} in "{value}"'
    if reason.template == "not a date":
        template = '"{value}" is not a date'
        fix = date_fix(line, written, span)
    values = {"value": written, "reason": reason}
    line.sheet.report(
        rules.INVALID_LINE_DATE, span, template, values=values, hint=DATE_HINT, fix=fix
    )
    return None


def date_fix(line: ListLine, written: str, span: Span) -> Fix | None:
    """Return the fix of a date that is only written in another way, year first; else None."""
    loose = LOOSE_DATE.fullmatch(written)
    if loose is None:
        return None
    year, month, day = loose.groups()
    padded = f"{year}-{month:0>2}-{day:0>2}"
    try:
        parse_partial_date(padded)
    except ValueError:
        return None
    return line.sheet.replacement(span, padded)


def read_rating(line: ListLine, key: str, rule: Rule, noun: str) -> int | None:
    """Return the whole number from 1 to 5 of an inline field, or None."""
    inline_field = line.fields.get(key)
    if inline_field is None:
        return None
    if _RATING.fullmatch(inline_field.value):
        line.place(key, inline_field.value_span)
        return int(inline_field.value)
    template, hint = '"{value}" is not a {noun} from 1 to 5', "write 1, 2, 3, 4 or 5"
    _refuse(line, inline_field, rule, template, values={"noun": Phrase(noun)}, hint=hint)
    return None


def read_word(
    line: ListLine, key: str, meanings: Mapping[str, Meaning], rule: Rule, noun: str
) -> Meaning | None:
    """Return what the word of an inline field means, or None; `noun` names it in complaints."""
    inline_field = line.fields.get(key)
    if inline_field is None:
        return None
    word = plain(inline_field.value)
    meaning = meanings.get(word)
    if meaning is not None:
        line.place(key, inline_field.value_span)
        return meaning
    meant = nearest(word, meanings)
    known = {meant: word for word, meant in reversed(list(meanings.items()))}
    listed = ", ".join(reversed(list(known.values())))
    values = {"noun": Phrase(noun), "known": listed, "meant": meant}
    hint = 'did you mean "{meant}"?' if meant else "write one of {known}"
    _refuse(line, inline_field, rule, 'there is no {noun} "{value}"', values=values, hint=hint)
    return None


def _refuse(
    line: ListLine,
    inline_field: InlineField,
    rule: Rule,
    template: str,
    *,
    values: Mapping[str, object],
    hint: str,
) -> None:
    """Complain about the value of an inline field, and keep it to be shown."""
    span = inline_field.value_span if inline_field.value else inline_field.span
    values = {"value": inline_field.value, **values}
    line.sheet.report(rule, span, template, values=values, hint=hint)
    line.kept[inline_field.written] = inline_field.value
    line.sheet.places.pop(f"{line.name}/{inline_field.key}", None)
