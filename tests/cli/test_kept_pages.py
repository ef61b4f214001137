"""A build that goes on from the site before it gives what a clean one does."""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import pytest

from tests.faults.effort import EXAMPLES
from tests.faults.processes import tree
from tests.site.sites import count_rendered
from tests.site.vault_edits import edit, thin_out
from vaultnet.cli import kept_pages
from vaultnet.cli.main import main
from vaultnet.resources import example_vault

DAY = "2026-11-23"
SEQUENCES = range(max(2, EXAMPLES // 100))
FLIPS = max(10, EXAMPLES // 20)


@pytest.fixture(autouse=True)
def _few_pages_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "FEWEST_THINGS", 1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_vault(tmp_path / "network")


def make_vault(root: Path, notes: int = 16) -> Path:
    shutil.copytree(example_vault(), root, ignore=shutil.ignore_patterns(".vaultnet", "site"))
    thin_out(root, Random(1), notes)
    return root


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the templates of all pages that are rendered from now on."""
    return count_rendered(monkeypatch)


def build(root: Path, *words: str, day: str = DAY) -> None:
    assert main(["--vault", str(root), "--as-of", day, "build", *words]) == 0


def contents(folder: Path) -> Mapping[str, object]:
    return {path: about[0] for path, about in tree(folder).items()}


def clean(root: Path, day: str = DAY) -> Mapping[str, object]:
    """Return the site of a vault as it is built where there was none."""
    out = root.parent / "clean"
    build(root, "--out", str(out), day=day)
    found = contents(out)
    shutil.rmtree(out)
    return found


def add_line(root: Path, line: str = "- 2020-01-02 note: likes tea") -> None:
    note = min((root / "contacts").glob("*.md"))
    note.write_text(f"{note.read_text().rstrip()}\n{line}\n")


@pytest.mark.parametrize("seed", SEQUENCES)
def test_it_is_a_clean_build_after_any_edits(root: Path, seed: int) -> None:
    random = Random(seed)
    day = DAY
    build(root)
    for _ in range(5):
        for _ in range(random.randint(0, 2)):
            edit(root, random)
        if random.random() < 0.15:
            day = random.choice(["2026-11-22", "2026-11-24", "2027-01-05"])
        build(root, day=day)
        assert contents(root / "site") == clean(root, day)


def test_a_third_build_renders_little(root: Path, rendered: list[str]) -> None:
    """The first build notes nothing, the second notes what pages ask, and the third knows it."""
    amounts = []
    for _ in range(3):
        rendered.clear()
        add_line(root)
        build(root)
        amounts.append(len(rendered))
    assert amounts[0] == amounts[1] > 2 * amounts[2]


CHANGES: Mapping[str, Callable[[Path], object]] = {
    "settings": lambda root: (root / "vaultnet.toml").write_text('name = "N"'),
    "a page changed": lambda root: touch_back(root / "site" / "strategy.html", "changed"),
    "a page gone": lambda root: (root / "site" / "strategy.html").unlink(),
    "the site gone": lambda root: shutil.rmtree(root / "site"),
    "another folder": lambda root: (root / "vaultnet.toml").write_text('[site]\nfolder = "o"'),
    "what was kept gone": lambda root: shutil.rmtree(root / ".vaultnet"),
}


def touch_back(path: Path, text: str) -> None:
    about = path.stat()
    path.write_text(text)
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_kept_counts_only_for_its_own_site(
    root: Path, rendered: list[str], change: str
) -> None:
    build(root)
    add_line(root)
    build(root)
    CHANGES[change](root)
    rendered.clear()
    build(root)
    pages = [path for path in contents(root / "site") if path.endswith(".html")] or rendered
    assert len(rendered) >= len(pages)


def test_what_came_along_with_a_vault_is_not_believed(
    root: Path, tmp_path: Path, rendered: list[str]
) -> None:
    """A stranger's pages, with what was true of them on the stranger's disk, are made anew."""
    for _ in range(2):
        add_line(root)
        build(root)
    page = root / "site" / "strategy.html"
    page.write_text("<script>hostile()</script>")
    copy = tmp_path / "copy"
    shutil.copytree(root, copy)
    shutil.rmtree(root)
    copy.rename(root)
    rendered.clear()
    build(root)
    assert "hostile" not in page.read_text()
    assert len(rendered) > 20


def test_whatever_became_of_what_is_kept_the_site_is_right(root: Path) -> None:
    """With VAULTNET_EXAMPLES=20000 it is a thousand flips, and as many truncations."""
    for _ in range(2):
        add_line(root)
        build(root)
    kept = root / ".vaultnet" / kept_pages.FILE
    random = Random(5)
    for number in range(FLIPS):
        whole = kept.read_bytes()
        at = random.randrange(len(whole))
        flipped = whole[:at] + bytes([whole[at] ^ 1 << random.randrange(8)]) + whole[at + 1 :]
        kept.write_bytes(flipped if number % 2 else whole[:at])
        add_line(root, f"- 2020-01-02 note: likes tea {number}")
        build(root)
        if number % 10 == 0:
            assert contents(root / "site") == clean(root)


def test_a_link_or_a_folder_in_its_place_is_no_fault(root: Path) -> None:
    for _ in range(2):
        add_line(root)
        build(root)
    kept = root / ".vaultnet" / kept_pages.FILE
    kept.unlink()
    kept.mkdir()
    add_line(root)
    build(root)
    assert contents(root / "site") == clean(root)
    kept.rmdir()
    kept.symlink_to(root / "vaultnet.toml")
    add_line(root)
    build(root)
    assert contents(root / "site") == clean(root)


def test_nothing_is_kept_of_a_site_outside_of_the_vault(root: Path, tmp_path: Path) -> None:
    for _ in range(2):
        add_line(root)
        build(root, "--out", str(tmp_path / "elsewhere"))
    assert not (root / ".vaultnet" / kept_pages.FILE).exists()


def test_what_is_carried_over_does_not_stand_in_the_way(root: Path) -> None:
    build(root)
    (root / "site" / "mine.txt").write_text("mine")
    for _ in range(3):
        add_line(root)
        build(root)
    assert (root / "site" / "mine.txt").read_text() == "mine"
    (root / "site" / "mine.txt").unlink()
    add_line(root)
    build(root)
    assert contents(root / "site") == clean(root)


def test_where_nothing_can_be_kept_the_site_is_as_ever(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(kept_pages, "write_expendable_file", fail)
    for _ in range(3):
        add_line(root)
        build(root)
    assert contents(root / "site") == clean(root)
    assert not (root / ".vaultnet" / kept_pages.FILE).exists()


def test_others_cannot_read_what_is_kept(root: Path) -> None:
    for _ in range(2):
        add_line(root)
        build(root)
    kept = root / ".vaultnet" / kept_pages.FILE
    assert kept.stat().st_mode & 0o777 == 0o600
    main(["--vault", str(root), "--as-of", DAY, "build", "--audience", "shared"])
    before = kept.read_bytes()
    add_line(root)
    main(["--vault", str(root), "--as-of", DAY, "build", "--audience", "shared"])
    assert kept.read_bytes() == before
