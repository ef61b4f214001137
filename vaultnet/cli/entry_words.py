"""The words behind `vaultnet log`: which are names, which one is a kind, and which the text.

The last word is the text; the one before it may be a kind; all others are names. Where a word
may be two things nothing is guessed: the options say the same without doubt.
"""

from collections.abc import Callable, Sequence

from vaultnet.cli.problem import Problem
from vaultnet.domain.entry import EntryKind
from vaultnet.late import dataclass
from vaultnet.vault.vocabulary import ENTRY_KIND_BY_WORD, plain


@dataclass(frozen=True, slots=True)
class EntryWords:
    """What was typed, taken apart; the text is None where it is still to be written."""

    names: tuple[str, ...]
    kinds: tuple[EntryKind, ...]
    text: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """What the options say already: the kinds, the text, or that an editor is wanted."""

    kinds: tuple[EntryKind, ...] = ()
    text: str | None = None
    edit: bool = False

    @property
    def has_text(self) -> bool:
        """Tell whether no word can be the text any more."""
        return self.text is not None or self.edit


def split_words(words: Sequence[str], said: Said, is_contact: Callable[[str], bool]) -> EntryWords:
    """Take the words of a command apart; `is_contact` knows names in full.

    Raises Problem where a word may be two things.
    """
    names, text = list(words), said.text
    if not said.has_text and len(names) > 1 and not _ends_in_kind(names, said):
        text = names.pop()
        _require_no_name(text, is_contact)
    kinds = said.kinds
    if not kinds and len(names) > 1 and (found := kinds_of(names[-1])):
        _require_no_contact(names[-1], is_contact)
        kinds = found
        names.pop()
    if len(names) == 1:
        _require_no_lone_kind(names[0], is_contact)
    return EntryWords(tuple(names), kinds, text)


def kinds_of(word: str) -> tuple[EntryKind, ...]:
    """Return the kinds that a word names, several with commas between; none for another word."""
    found = [ENTRY_KIND_BY_WORD.get(plain(part)) for part in word.split(",")]
    kinds = [kind for kind in found if kind is not None]
    return tuple(dict.fromkeys(kinds)) if len(kinds) == len(found) else ()


def _ends_in_kind(names: Sequence[str], said: Said) -> bool:
    """Tell whether the last word is a kind, so that the text is still to be written."""
    return not said.kinds and bool(kinds_of(names[-1]))


def _require_no_name(text: str, is_contact: Callable[[str], bool]) -> None:
    if is_contact(text):
        from shlex import quote

        message = '"{text}" may be the text of the entry, or a contact that it is about'
        hint = "say --text {quoted} for the text, or --edit to write the text in your editor"
        raise Problem(message, hint, text=text, quoted=quote(text))


def _require_no_contact(word: str, is_contact: Callable[[str], bool]) -> None:
    if is_contact(word):
        message = '"{word}" may be the kind of the entry, or a contact that it is about'
        hint = "say --{kind} for the kind, or give the contact by the path of its note"
        raise Problem(message, hint, word=word, kind=kinds_of(word)[0].value)


def _require_no_lone_kind(name: str, is_contact: Callable[[str], bool]) -> None:
    """Raise Problem for a kind without a name, which may well be a part of somebody's name."""
    if kinds_of(name) and not is_contact(name):
        message = '"{name}" is a kind of entry: whom is it about?'
        raise Problem(message, "give a name first: vaultnet log NAME {name} TEXT", name=name)
