"""Opening a vault: what a program that uses VaultNet as a library sees."""

from datetime import date
from pathlib import Path

import pytest

import vaultnet
from tests.vaults import AS_OF, described, make_vault, write_vault
from vaultnet.workspace import NoVaultError, Workspace, find_root, open_vault, read_vault

FILES = {
    "vaultnet.toml": 'name = "Test"\n',
    "contacts/ana.md": "---\nname: Ana\ntier: key\n---\n## Log\n- 2026-03-04 met: coffee\n",
    "contacts/broken.md": "---\nname: [\n",
    "templates/x.md": "x",
}


def test_a_vault_in_a_folder_and_in_memory_are_the_same(tmp_path: Path) -> None:
    opened = open_vault(write_vault(tmp_path, FILES), AS_OF)
    held = make_vault(FILES)
    assert opened.root == tmp_path
    assert opened.vault == held.vault
    assert opened.diagnostics == held.diagnostics
    assert opened.vault.settings.name == "Test"


def test_the_day_is_an_argument(tmp_path: Path) -> None:
    root = write_vault(tmp_path, FILES)
    assert not [line for line in described(open_vault(root, AS_OF)) if "VN401" in line]
    early = open_vault(root, date(2026, 1, 1))
    assert described(early, "VN401") == [
        'contacts/ana.md:6:3: warning[VN401] "2026-03-04" is after 2026-01-01'
    ]


def test_a_folder_without_settings_is_a_vault_with_defaults(tmp_path: Path) -> None:
    root = write_vault(tmp_path, {"contacts/ana.md": "---\nname: Ana\n---\n"})
    workspace = open_vault(str(root), AS_OF)
    assert [contact.name for contact in workspace.vault.network.contacts] == ["Ana"]
    assert workspace.diagnostics == ()


def test_an_empty_folder_is_an_empty_vault(tmp_path: Path) -> None:
    assert read_vault(tmp_path).tally.found == 0


def test_no_folder_is_an_error_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for path in (tmp_path / "nowhere", tmp_path / "file"):
        with pytest.raises(NoVaultError, match=path.name):
            open_vault(path, AS_OF)


def test_the_root_is_the_nearest_folder_upward_with_settings(tmp_path: Path) -> None:
    root = write_vault(tmp_path / "vault", {**FILES, "contacts/x/y/a.md": "a"})
    assert find_root(root / "contacts/x/y") == root
    assert find_root(root) == root
    assert find_root(tmp_path) is None


def test_the_package_opens_vaults_and_imports_little_before(tmp_path: Path) -> None:
    workspace = vaultnet.open_vault(tmp_path, AS_OF)
    assert isinstance(workspace, Workspace)
    with pytest.raises(AttributeError, match="no attribute 'close_vault'"):
        vaultnet.close_vault  # noqa: B018


def test_reading_changes_nothing(tmp_path: Path) -> None:
    root = write_vault(tmp_path, FILES)
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in root.rglob("*")}
    open_vault(root, AS_OF)
    after = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in root.rglob("*")}
    assert after == before
