"""Tables of text: every dialect is read, every row is there or told with its line."""

import csv
import io
import json
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faults.effort import EXAMPLES
from tests.material import material
from vaultnet.exchange.draft import SourceFile
from vaultnet.exchange.options import Limits
from vaultnet.exchange.tables.csv_reading import Table, parse_csv


def read(text: str | bytes, *headings: str) -> Table:
    data = text if isinstance(text, bytes) else text.encode()
    return parse_csv(SourceFile("t.csv", data), set(headings).__contains__)


def rows(table: Table) -> list[dict[str, str]]:
    return [{column: row.cells.get(column, "") for column in table.columns} for row in table.rows]


def told(table: Table) -> list[str]:
    return [f"{each.rule.code} {each.origin} {each.message}" for each in table.complaints]


# Its JSON is of another table: the telephone number and the list around it are not in the file.
NOT_OF_THE_FILE = {"location_coordinates"}


def test_each_case_of_the_csv_spectrum(capsys: pytest.CaptureFixture[str]) -> None:
    folder = material("csv-spectrum")
    cases = sorted((folder / "csvs").glob("*.csv"))
    assert cases
    for case in cases:
        table = parse_csv(SourceFile(case.name, case.read_bytes()))
        expected = json.loads((folder / "json" / f"{case.stem}.json").read_text(encoding="utf-8"))
        found = rows(table)
        if case.stem in NOT_OF_THE_FILE:
            (row,) = found
            assert row["Location Coordinates"] == expected["Location Coordinates"]
            assert (row["Cities"], row["Counties"]) == ("Modesto", "Stanislaus")
        else:
            assert found == expected, case.name
        assert table.complaints == ()
    with capsys.disabled():
        print(f"\ncsv-spectrum: {len(cases)} cases")


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
TABLES = st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8)


