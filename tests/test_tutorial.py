"""The tutorial, done word for word: its files are written, its commands run, its outputs compared.

A comment before a block, which no reader sees, says what to do with the block: `run` it, `write`
it to a file, put it `after` or `before` a line of a file or `instead of` one. Run with
VAULTNET_UPDATE_SESSIONS=1 to write the outputs anew, and read the difference.
"""

import re
from pathlib import Path

import pytest

from tests.test_sessions import HOME, UPDATE, Player, home, parse_session

__all__ = ["home"]

TUTORIAL = Path(__file__).parent.parent / "docs" / "tutorial.md"
_BLOCK = re.compile(
    r"<!-- (?P<verb>run|write|after|before|instead of)(?: \"(?P<line>[^\"]+)\" in)?"
    r"(?: (?P<path>\S+))? -->\n```\w+\n(?P<body>.*?)^```",
    re.DOTALL | re.MULTILINE,
)


def edit(verb: str, path: Path, line: str, body: str) -> None:
    """Change a file as a reader of the tutorial does."""
    if verb == "write":
        path.write_text(body, encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    (found,) = (each for each in text.splitlines(keepends=True) if each.startswith(line))
    changed = {"after": found + body, "before": f"{body}\n{found}", "instead of": body}[verb]
    path.write_text(text.replace(found, changed), encoding="utf-8")


def run(body: str, player: Player) -> str:
    """Run a block of commands; return it with the output that they really have."""
    lines: list[str] = []
    for step in parse_session(body):
        output = [line.replace(HOME, "/home/noor") for line in player.play(step)]
        output = [line for line in output if not line.startswith("# exit")]
        if step.output[-1:] == ("…",):
            output = [*output[: len(step.output) - 1], "…"]
        lines += step.lines(output)
    return "\n".join(lines) + "\n"


@pytest.mark.usefixtures("home")
def test_the_tutorial_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = TUTORIAL.read_text(encoding="utf-8")
    player = Player(tmp_path, monkeypatch)

    def do(block: re.Match[str]) -> str:
        body = block["body"]
        if block["verb"] == "run":
            return block[0].replace(body, run(body, player))
        edit(block["verb"], Path(block["path"]), block["line"] or "", body)
        return block[0]

    done = _BLOCK.sub(do, page)
    if UPDATE:
        TUTORIAL.write_text(done, encoding="utf-8")
    else:
        assert done.splitlines() == page.splitlines()


def test_every_block_of_the_tutorial_says_what_to_do() -> None:
    page = TUTORIAL.read_text(encoding="utf-8")
    install = 1
    assert len(_BLOCK.findall(page)) == page.count("\n```\n") - install >= 18
