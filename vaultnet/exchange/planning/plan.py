"""An import as a plan: a reading of a source, set against the vault and what was said before.

Pure: the same reading, vault and record give the same plan, and nothing is written.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from vaultnet.domain.contact import Contact
from vaultnet.domain.dates import CalendarError, parse_partial_date
from vaultnet.domain.node import NodeId, Value
from vaultnet.exchange.draft import Complaint, Loss, Reading, Step
from vaultnet.exchange.planning.careers import NO_BEGINNING, new_steps
from vaultnet.exchange.planning.drafts import keyed_drafts
from vaultnet.exchange.planning.fitting import fit_draft
from vaultnet.exchange.planning.last_seen import LastSeen, SeenPerson, key_of_contact
from vaultnet.exchange.planning.people_plans import PeoplePlans
from vaultnet.exchange.planning.placing import Whereabouts, place_encounters
from vaultnet.exchange.planning.plan_values import (
    ImportPlan,
    ImportTally,
    Omission,
    Outcome,
    PlannedEncounter,
    PlannedPerson,
    PlannedStep,
    PlanOptions,
    ValueChange,
)
from vaultnet.exchange.planning.recognition import recognise
from vaultnet.exchange.safe_text import one_line
from vaultnet.phrase import Phrase, wording
from vaultnet.vault.parsed import Vault

_TWICE = wording("the same person again")


def plan_import(reading: Reading, vault: Vault, seen: LastSeen, options: PlanOptions) -> ImportPlan:
    """Return what an import would do; nothing is written.

    Raises AnswerError for an answer that cannot be followed.
    """
    drafts, repeated = keyed_drafts(reading.drafts)
    fitted = [fit_draft(draft, vault, options.as_of) for draft in drafts]
    recognised, people = recognise(
        [each.draft for each in fitted], reading.source, vault, seen, options
    )
    plans = PeoplePlans(vault, seen, options, source=reading.source, people=people)
    planned = plans.all(recognised)
    paths = _paths(vault, planned)
    me = vault.network.me
    whereabouts = Whereabouts(
        vault=vault,
        people=people,
        paths=paths,
        written=seen.written(),
        as_of=options.as_of,
        me=frozenset() if me is None else frozenset({me.id}),
    )
    keyed = (replace(each, key=one_line(each.key)) for each in reading.encounters)
    encounters = place_encounters(keyed, whereabouts)
    planned = _with_first_days(planned, encounters, vault)
    my_career, career_losses = _my_career(reading.my_career, vault, options)
    ignored = {**reading.ignored, **({_TWICE: repeated} if repeated else {})}
    return ImportPlan(
        source=reading.source,
        people=planned,
        encounters=encounters,
        my_career=my_career,
        complaints=_ordered(reading.complaints, (each.complaints for each in fitted)),
        losses=(
            *reading.losses,
            *(loss for each in fitted for loss in each.losses),
            *plans.losses,
            *career_losses,
        ),
        ignored=tuple(Omission(reason, count) for reason, count in ignored.items() if count),
        tally=_tally(reading, planned, encounters, repeated),
        seen=_seen(seen, plans, encounters),
        columns=reading.columns,
    )


def _paths(vault: Vault, planned: Iterable[PlannedPerson]) -> Mapping[NodeId, str]:
    """Return where the note of every contact is, the new ones too."""
    paths = {
        node_id: path
        for node_id, path in vault.paths.items()
        if isinstance(vault.network.nodes[node_id], Contact)
    }
    new = {each.contact: each.path for each in planned if each.outcome is Outcome.CREATED}
    return {**paths, **{node_id: path for node_id, path in new.items() if node_id is not None}}


def _with_first_days(
    people: Sequence[PlannedPerson], encounters: Sequence[PlannedEncounter], vault: Vault
) -> tuple[PlannedPerson, ...]:
    """Return plans in which nobody is met only after something happened with them."""
    first: dict[NodeId, date] = {}
    for each in encounters:
        for contact in each.people:
            first[contact] = min(each.encounter.day, first.get(contact, date.max))
    return tuple(_met_by(person, first, vault) for person in people)


def _met_by(person: PlannedPerson, first: Mapping[NodeId, date], vault: Vault) -> PlannedPerson:
    """Return a plan whose day of meeting, where it gives one, is not after the first entry."""
    if person.contact is None:
        return person
    records = vault.network.records.get(person.contact, ())
    days = [record.entry.day for record in records if record.entry.day is not None]
    day = min([*days, first.get(person.contact, date.max)])
    if _is_after(person.values.get("met"), day):
        return replace(person, values={**person.values, "met": day.isoformat()})
    changes = tuple(
        ValueChange("met", None, day.isoformat())
        if each.key == "met" and each.before is None and _is_after(each.after, day)
        else each
        for each in person.changes
    )
    return replace(person, changes=changes) if changes != person.changes else person


def _is_after(met: Value | None, day: date) -> bool:
    try:
        return isinstance(met, str) and parse_partial_date(met).first > day
    except CalendarError:
        return False


def _my_career(
    steps: Sequence[Step], vault: Vault, options: PlanOptions
) -> tuple[tuple[PlannedStep, ...], tuple[Loss, ...]]:
    """Return the steps that `me.md` does not have yet, and those that have no place there."""
    me = vault.network.me
    if me is None:
        reason = Phrase("there is no me.md to write your career in")
        return (), tuple(Loss(step.origin, step.role, reason) for step in steps[:1])
    planned, losses = [], []
    for step, line in new_steps(vault, me.id, steps, options.as_of):
        if line is None:
            losses.append(Loss(step.origin, step.role or step.organisation, NO_BEGINNING))
        else:
            planned.append(PlannedStep(step, line))
    return tuple(planned), tuple(losses)


def _ordered(
    first: Sequence[Complaint], more: Iterable[Sequence[Complaint]]
) -> tuple[Complaint, ...]:
    found = [*first, *(complaint for each in more for complaint in each)]
    return tuple(sorted(found, key=lambda each: (each.origin, each.rule.code)))


def _tally(
    reading: Reading,
    people: Sequence[PlannedPerson],
    encounters: Sequence[PlannedEncounter],
    repeated: int,
) -> ImportTally:
    counts = Counter(person.outcome for person in people)
    counts.update(encounter.outcome for encounter in encounters)
    counts[Outcome.REFUSED] += reading.refused
    counts[Outcome.IGNORED] += sum(reading.ignored.values()) + repeated
    return ImportTally(reading.found, {outcome: counts[outcome] for outcome in Outcome})


def _seen(before: LastSeen, plans: PeoplePlans, encounters: Sequence[PlannedEncounter]) -> LastSeen:
    """Return the record as it is to be once the plan was carried out."""
    people = {**before.people, **plans.seen}
    keys: dict[NodeId, str] = {}
    for key, person in sorted(people.items()):
        keys.setdefault(person.contact, key)
    written: dict[NodeId, set[str]] = {}
    for each in encounters:
        for person_id in each.people:
            written.setdefault(person_id, set()).add(each.encounter.key)
    known = before.written()
    for contact, new in written.items():
        key = keys.get(contact, key_of_contact(contact))
        held = people.get(key, SeenPerson(key=key, contact=contact))
        if not new <= known.get(contact, frozenset()):
            fresh = new - known.get(contact, frozenset())
            people[key] = replace(held, encounters=tuple(sorted({*held.encounters, *fresh})))
    return LastSeen(people)
