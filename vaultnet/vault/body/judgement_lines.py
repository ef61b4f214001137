"""Lines of judgement: Assessment, Opportunities, Risks, Offers and Needs."""

import re

from vaultnet.domain.contact import Evidence
from vaultnet.domain.entry import Line
from vaultnet.domain.objective import FunctionNeed
from vaultnet.domain.prospect import Opportunity, Risk
from vaultnet.late import pattern
from vaultnet.source import Span
from vaultnet.vault.body.line_values import read_day, read_rating, read_text, read_word
from vaultnet.vault.body.list_line import ListLine
from vaultnet.vault.body.outline_spans import trimmed
from vaultnet.vault.rules import lines as rules
from vaultnet.vault.vocabulary import (
    CRITERION_BY_WORD,
    LEVEL_BY_WORD,
    OPPORTUNITY_OUTCOME_BY_WORD,
    RISK_OUTCOME_BY_WORD,
    nearest,
    plain,
)

_CRITERION = pattern(r"[*_]{0,3}([^\W_][^:*_\[\]()\r\n]{0,60})[*_]{0,3}[ \t]*:(?!:)[*_]{0,3}")
_COUNT = pattern(r"([+-]?\d[\d.,]*)[ \t]*[x×*](?:[ \t]+|(?=[\r\n]|\Z))", re.ASCII)
_TOPIC = pattern(r"(?<![^\s(,;])#[\w/-]+")
_LINK = pattern(r"!?\[\[(?:[^\[\]|\r\n]*\|)?([^\[\]|\r\n]*)\]\]")
_MAX_COUNT = 1000


def read_evidence(line: ListLine) -> Evidence | None:
    """Read a line of Assessment, or None after the complaint that it names no criterion."""
    match = _CRITERION.match(line.sheet.outline.shown, line.start, line.end)
    word = plain(match[1]) if match else ""
    criterion = _criterion(line, word)
    if match is None or (criterion is None and word.count(" ") > 1):
        line.sheet.report(
            rules.ASSESSMENT_WITHOUT_CRITERION,
            line.head,
            'no criterion at the beginning of "{value}"',
            values={"known": ", ".join(line.sheet.settings.criteria)},
            hint="begin the line with one of {known} and a colon",
        )
        return None
    span = trimmed(line.sheet.outline.text, *match.span(1))
    if criterion is None:
        _report_unknown_criterion(line, span, word)
    line.place("criterion", span)
    line.place("text", line.text_span(match.end()))
    return Evidence(
        criterion=criterion or word, rated=read_day(line, "rated"), **line.parts(match.end())
    )


def read_opportunity(line: ListLine) -> Opportunity:
    """Read a line of Opportunities."""
    line.place("text", line.head)
    return Opportunity(
        value=read_word(line, "value", LEVEL_BY_WORD, rules.INVALID_LEVEL, "level"),
        likelihood=read_word(line, "likelihood", LEVEL_BY_WORD, rules.INVALID_LEVEL, "level"),
        by=read_day(line, "by"),
        outcome=read_word(
            line,
            "outcome",
            OPPORTUNITY_OUTCOME_BY_WORD,
            rules.INVALID_OUTCOME,
            "outcome of an opportunity",
        ),
        **line.parts(line.start),
    )


def read_risk(line: ListLine) -> Risk:
    """Read a line of Risks."""
    line.place("text", line.head)
    return Risk(
        severity=read_word(line, "severity", LEVEL_BY_WORD, rules.INVALID_LEVEL, "level"),
        likelihood=read_word(line, "likelihood", LEVEL_BY_WORD, rules.INVALID_LEVEL, "level"),
        mitigation=read_text(line, "mitigation"),
        outcome=read_word(
            line, "outcome", RISK_OUTCOME_BY_WORD, rules.INVALID_OUTCOME, "outcome of a risk"
        ),
        **line.parts(line.start),
    )


def read_remark(line: ListLine) -> Line:
    """Read a line of Offers, or of Needs of a person."""
    line.place("text", line.head)
    return Line(**line.parts(line.start))


def read_function_need(line: ListLine) -> FunctionNeed:
    """Read a line of Needs of an objective: `3 x hiring manager [min:: 4]`."""
    match = _COUNT.match(line.sheet.outline.shown, line.start, line.end)
    start, count = line.start, 1
    if match:
        start = match.end()
        count = _read_count(line, match)
    minimum = read_rating(line, "min", rules.INVALID_NEED_MINIMUM, "minimum")
    line.place("text", line.text_span(start))
    parts = line.parts(start)
    function = _LINK.sub(r"\1", _TOPIC.sub("", parts["text"]))
    return FunctionNeed(function=" ".join(function.split()), count=count, minimum=minimum, **parts)


def _read_count(line: ListLine, match: re.Match[str]) -> int:
    span = Span(*match.span(1))
    written = match[1]
    if written.isdigit() and len(written) < 5 and 1 <= int(written) <= _MAX_COUNT:
        line.place("count", span)
        return int(written)
    hint = "write a whole number, such as 3 x hiring manager"
    line.sheet.report(
        rules.INVALID_NEED_COUNT, span, '"{value}" is no number of contacts', hint=hint
    )
    return 1


def _criterion(line: ListLine, word: str) -> str | None:
    """Return the criterion of the settings that a word means, or None."""
    criteria = line.sheet.settings.criteria
    if word in criteria:
        return word
    for criterion in criteria:
        if plain(criterion) == word:
            return criterion
    meant = CRITERION_BY_WORD.get(word)
    return meant if meant in criteria else None


def _report_unknown_criterion(line: ListLine, span: Span, word: str) -> None:
    criteria = line.sheet.settings.criteria
    meant = nearest(word, criteria)
    line.sheet.report(
        rules.UNKNOWN_ASSESSED_CRITERION,
        span,
        '"{value}" is not one of the criteria',
        values={"meant": meant, "known": ", ".join(criteria)},
        hint='did you mean "{meant}"?' if meant else "write one of {known}",
        fix=line.sheet.replacement(span, meant) if meant else None,
    )
