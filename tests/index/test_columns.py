"""Columns that are kept: values come back as they were, and a list made of them is the same."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.faults.effort import EXAMPLES
from vaultnet.cli.main import main
from vaultnet.domain.dates import Cadence, PartialDate
from vaultnet.index.columns import (
    Facts,
    decode_column,
    decode_facts,
    encode_column,
    encode_facts,
)
from vaultnet.query.keys import KEYS
from vaultnet.query.saved import SavedView
from vaultnet.query.values import Value
from vaultnet.resources import example_vault

TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
DATES = st.dates(date(1, 1, 1), date(9999, 12, 31))
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    TEXT,
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False),
    st.booleans(),
    DATES,
    DATES.map(lambda day: PartialDate(day.year, day.month, day.day)),
    DATES.map(lambda day: PartialDate(day.year, day.month)),
    DATES.map(lambda day: PartialDate(day.year)),
    st.builds(Cadence, st.one_of(st.none(), st.integers(1, 9999)), st.sampled_from("dwmy")),
    st.lists(TEXT, max_size=3).map(tuple),
)


@given(st.lists(VALUES, max_size=8))
def test_values_come_back_as_they_were(values: list[Value]) -> None:
    read = decode_column(encode_column(values))
    held = [read(number) for number in range(len(values))]
    assert held == values
    assert [type(each) for each in held] == [type(each) for each in values]


def test_what_has_no_bytes_is_not_kept() -> None:
    for odd in ("\ud800", object(), ("\udfff",)):
        with pytest.raises(ValueError, match=r"surrogates|object"):
            encode_column([odd])  # type: ignore[list-item]


def test_facts_come_back_as_they_were() -> None:
    views = {"Hot": SavedView("Hot", "tier:key", "Title", ("name", "last"), "-last", 3)}
    facts = Facts(7, 1, "es", (("badge", False), ("wit", True)), ("organisation",), views)
    assert decode_facts(encode_facts(facts)) == facts


NAMES = tuple(key.name for key in KEYS)
SETTINGS = """[criteria]
expertise = 2
charm = 1
[views]
hot = "tier:key or #hiring"
[views.far]
query = "location:Lagos"
title = "Far away"
columns = "name, location, hobby"
sort = "-name"
limit = 2
"""
ODD = """---
name: Odd One
aliases: ["Él", "O"]
tier: key
met: 2019-05
cadence: 3m
rated: 2026-02-03
expertise: 4
charm: 2
hobby: [sailing, chess]
badge: '10'
---
"""
TERMS = (
    "ana", "Él", "-tier:key", "tier>regular", "#hiring", "#kubernetes", "overdue", "untriaged",
    "org:boreas", "organisation=x", "serves:lead", "has:met", "-has:email", "met<2020", "last>3m",
    "fruitfulness>40", "cadence<4m", "charm:2", "Hobby:chess", "badge>9", "private:no", "or",
    "introduced_by:luis", "nokey:1", "tier:nothing", "last<nonsense", "(", '"open', "entries>=3",
)  # fmt: skip
QUERIES = st.lists(st.sampled_from(TERMS), max_size=3)
COLUMNS = st.lists(
    st.sampled_from((*NAMES, "charm", "hobby", "Badge", "org", "nocolumn")), max_size=4
)
OPTIONS = st.tuples(
    st.sampled_from((None, None, "hot", "FAR", "none")),
    COLUMNS,
    st.lists(st.sampled_from((*NAMES, *(f"-{name}" for name in NAMES), "-charm", "x")), max_size=2),
    st.sampled_from((None, 0, 1, 5)),
    st.sampled_from(("table", "table", "json", "csv")),
    st.sampled_from(("en", "es")),
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a vault of which columns are kept from one question to the next."""
    root = tmp_path_factory.mktemp("columns") / "network"
    shutil.copytree(example_vault(), root, ignore=shutil.ignore_patterns(".vaultnet", "site"))
    (root / "vaultnet.toml").write_text(SETTINGS)
    (root / "contacts" / "odd-one.md").write_text(ODD)
    (root / "contacts" / "bad.md").write_bytes(b"\xff")
    (root / ".vaultnet").mkdir()
    return root


def words_of(query: list[str], options: tuple[object, ...]) -> list[str]:
    view, columns, sort, limit, format_, language = options
    given_: dict[str, object] = {
        "--view": view,
        "--columns": ",".join(columns) or None,  # type: ignore[arg-type]
        "--sort": ",".join(sort) or None,  # type: ignore[arg-type]
        "--limit": limit,
        "--format": format_,
    }
    named = [str(word) for item in given_.items() if item[1] is not None for word in item]
    return ["--lang", str(language), "--as-of", "2026-11-23", "list", *named, "--", *query]


@given(QUERIES, OPTIONS)
@settings(
    max_examples=max(10, EXAMPLES // 5),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_list_of_kept_columns_is_the_list_of_the_vault(
    root: Path, capfd: pytest.CaptureFixture[str], query: list[str], options: tuple[object, ...]
) -> None:
    words = words_of(query, options)
    capfd.readouterr()

    def said() -> tuple[int, str, str]:
        return (main(["--vault", str(root), *words]), *capfd.readouterr())

    forget_answers(root)
    first = said()
    forget_answers(root)
    assert said() == first
    held = root / ".vaultnet"
    held.rename(root / ".held")
    assert said() == first
    shutil.rmtree(held, ignore_errors=True)
    (root / ".held").rename(held)


def forget_answers(root: Path) -> None:
    """Let go of whole answers, so that the columns are asked."""
    for path in (root / ".vaultnet" / "answers").glob("*"):
        if path.name != "survey" and not is_column(path):
            path.unlink()


def is_column(path: Path) -> bool:
    """Tell whether a file holds values: JSON, where an answer begins with its exit code."""
    try:
        return isinstance(json.loads(path.read_bytes().partition(b"\n")[2]), list)
    except ValueError:
        return False


def test_a_column_that_was_kept_is_read_from_no_note(
    root: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    line = ["--vault", str(root), "--as-of", "2026-11-23", "list"]
    main([*line, "--columns", "id,fruitfulness,met,cadence,hobby", "--sort", "-fruitfulness"])
    wanted = capfd.readouterr()

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("the vault was opened")

    monkeypatch.setattr("vaultnet.workspace.open_vault", fail)
    monkeypatch.setenv("TERM", "another")
    main([*line, "--columns", "id,fruitfulness,met,cadence,hobby", "--sort", "-fruitfulness"])
    assert capfd.readouterr() == wanted
    assert main([*line, "tier:key", "--columns", "name,hobby"]) == 0


Damage = Callable[[bytes], bytes]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data[:40] + b"x" + data[41:],
        lambda data: data + b" ",
        lambda _: b"",
    ],
)
def test_a_damaged_column_is_read_anew(
    root: Path, capfd: pytest.CaptureFixture[str], damage: Damage
) -> None:
    line = ["--vault", str(root), "--as-of", "2026-11-23", "list", "--columns", "id,met"]
    main(line)
    wanted = capfd.readouterr()
    for path in (root / ".vaultnet" / "answers").glob("*"):
        path.write_bytes(damage(path.read_bytes()))
    main(line)
    assert capfd.readouterr() == wanted
