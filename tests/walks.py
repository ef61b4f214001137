"""Pages of the documentation done word for word: files written, commands run, outputs compared.

A comment before a block, which no reader sees, says what to do with the block: `run` it, `write`
it to a file, put it `after` or `before` a line of a file or `instead of` one. In an output, a
line `…` stands for any lines; the line after it says where the output goes on. Run with
VAULTNET_UPDATE_SESSIONS=1 to write the outputs anew, and read the difference.
"""

import re
from pathlib import Path

from tests.test_sessions import HOME, UPDATE, Player, parse_session

BLOCK = re.compile(
    r"<!-- (?P<verb>run|write|after|before|instead of)(?: \"(?P<line>[^\"]+)\" in)?"
    r"(?: (?P<path>\S+))? -->\n```\w+\n(?P<body>.*?)^```",
    re.DOTALL | re.MULTILINE,
)
ELLIPSIS = "…"


def edit(verb: str, path: Path, line: str, body: str) -> None:
    """Change a file as a reader of the page does."""
    if verb == "write":
        path.write_text(body, encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    (found,) = (each for each in text.splitlines(keepends=True) if each.startswith(line))
    changed = {"after": found + body, "before": f"{body}\n{found}", "instead of": body}[verb]
    path.write_text(text.replace(found, changed), encoding="utf-8")


def run(body: str, player: Player, home: str) -> str:
    """Run a block of commands; return it with the output that they really have."""
    lines: list[str] = []
    for step in parse_session(body):
        output = [line.replace(HOME, home) for line in player.play(step)]
        output = [line for line in output if not line.startswith("# exit")]
        assert not any("a fault of VaultNet" in line for line in output), step.command
        lines += step.lines(shortened(output, list(step.output)))
    return "\n".join(lines) + "\n"


def shortened(output: list[str], like: list[str]) -> list[str]:
    """Return an output cut where another is, which has a line `…` for each cut.

    A stretch after a cut begins at the line it began with; if there is none any more, all that
    is left of the output is kept, so that the difference is seen.
    """
    stretches: list[list[str]] = [[]]
    for line in like:
        if line == ELLIPSIS:
            stretches.append([])
        else:
            stretches[-1].append(line)
    found: list[str] = []
    for number, stretch in enumerate(stretches):
        if number:
            found.append(ELLIPSIS)
            output = output[output.index(stretch[0]) if stretch and stretch[0] in output else 0 :]
        if number < len(stretches) - 1:
            found += output[: len(stretch)]
            output = output[len(stretch) :]
        elif stretch or not number:
            found += output
    return found


def replay(page: Path, player: Player, home: str) -> None:
    """Do all that a page says; hold that its outputs are true, or write them anew."""
    text = page.read_text(encoding="utf-8")

    def do(block: re.Match[str]) -> str:
        body = block["body"]
        if block["verb"] == "run":
            return block[0].replace(body, run(body, player, home))
        edit(block["verb"], Path(block["path"]), block["line"] or "", body)
        return block[0]

    done = BLOCK.sub(do, text)
    if UPDATE:
        page.write_text(done, encoding="utf-8")
    else:
        assert done.splitlines() == text.splitlines()
