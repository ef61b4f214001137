"""A contact as others see it: no figure that rests on a log which is not shared."""

from dataclasses import replace

from vaultnet.domain.contact import Contact
from vaultnet.site.anchors import WHY_ATTENTION, WHY_BALANCE, WHY_FRUITFULNESS, WHY_STRENGTH
from vaultnet.site.views.contact import ContactPage, Fact, view_contact
from vaultnet.site.views.context import Context
from vaultnet.site.views.standing import StandingView

_FROM_LOG = frozenset({"#log", f"#{WHY_STRENGTH}", f"#{WHY_BALANCE}"})


def view_shared_contact(
    context: Context, contact: Contact, by_name: tuple[Contact | None, Contact | None]
) -> ContactPage:
    """Return the page of a contact in a site for others.

    What is known is shown, and nothing says what is not. When to be in touch next is left out:
    it is something to do, and for the owner alone. Without the log of the contact, some entries
    may be known from elsewhere; they are shown, and nothing is reckoned from so few.
    """
    page = view_contact(context, contact, by_name)
    told = context.tells(contact.id, "log")
    hidden = {f"#{WHY_ATTENTION}", *(() if told else _FROM_LOG)}
    shown = (fact for fact in page.facts if fact.is_known and fact.href not in hidden)
    facts = tuple(map(_without_quadrant, shown))
    standing = page.standing if told else _without_log(page.standing)
    return replace(page, facts=facts, standing=standing, heat=page.heat if told else None)


def _without_quadrant(fact: Fact) -> Fact:
    """Return a figure without the quadrant that is said beside fruitfulness: it knows the log."""
    return replace(fact, note="") if fact.href == f"#{WHY_FRUITFULNESS}" else fact


def _without_log(standing: StandingView) -> StandingView:
    """Return what the strategy says of a contact without what rests on their log."""
    strength, reciprocity = standing.strength, standing.reciprocity
    return replace(
        standing,
        strength=replace(strength, score=replace(strength.score, value="", parts=())),
        reciprocity=replace(reciprocity, score=replace(reciprocity.score, value="", parts=())),
    )
