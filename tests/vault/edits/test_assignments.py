"""What somebody types behind `vaultnet set`, as values of fields."""

from datetime import date

import pytest

from vaultnet.source import Source
from vaultnet.vault.edits.assignments import Assigner, Assignment, Operator, parse_assignment
from vaultnet.vault.edits.field_edits import FieldEditError, Value
from vaultnet.vault.fields.specs import FieldSpec
from vaultnet.vault.parse import parse_file
from vaultnet.vault.settings import Settings

NOTE = """---
name: Ada
tags: [a, b]
functions: hiring manager, platform
alias: Addie
colours: [red, blue]
shoe: 38
---
"""


def _resolve(_spec: FieldSpec, text: str) -> str:
    return f"[[{text}]]"


def _values(*texts: str) -> dict[str, Value]:
    settings = Settings()
    parsed = parse_file(Source("contacts/ada.md", NOTE), settings)
    assigner = Assigner(parsed, settings, date(2026, 11, 23), _resolve)
    assignments = [each for text in texts if (each := parse_assignment(text))]
    assert len(assignments) == len(texts)
    return dict(assigner.values(assignments))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("role=CTO", Assignment("role", Operator.SET, "CTO")),
        ("role = a = b ", Assignment("role", Operator.SET, "a = b")),
        ("role=", Assignment("role", Operator.SET, "")),
        ("tags+=a", Assignment("tags", Operator.ADD, "a")),
        ("x-size-=a", Assignment("x-size", Operator.REMOVE, "a")),
        ("shoe size=38", Assignment("shoe size", Operator.SET, "38")),
        ("role", None),
        ("=x", None),
        ("+=x", None),
    ],
)
def test_an_assignment_has_a_key_an_operator_and_a_text(
    text: str, expected: Assignment | None
) -> None:
    """What has no key or no sign gives no field a value."""
    assert parse_assignment(text) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("role=CTO, platform",), {"role": "CTO, platform"}),
        (("role=",), {"role": None}),
        (('tags=x, "y, z"',), {"tags": ("x", "y, z")}),
        (("tags+=c,a",), {"tags": ("a", "b", "c")}),
        (("tags-=a",), {"tags": ("b",)}),
        (("tags-=a,b",), {"tags": None}),
        (("tags-=a", "tags+=c"), {"tags": ("b", "c")}),
        (("functions+=CTO",), {"functions": ("hiring manager", "platform", "CTO")}),
        (("aliases+=Ada L.",), {"aliases": ("Addie", "Ada L.")}),
        (("alias=Countess",), {"aliases": ("Countess",)}),
        (("colours+=green",), {"colours": ("red", "blue", "green")}),
        (("colours=green, red",), {"colours": ("green", "red")}),
        (("shoe=39, wide",), {"shoe": "39, wide"}),
        (("serves=lead, teach",), {"serves": ("[[lead]]", "[[teach]]")}),
        (("organisation=Acme, Inc.",), {"organisation": "[[Acme, Inc.]]"}),
        (("rated=ayer", "met=2019"), {"rated": "2026-11-22", "met": "2019"}),
        (("rated=soonish",), {"rated": "soonish"}),
    ],
)
def test_values_are_taken_as_their_fields_take_them(
    texts: tuple[str, ...], expected: dict[str, Value]
) -> None:
    """Commas divide lists and nothing else, and days may be words."""
    assert _values(*texts) == expected


@pytest.mark.parametrize(
    "texts", [("role+=x",), ("tags-=zzz",), ("role=a", "role=b"), ("shoe-=38",)]
)
def test_what_cannot_be_done_is_refused(texts: tuple[str, ...]) -> None:
    """One value takes no more, a list gives only what it holds, a field has one new value."""
    with pytest.raises(FieldEditError):
        _values(*texts)
