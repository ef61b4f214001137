"""Notes on people in the ways of others: keys of vCards, categories, and what is no person."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.imports import Home
from tests.faults.effort import EXAMPLES
from tests.material import material
from vaultnet.exchange.draft import Reading, SourceFile
from vaultnet.exchange.notes.reading import OTHERS, TEMPLATES, read_people_notes
from vaultnet.exchange.options import Limits, ReadOptions

DAY = date(2026, 11, 23)
CARD = """---
N.FN: Rocha
N.GN: Ines
"EMAIL[WORK]": ines@mares.example
"TEL[]": SKYPE:+351 910 000 000
"TEL[1:]": HOME:+351 910 000 001
SOCIALPROFILE[Mastodon]: https://social.example/@ines
"ADR[HOME].STREET": Rua Nova 3
"ADR[HOME].LOCALITY": Lisbon
"ADR[HOME].POSTAL": "1100"
ORG: Marés; Seguros
CATEGORIES: Risk, Insurance
BDAY: --02-29
UID: urn:uuid:4f1c-ines
---
#### Notes
Sat beside me, `in` [[places/Lisbon|Lisbon]].

#Contact #Risk #new
"""
PERSON = """---
categories:
  - "[[People]]"
type: ["[[Authors]]"]
org: ["[[work/Fjordline]]"]
email: nils@fjord.example
favourite tea: oolong
private: false
---
Met at the terminal. <b>x</b>

## Meetings

![[Meetings.base#Person]]

## Later
Call him.
"""


def read(limits: Limits | None = None, /, **notes: str | bytes) -> Reading:
    files = [
        SourceFile(f"{name}.md", text if isinstance(text, bytes) else text.encode())
        for name, text in notes.items()
    ]
    options = ReadOptions(as_of=DAY, limits=limits or Limits())
    reading = read_people_notes(files, options)
    assert reading.found == len(reading.drafts) + reading.refused + sum(reading.ignored.values())
    return reading


def test_keys_of_vcards() -> None:
    (draft,) = read(ines=CARD).drafts
    assert (draft.name, draft.key) == ("Ines Rocha", "urn:uuid:4f1c-ines")
    assert draft.values == {
        "email": ("work: ines@mares.example",),
        "phone": ("skype: +351 910 000 000", "home: +351 910 000 001"),
        "url": ("mastodon: https://social.example/@ines",),
        "address": ("home: Rua Nova 3, 1100 Lisbon",),
        "location": "Lisbon",
        "organisation": "Marés; Seguros",
        "tags": ("Risk", "Insurance", "new"),
        "birthday": "--02-29",
        "uid": "urn:uuid:4f1c-ines",
    }
    assert draft.prose == "Sat beside me, `in` Lisbon."
    assert draft.losses == ()


def test_a_category_and_plain_properties() -> None:
    (draft,) = read(**{"People/Nils Aas": PERSON}).drafts
    assert (draft.name, draft.key) == ("Nils Aas", "People/Nils Aas.md")
    assert draft.values == {
        "tags": ("Authors",),
        "organisation": "Fjordline",
        "email": ("nils@fjord.example",),
        "favourite tea": "oolong",
        "private": "false",
    }
    assert draft.prose == "Met at the terminal. <b>x</b>\n\nLater\n\nCall him."
    assert [loss.what for loss in draft.losses] == ["![[Meetings.base#Person]]"]


@pytest.mark.parametrize("front", ["tags: [person]", "FN: Ana\nUID: '1'"])
@pytest.mark.parametrize(
    ("more", "body"),
    [
        ("private: true", ""),
        ("Privado: sí", ""),
        ("x: y", "## Private\nIll.\n"),
        ("x: y", "Notas\n\n# Privado #\nEnferma.\n"),
        ("x: y", "Private\n-------\nIll.\n"),
        ("x: y", "```\nnever ends\n## Private\nIll.\n"),
    ],
)
def test_what_is_private_there_is_private_here(front: str, more: str, body: str) -> None:
    reading = read(a=f"---\n{front}\n{more}\n---\n{body}")
    home = Home({})
    home.apply(reading)
    [contact] = home.workspace.vault.network.contacts
    assert contact.private


@pytest.mark.parametrize("front", ["tags: [person]", "FN: Ana\nUID: '1'"])
def test_a_comment_is_left_out_and_told(front: str) -> None:
    (draft,) = read(a=f"---\n{front}\n---\nTall. %% ill %%\n").drafts
    assert draft.prose == "Tall."
    assert [loss.what for loss in draft.losses] == ["%%"]


@pytest.mark.parametrize(
    "front", ["tags: [person]", 'tags: ["#people"]', "type: contact", "category: Personas"]
)
def test_what_tells_a_person(front: str) -> None:
    assert len(read(a=f"---\n{front}\n---\n").drafts) == 1


def test_what_is_no_person_is_counted() -> None:
    reading = read(
        a="---\ncategories: [Places]\n---\n",
        b="No front matter.",
        c='---\ncategories: ["[[People]]"]\ncreated: "{{date}}"\n---\n',
        d="---\nFN: Acme\nKIND: org\nUID: 1\n---\n",
        **{"Templates/e": PERSON},
    )
    assert reading.drafts == ()
    assert reading.ignored == {OTHERS: 3, TEMPLATES: 2}


def test_what_cannot_be_read_is_refused_with_its_line() -> None:
    reading = read(Limits(record=200), a="---\ntags: [person\nname: x\n---\n", b="x" * 201)
    assert [(told.rule.code, told.origin.file) for told in reading.complaints] == [
        ("VN602", "a.md"),
        ("VN604", "b.md"),
    ]
    assert reading.complaints[0].origin.line > 0


@given(st.binary(max_size=300), st.text(max_size=100))
@settings(max_examples=EXAMPLES, deadline=None)
def test_any_note_is_read_or_refused(front: bytes, body: str) -> None:
    data = b"---\ntags: [person]\n" + front + b"\n---\n" + body.encode("utf-8", "replace")
    reading = read(a=data)
    assert reading.found == 1


def test_notes_of_others(capsys: pytest.CaptureFixture[str]) -> None:
    for folder, people in (("vcards/obsidian-vcf-contacts/markdown", 15), ("obsidian-vault", 3)):
        home = material(folder)
        notes = {str(p.relative_to(home))[:-3]: p.read_bytes() for p in home.rglob("*.md")}
        reading = read(**notes)
        with capsys.disabled():
            print(f"\n{len(notes)} notes in {folder}: {len(reading.drafts)} people read")
        assert len(reading.drafts) == people
        assert not reading.complaints
