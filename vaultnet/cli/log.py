"""`vaultnet log`: what happened with somebody, in five seconds."""

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

import click

from vaultnet.cli.address_book import AddressBook, open_address_book
from vaultnet.cli.entry_words import EntryWords, Said, split_words
from vaultnet.cli.entry_writing import Wish, write_entry
from vaultnet.cli.invocation import Invocation, pass_invocation, read_day
from vaultnet.cli.output import clean
from vaultnet.cli.problem import Problem
from vaultnet.cli.reports.logged import tell_logged
from vaultnet.cli.saved import tell_unless_flushed
from vaultnet.domain.entry import Entry, EntryKind, Initiator
from vaultnet.domain.names import NameEntry
from vaultnet.late import pattern
from vaultnet.phrase import wording
from vaultnet.storage.failure import StorageError
from vaultnet.vault.edits.entry_text import kind_word, split_text
from vaultnet.vault.vocabulary import ENTRY_KINDS, INITIATOR_BY_WORD, plain

Command = TypeVar("Command", bound=Callable[..., object])
_PENDING = frozenset({EntryKind.PROMISED, EntryKind.ASKED})
_HELP = frozenset({EntryKind.GAVE, EntryKind.RECEIVED})
_TIME = pattern(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)
_STANDARD_INPUT = "-"
_MEANINGS: Mapping[EntryKind, str] = {
    EntryKind.MET: wording("You met in person."),
    EntryKind.CALL: wording("You spoke on the telephone."),
    EntryKind.VIDEO: wording("You saw each other by video."),
    EntryKind.EVENT: wording("You met at an event."),
    EntryKind.MESSAGE: wording("One of you sent a message."),
    EntryKind.EMAIL: wording("One of you wrote an e-mail."),
    EntryKind.CONTACT: wording("You were in touch in some other way; so without any kind."),
    EntryKind.GAVE: wording("You helped them."),
    EntryKind.RECEIVED: wording("They helped you."),
    EntryKind.PROMISED: wording("You promised something: open until it is done."),
    EntryKind.ASKED: wording("You asked for something: open until they answered."),
    EntryKind.NOTE: wording("A remark, which is no contact."),
}


def _kind_options(command: Command) -> Command:
    """Give a command an option for each kind of entry; its other words are known, not shown."""
    for kind in reversed(EntryKind):
        first, *others = ENTRY_KINDS[kind].all
        hidden = {f"--{form}" for word in others for form in (word, plain(word)) if " " not in word}
        hidden.discard(f"--{first}")
        if hidden:
            command = click.option(
                *sorted(hidden), "kinds", flag_value=kind.value, multiple=True, hidden=True
            )(command)
        command = click.option(
            f"--{first}", "kinds", flag_value=kind.value, multiple=True, help=_MEANINGS[kind]
        )(command)
    return command


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="NAME… [KIND] TEXT")
@_kind_options
@click.option("--date", "day", metavar="DATE", help="When it was; else today.")
@click.option("--time", metavar="HH:MM", help="At what time of day.")
@click.option("--with", "beside", multiple=True, metavar="NAME", help="Who else was there.")
@click.option("--weight", type=click.IntRange(1, 5), help="How much was given or received.")
@click.option("--due", metavar="DATE", help="By when a promise is to be kept, or an answer due.")
@click.option("--initiator", metavar="me|them", help="Who took the first step.")
@click.option("--text", metavar="TEXT", help="The text; all words are then names.")
@click.option("--edit", is_flag=True, help="Write the text in $VISUAL or $EDITOR.")
@pass_invocation
def command(  # noqa: PLR0913 (one parameter for each option)
    invocation: Invocation,
    words: tuple[str, ...],
    *,
    kinds: tuple[str, ...],
    day: str | None,
    time: str | None,
    beside: tuple[str, ...],
    weight: int | None,
    due: str | None,
    initiator: str | None,
    text: str | None,
    edit: bool,
) -> int:
    """Write down what happened with somebody.

    The last word is the text, "-" for the standard input; without a text your editor opens, so
    that it stays out of the history of your shell. The word before it may be a kind, such as met
    or llamada; an option for the kind does the same. All others are names.

    One name: the line goes into that contact's log. Several: it is written once, in the journal,
    and counts for all of them.
    """
    book = open_address_book(invocation)
    said = Said(tuple(EntryKind(kind) for kind in kinds), text, edit=edit)
    split = split_words(words, said, book.has_contact)
    entry = Entry(
        day=_past_day(day, invocation),
        time=_time(time),
        kinds=split.kinds or (EntryKind.CONTACT,),
        weight=_weight(weight, split.kinds),
        done=False if _PENDING.intersection(split.kinds) else None,
        due=_due(due, split.kinds, invocation),
        initiator=_initiator(initiator),
        text="",
    )
    people = _contacts(book, split.names)
    wish = Wish(
        entry, people, tuple(each for each in _contacts(book, beside) if each not in people)
    )
    return _log(invocation, book, wish, split)


