"""Saved views in `vaultnet.toml`: what they may hold, and where a mistake in one is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.query.parse import parse_query
from vaultnet.query.saved import SavedView
from vaultnet.source import Source
from vaultnet.vault.settings import parse_settings
from vaultnet.vault.settings_table import VIEW_SETTINGS, settings_reference


def read(text: str) -> tuple[dict[str, SavedView], list[str]]:
    """Return the views of a settings file, and each complaint with the text that it marks."""
    source = Source("vaultnet.toml", text)
    settings, told = parse_settings(source)
    found = [f"{each.rule.code} {source.slice(each.place.span)}" for each in told]
    assert all(each.message and each.remedy for each in told)
    return dict(settings.views), found


def test_a_view_is_a_query_or_a_table() -> None:
    views, told = read(
        '[views]\nhot = "tier:key"\nfar = { query = "location:Lagos", limit = 3 }\n'
        '[views.late]\nquery = "overdue"\ntitle = "Waiting"\n'
        'columns = ["name", "last, overdue"]\nsort = "-overdue, name"\n'
    )
    assert told == []
    assert views == {
        "hot": SavedView("hot", "tier:key"),
        "far": SavedView("far", "location:Lagos", limit=3),
        "late": SavedView(
            "late", "overdue", "Waiting", ("name", "last", "overdue"), "-overdue,name"
        ),
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[views]\na = "tier:key ("', "VN906 ("),
        ("[views]\na = 'x \"y'", 'VN906 "y'),
        ('[views]\na = "x \\"y"', 'VN906 "x \\"y"'),
        ('[views]\na = """\ntier:kye"""', 'VN906 """\ntier:kye"""'),
        ('[views.a]\nquery = "tier:kye"', "VN906 kye"),
        ('views.a = "last<2026-13-01"', "VN906 2026-13-01"),
        ('[views]\na = { query = "or" }', 'VN906 { query = "or" }'),
        ("[views]\na = 3", "VN903 3"),
        ("[views]\na = []", "VN903 []"),
        ('views = "x"', 'VN903 "x"'),
        ("[views.a]\nquery = 3", "VN903 3"),
        ('[views.a]\nlimit = "3"', 'VN903 "3"'),
        ("[views.a]\nlimit = -1", "VN903 -1"),
        ("[views.a]\nlimit = true", "VN903 true"),
        ("[views.a]\ncolumns = [1]", "VN903 [1]"),
        ("[views.a]\nsort = 1", "VN903 1"),
        ('[views.a]\ntitle = "a\\nb"', 'VN903 "a\\nb"'),
        ("[views.a]\nqurey = 'x'", "VN902 qurey"),
    ],
)
def test_a_mistake_is_told_at_its_place(text: str, told: str) -> None:
    assert read(text)[1] == [told]


def test_what_cannot_be_read_is_left_out_and_the_rest_holds() -> None:
    views, told = read(
        '[views]\nbad = "("\n[views.good]\nquery = "ana"\nlimit = "x"\nsort = "name"\n'
    )
    assert views == {"good": SavedView("good", "ana", sort="name")}
    assert len(told) == 2


def test_a_table_without_a_query_is_everybody() -> None:
    assert read('[views.all]\nsort = "-last"')[0]["all"].query == ""


@given(st.text())
def test_any_text_is_a_view_or_told(text: str) -> None:
    for written in (f'[views]\na = "{text}"', f"[views]\na = '{text}'", f"[views]\n{text} = 'a'"):
        source = Source("vaultnet.toml", written)
        settings, told = parse_settings(source)
        for view in settings.views.values():
            parse_query(view.query)
        assert all(each.place.span.end <= len(written) for each in told)


def test_the_reference_has_a_row_for_each_part_of_a_view() -> None:
    text = settings_reference()
    assert "## `[views.NAME]`" in text
    assert all(f"| `{spec.key}` |" in text and spec.summary in text for spec in VIEW_SETTINGS)
