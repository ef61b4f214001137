"""Mail headers: who wrote to whom on which day, and nothing of what they wrote."""

import io
import mailbox
import tracemalloc
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faults.effort import EXAMPLES
from vaultnet.domain.entry import EntryKind, Initiator
from vaultnet.exchange.draft import Encounter, Reading, SourceFile
from vaultnet.exchange.mail.headers import lines_from, lines_of, without_bodies
from vaultnet.exchange.mail.reading import read_mail_headers
from vaultnet.exchange.options import Limits, ReadOptions

ME, ANA = "irene@home.example", "ana@acme.example"
OPTIONS = ReadOptions(as_of=date(2026, 11, 23), my_addresses=("Irene@Home.example",))
NUMBERS = iter(range(10_000))


def mail(
    sender: str = ANA,
    to: str = ME,
    day: str = "Mon, 02 Mar 2026 10:00:00 +0100",
    body: str = "a secret",
    **fields: str,
) -> str:
    named = {"From": sender, "To": to, "Date": day, "Message-ID": f"<{next(NUMBERS)}@x.example>"}
    named |= {name.replace("_", "-"): value for name, value in fields.items()}
    lines = [f"{name}: {value}" for name, value in named.items() if value]
    return "\n".join(["From x Mon Mar  2 10:00:00 2026", *lines, "", body, "", ""])


def read(*mails: str, options: ReadOptions = OPTIONS) -> Reading:
    data = "".join(mails).encode()
    reading = read_mail_headers([SourceFile("all.mbox", data)], options)
    ignored = sum(reading.ignored.values())
    assert reading.found == len(reading.encounters) + reading.refused + ignored
    return reading


def only(reading: Reading) -> Encounter:
    (found,) = reading.encounters
    return found


def test_a_mail_that_came() -> None:
    found = only(read(mail("=?utf-8?q?Ana_Garc=C3=ADa?= <Ana@ACME.example>", Subject="secret")))
    assert (found.day, found.kinds, found.text) == (
        date(2026, 3, 2),
        (EntryKind.EMAIL,),
        "they wrote",
    )
    assert (found.people[0].emails, found.people[0].name) == ((ANA,), "Ana García")
    assert (found.initiator, str(found.origin)) == (Initiator.THEM, "all.mbox:1")
    assert found.key == f"2026-03-02 them {ANA}"


def test_a_mail_that_went_counts_for_all_who_got_it() -> None:
    found = read(mail(ME, f'"García, Ana" <{ANA}>', Cc="tom@x.example, no-reply@x.example"))
    assert [(one.people[0].emails[0], one.text) for one in found.encounters] == [
        (ANA, "I wrote"),
        ("tom@x.example", "I wrote"),
    ]
    assert {one.initiator for one in found.encounters} == {Initiator.ME}


def test_a_thread_is_one_line_a_day_and_direction() -> None:
    answer = {"In_Reply_To": "<1@x.example>"}
    thread = [mail(), mail(ME, ANA, **answer), mail(**answer), mail(ME, ANA, **answer)]
    found = read(*thread)
    told = [(one.text, one.initiator) for one in found.encounters]
    assert told == [("they wrote 2 mails", Initiator.THEM), ("I wrote 2 mails", None)]
    assert found.ignored == {"further mails of a day": 2}


def test_the_day_is_that_on_which_it_was_written() -> None:
    assert only(read(mail(day="Mon, 02 Mar 2026 23:30:00 -0800"))).day == date(2026, 3, 2)


def test_the_subject_only_where_it_is_asked_for() -> None:
    asked = ReadOptions(as_of=OPTIONS.as_of, my_addresses=(ME,), with_content=True)
    told = mail(Subject="=?utf-8?b?SG9sYQ==?=\n  again")
    assert only(read(told, options=asked)).text == "they wrote: Hola again"
    assert "secret" not in repr(read(told, options=asked))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (mail(List_Id="<l.x.example>"), "mailing lists and newsletters"),
        (mail(List_Unsubscribe="<https://x.example>"), "mailing lists and newsletters"),
        (mail(Precedence="bulk"), "mailing lists and newsletters"),
        (mail(Auto_Submitted="auto-replied"), "automatic mails"),
        (mail("noreply@shop.example"), "automatic mails"),
        (mail("orders-no-reply@shop.example"), "automatic mails"),
        (mail("MAILER-DAEMON@x.example"), "automatic mails"),
        (mail(X_Gmail_Labels="Spam,Unread"), "spam and drafts"),
        (mail(to="someone@x.example"), "mails neither from you nor to you"),
        (mail(ME, ME), "mails neither from you nor to you"),
        (mail(day="Mon, 30 Nov 2026 10:00:00 +0100"), "dated in the future"),
        (
            mail(ME, ", ".join(f"p{n}@x.example" for n in range(11))),
            "mails to more than 10 people",
        ),
    ],
)
def test_what_is_nobodys_letter(text: str, reason: str) -> None:
    found = read(text)
    assert (found.encounters, dict(found.ignored)) == ((), {reason: 1})


def test_a_person_is_no_machine() -> None:
    for name in ("noreen", "bouncer", "donotello", "ana.replyson"):
        assert len(read(mail(f"{name}@x.example")).encounters) == 1


def test_the_same_mail_in_two_folders_counts_once() -> None:
    text = mail()
    assert read(text, text).ignored == {"mails that are there twice": 1}


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("soon", 'the mail has no readable date: "soon"'),
        ("Mon, 99 Mar 2026 10:00:00", "the mail has no readable date"),
        ("", "the mail has no date"),
    ],
)
def test_a_broken_date_is_told_with_its_line(day: str, told: str) -> None:
    found = read(mail(), mail(day=day))
    assert (len(found.encounters), found.refused) == (1, 1)
    assert str(found.complaints[0].origin) == "all.mbox:9"
    assert str(found.complaints[0].message).startswith(told)


