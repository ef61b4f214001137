"""The audit over vaults of files: it flags planted favouritism, and mere chance rarely."""

from datetime import timedelta
from random import Random

import pytest

from tests.benchmarks.generated_vault import TODAY, generate_vault
from tests.strategy.networks import CONSTANTS
from tests.strategy.test_audit import with_affinity
from tests.vaults import make_vault
from vaultnet.strategy.audit import Audit, find_favouritism

CONTACTS = 60
SHUFFLES = 400
MOST_BY_CHANCE = 33
"""Of 400 at 1 in 20, 20 are expected: 33 or more come in fewer than 4 of 1000 such series."""


def vault_of(seed: int, *, extra_meetings: int) -> Audit:
    """Return the audit of a generated vault in which each step of liking is worth some meetings.

    Who is liked is drawn apart from who is rated how.
    """
    random = Random(seed)
    files = {}
    for path, text in generate_vault(CONTACTS, seed):
        files[path] = liked(text, random, extra_meetings) if path.startswith("contacts/") else text
    return make_vault(files).strategy.audit


def liked(text: str, random: Random, extra_meetings: int) -> str:
    affinity = random.randint(-2, 2)
    days = (TODAY - timedelta(days=random.randrange(300)) for _ in range(max(0, affinity)))
    lines = [f"- {day} met: a walk\n" for day in days for _ in range(extra_meetings)]
    text = text.replace("\nrated:", f"\naffinity: {affinity}\nrated:")
    return text.replace("\n## Log\n", f"\n## Log\n{''.join(lines)}")


@pytest.mark.parametrize("seed", range(5))
def test_planted_favouritism_is_flagged(seed: int) -> None:
    held = vault_of(seed, extra_meetings=6)
    assert held.rated >= 40
    assert held.favouritism is not None
    assert held.favouritism.flagged
    assert held.attention_by_affinity is not None
    assert held.attention_by_affinity > 0.3
    favourites = {item.affinity for item in held.far_more[:5]}
    assert favourites <= {1, 2}


@pytest.mark.parametrize("extra_meetings", [0, 6])
def test_shuffled_liking_is_flagged_at_the_stated_rate_at_most(extra_meetings: int) -> None:
    """Whether or not liking once moved attention: handed out anew, it explains nothing."""
    found = vault_of(1, extra_meetings=extra_meetings).attention
    affinities = [item.affinity for item in found]
    random, flagged = Random(20), 0
    for _ in range(SHUFFLES):
        random.shuffle(affinities)
        flagged += find_favouritism(with_affinity(found, affinities), CONSTANTS).flagged
    assert flagged < MOST_BY_CHANCE
    assert flagged > 0, "a test that never speaks finds nothing either"


def test_under_eight_rated_contacts_it_declines() -> None:
    files = dict(generate_vault(7, 3))
    held = make_vault(files).strategy.audit
    assert not held.is_enough
    assert held.favouritism is None
    assert held.sentence.text.startswith("too few to tell")
