"""Test data that others wrote: it lies beside the repository and is never copied into it."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def material(folder: str) -> Path:
    """Return a folder of foreign test data; skips the test, visibly, where it is absent.

    `VAULTNET_TEST_DATA` names the folder that holds them all.
    """
    data = Path(os.environ.get("VAULTNET_TEST_DATA", ROOT.parent / "shared" / "data"))
    found = data / folder
    if not found.is_dir():
        pytest.skip(f"no test data at {found}; set VAULTNET_TEST_DATA to the folder that has it")
    return found
