"""A vault that was never written for us: counted, shown, mapped by what `doctor` says, untouched.

The same tests run over two small vaults of our own making, which are always here, and over two
that others wrote, which lie beside the repository.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from shutil import copytree

import pytest

from tests.conftest import MakeVault
from tests.faults.processes import tree
from tests.material import material
from tests.site.pages import parse
from tests.vaults import described
from vaultnet.cli.main import main

FIXTURES = Path(__file__).parent / "fixtures"
NEVER_READ = {".obsidian", ".git", "site"}
TALLY = re.compile(r"(\d+) files found: (\d+) loaded, (\d+) rejected, (\d+) ignored")


@dataclass(frozen=True)
class Stranger:
    """A vault of somebody else, and what must be recognised in it.

    `kinds` holds the names of the pages by kind, once the suggested settings are in force;
    `codes` counts the diagnostics that are left then.
    """

    folder: Callable[[], Path]
    settings: str
    kinds: Mapping[str, frozenset[str]]
    codes: Mapping[str, int]


def own(name: str) -> Callable[[], Path]:
    return lambda: FIXTURES / name


def foreign(name: str) -> Callable[[], Path]:
    return lambda: material(name)


BRAIN = Stranger(
    own("second-brain"),
    '[folders]\njournal = ["Daily"]\n'
    '[categories]\n"Companies" = "organisation"\n"People" = "contact"\n',
    {
        "contact": frozenset({"Odile Marchetti", "Bram Øster", "李 静"}),
        "organisation": frozenset({"Atelier Nord"}),
        "journal": frozenset({"2025-10-30", "2025-10-31", "2025-11-01"}),
    },
    {"VN101": 1, "VN204": 1, "VN312": 3},
)
ADDRESSES = Stranger(
    own("address-book"),
    '[folders]\ncontacts = ["."]\n',
    {"contact": frozenset({"Nils Achterberg", "Amaia Lertxundi", "Rowing Club Zuid", "淑芬 王"})},
    {},
)
OBSIDIAN = Stranger(
    foreign("obsidian-vault"),
    BRAIN.settings,
    {
        "contact": frozenset({"Steph Ango", "Kevin Kelly", "Paul Chambers"}),
        "organisation": frozenset({"Obsidian"}),
        "journal": frozenset({"2023-09-12", "2023-09-30"}),
    },
    {"VN212": 1},
)
CARDS = Stranger(
    foreign("vcards/obsidian-vcf-contacts/markdown"),
    ADDRESSES.settings,
    {
        "contact": frozenset(
            {"Anya Volkova", "Bao Nguyen", "Bruce Wayne", "Elin Lindström", "Elísabet Jónsdóttir"}
            | {"Ethan Hunt", "Hana Yamada", "India Gate (1931)", "Liam O’Reilly", "Mira Goldstein"}
            | {"Rajiv Patel", "Snip & Sip AB", "Thiago Santos", "Tony Stark", "Zahra Ali"}
            | {"Zhihao Tang", "kite surf spot zandmotor", "伟 李"}
        )
    },
    {},
)
STRANGERS = {"brain": BRAIN, "addresses": ADDRESSES, "obsidian": OBSIDIAN, "cards": CARDS}


@pytest.fixture(params=STRANGERS.values(), ids=list(STRANGERS))
def stranger(request: pytest.FixtureRequest) -> Stranger:
    found: Stranger = request.param
    found.folder()
    return found


@pytest.fixture
def vault(stranger: Stranger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "theirs"
    copytree(stranger.folder(), root)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Return a function that runs a command and returns all that it said."""

    def run(*arguments: str) -> str:
        capsys.readouterr()
        assert main(["--as-of", "2026-11-23", *arguments]) in {0, 1}
        captured = capsys.readouterr()
        said = captured.out + captured.err
        assert "Traceback" not in said
        assert "a fault of VaultNet" not in said
        return said

    return run


