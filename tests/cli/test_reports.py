"""The same diagnostics in four formats, with carets that stand where they should."""

import io
import json
from urllib.parse import unquote

import pytest

from vaultnet.cli.output import Terminal
from vaultnet.cli.reports.check import Report, worst_rank
from vaultnet.cli.reports.check_github import render_github
from vaultnet.cli.reports.check_json import render_report_json
from vaultnet.cli.reports.check_sarif import render_sarif
from vaultnet.cli.reports.check_text import render_summary, render_text
from vaultnet.diagnostics import Diagnostic, Edit, Fix, Place, Related, Rule, Severity
from vaultnet.language import translator
from vaultnet.source import Source, Span
from vaultnet.vault.parsed import Tally

RULE = Rule("VN204", "invalid-date", Severity.ERROR, "A date that is none.")
ADVICE = Rule("VN499", "advice", Severity.INFO, "Advice.")
ENGLISH = translator("en")


def report(text: str, *found: Diagnostic, path: str = "contacts/ada.md") -> Report:
    sources = {path: Source(path, text)}
    return Report(found, Tally(1, 0, 0), sources.get)


def complaint(
    text: str, marked: str, template: str = "no month 13", path: str = "contacts/ada.md"
) -> Diagnostic:
    start = text.index(marked)
    place = Place(path, Span(start, start + len(marked)))
    return Diagnostic(RULE, place, template, hint="write it as YYYY-MM-DD")


def shown(text: str, *found: Diagnostic, color: bool = False) -> list[str]:
    terminal = Terminal(io.StringIO(), io.StringIO(), color)
    return render_text(report(text, *found), terminal, ENGLISH).splitlines()


def test_a_diagnostic_is_shown_with_its_line_and_carets() -> None:
    text = "---\nname: Ada\nx: 1\ny: 2\nbirthday: 1815-13-10\n---\n"
    assert shown(text, complaint(text, "1815-13-10", 'no month 13 in "1815-13-10"')) == [
        'contacts/ada.md:5:11: error[VN204] invalid-date: no month 13 in "1815-13-10"',
        "  5 | birthday: 1815-13-10",
        "    |           ^^^^^^^^^^",
        "  hint: write it as YYYY-MM-DD",
    ]


@pytest.mark.parametrize(
    ("text", "marked", "line", "carets"),
    [
        ("name: 伟 李 x", "李", "name: 伟 李 x", "         ^^"),
        ("\tname: x", "x", "    name: x", "          ^"),
        ("ne\u0301e: x", "x", "ne\u0301e: x", "     ^"),
        ("a\x1b[2Jb: x", "x", "a␛[2Jb: x", "        ^"),
        ("a \u202ex", "x", "a <U+202E>x", "          ^"),
        ("one\r\ntwo", "one\r\ntwo", "one", "^^^"),
    ],
)
def test_carets_stand_under_what_they_mean(text: str, marked: str, line: str, carets: str) -> None:
    assert shown(text, complaint(text, marked))[1:3] == [f"  1 | {line}", f"    | {carets}"]


def test_a_long_line_is_shown_around_the_place() -> None:
    text = "a" * 500 + "HERE" + "b" * 500
    _, line, carets, _ = shown(text, complaint(text, "HERE"))
    assert line.startswith("  1 | …aaa")
    assert line.endswith("b…")
    assert len(line) < 160
    assert line.index("HERE") == carets.index("^^^^")


def test_an_empty_place_gets_one_caret() -> None:
    found = Diagnostic(RULE, Place("contacts/ada.md", Span(3, 3)), "nothing here")
    assert shown("abc", found)[1:3] == ["  1 | abc", "    |    ^"]


def test_related_places_and_files_without_text() -> None:
    found = Diagnostic(
        RULE,
        Place("gone.md", Span(7, 9)),
        "two of {name}",
        {"name": "Ada"},
        related=(Related(Place("contacts/ada.md", Span(4, 5)), "the first is here"),),
    )
    assert shown("abc\ndef", found) == [
        "gone.md:1:1: error[VN204] invalid-date: two of Ada",
        "  see contacts/ada.md:2:1: the first is here",
    ]


