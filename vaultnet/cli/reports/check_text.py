"""Diagnostics for people: place, message, the line with a caret under it, and what to do."""

from collections.abc import Iterator

from vaultnet.cli.output import Terminal, clean, display_width
from vaultnet.cli.reports.account import tell_files, tell_problems
from vaultnet.cli.reports.check import Report
from vaultnet.diagnostics import Diagnostic, Place, Severity
from vaultnet.labels import severity_label
from vaultnet.language import Translator
from vaultnet.source import Source
from vaultnet.vault.parsed import Tally

TAB = "    "
_EXCERPT = 140
_BEFORE = 40


def render_text(report: Report, terminal: Terminal, words: Translator) -> str:
    """Return every diagnostic as a block of lines, with an empty line between them."""
    blocks = (
        "\n".join(_block(report, diagnostic, terminal, words)) for diagnostic in report.diagnostics
    )
    return "\n\n".join(blocks)


def render_summary(report: Report, words: Translator) -> str:
    """Return the line that accounts for every file and counts the problems."""
    return f"{render_tally(report.tally, words)} · {render_counts(report, words)}"


def render_tally(tally: Tally, words: Translator) -> str:
    """Return what became of every file: found = loaded + rejected + ignored."""
    return tell_files(tally.found, tally.loaded, tally.rejected, tally.ignored, words)


def render_counts(report: Report, words: Translator) -> str:
    """Return how many problems there are: `2 errors, 1 warning`."""
    counts = report.counts()
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    return tell_problems(errors, warnings, counts[Severity.INFO], words)


def message_in(diagnostic: Diagnostic, words: Translator) -> str:
    """Return the message of a diagnostic in a language."""
    return diagnostic.message_told(words.listed)


def remedy_in(diagnostic: Diagnostic, words: Translator) -> str:
    """Return the hint of a diagnostic in a language, empty where it has none."""
    return diagnostic.remedy_told(words.listed)


def _block(
    report: Report, diagnostic: Diagnostic, terminal: Terminal, words: Translator
) -> Iterator[str]:
    rule, severity = diagnostic.rule, diagnostic.severity.value
    weight = severity_label(words, diagnostic.severity)
    label = terminal.style(f"{weight}[{rule.code}]", severity)
    message = terminal.style(clean(message_in(diagnostic, words)), "strong")
    yield f"{_where(report, diagnostic.place)}: {label} {rule.name}: {message}"
    source = report.source(diagnostic.place.path)
    if source is not None:
        yield from _excerpt(source, diagnostic, terminal)
    for related in diagnostic.related:
        reason = clean(words.text(related.message))
        yield f"  {words.text('see')} {_where(report, related.place)}: {reason}"
    if remedy := remedy_in(diagnostic, words):
        yield f"  {terminal.style(words.text('hint:'), 'info')} {clean(remedy)}"


def _where(report: Report, place: Place) -> str:
    region = report.region(place)
    return f"{clean(place.path)}:{region.line}:{region.column}"


def _excerpt(source: Source, diagnostic: Diagnostic, terminal: Terminal) -> Iterator[str]:
    """Yield the first line of the place and carets under it, as wide as what they point at."""
    span = diagnostic.place.span
    line, column = source.position(span.start)
    text = source.line(line)
    first = min(column - 1, len(text))
    last = min(first + span.end - span.start, len(text))
    start, end = _window(len(text), first)
    before = _drawn(text[start:first])
    marked = _drawn(text[first : min(last, end)])
    after = _drawn(text[min(last, end) : end])
    lead, trail = "…" if start else "", "…" if end < len(text) else ""
    gutter = " " * len(str(line))
    bar = terminal.style("|", "faint")
    yield f"  {line} {bar} {lead}{before}{marked}{after}{trail}".rstrip()
    indent = " " * display_width(lead + before)
    carets = terminal.style("^" * max(1, display_width(marked)), diagnostic.severity.value)
    yield f"  {gutter} {bar} {indent}{carets}"


def _window(length: int, first: int) -> tuple[int, int]:
    """Return the part of a long line that is shown, with the place in it."""
    start = 0 if first < _EXCERPT - _BEFORE else first - _BEFORE
    return start, min(length, start + _EXCERPT)


def _drawn(text: str) -> str:
    """Return the text as it is printed: tabs at a fixed width, everything else cleaned."""
    return TAB.join(clean(part) for part in text.split("\t"))
