"""The plan of an import for programs: a document, and a row for everybody and every entry."""

from collections.abc import Iterator, Mapping

from vaultnet.cli.tables import Cell
from vaultnet.diagnostics import Rule
from vaultnet.domain.node import Value
from vaultnet.exchange.draft import Complaint, Loss, Origin
from vaultnet.exchange.planning.plan_values import (
    Candidate,
    Evidence,
    ImportPlan,
    PlannedEncounter,
    PlannedPerson,
)
from vaultnet.language import Translator
from vaultnet.phrase import Phrase

COLUMNS = (
    "outcome",
    "what",
    "key",
    "name",
    "contact",
    "path",
    "file",
    "line",
    "evidence",
    "changes",
    "reason",
)
"""The columns of the flat table."""


def plain_plan(plan: ImportPlan, words: Translator, *, applied: bool) -> dict[str, object]:
    """Return a plan as an object of JSON; `applied` tells whether it was carried out."""
    return {
        "source": plan.source,
        "applied": applied,
        "columns": dict(plan.columns),
        "found": plan.tally.found,
        "counts": {outcome.value: count for outcome, count in plan.tally.counts.items()},
        "people": [_person(person, words) for person in plan.people],
        "encounters": [_encounter(each, words) for each in plan.encounters],
        "my_career": [{**_origin(each.step.origin), "line": each.line} for each in plan.my_career],
        "complaints": [_complaint(each, words) for each in plan.complaints],
        "losses": [_loss(each, words) for each in plan.losses],
        "ignored": [
            {"reason": words.text(each.reason), "count": each.count} for each in plan.ignored
        ],
    }


def plan_rows(plan: ImportPlan, words: Translator) -> Iterator[Mapping[str, Cell]]:
    """Yield a row for each person and each entry of the source."""
    for person in plan.people:
        yield {
            "outcome": person.outcome.value,
            "what": "person",
            "key": person.key,
            "name": person.draft.name,
            "contact": person.contact,
            "path": person.path or None,
            **_origin(person.draft.origin),
            "evidence": tuple(each.kind.value for each in person.evidence),
            "changes": tuple(_changed(person)),
            "reason": _told(person.reason, words),
        }
    for each in plan.encounters:
        yield {
            "outcome": each.outcome.value,
            "what": "entry",
            "key": each.encounter.key,
            "name": ", ".join(key.name for key in each.encounter.people if key.name),
            "contact": ", ".join(each.people) or None,
            "path": each.path or None,
            **_origin(each.encounter.origin),
            "evidence": (),
            "changes": (each.line,) if each.line else (),
            "reason": _told(each.reason, words),
        }


def _changed(person: PlannedPerson) -> Iterator[str]:
    """Yield what would be written of a person, in few words."""
    yield from (change.key for change in person.changes)
    yield from (f"{line.section.value}: {line.text}" for line in person.lines)


def _person(person: PlannedPerson, words: Translator) -> dict[str, object]:
    return {
        "outcome": person.outcome.value,
        "key": person.key,
        "name": person.draft.name,
        "contact": person.contact,
        "path": person.path or None,
        **_origin(person.draft.origin),
        "evidence": [_evidence(each) for each in person.evidence],
        "values": {key: _plain(value) for key, value in person.values.items()},
        "changes": [
            {"key": each.key, "before": _plain(each.before), "after": _plain(each.after)}
            for each in person.changes
        ],
        "kept": [
            {
                "key": each.key,
                "note": _plain(each.ours),
                "source": _plain(each.theirs),
                "reason": _told(each.reason, words),
            }
            for each in person.kept
        ],
        "lines": [
            {"section": each.section.value, "text": each.text, "replaces": each.replaces or None}
            for each in person.lines
        ],
        "prose": person.prose or None,
        "candidates": [_candidate(each) for each in person.candidates],
        "reason": _told(person.reason, words),
    }


def _encounter(each: PlannedEncounter, words: Translator) -> dict[str, object]:
    return {
        "outcome": each.outcome.value,
        "key": each.encounter.key,
        "date": each.encounter.day.isoformat(),
        "people": list(each.people),
        "path": each.path or None,
        **_origin(each.encounter.origin),
        "text": each.line or None,
        "reason": _told(each.reason, words),
    }


def _candidate(each: Candidate) -> dict[str, object]:
    return {
        "contact": each.contact,
        "name": each.name,
        "new": each.is_new,
        "post": list(each.post),
        "evidence": [_evidence(found) for found in each.evidence],
    }


def _evidence(each: Evidence) -> dict[str, object]:
    return {"kind": each.kind.value, "value": each.value or None}


def _complaint(each: Complaint, words: Translator) -> dict[str, object]:
    rule: Rule = each.rule
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        **_origin(each.origin),
        "message": _told(each.message, words),
        "hint": _told(each.hint, words),
    }


def _loss(each: Loss, words: Translator) -> dict[str, object]:
    return {**_origin(each.origin), "what": each.what, "reason": _told(each.reason, words)}


def _origin(origin: Origin) -> dict[str, Cell]:
    return {"file": origin.file, "line": origin.line or None}


def _told(phrase: Phrase | None, words: Translator) -> str | None:
    return None if phrase is None else phrase.told(words.listed)


def _plain(value: Value | None) -> object:
    return list(value) if isinstance(value, tuple) else value