def test_colour_marks_severity_and_nothing_else_changes() -> None:
    text = "x: 1"
    assert "\x1b[1;31merror[VN204]\x1b[0m" in shown(text, complaint(text, "1"), color=True)[0]


def test_the_summary_accounts_for_all_files() -> None:
    text = "x"
    nothing = Report((), Tally(41, 0, 0), lambda _path: None)
    assert render_summary(nothing, ENGLISH) == (
        "41 files found: 41 loaded, 0 rejected, 0 ignored · no problems"
    )
    advice = Diagnostic(ADVICE, Place("a.md", Span(0, 0)), "x")
    some = report(text, complaint(text, "x"), complaint(text, "x"), advice)
    assert render_summary(some, ENGLISH).endswith(
        "1 file found: 1 loaded, 0 rejected, 0 ignored · 2 errors, 1 remark"
    )
    assert worst_rank(some.diagnostics) == 2
    assert worst_rank(()) == -1


def test_json_holds_everything() -> None:
    text = "name: 伟\nbad: x"
    place = Place("contacts/ada.md", Span(13, 14))
    fix = Fix("repair it", (Edit(place, "y"),))
    found = Diagnostic(RULE, place, 'bad "{v}"', {"v": "\x9bx"}, hint="mend", fix=fix)
    text_shown = render_report_json(report(text, found))
    assert "\x9b" not in text_shown
    content = json.loads(text_shown)
    assert content["schema_version"] == 1
    assert content["files"] == {"found": 1, "loaded": 1, "rejected": 0, "ignored": 0}
    assert content["counts"] == {"error": 1, "warning": 0, "info": 0}
    assert content["diagnostics"] == [
        {
            "code": "VN204",
            "name": "invalid-date",
            "severity": "error",
            "path": "contacts/ada.md",
            "line": 2,
            "column": 6,
            "end_line": 2,
            "end_column": 7,
            "message": 'bad "\x9bx"',
            "hint": "mend",
            "related": [],
            "fix": {
                "title": "repair it",
                "safe": True,
                "edits": [
                    {
                        "path": "contacts/ada.md",
                        "line": 2,
                        "column": 6,
                        "end_line": 2,
                        "end_column": 7,
                        "replacement": "y",
                    }
                ],
            },
        }
    ]


def test_github_commands_cannot_be_broken_out_of() -> None:
    text = "x"
    path = "a,b:%\n::warning::c.md"
    found = Diagnostic(RULE, Place(path, Span(0, 1)), "100% \n::set-output name=x::y", hint="mend")
    line = render_github(report(text, found, path=path))
    assert line == (
        "::error file=a%2Cb%3A%25␊%3A%3Awarning%3A%3Ac.md,line=1,col=1,endLine=1,endColumn=2,"
        "title=VN204 invalid-date::100%25 ␊::set-output name=x::y%0Ahint: mend"
    )


def test_sarif_names_rules_places_and_unicode_columns() -> None:
    text = "name: 伟 x"
    path = "contacts/ada lovelace ñ.md"
    content = json.loads(
        render_sarif(report(text, complaint(text, "x", path=path), path=path), [ADVICE, RULE])
    )
    assert content["version"] == "2.1.0"
    (run,) = content["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["VN499", "VN204"]
    assert rules[0]["defaultConfiguration"] == {"level": "note"}
    assert "helpUri" not in rules[0]
    (result,) = run["results"]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("VN204", 1, "error")
    assert result["message"]["text"] == "no month 13\nhint: write it as YYYY-MM-DD"
    place = result["locations"][0]["physicalLocation"]
    assert " " not in place["artifactLocation"]["uri"]
    assert unquote(place["artifactLocation"]["uri"]) == path
    assert place["region"] == {"startLine": 1, "startColumn": 9, "endLine": 1, "endColumn": 10}
