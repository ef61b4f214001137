"""The plan of an import for people: who is new, what changes, who is in doubt, and why."""

from collections.abc import Iterator, Sequence
from itertools import islice

from vaultnet.cli.output import Terminal
from vaultnet.cli.paper import Column, Stacked, Styled, Written, heading, lay_out, paragraph
from vaultnet.cli.quoted import quoted_answer
from vaultnet.domain.node import Section, Value
from vaultnet.exchange.draft import Complaint, Draft
from vaultnet.exchange.planning.plan_values import (
    Candidate,
    Evidence,
    EvidenceKind,
    ImportPlan,
    Kept,
    NewLine,
    Outcome,
    PlannedPerson,
    ValueChange,
)
from vaultnet.exchange.planning.recognition import post_of
from vaultnet.labels import severity_label
from vaultnet.language import Translator, message
from vaultnet.late import dataclass
from vaultnet.vault.vocabulary import SECTIONS

SHOWN = 10
"""How many of a long list are shown where nobody asks for all."""

_LONGEST = 300
_ARROW = "→"
_EVIDENCE = {
    EvidenceKind.RECORD: message("known from the last import"),
    EvidenceKind.ID: message("same id and name"),
    EvidenceKind.UID: message("same uid"),
    EvidenceKind.EMAIL: message("same address {value}"),
    EvidenceKind.URL: message("same page {value}"),
    EvidenceKind.PHONE: message("same telephone {value}"),
    EvidenceKind.NAME_AND_ORGANISATION: message("same name and organisation"),
    EvidenceKind.NAME: message("same name"),
    EvidenceKind.LIKE_NAME: message("similar name"),
    EvidenceKind.ANSWER: message("as you said"),
}


@dataclass(frozen=True, slots=True)
class Report:
    """A plan, the words it is told in, and how much of it; `most` is None for all."""

    plan: ImportPlan
    words: Translator
    terminal: Terminal
    most: int | None = SHOWN


def render_plan(report: Report) -> str:
    """Return what an import would do, part by part; a part without anything is not there."""
    parts = (
        *_columns(report),
        *_created(report),
        *_changed(report),
        *_logged(report),
        *_my_career(report),
        *_doubtful(report),
        *_kept(report),
        *_complaints(report),
        *_left_out(report),
        *_losses(report),
        _sum(report),
    )
    return "\n\n".join(parts)


def count_text(words: Translator, outcome: Outcome, count: int) -> str:
    """Return how many share an outcome, in words."""
    told = {
        Outcome.CREATED: words.plural("{n} new", "{n} new", count),
        Outcome.CHANGED: words.plural("{n} changed", "{n} changed", count),
        Outcome.LOGGED: words.plural("{n} logged", "{n} logged", count),
        Outcome.UNCHANGED: words.plural("{n} unchanged", "{n} unchanged", count),
        Outcome.DOUBTFUL: words.plural("{n} in doubt", "{n} in doubt", count),
        Outcome.REFUSED: words.plural("{n} refused", "{n} refused", count),
        Outcome.IGNORED: words.plural("{n} left out", "{n} left out", count),
    }
    return told[outcome]


def evidence_text(words: Translator, evidence: Sequence[Evidence]) -> str:
    """Return what speaks for it that somebody is a contact."""
    told = (words.text(_EVIDENCE[each.kind], value=each.value) for each in evidence)
    return ", ".join(dict.fromkeys(told))


def candidate_text(words: Translator, candidate: Candidate) -> str:
    """Return who may be meant, and why."""
    why = evidence_text(words, candidate.evidence)
    values = {"name": candidate.name, "id": candidate.contact, "why": why}
    told = words.text("{name} ({id}): {why}", **values)
    if candidate.is_new:
        told = words.text("{name} ({id}, new from this source): {why}", **values)
    return " · ".join((told, *candidate.post))


def draft_text(draft: Draft) -> str:
    """Return what a source says of somebody in few words: what they do, where, an address."""
    post = post_of(draft.values)
    keys = ("email", "phone") if post else ("email", "phone", "url")
    addresses = (draft.values.get(key, "") for key in keys)
    texts = (value if isinstance(value, str) else value[0] for value in addresses)
    return " · ".join((*post, *[text for text in texts if text][:1]))


def _columns(report: Report) -> Iterator[str]:
    """Yield what each column of a table was taken for, so that a wrong guess is seen.

    One that is called as the field that it is needs no word.
    """
    columns = report.plan.columns
    told = {column: field for column, field in columns.items() if column != field}
    if not told:
        return
    words, terminal = report.words, report.terminal
    rows: list[tuple[Written, ...]] = [
        (_shortened(column), f"{_ARROW} {field}") for column, field in told.items()
    ]
    title = heading(terminal, words.text("Columns"), str(len(columns)))
    yield f"{title}\n{lay_out(terminal, (Column(flexible=True), Column()), rows)}"


