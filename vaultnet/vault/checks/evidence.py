"""Whether professional judgement rests on evidence: ratings, their dates, and their wording."""

from collections.abc import Iterator
from datetime import date, timedelta

from vaultnet.diagnostics import Diagnostic, Place
from vaultnet.domain.affective_words import find_affective_words
from vaultnet.domain.contact import Contact, ContactStatus, Tier
from vaultnet.domain.node import NodeId
from vaultnet.late import pattern
from vaultnet.source import Span
from vaultnet.vault.parsed import Vault
from vaultnet.vault.rules.vault import (
    AFFECTIVE_WORDING,
    KEY_CONTACT_WITHOUT_EVIDENCE,
    RATING_WITHOUT_DATE,
    RATING_WITHOUT_EVIDENCE,
    STALE_RATING,
)

_WORD = pattern(r"\w+")
_RATED_TIERS = frozenset({Tier.KEY, Tier.REGULAR})


def check_page_evidence(vault: Vault, node_id: NodeId, as_of: date) -> Iterator[Diagnostic]:
    """Yield ratings without evidence or date, stale ones, and evidence that speaks of liking."""
    contact = vault.network.nodes[node_id]
    if not isinstance(contact, Contact):
        return
    yield from _check_wording(vault, contact)
    if contact.status is ContactStatus.CLOSED or contact.tier not in _RATED_TIERS:
        return
    yield from _check_basis(vault, contact)
    if contact.ratings:
        limit = vault.settings.stale_after.days
        yield from _check_age(vault, contact, None if limit is None else _days_before(as_of, limit))


def _days_before(day: date, days: float) -> date:
    return day - timedelta(days=min(int(days), (day - date.min).days))


def _check_basis(vault: Vault, contact: Contact) -> Iterator[Diagnostic]:
    """Report the ratings that no line of the Assessment speaks of, once for a contact."""
    proven = {evidence.criterion for evidence in contact.assessment}
    bare = [criterion for criterion in contact.ratings if criterion not in proven]
    if contact.tier is Tier.KEY and (bare or not proven):
        yield Diagnostic(
            KEY_CONTACT_WITHOUT_EVIDENCE,
            vault.place(contact.id, bare[0] if bare else "tier"),
            'the key contact "{name}" has no evidence for {criteria}'
            if bare
            else 'the key contact "{name}" has no Assessment',
            {"name": contact.name, "criteria": ", ".join(bare)},
            hint="write under Assessment what you saw, such as `- influence: decides the budget`",
        )
    if contact.tier is Tier.REGULAR and bare:
        yield Diagnostic(
            RATING_WITHOUT_EVIDENCE,
            vault.place(contact.id, bare[0]),
            "no evidence for {criteria}",
            {"criteria": ", ".join(bare)},
            hint="write under Assessment what the rating rests on",
        )


def _check_age(vault: Vault, contact: Contact, oldest: date | None) -> Iterator[Diagnostic]:
    """Report ratings that were reviewed too long ago, or nobody knows when."""
    reviews = [evidence.rated for evidence in contact.assessment if evidence.rated is not None]
    last = max((*reviews, *((contact.rated,) if contact.rated else ())), default=None)
    if last is None:
        yield Diagnostic(
            RATING_WITHOUT_DATE,
            vault.place(contact.id, next(iter(contact.ratings))),
            "nothing says when the ratings were last reviewed",
            hint="write the day after `rated:`",
        )
    elif oldest is not None and last < oldest:
        yield Diagnostic(
            STALE_RATING,
            vault.place(contact.id, "rated" if contact.rated == last else "assessment/0"),
            'the ratings were last reviewed on "{last}"',
            {"last": last},
            hint="review them on what has happened since, and write the day after `rated:`",
        )


def _check_wording(vault: Vault, contact: Contact) -> Iterator[Diagnostic]:
    """Report evidence that says how much somebody is liked."""
    file = vault.file_of(contact.id)
    for index in range(len(contact.assessment)):
        place = file.place(f"assessment/{index}/text")
        matches = list(_WORD.finditer(file.source.slice(place.span)))
        found = find_affective_words([match.group() for match in matches])
        if found is None:
            continue
        first, last = matches[found[0]], matches[found[1] - 1]
        span = Span(first.start(), last.end()).shifted(place.span.start)
        yield Diagnostic(
            AFFECTIVE_WORDING,
            Place(place.path, span),
            '"{words}" speaks of liking, not of work',
            {"words": file.source.slice(span)},
            hint="write what the person did; how much you like them belongs in `affinity:`",
        )
