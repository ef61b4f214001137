"""JSON: all that the domain holds, by a published schema; for others only what is theirs."""

import json
from dataclasses import fields
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.exchange.exports import OPTIONS, example, of_texts, selection_of, shared_of
from vaultnet.domain.contact import Contact
from vaultnet.domain.me import Me
from vaultnet.domain.objective import Objective
from vaultnet.domain.organisation import Organisation
from vaultnet.exchange.documents.json_values import render_json
from vaultnet.exchange.documents.json_writing import export_schema, write_json
from vaultnet.exchange.export_values import Selection


def document(selection: Selection) -> dict[str, Any]:
    (data,) = write_json(selection, OPTIONS).files.values()
    found: dict[str, Any] = json.loads(data)
    return found


@cache
def validator() -> Draft202012Validator:
    schema = export_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def whole() -> Selection:
    return selection_of(example())


@pytest.mark.parametrize("name", ["whole", "some", "shared"])
def test_the_document_is_what_the_schema_says(name: str) -> None:
    made = {
        "whole": whole(),
        "some": selection_of(example(), "ana-garcia", "tom-okafor"),
        "shared": shared_of(example()),
    }
    errors = sorted(validator().iter_errors(document(made[name])), key=str)
    assert [f"{error.json_path}: {error.message[:80]}" for error in errors] == []


def test_a_wrong_document_is_not_what_the_schema_says() -> None:
    found = document(whole())
    found["contacts"][0]["tier"] = "best"
    del found["contacts"][1]["name"]
    found["extra"] = 1
    assert len(list(validator().iter_errors(found))) == 3


@pytest.mark.parametrize(
    ("name", "kind"),
    [("contacts", Contact), ("organisations", Organisation), ("objectives", Objective)],
)
def test_no_field_of_a_page_is_forgotten(name: str, kind: type) -> None:
    held = {item.name for item in fields(kind)}
    for page in document(whole())[name]:
        assert held < page.keys()


def test_the_whole_vault_and_a_part_of_it() -> None:
    network, found = example().network, document(whole())
    assert len(found["contacts"]) == len(network.contacts)
    assert len(found["journals"]) == len(network.journals)
    assert {item.name for item in fields(Me)} < found["me"].keys()
    some = document(selection_of(example(), "ana-garcia"))
    assert [page["id"] for page in some["contacts"]] == ["ana-garcia"]
    assert (some["is_whole"], some["journals"], some["me"]) == (False, [], None)


def test_each_fact_has_its_line() -> None:
    (ana,) = document(selection_of(example(), "ana-garcia"))["contacts"]
    text = example().files[ana["file"]].source.text.split("\n")
    assert text[ana["lines"]["name"] - 1] == "name: Ana García López"
    for number, entry in enumerate(ana["log"]):
        assert entry["day"] in text[ana["lines"][f"log/{number}"] - 1]


def test_a_link_tells_where_it_leads() -> None:
    (ana,) = document(selection_of(example(), "ana-garcia"))["contacts"]
    assert ana["organisation"]["page"] == "boreas-pay"


def test_lines_of_other_pages_come_along() -> None:
    found = {page["id"]: page for page in document(whole())["contacts"]}
    records = example().network.records
    for contact, page in found.items():
        elsewhere = [one for one in records.get(contact, ()) if one.written_in != contact]
        assert len(page["written_elsewhere"]) == len(elsewhere)
    assert any(page["written_elsewhere"] for page in found.values())


def test_others_learn_no_file_and_no_line() -> None:
    for page in document(shared_of(example()))["contacts"]:
        assert (page["file"], page["lines"], page["private_text"]) == (None, {}, "")


@given(st.text())
def test_every_text_comes_back_and_steers_no_terminal(text: str) -> None:
    data = render_json({"text": text})
    assert json.loads(data) == {"text": text}
    assert all(
        letter == "\n" or letter.isprintable() or letter == "\u3000" or ord(letter) > 0x9F
        for letter in data.decode()
    )


def test_a_hostile_name_is_a_text() -> None:
    name = 'A"n\\u0000a\\u2028private: false'
    found = document(of_texts({"contacts/a.md": f"---\nname: '{name}'\n---\n"}))
    assert found["contacts"][0]["name"] == name
