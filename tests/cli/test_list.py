"""`vaultnet list` at its edges: hyphens, views, orders, widths, and what it does not compute."""

import io
import json
from datetime import date
from pathlib import Path

import pytest

from tests.cli.answers import DAY, answer, answer_json
from tests.vaults import write_vault
from vaultnet.cli.asking import open_lexicon
from vaultnet.cli.columns import (
    DEFAULT_COLUMNS,
    cell_of,
    choose_columns,
    render_contacts,
    sort_contacts,
)
from vaultnet.cli.main import main
from vaultnet.cli.output import Terminal, display_width
from vaultnet.query.keys import KEYS, Key
from vaultnet.resources import example_vault
from vaultnet.strategy import summary
from vaultnet.workspace import open_vault

PEOPLE = {
    "vaultnet.toml": (
        '[views]\nhot = "tier:key or #hiring"\n\n[views.far]\nquery = "location:Lagos"\n'
        'title = "Far away"\ncolumns = "name, location"\nsort = "-name"\nlimit = 1\n'
    ),
    "contacts/ana.md": "---\nname: Ana\ntier: key\nlocation: Lagos\nbadge: '10'\n---\n",
    "contacts/bo.md": "---\nname: Bo\ntags: [hiring]\nlocation: Lagos\nbadge: '9'\n---\n",
    "contacts/cy.md": "---\nname: Cy\ntier: none\naffinity: 2\n---\n",
}


@pytest.fixture
def people(tmp_path: Path) -> Path:
    return write_vault(tmp_path, PEOPLE)


class Screen(io.StringIO):
    """A terminal that somebody looks at."""

    def isatty(self) -> bool:
        return True


def ids(capsys: pytest.CaptureFixture[str], *arguments: str, root: Path | None = None) -> list[str]:
    found = answer_json(capsys, "list", *arguments, "--columns", "id", root=root)
    return [row["id"] for row in found["contacts"]]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("-tier:key",), ["bo", "cy"]),
        (("-tier:key", "-tier:none"), ["bo"]),
        (("tier:key", "or", "-has:tier"), ["ana", "bo"]),
        (("--sort", "-name", "-tier:key"), ["cy", "bo"]),
        (("-tier:key", "--sort", "-name"), ["cy", "bo"]),
        (("-#hiring",), ["ana", "cy"]),
        (
            (
                "-(ana",
                "or",
                "bo)",
            ),
            ["cy"],
        ),
        (("--view", "hot"), ["ana", "bo"]),
        (("--view", "HOT", "-ana"), ["bo"]),
        (("--view", "far"), ["bo"]),
        (("--view", "far", "--sort", "name"), ["ana"]),
        (("--view", "far", "--limit", "9"), ["bo", "ana"]),
        (("--sort", "badge"), ["bo", "ana", "cy"]),
        (("--sort", "-badge"), ["ana", "bo", "cy"]),
        (("--sort", "tier"), ["ana", "cy", "bo"]),
        (("--sort", "-tier"), ["cy", "ana", "bo"]),
        (("--sort", "location,-name"), ["bo", "ana", "cy"]),
        (("affinity>1",), ["cy"]),
    ],
)
def test_whom_it_lists(
    capsys: pytest.CaptureFixture[str],
    people: Path,
    arguments: tuple[str, ...],
    expected: list[str],
) -> None:
    assert ids(capsys, *arguments, root=people) == expected


def test_after_two_hyphens_nothing_is_an_option(
    capsys: pytest.CaptureFixture[str], people: Path
) -> None:
    printed = answer(capsys, "list", "--columns", "id", "--", "-tier:key", root=people)
    assert printed.split() == ["id", "bo", "cy"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("-sort", "name"), 2, "--sort"),
        (("--sort", "affinity"), 2, "nobody is ordered"),
        (("--sort", "-affinity"), 2, "nobody is ordered"),
        (("--sort", "nme"), 2, 'did you mean "name"'),
        (("--columns", "nme"), 2, 'did you mean "name"'),
        (("--columns", "xyzzy"), 2, "vaultnet list --keys"),
        (("--view", "hott"), 2, 'did you mean "hot"'),
        (("--view", "xyzzy"), 2, "the saved views are hot, far"),
        (("(",), 2, "never closed"),
        (("location:Mars",), 1, "no contacts found"),
        (("lagos",), 1, "location:lagos (2)"),
        (("--limit", "0"), 1, ""),
    ],
)
def test_what_it_says_where_it_lists_nobody(
    capsys: pytest.CaptureFixture[str],
    people: Path,
    arguments: tuple[str, ...],
    code: int,
    told: str,
) -> None:
    assert main(["--vault", str(people), "list", *arguments]) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert told in printed.err


