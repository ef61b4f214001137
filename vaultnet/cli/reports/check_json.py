"""Diagnostics as JSON, for other programs; messages are in English."""

from vaultnet.cli.output import render_json
from vaultnet.cli.reports.check import Report
from vaultnet.diagnostics import Diagnostic, Edit, Fix, Place

SCHEMA_VERSION = 1


def render_report_json(report: Report) -> str:
    """Return one JSON object: the accounting of files, the counts, and every diagnostic."""
    tally = report.tally
    return render_json(
        {
            "schema_version": SCHEMA_VERSION,
            "files": {
                "found": tally.found,
                "loaded": tally.loaded,
                "rejected": tally.rejected,
                "ignored": tally.ignored,
            },
            "counts": {severity.value: count for severity, count in report.counts().items()},
            "diagnostics": [_diagnostic(report, each) for each in report.diagnostics],
        }
    )


def _diagnostic(report: Report, diagnostic: Diagnostic) -> dict[str, object]:
    related = [
        {**_place(report, each.place), "message": each.message} for each in diagnostic.related
    ]
    return {
        "code": diagnostic.rule.code,
        "name": diagnostic.rule.name,
        "severity": diagnostic.severity.value,
        **_place(report, diagnostic.place),
        "message": diagnostic.message,
        "hint": diagnostic.remedy or None,
        "related": related,
        "fix": None if diagnostic.fix is None else _fix(report, diagnostic.fix),
    }


def _place(report: Report, place: Place) -> dict[str, object]:
    return {"path": place.path, **report.region(place)._asdict()}


def _fix(report: Report, fix: Fix) -> dict[str, object]:
    edits = [_edit(report, edit) for edit in fix.edits]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}


def _edit(report: Report, edit: Edit) -> dict[str, object]:
    return {**_place(report, edit.place), "replacement": edit.replacement}
