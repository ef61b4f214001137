"""The check page: diagnostics by file, each with its place in the text and its explanation."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from vaultnet.diagnostics import Diagnostic, Place, Severity
from vaultnet.domain.node import NodeId
from vaultnet.language import Translator, message
from vaultnet.late import dataclass
from vaultnet.site import urls
from vaultnet.site.views.context import Context, Frame, PageLink
from vaultnet.site.views.pages import Part, split
from vaultnet.site.views.today import StateView, view_state

ROWS = 80
BEFORE, MARKED, AFTER = 60, 60, 40
"""How much of a long line an excerpt shows before, within and after the span, in code points."""

_SEVERITIES = {
    Severity.ERROR: message("error"),
    Severity.WARNING: message("warning"),
    Severity.INFO: message("advice"),
}


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line with the span that is meant; `caret` is the line of signs to stand below it."""

    line: int
    before: str
    marked: str
    after: str
    caret: str


@dataclass(frozen=True, slots=True)
class RelatedView:
    """Another place that explains a diagnostic."""

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class DiagnosticView:
    """A diagnostic with its place."""

    path: str
    page: PageLink | None
    severity: str
    severity_label: str
    code: str
    name: str
    place: str
    message: str
    hint: str
    excerpt: Excerpt | None
    related: tuple[RelatedView, ...]


@dataclass(frozen=True, slots=True)
class FileDiagnostics:
    """What is said about one file; `page` leads to its page, where it has one."""

    path: str
    page: PageLink | None
    items: tuple[DiagnosticView, ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    """What a code means, and how often it was given."""

    code: str
    name: str
    severity: str
    summary: str
    count: int


@dataclass(frozen=True, slots=True)
class CheckPage:
    """One part of the check page."""

    frame: Frame
    part: Part[DiagnosticView]
    files: tuple[FileDiagnostics, ...]
    rules: tuple[RuleView, ...]
    counts: tuple[str, ...]
    state: StateView
    ignored: tuple[tuple[str, str], ...]
    path: str


def view_check(context: Context, diagnostics: Sequence[Diagnostic]) -> Iterator[CheckPage]:
    """Yield the parts of the check page; diagnostics are given in the order of their files."""
    ids = {path: node_id for node_id, path in context.vault.paths.items()}
    rows = [_view_diagnostic(context, ids, diagnostic) for diagnostic in diagnostics]
    rules, counts = _rules(context.words, diagnostics), _counts(context.words, diagnostics)
    state = view_state(context)
    for part in split(urls.CHECK, rows, ROWS, lambda row: row.path.rpartition("/")[2]):
        first = part.number == 1
        yield CheckPage(
            frame=context.frame(context.words.text("Check"), urls.CHECK),
            part=part,
            files=_by_file(part.rows),
            rules=rules,
            counts=counts,
            state=state,
            ignored=tuple(sorted(context.vault.ignored.items())) if first else (),
            path=part.path,
        )


def view_excerpt(context: Context, place: Place) -> Excerpt | None:
    """Return the line of a place with its span, cut where it is long; None where unknown."""
    source = context.vault.source(place.path)
    if source is None or not source.text:
        return None
    number, column = source.position(place.span.start)
    text = source.line(number)
    start = column - 1
    end = min(len(text), start + max(1, place.span.end - place.span.start))
    before = _printable(_tail(text[:start], BEFORE))
    marked = _printable(_head(text[start:end], MARKED))
    after = _printable(_head(text[end:], AFTER))
    caret = " " * _width(before) + "^" * max(1, _width(marked))
    return Excerpt(number, before, marked, after, caret)


def _view_diagnostic(
    context: Context, ids: Mapping[str, NodeId], diagnostic: Diagnostic
) -> DiagnosticView:
    words, place = context.words, diagnostic.place
    node = context.network.nodes.get(ids[place.path]) if place.path in ids else None
    return DiagnosticView(
        path=place.path,
        page=context.link(node) if node is not None else None,
        severity=diagnostic.severity.value,
        severity_label=words.text(_SEVERITIES[diagnostic.severity]),
        code=diagnostic.rule.code,
        name=diagnostic.rule.name,
        place=_position(context, place),
        message=diagnostic.message_told(words.listed),
        hint=diagnostic.remedy_told(words.listed),
        excerpt=view_excerpt(context, place),
        related=tuple(
            RelatedView(
                f"{other.place.path}:{_position(context, other.place)}", words.text(other.message)
            )
            for other in diagnostic.related
        ),
    )


def _position(context: Context, place: Place) -> str:
    source = context.vault.source(place.path)
    if source is None:
        return "1:1"
    line, column = source.position(place.span.start)
    return f"{line}:{column}"


def _by_file(rows: Sequence[DiagnosticView]) -> tuple[FileDiagnostics, ...]:
    found = []
    for path, group in groupby(rows, key=lambda row: row.path):
        items = tuple(group)
        found.append(FileDiagnostics(path, items[0].page, items))
    return tuple(found)


def _rules(words: Translator, diagnostics: Sequence[Diagnostic]) -> tuple[RuleView, ...]:
    counts: dict[str, int] = {}
    rules = {diagnostic.rule.code: diagnostic for diagnostic in diagnostics}
    for diagnostic in diagnostics:
        counts[diagnostic.rule.code] = counts.get(diagnostic.rule.code, 0) + 1
    return tuple(
        RuleView(
            code,
            rules[code].rule.name,
            words.text(_SEVERITIES[rules[code].severity]),
            words.text(rules[code].rule.summary),
            counts[code],
        )
        for code in sorted(rules)
    )


def _counts(words: Translator, diagnostics: Sequence[Diagnostic]) -> tuple[str, ...]:
    """Return how many errors, warnings and pieces of advice there are, those that there are."""
    found = [diagnostic.severity for diagnostic in diagnostics]
    errors, warnings = found.count(Severity.ERROR), found.count(Severity.WARNING)
    advice = len(found) - errors - warnings
    counts = (
        words.plural("{n} error", "{n} errors", errors) if errors else "",
        words.plural("{n} warning", "{n} warnings", warnings) if warnings else "",
        words.plural("{n} piece of advice", "{n} pieces of advice", advice) if advice else "",
    )
    return tuple(count for count in counts if count)


def _tail(text: str, size: int) -> str:
    return text if len(text) <= size else "…" + text[-size:]


def _head(text: str, size: int) -> str:
    return text if len(text) <= size else text[:size] + "…"


def _printable(text: str) -> str:
    """Return a text with tabs as blanks, and a sign for what has no shape or turns others."""
    if text.isprintable():
        return text
    return "".join(
        " " if sign == "\t" else "·" if unicodedata.category(sign)[0] == "C" else sign
        for sign in text
    )


def _width(text: str) -> int:
    """Return how many columns a text takes where letters have one width."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )
