"""A report that is asked for again is what it would be if it were made anew, and nothing is run."""

import os
import random
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.faults.effort import EXAMPLES
from tests.faults.processes import vaultnet
from tests.vaults import write_vault
from vaultnet.cli import cabinet, kept_answers
from vaultnet.cli.group import COMMANDS
from vaultnet.cli.main import main

DAY = "2026-11-23"
NOTES = {
    "vaultnet.toml": "",
    "me.md": "---\nname: Irene\nbudget: 3h/week\n---\n## Offers\n- Help with maps #maps\n",
    "contacts/ana.md": "---\nname: Ana\ntier: key\n---\nKnows [[tom]].\n\n## Needs\n- maps #maps\n"
    "\n## Log\n- 2026-03-04 met: me\n- [ ] 2026-03-05 promised: a book [due:: 2026-04-01]\n",
    "contacts/tom.md": "---\nname: Tom\nrole: Mentor\n---\n## Log\n- 2026-05-06 call: plans\n",
    "contacts/eva.md": "---\nname: Eva\nbirthday: 1990-02-30\n---\n",
    "objectives/lead.md": "---\ntitle: Lead\n---\n## Needs\n- 2 x mentor\n",
    "journal/2026-05-07.md": "- met [[ana]], [[tom]]: lunch\n",
}
ASKED: tuple[tuple[str, ...], ...] = (
    ("due",),
    ("due", "--format", "json"),
    ("list",),
    ("list", "tier:key", "--columns", "name,last,fruitfulness", "--sort", "-last"),
    ("list", "nobody"),
    ("check",),
    ("check", "--fail-on", "warning"),
    ("check", "contacts"),
    ("show", "ana"),
    ("why", "tom"),
    ("plan",),
    ("strategy",),
    ("strategy", "lead"),
    ("balance",),
    ("match",),
    ("path", "tom"),
    ("network",),
    ("audit",),
    ("duplicates",),
)

Said = tuple[int, str, str]
Ask = Callable[..., Said]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_vault(tmp_path / "network")


def make_vault(root: Path) -> Path:
    write_vault(root, NOTES)
    (root / ".vaultnet").mkdir(exist_ok=True)
    return root


@pytest.fixture
def ask(root: Path, capfd: pytest.CaptureFixture[str]) -> Ask:
    """Return what asks a question of the vault, and gives the exit code and what was said."""

    def run(*words: str, day: str = DAY) -> Said:
        capfd.readouterr()
        code = main(["--vault", str(root), "--as-of", day, *words])
        return (code, *capfd.readouterr())

    return run


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """Return a list that grows with each command that is run, not answered from the cabinet."""
    from vaultnet.cli import main as entry

    run, found = entry._run_command, []

    def noted(arguments: Sequence[str], question: kept_answers.Question | None) -> int:
        found.append(arguments)
        return run(arguments, question)

    monkeypatch.setattr(entry, "_run_command", noted)
    return found


Runs = list[Sequence[str]]


def kept(root: Path) -> list[str]:
    return sorted(path.name for path in (root / ".vaultnet" / cabinet.FOLDER).glob("*"))


def test_every_report_is_a_command_that_was_asked_here() -> None:
    assert {words[0] for words in ASKED} == kept_answers.REPORTS
    assert set(COMMANDS) > kept_answers.REPORTS


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_what_is_asked_again_is_answered_without_a_run(
    words: tuple[str, ...], ask: Ask, runs: Runs
) -> None:
    first = ask(*words)
    assert first[1] or first[2]
    assert ask(*words) == ask(*words) == first
    assert len(runs) == 1


CHANGES: dict[str, Callable[[Path], object]] = {
    "a text of the same length": lambda root: rewrite(root / "contacts/ana.md", "Ana", "Eva"),
    "a new note": lambda root: (root / "contacts" / "uma.md").write_text("---\nname: Uma\n---\n"),
    "a note gone": lambda root: (root / "contacts" / "tom.md").unlink(),
    "a note renamed": lambda root: (root / "contacts/ana.md").rename(root / "contacts/ann.md"),
    "a note that cannot be read": lambda root: (root / "me.md").write_bytes(b"\xff"),
    "settings": lambda root: (root / "vaultnet.toml").write_text('language = "es"'),
    "a folder left out": lambda root: (root / "vaultnet.toml").write_text('exclude = ["contacts"]'),
    "an attachment": lambda root: (root / "files.png").write_bytes(b"png"),
    "a vault in it": lambda root: (root / "contacts" / "vaultnet.toml").write_text(""),
    "a link in place of a note": lambda root: link_to(root / "me.md", root / "contacts/ana.md"),
    "what was kept gone": lambda root: shutil.rmtree(root / ".vaultnet" / cabinet.FOLDER),
}


