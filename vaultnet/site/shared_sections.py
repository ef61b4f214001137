"""Which lists a site for others has: those that have something to show."""

from vaultnet.domain.network import Network
from vaultnet.site import urls
from vaultnet.site.relations import Relations
from vaultnet.strategy.summary import Strategy


def shared_sections(network: Network, strategy: Strategy, relations: Relations) -> tuple[str, ...]:
    """Return the paths of the pages at the top of a site for others, in their order.

    Left out on purpose are Today and Review, which are between the owner and their notes: what
    is due, what is lacking, whom they like. So is Reciprocity: who owes whom is between two, and
    stands on the page of a contact whose log is shared. Notes hold free text, which is never
    shared. Check speaks of files, and of what is wrong in them.
    """
    found = {
        urls.INDEX: True,
        urls.STRATEGY: bool(strategy.aims.aims or strategy.prospects),
        urls.OBJECTIVES: bool(network.objectives),
        urls.CONTACTS: bool(network.contacts),
        urls.ORGANISATIONS: bool(network.organisations),
        urls.JOURNAL: bool(network.journals),
        urls.TAGS: bool(relations.topics),
    }
    return tuple(path for path, is_there in found.items() if is_there)
