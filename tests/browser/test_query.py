"""The query language in a browser: every case of `cases.json`, and all that Python says besides."""

import json
import random
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.sites import chromium, in_a_browser
from tests.query.subjects import DATA, LEXICON, SUBJECTS, TODAY, Subject
from vaultnet.domain.words import plain
from vaultnet.query.error import QueryError
from vaultnet.query.keys import Form
from vaultnet.query.matching import compile_query
from vaultnet.query.parse import parse_query
from vaultnet.query.tree import Comparison, Operator, written
from vaultnet.query.values import in_order, parse_days
from vaultnet.resources import templates_root
from vaultnet.site.query_data import attributes_of, key_data, language_data, values_data

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = in_a_browser

ASK = """texts => {
  const query = window.vaultnetQuery;
  return texts.map(text => {
    try {
      const tree = query.parse(text);
      const found = window.table.matching(text);
      return {normal: query.written(tree), found: found};
    } catch (error) {
      if (!(error instanceof query.QueryError)) { throw error; }
      return {
        column: query.columnOf(text, error.start),
        marks: text.slice(error.start, error.end),
        message: query.filled(error.template, error.values),
        hint: query.filled(error.hint, error.values)
      };
    }
  });
}"""
CASES = [case["query"] for case in DATA["cases"]]
PIECES = re.split(
    r"\s+",
    """ana or and not - ( ) " #hiring overdue has: untriaged \\ : = < >= 😀 ß # é İ \ufeff tier:key
    tier>light fn:lead last<3m has:tier has:tiers roel:x #cloud""",
)
PIECES += ['"a b"', " ", " ", "  ", "\x85"]
VALUES = """hoy|ayer|mañana|tomorrow|2019|2026-02-30|2026-2|0000|2026-11-23 ago|29 feb|31|1.50|-0.3
|+4|75%|1e5||n/a|never|6w|3 m|0d|never spoken|key|ligth|colse|you|yes|sí|NO|straße|STRASSE
|İstanbul|٣|²|3 ago""".replace("\n", "").split("|")
DAYS = [f"{count}{unit}" for count in (0, 1, 31, 9999) for unit in ("d", " weeks", "m", " anos")]
DAYS += [f"{before}{step}" for before in ("in ", "hace ", "dentro de ") for step in DAYS]
DAYS += [f"{step} ago" for step in DAYS]
DAYS += [
    text.format(day)
    for day in ("monday", "tue", "miércoles", "domingo", "someday")
    for text in ("{}", "last {}", "next {}", "el {}", "{} pasado", "próximo {}", "last {} pasado")
]
TODAYS = [TODAY, date(2024, 2, 29), date(2026, 12, 31), date(1, 1, 2), date(9999, 12, 30)]


def table_of(subjects: Sequence[Subject]) -> dict[str, object]:
    keys = [key_data(attribute.key, own=own) for attribute, own in attributes_of(LEXICON)]
    return {**language_data(TODAY), **values_data(LEXICON, subjects), "keys": keys}


@pytest.fixture(scope="module")
def page() -> "Iterator[Page]":
    assets = templates_root() / "site" / "assets"
    with chromium() as browser:
        page = browser.new_page()
        for name in ("query.js", "query-matching.js"):
            page.add_script_tag(path=assets / name)
        page.evaluate(
            "text => { window.table = new vaultnetQuery.Table(JSON.parse(text)); }",
            json.dumps(table_of(SUBJECTS)),
        )
        yield page


def asked(page: "Page", texts: Sequence[str]) -> list[Mapping[str, Any]]:
    answers: list[Mapping[str, Any]] = page.evaluate(ASK, list(texts))
    return answers


def python_answer(text: str) -> Mapping[str, Any]:
    try:
        tree = parse_query(text)
        condition = compile_query(tree, LEXICON, TODAY)
    except QueryError as error:
        return {
            "column": error.column,
            "marks": text[error.span.start : error.span.end],
            "message": error.message,
            "hint": error.remedy,
        }
    found = [row for row, subject in enumerate(SUBJECTS) if condition(subject)]
    return {"normal": written(tree), "found": found}


def disagreements(page: "Page", texts: Sequence[str]) -> list[tuple[str, object, object]]:
    pairs = zip(texts, map(python_answer, texts), asked(page, texts), strict=True)
    return [(text, ours, theirs) for text, ours, theirs in pairs if ours != theirs]


