"""Messages on LinkedIn: a conversation and a day is one encounter, without what was said."""

import html
from dataclasses import field

from vaultnet.domain.entry import EntryKind, Initiator
from vaultnet.domain.words import plain
from vaultnet.exchange.draft import Encounter, Origin, PersonKey
from vaultnet.exchange.linkedin.archive import ExportTable
from vaultnet.exchange.linkedin.encounters import NAMELESS, EncounterBook, identity
from vaultnet.exchange.linkedin.people import HIDDEN, profile_key
from vaultnet.exchange.tables.cells import Moment
from vaultnet.exchange.tables.csv_reading import Row
from vaultnet.exchange.value_texts import single_blanks
from vaultnet.late import dataclass, pattern
from vaultnet.phrase import wording

NOT_SENT = wording("messages that were never sent")
ADVERTISEMENTS = wording("advertisements")
OF_OTHERS = wording("messages between others")
CROWDED = wording("messages among more than ten people")

_MOST_PEOPLE = 10
_MARKUP = pattern(r"<[^<>]{1,200}>")


@dataclass(slots=True)
class _Talk:
    """What was written in one conversation on one day."""

    origin: Origin
    moment: Moment
    begun: tuple[str, str]
    is_mine: bool
    people: dict[str, PersonKey] = field(default_factory=dict)
    contents: list[tuple[tuple[str, str], str]] = field(default_factory=list)


def read_messages(table: ExportTable, book: EncounterBook) -> None:
    """Take in messages: with whom there was a talk on which day, and who began it."""
    talks: dict[str, _Talk] = {}
    for row, moment in book.dated_rows(table):
        people = _others(table, row, book)
        if people is None:
            continue
        conversation = table.cell(row, "conversation id") or " ".join(sorted(people))
        key = f"message {single_blanks(conversation)[:200]} {moment.day}"
        written = (moment.time, table.cell(row, "date"))
        is_mine = _is_mine(table, row, book)
        talk = talks.setdefault(key, _Talk(table.table.origin(row), moment, written, is_mine))
        if written <= talk.begun:  # the newest stand first
            talk.moment, talk.begun, talk.is_mine = moment, written, is_mine
        talk.people.update(people)
        content = f"{table.cell(row, 'from')}: {_without_markup(table.cell(row, 'content'))}"
        talk.contents.append((written, content))
    for key, talk in talks.items():
        book.add(_encounter(key, talk, book))


def _encounter(key: str, talk: _Talk, book: EncounterBook) -> Encounter:
    day = talk.moment.full_day
    assert day is not None  # noqa: S101 (only rows with a whole day come here)
    text = book.options.words.plural(
        "{n} message on LinkedIn", "{n} messages on LinkedIn", len(talk.contents)
    )
    said = " / ".join(content for _, content in sorted(talk.contents, key=lambda each: each[0]))
    return Encounter(
        origin=talk.origin,
        key=key,
        day=day,
        time=talk.moment.time,
        kinds=(EntryKind.MESSAGE,),
        people=tuple(talk.people.values()),
        text=book.with_content(text, said),
        initiator=Initiator.ME if talk.is_mine else Initiator.THEM,
    )


def _others(table: ExportTable, row: Row, book: EncounterBook) -> dict[str, PersonKey] | None:
    """Return with whom the owner wrote, by identity; None, and counted, where it is no talk."""
    reason = _reason_to_ignore(table, row)
    if reason is None:
        sides = [_sender(table, row), *_receivers(table, row, book)]
        others = [side for side in sides if not book.owner.is_meant(*side)]
        named = [
            (name, url) for name, url in others if plain(name) not in NAMELESS or profile_key(url)
        ]
        if len(others) == len(sides):
            reason = OF_OTHERS
        elif not named:
            reason = HIDDEN
        elif len(named) > _MOST_PEOPLE:
            reason = CROWDED
    if reason is not None:
        book.ignored[reason] += 1
        return None
    people = (book.people.person(name, url) for name, url in named)
    return {identity(person): person for person in people}


def _reason_to_ignore(table: ExportTable, row: Row) -> str | None:
    is_draft = ("is message draft", "is conversation draft")
    if any(table.cell(row, heading).casefold() in {"yes", "true"} for heading in is_draft):
        return NOT_SENT
    signs = (table.cell(row, "conversation title"), table.cell(row, "from"))
    is_spam = table.cell(row, "folder").casefold() == "spam"
    if is_spam or any("sponsored" in sign.casefold() for sign in signs):
        return ADVERTISEMENTS
    return None


def _is_mine(table: ExportTable, row: Row, book: EncounterBook) -> bool:
    return book.owner.is_meant(*_sender(table, row))


def _sender(table: ExportTable, row: Row) -> tuple[str, str]:
    return single_blanks(table.cell(row, "from")), table.cell(row, "sender profile url")


def _receivers(table: ExportTable, row: Row, book: EncounterBook) -> list[tuple[str, str]]:
    """Return the names and profiles that a message went to; names may be fewer, or have commas."""
    written = table.cell(row, "recipient profile urls")
    urls = [url.strip() for url in written.split(",") if url.strip()]
    whole = single_blanks(table.cell(row, "to"))
    if len(urls) == 1 or (not urls and book.people.knows(whole)):
        return [(whole, urls[0] if urls else "")]
    names = [name.strip() for name in whole.split(",") if name.strip()]
    if not urls:
        return [(name, "") for name in names]
    if len(names) != len(urls):
        return [("", url) for url in urls]
    return list(zip(names, urls, strict=True))


def _without_markup(text: str) -> str:
    return html.unescape(_MARKUP.sub(" ", text))
