"""Who somebody is, as pages show it: ways to reach them, how it began, where they worked."""

from collections.abc import Callable, Iterable

from vaultnet.domain.contact import Contact, Labelled
from vaultnet.domain.dates import PartialDate
from vaultnet.domain.node import Node, Section
from vaultnet.domain.tie import CareerStep
from vaultnet.labels import met_through_label
from vaultnet.language import Translator
from vaultnet.late import dataclass
from vaultnet.site.anchors import line_anchor
from vaultnet.site.links import external_href, mail_href, phone_href
from vaultnet.site.views.context import Context, PageLink
from vaultnet.site.views.lines import LineView, view_line

CURRENT = "current"
_INITIALS = 2


@dataclass(frozen=True, slots=True)
class Detail:
    """A named detail with its values; `microformat` is the class of each value, or empty."""

    label: str
    values: tuple[PageLink, ...]
    microformat: str = ""


@dataclass(frozen=True, slots=True)
class CareerView:
    """A step of a career, newest first; `state` is `current` while it lasts."""

    period: str
    role: str
    organisation: PageLink | None
    line: LineView
    state: str


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name."""
    words = [word for word in name.split() if word[0].isalnum()]
    chosen = words if len(words) <= _INITIALS else [words[0], words[-1]]
    return "".join(word[0].upper() for word in chosen)


def view_details(context: Context, contact: Contact) -> tuple[Detail, ...]:
    """Return the details of a contact that are known, in the order of a business card."""
    words = context.words
    birthday, introduced = _birthday(context, contact), context.reference(contact.introduced_by)
    rhythm_told = context.tells(contact.id, "cadence")
    found = (
        _reachable(words.text("Email"), contact.email, mail_href, "u-email"),
        _reachable(words.text("Telephone"), contact.phone, phone_href, "p-tel"),
        view_urls(words, contact.url),
        _reachable(words.text("Address"), contact.address, _nowhere, "p-adr"),
        _said(words.text("Location"), contact.location, "p-locality"),
        _said(words.text("Time zone"), contact.timezone),
        _said(words.text("Languages"), ", ".join(contact.languages)),
        _said(words.text("Pronouns"), contact.pronouns),
        _said(words.text("Also known as"), ", ".join(contact.aliases), "p-nickname"),
        _said(words.text("Birthday"), birthday),
        _said(words.text("Met"), _meeting(words, contact)),
        Detail(words.text("Introduced by"), (introduced,) if introduced else ()),
        _said(words.text("Cadence"), view_cadence(context, contact) if rhythm_told else ""),
        _said(words.text("Source"), contact.source),
    )
    return tuple(detail for detail in found if detail.values)


def view_urls(words: Translator, urls: Iterable[Labelled]) -> Detail:
    """Return web addresses; one that may not be a link is shown as text."""
    return _reachable(words.text("Web"), urls, external_href, "u-url")


def view_partial(words: Translator, day: PartialDate | None) -> str:
    """Return a date as far as it is known: `2019`, `October 2019`, `4 Oct 2019`."""
    if day is None:
        return ""
    if day.month is None:
        return str(day.year)
    return words.month(day.first) if day.day is None else words.short_date(day.first)


def view_cadence(context: Context, contact: Contact) -> str:
    """Return how often to be in touch: the contact's own rhythm, or that of the tier."""
    cadence, tier = contact.cadence, contact.tier
    if cadence is None and tier is not None:
        cadence = context.vault.settings.cadence.get(tier)
    if cadence is None:
        return ""
    if cadence.count is None:
        return context.words.text("never")
    return context.words.text(
        "every {rhythm}", rhythm=_rhythm(context.words, cadence.count, cadence.unit)
    )


def view_career(
    context: Context, node: Node, career: tuple[CareerStep, ...]
) -> tuple[CareerView, ...]:
    """Return the steps of a career, the newest first, current ones on top."""
    anchored = [(step, line_anchor(Section.CAREER, at)) for at, step in enumerate(career)]
    newest = sorted(anchored, key=lambda item: (item[0].ongoing, item[0].start.first), reverse=True)
    return tuple(
        CareerView(
            period=view_period(context.words, step),
            role=step.role,
            organisation=context.reference(step.organisation),
            line=view_line(context, node, step, anchor),
            state=CURRENT if step.ongoing else "",
        )
        for step, anchor in newest
    )


def view_span(words: Translator, start: PartialDate | None, until: PartialDate | None) -> str:
    """Return from when to when something holds, in few words; empty where neither is known."""
    if start and until:
        return f"{_short_partial(words, start)} – {_short_partial(words, until)}"
    if start:
        return words.text("since {start}", start=_short_partial(words, start))
    return words.text("until {end}", end=_short_partial(words, until)) if until else ""


def view_period(words: Translator, step: CareerStep) -> str:
    """Return the time that a step of a career took: `Sep 2017 – Jun 2019`, `since 2021`."""
    if step.ongoing or step.until:
        return view_span(words, step.start, None if step.ongoing else step.until)
    return _short_partial(words, step.start)


def _short_partial(words: Translator, day: PartialDate) -> str:
    return f"{words.short_month_name(day.month)} {day.year}" if day.month else str(day.year)


def _rhythm(words: Translator, count: int, unit: str) -> str:
    if unit == "d":
        return words.plural("{n} day", "{n} days", count)
    if unit == "w":
        return words.plural("{n} week", "{n} weeks", count)
    if unit == "m":
        return words.plural("{n} month", "{n} months", count)
    return words.plural("{n} year", "{n} years", count)


def _reachable(
    label: str, values: Iterable[Labelled], href: Callable[[str], str | None], microformat: str
) -> Detail:
    links = tuple(PageLink(item.value, href(item.value) or "", item.label) for item in values)
    return Detail(label, links, microformat)


def _nowhere(_value: str) -> None:
    return None


def _said(label: str, text: str, microformat: str = "") -> Detail:
    return Detail(label, (PageLink(text),) if text else (), microformat)


def _meeting(words: Translator, contact: Contact) -> str:
    parts = (view_partial(words, contact.met), met_through_label(words, contact.met_through))
    return ", ".join(part for part in parts if part)


def _birthday(context: Context, contact: Contact) -> str:
    if contact.birthday is None:
        return ""
    day = context.words.day(contact.birthday.next_after(context.as_of))
    born = contact.birthday.year
    return day if born is None else f"{day} ({born})"
