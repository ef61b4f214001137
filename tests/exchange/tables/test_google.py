"""Tables of Google Contacts: old and new headings, joined values, starred labels."""

import csv
import io
from datetime import date

from vaultnet.exchange.draft import Draft, DraftTie, PersonKey, Reading, SourceFile
from vaultnet.exchange.options import ReadOptions
from vaultnet.exchange.tables.google import read_google

NEW = {
    "First Name": "Ana",
    "Middle Name": "",
    "Last Name": "García López",
    "Phonetic First Name": "Ah-na",
    "Name Prefix": "Dr.",
    "Name Suffix": "",
    "Nickname": "Anita",
    "File As": "",
    "Organization Name": "Acme",
    "Organization Title": "Head of Platform",
    "Organization Department": "R&D",
    "Birthday": "--03-07",
    "Notes": "Met at a conference.\nLikes tea.",
    "Photo": "https://photos.example/a.jpg",
    "Labels": "Book club ::: * myContacts ::: * starred",
    "E-mail 1 - Label": "* Work",
    "E-mail 1 - Value": "ana@acme.example ::: garcia@acme.example",
    "E-mail 2 - Label": "Home",
    "E-mail 2 - Value": "ana@home.example",
    "Phone 1 - Label": "Mobile",
    "Phone 1 - Value": "+34 600 000 000",
    "Address 1 - Label": "Home",
    "Address 1 - Formatted": "Calle Mayor 1\n28013 Madrid\nSpain",
    "Address 1 - City": "Madrid",
    "Relation 1 - Label": "Partner",
    "Relation 1 - Value": "Luis Pérez",
    "Website 1 - Label": "Blog",
    "Website 1 - Value": "ana.example/blog",
    "Event 1 - Label": "Anniversary",
    "Event 1 - Value": "2010-05-01",
    "Custom Field 1 - Label": "Private",
    "Custom Field 1 - Value": "false",
}
OLD = {
    "Name": "Tom B. Okafor",
    "Given Name": "Tom",
    "Additional Name": "B.",
    "Family Name": "Okafor",
    "Yomi Name": "",
    "Birthday": "1980-02-29",
    "Location": "Lagos",
    "Hobby": "Chess",
    "Notes": "",
    "Group Membership": "* myContacts ::: * My Contacts",
    "E-mail 1 - Type": "* ",
    "E-mail 1 - Value": "tom@globex.example",
    "IM 1 - Type": "Other",
    "IM 1 - Service": "Jabber",
    "IM 1 - Value": "tom@chat.example",
    "Phone 1 - Type": "Work Fax",
    "Phone 1 - Value": "+234 1 000 0000",
    "Address 1 - Type": "Work",
    "Address 1 - Formatted": "",
    "Address 1 - Street": "1 Marina",
    "Address 1 - City": "Lagos",
    "Address 1 - Country": "Nigeria",
    "Organization 1 - Type": "* ",
    "Organization 1 - Name": "Globex",
    "Organization 1 - Title": "Consultant",
    "Organization 1 - Job Description": "Advises on water.",
    "Organization 2 - Name": "Initech",
}


def read(*rows: dict[str, str]) -> Reading:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    file = SourceFile("contacts.csv", stream.getvalue().encode())
    return read_google([file], ReadOptions(as_of=date(2026, 11, 23)))


def only(reading: Reading) -> Draft:
    (draft,) = reading.drafts
    assert reading.complaints == ()
    return draft


def test_the_headings_of_today() -> None:
    ana = only(read(NEW))
    assert ana.name == "Ana García López"
    assert ana.values == {
        "x-phonetic-first-name": "Ah-na",
        "x-name-prefix": "Dr.",
        "aliases": ("Anita",),
        "organisation": "Acme",
        "role": "Head of Platform",
        "x-organization-department": "R&D",
        "birthday": "--03-07",
        "tags": ("Book-club", "starred"),
        "email": ("work: ana@acme.example", "work: garcia@acme.example", "home: ana@home.example"),
        "phone": ("mobile: +34 600 000 000",),
        "address": ("home: Calle Mayor 1, 28013 Madrid, Spain",),
        "url": ("blog: https://ana.example/blog",),
        "x-anniversary": "2010-05-01",
        "x-private": "false",
    }
    assert ana.prose == "Met at a conference.\nLikes tea."
    assert ana.ties == (DraftTie(PersonKey(name="Luis Pérez"), "partner"),)
    assert [(loss.what, str(loss.reason)) for loss in ana.losses] == [
        ("Photo", "a picture on the net is not fetched")
    ]


def test_the_headings_of_before() -> None:
    tom = only(read(OLD))
    assert tom.name == "Tom B. Okafor"
    assert tom.values == {
        "birthday": "1980-02-29",
        "location": "Lagos",
        "x-hobby": "Chess",
        "email": ("tom@globex.example",),
        "x-other": "Jabber: tom@chat.example",
        "phone": ("work fax: +234 1 000 0000",),
        "address": ("work: 1 Marina, Lagos, Nigeria",),
        "organisation": ("Globex", "Initech"),
        "role": "Consultant",
        "x-organization-1-job-description": "Advises on water.",
    }
    assert tom.losses == ()


def test_a_name_that_says_more_than_its_parts_is_kept() -> None:
    tom = only(read({**OLD, "Family Name": "Okafor-Bell"}))
    assert (tom.name, tom.values["x-family-name"]) == ("Tom B. Okafor", "Okafor-Bell")


def test_who_has_an_address_and_no_name_is_called_by_it() -> None:
    empty = dict.fromkeys(NEW, "")
    reading = read(NEW, {**empty, "E-mail 1 - Value": "who@x.example"}, {**empty, "Notes": "?"})
    assert [draft.name for draft in reading.drafts] == ["Ana García López", "who@x.example"]
    (complaint,) = reading.complaints
    assert f"{complaint.rule.code} {complaint.origin}" == "VN603 contacts.csv:7"
    assert (reading.found, reading.refused) == (3, 1)


def test_a_table_of_something_else_is_refused() -> None:
    reading = read({"colour": "red", "size": "9"})
    assert [each.rule.code for each in reading.complaints] == ["VN601"]
    assert reading.drafts == ()
