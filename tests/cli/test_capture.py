"""What `log`, `set` and `done` write means to the rest of VaultNet what their user meant."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from vaultnet.cli.main import main
from vaultnet.domain.contact import Contact
from vaultnet.domain.entry import EntryKind
from vaultnet.domain.node import NodeId
from vaultnet.vault.vocabulary import ENTRY_KINDS, plain
from vaultnet.workspace import Workspace, open_vault

WriteVault = Callable[[Mapping[str, str | bytes]], Path]
DAY = date(2026, 11, 23)
FILES = {
    "vaultnet.toml": "",
    "contacts/ana.md": "---\nname: Ana García\ntier: key\n---\n",
    "contacts/tom.md": "---\nname: Tom Okafor\ncadence: 10d\n---\n",
    "contacts/eva.md": "---\nname: Eva\nstatus: closed\ntier: key\n---\n",
    "journal/broken.md": "---\na: [\n---\n- [ ] asked [[ana]]: x\n",
    "journal/2026-11-01.md": "- [ ] promised [[Ana García]]: a book\n- [ ] asked [[tom]]: y\n",
}
WORDS = [(kind, word) for kind, words in ENTRY_KINDS.items() for word in words.all]


@pytest.fixture
def vault(write_vault: WriteVault) -> Path:
    return write_vault(FILES)


def run(root: Path, *command: str) -> int:
    return main(["--vault", str(root), "--as-of", DAY.isoformat(), *command])


def opened(root: Path) -> Workspace:
    return open_vault(root, DAY)


def contact(root: Path, name: str) -> Contact:
    node = opened(root).vault.network.nodes[NodeId(name)]
    assert isinstance(node, Contact)
    return node


@pytest.mark.parametrize(("kind", "word"), WORDS, ids=[word for _, word in WORDS])
def test_every_word_for_a_kind_is_understood_as_a_word_and_as_an_option(
    kind: EntryKind, word: str, vault: Path
) -> None:
    """In both languages, with its accents and without."""
    assert run(vault, "log", "ana", word, "as a word") == 0
    assert run(vault, "log", "ana", plain(word).upper(), "in capitals") == 0
    options = {word, plain(word)} if " " not in word else set()
    for option in options:
        assert run(vault, "log", "ana", "as an option", f"--{option}") == 0
    entries = contact(vault, "ana").log
    assert len(entries) == 2 + len(options)
    assert {entry.kinds for entry in entries} == {(kind,)}
    boxed = kind in {EntryKind.PROMISED, EntryKind.ASKED}
    assert {entry.done for entry in entries} == ({False} if boxed else {None})


def test_one_entry_in_the_journal_counts_for_all(vault: Path) -> None:
    """And for each of them the strategy sees it."""
    assert run(vault, "log", "ana", "tom", "met", "lunch") == 0
    workspace = opened(vault)
    network = workspace.vault.network
    for name in ("ana", "tom"):
        assert network.last_contact(contact(vault, name), DAY) == DAY
        assert contact(vault, name).log == ()
    assert not [
        each for each in workspace.diagnostics if each.place.path == "journal/2026-11-23.md"
    ]


@pytest.mark.parametrize("name", ["ana", "tom", "eva"])
def test_the_day_that_is_told_is_the_one_that_the_strategy_tells(
    name: str, vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody whose relationship is closed has no next day."""
    assert run(vault, "log", name, "call", "about the fair") == 0
    told = capsys.readouterr().err
    rhythm = opened(vault).strategy.rhythms.get(NodeId(name))
    if rhythm is None:
        assert "next in touch" not in told
    else:
        assert f"next in touch by {rhythm.next_on}." in told


def test_what_is_open_is_found_in_the_journal_by_any_name(
    vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page that cannot be read is told of, and hides no other."""
    assert run(vault, "done", "ana") == 0
    told = capsys.readouterr()
    assert "a book" in told.out
    assert "asked" not in told.out
    assert "1 file could not be read" in told.err
    assert run(vault, "done", "ana", "book") == 0
    assert (vault / "journal/2026-11-01.md").read_text() == (
        "- [x] promised [[Ana García]]: a book [done:: 2026-11-23]\n- [ ] asked [[tom]]: y\n"
    )
    assert run(vault, "done", "ana") == 1


def test_a_journal_in_another_folder_is_told_to_be_one(write_vault: WriteVault) -> None:
    """Where its folder gives another kind too, the page says so itself."""
    settings = '[folders]\ncontacts = ["people"]\norganisations = ["journal"]\n'
    files = {"vaultnet.toml": settings, "people/ana.md": "", "people/tom.md": ""}
    root = write_vault(files)
    assert run(root, "log", "ana", "tom", "met", "lunch") == 0
    network = opened(root).vault.network
    assert network.last_contact(contact(root, "ana"), DAY) == DAY


def test_a_note_in_the_place_of_the_journal_is_left_alone(
    write_vault: WriteVault, capsys: pytest.CaptureFixture[str]
) -> None:
    """It may be a note of that day, which is not the journal."""
    root = write_vault({**FILES, "journal/2026-11-23.md": "---\nkind: note\n---\nmine\n"})
    assert run(root, "log", "ana", "tom", "met", "lunch") == 2
    assert "no page of the journal" in capsys.readouterr().err
    assert (root / "journal/2026-11-23.md").read_text() == "---\nkind: note\n---\nmine\n"


def test_a_journal_page_of_another_day_gets_the_day_of_the_entry(write_vault: WriteVault) -> None:
    """The name of the file says one day and its front matter another: the line says which."""
    root = write_vault({**FILES, "journal/2026-11-23.md": "---\ndate: 2026-11-20\n---\n"})
    assert run(root, "log", "ana", "tom", "met", "lunch") == 0
    text = (root / "journal/2026-11-23.md").read_text()
    assert text.endswith("- 2026-11-23 met [[ana]], [[tom]]: lunch\n")
    assert opened(root).vault.network.last_contact(contact(root, "ana"), DAY) == DAY
