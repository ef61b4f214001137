"""The kept names of a vault are those of the whole vault, whatever happened to files or to them."""

import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest

from tests.faults.effort import EXAMPLES
from tests.faults.notes import mutate, real_notes
from tests.vaults import write_vault
from vaultnet.domain.names import NameEntry
from vaultnet.domain.network import kind_of
from vaultnet.index import names as names_module
from vaultnet.index.names import decode_names, encode_added, encode_names, update_names
from vaultnet.kept import NAMES_FILE, open_names
from vaultnet.vault import listing
from vaultnet.vault.parsed import ParsedFile
from vaultnet.workspace import open_vault

DAY = date(2026, 11, 23)
TEXTS = (
    "---\nname: Ana García\naliases: [Ana, ANA]\n---\n",
    "---\nalias: Ana\n---\n# Ana Two\n",
    "# Only a heading\n",
    "no name at all",
    "---\nname: [\n---\n",
    "---\nname: Tom\nkind: objective\n---\n",
    "---\nname: Tom\nkind: nonsense\n---\n",
    "---\nkind: me\nname: Irene\n---\n",
    "---\nname: Tom\n---\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n",
    "---\ntitle: Lead\nname:\n---\n",
    "---\nname: Ana García\n---\n\0",
    b"\xff\xfe",
    "",
    "---\nname: [Ana, García]\ntags: x\n---\n",
    '\ufeff---\r\nname: "Tab\\there"\r\n---\r\n',
)
PATHS = (
    "contacts/ana.md", "contacts/tom.md", "contacts/sub/ana.md", "me.md", "objectives/lead.md",
    "journal/2026-11-23.md", "notes/ana.md", "ANA.MD", "templates/x.md", ".hidden.md",
    "contacts/ana.sync-conflict-20260101-120000-ABC.md", "other/vaultnet.toml", "other/x.md",
    "organisations/acme.md", "notes/2026-11-23.md",
)  # fmt: skip
WORDS = ("ana", "Ana García", "contacts/ana", "sub/ana", "tom", "Tom", "x", "2026-11-23", "me",
         "ANA", "Only a heading", "lead", "notes/ana", "ana.md", "")  # fmt: skip


def whole(root: Path) -> tuple[list[NameEntry], list[list[str]], int]:
    """Return the names, what words lead to, and the rejected files, by reading everything."""
    vault = open_vault(root, DAY).vault
    entries = [
        NameEntry(node.id, vault.paths[node.id], kind_of(node), node.name, node.aliases)
        for node in vault.network.nodes.values()
    ]
    led = [[str(each) for each in vault.network.link_table.candidates(word)] for word in WORDS]
    return entries, led, vault.tally.rejected


def kept(root: Path) -> tuple[list[NameEntry], list[list[str]], int]:
    _, names = open_names(root, time.time_ns())
    led = [[str(each.id) for each in names.exact(word)] for word in WORDS]
    return list(names.entries()), led, names.rejected


