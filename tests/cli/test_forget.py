"""Forgetting a person: afterwards no file of the vault holds a word of them."""

import io
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.vaults import make_vault
from vaultnet.cli.main import main
from vaultnet.domain.contact import Contact
from vaultnet.domain.node import NodeId
from vaultnet.storage import protocol
from vaultnet.storage.undo import write_undo_record
from vaultnet.vault.changes.forgetting import plan_forgetting
from vaultnet.vault.changes.identity import identity_of

WriteVault = Callable[[Mapping[str, str | bytes]], Path]
WORDS = {"en": "somebody", "es": "alguien"}
CANARIES = (
    "Canaria", "canaria-plumas", "canaria@cage.example", "600 777 888", "600777888",
    "linkedin.com/in/canaria", "urn:uuid:canary", "whispered", "flew away", "Jaula Dorada",
)  # fmt: skip
PERSON = """---
name: Canaria Plumas
aliases: [Plumas de la Jaula Dorada]
email: ["work: canaria@cage.example"]
phone: "+34 600 777 888"
url: https://www.linkedin.com/in/canaria/
uid: urn:uuid:canary
photo: files/bird.png
---
![[bird.png]]

## Log
- 2026-01-01 met: she flew away

## Private
She whispered.
"""
OTHERS: dict[str, str | bytes] = {
    "vaultnet.toml": "",
    "me.md": "---\nname: Irene\n---\nI owe [[canaria-plumas]] a lot.\n",
    "contacts/canaria-plumas.md": PERSON,
    "contacts/tom.md": (
        "---\nname: Tom Okafor\nintroduced_by: '[[canaria-plumas]]'\n"
        "friends: [Canaria Plumas, '[[Canaria Plumas|the bird]]']\n---\n"
        "Canaria  Plumas brought him (CANARIA@cage.example, tel. 600-777-888);\n"
        "see https://linkedin.com/in/canaria. %% CANARIA PLUMAS %%\n\n"
        "## Ties\n- [[canaria-plumas]]: former manager\n- [[luis]]: friend\n\n"
        "## Log\n- 2026-02-02 met: lunch with [[canaria-plumas]] and [[luis]]\n"
    ),
    "contacts/luis.md": (
        "---\nname: Luis\n---\nAmigo de [[canaria-plumas|Cana]].\n\n## Registro\n"
        "- 2026-01-01 reunión: café\n"
    ),
    "journal/2026-03-04.md": (
        "- met [[canaria-plumas]]: alone\n  - whispered again\n"
        "- met [[tom]], [[canaria-plumas]] and [[luis]]: lunch\n"
        "- call [[canaria-plumas]], [[tom]]: plans\n"
    ),
    "notes/n.md": "[the bird](../contacts/canaria-plumas.md) sings\n",
    "files/bird.png": b"\x89PNG whispered",
    "imports/linkedin.jsonl": (
        '{"contact": "canaria-plumas", "key": "canaria", "values": {"name": "Canaria Plumas"}}\n'
        '{"contact": "tom", "key": "tom", "values": {"name": "Tom Okafor"}}\n'
    ),
}


def run(root: Path, *arguments: str) -> int:
    return main(["--vault", str(root), "--as-of", "2026-11-23", *arguments])


def held(root: Path) -> dict[str, list[str]]:
    """Return the canaries that files below a folder hold, in their names or in their bytes."""
    found: dict[str, list[str]] = {}
    for path in root.rglob("*"):
        if ".git" in path.parts or not path.is_file():
            continue
        text = str(path.relative_to(root)) + "\n" + path.read_bytes().decode("utf-8", "replace")
        if words := [word for word in CANARIES if word.casefold() in text.casefold()]:
            found[str(path.relative_to(root))] = words
    return found


@pytest.fixture
def vault(write_vault: WriteVault) -> Path:
    root = write_vault(OTHERS)
    assert run(root, "rename", "luis", "Luis Pérez", "--id", "luis-perez") == 0
    assert run(root, "rename", "canaria-plumas", "Canaria P.", "--id", "canaria") == 0
    assert run(root, "rename", "canaria", "Canaria Plumas", "--id", "canaria-plumas") == 0
    assert run(root, "build") == 0
    (root / ".vaultnet/index.sqlite").write_bytes(b"SQLite format 3\0 Canaria Plumas")
    assert len(held(root)) > 10
    return root


def test_afterwards_no_file_holds_a_word_of_them(vault: Path) -> None:
    assert run(vault, "forget", "canaria", "--yes") == 0
    assert held(vault) == {}
    assert not (vault / "site").exists()
    assert not (vault / "files/bird.png").exists()
    assert (vault / "journal/2026-03-04.md").read_text() == (
        "- met [[tom]] and [[luis-perez]]: lunch\n- call [[tom]]: plans\n"
    )
    tom = (vault / "contacts/tom.md").read_text()
    assert "introduced_by: somebody\n" in tom
    assert "## Ties\n- [[luis-perez]]: friend\n" in tom
    assert "lunch with somebody and [[luis-perez]]" in tom
    assert '"tom"' in (vault / "imports/linkedin.jsonl").read_text()
    assert run(vault, "check", "--fail-on", "warning") == 0


