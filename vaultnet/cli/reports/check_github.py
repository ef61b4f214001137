"""Diagnostics as workflow commands of GitHub Actions, which show them beside the lines."""

from collections.abc import Mapping

from vaultnet.cli.output import clean
from vaultnet.cli.reports.check import Report
from vaultnet.diagnostics import Diagnostic, Severity

_LEVELS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}


def render_github(report: Report) -> str:
    """Return one workflow command a line; empty where there is nothing to say."""
    return "\n".join(_command(report, each) for each in report.diagnostics)


def _command(report: Report, diagnostic: Diagnostic) -> str:
    region = report.region(diagnostic.place)
    properties = {
        "file": diagnostic.place.path,
        "line": region.line,
        "col": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
        "title": f"{diagnostic.rule.code} {diagnostic.rule.name}",
    }
    shown = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    lines = [diagnostic.message] + ([f"hint: {diagnostic.remedy}"] if diagnostic.remedy else [])
    message = "%0A".join(_data(line) for line in lines)
    return f"::{_LEVELS[diagnostic.severity]} {shown}::{message}"


def _data(text: str) -> str:
    return clean(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