def test_without_knowing_the_owner_nothing_is_read() -> None:
    found = read(mail(), options=ReadOptions(as_of=OPTIONS.as_of))
    assert [one.rule.code for one in found.complaints] == ["VN601"]
    assert "me.md" in str(found.complaints[0].hint)


@pytest.mark.parametrize("data", [b"", b"hello\n\nworld", b"\0" * 100])
def test_no_mailbox(data: bytes) -> None:
    found = read_mail_headers([SourceFile("x", data)], OPTIONS)
    assert (found.encounters, found.refused) == ((), 1)


def test_control_characters_are_left_out_and_said() -> None:
    asked = ReadOptions(as_of=OPTIONS.as_of, my_addresses=(ME,), with_content=True)
    told = mail("A\x1bna <ana@acme.example>", Subject="=?utf-8?q?a=00b?=")
    found = read(told, options=asked)
    assert (only(found).text, only(found).people[0].name) == ("they wrote: ab", "Ana")
    assert [(str(one.origin), one.what) for one in found.losses] == [("all.mbox:1", "header")]


def test_too_many_mails() -> None:
    few = ReadOptions(as_of=OPTIONS.as_of, my_addresses=(ME,), limits=Limits(records=2))
    found = read(*(mail(f"p{n}@x.example") for n in range(5)), options=few)
    assert (len(found.encounters), found.refused) == (2, 1)


def test_a_maildir_as_python_writes_it(tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "box")
    for number in range(3):
        message = EmailMessage()
        message["From"], message["To"] = f"p{number}@x.example", ME
        message["Date"] = "Mon, 02 Mar 2026 10:00:00 +0100"
        message.set_content("Dear Irene,\n\nFrom what I hear in 2026\nFrom: nobody@x.example\n")
        box.add(message)
    paths = sorted((tmp_path / "box" / "new").iterdir())
    files = [SourceFile(path.name, path.read_bytes()) for path in paths]
    found = read_mail_headers(files, OPTIONS)
    assert len(found.encounters) == 3
    assert not any("nobody" in repr(one) for one in found.encounters)


def test_an_mbox_as_python_writes_it(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box.mbox")
    for number in range(3):
        message = EmailMessage()
        message["From"], message["To"] = f"p{number}@x.example", ME
        message["Date"] = "Mon, 02 Mar 2026 10:00:00 +0100"
        message.set_content("\n\nFrom me to you\n\n")
        box.add(message)
    box.close()
    data = (tmp_path / "box.mbox").read_bytes()
    assert len(read_mail_headers([SourceFile("x", data)], OPTIONS).encounters) == 3


def test_a_mailbox_without_its_bodies_says_the_same() -> None:
    data = "".join([mail(), mail(ME, ANA, Subject="x", In_Reply_To="<a>"), mail(day="")]).encode()
    small = without_bodies(lines_of(data))
    assert b"secret" not in small
    first = read_mail_headers([SourceFile("x", data)], OPTIONS)
    assert read_mail_headers([SourceFile("x", small)], OPTIONS) == first


class _Endless(io.RawIOBase):
    """A mailbox that is far larger than memory would be allowed to be."""

    def __init__(self, mails: int, body: int) -> None:
        self._parts = self._written(mails, body)
        self._held = b""

    def _written(self, mails: int, body: int) -> Iterator[bytes]:
        for number in range(mails):
            head, _, _ = mail(f"p{number}@x.example").encode().partition(b"\n\n")
            yield head + b"\n\n"
            yield from (b"x" * 9_999 + b"\n" for _ in range(body // 10_000))
            yield b"y" * 1_000_000 + b"\n\n"

    def readline(self, size: int | None = -1, /) -> bytes:
        while b"\n" not in self._held and (size is None or len(self._held) < size):
            part = next(self._parts, b"")
            if not part:
                break
            self._held += part
        end = self._held.find(b"\n") + 1 or len(self._held)
        end = end if size is None else min(end, size)
        found, self._held = self._held[:end], self._held[end:]
        return found


def test_memory_does_not_grow_with_the_bodies() -> None:
    peaks = []
    for body in (10_000, 3_000_000):
        stream = _Endless(20, body)
        tracemalloc.start()
        small = without_bodies(lines_from(stream.readline))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert len(read_mail_headers([SourceFile("x", small)], OPTIONS).encounters) == 20
    assert peaks[1] < peaks[0] * 1.2 + 100_000


PIECES = st.sampled_from(
    [
        "From x 2026\n",
        "From: a@x.example\n",
        f"To: {ME}\n",
        "\n",
        "Date: Mon, 02 Mar 2026 1:0:0\n",
        " folded\n",
        "Cc: =?utf-8?q?=ff?=",
        "Subject: =?x?b?!?=\n",
        "From:",
    ]
)


@given(st.lists(PIECES | st.text(max_size=12), max_size=25), st.binary(max_size=15))
@settings(max_examples=EXAMPLES)
def test_any_bytes_read_as_something(pieces: list[str], rest: bytes) -> None:
    data = "".join(pieces).encode("utf-8", "surrogatepass") + rest
    found = read_mail_headers([SourceFile("x", data)], OPTIONS)
    assert found.found == len(found.encounters) + found.refused + sum(found.ignored.values())
    small = read_mail_headers([SourceFile("x", without_bodies(lines_of(data)))], OPTIONS)
    assert [one.key for one in small.encounters] == [one.key for one in found.encounters]
