"""Where the settings stand in their file."""

import time
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.vault.toml_places import find_toml_places

TEXT = '''# x = 1
name = "My # [network]"  # a comment
exclude = [
  "a = 1", # not = this
  "]",
]
a.b = 1
text = """
[no]
c = 2
"""
[share]
"fields" = ['name', "x\\"]"]
[ check . deep ]
VN204 = "off"
'''


def test_keys_and_values_have_their_places() -> None:
    places = find_toml_places(TEXT)
    written = {
        path: (TEXT[place.key.start : place.key.end], TEXT[place.value.start : place.value.end])
        for path, place in places.items()
    }
    assert written == {
        ("name",): ("name", '"My # [network]"'),
        ("exclude",): ("exclude", '[\n  "a = 1", # not = this\n  "]",\n]'),
        ("a", "b"): ("a.b", "1"),
        ("text",): ("text", '"""\n[no]\nc = 2\n"""'),
        ("share",): ("share", "share"),
        ("share", "fields"): ('"fields"', '[\'name\', "x\\"]"]'),
        ("check", "deep"): ("check . deep", "check . deep"),
        ("check", "deep", "VN204"): ("VN204", '"off"'),
    }


def test_every_place_is_one_that_the_reader_of_toml_knows() -> None:
    data = tomllib.loads(TEXT)
    for path in find_toml_places(TEXT):
        held: object = data
        for part in path:
            assert isinstance(held, dict)
            held = held[part]


@given(st.text())
def test_any_text_is_looked_through(text: str) -> None:
    for place in find_toml_places(text).values():
        assert 0 <= place.key.start < place.key.end <= len(text)
        assert place.value.end <= len(text)


@pytest.mark.parametrize("piece", ["a=[", "a = '", "[", '"', "a.", "a=1\n", "= ", '"""'])
def test_the_time_is_linear(piece: str) -> None:
    start = time.process_time()
    find_toml_places(piece * (200_000 // len(piece)))
    assert time.process_time() - start < 2
