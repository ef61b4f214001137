"""Opportunities and risks as objects of JSON."""

from vaultnet.cli.reasons import plain_facts, plain_score
from vaultnet.cli.reports.outlook import Outlook
from vaultnet.cli.reports.prospects import by_weight
from vaultnet.domain.prospect import Level, Opportunity
from vaultnet.strategy.aims import Prospect
from vaultnet.strategy.portfolio import Matrix, Record


def plain_matrix(outlook: Outlook, matrix: Matrix, worth: str) -> dict[str, object]:
    """Return a matrix cell by cell; `worth` is what its rows are called."""
    return {
        "cells": [
            {
                worth: row.value,
                "likelihood": likelihood.value,
                "count": len(matrix.cells[row, likelihood]),
                "items": [
                    plain_prospect(outlook, item)
                    for item in by_weight(matrix.cells[row, likelihood])
                ],
            }
            for row in Level
            for likelihood in Level
        ],
        "not_weighed": [plain_prospect(outlook, item) for item in matrix.unweighed],
        "past": [plain_prospect(outlook, item) for item in matrix.past],
    }


def plain_prospect(outlook: Outlook, item: Prospect) -> dict[str, object]:
    """Return one opportunity or risk."""
    line, desk = item.line, outlook.desk
    is_opportunity = isinstance(line, Opportunity)
    level = line.value if isinstance(line, Opportunity) else line.severity
    by = line.by if isinstance(line, Opportunity) else None
    mitigation = "" if isinstance(line, Opportunity) else line.mitigation
    return {
        "kind": "opportunity" if is_opportunity else "risk",
        "text": desk.line(line.text),
        "page": item.fact.node,
        "contacts": list(item.contacts),
        "objectives": list(item.objectives),
        "value" if is_opportunity else "severity": None if level is None else level.value,
        "likelihood": None if line.likelihood is None else line.likelihood.value,
        "weight": item.weight,
        "by": None if by is None else by.isoformat(),
        "mitigation": desk.line(mitigation) or None,
        "outcome": None if line.outcome is None else line.outcome.value,
        "sources": plain_facts(desk, (item.fact,)),
    }


def plain_record(outlook: Outlook, record: Record) -> dict[str, object]:
    """Return what became of the closed ones, and how good the guesses were."""
    return {
        "closed": record.closed,
        "hits": record.hits,
        "hit_rate": plain_score(outlook.desk, record.hit_rate),
        "brier": plain_score(outlook.desk, record.brier),
        "brier_of_base_rate": record.reference,
    }
