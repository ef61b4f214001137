"""How one text becomes one value: a date, a cadence, a rating, a choice, a budget.

Every reader takes the text of a scalar and gives the value, or a `Problem` that says in words
what is wrong with it. None raises, and none guesses.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from vaultnet.diagnostics import Diagnostic, Edit, Fix, Place, Rule
from vaultnet.domain.dates import (
    Birthday,
    Cadence,
    CalendarError,
    PartialDate,
    parse_birthday,
    parse_cadence,
    parse_partial_date,
)
from vaultnet.domain.me import Budget
from vaultnet.domain.objective import CriterionWeight
from vaultnet.late import dataclass, pattern
from vaultnet.phrase import Phrase, wording
from vaultnet.vault.rules import reading as rules
from vaultnet.vault.rules.vault import AFFINITY_SHARED, PRIVATE_SECTION_SHARED
from vaultnet.vault.vocabulary import SECTION_BY_WORD, nearest, plain

Choice = TypeVar("Choice", bound=StrEnum)

_DATE_HINT = "write the date as YYYY-MM-DD, for example 2026-09-01"
_LOOSE_DATE = pattern(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_DAILY_NOTE = pattern(r"\[\[(\d{4}-\d{2}-\d{2})\]\]", re.ASCII)
_BUDGET = pattern(r"(\d{1,3}(?:[.,]\d{1,2})?) ?(h|min|m) ?/ ?(day|week|month|year)", re.ASCII)
_WEIGHT = pattern(r"[x×*]?(\d{1,3}(?:\.\d{1,2})?)", re.ASCII)
_INTEGER = pattern(r"[+\-\u2212]?\d{1,3}", re.ASCII)
_MOST_LISTED = 12
_NEVER_SHARED: Mapping[str, tuple[Rule, str]] = {
    "private": (PRIVATE_SECTION_SHARED, wording("the private section is never shared")),
    "affinity": (AFFINITY_SHARED, wording("how much you like somebody is never shared")),
}
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a text could not be read.

    `template` and `hint` have named fields in braces that `values` fills. `replacement` is the
    text that was surely meant, where there is one; `safe` tells whether putting it in the place
    of the text can change nothing else.
    """

    rule: Rule
    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    hint: str = ""
    replacement: str | None = None
    safe: bool = True

    def diagnostic(self, place: Place, edit: Edit | None = None) -> Diagnostic:
        """Return the diagnostic at a place; `edit` puts the replacement where it belongs."""
        fix = None
        if edit is not None and self.replacement is not None:
            fix = Fix(f'write "{self.replacement}"', (edit,), self.safe)
        return Diagnostic(self.rule, place, self.template, self.values, self.hint, fix=fix)


def parse_partial(text: str) -> PartialDate | Problem:
    """Read a day, a month or a year: `2026-09-01`, `2026-09`, `2026`.

    A link to a daily note, `[[2026-09-01]]`, is its day.
    """
    daily = _DAILY_NOTE.fullmatch(text)
    written = daily[1] if daily else text
    try:
        return parse_partial_date(written)
    except CalendarError as error:
        return _date_problem(written, error.reason)


def parse_day(text: str) -> date | Problem:
    """Read a day, as `parse_partial` does; a month or a year is a problem of its own."""
    found = parse_partial(text)
    if isinstance(found, Problem):
        return found
    if found.day is None:
        values = {"value": text, "last": found.last}
        hint = "write the day too, for example {last}"
        return Problem(rules.PARTIAL_DATE, '"{value}" names no day', values, hint)
    return found.first


def parse_birth_date(text: str) -> Birthday | Problem:
    """Read a day with its year or without: `1985-04-12`, `--04-12`."""
    try:
        return parse_birthday(text)
    except CalendarError as error:
        problem = _date_problem(text, error.reason)
    hint = "write the date as YYYY-MM-DD, or --MM-DD where the year is unknown"
    return Problem(
        problem.rule, problem.template, problem.values, hint, problem.replacement, problem.safe
    )


def parse_rhythm(text: str) -> Cadence | Problem:
    """Read how often: `10d`, `6w`, `3m`, `1y`, `never`."""
    for written in (text, text.casefold()):
        try:
            cadence = parse_cadence(written)
        except ValueError:
            continue
        return cadence if written == text else _respelt(rules.INVALID_CADENCE, text, written)
    return Problem(
        rules.INVALID_CADENCE,
        '"{value}" is no cadence',
        {"value": text},
        "write a number and d, w, m or y, such as 6w for six weeks, or never",
    )


def parse_rating(text: str) -> int | Problem:
    """Read a whole number from 1 to 5."""
    found = parse_integer(text)
    if found is not None and 1 <= found <= 5:
        return found
    template = '"{value}" is not a rating from 1 to 5'
    hint = "write 1, 2, 3, 4 or 5, or leave the field out while it is unknown"
    return Problem(rules.INVALID_RATING, template, {"value": text}, hint)


