"""Any table of people: columns by their names, by a mapping, by a saved one."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faults.effort import EXAMPLES
from vaultnet.exchange.draft import Draft, Reading, SourceFile
from vaultnet.exchange.options import ReadOptions
from vaultnet.exchange.tables.any_table import read_table
from vaultnet.exchange.tables.cells import DayOrder, parse_moment
from vaultnet.exchange.tables.mapping import guess_mapping, parse_target

OPTIONS = ReadOptions(as_of=date(2026, 11, 23))


def read(text: str, options: ReadOptions = OPTIONS) -> Reading:
    return read_table([SourceFile("people.csv", text.encode())], options)


def only(text: str, options: ReadOptions = OPTIONS) -> Draft:
    (draft,) = read(text, options).drafts
    return draft


def guessed(*columns: str) -> list[str]:
    found = guess_mapping(columns)
    return [str(found[column]) if column in found else "" for column in columns]


def test_columns_are_known_in_english_and_spanish() -> None:
    assert guessed("Full Name", "E-mail", "Job Title", "Company", "Mobile", "City", "D.O.B.") == [
        *("name", "email", "role", "organisation", "phone:mobile", "location", ""),
    ]
    assert guessed("Nombre", "Apellidos", "Correo electrónico", "Teléfono móvil", "Empresa") == [
        *("given name", "family name", "email", "phone:mobile", "organisation"),
    ]
    assert guessed("Cargo", "Fecha de nacimiento", "Etiquetas", "Notas", "Ciudad") == [
        *("role", "birthday", "tags", "notes", "location"),
    ]
    assert guessed("email_2", "Phone 3", "LinkedIn URL", "work-phone", "Compnay", "Adress") == [
        *("email", "phone", "url:linkedin", "phone:work", "organisation", "address"),
    ]


def test_what_is_yours_to_decide_is_never_guessed_from_a_slip() -> None:
    assert guessed("tier", "teir", "Private", "privat", "affinity", "Affinty") == [
        *("tier", "", "private", "", "affinity", ""),
    ]
    assert guessed("kind", "shared", "source", "photo", "Colour") == ["", "", "", "", ""]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Phone: Direct line", "phone:direct line"),
        ("x-hobby", "x-hobby"),
        ("expertise", "expertise"),
        ("-", "-"),
        ("emial", None),
        ("name:x", None),
        ("kind", None),
        ("two words", None),
        ("", None),
    ],
)
def test_what_a_column_can_become(text: str, target: str | None) -> None:
    found = parse_target(text)
    assert (str(found) if found else None) == target


def test_a_spreadsheet_is_read_by_the_names_of_its_columns() -> None:
    reading = read(
        "Nombre;Apellidos;Correo;Móvil;Empresa;Cumpleaños;Etiquetas;Notas;Color favorito\n"
        'Ana;García López;ana@acme.example, a@home.example;600 000 000;Acme;25/4/1980;"a, b";'
        "Una línea;verde\n"
    )
    (ana,) = reading.drafts
    assert (ana.name, ana.key, ana.prose) == ("Ana García López", "", "Una línea")
    assert ana.values == {
        "email": ("ana@acme.example", "a@home.example"),
        "phone": ("mobile: 600 000 000",),
        "organisation": "Acme",
        "birthday": "1980-04-25",
        "tags": ("a", "b"),
        "x-color-favorito": "verde",
    }
    assert reading.columns == {
        "Nombre": "given name",
        "Apellidos": "family name",
        "Correo": "email",
        "Móvil": "phone:mobile",
        "Empresa": "organisation",
        "Cumpleaños": "birthday",
        "Etiquetas": "tags",
        "Notas": "notes",
        "Color favorito": "x-color-favorito",
    }


def test_a_cell_may_hold_several_addresses() -> None:
    for cell in (
        "a@x.example b@x.example",
        "a@x.example;b@x.example",
        '"Ana Ruiz <a@x.example>, Bo <b@x.example>"',
        '"a@x.example\nb@x.example"',
    ):
        draft = only(f"name,email\nAna,{cell}\n")
        assert draft.values == {"email": ("a@x.example", "b@x.example")}
    labelled = only("name,email\nAna,work: a@x.example ::: home: b@x.example\n")
    assert labelled.values == {"email": ("work: a@x.example", "home: b@x.example")}


def test_a_mapping_is_stronger_than_a_guess() -> None:
    options = replace(
        OPTIONS, mapping={"who": "name", "Mobile": "phone:desk", "Title": "-", "Score": "expertise"}
    )
    reading = read("Who,Mobile,Title,Score\nAna,+34 600,Dr.,4\n", options)
    (ana,) = reading.drafts
    assert (ana.name, ana.values) == ("Ana", {"phone": ("desk: +34 600",), "expertise": "4"})
    assert [(str(loss.origin), loss.what) for loss in reading.losses] == [("people.csv", "Title")]


@pytest.mark.parametrize(
    ("mapping", "told", "hint"),
    [
        ({"Naem": "name"}, 'there is no column "Naem" to be "name"', "there are Name, Mail"),
        ({"Mail": "emial"}, 'the column "Mail" cannot become "emial"', "there are name, aliases"),
    ],
)
def test_a_mapping_that_is_wrong_reads_nobody(
    mapping: dict[str, str], told: str, hint: str
) -> None:
    reading = read("Name,Mail\nAna,a@b.example\n", replace(OPTIONS, mapping=mapping))
    assert [str(each.message) for each in reading.complaints] == [told]
    assert str(reading.complaints[0].hint).startswith(hint)
    assert (reading.drafts, reading.refused) == ((), 1)


def test_of_several_tables_each_takes_what_it_has_of_a_mapping() -> None:
    files = [
        SourceFile("a.csv", b"Wer,Mail\nAna,a@b.example\n"),
        SourceFile("b.csv", b"Name,Stadt\nBo,Lund\n"),
    ]
    reading = read_table(files, replace(OPTIONS, mapping={"Wer": "name", "Stadt": "location"}))
    assert [draft.name for draft in reading.drafts] == ["Ana", "Bo"]
    assert reading.drafts[1].values == {"location": "Lund"}
    assert reading.complaints == ()
    reading = read_table(files, replace(OPTIONS, mapping={"Wer": "name", "Ort": "location"}))
    assert [str(each.message) for each in reading.complaints] == [
        'there is no column "Ort" to be "location"'
    ]
    reading = read_table(files, replace(OPTIONS, mapping={"Wer": "nmae"}))
    assert [each.rule.code for each in reading.complaints] == ["VN601", "VN601"]
    assert reading.drafts == ()


def test_the_saved_mapping_that_fits_best_is_taken() -> None:
    saved = {
        "crm": {"Wer": "name"},
        "fair": {"Wer": "name", "Stand": "organisation"},
        "other": {"Wer": "name", "Halle": "location"},
    }
    reading = read("Wer,Stand\nAna,Acme\n", replace(OPTIONS, saved_mappings=saved))
    assert reading.drafts[0].values == {"organisation": "Acme"}
    assert reading.columns == {"Wer": "name", "Stand": "organisation"}


def test_a_table_without_names_is_refused_with_a_way_out() -> None:
    reading = read("Wer,Stand\nAna,Acme\n")
    (complaint,) = reading.complaints
    assert (complaint.rule.code, str(complaint.message)) == (
        "VN601",
        'no column is known to hold names; there are "Wer", "Stand"',
    )
    assert str(complaint.hint) == 'say which it is: --mapping "Wer=name"'
    assert (reading.drafts, reading.found, reading.refused) == ((), 1, 1)


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", " , ,\n"])
def test_an_empty_table_is_told(text: str) -> None:
    reading = read(text)
    assert reading.drafts == ()
    assert [str(each.message) for each in reading.complaints] == ["there is nothing in the file"]


def test_a_table_of_headings_alone_holds_nobody() -> None:
    assert read("Name,Email\n").found == 0


def test_a_separator_of_lines_in_a_name_stays_in_it() -> None:
    """What could end a line of YAML is text, and nothing else."""
    draft = only('name,city\n"Ana\u2028private: false",Madrid\n')
    assert draft.name == "Ana private: false"
    assert "private" not in draft.values


@pytest.mark.parametrize(
    ("text", "day", "time"),
    [
        ("2026-01-29 14:37:00 UTC", "2026-01-29", "14:37"),
        ("2021/09/22 12:41:07 UTC", "2021-09-22", "12:41"),
        ("2026-01-29T23:59:59Z", "2026-01-29", "23:59"),
        ("08 Feb 2026", "2026-02-08", ""),
        ("8 de febrero de 2026", "2026-02-08", ""),
        ("Feb 8, 2026", "2026-02-08", ""),
        ("sept. 2019", "2019-09", ""),
        ("2012", "2012", ""),
        ("1/29/26, 2:37 PM", "2026-01-29", "14:37"),
        ("12/31/99, 12:05 AM", "1999-12-31", "00:05"),
        ("25.4.1980", "1980-04-25", ""),
        ("--03-07", "--03-07", ""),
        ("-03-07", "--03-07", ""),
    ],
)
def test_days_in_the_forms_of_programs(text: str, day: str, time: str) -> None:
    moment = parse_moment(text, None, OPTIONS.as_of)
    assert moment is not None
    assert (moment.day, moment.time) == (day, time)


@pytest.mark.parametrize(
    "text", ["3/4/2026", "31 Feb 2020", "2026-13-01", "soon", "", "8 Foo 2026", "9" * 100]
)
def test_what_is_no_certain_day_is_none(text: str) -> None:
    assert parse_moment(text, None, OPTIONS.as_of) is None


def test_an_order_makes_numbers_certain() -> None:
    for order, day in ((DayOrder.DAY, "2026-04-03"), (DayOrder.MONTH, "2026-03-04")):
        moment = parse_moment("3/4/2026", order, OPTIONS.as_of)
        assert moment is not None
        assert moment.day == day


@settings(max_examples=EXAMPLES)
@given(
    st.lists(st.text(max_size=12), min_size=1, max_size=6),
    st.lists(st.lists(st.text(max_size=20), max_size=7), max_size=5),
)
def test_any_table_is_read_or_told(columns: list[str], rows: list[list[str]]) -> None:
    """Every row that holds something is a person, or refused with a complaint."""
    text = "\n".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row)
        for row in (["name", *columns], *rows)
    )
    reading = read(text)
    assert reading.found == len(reading.drafts) + reading.refused
    assert all(draft.name for draft in reading.drafts)
