"""A build that finds nothing changed writes nothing; after any change it is what a clean one is."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.faults.effort import EXAMPLES
from tests.faults.processes import tree
from tests.vaults import write_vault
from vaultnet.cli import last_build
from vaultnet.cli.main import main
from vaultnet.index.look import look_at
from vaultnet.vault.files import is_never_read
from vaultnet.vault.settings import Settings

DAY = "2026-11-23"
UNCHANGED = "nothing has changed since it was built\n"
NOTES = {
    "vaultnet.toml": "",
    "me.md": "---\nname: Irene\n---\n",
    "contacts/ana.md": "---\nname: Ana\n---\nKnows [[tom]].\n\n## Log\n- 2026-03-04 met: me\n",
    "contacts/tom.md": "---\nname: Tom\n---\n## Log\n- 2026-05-06 call: plans\n",
    "objectives/lead.md": "---\ntitle: Lead\n---\n## Needs\n- 2 x mentor\n",
    "journal/2026-05-07.md": "- met [[ana]], [[tom]]: lunch\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_vault(tmp_path / "network")


def make_vault(root: Path) -> Path:
    return write_vault(root, NOTES)


def build(root: Path, *words: str, day: str = DAY) -> None:
    assert main(["--vault", str(root), "--as-of", day, "build", *words]) == 0


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    return lambda: capsys.readouterr().err


Said = Callable[[], str]


def test_where_nothing_changed_nothing_is_written(root: Path, said: Said) -> None:
    """What it says is kept for the next time, as with a report."""
    build(root)
    first = said()
    before = tree(root, without=(".vaultnet",))
    build(root)
    assert said() == UNCHANGED + first
    assert tree(root, without=(".vaultnet",)) == before
    kept = tree(root)
    build(root)
    assert said() == UNCHANGED + first
    assert tree(root) == kept


def touch_back(path: Path, text: str) -> None:
    """Change a file and set its times back, as a hostile or a careless program does."""
    about = path.stat()
    path.write_text(text)
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "text of the same length": lambda root: touch_back(
        root / "me.md", NOTES["me.md"].replace("Irene", "Elena")
    ),
    "a new note": lambda root: (root / "contacts" / "eva.md").write_text("Eva"),
    "a note gone": lambda root: (root / "contacts" / "tom.md").unlink(),
    "a note renamed": lambda root: (root / "me.md").rename(root / "myself.md"),
    "an attachment": lambda root: (root / "files.png").write_bytes(b"png"),
    "settings": lambda root: (root / "vaultnet.toml").write_text('name = "N"'),
    "a page changed": lambda root: touch_back(root / "site" / "index.html", "changed"),
    "a page gone": lambda root: (root / "site" / "index.html").unlink(),
    "a foreign file": lambda root: (root / "site" / "mine.txt").write_text("mine"),
    "the site gone": lambda root: shutil.rmtree(root / "site"),
    "its list gone": lambda root: (root / "site" / ".vaultnet-site.json").unlink(),
    "what was kept gone": lambda root: shutil.rmtree(root / ".vaultnet"),
    "an interrupted build": lambda root: (root / ".site.vaultnet-new").mkdir(),
}


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("change", CHANGES)
def test_any_change_makes_a_new_build(root: Path, said: Said, change: str, times: int) -> None:
    """The third time, what was said the second time is found before the command is run."""
    for _ in range(times):
        build(root)
    CHANGES[change](root)
    said()
    if change == "its list gone":
        assert main(["--vault", str(root), "--as-of", DAY, "build"]) == 2
        return
    build(root)
    assert UNCHANGED not in said()
    assert not (root / ".site.vaultnet-new").exists()


def test_the_third_time_the_command_is_not_run(
    root: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(root)
    said()
    build(root)
    told = said()
    assert UNCHANGED in told
    monkeypatch.setattr("vaultnet.cli.main._run_command", None)
    build(root)
    assert said() == told


def contents(root: Path) -> dict[str, object]:
    return {path: about[0] for path, about in tree(root, without=(".vaultnet",)).items()}


FORMS: tuple[tuple[str, ...], ...] = (
    ("--as-of", DAY, "build"),
    ("--vault", ".", "--as-of", DAY, "build"),
    (f"--as-of={DAY}", "--vault=../network", "build"),
    ("build",),
    ("--as-of", "today", "build"),
    ("--as-of", "never", "build"),
    ("--lang", "es", "build"),
    ("--color", "always", "build"),
    ("--vault", "elsewhere", "build"),
    ("build", "--audience", "me"),
    ("build", "--audience", "shared"),
    ("build", "--audience=shared", "--out", "other"),
    ("build", "--out", "site"),
    ("build", "--out", "../outside"),
    ("build", "--force-clean"),
    ("build", "--help"),
    ("--help", "build"),
    ("build", "build"),
    ("build", "--nonsense"),
    ("--lang", "build", "build"),
)


@pytest.mark.parametrize("words", FORMS, ids=" ".join)
def test_however_it_is_asked_for_both_ways_say_the_same(
    words: tuple[str, ...],
    root: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(root)
    short = []
    for _ in range(3):
        code = main(list(words))
        short.append((code, *capsys.readouterr()))
    built = contents(root)
    monkeypatch.setattr("vaultnet.cli.kept_answers.find_question", lambda _: None)
    code = main(list(words))
    assert (code, *capsys.readouterr()) == short[1] == short[2]
    assert contents(root) == built


def test_what_a_build_said_that_wrote_something_is_not_said_again(root: Path, said: Said) -> None:
    texts = [NOTES["me.md"], NOTES["me.md"].replace("Irene", "Elena")] * 2
    for text in texts:
        (root / "me.md").write_text(text)
        build(root)
        assert UNCHANGED not in said()
        assert text.split()[2] in (root / "site" / "me.html").read_text()


def test_another_day_folder_or_language_makes_a_new_build(root: Path, said: Said) -> None:
    build(root)
    build(root, day="2026-11-24")
    build(root, "--out", str(root / "other"))
    build(root)
    build(root, "--force-clean")
    build(root, "--audience", "shared")
    assert UNCHANGED not in said()
    build(root)
    assert UNCHANGED in said()


def test_a_change_within_one_tick_of_the_clock_is_seen(
    root: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    def coarse(entry: "os.DirEntry[str]") -> tuple[int, int, int, int]:
        about = entry.stat(follow_symlinks=False)
        second = 10**9
        rounded = (stamp // second * second for stamp in (about.st_mtime_ns, about.st_ctime_ns))
        return about.st_size, *rounded, about.st_ino  # type: ignore[return-value]

    monkeypatch.setattr("vaultnet.index.look._stamp", coarse)
    for name in ("Elena", "Irene", "Elena"):
        with (root / "me.md").open("r+") as file:
            file.write(NOTES["me.md"].replace("Irene", name))
        build(root)
        assert f"<title>{name}" in (root / "site" / "me.html").read_text()


def test_kept_foreign_files_are_told_of_each_time(root: Path, said: Said) -> None:
    build(root)
    (root / "site" / "mine.txt").write_text("mine")
    for _ in range(2):
        said()
        build(root)
        assert "mine.txt" in said()


def test_templates_of_a_vault_are_told_of_each_time(root: Path, said: Said) -> None:
    (root / "vaultnet.toml").write_text("[site]\ntemplates = true\n")
    (root / "templates" / "site").mkdir(parents=True)
    (root / "templates" / "site" / "site.css").write_text("p{}")
    for _ in range(2):
        build(root)
        assert "site.css" in said()


def test_whatever_became_of_what_is_kept_the_site_is_right(root: Path, said: Said) -> None:
    build(root)
    wanted = tree(root / "site")
    record = root / ".vaultnet" / last_build.FILE
    whole = record.read_bytes()
    places = random.Random(7).sample(range(len(whole)), 25)
    for place in places:
        for damaged in (
            whole[:place],
            whole[:place] + bytes([whole[place] ^ 8]) + whole[place + 1 :],
        ):
            record.write_bytes(damaged)
            said()
            build(root)
            assert UNCHANGED not in said()
            assert {path: about[0] for path, about in tree(root / "site").items()} == {
                path: about[0] for path, about in wanted.items()
            }
    record.unlink()
    record.mkdir()
    build(root)


def test_what_came_along_with_a_vault_is_not_believed(
    root: Path, said: Said, tmp_path: Path
) -> None:
    """A stranger's site, with a record that was true on the stranger's disk, is made anew."""
    build(root)
    (root / "site" / "index.html").write_text("<script>hostile()</script>")
    copy = tmp_path / "copy"
    shutil.copytree(root, copy)
    shutil.rmtree(root)
    copy.rename(root)
    said()
    build(root)
    assert UNCHANGED not in said()
    assert "hostile" not in (root / "site" / "index.html").read_text()


def test_no_name_of_a_note_is_kept(root: Path) -> None:
    build(root)
    record = (root / ".vaultnet" / last_build.FILE).read_text()
    assert "ana" not in record
    assert "tom" not in record


@pytest.mark.parametrize(
    "folder", ["contacts", ".git", "a/.b", "node_modules", "a/node_modules", "site", "a/site"]
)
def test_it_looks_into_the_folders_that_are_read(tmp_path: Path, folder: str) -> None:
    note = tmp_path / folder / "note.md"
    note.parent.mkdir(parents=True)
    before = last_build.look_before(tmp_path, "", ("site", "site-shared")).notes
    note.write_text("text")
    seen = last_build.look_before(tmp_path, "", ("site", "site-shared")).notes != before
    parents = [folder, folder.rpartition("/")[0]]
    assert seen != any(is_never_read(name, Settings()) for name in parents if name)


def test_looking_never_fails(tmp_path: Path) -> None:
    assert look_at(tmp_path / "nowhere").digest != look_at(tmp_path).digest
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dead").symlink_to("gone")
    (tmp_path / os.fsdecode(b"\xe9.md")).write_text("x")
    assert look_at(tmp_path, now=2**62).digest == look_at(tmp_path).digest


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["edit", "new", "delete", "rename", "day", "page", "settings", "nothing"]),
        st.sampled_from(sorted(NOTES)[:-1]),
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=6,
)


def apply_edit(root: Path, kind: str, path: str, number: int) -> None:
    note = root / path
    if kind == "edit" and note.is_file():
        note.write_text(note.read_text() + f"\nSeen {number} times.\n")
    elif kind == "new":
        (root / "contacts" / f"new-{number}.md").write_text("Knows [[ana]] #tea\n")
    elif kind == "delete":
        note.unlink(missing_ok=True)
    elif kind == "rename" and note.is_file():
        note.rename(root / "contacts" / f"moved-{number}.md")
    elif kind == "page" and (root / "site" / "map.html").is_file():
        (root / "site" / "map.html").unlink()
    elif kind == "settings":
        (root / "vaultnet.toml").write_text(f'name = "Network {number}"\n')


@given(EDITS)
@settings(
    max_examples=max(5, EXAMPLES // 40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_after_any_changes_a_build_is_what_a_clean_one_would_be(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("sequence")
    root = make_vault(folder / "network")
    day = DAY
    for kind, path, number in edits:
        apply_edit(root, kind, path, number)
        day = f"2026-11-{20 + number}" if kind == "day" else day
        build(root, day=day)
        build(root, "--out", str(folder / "clean"), day=day)
        now, clean = tree(root / "site"), tree(folder / "clean")
        assert {name: now[name][0] for name in now} == {name: clean[name][0] for name in clean}
        shutil.rmtree(folder / "clean")
