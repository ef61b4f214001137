"""What words find: hand-made cases of rank and folding, and the index that nobody notices."""

import time
from pathlib import Path
from random import Random

import pytest

from tests.faults.effort import EXAMPLES
from tests.faults.notes import mutate, real_notes
from tests.faults.test_hostile_strings import strings
from tests.index.test_names import TEXTS, change, settle
from tests.vaults import write_vault
from vaultnet.domain.names import NameEntry
from vaultnet.domain.node import Kind, NodeId
from vaultnet.index import names, texts
from vaultnet.index.finding import find as find_terms
from vaultnet.index.note_text import parse_note_text
from vaultnet.index.passages import Passage, decode_passages, encode_passages, name_first
from vaultnet.index.search import Hit, _may_hold, best_matches, find_hits, parse_terms, words_of
from vaultnet.kept import TEXTS_FILE, open_names, open_texts
from vaultnet.vault import listing
from vaultnet.vault.files import FoundFile
from vaultnet.vault.settings import Settings

QUERIES = ("ana", "garcia ana", '"ana garcia"', "tom", "only heading", "x", "2026", "name", "lead",
           "notes", "the", "a e", "#hiring", "λ", "naïve 数")  # fmt: skip


def find(root: Path, query: str, most: int | None = None) -> list[Hit]:
    opened = open_texts(root, time.time_ns())
    terms = parse_terms(query)
    return list(find_terms(opened.texts, opened.names, terms, most).hits) if terms else []


def find_by_reading(root: Path, query: str) -> list[Hit]:
    """Find words without SQLite and without anything kept: every passage of every page."""
    settings, kept_names = open_names(root, time.time_ns())
    terms = parse_terms(query)
    read = [
        (entry, parse_note_text(FoundFile(entry.path, (root / entry.path).read_bytes()), settings))
        for entry in kept_names.entries()
    ]
    candidates = [(entry, name_first(entry.name, passages)) for entry, passages in read]
    return find_hits(candidates, terms) if terms else []


def page(path: str, name: str) -> NameEntry:
    return NameEntry(NodeId(path), path, Kind.CONTACT, name)


def texts_of(text: str) -> tuple[Passage, ...]:
    return parse_note_text(FoundFile("contacts/a.md", text.encode()), Settings())


def test_words_compare_without_case_accents_and_letters_of_their_own() -> None:
    assert words_of("Łukasz YILDIRIM Yıldırım søren ÆGIR Straße") == (
        "lukasz", "yildirim", "yildirim", "soren", "aegir", "strasse",
    )  # fmt: skip
    assert words_of("x℡ 1½ o\u0301 sre-team") == ("x", "11", "2", "o", "sre", "team")


def test_quotes_hold_words_together() -> None:
    assert parse_terms('ana "capacity planning" ana') == (("ana",), ("capacity", "planning"))
    assert parse_terms('"open end') == (("open", "end"),)
    assert parse_terms('"" - ?!') == ()


def test_names_come_before_roles_before_fields_before_text_and_whole_words_before_parts() -> None:
    name = Passage("name", 2, "x")
    candidates = [
        (page("e", "E"), (name, Passage("log", 9, "an audit", in_body=True))),
        (page("d", "D"), (name, Passage("", 9, "an audit", in_body=True))),
        (page("c", "C"), (name, Passage("source", 4, "audit"))),
        (page("b", "B"), (name, Passage("role", 4, "audit"))),
        (page("b2", "B"), (name, Passage("role", 4, "auditor"))),
        (page("a", "A"), (Passage("name", 2, "Audit Ltd"),)),
        (page("z", "Z"), (name, Passage("role", 4, "an aud it"))),
    ]
    expected = ["a", "b", "b2", "c", "e", "d"]
    for seed in range(20):
        Random(seed).shuffle(candidates)
        assert [hit.page.id for hit in find_hits(candidates, (("audit",),))] == expected


def test_the_passages_shown_hold_every_term() -> None:
    passages = [Passage("name", 1, "Ana"), Passage("", 2, "ana"), Passage("", 3, "a paper")]
    (hit,) = find_hits([(page("a", "Ana"), passages)], (("ana",), ("paper",)))
    assert [match.passage.line for match in best_matches(hit, 2)] == [1, 3]
    assert hit.matches[2].marks == ((2, 7),)


