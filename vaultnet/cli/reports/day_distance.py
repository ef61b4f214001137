"""Days for people: the date as it is written, with how far away it is beside it."""

from datetime import date

from vaultnet.domain.dates import days_between
from vaultnet.language import Translator


def ago(words: Translator, day: date, as_of: date) -> str:
    """Return a past day with its distance: `2026-11-06 (17 days ago)`, or that it is today."""
    days = days_between(day, as_of)
    if not days:
        return words.text("today")
    return f"{day} ({words.plural('{n} day ago', '{n} days ago', days)})"


def due(words: Translator, day: date, as_of: date) -> str:
    """Return when something is due, and by how many days it is late."""
    late = days_between(day, as_of)
    if late <= 0:
        return words.text("due {day}", day=day)
    return words.plural("due {day}, {n} day late", "due {day}, {n} days late", late, day=day)


def distance(words: Translator, day: date, as_of: date) -> str:
    """Return how far a day on which something is due lies: `3 days late`, `today`, `in 4 days`."""
    days = days_between(day, as_of)
    if days > 0:
        return words.plural("{n} day late", "{n} days late", days)
    return words.plural("in {n} day", "in {n} days", -days) if days else words.text("today")