def _created(report: Report) -> Iterator[str]:
    people = report.plan.of(Outcome.CREATED)
    if not people:
        return
    rows: list[tuple[Written, ...]] = [
        (person.draft.name, _post(person), Styled(person.path, "faint"))
        for person in people[: report.most]
    ]
    columns = (Column(flexible=True), Column(flexible=True), Column(flexible=True))
    title = heading(report.terminal, report.words.text("New contacts"), str(len(people)))
    yield "\n".join([title, lay_out(report.terminal, columns, rows), *_more(report, len(people))])


def _post(person: PlannedPerson) -> str:
    return " · ".join(map(_shortened, post_of(person.values)))


def _changed(report: Report) -> Iterator[str]:
    """Yield whose notes change: field by field, then the lines that are added."""
    people = report.plan.of(Outcome.CHANGED)
    if not people:
        return
    words, terminal = report.words, report.terminal
    blocks = [heading(terminal, words.text("Changes"), str(len(people)))]
    blocks += [_change(report, person) for person in people[: report.most]]
    yield "\n".join([*blocks, *_more(report, len(people))])


def _change(report: Report, person: PlannedPerson) -> str:
    """Return what changes in one note, and why it is theirs."""
    words, terminal = report.words, report.terminal
    why = evidence_text(words, person.evidence)
    where = Styled(f"{person.path} · {why}" if why else person.path, "faint")
    columns = (Column(flexible=True), Column(flexible=True))
    head = lay_out(terminal, columns, [(Styled(person.draft.name, "strong"), where)])
    rows = [*map(_field_row, person.changes), *_line_rows(report, person)]
    if person.prose:
        rows.append((words.text("text"), f"+ {_shortened(person.prose)}"))
    if not rows:
        return head
    table = lay_out(terminal, (Column(), Column(flexible=True)), rows, indent=4)
    return f"{head}\n{table}"


def _field_row(change: ValueChange) -> tuple[Written, ...]:
    if change.before is None:
        return change.key, f"+ {_shown(change.after)}"
    if isinstance(change.after, tuple):
        held = (change.before,) if isinstance(change.before, str) else change.before
        new = tuple(item for item in change.after if item not in held)
        return change.key, f"+ {_shown(new)}"
    return change.key, f"{_shown(change.before)} {_ARROW} {_shown(change.after)}"


def _line_rows(report: Report, person: PlannedPerson) -> Iterator[tuple[Written, ...]]:
    for line in person.lines:
        sign = _ARROW if line.replaces else "+"
        yield _section(report, line), f"{sign} {_shortened(line.text)}"


def _section(report: Report, line: NewLine) -> str:
    return SECTIONS[Section(line.section)].preferred(report.words.language)


def _logged(report: Report) -> Iterator[str]:
    """Yield the lines that are added to logs and to the journal."""
    entries = [each for each in report.plan.encounters if each.outcome is Outcome.LOGGED]
    if not entries:
        return
    words = report.words
    rows: list[tuple[Written, ...]] = [
        (Styled(each.path, "faint"), _shortened(each.line)) for each in entries[: report.most]
    ]
    title = heading(report.terminal, words.text("Lines for the log"), str(len(entries)))
    columns = (Column(flexible=True), Column(flexible=True))
    yield "\n".join([title, lay_out(report.terminal, columns, rows), *_more(report, len(entries))])


def _my_career(report: Report) -> Iterator[str]:
    steps = report.plan.my_career
    if not steps:
        return
    rows: list[tuple[Written, ...]] = [
        ("+", _shortened(step.line)) for step in steps[: report.most]
    ]
    title = heading(report.terminal, report.words.text("Your career, in me.md"), str(len(steps)))
    table = lay_out(report.terminal, (Column(), Column(flexible=True)), rows)
    yield "\n".join([title, table, *_more(report, len(steps))])


def _doubtful(report: Report) -> Iterator[str]:
    """Yield who may be somebody of the vault, and how to say who it is."""
    people = report.plan.doubtful
    if not people:
        return
    words, terminal = report.words, report.terminal
    rows: list[tuple[Written, ...]] = []
    for person in people[: report.most]:
        about = [Styled(text, "faint") for text in (draft_text(person.draft),) if text]
        where = Styled(str(person.draft.origin), "faint")
        who = Stacked((Styled(person.draft.name, "strong"), *about, where))
        rows.append((who, _doubt(report, person)))
    title = heading(terminal, words.text("In doubt, so left alone"), str(len(people)))
    table = lay_out(terminal, (Column(flexible=True), Column(flexible=True)), rows)
    first = people[0]
    answer = quoted_answer(first.key, first.candidates[0].contact)
    told = words.text(
        "Say who it is with --match {answer}, or with =new or =skip in the place of the id.",
        answer=answer,
    )
    yield "\n".join([title, table, *_more(report, len(people)), paragraph(terminal, told)])


def _doubt(report: Report, person: PlannedPerson) -> Stacked:
    words = report.words
    reason = person.reason.told(words.listed) if person.reason is not None else ""
    told = [candidate_text(words, each) for each in person.candidates]
    return Stacked((reason, *told, Styled(words.text("key: {key}", key=person.key), "faint")))