def test_it_cannot_be_taken_back(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(vault, "forget", "canaria", "--yes") == 0
    run(vault, "undo")
    assert held(vault) == {}


def test_without_yes_nothing_happens_in_a_pipe(
    vault: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()}
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    assert run(vault, "forget", "canaria") == 2
    out = capsys.readouterr()
    assert "cannot be undone" in out.err
    assert "contacts/canaria-plumas.md: their note" in out.out
    assert run(vault, "forget", "canaria", "--dry-run") == 0
    after = {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()}
    assert after == before


def test_a_no_at_a_terminal_is_a_no(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Keyboard(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Keyboard("\n"))
    assert run(vault, "forget", "canaria") == 0
    assert (vault / "contacts/canaria-plumas.md").exists()
    monkeypatch.setattr(sys, "stdin", Keyboard("yes\n"))
    assert run(vault, "forget", "canaria") == 0
    assert held(vault) == {}


def test_what_stays_is_listed(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (vault / "contacts/x.sync-conflict-20260101-120000-ABCDEFG.md").write_text(
        "one\nCanaria Plumas again\n"
    )
    (vault / "templates").mkdir()
    (vault / "templates/t.txt").write_text("Dear Canaria,\n")
    (vault / "contacts/broken.md").write_bytes(b"---\nname: [\n---\nCanaria Plumas \xff\n")
    subprocess.run(["git", "init", "-q", str(vault)], check=True)
    assert run(vault, "forget", "canaria plumas", "--yes") == 0
    out = capsys.readouterr().out
    assert "git log --all -- contacts/canaria-plumas.md" in out
    assert "contacts/x.sync-conflict-20260101-120000-ABCDEFG.md:2: Canaria Plumas again" in out
    assert "templates/t.txt:1: Dear Canaria," in out
    assert "contacts/broken.md:4" in out
    assert (vault / "contacts/broken.md").read_bytes().endswith(b"\xff\n")
    assert "backups" in out


def test_mentions_can_be_kept_and_are_listed(
    vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(vault, "forget", "canaria", "--yes", "--keep-mentions") == 0
    tom = (vault / "contacts/tom.md").read_text()
    assert "Canaria  Plumas brought him" in tom
    assert "[[canaria-plumas" not in tom
    assert "contacts/tom.md:6: Canaria Plumas brought him" in capsys.readouterr().out


def test_what_others_share_is_theirs_too() -> None:
    files = {
        "contacts/ana.md": "---\nname: Ana Ruiz\nemail: [office@x.example, ana@x.example]\n---\n",
        "contacts/ana-2.md": "---\nname: Ana Ruiz\nemail: office@x.example\n---\nana@x.example\n",
        "contacts/luis.md": "## Registro\n- 2026-01-01 llamada: con [[ana]]\n",
    }
    workspace = make_vault(files)
    contact = workspace.vault.network.nodes[NodeId("ana")]
    assert isinstance(contact, Contact)
    identity = identity_of(workspace.vault, contact)
    planned = plan_forgetting(workspace.vault, contact.id, identity, WORDS, keeps_mentions=False)
    after = {change.path: change.after for change in planned.changes}
    source = after["contacts/ana-2.md"]
    assert source is not None
    assert source.text == "---\nname: Ana Ruiz\nemail: office@x.example\n---\nsomebody\n"
    luis = after["contacts/luis.md"]
    assert luis is not None
    assert luis.text == "## Registro\n- 2026-01-01 llamada: con alguien\n"
    assert set(identity.doubtful) == {"Ana Ruiz", "office@x.example", "Ana"}


def test_what_was_cut_short_is_finished_by_another_run(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vaultnet.cli import forgetting

    def cut(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(forgetting, "erase_records", cut)
        assert run(vault, "forget", "canaria", "--yes") == 2
    assert held(vault)
    assert not (vault / "contacts/canaria-plumas.md").exists()
    assert run(vault, "forget", "canaria plumas", "--yes") == 0
    assert held(vault) == {}


def test_a_note_that_was_saved_meanwhile_is_not_overwritten(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def save_first(*arguments: object, **options: object) -> None:
        (vault / "contacts/tom.md").write_text("saved meanwhile\n")
        write_undo_record(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(protocol, "write_undo_record", save_first)
    assert run(vault, "forget", "canaria", "--yes") == 2
    assert (vault / "contacts/tom.md").read_text() == "saved meanwhile\n"
    assert (vault / "contacts/canaria-plumas.md").exists()
