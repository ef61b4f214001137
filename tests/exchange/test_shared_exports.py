"""What others get depends on nothing that was not shared, whatever the format."""

from collections.abc import Callable
from importlib import import_module

import pytest

from tests.exchange.exports import OPTIONS, shared_of
from tests.private_pairs import make_pair
from tests.vaults import VaultText, load_text
from vaultnet.cli.export import WRITERS
from vaultnet.exchange.export_values import Export, ExportOptions, Selection

Writer = Callable[[Selection, ExportOptions], Export]


def writer(name: str) -> Writer:
    module, function = WRITERS[name]
    found: Writer = getattr(import_module(module), function)
    return found


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("seed", range(12))
def test_what_is_not_shared_leaves_no_trace(seed: int, name: str) -> None:
    one, other = (
        writer(name)(shared_of(load_text(VaultText(files, {}))), OPTIONS)
        for files in make_pair(seed)
    )
    assert one == other
