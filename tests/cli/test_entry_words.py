"""Which of the words behind `vaultnet log` is what."""

import pytest

from vaultnet.cli.entry_words import EntryWords, Said, split_words
from vaultnet.cli.problem import Problem
from vaultnet.domain.entry import EntryKind

MET, GAVE, NOTE = EntryKind.MET, EntryKind.GAVE, EntryKind.NOTE


def _is_contact(text: str) -> bool:
    return text in {"ana", "tom", "chat"}


@pytest.mark.parametrize(
    ("words", "said", "expected"),
    [
        (("ana", "coffee"), Said(), EntryWords(("ana",), (), "coffee")),
        (("ana", "met", "coffee"), Said(), EntryWords(("ana",), (MET,), "coffee")),
        (("ana", "Reunion", "café"), Said(), EntryWords(("ana",), (MET,), "café")),
        (("ana", "met,di", "x"), Said(), EntryWords(("ana",), (MET, GAVE), "x")),
        (("ana", "tom", "met", "x"), Said(), EntryWords(("ana", "tom"), (MET,), "x")),
        (("ana", "tom", "x"), Said((MET,)), EntryWords(("ana", "tom"), (MET,), "x")),
        (("ana", "mail"), Said((MET,)), EntryWords(("ana",), (MET,), "mail")),
        (("ana", "met"), Said(), EntryWords(("ana",), (MET,), None)),
        (("ana",), Said(), EntryWords(("ana",), (), None)),
        (("ana", "tom"), Said(edit=True), EntryWords(("ana", "tom"), (), None)),
        (("ana", "note"), Said(text="x"), EntryWords(("ana",), (NOTE,), "x")),
        (("ana", "nets", "x"), Said(), EntryWords(("ana", "nets"), (), "x")),
        (("chat", "x"), Said(), EntryWords(("chat",), (), "x")),
        (("ana", "-"), Said(), EntryWords(("ana",), (), "-")),
    ],
)
def test_the_last_word_is_the_text_and_the_one_before_may_be_a_kind(
    words: tuple[str, ...], said: Said, expected: EntryWords
) -> None:
    """All others are names; an option takes the place of a word."""
    assert split_words(words, said, _is_contact) == expected


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("ana", "tom"), "say --text tom"),
        (("ana", "chat", "x"), "say --message"),
        (("met", "x"), "vaultnet log NAME met TEXT"),
        (("met",), "vaultnet log NAME met TEXT"),
    ],
)
def test_a_word_that_may_be_two_things_is_not_guessed(words: tuple[str, ...], hint: str) -> None:
    """The hint says how to put it without doubt."""
    with pytest.raises(Problem) as caught:
        split_words(words, Said(), _is_contact)
    assert hint in caught.value.hint
