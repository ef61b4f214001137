"""What a young vault lacks before its numbers can say much: the next step, one at a time.

The steps stand in the order of the first of the four ideas, objectives first. Each is a fact of
the network: done, or not. An empty vault has all of them before it; a vault in use has none, and
is not bothered.
"""

from collections.abc import Iterator
from enum import StrEnum

from vaultnet.domain.network import Network
from vaultnet.domain.objective import ObjectiveStatus
from vaultnet.late import dataclass
from vaultnet.strategy.reasons import Sentence


class Beginning(StrEnum):
    """The steps of a beginning, in their order."""

    OBJECTIVE = "objective"
    NEEDS = "needs"
    CONTACT = "contact"
    SERVES = "serves"
    LOG = "log"
    RATING = "rating"
    OFFERS = "offers"


@dataclass(frozen=True, slots=True)
class FirstStep:
    """A step that is still to be taken: what to do, and how on the command line or in a note.

    `example` is a command, or a line as it would be written in a note.
    """

    beginning: Beginning
    sentence: Sentence
    example: str


def first_steps(network: Network) -> tuple[FirstStep, ...]:
    """Return the steps that are still to be taken, in their order."""
    return tuple(_missing(network))


def next_step(network: Network) -> FirstStep | None:
    """Return the next step of a beginning, None where all are taken."""
    return next(_missing(network), None)


def _missing(network: Network) -> Iterator[FirstStep]:
    active = [item for item in network.objectives if item.status is ObjectiveStatus.ACTIVE]
    aims = {objective.id for objective in active}
    contacts = network.contacts
    if not active:
        sentence = Sentence("write down an objective: what are you after, and by when?")
        command = 'vaultnet new objective "Lead a team"'
        yield FirstStep(Beginning.OBJECTIVE, sentence, command)
    elif not any(objective.needs for objective in active):
        sentence = Sentence("say which functions an objective needs: a line under its Needs")
        yield FirstStep(Beginning.NEEDS, sentence, "- 2 x hiring manager")
    if not contacts:
        sentence = Sentence("add the people you know already: a name is enough")
        command = 'vaultnet new contact "Ana García"'
        yield FirstStep(Beginning.CONTACT, sentence, command)
        return
    targets = (network.resolve(item) for contact in contacts for item in contact.serves)
    if active and not any(target is not None and target.id in aims for target in targets):
        sentence = Sentence("say which objective a contact serves: a field of the contact")
        example = f'serves: ["[[{active[0].id}]]"]'
        yield FirstStep(Beginning.SERVES, sentence, example)
    if not any(network.records.values()):
        sentence = Sentence("note a talk: a line under the Log of a contact")
        yield FirstStep(Beginning.LOG, sentence, "- 2026-03-04 met: coffee, talked about hiring")
    if not any(contact.ratings for contact in contacts):
        sentence = Sentence("rate a contact from 1 to 5, as far as you can tell")
        yield FirstStep(Beginning.RATING, sentence, "expertise: 4")
    if network.me is None or not network.me.offers:
        sentence = Sentence("say what you can do for others: a line under Offers in me.md")
        yield FirstStep(Beginning.OFFERS, sentence, "- I read drafts within a day #writing")
