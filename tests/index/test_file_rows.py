"""Parsed files as rows: what comes back is what was parsed, and nothing else passes for it."""

from dataclasses import replace
from random import Random

import pytest

from tests.faults.effort import EXAMPLES
from tests.faults.notes import mutate, real_notes
from tests.test_rules import OF_VAULTS, failing_pairs
from tests.vaults import load_text, parse_vault_text
from vaultnet.index.file_rows import FileRow, digest_of, is_proven, pack_file, unpack_file
from vaultnet.source import Source, Span
from vaultnet.vault.files import FoundFile
from vaultnet.vault.load import parse_note
from vaultnet.vault.parsed import ParsedFile
from vaultnet.vault.settings import Settings

KEY = "program:settings"
ODD = (
    b"\xff\xfe",
    b"---\nname: Ana\n---\n\0",
    b"---\nname: [\n---\n",
    b'\xef\xbb\xbf---\r\nname: "Tab\\there"\r\n---\r\n',
    b'---\nname: "\\uD800 alone"\n---\n',
    b"",
    b"---\nbirthday: --02-30\nmet: 2026-02-30\ncadence: 12345678901234567890d\naffinity: 99\n---\n",
    b"---\nname: Tom\n---\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n",
    b"---\nbudget: 1e400h/week\n---\n",
)


def assert_comes_back(parsed: ParsedFile, data: bytes) -> None:
    row = pack_file(parsed, digest_of(data), KEY)
    assert row is not None
    assert is_proven(row, KEY)
    back = unpack_file(row)
    assert back is not None
    assert (back.path, back.kind, back.node) == (parsed.path, parsed.kind, parsed.node)
    assert type(back.node) is type(parsed.node)
    assert (back.links, back.diagnostics) == (parsed.links, parsed.diagnostics)
    assert [each.message for each in back.diagnostics] == [
        each.message for each in parsed.diagnostics
    ]
    assert list(back.places) == list(parsed.places)
    assert back == parsed
    assert parsed == back
    assert hash(back.source) == hash(parsed.source)
    assert back.source.encoded() == parsed.source.encoded()
    for name in ("", "name", "log/3/due", "heading/0", "no/such/place"):
        assert back.place(name) == parsed.place(name)
    end = len(parsed.source.text)
    assert back.source.position(end) == parsed.source.position(end)
    if parsed.node is not None:
        assert repr(back.node) == repr(parsed.node)


def parsed_as(data: bytes, path: str) -> ParsedFile:
    return parse_note(FoundFile(path, data), Settings())


def test_every_note_of_the_example_comes_back() -> None:
    for note in real_notes():
        assert_comes_back(parse_note(note, Settings()), note.data)


def test_every_page_of_a_rule_comes_back() -> None:
    """They hold every diagnostic there is, with all that can fill its message."""
    count = 0
    for text, _ in (pair for page in OF_VAULTS for pair in failing_pairs(page)):
        for file in load_text(parse_vault_text(text)).files.values():
            assert_comes_back(file, b"")
            count += len(file.diagnostics)
    assert count > 100


@pytest.mark.parametrize("path", ["contacts/a.md", "me.md", "objectives/a.md", "journal/2026.md"])
def test_damaged_and_odd_notes_come_back(path: str) -> None:
    random = Random(path)
    notes = [mutate(random.choice(real_notes()).data, random) for _ in range(EXAMPLES // 4)]
    for data in (*ODD, *notes):
        assert_comes_back(parsed_as(data, path), data)


def test_every_change_of_a_row_is_found_out() -> None:
    """One bit of any part, parts put together otherwise, and values of other types."""
    note = real_notes()[0]
    row = pack_file(parse_note(note, Settings()), digest_of(note.data), KEY)
    assert row is not None
    random = Random(1)
    for number in range(EXAMPLES):
        field = random.choice(("digest", "page", "beside", "proof"))
        data = bytearray(getattr(row, field))
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        turned = {**row._asdict(), field: bytes(data)}
        assert not is_proven(FileRow(**turned), KEY), number
    moved = row._replace(page=row.page + row.beside[:1], beside=row.beside[1:])
    odd = (
        moved,
        row._replace(path="contacts/other.md"),
        row._replace(kind="me"),
        FileRow(None, None, None, None, None, None),  # type: ignore[arg-type]
        row._replace(page=7),  # type: ignore[arg-type]
        row._replace(proof="x"),  # type: ignore[arg-type]
    )
    assert not any(is_proven(each, KEY) for each in odd)
    assert unpack_file(row._replace(kind="person")) is None
    assert unpack_file(row._replace(page=b"odd")) is None
    assert not is_proven(row, "another program")


def test_a_kept_text_is_decoded_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    note = real_notes()[0]
    row = pack_file(parse_note(note, Settings()), digest_of(note.data), KEY)
    assert row is not None
    asked: list[int] = []
    from vaultnet.index import file_rows

    decode = file_rows._beside_decoder()

    def decoder() -> object:
        asked.append(1)
        return decode

    monkeypatch.setattr(file_rows, "_beside_decoder", decoder)
    back = unpack_file(row)
    assert back is not None
    assert back.node is not None
    assert back.path == note.path
    assert asked == []
    assert isinstance(back.source, Source)
    assert back.source.text.encode() == note.data
    assert back.place("name").span != (0, 0)
    assert asked == [1]


def test_a_place_with_a_name_of_several_lines_has_no_row() -> None:
    """Such a note is parsed each time; `"two\\nlines": x` in front matter may make one."""
    parsed = parsed_as(b"---\nname: Ana\n---\n", "contacts/a.md")
    odd = replace(parsed, places={**parsed.places, "two\nlines": Span(0, 1)})
    assert pack_file(odd, digest_of(b""), KEY) is None
    data = b'---\nname: Ana\n"two\\nlines": x\n---\n'
    row = pack_file(parsed_as(data, "contacts/a.md"), digest_of(data), KEY)
    assert row is None or unpack_file(row) == parsed_as(data, "contacts/a.md")


def test_a_place_is_found_by_its_whole_name() -> None:
    back = unpack_file(row_of(b"---\nname: Ana\nemail: [a@b.example, c@d.example]\n---\n"))
    assert back is not None
    for name in ("nam", "ame", "", "\n", "name\nemail", "email/", "mail/0"):
        assert name not in back.places
        assert back.places.get(name) is None
    assert list(back.places) == [name for name in back.places if name in back.places]


def row_of(data: bytes) -> FileRow:
    row = pack_file(parsed_as(data, "contacts/a.md"), digest_of(data), KEY)
    assert row is not None
    return row


def test_places_of_a_long_note_come_back_too() -> None:
    lines = "".join(f"- 2020-01-02 met: tea {number}\n" for number in range(3_000))
    data = f"---\nname: Ana\n---\n## Log\n{lines}".encode()
    parsed = parsed_as(data, "contacts/a.md")
    assert len("\n".join(parsed.places)) > 20_000
    assert_comes_back(parsed, data)
    back = unpack_file(row_of(data))
    assert back is not None
    for name in ("", "log/3000", "log", "log/1\nlog/2", "log/2999"):
        assert back.places.get(name) == parsed.places.get(name)