def _kept(report: Report) -> Iterator[str]:
    """Yield where note and source differ and the note stays as it is."""
    kept = [(person, each) for person in report.plan.people for each in person.kept]
    if not kept:
        return
    words = report.words
    rows: list[tuple[Written, ...]] = [
        (person.draft.name, each.key, _kept_text(words, each))
        for person, each in kept[: report.most]
    ]
    columns = (Column(flexible=True), Column(), Column(flexible=True))
    title = heading(report.terminal, words.text("Kept as in the note"), str(len(kept)))
    yield "\n".join([title, lay_out(report.terminal, columns, rows), *_more(report, len(kept))])


def _kept_text(words: Translator, kept: Kept) -> Stacked:
    ours, theirs = _shown(kept.ours), _shown(kept.theirs)
    reason = Styled(kept.reason.told(words.listed), "faint")
    if not theirs:
        return Stacked((ours, reason))
    if not ours:
        return Stacked((words.text("source: {value}", value=theirs), reason))
    told = words.text("{note}; source: {value}", note=ours, value=theirs)
    return Stacked((told, reason))


def _complaints(report: Report) -> Iterator[str]:
    """Yield what is wrong in the source, errors first; what several places share is said once."""
    complaints = sorted(report.plan.complaints, key=lambda each: -each.rule.severity.rank)
    if not complaints:
        return
    words = report.words
    places: dict[Stacked, list[str]] = {}
    for each in complaints:
        places.setdefault(_complaint(words, each), []).append(str(each.origin))
    rows: list[tuple[Written, ...]] = [
        (Styled(_first_place(words, found), "faint"), said)
        for said, found in islice(places.items(), report.most)
    ]
    title = heading(report.terminal, words.text("Faults of the source"), str(len(complaints)))
    table = lay_out(report.terminal, (Column(flexible=True), Column(flexible=True)), rows)
    yield "\n".join([title, table, *_more(report, len(places))])


def _complaint(words: Translator, complaint: Complaint) -> Stacked:
    told = complaint.message.told(words.listed)
    severity = severity_label(words, complaint.rule.severity)
    parts: list[str | Styled] = [f"{severity}[{complaint.rule.code}] {_shortened(told)}"]
    if complaint.hint is not None:
        parts.append(Styled(complaint.hint.told(words.listed), "faint"))
    return Stacked(tuple(parts))


def _left_out(report: Report) -> Iterator[str]:
    """Yield what is left out, by reason: of the reader, and of the plan."""
    words, plan = report.words, report.plan
    counts: dict[str, int] = {}
    for undone in plan.ignored:
        counts[words.text(undone.reason)] = undone.count
    reasons = [each.reason for each in plan.people if each.outcome is Outcome.IGNORED]
    reasons += [each.reason for each in plan.encounters if each.outcome is Outcome.IGNORED]
    for reason in reasons:
        told = "" if reason is None else reason.told(words.listed)
        counts[told] = counts.get(told, 0) + 1
    if not counts:
        return
    rows: list[tuple[Written, ...]] = [(str(count), told) for told, count in counts.items()]
    title = heading(report.terminal, words.text("Left out"), str(sum(counts.values())))
    yield f"{title}\n{lay_out(report.terminal, (Column(right=True), Column(flexible=True)), rows)}"


def _losses(report: Report) -> Iterator[str]:
    """Yield what is not kept; what is said of several places is said once."""
    losses = report.plan.losses
    if not losses:
        return
    words = report.words
    places: dict[tuple[str, str], list[str]] = {}
    for each in losses:
        said = (_shortened(each.what), each.reason.told(words.listed))
        places.setdefault(said, []).append(str(each.origin))
    rows: list[tuple[Written, ...]] = [
        (Styled(_first_place(words, found), "faint"), *said)
        for said, found in islice(places.items(), report.most)
    ]
    columns = (Column(flexible=True), Column(flexible=True), Column(flexible=True))
    title = heading(report.terminal, words.text("Not kept"), str(len(losses)))
    yield "\n".join([title, lay_out(report.terminal, columns, rows), *_more(report, len(places))])


def _first_place(words: Translator, places: Sequence[str]) -> str:
    more = len(places) - 1
    return words.text("{place} and {n} more", place=places[0], n=more) if more else places[0]


def _sum(report: Report) -> str:
    """Return what became of everybody and everything that was found."""
    words, tally = report.words, report.plan.tally
    told = [count_text(words, outcome, n) for outcome, n in tally.counts.items() if n]
    if not told:
        return words.text("Nothing was found.")
    found = words.plural(
        "{n} found: {what}", "{n} found: {what}", tally.found, what=", ".join(told)
    )
    return paragraph(report.terminal, found)


def _more(report: Report, count: int) -> Iterator[str]:
    """Yield how many of a list are not shown."""
    more = 0 if report.most is None else count - report.most
    if more > 0:
        told = report.words.plural(
            "and {n} more; --all shows it", "and {n} more; --all shows them", more
        )
        yield f"  {report.terminal.style(told, 'faint')}"


def _shown(value: Value | None) -> str:
    if value is None:
        return ""
    return _shortened(value if isinstance(value, str) else ", ".join(value))


def _shortened(text: str) -> str:
    """Return a text as one line that a terminal can hold."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