def parse_affinity(text: str) -> int | Problem:
    """Read a whole number from -2 to 2."""
    found = parse_integer(text)
    if found is not None and -2 <= found <= 2:
        return found
    template = '"{value}" is not an affinity from -2 to 2'
    return Problem(rules.INVALID_AFFINITY, template, {"value": text}, "write -2, -1, 0, 1 or 2")


def parse_integer(text: str) -> int | None:
    """Return a whole number of up to three digits, with a sign or without; else None."""
    if _INTEGER.fullmatch(text) is None:
        return None
    return int(text.replace("\u2212", "-"))


def parse_truth(text: str) -> bool | Problem:
    """Read true or false, also as yes or no, in any case."""
    found = _TRUTH.get(text.casefold())
    if found is None:
        template = '"{value}" is neither true nor false'
        return Problem(rules.INVALID_BOOLEAN, template, {"value": text}, "write true or false")
    return found


def parse_choice(text: str, choices: type[Choice], rule: Rule, noun: str) -> Choice | Problem:
    """Read one word of an enumeration; `noun` names it in the complaint (`tier`)."""
    try:
        return choices(text)
    except ValueError:
        return unknown_word(text, [choice.value for choice in choices], rule, noun)


def unknown_word(text: str, known: Collection[str], rule: Rule, noun: str | Phrase) -> Problem:
    """Return the problem of a word that is none of the known ones.

    One that differs only in its case is surely meant; of another, the nearest is suggested.
    """
    word = "_".join(text.casefold().replace("-", " ").split())
    if word in known:
        return _respelt(rule, text, word)
    meant = nearest(word, known)
    listed = ", ".join(known)
    many = len(known) > _MOST_LISTED
    hint = "write one of {known}" if not many else "look it up in the reference of the format"
    if meant:
        hint = 'write "{meant}"' if many else 'write "{meant}", or another of {known}'
    values = {"value": text, "noun": noun, "known": listed, "meant": meant}
    return Problem(rule, 'there is no {noun} "{value}"', values, hint, meant, safe=False)


def parse_budget(text: str) -> Budget | Problem:
    """Read time in a period: `3h/week`, `90m/month`; the result is in hours."""
    match = _BUDGET.fullmatch(text)
    if match is None:
        hint = "write hours in a day, week, month or year, such as 3h/week"
        return Problem(rules.INVALID_BUDGET, '"{value}" is no budget', {"value": text}, hint)
    amount = float(match[1].replace(",", "."))
    return Budget(amount if match[2] == "h" else amount / 60, match[3])


def parse_criterion(text: str, known: Collection[str]) -> CriterionWeight | Problem:
    """Read a criterion with its weight: `influence x3`, `influence 3`, `influence`."""
    name, _, last = text.rpartition(" ")
    weight = _WEIGHT.fullmatch(last) if name else None
    criterion = (name if weight else text).strip().removesuffix(":").casefold()
    if criterion not in known:
        return unknown_word(criterion, known, rules.UNKNOWN_CRITERION, Phrase("criterion"))
    amount = float(weight[1]) if weight else 1.0
    if not 0 < amount <= 100:
        template = '"{value}" weighs nothing, or too much'
        return Problem(rules.INVALID_CRITERIA, template, {"value": text}, "write 1 to 100")
    return CriterionWeight(criterion, amount)


def parse_part(text: str, parts: Collection[str]) -> str | Problem:
    """Read the name of a field or the heading of a section, in either language."""
    section = SECTION_BY_WORD.get(plain(text))
    word = text.casefold() if section is None else section.value
    if word in _NEVER_SHARED:
        rule, template = _NEVER_SHARED[word]
        return Problem(rule, template, hint="take it out of the list")
    if word in parts:
        return word
    return unknown_word(text, parts, rules.UNKNOWN_SHARED_PART, Phrase("field or section"))


def _respelt(rule: Rule, text: str, meant: str) -> Problem:
    values = {"value": text, "meant": meant}
    return Problem(rule, '"{value}" is written "{meant}"', values, 'write "{meant}"', meant)


def _date_problem(text: str, reason: Phrase) -> Problem:
    """Say what is wrong with a date; one with the year first is surely meant."""
    loose = _LOOSE_DATE.fullmatch(text)
    if loose is not None and reason.template == "not a date":
        meant = f"{loose[1]}-{int(loose[2]):02}-{int(loose[3]):02}"
        try:
            parse_partial_date(meant)
        except CalendarError as error:
            reason = error.reason
        else:
            return _respelt(rules.INVALID_DATE, text, meant)
    if reason.template == "not a date":
        return Problem(rules.INVALID_DATE, '"{value}" is no date', {"value": text}, _DATE_HINT)
    values = {"value": text, "reason": reason}
    return Problem(rules.INVALID_DATE, '{reason} in "{value}"', values, _DATE_HINT)