def change(root: Path, random: Random) -> None:
    """Write, remove or rename a file, as an editor or a synchroniser may."""
    path = root / random.choice(PATHS)
    path.parent.mkdir(parents=True, exist_ok=True)
    doing = random.randrange(5)
    if doing == 0:
        path.unlink(missing_ok=True)
    elif doing == 1 and path.exists():
        target = root / random.choice(PATHS)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)
    elif doing == 2:
        (root / "vaultnet.toml").write_text(
            random.choice(["", 'exclude = ["notes"]\n', '[folders]\ncontact = ["."]\n'])
        )
    else:
        text = random.choice(TEXTS)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize("seed", range(max(2, EXAMPLES // 100)))
def test_after_any_changes_the_names_are_those_of_the_whole_vault(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written anew at each step, so that what was kept is what the next step begins with."""
    monkeypatch.setattr(listing, "DOUBTFUL", 8_000_000)
    monkeypatch.setattr(names_module, "MOST_ADDED", seed % 3)
    root = write_vault(tmp_path / "vault", {"vaultnet.toml": ""})
    random = Random(seed)
    for _ in range(40):
        change(root, random)
        time.sleep(0.012)
        assert kept(root) == whole(root)
        assert kept(root) == whole(root)


@pytest.mark.parametrize("seed", range(max(2, EXAMPLES // 100)))
def test_of_damaged_real_notes_the_names_are_those_of_the_whole_vault(
    seed: int, tmp_path: Path
) -> None:
    """Front matter alone must say no other name than all of the note."""
    random = Random(seed)
    files = {note.path: mutate(note.data, random) for note in real_notes()}
    root = write_vault(tmp_path / "vault", {"vaultnet.toml": "", **files})
    assert kept(root) == whole(root)


def settle(root: Path) -> None:
    """Wait until no file of a vault is so young that it is doubted."""
    youngest = max(path.stat().st_ctime_ns for path in root.rglob("*"))
    while time.time_ns() - listing.DOUBTFUL < youngest:
        time.sleep(0.05)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(listing, "DOUBTFUL", 20_000_000)
    files = {f"contacts/c{n}.md": f"---\nname: Contact {n}\n---\n" for n in range(12)}
    root = write_vault(
        tmp_path / "vault", {"vaultnet.toml": "", "contacts/ana.md": TEXTS[0], **files}
    )
    settle(root)
    open_names(root, time.time_ns())
    return root


def test_damaged_names_are_made_anew_and_nobody_sees_a_difference(small: Path) -> None:
    """Bits flipped, ends cut off, other things in their place."""
    path = small / ".vaultnet" / NAMES_FILE
    good, expected = path.read_bytes(), whole(small)
    random = Random(1)
    for number in range(EXAMPLES):
        data = bytearray(good)
        if number % 3:
            data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        else:
            del data[random.randrange(len(data)) :]
        path.write_bytes(data)
        assert kept(small) == expected, number
    for other in (b"", b"{}\n[]", b"null\n", b"[" * 100_000, b"\n\n"):
        path.write_bytes(other)
        assert kept(small) == expected


def test_without_a_place_to_keep_them_names_are_read_each_time(small: Path, tmp_path: Path) -> None:
    """A link, a folder or a read-only vault in the way is no reason to fail."""
    expected = whole(small)
    path = small / ".vaultnet" / NAMES_FILE
    outside = tmp_path / "outside.json"
    outside.write_text("mine")
    path.unlink()
    path.symlink_to(outside)
    assert kept(small) == expected
    assert outside.read_text() == "mine"
    shutil.rmtree(small / ".vaultnet")
    (small / ".vaultnet").write_text("a file")
    assert kept(small) == expected


def test_names_are_private_and_ignored_by_git(small: Path) -> None:
    """They are names of people."""
    assert (small / ".vaultnet" / NAMES_FILE).stat().st_mode & 0o777 == 0o600
    assert (small / ".vaultnet").stat().st_mode & 0o777 == 0o700
    assert (small / ".vaultnet" / ".gitignore").read_text() == "*\n"


def _reader(read: list[str]) -> Callable[[str], ParsedFile]:
    def parse(path: str) -> ParsedFile:
        from vaultnet.vault.files import FoundFile
        from vaultnet.vault.page_names import parse_page_name
        from vaultnet.vault.settings import Settings

        read.append(path)
        return parse_page_name(FoundFile(path, b"---\nname: X\n---\n"), Settings())

    return parse


def test_only_what_changed_is_read_and_what_changed_about_then_is_doubted() -> None:
    """A file whose stamp agrees is not opened, unless it may have been saved since."""
    old, new, unknown = "1 10 10 1 contacts/a.md", f"1 {10**12} 1 1 contacts/b.md", "- - - - c.md"
    later = 10**12 + listing.DOUBTFUL
    read: list[str] = []
    update = update_names(None, [old, new, unknown], later - 1, _reader(read))
    assert (read, update.whole) == (["contacts/a.md", "contacts/b.md", "c.md"], True)
    held = decode_names(encode_names(update.names), ())
    assert held is not None
    assert held.lines == (old,)
    assert (held.pages, held.levels) == (update.names.pages, update.names.levels)
    for now, added in ((later - 1, ()), (later, (new,))):
        read.clear()
        update = update_names(held, [old, new, unknown], now, _reader(read))
        assert (update.whole, update.added) == (False, added)
        assert read == ["contacts/b.md", "c.md"]
    read.clear()
    held = decode_names(encode_names(held), list(map(encode_added, update.added)))
    assert update_names(held, [old, new, unknown], later, _reader(read)).names == held
    assert read == ["c.md"]


def test_what_is_sure_of_many_files_at_once_is_written_anew_and_not_added() -> None:
    """After a checkout all files are young once, and each addition costs every later command."""
    most = names_module.MOST_ADDED
    lines = [f"1 {10**12} 1 {number} contacts/a{number}.md" for number in range(most + 1)]
    later = 10**12 + listing.DOUBTFUL
    for found in (lines[:most], lines):
        known = update_names(None, found, 10**12, _reader([])).names
        update = update_names(known, found, later, _reader([]))
        many = len(found) > most
        assert (update.whole, len(update.added)) == (many, 0 if many else most)
        assert update.names.lines == tuple(found)
        assert (update.names.pages, update.names.levels) == (known.pages, known.levels)
