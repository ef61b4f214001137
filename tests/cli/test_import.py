"""`vaultnet import`: files and folders, formats that are guessed, questions and consent."""

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vaults import write_vault
from vaultnet.cli.main import main
from vaultnet.exchange.formats import IMPORT_FORMATS, guess_format

TABLE = "Name,Email,City\nAna García,ana@acme.example,Madrid\nTom Okafor,tom@hill.example,Leeds\n"
NOTES = {
    "vaultnet.toml": "",
    "contacts/ana-garcia.md": "---\nname: Ana García\n---\n",
    "contacts/luis.md": "---\nname: Luis Pérez\n---\n",
    "contacts/luis-2.md": "---\nname: Luis Perez\n---\n",
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a vault of three people beside a table, in the current folder."""
    root = write_vault(tmp_path / "vault", NOTES)
    (tmp_path / "people.csv").write_text(TABLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return root


def run(*arguments: str) -> int:
    return main(["--vault", "vault", "--as-of", "2026-11-23", "import", *arguments])


class Keyboard(io.StringIO):
    """Somebody at a terminal, who types lines and presses keys."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, keys: str, lines: str = "") -> None:
        super().__init__(lines)
        pressed = iter(keys)
        monkeypatch.setattr("vaultnet.cli.questions._pressed", lambda _source: next(pressed))
        monkeypatch.setattr(sys, "stdin", self)
        monkeypatch.setattr("vaultnet.cli.output.Terminal.interactive", property(lambda _: True))

    def isatty(self) -> bool:
        return True


def test_people_in_doubt_are_asked_about_one_key_each(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("people.csv").write_text(TABLE + "luis perez,l@x.example,Vigo\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        Keyboard(patch, "?xm91", "y\n")
        assert run("csv", "people.csv", "--apply") == 0
    err = capsys.readouterr().err
    assert "1 of 2: Ana García · ana@acme.example · people.csv:2" in err
    assert "1  Luis Pérez (luis)" in err
    assert "location: Madrid" in (root / "contacts/ana-garcia.md").read_text()
    assert "location: Vigo" in (root / "contacts/luis.md").read_text()
    assert "location" not in (root / "contacts/luis-2.md").read_text()


@pytest.mark.parametrize(("keys", "created"), [("n", True), ("s", False), ("q", False)])
def test_somebody_in_doubt_may_be_new_or_left_out(
    root: Path, monkeypatch: pytest.MonkeyPatch, keys: str, *, created: bool
) -> None:
    with monkeypatch.context() as patch:
        Keyboard(patch, keys)
        assert run("csv", "people.csv", "--apply") == 0
    assert (root / "contacts/ana-garcia-2.md").exists() is created
    assert (root / "contacts/tom-okafor.md").exists()
    assert (root / "contacts/ana-garcia.md").read_text() == NOTES["contacts/ana-garcia.md"]


def test_who_stops_asking_is_not_asked_again(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("people.csv").write_text(TABLE + "luis perez,l@x.example,Vigo\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        Keyboard(patch, "nq")
        assert run("csv", "people.csv", "--apply") == 0
    assert capsys.readouterr().err.count("q stop asking") == 2
    assert (root / "contacts/ana-garcia-2.md").exists()


def test_nobody_is_asked_in_a_pipe_or_for_a_plan(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patch:
        Keyboard(patch, "")
        assert run("csv", "people.csv") == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO("m\n"))
    assert run("csv", "people.csv", "--apply") == 0
    assert "--match email:ana@acme.example=ana-garcia" in capsys.readouterr().out
    assert (root / "contacts/ana-garcia.md").read_text() == NOTES["contacts/ana-garcia.md"]


@pytest.mark.parametrize(("answer", "written"), [("y\n", True), ("n\n", False), ("", False)])
def test_many_changes_take_a_yes(
    root: Path, monkeypatch: pytest.MonkeyPatch, answer: str, *, written: bool
) -> None:
    key = "email:ana@acme.example"
    with monkeypatch.context() as patch:
        Keyboard(patch, "", answer)
        code = run("csv", "people.csv", "--apply", "--match", f"{key}=ana-garcia")
    assert code == (0 if written else 2)
    assert ("Madrid" in (root / "contacts/ana-garcia.md").read_text()) is written


def test_a_folder_gives_its_files_in_order_and_no_hidden_ones(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = root.parent / "tables"
    write_vault(folder, {"b/2.csv": TABLE, "a.CSV": TABLE, ".hidden.csv": TABLE, "x.txt": "x"})
    (folder / "link.csv").symlink_to(root.parent / "people.csv")
    assert run("csv", "tables", "--format", "json") == 0
    document = json.loads(capsys.readouterr().out)
    assert {person["file"] for person in document["people"]} == {"a.CSV"}
    assert document["found"] == 4
    assert document["ignored"] == [{"reason": "the same person again", "count": 2}]
    assert sum(document["counts"].values()) == document["found"]
    assert (document["schema_version"], document["applied"]) == (1, False)


def test_the_standard_input_is_a_file_too(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TABLE.encode())))
    assert run("csv", "-", "--format", "jsonl") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["outcome"] for row in rows] == ["doubtful", "created"]
    assert root.exists()


@pytest.mark.parametrize(
    ("name", "beginning", "expected"),
    [
        ("people.vcf", b"", "vcard"),
        ("contacts", b"\xef\xbb\xbfbegin:vcard\r\n", "vcard"),
        ("a/b.ics", b"", "ics"),
        ("inbox", b"From ana@acme.example Mon", "mail"),
        ("inbox.mbox", b"", "mail"),
        ("Connections.csv", b"Notes:\n", "linkedin"),
        (
            "c.csv",
            b"First Name,Last Name,URL,Email Address,Company,Position,Connected On",
            "linkedin",
        ),
        ("google.csv", b"Name,Given Name,E-mail 1 - Value", "google"),
        ("outlook.csv", b"First Name,Job Title,E-mail Address", "outlook"),
        ("people.tsv", b"Name\tEmail", "csv"),
        ("Basic_LinkedInDataExport_11-23-2026.zip", b"PK", "linkedin"),
        ("some.zip", b"PK", None),
        ("monica.json", b'{"version": "1.0-preview.1"', "monica"),
        ("other.json", b"{}", None),
        ("Ana.md", b"---\n", "notes"),
        ("letter.txt", b"hello", None),
        ("", b"", None),
    ],
)
def test_a_format_is_guessed_where_a_file_tells(
    name: str, beginning: bytes, expected: str | None
) -> None:
    assert guess_format(name, beginning) == expected


def test_files_of_two_formats_are_not_guessed(root: Path) -> None:
    (root.parent / "a.vcf").write_text("BEGIN:VCARD\nEND:VCARD\n")
    assert run("people.csv", "a.vcf") == 2
    assert run("vault", "people.csv") == 2


def test_every_format_has_a_reader() -> None:
    for form in IMPORT_FORMATS.values():
        assert callable(form.reader()), form.name
        condense = form.condense()
        assert condense is None or callable(condense)


def test_an_empty_folder_and_a_pipe_without_a_writer(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root.parent / "empty").mkdir()
    assert run("csv", "empty") == 2
    assert run("csv", str(root.parent / "vault" / "vaultnet.toml" / "x")) == 2
    assert "holds no file *.csv" in capsys.readouterr().err


def columns(text: str) -> Iterator[int]:
    """Yield how wide the lines of a report are."""
    for line in text.splitlines():
        yield len(line)


@pytest.mark.parametrize("width", [60, 80, 140])
def test_a_report_fits_the_terminal(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    long = f"{'Wörd ' * 60},{'x' * 300}@acme.example,{'Llanfair' * 40}\n"
    Path("people.csv").write_text(TABLE + long, encoding="utf-8")
    run("csv", "people.csv", "--all")
    assert max(columns(capsys.readouterr().out)) <= width
    assert root.exists()
