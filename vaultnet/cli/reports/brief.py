"""A brief on somebody, to read before a meeting: one page, in the order of its use.

Who it is and how the relationship stands; why, and what was last spoken of; what is owed; how to
be useful; whether to ask; what to mind.
"""

from collections.abc import Iterable, Iterator

from vaultnet.cli.output import clean, display_width
from vaultnet.cli.paper import paragraph
from vaultnet.cli.reasons import Desk, confidence_of, render_step
from vaultnet.cli.reports.day_distance import ago, due
from vaultnet.cli.reports.standing import Standing
from vaultnet.domain.contact import Contact
from vaultnet.domain.entry import Entry, Line, Task
from vaultnet.domain.objective import Objective
from vaultnet.domain.prospect import Opportunity
from vaultnet.labels import (
    band_label,
    entry_kind_label,
    level_label,
    status_label,
    tier_label,
    urgency_label,
)
from vaultnet.late import dataclass
from vaultnet.strategy.contact_values import shown_reference
from vaultnet.strategy.first_steps import next_step
from vaultnet.strategy.matching import Introduction, Match
from vaultnet.strategy.reciprocity import Pending
from vaultnet.strategy.summary import Strategy
from vaultnet.strategy.usefulness import introductions_of

_NEARLY_NOTHING = 2
"""A header and whether to ask: a page with no more than that says what to do about it."""
_TALKS = 5
_OFFERS = 3
_INTRODUCTIONS = 2