@settings(max_examples=EXAMPLES)
@given(
    TABLES,
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig"]),
)
def test_what_another_program_writes_is_read(
    table: list[list[str]], delimiter: str, line_end: str, encoding: str
) -> None:
    """Whatever the delimiter, the line ends and the quotes: the cells are those that went in."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=line_end)
    writer.writerow(["name", "email", "phone"])
    writer.writerows(table)
    data = stream.getvalue().encode(encoding)
    found = read(data, "name", "email", "phone")
    expected = [
        {key: unguarded(cell) for key, cell in zip(("name", "email", "phone"), row, strict=True)}
        for row in table
        if any(cell.strip() for cell in row)
    ]
    assert rows(found) == expected
    assert found.complaints == ()


def unguarded(cell: str) -> str:
    bare = cell.lstrip("'")
    is_guarded = bare != cell and bare[:1] and bare[0] in "=+-@＝＋－＠"
    return cell[1:] if is_guarded else cell


@settings(max_examples=EXAMPLES)
@given(st.binary(max_size=300) | st.text(st.sampled_from("a,;\"\r\n\0='é"), max_size=60))
def test_any_bytes_are_read_or_told(data: bytes | str) -> None:
    table = read(data)
    assert all(each.origin.line >= 1 for each in table.complaints)
    assert table.refused == sum(each.is_refusal for each in table.complaints)
    starts = [row.line for row in table.rows]
    assert starts == sorted(set(starts))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_of_unicode(encoding: str) -> None:
    table = read("name,email\nÁngela Muñoz,a@b.example\n".encode(encoding), "name")
    assert rows(table) == [{"name": "Ángela Muñoz", "email": "a@b.example"}]
    assert table.complaints == ()


def test_a_windows_table_is_read_and_told() -> None:
    table = read("name;city\nÁngela;Málaga\nBo;Lund\n".encode("cp1252"), "name")
    assert rows(table)[0] == {"name": "Ángela", "city": "Málaga"}
    assert told(table) == [
        "VN605 t.csv:2 the file is not UTF-8 throughout: lines read as Windows-1252: 1"
    ]


def test_one_broken_byte_costs_one_line() -> None:
    table = read("name,city\nÁngela,Málaga\n".encode() + b"Bo\xff,Lund\n", "name")
    assert [row["name"] for row in rows(table)] == ["Ángela", "Boÿ"]
    assert table.complaints[0].origin.line == 3


def test_headings_are_found_behind_a_preamble() -> None:
    text = 'Notes:\n"Some words, with a comma. More at https://x.example, too."\n\nName,Mail\nA,b\n'
    table = read(text, "name", "mail")
    assert table.columns == ("Name", "Mail")
    assert [row.line for row in table.rows] == [5]


def test_the_delimiter_may_be_said() -> None:
    assert rows(read("sep=;\r\na;b\r\n1,5;2\r\n")) == [{"a": "1,5", "b": "2"}]


def test_ragged_rows_stay_and_are_told() -> None:
    table = read("a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n\n,,\n5,6,7\n")
    assert [dict(row.cells) for row in table.rows] == [
        {"a": "1", "b": "2"},
        {"a": "1", "b": "2", "c": "3", "Column 4": "4"},
        {"a": "1", "b": "2", "c": "3"},
        {"a": "5", "b": "6", "c": "7"},
    ]
    assert told(table) == [
        "VN605 t.csv:2 the row has 2 cells, and there are 3 columns",
        "VN605 t.csv:3 the row has 4 cells, and there are 3 columns",
    ]


def test_an_open_quote_at_the_beginning_does_not_swallow_the_file() -> None:
    table = read('name,city\n"Ana,Madrid\nBo,Lund\n"Cleo","Oslo"\n"Dag\nny",Rome\n', "name")
    assert [row["name"] for row in rows(table)] == ["Bo", "Cleo", "Dag\nny"]
    assert told(table) == ["VN602 t.csv:2 a quote is opened and not closed"]
    assert table.refused == 1


def test_an_open_quote_in_the_headings_is_told() -> None:
    assert told(read('"name,city\nAna,Madrid\n', "name"))[0].startswith("VN602 t.csv:1 ")


def test_what_follows_damaged_headings_is_no_heading() -> None:
    table = read('"who,city\nAna,Madrid\nBo,Lund\n')
    assert (table.columns, table.rows) == ((), ())
    assert told(table) == ["VN602 t.csv:1 a quote is opened and not closed"]


def test_names_of_columns_are_never_alike() -> None:
    assert read("a,a,,b\n1,2,3,4\n").columns == ("a", "a (2)", "Column 3", "b")


def test_control_characters_are_left_out_and_told() -> None:
    table = read("name,city\nAn\0a\x1b[31m,x\u2028y\n", "name")
    assert rows(table) == [{"name": "Ana[31m", "city": "x\u2028y"}]
    assert told(table) == ["VN605 t.csv:2 control characters are left out of the column name"]


def test_the_mark_against_formulas_is_taken_away() -> None:
    (row,) = rows(read("a,b,c,d\n'+34 600,'=1+1,''=x,'tis\n"))
    assert list(row.values()) == ["+34 600", "=1+1", "'=x", "'tis"]


def test_limits_are_told_with_their_line() -> None:
    limits = Limits(records=2, columns=3, record=8)
    data = b"a,b\n1,12345678\n1,2,3,4\n1,2\n3,4\n5,6\n7,8\n"
    table = parse_csv(SourceFile("t.csv", data), limits=limits)
    assert [row.line for row in table.rows] == [4, 5]
    assert told(table) == [
        "VN604 t.csv:2 the row has 9 characters, and at most 8 are read",
        "VN604 t.csv:3 the row has 4 cells, and at most 3 are read",
        "VN604 t.csv:6 from here on nothing is read: 2 rows are the most",
    ]
    assert table.refused == 4
    wide = parse_csv(SourceFile("t.csv", b"a,b,c,d\n1,2,3,4\n"), limits=limits)
    assert told(wide) == ["VN604 t.csv:1 the row has 4 cells, and at most 3 are read"]
    assert wide.rows == ()


def seconds(data: bytes) -> float:
    begin = process_time()
    parse_csv(SourceFile("t.csv", data))
    return process_time() - begin


@pytest.mark.parametrize(
    "line",
    [b'"a,b\n', b'x,"a""\n', b'""""\n', b'"\n', b'"a"b,"\n', b'a,"b\r', b'"""x",\n', b"a,b\n"],
)
def test_time_grows_with_the_size_alone(line: bytes) -> None:
    """Quotes that open and do not close make no reader go back again and again."""
    small, large = (seconds(b"a,b\n" + line * count) for count in (4_000, 32_000))
    assert large < 40 * small + 0.2


def test_hostile_tables_are_read_or_refused_in_time() -> None:
    assert seconds(b"a,b\n" + b"x" * 5_000_000 + b",1\n") < 5
    assert seconds(b",".join([b"c"] * 100_000) + b"\n" + b"," * 99_999) < 5
    assert seconds(b"\0" * 3_000_000) < 5
    assert seconds(b"\r" * 1_000_000) < 5
