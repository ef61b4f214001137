"""Diagnostics as SARIF 2.1.0, the exchange format of static analysis."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from vaultnet import __version__
from vaultnet.cli.output import render_json
from vaultnet.cli.reports.check import Report
from vaultnet.diagnostics import Diagnostic, Place, Rule, Severity

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}


def render_sarif(report: Report, rules: Sequence[Rule]) -> str:
    """Return a log with one run; `rules` are all rules there are, those without results too."""
    index = {rule.code: number for number, rule in enumerate(rules)}
    driver = {
        "name": "vaultnet",
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(report, each, index) for each in report.diagnostics],
    }
    return render_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(report: Report, diagnostic: Diagnostic, index: Mapping[str, int]) -> dict[str, object]:
    remedy = f"\nhint: {diagnostic.remedy}" if diagnostic.remedy else ""
    result: dict[str, object] = {
        "ruleId": diagnostic.rule.code,
        "ruleIndex": index[diagnostic.rule.code],
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": diagnostic.message + remedy},
        "locations": [_location(report, diagnostic.place)],
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {**_location(report, each.place), "message": {"text": each.message}}
            for each in diagnostic.related
        ]
    return result


def _location(report: Report, place: Place) -> dict[str, object]:
    region = report.region(place)
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(place.path, errors="surrogateescape")},
            "region": {
                "startLine": region.line,
                "startColumn": region.column,
                "endLine": region.end_line,
                "endColumn": region.end_column,
            },
        }
    }
