"""What a strategy lacks: objectives nobody serves, key contacts without the full analysis.

Advice is rare on purpose. A contact that cost ten seconds is a good contact: only those that
were chosen as key are asked for more.
"""

from collections.abc import Iterator
from datetime import date

from vaultnet.diagnostics import Diagnostic, Rule
from vaultnet.domain.contact import Contact, ContactStatus, Tier
from vaultnet.domain.entry import EntryKind
from vaultnet.domain.links import fold
from vaultnet.domain.me import Me
from vaultnet.domain.node import NodeId
from vaultnet.domain.objective import Objective, ObjectiveStatus
from vaultnet.phrase import Phrase
from vaultnet.vault.parsed import Vault
from vaultnet.vault.rules.vault import (
    BUDGET_MISSING,
    KEY_CONTACT_WITHOUT_OBJECTIVE,
    KEY_CONTACT_WITHOUT_OPPORTUNITY,
    KEY_CONTACT_WITHOUT_RISK,
    OBJECTIVE_PAST_ITS_DATE,
    OBJECTIVE_WITHOUT_CONTACTS,
    OBJECTIVE_WITHOUT_NEEDS,
    OPEN_PROMISE_TO_CLOSED_CONTACT,
    OPPORTUNITY_FOR_UNSERVED_OBJECTIVE,
    OPPORTUNITY_PAST_ITS_DATE,
    SERVES_CLOSED_OBJECTIVE,
    UNKNOWN_FUNCTION,
)

_OPEN = frozenset({ObjectiveStatus.IDEA, ObjectiveStatus.ACTIVE})


def check_strategy(vault: Vault, as_of: date) -> Iterator[Diagnostic]:
    """Yield what is missing or out of date in objectives and in the contacts that serve them."""
    served: set[NodeId] = set()
    for contact in vault.network.contacts:
        objectives = vault.network.resolve_all(contact.serves, Objective)
        served.update(objective.id for objective in objectives)
        if contact.status is ContactStatus.CLOSED:
            yield from _check_closed(vault, contact)
        else:
            yield from _check_contact(vault, contact, objectives, as_of)
    for objective in vault.network.objectives:
        if objective.status is ObjectiveStatus.ACTIVE:
            yield from _check_objective(vault, objective, as_of)
            # In a vault where nobody is placed yet, this would be said of everything.
            if served and objective.id not in served:
                yield _without_contacts(vault, objective)
    yield from _check_owner(vault)


def _check_contact(
    vault: Vault, contact: Contact, objectives: tuple[Objective, ...], as_of: date
) -> Iterator[Diagnostic]:
    if contact.tier is Tier.KEY:
        yield from _check_key_contact(vault, contact)
    if objectives and all(objective.status not in _OPEN for objective in objectives):
        yield from _serves_closed(vault, contact, objectives)
    served = {objective.id for objective in objectives}
    for index, opportunity in enumerate(contact.opportunities):
        field = f"opportunities/{index}"
        if opportunity.outcome is not None:
            continue
        if opportunity.by is not None and opportunity.by < as_of:
            yield _opportunity_past_its_date(vault, contact.id, field, opportunity.by)
        for objective in vault.network.resolve_all(opportunity.links, Objective):
            if objective.id not in served and objective.status in _OPEN:
                yield _unserved(vault, contact, objective, field)


def _check_key_contact(vault: Vault, contact: Contact) -> Iterator[Diagnostic]:
    """Yield what a key contact lacks of the full analysis: objective, opportunity, risk."""
    if not contact.serves:
        yield _lacks(
            vault,
            contact,
            KEY_CONTACT_WITHOUT_OBJECTIVE,
            (
                'the key contact "{name}" serves no objective',
                "name one under `serves:`, or choose another tier",
            ),
        )
    if not contact.opportunities:
        yield _lacks(
            vault,
            contact,
            KEY_CONTACT_WITHOUT_OPPORTUNITY,
            (
                'the key contact "{name}" has no opportunity',
                "write under Opportunities what this relationship could do for your objectives",
            ),
        )
    if not contact.risks:
        yield _lacks(
            vault,
            contact,
            KEY_CONTACT_WITHOUT_RISK,
            (
                'the key contact "{name}" has no risk',
                "write under Risks what could go wrong, before it does",
            ),
        )


def _lacks(vault: Vault, contact: Contact, rule: Rule, words: tuple[str, str]) -> Diagnostic:
    """Return the complaint that a key contact lacks something, at its tier."""
    template, hint = words
    return Diagnostic(
        rule,
        vault.place(contact.id, "tier"),
        template,
        {"name": contact.name},
        hint=hint,
    )


