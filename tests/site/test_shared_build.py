"""What others see depends on nothing that was not shared, and holds nothing that was not."""

import os

import pytest

from tests.private_pairs import make_pair
from tests.site.shared_sites import shared_site

PAIRS = int(os.environ.get("VAULTNET_PAIRS", "25"))
"""How many pairs of vaults are compared; `VAULTNET_PAIRS=200` is the long run."""


@pytest.mark.parametrize("seed", range(PAIRS))
def test_what_is_not_shared_leaves_no_trace(seed: int) -> None:
    one, other = make_pair(seed)
    assert one != other
    first, second = shared_site(one), shared_site(other)
    assert list(first) == list(second)
    for path, content in first.items():
        assert content == second[path], path
