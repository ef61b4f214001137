"""A site planned beside the one that stands is the site made anew, and little of it was made."""

import errno
import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.benchmarks.generated_vault import write_vault
from tests.site.sites import count_rendered, differing
from tests.site.vault_edits import add_to_log, edit, thin_out
from vaultnet.resources import example_vault
from vaultnet.site.kept_units import KeptSite
from vaultnet.site.old_pages import OldPages
from vaultnet.site.plan import PlannedFile, StandingFile, plan_site
from vaultnet.site.publish import FILE_MODE, PublishError, attachment_reader, write_site
from vaultnet.site.renewed_plan import Renewal, plan_renewed_site
from vaultnet.workspace import open_vault

EXAMPLES = int(os.environ.get("VAULTNET_EXAMPLES", "0"))
SEQUENCES = range(EXAMPLES or 4)
EDITS = 6
NOTES = 24
TODAY = date(2026, 11, 23)


class BuiltExample:
    """A vault with a site that is built again and again, and what is kept beside it."""

    def __init__(self, root: Path) -> None:
        self.root, self.out = root, root / "site"
        self.day = TODAY
        self.kept = KeptSite(read=OldPages(self.out, FILE_MODE).read)
        self.made: list[str] = []
        self.standing: list[str] = []

    def build(self) -> Mapping[str, bytes]:
        opened = open_vault(self.root, self.day)
        renewal = Renewal(self.kept)
        reader = attachment_reader(self.root)
        args = opened.vault, opened.strategy, opened.diagnostics
        files = list(plan_renewed_site(*args, renewal, reader))
        self.made = [file.path for file in files if isinstance(file, PlannedFile)]
        self.standing = [file.path for file in files if isinstance(file, StandingFile)]
        write_site(self.root, self.out, files)
        reading = OldPages(self.out, FILE_MODE).read
        self.kept = KeptSite(len(opened.diagnostics), dict(renewal.units), reading)
        return self.stands()

    def stands(self) -> Mapping[str, bytes]:
        """Return what stands in the folder of the site, but for what describes it."""
        files = (path for path in self.out.rglob("*") if path.is_file())
        found = {path.relative_to(self.out).as_posix(): path.read_bytes() for path in files}
        return {path: content for path, content in found.items() if not path.startswith(".")}

    def made_anew(self) -> Mapping[str, bytes]:
        opened = open_vault(self.root, self.day)
        args = opened.vault, opened.strategy, opened.diagnostics
        return {file.path: file.content for file in plan_site(*args, attachment_reader(self.root))}


@pytest.fixture
def example(tmp_path: Path) -> BuiltExample:
    root = tmp_path / "vault"
    shutil.copytree(example_vault(), root, ignore=shutil.ignore_patterns(".vaultnet", "site"))
    return BuiltExample(root)


@pytest.fixture
def sixty(tmp_path: Path) -> BuiltExample:
    """Return a vault of sixty contacts, whose logs name each other now and then."""
    write_vault(tmp_path / "vault", 60)
    return BuiltExample(tmp_path / "vault")


@pytest.mark.parametrize("seed", SEQUENCES)
def test_it_is_the_site_made_anew_after_any_edits(example: BuiltExample, seed: int) -> None:
    """With VAULTNET_EXAMPLES=500 it is so many sequences."""
    random = Random(seed)
    thin_out(example.root, random, NOTES)
    example.build()
    for _ in range(EDITS):
        for _ in range(random.randint(0, 2)):
            edit(example.root, random)
        if random.random() < 0.15:
            example.day += timedelta(days=random.choice([-1, 1, 40]))
        assert differing(example.build(), example.made_anew()) == []


def test_where_nothing_changed_all_pages_stand(sixty: BuiltExample) -> None:
    first = sixty.build()
    assert sixty.standing == []
    stamps = {path: (sixty.out / path).stat().st_mtime_ns for path in first}
    sixty.build()
    assert [path for path in sixty.made if path.endswith((".html", "contacts-data.js"))] == []
    assert {path: (sixty.out / path).stat().st_mtime_ns for path in first} == stamps


