"""What every test may ask for: a vault in memory, and a vault in a folder."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from tests import vaults
from vaultnet.workspace import Workspace

# How long an example takes says more about the machine than about the code.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

MakeVault = Callable[..., Workspace]


@pytest.fixture(autouse=True)
def _width(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let reports be as wide everywhere as they are in the transcripts."""
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def make_vault() -> MakeVault:
    """Return a function that opens a vault in memory: `make_vault({"contacts/ana.md": "…"})`."""
    return vaults.make_vault


@pytest.fixture
def write_vault(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Return a function that writes a vault to a new folder and returns the folder."""
    return lambda files: vaults.write_vault(tmp_path / "vault", files)


@pytest.fixture
def as_of() -> date:
    """Return the day on which the tests see a vault, unless they say otherwise."""
    return vaults.AS_OF
