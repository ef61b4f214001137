"""Data that scripts hold: JSON is the same, whichever writer makes it."""

import json

from hypothesis import example, given
from hypothesis import strategies as st

from vaultnet.site.script_data import json_of, json_of_texts

_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=40)


@given(st.lists(st.tuples(_TEXT, _TEXT, _TEXT), max_size=5).map(tuple))
@example((("</script>\u2028\x00\x1f\x7f\x9f \"\\/'&", "\ud800", "\U0001f642"),))
@example((("", "\b\t\n\f\r", "\ue000\uffff"),))
def test_json_of_texts_is_letter_for_letter_that_of_all_else(
    texts: tuple[tuple[str, ...], ...],
) -> None:
    written = json_of_texts(texts)
    assert written == json_of(texts)
    assert json.loads(written) == [list(each) for each in texts]
