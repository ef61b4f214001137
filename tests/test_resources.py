from pathlib import Path

import pytest

from vaultnet import resources


def test_the_checkout_holds_the_templates_and_the_example_vault() -> None:
    assert (resources.templates_root() / "site").is_dir()
    assert (resources.example_vault() / "vaultnet.toml").is_file()


def test_a_packaged_copy_goes_before_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "vaultnet"
    (package / "_data" / "templates").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.templates_root() == package / "_data" / "templates"


def test_an_incomplete_installation_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "vaultnet")
    with pytest.raises(FileNotFoundError, match="example-vault"):
        resources.example_vault()
