"""The same vault and day give the same bytes, whatever the hashes and the order of files."""

import json
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from tests.strategy.networks import TODAY
from tests.strategy.sentences import plain_form, themes_of
from tests.strategy.test_summary import EXAMPLE, of_vault
from vaultnet.vault.files import VaultFiles, read_settings_file, read_vault_files
from vaultnet.vault.load import load_vault
from vaultnet.vault.settings_file import load_settings

ROOT = Path(__file__).parents[2]
PROGRAM = "from tests.strategy.test_same_bytes import dumped; print(dumped({seed}))"


def dumped(seed: int) -> str:
    """Return a digest of everything the strategy says of the example vault, files shuffled."""
    settings, source, diagnostics = load_settings(read_settings_file(EXAMPLE))
    files = read_vault_files(EXAMPLE, settings)
    held = load_vault(shuffled(files, Random(seed)), settings, source, diagnostics)
    themes = themes_of(of_vault(held))
    text = json.dumps([plain_form(themes), TODAY.isoformat()], ensure_ascii=False)
    assert len(text) > 500_000
    return sha256(text.encode()).hexdigest()


def shuffled(files: VaultFiles, random: Random) -> VaultFiles:
    notes = list(files.notes)
    random.shuffle(notes)
    return replace(files, notes=tuple(notes))


@pytest.fixture(scope="module")
def expected() -> str:
    return dumped(0)


@pytest.mark.parametrize("seed", range(10))
def test_hash_seeds_and_shuffled_files_change_no_byte(expected: str, seed: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(seed=seed + 1)],
        env={"PYTHONHASHSEED": str(seed), "PATH": "", "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == expected