def test_what_is_private_is_marked_and_nothing_else() -> None:
    text = (
        "---\nname: Ana\nserves: [a, b]\n---\nopen %%aside%% again\n%%\nhidden\n%%\n"
        "## Log\n- 2026-01-01 met: seen\n## Private\n### Deeper\nsecret\n"
    )
    marked = {(each.text, each.line): each.private for each in texts_of(text)}
    assert marked == {
        ("Ana", 2): False, ("a", 3): False, ("b", 3): False, ("open", 5): False,
        ("%%aside%%", 5): True, ("again", 5): False, ("%%", 6): True, ("hidden", 7): True,
        ("%%", 8): True, ("## Log", 9): False, ("- 2026-01-01 met: seen", 10): False,
        ("## Private", 11): True, ("### Deeper", 12): True, ("secret", 13): True,
    }  # fmt: skip
    for private in ("true", "perhaps", "[no, yes]"):
        assert all(each.private for each in texts_of(f"---\nprivate: {private}\n---\nx\n"))
    assert decode_passages(encode_passages(texts_of(text))) == texts_of(text)


def test_lines_count_as_editors_count_them() -> None:
    text = "---\r\nname: A\r\n---\r\none\rtwo\x0bthree\u2028four\n\nfive"
    lines = {word: each.line for each in texts_of(text) for word in each.text.split()}
    source = FoundFile("a.md", text.encode())
    from vaultnet.source import decode_source

    whole = decode_source("a.md", source.data)
    for word in ("one", "two", "three", "four", "five"):
        assert lines[word] == whole.position(whole.text.index(word)).line, word


@pytest.mark.parametrize("seed", range(max(2, EXAMPLES // 100)))
def test_after_any_changes_everything_is_found_as_by_reading_all(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "DOUBTFUL", 8_000_000)
    monkeypatch.setattr(texts, "MOST_CHANGED", seed % 4)
    monkeypatch.setattr(texts, "MOST_ADDED", seed % 3 * 5)
    monkeypatch.setattr(names, "MOST_ADDED", seed % 3)
    root, twin = tmp_path / "vault", Random(seed)
    write_vault(root, {"vaultnet.toml": ""})
    for _ in range(25):
        change(root, twin)
        time.sleep(0.012)
        for query in twin.sample(QUERIES, 3):
            expected, most = find_by_reading(root, query), twin.randrange(1, 4)
            assert find(root, query) == expected, query
            assert find(root, query, most) == expected[:most], query


@pytest.mark.parametrize("seed", range(max(2, EXAMPLES // 100)))
def test_in_damaged_real_notes_sqlite_finds_what_reading_finds(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    files = {note.path: mutate(note.data, random) for note in real_notes()}
    root = write_vault(tmp_path / "vault", {"vaultnet.toml": "", **files})
    words = sorted({word for data in files.values() for word in data.decode("utf-8", "replace")
                    .replace('"', " ").split()})  # fmt: skip
    for query in (*QUERIES, *random.sample(words, 20)):
        assert find(root, query) == find_by_reading(root, query), query


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(listing, "DOUBTFUL", 20_000_000)
    files = {f"contacts/c{n}.md": f"---\nname: Contact {n}\n---\nword{n}\n" for n in range(12)}
    root = write_vault(
        tmp_path / "vault", {"vaultnet.toml": "", "contacts/ana.md": TEXTS[0], **files}
    )
    settle(root)
    open_texts(root, time.time_ns())
    return root


def test_a_damaged_index_is_made_anew_and_nobody_sees_a_difference(
    small: Path,
) -> None:
    path = small / ".vaultnet" / TEXTS_FILE
    good, expected = path.read_bytes(), find(small, "contact")
    assert len(expected) == 12
    random = Random(1)
    for number in range(EXAMPLES):
        data = bytearray(good)
        if number % 6:
            data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        else:
            del data[random.randrange(len(data)) :]
        path.write_bytes(data)
        assert find(small, "contact") == expected, number
    for other in (b"", b"{}\n[]", b"SQLite format 3\0"):
        path.write_bytes(other)
        assert find(small, "contact") == expected


def test_without_a_place_for_the_index_everything_is_found(small: Path) -> None:
    expected = find(small, "contact")
    path = small / ".vaultnet" / TEXTS_FILE
    assert path.stat().st_mode & 0o777 == 0o600
    path.unlink()
    path.mkdir()
    assert not open_texts(small, time.time_ns()).kept
    assert find(small, "contact") == expected


@pytest.mark.parametrize("seed", range(max(2, EXAMPLES // 100)))
def test_what_is_left_out_in_haste_holds_none_of_the_words(seed: int) -> None:
    random = Random(seed)
    lines = [line for note in real_notes() for line in note.data.decode().splitlines()]
    for line in (*random.sample(lines, 200), *strings()):
        for word in words_of(line):
            assert _may_hold(line, [(word[: random.randint(1, len(word))],)]), (line, word)