def _log(invocation: Invocation, book: AddressBook, wish: Wish, split: EntryWords) -> int:
    """Get the text, write the entry, and say what became of it; a draft is kept until then."""
    draft = None
    if split.text is None:
        from vaultnet.cli.editor import read_draft

        draft = read_draft(_guidance(book, wish))
        typed = draft.text
    else:
        typed = _read_standard_input() if split.text == _STANDARD_INPUT else split.text
    text, detail = split_text(_sound(typed))
    if not text:
        if draft is not None:
            draft.discard()
        return _tell_nothing(invocation, book)
    entry = replace(wish.entry, text=text, detail=detail)
    try:
        logged, written = write_entry(book, replace(wish, entry=entry))
    except (Problem, StorageError):
        if draft is not None:
            invocation.terminal.remark(
                invocation.speech.words.text("your text is kept in {path}", path=draft.path)
            )
        raise
    if draft is not None:
        draft.discard()
    tell_logged(invocation, book, logged)
    tell_unless_flushed(written, invocation.terminal, invocation.speech.words)
    return 0


def _contacts(book: AddressBook, names: Sequence[str]) -> tuple[NameEntry, ...]:
    """Return the contacts that names mean, each once."""
    return tuple({entry.id: entry for entry in map(book.contact, names)}.values())


def _past_day(text: str | None, invocation: Invocation) -> date:
    """Return the day of an entry; raises Problem for one that is still to come."""
    day = read_day(text, invocation.as_of)
    if day > invocation.as_of:
        message = "{day} is still to come, and a log says what has happened"
        raise Problem(message, "write what is to be done under Next", day=day)
    return day


def _due(text: str | None, kinds: Sequence[EntryKind], invocation: Invocation) -> date | None:
    if text is not None and not _PENDING.intersection(kinds):
        message = "--due is for what was promised or asked"
        raise Problem(message, "add --promised or --asked, or leave --due out")
    return None if text is None else read_day(text, invocation.as_of, ahead=True)


def _weight(weight: int | None, kinds: Sequence[EntryKind]) -> int:
    if weight is not None and not _HELP.intersection(kinds):
        message = "--weight says how much was given or received"
        raise Problem(message, "add --gave or --received, or leave --weight out")
    return weight or 1


def _time(text: str | None) -> str:
    match = None if text is None else _TIME.fullmatch(text)
    if text is not None and match is None:
        raise Problem('"{text}" is no time of day', "write it as 09:30", text=text)
    return f"{match[1]:0>2}:{match[2]}" if match else ""


def _initiator(text: str | None) -> Initiator | None:
    found = None if text is None else INITIATOR_BY_WORD.get(plain(text))
    if text is not None and found is None:
        raise Problem('"{text}" does not say who took the first step', "say me or them", text=text)
    return found


def _read_standard_input() -> str:
    if sys.stdin is None:
        raise Problem("there is no standard input", "give the text on the command line")
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError:
        raise Problem("the text is not UTF-8", "give it in UTF-8") from None


def _sound(text: str) -> str:
    """Return a text that can be written; an argument may hold bytes that are no text."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise Problem("the text is not UTF-8", "give it in UTF-8") from None
    return text


def _guidance(book: AddressBook, wish: Wish) -> list[str]:
    """Return what an editor shows below the text that is to be written."""
    words = book.words
    people = ", ".join(clean(entry.name) for entry in (*wish.people, *wish.beside))
    kinds = ", ".join(kind_word(kind, words.language) for kind in wish.entry.kinds)
    return [
        words.text("{day}, {kinds}: {people}", day=wish.entry.day, kinds=kinds, people=people),
        words.text("The first line is the entry, and more lines become its detail."),
        words.text("This part is left out. Without a text nothing is written."),
    ]


def _tell_nothing(invocation: Invocation, book: AddressBook) -> int:
    words = book.words
    invocation.terminal.remark(words.text("There was no text, so nothing was written."))
    return 1