def test_every_case_means_the_same_in_a_browser(page: "Page") -> None:
    answers = asked(page, CASES)
    for case, answer in zip(DATA["cases"], answers, strict=True):
        if "found" in case:
            assert sorted(SUBJECTS[row].id for row in answer["found"]) == sorted(case["found"])
            assert answer["normal"] == case.get("normal", case["query"])
        else:
            told = {name: case[name] for name in ("column", "marks", "message")}
            assert answer == {**told, "hint": case.get("hint", answer["hint"])}
            assert answer["hint"]


def test_both_say_the_same_of_every_case_word_by_word(page: "Page") -> None:
    assert disagreements(page, CASES) == []


def test_both_agree_on_texts_made_of_pieces(page: "Page") -> None:
    """Whatever stands side by side, both read the same or complain of the same."""
    chance = random.Random(1)
    pieces = [*PIECES, *CASES]
    texts = ["".join(chance.choices(pieces, k=chance.randint(1, 7))) for _ in range(4000)]
    answers = [python_answer(text) for text in texts]
    assert sum("found" in answer for answer in answers) > 300
    assert disagreements(page, texts) == []


def test_both_agree_on_every_value_asked_of_every_key(page: "Page") -> None:
    keys = [attribute.key for attribute, _ in attributes_of(LEXICON)]
    texts = [
        written(Comparison(name, operator, value))
        for key in keys
        for name in (key.name, *key.synonyms)
        for operator in Operator
        for value in (*VALUES, *DAYS[::7])
    ]
    assert {key.form for key in keys} == set(Form)
    assert disagreements(page, texts) == []


def python_days(text: str, today: date) -> object:
    try:
        found = parse_days(text, today)
    except ValueError as error:
        return str(error)
    return {"first": found.first.isoformat(), "last": found.last.isoformat()}


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_both_mean_the_same_days(page: "Page", today: date) -> None:
    script = """([today, texts]) => {
      const calendar = new vaultnetQuery.Table({...table.data, today: today}).calendar;
      return texts.map(text => { try { return calendar.days(text); } catch (why) { return why; } });
    }"""
    texts = [*DAYS, *VALUES]
    theirs = page.evaluate(script, [today.isoformat(), texts])
    ours = [python_days(text, today) for text in texts]
    assert dict(zip(texts, theirs, strict=True)) == dict(zip(texts, ours, strict=True))


def test_both_fold_every_letter_alike(page: "Page") -> None:
    """A letter that only one of the two knows, being newer, is not asked for."""
    every = map(chr, range(0x30000))
    letters = [letter for letter in every if unicodedata.category(letter) not in {"Cs", "Cn"}]
    texts = [*letters, "ΑΣ ΟΔΟΣ", "İI ıi", " a \x85 b\u3000c ", "\ufeff", "e\u0301\u0327", "ﬁ"]
    folded = page.evaluate("texts => texts.map(text => table.folding.plain(text))", texts)
    wrong = [
        (text, plain(text), theirs)
        for text, theirs in zip(texts, folded, strict=True)
        if plain(text) != theirs
    ]
    assert len(letters) > 100_000
    assert wrong == []


def test_rows_have_the_same_order(page: "Page") -> None:
    for attribute, _ in attributes_of(LEXICON):
        for sign in ("", "-"):
            rows = page.evaluate(
                "name => table.sorted([0, 1, 2, 3, 4], [name])", sign + attribute.key.name
            )
            ordered = in_order(list(SUBJECTS), attribute.key, attribute.read, reverse=bool(sign))
            ours = [SUBJECTS.index(subject) for subject in ordered]
            assert rows == (ours if attribute.key.orders else [0, 1, 2, 3, 4]), attribute.key.name


@pytest.mark.parametrize(
    "text",
    [
        "ana " * 25_000,
        "-" * 100_000 + "a",
        '"' + "\\" * 99_999,
        "(a) " * 25_000,
        "a or " * 20_000 + "a",
    ],
    ids=["words", "negations", "backslashes", "groups", "alternatives"],
)
def test_long_texts_are_read_in_a_moment(page: "Page", text: str) -> None:
    timed = f"""texts => {{
      const begun = performance.now();
      const read = ({ASK})(texts)[0];
      return [performance.now() - begun, read.column || 0];
    }}"""
    milliseconds, column = page.evaluate(timed, [text])
    assert milliseconds < 2000
    assert column == python_answer(text).get("column", 0)
