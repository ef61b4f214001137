"""What is written from right to left turns no words beside it, wherever a sentence holds it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.site.sites import section, site_from
from vaultnet.site.reading_direction import isolated, isolated_values

HEBREW, ARABIC = "שרה כהן", "محمد"
LEAD = "---\nname: שרה\nstatus: active\n---\n"
FRONT = 'serves: ["[[lead]]"]\nexpertise: 4\n'


@pytest.mark.parametrize("name", [HEBREW, ARABIC, f"Ana {HEBREW}", "𐤀𐤁"])
def test_a_name_from_right_to_left_is_kept_to_itself(name: str) -> None:
    assert isolated(name) == f"\u2068{name}\u2069"


@given(st.text(st.characters(max_codepoint=0x58F)))
def test_all_other_texts_stay_as_they_are(text: str) -> None:
    assert isolated(text) is text
    assert isolated_values({"text": text, "n": 3}) == {"text": text, "n": 3}


def test_sentences_of_pages_isolate_the_names_in_them() -> None:
    files = {"objectives/lead.md": LEAD}
    for stem, name in {"a": HEBREW, "b": "Ana", "c": "Tom"}.items():
        files[f"contacts/{stem}.md"] = f"---\nname: {name}\n{FRONT}---\n"
    site = site_from(files)
    assert f"fit for {isolated('שרה')}" in section(site["contacts/b.html"], "why")
    assert f"Fruitfulness for {isolated('שרה')}" in site["contacts/b.html"]
    assert f"Invest in {isolated(HEBREW)}" in section(site["strategy.html"], "changes")
