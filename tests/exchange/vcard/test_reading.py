"""vCards as programs write them: every version, every encoding, nothing lost unsaid."""

import base64
import time
import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faults.effort import EXAMPLES
from tests.material import material
from vaultnet.exchange.draft import Draft, DraftTie, PersonKey, Reading, SourceFile
from vaultnet.exchange.options import Limits, ReadOptions
from vaultnet.exchange.vcard.reading import GROUPS, OTHERS, read_vcards

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256))
OPTIONS = ReadOptions(as_of=date(2026, 11, 23))


def read(*files: bytes | str, limits: Limits | None = None) -> Reading:
    options = OPTIONS if limits is None else ReadOptions(as_of=OPTIONS.as_of, limits=limits)
    data = [each.encode() if isinstance(each, str) else each for each in files]
    reading = read_vcards([SourceFile(f"{n}.vcf", each) for n, each in enumerate(data)], options)
    assert reading.found == len(reading.drafts) + reading.refused + sum(reading.ignored.values())
    return reading


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def one(*lines: str, version: str = "3.0") -> Draft:
    reading = read(card(*lines, version=version))
    assert not reading.complaints, reading.complaints
    (draft,) = reading.drafts
    return draft


class TestFields:
    @pytest.mark.parametrize(
        ("said", "values"),
        [
            ("PRIVATE", {"private": "true"}),
            ("confidential", {"private": "true"}),
            ("PUBLIC", {"x-class": "PUBLIC"}),
        ],
    )
    def test_a_card_that_is_private(self, said: str, values: dict[str, str]) -> None:
        assert one("FN:Ana", f"CLASS:{said}").values == values

    def test_a_card_of_a_phone(self) -> None:
        draft = one(
            "FN:Ana García López",
            "N:García López;Ana;;;",
            "ORG:Acme;Platform;Team A",
            "TITLE:Head of Platform",
            "item1.EMAIL;type=INTERNET;type=pref:ana@acme.example",
            "item1.X-ABLabel:_$!<Work>!$_",
            "TEL;type=CELL;type=VOICE:+34 600 000 000",
            "TEL;type=WORK;type=FAX:+34 910 000 000",
            "item2.URL:https\\://ana.example",
            "item2.X-ABLabel:_$!<HomePage>!$_",
            "ADR;type=HOME:;;Calle Mayor 1\\n2º A;Madrid;;28013;Spain",
            "BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-15",
            "CATEGORIES:friend,book club",
            "X-PHONETIC-FIRST-NAME:Ah-na",
            "UID:abc-1",
        )
        assert draft.values == {
            "email": ("work: ana@acme.example",),
            "organisation": "Acme",
            "x-department": "Platform; Team A",
            "role": "Head of Platform",
            "phone": ("mobile: +34 600 000 000", "work fax: +34 910 000 000"),
            "url": ("homepage: https://ana.example",),
            "address": ("home: Calle Mayor 1, 2º A, 28013 Madrid, Spain",),
            "location": "Madrid",
            "birthday": "--05-15",
            "tags": ("friend", "book-club"),
            "x-phonetic-first-name": "Ah-na",
            "uid": "abc-1",
        }
        assert draft.key == "abc-1"
        assert draft.losses == ()

    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            ("1985-04-12", "1985-04-12"),
            ("19850412", "1985-04-12"),
            ("19850412T000000Z", "1985-04-12"),
            ("1985-04-12T23:59:00-08:00", "1985-04-12"),
            ("--0412", "--04-12"),
            ("--04-12", "--04-12"),
        ],
    )
    def test_birthdays(self, written: str, kept: str) -> None:
        assert one("FN:A B", f"BDAY:{written}").values["birthday"] == kept

    @pytest.mark.parametrize("written", ["1985", "1985-04", "19723101", "1990-02-29", "circa 1800"])
    def test_no_birthday_is_made_up(self, written: str) -> None:
        assert one("FN:A B", f"BDAY:{written}").values == {"x-bday": written}

    def test_the_new_properties(self) -> None:
        draft = one(
            "FN:Ana",
            "PRONOUNS:she/her",
            'SOCIALPROFILE;SERVICE-TYPE="Mastodon":https://social.example/@ana',
            "SOCIALPROFILE;SERVICE-TYPE=Chat;VALUE=text:ana99",
            "LANG;PREF=2:es",
            "LANG;PREF=1:en",
            "GENDER:F",
            "ANNIVERSARY:20100501",
            "TZ:Europe/Madrid",
            'X-NOTE;LABEL="a^nb^^c^\'d":kept',
            version="4.0",
        )
        assert draft.values == {
            "languages": ("en", "es"),
            "pronouns": "she/her",
            "url": ("mastodon: https://social.example/@ana",),
            "x-socialprofile": "chat: ana99",
            "x-gender": "F",
            "x-anniversary": "2010-05-01",
            "timezone": "Europe/Madrid",
            "x-note": "kept",
        }

    def test_preferred_values_come_first(self) -> None:
        draft = one("FN:A", "EMAIL:b@x.example", "EMAIL;PREF=1:a@x.example", version="4.0")
        assert draft.values["email"] == ("a@x.example", "b@x.example")

    def test_a_name_whose_parts_nobody_could_guess(self) -> None:
        draft = one("FN:Dr. John F. Smith", "N:Smith;John;F.;Dr.;")
        assert draft.values == {
            "x-family-name": "Smith",
            "x-given-name": "John",
            "x-additional-name": "F.",
            "x-name-prefix": "Dr.",
        }
        assert one("FN:Mary Ann Smith", "N:Smith;Mary Ann;;;").values == {"x-family-name": "Smith"}
        assert one("N:Okafor;Tom;;;").name == "Tom Okafor"

    def test_ties_and_groups(self) -> None:
        ana = card("FN:Ana", "UID:urn:uuid:1", "RELATED;TYPE=friend:urn:uuid:2", version="4.0")
        tom = card("FN:Tom", "UID:2", "X-ABRELATEDNAMES:Eva Ruiz", version="4.0")
        group = card("FN:Book club", "KIND:group", "MEMBER:urn:uuid:1", "MEMBER:urn:uuid:9")
        reading = read(ana, tom + group)
        first, second = reading.drafts
        assert first.ties == (DraftTie(PersonKey(uid="2"), "friend"),)
        assert second.ties == (DraftTie(PersonKey(name="Eva Ruiz"), ""),)
        assert first.values["tags"] == ("Book-club",)
        assert "tags" not in second.values
        assert reading.ignored == {GROUPS: 1}
        (lost,) = reading.losses
        assert str(lost.reason) == "members of the group who are in none of the files: 1"

    def test_who_is_no_person(self) -> None:
        reading = read(card("FN:Acme", "KIND:org"), card("FN:Bar", "X-ABShowAs:COMPANY"))
        assert reading.drafts == ()
        assert reading.ignored == {OTHERS: 2}
        assert [loss.what for loss in reading.losses] == ["Acme", "Bar"]

    def test_a_card_within_a_card_is_somebody_too(self) -> None:
        inner = ("AGENT:", "BEGIN:VCARD", "VERSION:2.1", "FN:Eva Ruiz", "END:VCARD")
        reading = read(card("FN:Ana", *inner, version="2.1"))
        assert [draft.name for draft in reading.drafts] == ["Eva Ruiz", "Ana"]
        assert reading.drafts[1].ties == (DraftTie(PersonKey(name="Eva Ruiz"), "agent"),)


