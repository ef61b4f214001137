"""`vaultnet build --audience shared`: another folder, and words for the owner alone."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from vaultnet.cli.main import main
from vaultnet.site.manifest import MANIFEST, read_manifest

WriteVault = Callable[[Mapping[str, str | bytes]], Path]
PNG = b"\x89PNG\r\n\x1a\n"
VAULT: Mapping[str, str | bytes] = {
    "vaultnet.toml": "",
    "contacts/ana.md": "---\nname: Ana\nshared: [name, photo, Offers]\nphoto: files/secret.png\n"
    "---\n## Offers\n\n- lunch with [[eva]]\n\n## Private\n\ngossip\n",
    "contacts/eva.md": "---\nname: Eva Quist\nprivate: true\n---\n",
    "contacts/tom.md": "---\nname: Tom\nshared: []\n---\n",
    "contacts/broken.md": "---\nname: [Bo\n---\n",
    "notes/plan.md": "# Plan\n",
    "files/secret.png": PNG,
}


@pytest.fixture
def root(write_vault: WriteVault, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_vault(VAULT)
    monkeypatch.chdir(folder)
    return folder


def build(*arguments: str) -> int:
    return main(["--as-of", "2026-11-23", "build", *arguments])


def files_of(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def test_it_has_a_folder_of_its_own_beside_that_of_the_owner(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build() == 0
    own = files_of(root / "site")
    capsys.readouterr()
    assert build("--audience", "shared") == 0
    assert capsys.readouterr().out == f"{root}/site-shared/index.html\n"
    assert files_of(root / "site") == own
    assert build() == 0
    assert files_of(root / "site") == own, "the shared site is no part of the vault"


def test_the_owner_is_told_what_was_left_out_and_what_to_read_first(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build("--audience", "shared") == 0
    told = capsys.readouterr().err
    assert "error[VN501] private-contact-named" in told
    assert "contacts/ana.md:8:14" in told
    assert "shown: 1 page\n" in told
    assert (
        "left out: 1 private page, 1 page that does not share its name, "
        "1 note or journal page of which nothing is shared, 1 file that could not be read\n"
    ) in told
    assert root.is_dir()


def test_nothing_of_the_owner_stands_in_it_not_even_in_the_list_of_its_files(root: Path) -> None:
    assert build("--audience", "shared") == 0
    found = files_of(root / "site-shared")
    held = b"\n".join((*found.values(), *(path.encode() for path in found)))
    for word in (b"eva", b"Quist", b"gossip", b"Tom", b"secret", b"Plan", bytes(root)):
        assert word not in held, word
    assert any(path.startswith("files/picture-1-") for path in found)
    manifest = read_manifest(root / "site-shared")
    assert manifest is not None
    assert set(manifest.files) == set(found) - {MANIFEST}


@pytest.mark.parametrize(
    ("first", "second"), [("me", "shared"), ("shared", "me")], ids=["own first", "shared first"]
)
@pytest.mark.parametrize("inside", ["", "/inside"], ids=["the same folder", "a folder in it"])
def test_a_site_for_one_is_never_written_into_a_site_for_another(
    root: Path, capsys: pytest.CaptureFixture[str], first: str, second: str, inside: str
) -> None:
    assert build("--audience", first, "--out", "web") == 0
    before = files_of(root / "web")
    capsys.readouterr()
    assert build("--audience", second, "--out", f"web{inside}", "--force-clean") == 2
    assert "name another folder" in capsys.readouterr().err
    assert files_of(root / "web") == before


def test_the_folder_is_a_setting(root: Path) -> None:
    (root / "vaultnet.toml").write_text('[site]\nshared_folder = "for-mentor"\n')
    assert build("--audience", "shared") == 0
    assert (root / "for-mentor" / "index.html").is_file()


def test_an_audience_that_is_none_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build("--audience", "boss") == 2
    assert "'me', 'shared'" in capsys.readouterr().err
    assert not (root / "site-shared").exists()


def test_an_empty_vault_has_a_shared_site_too(write_vault: WriteVault) -> None:
    folder = write_vault({"vaultnet.toml": ""})
    assert main(["--vault", str(folder), "build", "--audience", "shared"]) == 0
    assert "Nothing is shared here yet" in (folder / "site-shared" / "index.html").read_text()
