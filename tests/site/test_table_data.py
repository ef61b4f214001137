"""The data of the table of contacts: what the script holds, and that nothing breaks out of it."""

import ast
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vaultnet.query
from tests.site.sites import example
from tests.vaults import make_vault, strategy_of
from vaultnet.diagnostics import Diagnostic
from vaultnet.language import translator
from vaultnet.query.keys import KEYS, Form
from vaultnet.query.saved import SavedView
from vaultnet.resources import templates_root
from vaultnet.site import urls
from vaultnet.site.column_labels import column_label, value_labels
from vaultnet.site.plan import plan_site
from vaultnet.site.query_address import view_address
from vaultnet.site.query_data import column_of
from vaultnet.site.query_messages import MESSAGES
from vaultnet.site.table_data import HIDDEN
from vaultnet.vault.audience import redact_vault
from vaultnet.workspace import Workspace

CALL = re.compile(r"vaultnetTable\('(.*)'\);\n", re.DOTALL)
ASSETS = templates_root() / "site" / "assets"
NO_FINDINGS: tuple[Diagnostic, ...] = ()


def script_of(workspace: Workspace) -> str:
    files = plan_site(workspace.vault, workspace.strategy, NO_FINDINGS)
    return next(file.content.decode() for file in files if file.path == urls.TABLE_DATA)


def data_of(workspace: Workspace) -> Mapping[str, Any]:
    call = CALL.fullmatch(script_of(workspace))
    assert call is not None
    text = re.sub(r"\\(.)", r"\1", call[1])
    data: Mapping[str, Any] = json.loads(text)
    return data


def values_of(column: Mapping[str, Any]) -> list[Any]:
    """Return the value of each row of a column, as the browser reads it."""
    values, places = column["v"], column.get("i")
    if places is None:
        return list(values)
    return [values[place] for place in places] if isinstance(places, list) else values


def test_a_row_for_each_contact_with_its_page() -> None:
    data = data_of(example())
    names = values_of(data["columns"]["name"])
    assert (
        data["count"] == len(names) == len(data["pages"]) == len(example().vault.network.contacts)
    )
    assert dict(zip(names, data["pages"], strict=True))["Ana García López"] == (
        "contacts/ana-garcia.html"
    )


def test_every_key_can_be_asked_for_and_has_a_label() -> None:
    data = data_of(example())
    assert [key["name"] for key in data["keys"]][: len(KEYS)] == [key.name for key in KEYS]
    assert {key["name"] for key in data["keys"]} == set(data["columns"])
    assert all(key["label"] for key in data["keys"])
    assert {key["name"] for key in data["keys"] if not key["orders"]} == {"affinity"}


@pytest.mark.parametrize("key", [key for key in KEYS if key.name not in HIDDEN])
def test_labels_are_words_for_people(key: Any) -> None:
    words = translator("en")
    assert column_label(words, key)[0].isupper()
    assert len(value_labels(words, key)) == len(key.all_words)
    assert (key.form is Form.WORD) == bool(key.all_words)


HOSTILE = [
    "</script><script>alert(1)</script>",
    "'); alert(1); ('",
    "\\'",
    "\u2028\u2029",
    "<!--",
    "{{7}}",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_breaks_out_of_the_script(name: str) -> None:
    quoted = json.dumps(name)
    workspace = make_vault({"contacts/x.md": f"---\nname: {quoted}\nrole: {quoted}\n---\n"})
    script = script_of(workspace)
    assert CALL.fullmatch(script) is not None
    assert not re.search("[<>\u2028\u2029]", script)
    assert not re.search(r"(?<!\\)(?:\\\\)*'", script[len("vaultnetTable('") : -len("');\n")])


@given(
    st.lists(st.none() | st.text(max_size=2) | st.booleans() | st.sampled_from([0, 1, 1.0, 2.5]))
)
def test_a_column_gives_back_each_value(values: list[object]) -> None:
    column = column_of(values)
    held = values_of(column)
    if column.get("i") == 0:
        held = held * len(values)
    assert [repr(value) for value in held] == [repr(value) for value in values]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), min_size=1))
def test_what_stands_beside_a_value_stays_beside_it(pairs: list[tuple[str, str]]) -> None:
    column: Mapping[str, Any] = column_of([one for one, _ in pairs], [two for _, two in pairs])
    places = column.get("i", range(len(pairs)))
    rows = [places] * len(pairs) if isinstance(places, int) else places
    assert [(column["v"][place], column["x"][place]) for place in rows] == pairs


def test_columns_are_compact() -> None:
    assert column_of(["a"] * 9) == {"v": ["a"], "i": 0}
    assert column_of(["a", "b", "a", "b", "a"]) == {"v": ["a", "b"], "i": [0, 1, 0, 1, 0]}
    assert column_of(["a", "b", "c"]) == {"v": ["a", "b", "c"]}
    assert column_of([]) == {"v": [], "i": []}


def query_sentences() -> set[str]:
    """Return what the language says of mistakes; `keys` says what its keys are."""
    folder = Path(vaultnet.query.__file__).parent
    calls = (
        node
        for path in folder.glob("*.py")
        if path.name != "keys.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "wording"
    )
    return {str(ast.literal_eval(call.args[0])) for call in calls}


def test_the_sentences_about_mistakes_are_those_of_the_language() -> None:
    assert set(MESSAGES) == query_sentences()


def test_the_scripts_say_the_same_sentences_as_the_language() -> None:
    """Each sentence stands in a script as it is, for a translation is found by it."""
    scripts = "".join(
        (ASSETS / name).read_text("utf-8") for name in ("query.js", "query-matching.js")
    )
    assert [text for text in MESSAGES if text not in scripts] == []


def test_a_saved_view_is_an_address() -> None:
    view = SavedView("v", 'a+b & "c"', columns=("name", "last"), sort="-last, name", limit=5)
    asked = parse_qs(view_address(view).removeprefix("#"))
    assert asked == {
        "q": ['a+b & "c"'],
        "columns": ["name,last"],
        "sort": ["-last,name"],
        "limit": ["5"],
    }


def test_a_site_for_others_has_no_data_of_the_table() -> None:
    vault = redact_vault(example().vault).vault
    files = {file.path for file in plan_site(vault, strategy_of(vault), NO_FINDINGS)}
    assert urls.TABLE_DATA not in files


def test_an_empty_vault_has_a_table_of_nobody() -> None:
    data = data_of(make_vault({"vaultnet.toml": ""}))
    assert data["count"] == 0
    assert data["columns"]["name"] == {"v": [], "i": []}