class TestEncodings:
    def test_quoted_printable_with_soft_breaks(self) -> None:
        draft = one(
            "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Garc=C3=ADa;Ana;;;",
            "NOTE;QUOTED-PRINTABLE:one=0D=0Atw=",
            "o",
            version="2.1",
        )
        assert (draft.name, draft.prose) == ("Ana García", "one\ntwo")

    def test_a_fold_in_the_middle_of_a_character(self) -> None:
        data = card("FN:Ana García").encode()
        cut = data.index("í".encode()) + 1
        reading = read(data[:cut] + b"\r\n " + data[cut:])
        assert reading.drafts[0].name == "Ana García"

    def test_windows_1252_is_read_and_told(self) -> None:
        reading = read(card("FN:Ana", "ORG:Müller").encode("cp1252"))
        assert reading.drafts[0].values["organisation"] == "Müller"
        (told,) = reading.complaints
        assert (told.rule.code, told.origin.line) == ("VN605", 4)

    def test_a_character_set_that_is_named_and_one_that_is_none(self) -> None:
        greek = "FN;CHARSET=windows-1253:Αθηνά"
        assert read(card(greek).encode("cp1253")).drafts[0].name == "Αθηνά"
        assert read(card("FN;CHARSET=rot13:Ana")).drafts[0].name == "Ana"

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig"])
    def test_wide_characters_and_marks(self, encoding: str) -> None:
        assert read(card("FN:Ana García").encode(encoding)).drafts[0].name == "Ana García"

    @pytest.mark.parametrize("version", ["2.1", "3.0"])
    def test_a_folded_photograph(self, version: str) -> None:
        coded = base64.b64encode(JPEG).decode()
        lines = [coded[at : at + 72] for at in range(0, len(coded), 72)]
        draft = one("FN:A", "PHOTO;ENCODING=BASE64;JPEG:", *(f" {each}" for each in lines), "")
        assert draft.picture is not None
        assert (draft.picture.data, draft.picture.ending) == (JPEG, "jpg")
        bare = one("FN:A", "PHOTO;ENCODING=BASE64;JPEG:" + lines[0], *lines[1:], version=version)
        assert bare.picture == draft.picture

    def test_photographs_as_addresses(self) -> None:
        coded = base64.b64encode(JPEG).decode()
        draft = one("FN:A", f"PHOTO:data:image/png;base64,{coded}", version="4.0")
        assert draft.picture is not None
        assert draft.picture.ending == "jpg"
        elsewhere = one("FN:A", "PHOTO:https://x.example/a.jpg")
        assert [loss.what for loss in elsewhere.losses] == ["PHOTO"]


