"""Labels of addresses: the types of a card and the words of a vault, either way."""

import re
from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

from vaultnet.exchange.value_texts import label, single_blanks
from vaultnet.late import pattern

_SAID_BY_APPLE = pattern(r"_\$!<(.*)>!\$_", re.DOTALL)
_SILENT: Final = frozenset(
    {
        "pref",
        "internet",
        "voice",
        "x400",
        "intl",
        "dom",
        "postal",
        "parcel",
        "msg",
        "other",
        "unknown",
        "vcard",
    }
)
_WORDS: Final = {"cell": "mobile", "car": "car", "video": "video", "pager": "pager"}
_TYPES: Final = {
    "home": "home",
    "work": "work",
    "mobile": "cell",
    "fax": "fax",
    "pager": "pager",
    "video": "video",
    "text": "text",
}
_OF_PHONES_ALONE: Final = frozenset({"mobile", "fax", "pager", "video", "text"})


class WrittenLabel(NamedTuple):
    """A label as a card has it: types, or a text of its own where no types say it."""

    types: tuple[str, ...] = ()
    text: str = ""


NO_LABEL: Final = WrittenLabel()


def label_of_types(types: Iterable[str]) -> str:
    """Return the label that types give: `WORK,FAX` is `work fax`; most types say nothing."""
    words = dict.fromkeys(word.removeprefix("x-") for word in types)
    told = [_WORDS.get(word, word) for word in words if word and word not in _SILENT]
    return label(" ".join(sorted(told, key=_place)))


def label_of_text(text: str) -> str:
    """Return a label that somebody typed, or one of Apple's own: `_$!<HomePage>!$_`."""
    word = label(words_of_label(text))
    return "" if word in _SILENT else word


def words_of_label(text: str) -> str:
    """Return the words of a label, those of Apple's own in small letters."""
    own = _SAID_BY_APPLE.fullmatch(text.strip())
    return own[1].lower() if own else single_blanks(text)


def written_label(word: str, *, of_phone: bool) -> WrittenLabel:
    """Return a label for a card: as types where they say the same, else as a text."""
    words = word.split(" ") if word else []
    can_say: Collection[str] = _TYPES if of_phone else _TYPES.keys() - _OF_PHONES_ALONE
    types = tuple(_TYPES[each] for each in words if each in can_say)
    if len(types) == len(words) and label_of_types(types) == word:
        return WrittenLabel(types)
    return WrittenLabel(text=word)


def _place(word: str) -> int:
    """Return where a word stands in a label: where it is first, then what it is."""
    return 0 if word in {"home", "work"} else 1