def test_a_mistake_far_along_a_long_query_is_shown_with_what_is_around_it(
    capsys: pytest.CaptureFixture[str], people: Path
) -> None:
    assert main(["--vault", str(people), "list", "ana " * 500 + "李 teir:key" + " bo" * 500]) == 2
    _, excerpt, carets, hint = capsys.readouterr().err.splitlines()
    assert len(excerpt) < 120
    at = excerpt.index("teir")
    assert carets.index("^") == display_width(excerpt[:at])
    assert carets.strip() == "^^^^"
    assert "tier" in hint


@pytest.mark.parametrize("query", ["\x1b[31m", "teir\x07:key", "a\u202eb", "\ud800", 'x:"\n'])
def test_nothing_in_a_query_steers_the_terminal(
    capsys: pytest.CaptureFixture[str], people: Path, query: str
) -> None:
    assert main(["--vault", str(people), "list", query]) in {1, 2}
    printed = capsys.readouterr()
    assert all(letter.isprintable() or letter == "\n" for letter in printed.out + printed.err)


def test_saved_views_are_listed(capsys: pytest.CaptureFixture[str], people: Path) -> None:
    found = answer_json(capsys, "list", "--views", root=people)
    assert found["views"][1] == {
        "name": "far",
        "title": "Far away",
        "query": "location:Lagos",
        "columns": ["name", "location"],
        "sort": "-name",
        "limit": 1,
    }


def test_without_saved_views_it_says_how_to_save_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    write_vault(tmp_path, {"vaultnet.toml": ""})
    assert main(["--vault", str(tmp_path), "list", "--views"]) == 1
    assert "[views]" in capsys.readouterr().err


def test_keys_are_listed_with_those_of_the_vault(
    capsys: pytest.CaptureFixture[str], people: Path
) -> None:
    found = answer_json(capsys, "list", "--keys", root=people)["keys"]
    names = [row["key"] for row in found]
    assert names[: len(KEYS)] == [key.name for key in KEYS]
    assert {"badge", "expertise"} <= set(names[len(KEYS) :])


@pytest.mark.parametrize("arguments", [(), ("ana",), ("tier:key",), ("#hiring", "--sort", "last")])
def test_a_list_of_names_does_not_compute_the_strategy(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("computed")

    monkeypatch.setattr(summary, "compute_strategy", refuse)
    assert answer(capsys, "list", *arguments)
    assert main(["--vault", str(example_vault()), "list", "fruitfulness>1"]) == 2
    assert "AssertionError" in capsys.readouterr().err


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_every_key_is_a_column_in_every_format(
    capsys: pytest.CaptureFixture[str], key: Key
) -> None:
    for kind in ("table", "json", "jsonl", "csv", "tsv"):
        assert answer(
            capsys, "list", "--columns", f"id,{key.name}", "--limit", "3", "--format", kind
        )


def test_what_is_asked_for_is_shown_to_people_and_programs_get_fixed_columns(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ("list", "tier:key fruitfulness>40", "--sort", "-strength")
    assert answer(capsys, *asked).splitlines()[0].split()[-2:] == ["strength", "fruitfulness"]
    first = answer(capsys, *asked, "--format", "csv").splitlines()[0]
    assert first == "name,tier,role,organisation,last"


def test_numbers_are_rounded_for_people_and_whole_for_programs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ("list", "katarzyna", "--columns", "fruitfulness")
    shown = answer(capsys, *asked).split()[1]
    [row] = [json.loads(text) for text in answer(capsys, *asked, "--format", "jsonl").splitlines()]
    assert shown == f"{row['fruitfulness']:.0f}"
    assert row["fruitfulness"] != round(row["fruitfulness"])


@pytest.mark.parametrize("width", [80, 100, 140])
def test_a_table_fits_the_terminal_and_breaks_no_word(width: int) -> None:
    workspace = open_vault(example_vault(), date.fromisoformat(DAY))
    lexicon = open_lexicon(workspace)
    columns = choose_columns(lexicon, DEFAULT_COLUMNS)
    people = sort_contacts(workspace.vault.network.contacts, lexicon, ("name",))
    rows = [[cell_of(column.read(person)) for column in columns] for person in people]
    table = render_contacts(columns, rows, Terminal(Screen(), Screen(), width=width))
    assert max(display_width(line) for line in table.splitlines()) <= width
    words = {word for line in table.splitlines() for word in line.split()}
    for row in rows:
        for cell in row:
            assert set(str(cell or "").split()) <= words


def test_in_a_pipe_each_contact_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    printed = answer(capsys, "list", "--columns", "name,offers,needs,topics")
    assert len(printed.splitlines()) == 1 + len(ids(capsys))
