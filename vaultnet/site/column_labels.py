"""The words that people read for the keys of the query language and for the values of them."""

from collections.abc import Mapping
from typing import Final

from vaultnet.domain.contact import ContactStatus, MetThrough, Tier
from vaultnet.labels import (
    balance_label,
    band_label,
    criterion_label,
    met_through_label,
    quadrant_label,
    status_label,
    tier_label,
    urgency_label,
)
from vaultnet.language import Translator, message
from vaultnet.query.keys import Key
from vaultnet.strategy.attention import Urgency
from vaultnet.strategy.portfolio import Quadrant
from vaultnet.strategy.reciprocity import BalanceBand
from vaultnet.strategy.strength import Band

_LABELS: Final[Mapping[str, str]] = {
    "id": message("Id"),
    "name": message("Name"),
    "aliases": message("Other names"),
    "tier": message("Tier"),
    "status": message("Status"),
    "role": message("Role"),
    "organisation": message("Organisation"),
    "functions": message("Functions"),
    "serves": message("Serves"),
    "email": message("Email"),
    "phone": message("Phone"),
    "url": message("Web address"),
    "address": message("Address"),
    "location": message("Location"),
    "timezone": message("Time zone"),
    "languages": message("Languages"),
    "pronouns": message("Pronouns"),
    "birthday": message("Birthday"),
    "met": message("Met"),
    "met_through": message("How you met"),
    "introduced_by": message("Introduced by"),
    "rated": message("Rated"),
    "cadence": message("Cadence"),
    "affinity": message("Affinity"),
    "source": message("Source"),
    "tags": message("Tags"),
    "private": message("Private"),
    "shared": message("Shared"),
    "offers": message("Offers"),
    "needs": message("Needs"),
    "topics": message("Topics"),
    "last": message("Last contact"),
    "due": message("Due"),
    "overdue": message("Overdue ratio"),
    "urgency": message("Urgency"),
    "fruitfulness": message("Fruitfulness"),
    "confidence": message("Confidence"),
    "strength": message("Strength in points"),
    "band": message("Strength"),
    "quadrant": message("What to do"),
    "suggested": message("Suggested tier"),
    "rank": message("Rank"),
    "priority": message("Priority"),
    "balance": message("Balance"),
    "scales": message("Scales"),
    "given": message("Given"),
    "received": message("Received"),
    "promises": message("Promises"),
    "requests": message("Requests"),
    "ready": message("Ready to ask"),
    "tasks": message("Tasks"),
    "entries": message("Log entries"),
    "opportunities": message("Opportunities"),
    "risks": message("Risks"),
}


def column_label(words: Translator, key: Key) -> str:
    """Return the heading of a column; a field of one's own is called as it is written."""
    label = _LABELS.get(key.name)
    return words.text(label) if label else criterion_label(words, key.name)


def value_labels(words: Translator, key: Key) -> tuple[str, ...]:
    """Return the words that people read for each word that a key may be, in their order."""
    say = {
        "tier": lambda word: tier_label(words, Tier(word)),
        "suggested": lambda word: tier_label(words, Tier(word)),
        "status": lambda word: status_label(words, ContactStatus(word)),
        "met_through": lambda word: met_through_label(words, MetThrough(word)),
        "urgency": lambda word: urgency_label(words, Urgency(word)),
        "band": lambda word: band_label(words, Band(word)),
        "quadrant": lambda word: quadrant_label(words, Quadrant(word)),
        "scales": lambda word: balance_label(words, BalanceBand(word)),
    }.get(key.name)
    return key.all_words if say is None else tuple(map(say, key.all_words))