def markdown_files(root: Path) -> int:
    """Count the Markdown files on disk that do not lie in folders which are never read."""
    paths = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
    return sum(path.suffix == ".md" and not NEVER_READ & {*path.parts} for path in paths)


def tally(said: str) -> tuple[int, ...]:
    match = TALLY.search(said)
    assert match is not None, said
    return tuple(int(number) for number in match.groups())


def suggestion(said: str) -> str:
    """Return exactly the lines that `doctor` printed to be put into the settings."""
    return said[said.index("\n\n[") + 2 :]


def settle(root: Path, say: Callable[..., str]) -> None:
    """Do what `doctor` says, to the letter."""
    lines = suggestion(say("doctor"))
    (root / "vaultnet.toml").write_text(lines, encoding="utf-8")


def codes(said: str) -> dict[str, int]:
    found = re.findall(r"(?:error|warning|info)\[(VN\d{3})\]", said)
    return {code: found.count(code) for code in sorted({*found})}


def test_every_file_is_accounted_for(vault: Path, say: Callable[..., str]) -> None:
    on_disk = markdown_files(vault)
    assert on_disk >= 4
    (vault / "vaultnet.toml").touch()
    for command in ("doctor", "check"):
        found, loaded, rejected, ignored = tally(say(command))
        assert found == loaded + rejected + ignored == on_disk


def test_what_doctor_prints_makes_people_of_notes(
    stranger: Stranger, vault: Path, say: Callable[..., str]
) -> None:
    assert suggestion(say("doctor")) == stranger.settings
    (vault / "vaultnet.toml").touch()
    assert "Nobody is in the network yet." in say("list")
    settle(vault, say)
    rows = [row for row in say("list", "--format", "tsv").splitlines() if "\t" in row]
    names = {row.split("\t")[0].strip() for row in rows[1:]}
    assert names == stranger.kinds["contact"]
    assert "put these lines" not in say("doctor")


def test_the_diagnostics_that_are_left_can_be_read_by_a_person(
    stranger: Stranger, vault: Path, say: Callable[..., str]
) -> None:
    settle(vault, say)
    assert codes(say("check", "--fail-on", "error")) == stranger.codes


def test_every_page_of_theirs_is_on_the_site_and_none_can_run(
    stranger: Stranger, vault: Path, say: Callable[..., str]
) -> None:
    settle(vault, say)
    index = Path(say("build").splitlines()[0])
    assert index == vault / "site" / "index.html"
    texts = {}
    for path in index.parent.rglob("*.html"):
        page = parse(path.read_bytes())
        assert page.faults() == [], path
        texts[path] = "".join(page.text)
    for name in (name for names in stranger.kinds.values() for name in names):
        assert any(name in text for text in texts.values()), name
    for name in stranger.kinds["contact"]:
        pages = [path for path in texts if f">{escape(name)}</h1>" in path.read_text("utf-8")]
        assert [path.parent.name for path in pages] == ["contacts"], name


def test_nothing_of_theirs_is_changed(vault: Path, say: Callable[..., str]) -> None:
    before = tree(vault)
    ours = ("vaultnet.toml", "site", ".vaultnet")
    for command in ("doctor", "schema"):
        say(command)
    assert tree(vault) == before
    settle(vault, say)
    for arguments in (["check"], ["check", "--diff"], ["list"], ["build"], ["build"], ["doctor"]):
        say(*arguments)
        assert tree(vault, without=ours) == before, arguments


def test_capitals_are_foreign_only_beside_foreign_keys(make_vault: MakeVault) -> None:
    def told(*keys: str) -> list[str]:
        text = "".join(f"{key}: x\n" for key in keys)
        return described(make_vault({"contacts/a.md": f"---\n{text}---\n"}), "VN202")

    assert len(told("UID", "ROLE")) == 2
    assert told("UID", "ROLE", "FN") == []
    assert told("UID", "ROLE", '"TEL[CELL]"') == []
    assert len(told("emial", "UID", "FN")) == 1
    assert len(told("Role", "FN")) == 1
    assert len(told("PRIVATE", "FN")) == 1