def rewrite(path: Path, old: str, new: str) -> None:
    """Change a file and set its times back, as a hostile or a careless program does."""
    about = path.stat()
    path.write_text(path.read_text().replace(old, new))
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


def link_to(path: Path, target: Path) -> None:
    path.unlink()
    path.symlink_to(target)


@pytest.mark.parametrize("change", CHANGES)
def test_after_any_change_of_the_vault_it_is_made_anew(
    change: str, root: Path, ask: Ask, runs: Runs
) -> None:
    ask("list")
    CHANGES[change](root)
    after = ask("list")
    assert len(runs) == 2
    shutil.rmtree(root / ".vaultnet" / cabinet.FOLDER)
    assert ask("list") == after


def test_another_question_is_another_answer(
    root: Path, ask: Ask, runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("due")
    ask("due", day="2026-11-24")
    ask("due", "--all")
    for name, value in (("COLUMNS", "60"), ("FORCE_COLOR", "1"), ("LANG", "es_ES.UTF-8")):
        with monkeypatch.context() as changed:
            changed.setenv(name, value)
            ask("due")
    monkeypatch.chdir(root)
    ask("due")
    main(["--as-of", DAY, "due"])
    main(["--lang", "es", "--as-of", DAY, "due"])
    monkeypatch.setattr(kept_answers, "_today", lambda: "2031-01-01")
    ask("due")
    assert len(runs) == 10
    ask("due")
    assert len(runs) == 10


def test_a_day_that_is_named_by_its_distance_is_that_of_today(
    root: Path, ask: Ask, runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("due", day="today")
    monkeypatch.setattr(kept_answers, "_today", lambda: "2031-01-01")
    ask("due", day="today")
    assert len(runs) == 2


@pytest.mark.parametrize(
    "words",
    [("check", "--diff"), ("check", "--fix"), ("export", "csv"), ("report", "ana"), ("index",),
     ("list", "--help"), ("list", "--columns", "nonsense"), ("show", "nobody"), ("due", "--x"),
     ("export", "csv", "list"), ("explain", "check"), ("build", "--audience", "shared")],
    ids=" ".join,
)  # fmt: skip
def test_of_anything_else_nothing_is_kept(words: tuple[str, ...], root: Path, ask: Ask) -> None:
    ask(*words)
    assert not kept(root)


def test_a_vault_without_a_private_folder_gets_none(root: Path, ask: Ask) -> None:
    (root / ".vaultnet").rmdir()
    first = ask("due")
    assert ask("due") == first
    assert not (root / ".vaultnet").exists()


def test_only_the_owner_reads_what_is_kept(root: Path, ask: Ask) -> None:
    ask("due")
    folder = root / ".vaultnet" / cabinet.FOLDER
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o777 for path in folder.iterdir()] == [0o600, 0o600]
    assert (root / ".vaultnet" / ".gitignore").read_text() == "*\n"


def test_what_an_older_vault_said_is_let_go(root: Path, ask: Ask) -> None:
    ask("list")
    ask("due")
    many = len(kept(root))
    (root / "contacts" / "tom.md").unlink()
    ask("due")
    assert len(kept(root)) == 2 < many
    held = [path.read_bytes() for path in (root / ".vaultnet" / cabinet.FOLDER).iterdir()]
    assert not any(b"Tom" in data for data in held)


def test_whoever_is_forgotten_is_in_no_answer(root: Path, ask: Ask) -> None:
    ask("list")
    assert ask("forget", "tom", "--yes")[0] == 0
    assert not any(b"Tom" in path.read_bytes() for path in root.rglob("*") if path.is_file())


def test_no_more_than_a_few_are_kept(
    root: Path, ask: Ask, runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vaultnet.cli.cabinet_writing.MOST_FILES", 24)
    for number in range(30):
        ask("list", "--limit", str(number))
    assert len(kept(root)) == 24
    assert cabinet.SURVEY_FILE in kept(root)
    ask("list", "--limit", "29")
    assert len(runs) == 30


def test_data_and_remarks_come_in_the_order_in_which_they_were_written(root: Path) -> None:
    (root / "contacts" / "bad.md").write_bytes(b"\xff")
    for words in (("list",), ("list", "nobody")):
        first = together(root, *words)
        assert together(root, *words) == first
        assert b"could not be read" in first


def together(root: Path, *words: str) -> bytes:
    """Return what a command writes where both streams are one."""
    import subprocess
    import sys

    from tests.faults.processes import environment

    line = [sys.executable, "-m", "vaultnet", "--vault", str(root), "--as-of", DAY, *words]
    done = subprocess.run(
        line, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    return done.stdout


def test_a_folder_that_is_gone_is_no_part_of_a_vault_that_is_as_it_was(
    root: Path, ask: Ask
) -> None:
    """An empty folder is nothing to a vault, but something to whom checks it alone."""
    (root / "empty").mkdir()
    assert ask("check", str(root / "empty"))[0] == 0
    (root / "empty").rmdir()
    assert ask("check", str(root / "empty"))[0] == 2


def test_a_stream_of_other_letters_is_written_to_anew(root: Path) -> None:
    first = vaultnet("show", "ana", folder=root)
    plain = vaultnet("show", "ana", folder=root, PYTHONIOENCODING="ascii")
    assert plain.stdout.isascii()
    assert first.stdout != plain.stdout
    assert vaultnet("show", "ana", folder=root).stdout == first.stdout


@pytest.mark.parametrize("name", ["survey", "answer"])
def test_whatever_became_of_what_is_kept_the_answer_is_right(
    name: str, root: Path, ask: Ask
) -> None:
    wanted = ask("due")
    folder = root / ".vaultnet" / cabinet.FOLDER
    path = next(path for path in folder.iterdir() if (path.name == "survey") == (name == "survey"))
    whole = path.read_bytes()
    for place in random.Random(7).sample(range(len(whole)), max(12, EXAMPLES // 20)):
        flipped = whole[:place] + bytes([whole[place] ^ 1 << place % 8]) + whole[place + 1 :]
        for damaged in (flipped, whole[:place]):
            path.write_bytes(damaged)
            assert ask("due") == wanted
    path.unlink()
    path.mkdir()
    assert ask("due") == wanted


def test_what_came_along_with_a_vault_is_not_believed(
    root: Path, ask: Ask, runs: Runs, tmp_path: Path
) -> None:
    ask("due")
    copy = tmp_path / "copy"
    shutil.copytree(root, copy)
    shutil.rmtree(root)
    copy.rename(root)
    ask("due")
    assert len(runs) == 2


def test_a_folder_that_leads_elsewhere_is_not_written_to(
    root: Path, ask: Ask, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "letter").write_text("mine")
    (root / ".vaultnet" / cabinet.FOLDER).symlink_to(elsewhere)
    wanted = ask("due")
    assert ask("due") == wanted
    assert [path.name for path in elsewhere.iterdir()] == ["letter"]


def test_where_nothing_can_be_kept_all_is_as_ever(
    root: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr("vaultnet.cli.cabinet_writing.write_expendable_file", fail)
    assert ask("due") == ask("due")
    assert not kept(root)


STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(["edit", "restore", "delete", "settings", "private"]),
            st.sampled_from(sorted(NOTES)[:-1]),
            st.integers(0, 3),
        ),
        st.tuples(st.just("ask"), st.sampled_from(ASKED), st.sampled_from([DAY, "2026-12-24"])),
    ),
    min_size=2,
    max_size=8,
)


@given(STEPS)
@settings(
    max_examples=max(4, EXAMPLES // 20),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_nobody_can_tell_whether_answers_are_kept(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], steps: list[tuple[str, object, object]]
) -> None:
    """After any edits, what is said is what is said without anything that was kept."""
    shutil.rmtree(tmp_path / "network", ignore_errors=True)
    root = make_vault(tmp_path / "network")
    for kind, what, detail in steps:
        if kind != "ask":
            edit(root, kind, root / str(what), str(detail))
            continue
        line = ["--vault", str(root), "--as-of", str(detail), *what]  # type: ignore[misc]
        capfd.readouterr()
        given_ = [(main(line), *capfd.readouterr()) for _ in range(2)]
        shutil.rmtree(root / ".vaultnet")
        anew = (main(line), *capfd.readouterr())
        assert given_ == [anew, anew]
        (root / ".vaultnet").mkdir(exist_ok=True)
        main(line)


def edit(root: Path, kind: str, path: Path, detail: str) -> None:
    """Change a file in a way that a person might."""
    path.parent.mkdir(parents=True, exist_ok=True)
    original = NOTES[path.relative_to(root).as_posix()]
    if kind == "delete":
        path.unlink(missing_ok=True)
    elif kind == "restore":
        path.write_text(original)
    elif kind == "private":
        path.write_text(original.replace("name:", "private: true\nname:"))
    elif kind == "settings":
        (root / "vaultnet.toml").write_text(f"[cadence]\nkey = '{int(detail) + 1}w'\n")
    elif path.suffix == ".md":
        path.write_text(f"{original}\n## Next\n- [ ] call {detail} [due:: 2026-11-2{detail}]\n")
    (root / "vaultnet.toml").touch()


def test_whoever_interrupts_the_search_for_an_answer_is_told_so(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("vaultnet.cli.cabinet.open_cabinet", interrupt)
    assert ask("due") == (2, "", "error: interrupted\n")
