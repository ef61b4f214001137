"""Where a site may not be written, and what a full disk leaves: the old site, whole."""

import os
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copy, copytree, which
from time import sleep

import pytest

from tests.faults.processes import copy_example, environment, tree, vaultnet
from vaultnet.cli.main import main
from vaultnet.resources import example_vault
from vaultnet.site.manifest import read_manifest

HOME_FOLDERS = ("Documents", ".ssh", ".config/app", "empty", "Music")
DANGEROUS = [
    *("/", "//", "///", "/.", "/..", "/etc", "/etc/", "/usr", "/bin", "/dev", "/dev/null"),
    *("/proc", "/sys", "/tmp", "/var", "/home", "/root", "/nonexistent-at-the-top"),
    *("{home}", "{home}/", "{home}/.", "{home}/network/..", "{home}/Documents", "{home}/.ssh"),
    *("{home}/.config", "{home}/.config/app", "{home}/../home", "{home}/thesis.odt"),
    *("{home}/link-home", "{home}/link-documents", "{home}/link-vault", "{home}/link-root"),
    *(".", "./", "./.", "..", "../", "../..", "../../..", "../network", "../network/"),
    *("contacts", "contacts/", "Contacts", "CONTACTS", "./contacts", "contacts/site"),
    *("contacts/..", "site/..", "site/../contacts", "objectives", "organisations", "journal"),
    *("organisations/new", "files", "files/site", "templates", "notes", "notes/site", ".git"),
    *(".git/hooks", ".obsidian", ".obsidian/plugins/new", ".vaultnet", ".vaultnet/site"),
    *("site/.hidden", "vaultnet.toml", "me.md", "contacts/ana-garcia.md", "dead", "link-contacts"),
    *("", "contacts/new\nline"),
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Make a home with a vault, other folders, and links to dangerous places."""
    home = tmp_path / "home"
    root = home / "network"
    for path in ("contacts/ana-garcia.md", "objectives/lead-a-platform-team.md", "me.md"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        copy(example_vault() / path, root / path)
    for folder in ("organisations", "journal", "files", "notes"):
        copytree(example_vault() / folder, root / folder)
    (root / "vaultnet.toml").touch()
    for folder in HOME_FOLDERS:
        (home / folder).mkdir(parents=True)
        if folder != "empty":
            (home / folder / "dear.txt").write_text("dear to somebody")
    for folder in (".git/hooks", ".obsidian/plugins"):
        (root / folder).mkdir(parents=True)
    (home / "thesis.odt").write_text("years of work")
    links = {"link-home": home, "link-documents": home / "Documents", "link-vault": root}
    for name, target in {**links, "link-root": Path("/")}.items():
        (home / name).symlink_to(target)
    (root / "dead").symlink_to("gone")
    (root / "link-contacts").symlink_to("contacts")
    return home


def test_dangerous_places_are_refused_and_nothing_is_touched(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home / "network")
    monkeypatch.setenv("HOME", str(home))
    before = tree(home)
    assert len(DANGEROUS) >= 60
    accepted = []
    for out in DANGEROUS:
        for force in ([], ["--force-clean"]):
            code = main(["build", "--out", out.format(home=home), *force])
            said = capsys.readouterr().err
            if code != 2 or tree(home) != before:
                accepted.append(out)
            assert said.startswith("error: "), (out, said)
            assert "hint: " in said, (out, said)
    assert accepted == []


def test_an_empty_home_that_holds_no_vault_is_still_a_home(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other-home"
    other.mkdir()
    finished = vaultnet("build", "--out", str(other), folder=home / "network", HOME=str(other))
    assert finished.returncode == 2
    assert list(other.iterdir()) == []


def test_harmless_places_are_taken(home: Path) -> None:
    for out in ("site", "../empty", "../Public/network", "build/site"):
        finished = vaultnet("build", "--out", out, folder=home / "network", HOME=str(home))
        assert finished.returncode == 0, (out, finished.stderr)
        assert (home / "network" / out / "index.html").is_file()


def site_of(root: Path) -> dict[str, tuple[str, int, int]]:
    return {path: about for path, about in tree(root).items() if path.split("/")[0] == "site"}


def add_weight(root: Path) -> None:
    """Let the next site be another one than the first, with a page larger than the limit."""
    (root / "notes" / "long.md").write_text("# Long\n\n" + "a word and another\n\n" * 4000)
    (root / "contacts" / "ana-garcia.md").unlink()


def test_a_file_that_cannot_grow_leaves_the_old_site(tmp_path: Path) -> None:
    root = copy_example(tmp_path / "network")
    assert vaultnet("build", folder=root).returncode == 0
    before = site_of(root)
    add_weight(root)
    limited = subprocess.run(
        [sys.executable, "-m", "vaultnet", "build"],
        cwd=root,
        env=environment(),
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000)),
    )
    assert limited.returncode == 2, limited.stderr
    assert limited.stderr.startswith(b"error: no site was built: ")
    assert b"Errno" not in limited.stderr
    assert b"too large" in limited.stderr
    assert site_of(root) == before
    assert [path.name for path in root.iterdir() if ".vaultnet-" in path.name] == []
    assert vaultnet("build", folder=root).returncode == 0
    assert (root / "site" / "notes" / "long.html").is_file()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of two megabytes; skips where nobody may."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m,mode=0700", "vaultnet-test", str(place)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=False)


def test_a_full_disk_leaves_the_old_site_and_the_notes(small_disk: Path) -> None:
    root = small_disk / "network"
    root.mkdir()
    for name in ("contacts/studies", "objectives", "organisations"):
        copytree(example_vault() / name, root / name)
    (root / "vaultnet.toml").touch()
    assert vaultnet("build", folder=root).returncode == 0
    before = site_of(root)
    notes = tree(root, without=("site", "ballast", ".vaultnet"))
    with (root / "ballast").open("wb") as ballast:
        free = os.statvfs(root)
        ballast.write(bytes(max(0, free.f_bavail * free.f_frsize - 40_000)))
    # On another day every page is another one, so that none of the old ones can be kept.
    building = ["--as-of", "2027-01-01", "build"]
    for arguments in (building, ["new", "contact", "Bo Full", "--field", f"role={'x' * 50_000}"]):
        finished = vaultnet(*arguments, folder=root)
        assert finished.returncode == 2, finished.stderr
        assert b"Traceback" not in finished.stderr
        assert re.search(b"no space left|disk is full", finished.stderr.lower())
        assert site_of(root) == before
        assert tree(root, without=("site", "ballast", ".vaultnet")) == notes
    (root / "ballast").unlink()
    assert vaultnet("build", folder=root).returncode == 0


def kill_while_building(root: Path) -> bool:
    """Begin a build and kill it among its pages; tell whether it was still running then."""
    command = [sys.executable, "-m", "vaultnet", "build"]
    process = subprocess.Popen(
        command, cwd=root, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    while process.poll() is None and not list(root.glob(".site.vaultnet-new/contacts/*")):
        sleep(0.005)
    running = process.poll() is None
    process.kill()
    process.communicate()
    return running


@pytest.mark.skipif(which("git") is None, reason="no git here")
def test_a_build_that_is_killed_leaves_a_whole_site_and_nothing_for_git(tmp_path: Path) -> None:
    root = copy_example(tmp_path / "network")
    assert vaultnet("build", folder=root).returncode == 0
    subprocess.run(["git", "init", "-q"], cwd=root, check=True, env=environment())
    note = root / "contacts" / "ana-garcia.md"
    caught = 0
    for _ in range(3):
        note.write_text(note.read_text("utf-8") + "\nmore\n", encoding="utf-8")
        caught += kill_while_building(root)
        manifest = read_manifest(root / "site")
        assert manifest is not None
        assert [path for path in manifest.files if not manifest.owns(root / "site", path)] == []
        seen = subprocess.run(
            ["git", "status", "--porcelain", "-uall"],
            cwd=root,
            env=environment(),
            capture_output=True,
            check=True,
        )
        assert b"contacts/ana-garcia.md" in seen.stdout
        assert b".html" not in seen.stdout
    assert caught > 0
    assert vaultnet("build", folder=root).returncode == 0
    assert list(root.glob(".site.vaultnet-*")) == []
    assert "more" in (root / "site" / "contacts" / "ana-garcia.html").read_text("utf-8")
