"""Tables of Outlook: the desktop's and the one of the net, in English and in Spanish."""

import csv
import io
from collections.abc import Mapping
from datetime import date

from vaultnet.exchange.draft import DraftTie, PersonKey, Reading, SourceFile
from vaultnet.exchange.formats import guess_format
from vaultnet.exchange.options import ReadOptions
from vaultnet.exchange.tables.outlook import read_outlook

CLASSIC = {
    "Title": "Dr.",
    "First Name": "Ana",
    "Middle Name": "",
    "Last Name": "Müller",
    "Suffix": "",
    "Company": "Acme",
    "Department": "Research",
    "Job Title": "Head",
    "Business Street": "Hauptstr. 1\nHinterhaus",
    "Business City": "Berlin",
    "Business Postal Code": "10115",
    "Business Country/Region": "Germany",
    "Home Street": "",
    "Business Fax": "+49 30 1",
    "Business Phone": "+49 30 2",
    "Home Phone": "+49 30 3",
    "Mobile Phone": "+49 170 000 0000",
    "Anniversary": "0/0/00",
    "Assistant's Name": "Bo Lind",
    "Birthday": "4/25/1980",
    "Categories": "Key customers;Berlin",
    "Children": "Mia;Ben",
    "E-mail Address": "ana@acme.example",
    "E-mail Type": "SMTP",
    "E-mail Display Name": "Ana Müller (ana@acme.example)",
    "Gender": "Unspecified",
    "Notes": "Likes\r\nmountains.",
    "Priority": "Normal",
    "Private": "False",
    "Sensitivity": "Normal",
    "Spouse": "Max",
    "User 1": "A-17",
    "Web Page": "http://acme.example",
}
ONLINE = {
    "First Name": "Tom",
    "Last Name": "Okafor",
    "Nickname": "Tommy",
    "Given Yomi": "tomu",
    "E-mail Address": "tom@globex.example",
    "E-mail 2 Address": "okafor@home.example",
    "Home Phone 2": "+234 1 5",
    "Personal Web Page": "tom.example",
    "Birthday": "1981-12-03",
    "Schools": "Example University",
    "Job Title": "",
    "Business Phone": "",
}
SPANISH = {
    "Tratamiento": "Sra.",
    "Nombre": "Lucía",
    "Segundo nombre": "",
    "Apellidos": "Muñoz",
    "Organización": "Ayuntamiento",
    "Puesto": "Técnica",
    "Calle del trabajo": "Plaza Mayor 1",
    "Ciudad de trabajo": "León",
    "Código postal de trabajo": "24001",
    "Provincia o estado de trabajo": "León",
    "País o región del trabajo": "España",
    "Teléfono del trabajo": "987 000 000",
    "Teléfono móvil": "600 000 001",
    "Dirección de correo electrónico": "lucia@leon.example",
    "Cumpleaños": "5/4/1990",
    "Categorías": "Urbanismo",
    "Privado": "Verdadero",
}


def read(*rows: Mapping[str, str], encoding: str = "utf-8", delimiter: str = ",") -> Reading:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    file = SourceFile("outlook.csv", stream.getvalue().encode(encoding))
    return read_outlook([file], ReadOptions(as_of=date(2026, 11, 23)))


def test_the_table_of_the_desktop_in_its_code_page() -> None:
    reading = read(CLASSIC, encoding="cp1252")
    (ana,) = reading.drafts
    assert ana.name == "Ana Müller"
    assert ana.values == {
        "address": ("work: Hauptstr. 1, Hinterhaus, 10115, Berlin, Germany",),
        "x-honorific": "Dr.",
        "organisation": "Acme",
        "x-department": "Research",
        "role": "Head",
        "phone": (
            "work fax: +49 30 1",
            "work: +49 30 2",
            "home: +49 30 3",
            "mobile: +49 170 000 0000",
        ),
        "birthday": "1980-04-25",
        "tags": ("Key-customers", "Berlin"),
        "email": ("ana@acme.example",),
        "x-user-1": "A-17",
        "url": ("http://acme.example",),
    }
    assert ana.prose == "Likes\nmountains."
    assert ana.ties == (
        DraftTie(PersonKey(name="Bo Lind"), "assistant"),
        DraftTie(PersonKey(name="Mia"), "child"),
        DraftTie(PersonKey(name="Ben"), "child"),
        DraftTie(PersonKey(name="Max"), "spouse"),
    )
    assert [each.rule.code for each in reading.complaints] == ["VN605"]  # the code page


def test_the_table_of_the_net() -> None:
    reading = read(ONLINE)
    (tom,) = reading.drafts
    assert tom.values == {
        "aliases": ("Tommy",),
        "x-given-yomi": "tomu",
        "email": ("tom@globex.example", "okafor@home.example"),
        "phone": ("home: +234 1 5",),
        "url": ("personal: https://tom.example",),
        "birthday": "1981-12-03",
        "x-schools": "Example University",
    }
    assert reading.complaints == ()


def test_a_spanish_outlook_writes_the_day_first_and_a_semicolon() -> None:
    (lucia,) = read(SPANISH, encoding="cp1252", delimiter=";").drafts
    assert lucia.name == "Lucía Muñoz"
    assert lucia.values == {
        "address": ("work: Plaza Mayor 1, 24001, León, León, España",),
        "x-honorific": "Sra.",
        "organisation": "Ayuntamiento",
        "role": "Técnica",
        "phone": ("work: 987 000 000", "mobile: 600 000 001"),
        "email": ("lucia@leon.example",),
        "birthday": "1990-04-05",
        "tags": ("Urbanismo",),
        "private": "true",
    }


def test_tables_of_outlook_are_known_by_their_headings() -> None:
    for row, encoding in ((CLASSIC, "utf-8"), (ONLINE, "utf-8"), (SPANISH, "cp1252")):
        beginning = ",".join(row).encode(encoding)
        assert guess_format("contacts.csv", beginning) == "outlook"


def test_a_day_that_may_be_two_is_not_guessed() -> None:
    """5 April or 4 May: only another day of the file can tell."""
    (ana,) = read({**CLASSIC, "Birthday": "5/4/1990"}).drafts
    assert ana.values["birthday"] == "5/4/1990"
    ana, _ = read({**CLASSIC, "Birthday": "5/4/1990"}, {**CLASSIC, "Birthday": "25/4/1990"}).drafts
    assert ana.values["birthday"] == "1990-04-05"


def test_what_is_confidential_there_is_private_here() -> None:
    (ana,) = read({**CLASSIC, "Sensitivity": "Confidential"}).drafts
    assert ana.values["private"] == "true"
    (ana,) = read({**CLASSIC, "Private": "False"}).drafts
    assert "private" not in ana.values


def test_a_display_name_that_says_more_is_kept() -> None:
    (ana,) = read({**CLASSIC, "E-mail Display Name": "Reception (ana@acme.example)"}).drafts
    assert ana.values["x-e-mail-display-name"] == "Reception (ana@acme.example)"
