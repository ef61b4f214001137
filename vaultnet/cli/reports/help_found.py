"""The help that matches find, of the whole network or with one contact, as a report shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from vaultnet.domain.contact import Contact
from vaultnet.late import dataclass
from vaultnet.strategy.matching import Introduction, Match
from vaultnet.strategy.summary import Strategy
from vaultnet.strategy.usefulness import introductions_of


class Group(StrEnum):
    """Who helps whom, in the order of the report."""

    MINE = "what you can do"
    HELPS_BOTH = "introduction that helps both"
    HELPS_ONE = "introduction that helps one"
    FOR_ME = "who can help you"


@dataclass(frozen=True, slots=True)
class Help:
    """What a report shows of the matches; `about` is the contact that it is limited to.

    `more` counts what was left off for length, by group.
    """

    strategy: Strategy
    about: Contact | None
    mine: Sequence[Match]
    introductions: Sequence[Introduction]
    for_me: Sequence[Match]
    more: Mapping[Group, int]

    @property
    def both(self) -> Sequence[Introduction]:
        """Return the introductions that help both."""
        return [item for item in self.introductions if item.helps_both]

    @property
    def one_sided(self) -> Sequence[Introduction]:
        """Return the introductions that help one of the two."""
        return [item for item in self.introductions if not item.helps_both]

    @property
    def count(self) -> int:
        """Return how many matches and introductions there are to show."""
        return len(self.mine) + len(self.introductions) + len(self.for_me)

    def cut(self, most: int | None) -> "Help":
        """Return so many of each group at most; None for all."""
        both, one_sided = self.both, self.one_sided
        sizes = {
            Group.MINE: len(self.mine),
            Group.HELPS_BOTH: len(both),
            Group.HELPS_ONE: len(one_sided),
            Group.FOR_ME: len(self.for_me),
        }
        return replace(
            self,
            mine=self.mine[:most],
            introductions=[*both[:most], *one_sided[:most]],
            for_me=self.for_me[:most],
            more={
                group: 0 if most is None else max(0, size - most) for group, size in sizes.items()
            },
        )


def find_help(strategy: Strategy) -> Help:
    """Return all help that matches find."""
    found = strategy.matches
    nothing = dict.fromkeys(Group, 0)
    return Help(strategy, None, found.mine, found.introductions, found.for_me, nothing)


def help_with(found: Help, contact: Contact) -> Help:
    """Return the help that concerns one contact, who gives it or gets it."""
    return replace(
        found,
        about=contact,
        mine=[match for match in found.mine if match.want.owner == contact.id],
        introductions=introductions_of(found.strategy.matches, contact.id),
        for_me=[match for match in found.for_me if match.asset.owner == contact.id],
    )
