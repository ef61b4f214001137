"""What strangers wrote, as names of files and in every place of a note, through whole commands.

Nothing of it steers the terminal, nothing of it runs in a page, and every file is accounted for.
"""

import json
import os
import re
from pathlib import Path

import pytest

from tests.faults.effort import THOROUGH
from tests.material import material
from tests.site.pages import parse
from vaultnet.cli.main import main

STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
OWN = [
    *(
        "\x1b]0;owned\x07",
        "\x1b[2J\x1b[H",
        "\x9b31m",
        "\x90q\x9c",
        "\u202egpj.exe",
        "\u2066x\u2069",
    ),
    *("a\rb", "a\nb", "\x08\x08\x7f", "$(id)", "`id`", "; rm -rf ~", "-rf", "--help", "a'b\"c"),
    *("{{ 7*7 }}", "{% raw %}", "%00", "%2e%2e", "...", "con", "nul.txt", " lead", "trail "),
    *("a" * 200, "é" * 100, "e\u0301", "\u00e9", "\U0001f469\u200d\U0001f4bb", "[[x]]", "a]]b"),
    *("a|b", "a#b", "a^b", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "index"),
]


def strings() -> list[str]:
    """Return our own hostile strings, and those of others where they are at hand."""
    found = list(OWN)
    data = Path(os.environ.get("VAULTNET_TEST_DATA", Path(__file__).parents[3] / "shared" / "data"))
    if (data / "naughty-strings").is_dir():
        found += json.loads((material("naughty-strings") / "blns.json").read_text("utf-8"))
        lines = (material("xss") / "payloads.txt").read_text("utf-8", errors="replace").splitlines()
        found += lines if THOROUGH else lines[::20]
    return list(dict.fromkeys(text for text in found if text.strip()))


def file_name(text: str, number: int) -> bytes:
    """Return a name that the disk takes and that is as close to the text as that allows."""
    name = text.replace("/", "\u2044").replace("\0", "")
    data = name.encode("utf-8", "surrogatepass")[:200]
    return data if data.strip(b".") and number % 2 else data + f"-{number}".encode()


def note(text: str) -> bytes:
    """Return a note with a text in every place that somebody may fill."""
    quoted, link = json.dumps(text), json.dumps(f"[[{text}]]")
    plain = ("name", "role", "email", "odd", "tier", "met", "url")
    lines = [
        "---",
        *(f"{key}: {quoted}" for key in plain),
        f"tags: [{quoted}]",
        f"organisation: {link}",
        "---",
        text,
        f"[x]({text}) [y](<{text}>) ![z]({text}) [[{text}]] ![[{text}]]",
        f"## {text}",
        "## Log",
        f"- 2026-01-02 met: {text}",
        f"- {text}",
        "## Next",
        f"- [ ] {text} [due:: {text}]",
    ]
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def lay_out(root: Path, texts: list[str]) -> int:
    """Write a note for each text, named by it; return how many there are."""
    (root / "contacts").mkdir(parents=True)
    (root / "vaultnet.toml").touch()
    written = set()
    for number, text in enumerate(texts):
        path = root / "contacts" / os.fsdecode(file_name(text, number) + b".md")
        path.write_bytes(note(text))
        written.add(path)
    return len(written)


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    root = tmp_path_factory.mktemp("hostile") / "network"
    return root, lay_out(root, strings())


COMMANDS = (
    ["check", "--fail-on", "info"],
    ["check", "--format", "github"],
    ["check", "--diff"],
    ["list"],
    ["list", "--columns", "name,role,odd"],
    ["show", "a"],
    ["duplicates"],
    ["report", "a"],
    ["doctor"],
)


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_the_terminal_is_not_steered(
    arguments: list[str], vault: tuple[Path, int], capsys: pytest.CaptureFixture[str]
) -> None:
    root, count = vault
    code = main(["--vault", str(root), "--as-of", "2026-11-23", *arguments])
    captured = capsys.readouterr()
    assert code in {0, 1, 2}
    for said in (captured.out, captured.err):
        assert "a fault of VaultNet" not in said
        assert STEERING.findall(said) == []
    if arguments[:2] in (["check", "--fail-on"], ["doctor"]):
        assert f"{count} files found: " in captured.out


def test_the_site_of_hostile_names_is_whole_and_nothing_in_it_runs(
    vault: tuple[Path, int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, count = vault
    out = tmp_path / "site"
    assert main(["--vault", str(root), "--as-of", "2026-11-23", "build", "--out", str(out)]) == 0
    captured = capsys.readouterr()
    assert STEERING.findall(captured.out + captured.err) == []
    tally = re.search(r"(\d+) files found: (\d+) loaded, (\d+) rejected", captured.err)
    assert tally is not None
    found, loaded, rejected = (int(number) for number in tally.groups())
    assert found == count
    pages = sorted(path for path in out.rglob("*") if path.is_file())
    assert len([path for path in pages if path.parent.name == "contacts"]) == loaded
    assert loaded > count // 2
    assert rejected < count // 2
    for path in pages:
        assert re.fullmatch(r"[a-z0-9._-]+", path.name), path
        if path.suffix == ".html":
            assert parse(path.read_bytes()).faults() == [], path
