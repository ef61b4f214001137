"""What is made from the table of fields: reference, JSON Schema, new notes."""

import json
import re

import pytest

from vaultnet.domain.node import Kind
from vaultnet.source import Source
from vaultnet.vault.fields.schema import FIELDS, fields_of, shareable_parts
from vaultnet.vault.front.field_reading import parse_fields
from vaultnet.vault.front.field_reference import field_reference, json_schema, skeleton
from vaultnet.vault.front.frontmatter import parse_front_matter
from vaultnet.vault.settings import Settings

ALL_KINDS = pytest.mark.parametrize("kind", list(FIELDS))


def test_the_reference_has_a_row_for_each_field() -> None:
    text = field_reference()
    for kind in FIELDS:
        for spec in fields_of(kind, tuple(Settings().criteria)):
            assert f"| `{spec.key}` |" in text
            assert f"`{spec.key}: {spec.example}`" in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {line.count("|") - line.count("\\|") for line in rows} == {5}


@ALL_KINDS
def test_every_field_is_described_in_both_languages(kind: Kind) -> None:
    for spec in FIELDS[kind]:
        assert spec.described("en") != spec.described("es")
        assert spec.summary[0].islower()
        assert not spec.summary.endswith(".")


def test_the_schema_defines_each_kind_with_its_fields() -> None:
    schema = json.loads(json.dumps(json_schema(Settings(criteria={"craft": 1.0}))))
    assert schema["$schema"].endswith("2020-12/schema")
    assert {each["$ref"].rsplit("/", 1)[1] for each in schema["anyOf"]} == set(schema["$defs"])
    contact = schema["$defs"]["contact"]["properties"]
    assert {"craft", "tier", "alias", "tags"} <= contact.keys()
    assert "expertise" not in contact
    assert contact["tier"]["anyOf"][0] == {"enum": ["key", "regular", "light", "none"]}


def test_the_patterns_of_the_schema_take_the_examples() -> None:
    for kind in FIELDS:
        properties = json_schema(Settings(), kind)["properties"]
        assert isinstance(properties, dict)
        for spec in FIELDS[kind]:
            pattern = properties[spec.key]["anyOf"][0].get("pattern")
            assert pattern is None or re.search(pattern, spec.example)


@ALL_KINDS
@pytest.mark.parametrize("language", ["en", "es"])
def test_an_empty_skeleton_is_front_matter_that_says_nothing(kind: Kind, language: str) -> None:
    block = skeleton(kind, language, {})
    source = Source("a.md", f"---\n{block}---\n")
    found = parse_front_matter(source)
    assert found.diagnostics == ()
    fields = parse_fields(kind, found, source, Settings())
    assert (fields.values, fields.extra, fields.diagnostics) == ({}, {}, [])
    keys = [spec.key for spec in FIELDS[kind] if spec.skeleton]
    assert [entry.key for entry in found] == keys


def test_a_skeleton_holds_its_values_however_odd() -> None:
    values = {
        "name": 'Ana: "x" # y',
        "met": "2019-10",
        "functions": "mentor, reviewer",
        "aliases": ["A, B", "[[C]]"],
        "badge": "0042",
        "affinity": "-1",
        "birthday": "x: y\nprivate: false",
    }
    block = skeleton(Kind.CONTACT, "en", values)
    source = Source("a.md", f"---\n{block}---\n")
    fields = parse_fields(Kind.CONTACT, parse_front_matter(source), source, Settings())
    assert fields.values["name"] == values["name"]
    assert str(fields.values["met"]) == "2019-10"
    assert fields.values["functions"] == ("mentor", "reviewer")
    assert fields.values["aliases"] == ("A, B", "[[C]]")
    assert fields.values["affinity"] == -1
    assert fields.extra == {"badge": "0042"}
    assert "private" not in fields.values
    assert "met: 2019-10\n" in block


def test_what_can_be_shared_is_never_the_private_part() -> None:
    for kind in (None, *FIELDS):
        parts = set(shareable_parts(kind, ("craft",)))
        assert {"name", "log", "tags"} <= parts
        assert not parts & {"private", "shared", "kind", "affinity"}
    assert "craft" in shareable_parts(Kind.CONTACT, ("craft",))