class TestDamage:
    def test_files_without_cards(self) -> None:
        for data in (b"", b"\n\n", b"name,mail\nAna,a@x.example\n", b"\x00" * 64):
            reading = read(data)
            (told,) = reading.complaints
            assert (told.rule.code, told.origin.file) == ("VN601", "0.vcf")

    def test_a_card_that_is_cut_off_loses_nothing_else(self) -> None:
        reading = read("BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nTEL:60\n" + card("FN:Tom"))
        assert [draft.name for draft in reading.drafts] == ["Ana", "Tom"]
        assert [(told.rule.code, told.origin.line) for told in reading.complaints] == [("VN605", 1)]

    def test_lines_that_are_nothing_are_told_with_the_first(self) -> None:
        reading = read(card("FN:Ana", "what is this", "nor this", "1 2:3"))
        (told,) = reading.complaints
        assert told.origin.line == 4
        assert str(told.message).endswith(": 3")

    def test_nobody_at_all(self) -> None:
        reading = read(card("NOTE:hello"))
        assert [told.rule.code for told in reading.complaints] == ["VN603"]

    def test_a_missing_and_an_unknown_version(self) -> None:
        reading = read("BEGIN:VCARD\nFN:Ana\nEND:VCARD\n" + card("FN:Tom", version="9"))
        assert [draft.name for draft in reading.drafts] == ["Ana", "Tom"]
        assert [told.origin.line for told in reading.complaints] == [1, 5]

    def test_limits_refuse_with_the_line(self) -> None:
        limits = Limits(record=200, line=100, records=2, depth=2)
        long = card("FN:Ana", f"NOTE:{'x' * 150}")
        many = card("FN:Ana", *["TEL:600000000"] * 30)
        assert _codes(read(long, limits=limits)) == [("VN604", 4)]
        assert _codes(read(many, limits=limits)) == [("VN604", 18)]
        assert _codes(read(card("FN:A") * 3, limits=limits)) == [("VN604", 9)]
        deep = "BEGIN:VCARD\nFN:x\nAGENT:\n" * 3 + "END:VCARD\n" * 3
        assert ("VN604", 7) in _codes(read(deep, limits=limits))

    def test_what_nobody_sees_is_taken_out_and_told(self) -> None:
        draft = one("FN:Ana\x00\x1b]52;c;x\x07 B")
        assert draft.name == "Ana]52;c;x B"
        assert len(draft.losses) == 1


