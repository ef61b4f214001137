"""How often to be in touch with a contact, and when next: what can be told from its note alone."""

import math
from datetime import date

from vaultnet.domain.contact import Contact, ContactStatus, Tier
from vaultnet.domain.dates import days_after
from vaultnet.strategy.constants import Constants


def cadence_days(contact: Contact, constants: Constants) -> float | None:
    """Return the cadence in days, the contact's own or its tier's; None for never or unknown."""
    if contact.cadence is not None:
        return contact.cadence.days
    cadence = None if contact.tier is None else constants.cadence.get(contact.tier)
    return None if cadence is None else cadence.days


def is_in_list(contact: Contact) -> bool:
    """Tell whether lists of what to do may speak of a contact."""
    never = contact.cadence is not None and contact.cadence.days is None
    return (
        contact.status is not ContactStatus.CLOSED and contact.tier is not Tier.NONE and not never
    )


def next_contact_day(last: date, days: float, constants: Constants) -> date:
    """Return the first whole day on which a cadence of so many days has passed since a last one.

    Where the calendar ends before it, it is the last day there is.
    """
    return days_after(last, math.ceil(days * constants.due))
