import json
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from vaultnet.site import exchange as exchange_module
from vaultnet.site.exchange import new_folder, old_folder
from vaultnet.site.manifest import MANIFEST
from vaultnet.site.plan import PlannedFile
from vaultnet.site.publish import SiteResult, attachment_reader, write_site
from vaultnet.site.target import PublishError

FIRST = {"index.html": b"one", "contacts/ana.html": b"ana", "contacts/tom.html": b"tom"}
SECOND = {"index.html": b"two", "contacts/ana.html": b"ana"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    vault = tmp_path / "home" / "network"
    (vault / "contacts").mkdir(parents=True)
    (vault / "contacts" / "ana.md").write_text("Ana")
    (vault / "vaultnet.toml").write_text("")
    return vault


def planned(files: Mapping[str, bytes]) -> Iterator[PlannedFile]:
    return (PlannedFile(path, content) for path, content in files.items())


def write(
    root: Path, files: Mapping[str, bytes], out: Path | None = None, *, force_clean: bool = False
) -> SiteResult:
    folder = out or root / "site"
    home = root.parent
    return write_site(root, folder, planned(files), force_clean=force_clean, home=home)


def pages(site: Path) -> dict[str, bytes]:
    own = {MANIFEST, ".gitignore"}
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.name not in own
    }


