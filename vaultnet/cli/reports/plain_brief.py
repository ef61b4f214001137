"""The brief on somebody as an object of JSON."""

from collections.abc import Iterable

from vaultnet.cli.reasons import Desk
from vaultnet.cli.reports.brief import Brief
from vaultnet.cli.reports.plain_matches import plain_introduction, plain_match
from vaultnet.cli.reports.plain_standing import plain_standing
from vaultnet.domain.contact import Labelled
from vaultnet.domain.entry import Entry, Line, Task
from vaultnet.domain.prospect import Opportunity, Risk
from vaultnet.strategy.contact_values import shown_reference


def plain_brief(brief: Brief) -> dict[str, object]:
    """Return all that the brief tells, and the numbers of the relationship in full."""
    desk, contact = brief.desk, brief.contact
    standing = plain_standing(desk, brief.strategy, brief.standing)
    last = brief.strategy.network.last_contact(contact, brief.strategy.as_of)
    return {
        **standing,
        "role": contact.role or None,
        "organisation": shown_reference(desk.vault.network, contact.organisation),
        "location": contact.location or None,
        "status": contact.status.value,
        "email": _labelled(contact.email),
        "phone": _labelled(contact.phone),
        "last_contact": None if last is None else last.isoformat(),
        "serves": [{"id": item.id, "name": item.name} for item in brief.objectives],
        "opportunities": [_opportunity(desk, item) for item in contact.opportunities],
        "last_talks": [_talk(desk, entry) for entry in brief.talks],
        "tasks": [_task(brief, task) for task in brief.tasks],
        "needs": _texts(desk, contact.needs),
        "offers": _texts(desk, contact.offers),
        "what_you_can_do": [plain_match(desk, match) for match in brief.offers],
        "introductions": [plain_introduction(desk, item) for item in brief.introductions],
        "risks": [_risk(desk, item) for item in contact.risks],
    }


def _labelled(values: Iterable[Labelled]) -> list[dict[str, object]]:
    return [{"value": each.value, "label": each.label or None} for each in values]


def _texts(desk: Desk, lines: Iterable[Line]) -> list[str]:
    return [desk.line(line.text) for line in lines]


def _opportunity(desk: Desk, item: Opportunity) -> dict[str, object]:
    return {
        "text": desk.line(item.text),
        "value": item.value.value if item.value else None,
        "likelihood": item.likelihood.value if item.likelihood else None,
        "by": item.by.isoformat() if item.by else None,
        "outcome": item.outcome.value if item.outcome else None,
    }


def _risk(desk: Desk, item: Risk) -> dict[str, object]:
    return {
        "text": desk.line(item.text),
        "severity": item.severity.value if item.severity else None,
        "likelihood": item.likelihood.value if item.likelihood else None,
        "mitigation": desk.line(item.mitigation) or None,
        "outcome": item.outcome.value if item.outcome else None,
    }


def _talk(desk: Desk, entry: Entry) -> dict[str, object]:
    return {
        "date": entry.day.isoformat() if entry.day else None,
        "kinds": [kind.value for kind in entry.kinds],
        "text": desk.line(entry.text),
    }


def _task(brief: Brief, task: Task) -> dict[str, object]:
    return {
        "text": brief.desk.line(task.text),
        "due": task.due.isoformat() if task.due else None,
        "late": task.due is not None and task.due < brief.strategy.as_of,
    }
