"""Words that speak of liking and not of work."""

import pytest

from vaultnet.domain.affective_words import find_affective_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a lovely person", "lovely"),
        ("I like her a lot", "I like"),
        ("es muy Simpático conmigo", "Simpático"),
        ("me cae bien desde el principio", "me cae"),
        ("it is a good friend of mine", "good friend"),
        ("designed the failover; works like a clock", None),
        ("answers within the day", None),
        ("una persona de fiar: entrega a tiempo", None),
        ("friendly to newcomers in code review", None),
        ("the nicest thing", None),
        ("", None),
    ],
)
def test_whole_words_are_found_without_case_and_accents(text: str, found: str | None) -> None:
    words = text.split()
    span = find_affective_words(words)
    assert (None if span is None else " ".join(words[span[0] : span[1]])) == found
