"""Columns kept in `vaultnet.toml`: what was there stays, and what is added is read back."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faults.effort import EXAMPLES
from vaultnet.exchange.tables.saved_mapping import MappingError, with_mapping
from vaultnet.source import Source
from vaultnet.vault.settings import parse_settings

COLUMNS = {"Wer": "name", "Tel. mobil": "phone:mobile", "Farbe": "x-farbe"}


def kept(text: str, name: str = "fair") -> str:
    return with_mapping(Source("vaultnet.toml", text), name, COLUMNS).text


def test_a_table_is_added_at_the_end() -> None:
    assert kept('# mine\r\nname = "N"') == (
        '# mine\r\nname = "N"\r\n\r\n[mappings."fair"]\r\n"Wer" = "name"\r\n'
        '"Tel. mobil" = "phone:mobile"\r\n'
    )
    found, told = parse_settings(Source("vaultnet.toml", kept("")))
    assert told == ()
    assert found.mappings == {"fair": {"Wer": "name", "Tel. mobil": "phone:mobile"}}


def test_the_same_twice_is_once() -> None:
    once = kept('language = "es"\n')
    assert kept(once) == once


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[mappings.fair]\nWer = "role"\n', 'there is another mapping "fair" in the settings'),
        ("mappings = 3\n", 'there is another mapping "fair" in the settings'),
        ('mappings = {a = {b = "c"}}\n', "the settings cannot be added to where they end"),
        ("name = \n", "the settings are not valid TOML"),
    ],
)
def test_settings_that_cannot_take_it_stay(text: str, reason: str) -> None:
    with pytest.raises(MappingError) as caught:
        kept(text)
    assert str(caught.value).startswith(reason)


NAMES = st.text(min_size=1, max_size=12).filter(lambda text: text.strip() != "")


@settings(max_examples=EXAMPLES)
@given(NAMES, st.dictionaries(NAMES, st.sampled_from(["name", "email:work", "-"]), min_size=1))
def test_any_names_come_back(name: str, columns: dict[str, str]) -> None:
    before = 'name = "N"\n[site]\nfolder = "web"  # here\n'
    after = with_mapping(Source("vaultnet.toml", before), name, columns).text
    assert after.startswith(before)
    assert tomllib.loads(after)["mappings"] == {name: columns}
