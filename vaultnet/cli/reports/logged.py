"""What is said once an entry is written: the line, whom it counts for, and what follows."""

from collections.abc import Iterator
from datetime import date

from vaultnet.cli.address_book import AddressBook
from vaultnet.cli.entry_writing import Logged
from vaultnet.cli.invocation import Invocation
from vaultnet.cli.output import clean
from vaultnet.domain.contact import Contact
from vaultnet.language import Translator
from vaultnet.vault.parse import parse_file
from vaultnet.vault.settings import Settings


def tell_logged(invocation: Invocation, book: AddressBook, logged: Logged) -> None:
    """Print the line with its place, and say what it means for what is to be done."""
    change = logged.change
    place = f"{change.before.path}:{change.number}:"
    invocation.terminal.data(f"{clean(place)} {clean(change.line)}")
    words = book.words
    for line in _meaning(words, book, logged, invocation.as_of):
        invocation.terminal.remark(line)


def _meaning(words: Translator, book: AddressBook, logged: Logged, as_of: date) -> Iterator[str]:
    """Yield what an entry means, in sentences."""
    wish, entry = logged.wish, logged.change.entry
    people = [clean(each.name) for each in (*wish.people, *wish.beside)]
    if len(people) > 1:
        yield words.text("It counts for each of them: {people}.", people=", ".join(people))
    if entry.is_open:
        yield words.text(
            'It stays open until "vaultnet done {id}" ticks it off.', id=wish.people[0].id
        )
    if wish.in_journal or not entry.is_contact or entry.day != as_of:
        return
    contact = parse_file(logged.change.after, book.settings).node
    if isinstance(contact, Contact) and (day := _next_day(contact, book.settings, as_of)):
        yield words.text("{name}: next in touch by {day}.", name=clean(contact.name), day=day)


def _next_day(contact: Contact, settings: Settings, last: date) -> date | None:
    """Return the day by which to be in touch again after a last one; None without a cadence."""
    from vaultnet.strategy.cadence import cadence_days, is_in_list, next_contact_day
    from vaultnet.strategy.constants import make_constants

    constants = make_constants(
        settings.score, settings.criteria, settings.cadence, settings.stale_after
    )
    days = cadence_days(contact, constants)
    if days is None or not is_in_list(contact):
        return None
    return next_contact_day(last, days, constants)