HOSTILE = {
    "short and malformed": b"BEGIN:VCARD\nVERSION:3.0\nFN:" + b"\\" * 40 + b";;\nEND",
    "5,000 beginnings": b"BEGIN:VCARD\n" * 5000,
    "5,000 deep": b"BEGIN:VCARD\nFN:x\nAGENT:\n" * 5000 + b"END:VCARD\n" * 5000,
    "one line of 1 MB": b"BEGIN:VCARD\nFN:A\nNOTE:" + b"x\n " * 350_000 + b"\nEND:VCARD\n",
    "open quotes": b"BEGIN:VCARD\nFN" + b';A="' * 250_000 + b":x\nEND:VCARD\n",
    "many parameters": (b"BEGIN:VCARD\nFN" + b";A=b" * 15_000 + b":x\nEND:VCARD\n") * 10,
    "backslashes": b"BEGIN:VCARD\nFN:A\nN:" + b"\\" * 1_000_000 + b"\nEND:VCARD\n",
    "commas": b"BEGIN:VCARD\nFN:A\nCATEGORIES:" + b"a,\\," * 250_000 + b"\nEND:VCARD\n",
    "many tags": b"BEGIN:VCARD\nFN:A\nCATEGORIES:"
    + b",".join(b"%d" % n for n in range(150_000))
    + b"\nEND:VCARD\n",
    "soft breaks": b"BEGIN:VCARD\nFN:A\nNOTE;QUOTED-PRINTABLE:" + b"=\n" * 500_000 + b"END:VCARD\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_cards_cost_time_in_proportion(name: str) -> None:
    data = HOSTILE[name]
    began = time.process_time()
    reading = read(data)
    assert time.process_time() - began < 4
    assert reading.drafts or reading.complaints


def test_a_large_photograph_costs_a_few_times_its_size() -> None:
    picture = JPEG + b"x" * (5 * 1024 * 1024 - len(JPEG))
    coded = base64.b64encode(picture).decode()
    text = card("FN:A", f"PHOTO;ENCODING=b:{coded}").encode()
    tracemalloc.start()
    reading = read(text)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    kept = reading.drafts[0].picture
    assert kept is not None
    assert kept.data == picture
    assert peak < 5 * len(text)


@given(lines=st.lists(st.binary(max_size=80), max_size=20), is_card=st.booleans())
@settings(max_examples=EXAMPLES, deadline=None)
def test_any_bytes_are_read_or_refused(*, lines: list[bytes], is_card: bool) -> None:
    body = b"\n".join(lines)
    data = b"BEGIN:VCARD\nVERSION:2.1\nFN:A\n" + body + b"\nEND:VCARD\n" if is_card else body
    reading = read(data)
    assert reading.drafts or reading.complaints or reading.ignored
    assert all(each.origin.line > 0 for each in reading.complaints)


_SOUND = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40)


@given(_SOUND, _SOUND)
@settings(max_examples=EXAMPLES, deadline=None)
def test_escapes_come_back_as_they_went(name: str, note: str) -> None:
    def coded(text: str) -> str:
        return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")

    reading = read(card(f"FN:x{coded(name)}x", f"NOTE:x{coded(note)}x", "TEL:1"))
    (draft,) = reading.drafts
    assert draft.name == " ".join(f"x{name}x".split())
    assert draft.prose == f"x{note}x"


def test_cards_of_others(capsys: pytest.CaptureFixture[str]) -> None:
    folder = material("vcards")
    counts = [_count(path) for path in sorted(folder.rglob("*.vcf"))]
    with capsys.disabled():
        people, refused = sum(each[0] for each in counts), sum(each[1] for each in counts)
        print(f"\n{len(counts)} files of vCards: {people} people read, {refused} refused")
    assert len(counts) >= 20
    assert sum(each[0] for each in counts) >= 40
    assert sum(each[1] for each in counts) == 1


def _count(path: Path) -> tuple[int, int]:
    reading = read(path.read_bytes())
    assert all(each.origin.line for each in reading.complaints), path
    return len(reading.drafts), reading.refused


def _codes(reading: Reading) -> list[tuple[str, int]]:
    return [(told.rule.code, told.origin.line) for told in reading.complaints if told.is_refusal]