@dataclass(frozen=True, slots=True)
class Brief:
    """What a brief is written from."""

    desk: Desk
    strategy: Strategy
    standing: Standing

    @property
    def contact(self) -> Contact:
        """Return whom the brief is on."""
        return self.standing.contact

    @property
    def talks(self) -> tuple[Entry, ...]:
        """Return the latest entries in which there was contact, the newest first."""
        as_of = self.strategy.as_of
        entries = [
            record.entry
            for record in self.strategy.network.records.get(self.contact.id, ())
            if record.entry.is_contact and record.entry.day and record.entry.day <= as_of
        ]
        return tuple(reversed(entries[-_TALKS:]))

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Return the tasks that were open on the day."""
        as_of = self.strategy.as_of
        return tuple(
            task
            for task in self.contact.next
            if not task.done or (task.done_on is not None and task.done_on > as_of)
        )

    @property
    def objectives(self) -> tuple[Objective, ...]:
        """Return the objectives that the contact serves."""
        return self.strategy.network.resolve_all(self.contact.serves, Objective)

    @property
    def offers(self) -> tuple[Match, ...]:
        """Return what the owner could do for the contact, the best first."""
        mine = self.strategy.matches.mine
        return tuple(match for match in mine if match.want.owner == self.contact.id)[:_OFFERS]

    @property
    def introductions(self) -> tuple[Introduction, ...]:
        """Return the introductions worth making, those that help the contact first."""
        found = introductions_of(self.strategy.matches, self.contact.id)
        return tuple(sorted(found, key=self._helps_others_only))[:_INTRODUCTIONS]

    def _helps_others_only(self, item: Introduction) -> bool:
        return all(match.want.owner != self.contact.id for match in item.matches)


def render_brief(brief: Brief) -> str:
    """Return the brief as a page of text."""
    text, contact = brief.desk.words.text, brief.contact
    ledger = brief.standing.ledger
    sections = (
        (text("Why"), _why(brief)),
        (text("Last talks"), _talks(brief)),
        (text("You owe"), _pending(brief, ledger.promises)),
        (text("To do"), _tasks(brief)),
        (text("They need"), _lines(brief, contact.needs)),
        (text("What you can do for them"), _offers(brief)),
        (text("Introductions worth making"), _introductions(brief)),
        (text("Ready to ask?"), _readiness(brief)),
        (text("You asked"), _pending(brief, ledger.requests)),
        (text("They offer"), _lines(brief, contact.offers)),
        (text("Risks"), _risks(brief)),
    )
    terminal = brief.desk.terminal
    name, *header = _header(brief)
    under = [paragraph(terminal, line, hanging=2) for line in header]
    blocks = ["\n".join([terminal.style(name, "strong"), *under])]
    for title, lines in sections:
        if shown := [paragraph(terminal, line, indent=2, hanging=2) for line in lines]:
            blocks.append("\n".join([terminal.style(title, "strong"), *shown]))
    step = next_step(brief.strategy.network)
    if step is not None and len(blocks) <= _NEARLY_NOTHING:
        blocks.append(render_step(brief.desk, step))
    return "\n\n".join(blocks)


def _header(brief: Brief) -> Iterator[str]:
    desk, contact = brief.desk, brief.contact
    yield clean(contact.name)
    organisation = shown_reference(desk.vault.network, contact.organisation)
    yield from _joined(brief, contact.role, organisation, contact.location)
    yield from _joined(brief, *_standing(brief))
    yield from _joined(brief, *_in_touch(brief))
    yield from _joined(
        brief,
        *(
            f"{each.label}: {each.value}" if each.label else each.value
            for each in (*contact.email, *contact.phone)
        ),
    )


def _joined(brief: Brief, *parts: str | None) -> Iterator[str]:
    """Yield the parts there are, as many on a line as it has room for."""
    line = ""
    for part in (clean(part) for part in parts if part):
        longer = f"{line} · {part}" if line else part
        if line and display_width(longer) > brief.desk.terminal.width:
            yield line
            longer = part
        line = longer
    if line:
        yield line


def _standing(brief: Brief) -> Iterator[str]:
    """Yield how the relationship stands: tier, status, fruitfulness, strength."""
    words, contact, standing = brief.desk.words, brief.contact, brief.standing
    yield _tier(brief)
    if contact.status != "active":
        yield status_label(words, contact.status)
    value = standing.fruitfulness.value
    if value is not None:
        known = confidence_of(brief.desk, standing.fruitfulness)
        fruitfulness = words.text("fruitfulness {value:.0f} of 100", value=value)
        yield f"{fruitfulness} ({known})" if known else fruitfulness
    elif contact.id in brief.strategy.aims.services:
        yield words.text("not rated yet")
    else:
        yield words.text("not placed yet")
    if standing.strength.value is not None:
        yield band_label(words, standing.band)


def _tier(brief: Brief) -> str:
    words, chosen, suggestion = brief.desk.words, brief.contact.tier, brief.standing.suggestion
    tier = (
        words.text("tier {tier}", tier=tier_label(words, chosen))
        if chosen
        else words.text("no tier yet")
    )
    if suggestion is None or suggestion.suggested is chosen:
        return tier
    suggested = tier_label(words, suggestion.suggested)
    return words.text("{tier} ({suggested} is suggested)", tier=tier, suggested=suggested)


def _in_touch(brief: Brief) -> Iterator[str]:
    """Yield when the last contact was, and how that stands against the cadence."""
    words, rhythm = brief.desk.words, brief.standing.rhythm
    as_of = brief.strategy.as_of
    last = brief.strategy.network.last_contact(brief.contact, as_of)
    if last is None:
        yield words.text("never in touch")
    else:
        yield words.text("in touch {when}", when=ago(words, last, as_of))
    if rhythm is not None and rhythm.last is not None:
        label = urgency_label(words, rhythm.urgency)
        yield words.text("every {days:.0f} days: {state}", days=rhythm.days, state=label)


def _why(brief: Brief) -> Iterator[str]:
    text = brief.desk.words.text
    for objective in brief.objectives:
        yield text("serves: {objective}", objective=objective.name)
    for opportunity in brief.contact.opportunities:
        if opportunity.outcome is None:
            remarks = _prospects(brief, opportunity)
            yield _with_remarks(brief.desk.line(opportunity.text), *remarks)


def _prospects(brief: Brief, opportunity: Opportunity) -> Iterator[str]:
    """Yield how good and how likely an opportunity is, and until when."""
    words = brief.desk.words
    if opportunity.value:
        yield words.text("value {level}", level=level_label(words, opportunity.value))
    if opportunity.likelihood:
        level = level_label(words, opportunity.likelihood)
        yield words.text("likelihood {level}", level=level)
    if opportunity.by:
        yield words.text("by {day}", day=opportunity.by)


def _risks(brief: Brief) -> Iterator[str]:
    line = brief.desk.line
    for risk in brief.contact.risks:
        if risk.outcome is None:
            yield _with_remarks(line(risk.text), line(risk.mitigation))


def _talks(brief: Brief) -> Iterator[str]:
    for entry in brief.talks:
        kinds = ", ".join(entry_kind_label(brief.desk.words, kind) for kind in entry.kinds)
        yield f"{entry.day} {kinds}: {brief.desk.line(entry.text)}"


def _pending(brief: Brief, items: Iterable[Pending]) -> Iterator[str]:
    words = brief.desk.words
    for item in items:
        since = words.text("since {day}", day=item.day) if item.day else None
        yield _with_remarks(brief.desk.line(item.text), since, _due(brief, item))


def _tasks(brief: Brief) -> Iterator[str]:
    for task in brief.tasks:
        yield _with_remarks(brief.desk.line(task.text), _due(brief, task))


def _due(brief: Brief, item: Pending | Task) -> str | None:
    """Return when something is due, and by how many days it is late."""
    return None if item.due is None else due(brief.desk.words, item.due, brief.strategy.as_of)


def _lines(brief: Brief, lines: Iterable[Line]) -> Iterator[str]:
    return (brief.desk.line(line.text) for line in lines)


def _offers(brief: Brief) -> Iterator[str]:
    desk = brief.desk
    for match in brief.offers:
        offer, need = desk.line(match.asset.text), desk.line(match.want.text)
        yield desk.words.text("{offer} (for: {need})", offer=offer, need=need)


def _introductions(brief: Brief) -> Iterator[str]:
    """Yield whom to introduce the contact to, with the best reason for either side."""
    desk = brief.desk
    for item in brief.introductions:
        other = desk.name(item.second if item.first == brief.contact.id else item.first)
        if item.helps_both:
            yield desk.words.text("{name} (helps both)", name=other)
        else:
            yield other
        helped: set[str] = set()
        for match in item.matches:
            if match.want.owner not in helped:
                helped.add(match.want.owner)
                yield desk.words.text(
                    "– {name} needs: {need}; {other} offers: {offer}",
                    name=desk.name(match.want.owner),
                    need=desk.line(match.want.text),
                    other=desk.name(match.asset.owner),
                    offer=desk.line(match.asset.text),
                )


def _readiness(brief: Brief) -> Iterator[str]:
    words, readiness = brief.desk.words, brief.standing.ledger.readiness
    why = brief.desk.say(readiness.sentence)
    yield (
        words.text("yes; {why}", why=why)
        if readiness.ready
        else words.text("not yet; {why}", why=why)
    )


def _with_remarks(text: str, *remarks: str | None) -> str:
    shown = ", ".join(remark for remark in remarks if remark)
    return f"{text} ({shown})" if shown else text
