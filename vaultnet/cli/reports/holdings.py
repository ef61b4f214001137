"""All that is held on somebody, as text for a terminal and as Markdown to hand over."""

from collections.abc import Iterable, Iterator

from vaultnet.cli.holdings import Holdings, ImportedRecord
from vaultnet.cli.output import clean
from vaultnet.cli.paper import heading, paragraph
from vaultnet.cli.reasons import Desk, plain_facts
from vaultnet.cli.reports.explanation import render_explanation
from vaultnet.cli.reports.plain_standing import plain_standing
from vaultnet.cli.reports.standing import Standing
from vaultnet.cli.tables import plain_cell, shown_cell
from vaultnet.domain.node import NodeId
from vaultnet.labels import tie_source_label
from vaultnet.late import dataclass, pattern
from vaultnet.strategy.summary import Strategy
from vaultnet.strategy.ties import KnownTie
from vaultnet.vault.changes.lines_about import HeldLine

_MOST_PAGES = 8
_SIGNS = pattern(r"[\\`*_\[\]<>#|]")


@dataclass(frozen=True, slots=True)
class Report:
    """What a report on somebody is written from."""

    desk: Desk
    strategy: Strategy
    standing: Standing
    holdings: Holdings


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the report: its title, and its lines; `verbatim` ones are clean already."""

    title: str
    lines: tuple[str, ...]
    verbatim: bool = False


def render_holdings(report: Report) -> str:
    """Return the report for a terminal."""
    terminal, words = report.desk.terminal, report.desk.words
    contact = report.holdings.contact
    note = f"{report.holdings.path} · {report.strategy.as_of.isoformat()}"
    title = words.text("All that is held on {name}", name=contact.name)
    blocks = [heading(terminal, title, note)]
    for part in _parts(report):
        shown = [
            f"  {line}".rstrip() if part.verbatim else _item(report, line) for line in part.lines
        ]
        blocks.append("\n".join([heading(terminal, part.title), *shown]))
    return "\n\n".join(blocks)


def markdown_holdings(report: Report) -> str:
    """Return the report as Markdown; what stands in a note stands in blocks of code."""
    words, holdings = report.desk.words, report.holdings
    title = words.text("All that is held on {name}", name=clean(holdings.contact.name))
    blocks = [f"# {_plain(title)}", f"{holdings.path} · {report.strategy.as_of.isoformat()}"]
    for part in _parts(report):
        blocks.append(f"## {_plain(part.title)}")
        if part.verbatim:
            blocks.append(_code_block(part.lines))
        else:
            blocks.append("\n".join(f"- {_plain(line)}" for line in part.lines))
    return "\n\n".join(blocks) + "\n"


def _parts(report: Report) -> Iterator[_Part]:
    """Yield the parts that hold something; the note first, what is out of reach last."""
    text, holdings = report.desk.words.text, report.holdings
    private = sum(line.private and bool(line.text.strip()) for line in holdings.note)
    title = report.desk.words.plural(
        "Their note; {n} line is private (*)", "Their note; {n} lines are private (*)", private
    )
    title = title if private else text("Their note")
    yield _Part(title, tuple(_numbered(holdings.note)), verbatim=True)
    certain = [line for line in holdings.elsewhere if line.certain]
    doubtful = [line for line in holdings.elsewhere if not line.certain]
    for part in (
        _Part(text("Lines about them in other notes"), tuple(map(_cited, certain)), verbatim=True),
        _Part(
            text("Lines that may mean them, or somebody of the same name"),
            tuple(map(_cited, doubtful)),
            verbatim=True,
        ),
        _Part(text("Whom they know"), tuple(_tie(report, tie) for tie in holdings.ties)),
        _Part(text("What is computed from it"), _computed(report), verbatim=True),
        _Part(text("Files and records"), tuple(_files(report))),
        _Part(text("What was not searched"), tuple(_unsearched(report))),
    ):
        if part.lines:
            yield part


def _numbered(lines: Iterable[HeldLine]) -> Iterator[str]:
    for line in lines:
        yield f"{line.line:>4} {'*' if line.private else ' '} {clean(line.text)}".rstrip()


def _cited(line: HeldLine) -> str:
    return f"{clean(line.path)}:{line.line}{' *' if line.private else ''} {clean(line.text)}"


def _tie(report: Report, tie: KnownTie) -> str:
    desk = report.desk
    other = desk.name(tie.other(report.holdings.contact.id))
    place = desk.vault.network.link_table.resolve(tie.text) if tie.text else None
    text = desk.line(tie.text) if place is None else desk.name(place)
    told = f"{other}: {text}" if text else other
    source = tie_source_label(desk.words, tie.source)
    return f"{told} ({source}; {desk.cite(tie.facts)})"


def _computed(report: Report) -> tuple[str, ...]:
    """Return the numbers with their reasons, as `why` tells them."""
    told = render_explanation(report.desk, report.strategy, report.standing)
    return tuple(told.split("\n"))


def _files(report: Report) -> Iterator[str]:
    text, plural, holdings = report.desk.words.text, report.desk.words.plural, report.holdings
    for path in holdings.pictures:
        yield text("{path}: a picture of their note", path=path)
    for record in holdings.imports:
        values = "; ".join(f"{key}: {shown_cell(value)}" for key, value in record.values.items())
        yield text("{path}: last seen by an import: {values}", path=record.path, values=values)
    for mention in holdings.undo:
        yield text(
            "undo record {n} ({label}): {files}",
            n=mention.number,
            label=mention.label,
            files=", ".join(mention.paths),
        )
    if holdings.pages:
        more = len(holdings.pages) - _MOST_PAGES
        shown = ", ".join(holdings.pages[:_MOST_PAGES]) + (f" … +{more}" if more > 0 else "")
        yield plural(
            "{n} file of a built site: {files}",
            "{n} files of built sites: {files}",
            len(holdings.pages),
            files=shown,
        )
    for trace in holdings.others:
        yield f"{trace.path}:{trace.line}: {trace.text}" if trace.line else trace.path
    for export in holdings.exports:
        yield text("{path}: an export that names them", path=export)


def _unsearched(report: Report) -> Iterator[str]:
    text, holdings = report.desk.words.text, report.holdings
    if holdings.git:
        yield text(
            'the history of git: "git log --all -- {path}" shows what it holds', path=holdings.path
        )
    yield text("backups, and the versions and conflict copies that a synchroniser keeps")
    yield text("what pictures, PDF files and archives show: their contents were not searched")


def _item(report: Report, line: str) -> str:
    return paragraph(report.desk.terminal, line, indent=2, hanging=2)


def _code_block(lines: Iterable[str]) -> str:
    """Return lines as a block of code that nothing in them can end."""
    held = list(lines)
    longest = max((len(run) for line in held for run in _runs(line)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([f"{fence}text", *held, fence])


def _runs(line: str) -> Iterator[str]:
    run = ""
    for letter in line:
        run = run + letter if letter == "`" else ""
        yield run


def _plain(text: str) -> str:
    """Return a text in which no sign of Markdown means anything."""
    return _SIGNS.sub(r"\\\g<0>", clean(text))


def plain_holdings(report: Report) -> dict[str, object]:
    """Return the report as an object of JSON."""
    desk, holdings = report.desk, report.holdings
    contact = holdings.contact
    return {
        "as_of": report.strategy.as_of.isoformat(),
        "id": contact.id,
        "name": contact.name,
        "file": holdings.path,
        "note": [_plain_line(line) for line in holdings.note],
        "elsewhere": [
            {"file": line.path, **_plain_line(line), "certain": line.certain}
            for line in holdings.elsewhere
        ],
        "ties": [_plain_tie(desk, tie, contact.id) for tie in holdings.ties],
        "computed": plain_standing(desk, report.strategy, report.standing),
        "pictures": list(holdings.pictures),
        "imports": [
            {"file": record.path, "key": record.key, "values": _values(record)}
            for record in holdings.imports
        ],
        "undo_records": [
            {"number": item.number, "label": item.label, "files": list(item.paths)}
            for item in holdings.undo
        ],
        "site_files": list(holdings.pages),
        "other_lines": [
            {"file": trace.path, "line": trace.line or None, "text": trace.text}
            for trace in holdings.others
        ],
        "exports": [str(path) for path in holdings.exports],
        "git_history": holdings.git,
    }


def _plain_line(line: HeldLine) -> dict[str, object]:
    return {"line": line.line, "text": line.text, "private": line.private}


def _plain_tie(desk: Desk, tie: KnownTie, contact: NodeId) -> dict[str, object]:
    other = tie.other(contact)
    return {
        "id": other,
        "name": desk.name(other),
        "source": tie.source.value,
        "text": tie.text,
        "sources": plain_facts(desk, tie.facts),
    }


def _values(record: ImportedRecord) -> dict[str, object]:
    return {key: plain_cell(value) for key, value in record.values.items()}
