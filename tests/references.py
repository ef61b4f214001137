"""The reference pages that are made from tables: `python -m tests.references` writes them anew."""

from collections.abc import Callable, Mapping
from pathlib import Path

from vaultnet.cli.reference import command_reference
from vaultnet.exchange.documents.json_values import render_json
from vaultnet.exchange.documents.json_writing import export_schema
from vaultnet.vault.front.field_reference import field_reference
from vaultnet.vault.rules import RULES
from vaultnet.vault.settings_table import settings_reference

FOLDER = Path(__file__).parent.parent / "docs" / "reference"
GROUPS = {
    "1": "Reading a file",
    "2": "A value, a line, a section",
    "3": "References and file names",
    "4": "Strategy",
    "5": "Privacy",
    "6": "Import",
    "9": "Settings",
}


def rule_reference() -> str:
    """Return the page that lists every rule, by group, each with a link to its own page."""
    lines = [
        "# Rules",
        "",
        "Every complaint of `vaultnet check` has a code, which is stable and never reused, and a",
        "page that says what it means, with examples. `vaultnet explain CODE` prints that page.",
        "A severity can be changed, or a rule silenced, under `[check]` in `vaultnet.toml`.",
    ]
    group = ""
    for code, rule in sorted(RULES.items()):
        if code[2] != group:
            group = code[2]
            lines += ["", f"## {GROUPS[group]}", "", "| code | name | severity | says |"]
            lines.append("|---|---|---|---|")
        page = f"../../tests/rules/{code}-{rule.name}.md"
        severity = rule.severity.value
        lines.append(f"| [{code}]({page}) | `{rule.name}` | {severity} | {rule.summary} |")
    return "\n".join(lines) + "\n"


def export_schema_text() -> str:
    """Return the JSON Schema of what `vaultnet export json` writes."""
    return render_json(export_schema()).decode()


REFERENCES: Mapping[str, Callable[[], str]] = {
    "fields.md": field_reference,
    "settings.md": settings_reference,
    "commands.md": command_reference,
    "rules.md": rule_reference,
    "export.schema.json": export_schema_text,
}


if __name__ == "__main__":
    for name, make in REFERENCES.items():
        (FOLDER / name).write_text(make(), encoding="utf-8")