def _serves_closed(
    vault: Vault, contact: Contact, objectives: tuple[Objective, ...]
) -> Iterator[Diagnostic]:
    """Advise on a contact whose objectives are all over, if some attention goes to them."""
    if contact.tier not in {Tier.KEY, Tier.REGULAR}:
        return
    objective = objectives[0]
    yield Diagnostic(
        SERVES_CLOSED_OBJECTIVE,
        vault.place(contact.id, "serves/0"),
        '"{title}" is {status}, and no other objective is served',
        {"title": objective.name, "status": Phrase(objective.status.value)},
        hint="name what the relationship serves now, or choose the tier light",
    )


def _opportunity_past_its_date(vault: Vault, node_id: NodeId, field: str, by: date) -> Diagnostic:
    place = vault.place(node_id, f"{field}/by")
    return Diagnostic(
        OPPORTUNITY_PAST_ITS_DATE,
        place,
        'the opportunity was open until "{by}"',
        {"by": by},
        hint="write how it ended, [outcome:: won], lost or expired, or a later date",
    )


def _unserved(vault: Vault, contact: Contact, objective: Objective, field: str) -> Diagnostic:
    return Diagnostic(
        OPPORTUNITY_FOR_UNSERVED_OBJECTIVE,
        vault.place(contact.id, field),
        '"{name}" does not serve "{title}"',
        {"name": contact.name, "title": objective.name, "id": objective.id},
        hint='add "[[{id}]]" to `serves:`, so that the opportunity counts',
    )


def _check_objective(vault: Vault, objective: Objective, as_of: date) -> Iterator[Diagnostic]:
    """Yield what an active objective lacks, and what of it is over."""
    if objective.by is not None and objective.by < as_of:
        yield Diagnostic(
            OBJECTIVE_PAST_ITS_DATE,
            vault.place(objective.id, "by"),
            'the objective is active, but was to be reached by "{by}"',
            {"by": objective.by},
            hint="set `status: achieved` or `dropped`, or a later date",
        )
    for index, opportunity in enumerate(objective.opportunities):
        if opportunity.outcome is None and opportunity.by is not None and opportunity.by < as_of:
            yield _opportunity_past_its_date(
                vault, objective.id, f"opportunities/{index}", opportunity.by
            )
    if not objective.needs:
        yield Diagnostic(
            OBJECTIVE_WITHOUT_NEEDS,
            vault.place(objective.id, "name"),
            '"{title}" does not say whom it needs',
            {"title": objective.name},
            hint="write under Needs which functions your network should have, and how many",
        )


def _without_contacts(vault: Vault, objective: Objective) -> Diagnostic:
    return Diagnostic(
        OBJECTIVE_WITHOUT_CONTACTS,
        vault.place(objective.id, "name"),
        'no contact serves "{title}"',
        {"title": objective.name, "id": objective.id},
        hint='add "[[{id}]]" to `serves:` of the contacts who could help',
    )


def _check_owner(vault: Vault) -> Iterator[Diagnostic]:
    """Yield advice that needs the owner's page: functions of objectives, and the budget."""
    me = vault.network.me
    if me is None:
        return
    yield from _check_functions(vault, me)
    if me.budget is None and any(contact.tier for contact in vault.network.contacts):
        yield Diagnostic(
            BUDGET_MISSING,
            vault.place(me.id, "name"),
            "your page does not say how much time relationships may take",
            hint="write `budget: 3h/week`, or what is true for you",
        )


def _check_functions(vault: Vault, me: Me) -> Iterator[Diagnostic]:
    """Advise on objectives that belong to none of the owner's functions, if they name any."""
    known = {fold(function) for function in me.functions}
    for objective in vault.network.objectives if known else ():
        if objective.function and fold(objective.function) not in known:
            yield Diagnostic(
                UNKNOWN_FUNCTION,
                vault.place(objective.id, "function"),
                '"{function}" is none of your functions',
                {"function": objective.function, "known": ", ".join(me.functions)},
                hint="write one of those on your page ({known}), or add it there",
            )


def _check_closed(vault: Vault, contact: Contact) -> Iterator[Diagnostic]:
    """Yield the promises that are open although the relationship is closed."""
    for index, entry in enumerate(contact.log):
        if EntryKind.PROMISED in entry.kinds and entry.is_open:
            yield Diagnostic(
                OPEN_PROMISE_TO_CLOSED_CONTACT,
                vault.place(contact.id, f"log/{index}"),
                '"{name}" is closed, and this promise is still open',
                {"name": contact.name},
                hint="tick the promise, keep it, or say in its line that it lapsed",
            )
