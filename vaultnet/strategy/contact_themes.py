"""What is computed of each contact for itself: aims served, fruitfulness, strength, ledger, rhythm.

All mappings are by contact id, in the order of ids.
"""

from collections.abc import Mapping
from functools import cached_property

from vaultnet.domain.node import NodeId
from vaultnet.strategy.aims import Aims, find_aims
from vaultnet.strategy.attention import Rhythm, find_rhythm, score_priority
from vaultnet.strategy.evidence import Finding, find_weaknesses
from vaultnet.strategy.fruitfulness import score_fruitfulness
from vaultnet.strategy.grounds import Grounds
from vaultnet.strategy.reasons import Score
from vaultnet.strategy.reciprocity import Ledger, score_ledger
from vaultnet.strategy.strength import Band, Touch, band_of, find_touches, score_strength


class ContactThemes(Grounds):
    """The themes that hold a value for each contact, which rests on little beside that contact."""

    @cached_property
    def aims(self) -> Aims:
        """Return the active objectives, who serves them, and all prospects."""
        return self._whole(
            "aims",
            lambda: find_aims(self.network, self.constants),
            ("_service", "_objectives", "_people", "_links"),
        )

    @cached_property
    def fruitfulness(self) -> Mapping[NodeId, Score]:
        """Return how much of the strategy each contact can move, with reasons."""
        return self._of_contacts(
            "fruitfulness",
            lambda one: score_fruitfulness(self.contacts[one], self.aims, self.constants),
            ("contacts", "_placing"),
        )

    @cached_property
    def touches(self) -> Mapping[NodeId, tuple[Touch, ...]]:
        """Return the encounters with each contact up to the day, oldest first."""
        return self._of_contacts(
            "touches",
            lambda one: find_touches(self._records.get(one, ()), self.constants, self.as_of),
            ("_records",),
        )

    @cached_property
    def strength(self) -> Mapping[NodeId, Score]:
        """Return how warm each relationship is, with reasons."""
        return self._of_contacts(
            "strength", lambda one: score_strength(self.touches[one], self.constants), ("touches",)
        )

    @cached_property
    def bands(self) -> Mapping[NodeId, Band]:
        """Return the band of each relationship."""
        return self._of_contacts(
            "bands", lambda one: band_of(self.strength[one].value, self.constants), ("strength",)
        )

    @cached_property
    def ledgers(self) -> Mapping[NodeId, Ledger]:
        """Return what went to and fro with each contact."""
        return self._of_contacts(
            "ledgers",
            lambda one: score_ledger(self._records.get(one, ()), self.constants, self.as_of),
            ("_records",),
        )

    @cached_property
    def rhythms(self) -> Mapping[NodeId, Rhythm]:
        """Return how the contacts that have a cadence stand against it."""
        return self._whole(
            "rhythms",
            lambda: {one: held for one, held in self._all_rhythms.items() if held is not None},
            ("_all_rhythms",),
        )

    @cached_property
    def priorities(self) -> Mapping[NodeId, Score]:
        """Return fruitfulness × overdue ratio of the contacts that have a cadence."""
        return self._each(
            "priorities",
            self.rhythms,
            lambda one: score_priority(self.rhythms[one], self.fruitfulness[one], self.constants),
            by_id=("rhythms", "fruitfulness"),
        )

    @cached_property
    def _placing(self) -> Mapping[NodeId, object]:
        """Return what the aims are to each contact: whom they serve, and what may come of it."""
        aims = self.aims
        return self._each(
            "_placing",
            self.contacts,
            lambda one: (aims.services.get(one), aims.opportunities.get(one), aims.risks.get(one)),
            whole=("aims",),
        )

    @cached_property
    def _all_rhythms(self) -> Mapping[NodeId, Rhythm | None]:
        return self._of_contacts(
            "_all_rhythms",
            lambda one: find_rhythm(
                self.contacts[one], self.touches[one], self.constants, self.as_of
            ),
            ("contacts", "touches"),
        )

    @cached_property
    def _weaknesses(self) -> Mapping[NodeId, tuple[Finding, ...]]:
        return self._of_contacts(
            "_weaknesses",
            lambda one: find_weaknesses(self.contacts[one], self.constants, self.as_of),
            ("contacts",),
        )

    @cached_property
    def _strengths(self) -> Mapping[NodeId, float | None]:
        return self._of_contacts("_strengths", lambda one: self.strength[one].value, ("strength",))

    @cached_property
    def _balances(self) -> Mapping[NodeId, float | None]:
        return self._of_contacts(
            "_balances", lambda one: self.ledgers[one].balance.value, ("ledgers",)
        )