@pytest.fixture(params=["in one step", "by two renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "by two renames":
        monkeypatch.setattr(exchange_module, "_exchanged", lambda *_: False)
    return str(request.param)


def test_a_site_is_written_replaced_and_nothing_lies_beside_it(root: Path, way: str) -> None:
    assert write(root, FIRST).written == 4
    assert pages(root / "site") == FIRST
    result = write(root, SECOND)
    assert pages(root / "site") == SECOND
    assert (result.kept, result.dropped) == ((), ())
    assert sorted(path.name for path in root.iterdir()) == ["contacts", "site", "vaultnet.toml"]


def test_only_the_owner_can_read_it_and_git_ignores_it(root: Path) -> None:
    write(root, {**FIRST, "deep/er/still.js": b"1"})
    for path in [root / "site", *(root / "site").rglob("*")]:
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path
    assert (root / "site" / ".gitignore").read_bytes() == b"*\n"


def test_the_manifest_lists_every_file_and_is_the_same_each_time(root: Path) -> None:
    write(root, FIRST)
    first = (root / "site" / MANIFEST).read_bytes()
    write(root, FIRST)
    assert (root / "site" / MANIFEST).read_bytes() == first
    assert sorted(json.loads(first)["files"]) == sorted([*FIRST, ".gitignore"])


def test_foreign_and_changed_files_are_carried_over(root: Path, way: str) -> None:
    write(root, FIRST)
    site = root / "site"
    (site / "contacts" / "mine.txt").write_bytes(b"mine")
    (site / "index.html").write_bytes(b"changed by hand")
    (site / "contacts" / "tom.html").write_bytes(b"changed too")
    (site / "link").symlink_to("/etc/hostname")
    result = write(root, SECOND)
    assert result.kept == ("contacts/mine.txt", "contacts/tom.html", "index.html.kept", "link")
    assert (site / "index.html").read_bytes() == b"two"
    assert (site / "index.html.kept").read_bytes() == b"changed by hand"
    assert (site / "contacts" / "mine.txt").read_bytes() == b"mine"
    assert (site / "link").is_symlink()
    assert write(root, SECOND).kept == result.kept


def test_two_changes_of_one_page_are_both_kept(root: Path) -> None:
    for text in (b"first", b"second"):
        write(root, FIRST)
        (root / "site" / "index.html").write_bytes(text)
    write(root, FIRST)
    assert (root / "site" / "index.html.kept").read_bytes() == b"first"
    assert (root / "site" / "index.html.kept-2").read_bytes() == b"second"


def test_on_demand_foreign_files_are_deleted_and_named(root: Path) -> None:
    write(root, FIRST)
    (root / "site" / "mine.txt").write_bytes(b"mine")
    result = write(root, SECOND, force_clean=True)
    assert result.dropped == ("mine.txt",)
    assert pages(root / "site") == SECOND


def test_a_build_that_fails_leaves_the_old_site(root: Path) -> None:
    write(root, FIRST)

    def failing() -> Iterator[PlannedFile]:
        yield PlannedFile("index.html", b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(PublishError, match="No space left"):
        write_site(root, root / "site", failing(), home=root.parent)
    assert pages(root / "site") == FIRST
    assert not new_folder(root / "site").exists()


def test_what_an_interrupted_build_left_is_cleared_and_nothing_is_lost(root: Path) -> None:
    site = root / "site"
    write(root, FIRST)
    new_folder(site).mkdir()
    (new_folder(site) / "index.html").write_bytes(b"half")
    write(root, SECOND)
    assert pages(site) == SECOND
    write(root, FIRST, out=root / "other")
    (root / "other" / "mine.txt").write_bytes(b"mine")
    (root / "other").rename(new_folder(site))
    write(root, SECOND)
    assert pages(site) == {**SECOND, "mine.txt": b"mine"}
    assert not new_folder(site).exists()


def test_between_two_renames_the_old_site_is_found_again(root: Path) -> None:
    site = root / "site"
    write(root, FIRST)
    (site / "mine.txt").write_bytes(b"mine")
    site.rename(old_folder(site))
    write(root, SECOND)
    assert pages(site) == {**SECOND, "mine.txt": b"mine"}
    assert not old_folder(site).exists()


def stamps(site: Path) -> dict[str, tuple[int, int]]:
    found = {path: (site / path).stat() for path in pages(site)}
    return {path: (about.st_ino, about.st_mtime_ns) for path, about in found.items()}


def test_pages_with_the_same_bytes_are_not_written_again(root: Path, way: str) -> None:
    write(root, FIRST)
    before = stamps(root / "site")
    write(root, SECOND)
    after = stamps(root / "site")
    assert after["contacts/ana.html"] == before["contacts/ana.html"]
    assert after["index.html"] != before["index.html"]
    assert {path.stat().st_nlink for path in (root / "site").rglob("*.html")} == {1}


@pytest.mark.parametrize("mode", [0o644, 0o400, 0o666])
def test_a_page_that_others_could_read_is_written_again(root: Path, mode: int) -> None:
    write(root, FIRST)
    (root / "site" / "index.html").chmod(mode)
    write(root, FIRST)
    assert stat.S_IMODE((root / "site" / "index.html").stat().st_mode) == 0o600


def test_a_page_of_the_same_length_is_looked_into(root: Path) -> None:
    write(root, {"index.html": b"one"})
    write(root, {"index.html": b"two"})
    assert pages(root / "site") == {"index.html": b"two"}


def test_nothing_outside_is_linked_into_a_site(root: Path, tmp_path: Path) -> None:
    write(root, FIRST)
    outside = tmp_path / "outside"
    (root / "site" / "contacts").rename(outside)
    (root / "site" / "contacts").symlink_to(outside)
    (root / "site" / "index.html").unlink()
    (outside / "one.html").write_bytes(b"one")
    (root / "site" / "index.html").symlink_to(outside / "one.html")
    write(root, FIRST)
    assert (root / "site" / "index.html").read_bytes() == b"one"
    linked = [path for path in outside.iterdir() if path.stat().st_nlink > 1]
    assert linked == []


def test_where_the_disk_knows_no_links_pages_are_written(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    write(root, FIRST)
    before = stamps(root / "site")
    monkeypatch.setattr("os.link", refuse)
    write(root, FIRST)
    assert pages(root / "site") == FIRST
    assert stamps(root / "site") != before


def test_a_failed_build_leaves_the_old_pages_that_were_linked(root: Path) -> None:
    write(root, FIRST)
    before = stamps(root / "site")

    def broken() -> Iterator[PlannedFile]:
        yield from planned(FIRST)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_site(root, root / "site", broken(), home=root.parent)
    assert (pages(root / "site"), stamps(root / "site")) == (FIRST, before)


def test_a_page_that_is_changed_while_a_site_is_built_is_kept(root: Path, way: str) -> None:
    write(root, FIRST)

    def slow() -> Iterator[PlannedFile]:
        yield from planned(FIRST)
        with (root / "site" / "index.html").open("ab") as page:
            page.write(b" by hand")

    write_site(root, root / "site", slow(), home=root.parent)
    assert (root / "site" / "index.html").read_bytes() == b"one by hand"
    result = write(root, FIRST)
    assert pages(root / "site") == {**FIRST, "index.html.kept": b"one by hand"}
    assert result.kept == ("index.html.kept",)


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", "", "a\\b"])
def test_a_page_cannot_be_written_outside(root: Path, path: str) -> None:
    with pytest.raises(ValueError, match="not a path of a site"):
        write(root, {path: b""})
    assert not (root / "site").exists()


DANGEROUS = [
    "/", "//", "/etc", "/usr", "/tmp", "/tmp/..", "/site", ".", "..", "../..", "../../..",
    "./", "site/..", "contacts", "Contacts", "contacts/site", "objectives", "organisations/x",
    "journal", "templates", "files", "files/site", ".git", ".obsidian", ".obsidian/site",
    ".vaultnet", "site/.hidden", "notes", "notes/site", "foreign", "file.txt", "link", "dead",
    "../documents", "link/..", "contacts/../contacts", "vaultnet.toml", "/dev/null", "/proc",
]  # fmt: skip


@pytest.mark.parametrize("out", DANGEROUS)
def test_a_dangerous_folder_is_refused_and_left_alone(root: Path, out: str) -> None:
    (root / "notes").mkdir()
    (root / "notes" / "a.md").write_text("note")
    (root / "foreign").mkdir()
    (root / "foreign" / "a.txt").write_text("theirs")
    (root / "file.txt").write_text("a file")
    (root / "link").symlink_to(root / "notes")
    (root / "dead").symlink_to(root / "nowhere")
    (root.parent / "documents").mkdir()
    (root.parent / "documents" / "thesis.txt").write_text("thesis")
    before = sorted(path for path in root.parent.rglob("*"))
    with pytest.raises(PublishError):
        write(root, FIRST, out=root / out, force_clean=True)
    assert sorted(path for path in root.parent.rglob("*")) == before


@pytest.mark.parametrize("manifest", ["", "[]", '{"files": 1}', '{"version": 9, "files": {}}'])
def test_a_folder_with_a_manifest_of_something_else_is_foreign(root: Path, manifest: str) -> None:
    (root / "site").mkdir()
    (root / "site" / MANIFEST).write_text(manifest)
    with pytest.raises(PublishError, match="did not write"):
        write(root, FIRST)


def test_a_hostile_manifest_deletes_nothing_outside(root: Path) -> None:
    write(root, FIRST)
    note = root / "contacts" / "ana.md"
    manifest = {"version": 1, "files": {"../contacts/ana.md": "x", "/etc/hostname": "x"}}
    (root / "site" / MANIFEST).write_text(json.dumps(manifest))
    write(root, SECOND)
    assert note.read_text() == "Ana"
    assert (root / "site" / "contacts" / "tom.html").read_bytes() == b"tom"


def test_an_empty_folder_elsewhere_is_taken(root: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write(root, FIRST, out=tmp_path / "empty")
    write(root, FIRST, out=tmp_path / "far" / "away")
    assert pages(tmp_path / "empty") == pages(tmp_path / "far" / "away") == FIRST


def test_a_second_build_at_the_same_time_is_refused(root: Path) -> None:
    with exchange_module.locked(root), pytest.raises(PublishError, match="another build"):
        write(root, FIRST)


def test_attachments_are_read_only_inside_the_vault(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    (root / "face.png").write_bytes(b"face")
    (root / "stolen.png").symlink_to(tmp_path / "secret.png")
    read = attachment_reader(root)
    assert read("face.png") == b"face"
    assert [read(p) for p in ("stolen.png", "../../secret.png", "no.png", "contacts", "\0")] == (
        [None] * 5
    )