def test_one_line_in_a_log_makes_few_pages(sixty: BuiltExample) -> None:
    first = sixty.build()
    add_to_log(sixty.root, "contact-7", "- 2020-01-02 note: likes tea")
    second = sixty.build()
    assert differing(second, sixty.made_anew()) == []
    changed = [path for path in differing(first, second) if path.endswith(".html")]
    assert "contacts/contact-7.html" in changed
    made = [path for path in sixty.made if path.endswith(".html")]
    assert set(changed) <= set(made)
    assert len(made) < 40


def test_one_more_problem_is_counted_without_rendering(
    sixty: BuiltExample, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sixty.build()
    add_to_log(sixty.root, "contact-7", "- [[nobody-of-that-name]] and 2020-13-45")
    expected = sixty.made_anew()
    rendered = count_rendered(monkeypatch)
    second = sixty.build()
    assert differing(second, expected) == []
    assert all(path in differing(first, second) for path in second if path.endswith(".html"))
    assert len(rendered) < 40


def test_what_somebody_changed_in_the_site_does_not_stand(sixty: BuiltExample) -> None:
    first = sixty.build()
    page = sixty.out / "contacts" / "contact-7.html"
    page.write_bytes(page.read_bytes() + b"<!-- mine -->")
    (sixty.out / "contacts" / "contact-8.html").unlink()
    second = sixty.build()
    assert second["contacts/contact-7.html"] == first["contacts/contact-7.html"]
    assert second["contacts/contact-8.html"] == first["contacts/contact-8.html"]
    assert second["contacts/contact-7.html.kept"].endswith(b"<!-- mine -->")


def test_a_changed_page_does_not_get_another_count_either(sixty: BuiltExample) -> None:
    sixty.build()
    page = sixty.out / "contacts" / "contact-7.html"
    page.write_bytes(page.read_bytes() + b"<!-- mine -->")
    add_to_log(sixty.root, "contact-9", "- [[nobody-of-that-name]]")
    second = sixty.build()
    expected = sixty.made_anew()
    assert second["contacts/contact-7.html"] == expected["contacts/contact-7.html"]


def test_a_disk_without_links_gets_copies(
    sixty: BuiltExample, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_args: object, **_named: object) -> None:
        raise PermissionError("no links here")

    first = sixty.build()
    monkeypatch.setattr(os, "link", no_links)
    second = sixty.build()
    assert len(sixty.standing) > 60
    assert differing(first, second) == []


@pytest.mark.parametrize("seed", range(EXAMPLES or 20))
def test_units_that_are_odd_are_made(sixty_kept: BuiltExample, seed: int) -> None:
    """Whatever stands in the bytes of units costs no more than making them."""
    random = Random(seed)
    units = {name: flipped(data, random) for name, data in sixty_kept.kept.units.items()}
    odd = replace(sixty_kept.kept, units=units)
    opened = open_vault(sixty_kept.root, TODAY)
    args = opened.vault, opened.strategy, opened.diagnostics
    for file in plan_renewed_site(*args, Renewal(odd), attachment_reader(sixty_kept.root)):
        assert isinstance(file, PlannedFile | StandingFile)


def flipped(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1 :]


@pytest.fixture(scope="module")
def sixty_kept(tmp_path_factory: pytest.TempPathFactory) -> BuiltExample:
    root = tmp_path_factory.mktemp("kept") / "vault"
    write_vault(root, 12)
    built = BuiltExample(root)
    built.build()
    return built


def test_another_language_is_spoken_everywhere(example: BuiltExample) -> None:
    example.build()
    (example.root / "vaultnet.toml").write_text('language = "es"\n', encoding="utf-8")
    assert differing(example.build(), example.made_anew()) == []


def test_a_disk_that_is_full_is_named_as_such(
    sixty: BuiltExample, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where files are neither linked nor copied, the reason is not that half of one is there."""
    first = sixty.build()

    def no_links(*_args: object, **_named: object) -> None:
        raise PermissionError("no links here")

    def no_room(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "link", no_links)
    monkeypatch.setattr("vaultnet.site.publish._write_file", no_room)
    with pytest.raises(PublishError, match="No space left on device"):
        sixty.build()
    assert differing(sixty.stands(), first) == []
