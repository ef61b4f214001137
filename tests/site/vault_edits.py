"""Random edits of a vault in a folder: what people and programs do to it between two builds."""

from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

from vaultnet.vault.files import is_note_name

LINES = (
    "- 2026-11-20 met: a long walk along the river #hiring",
    "- 2026-10-02 gave: introduced them to [[tom-okafor]] [weight:: 4]",
    "- [ ] 2026-11-01 promised: the draft of the talk [due:: 2026-11-25]",
    "- 2025-12-05 call with [[ana-garcia]] and [[nobody-here]]: the budget",
    "- a line without a date, #kubernetes and [[Ana]]",
    "- [[ana-garcia]]: former manager [strength:: strong] [from:: 2021]",
    "- 2020-01.. engineer at [[boreas-pay]]: platform",
    "- Could open a door [[lead-a-platform-team]] [value:: high] [likelihood:: medium]",
    "- influence: decides the head-count [rated:: 2026-09-01]",
    "![[portrait-ana.png]] and ![[no-such-picture.png]]",
    "Some **prose** about [the list](../notes/how-i-prepare-a-meeting.md) and [[luis-perez|him]].",
)
FIELDS = (
    "name: Ana García López",
    "name: Zoë Quist",
    "aliases: [Ana, Q]",
    "tier: key",
    "tier: none",
    "status: closed",
    "cadence: 10d",
    "influence: 5",
    "expertise: 1",
    "affinity: -2",
    "rated: 2024-01-31",
    'organisation: "[[boreas-pay]]"',
    'serves: ["[[lead-a-platform-team]]"]',
    "functions: [hiring manager, recruiter]",
    "tags: [kubernetes, new]",
    "photo: files/portrait-ana.png",
    "importance: 1",
    "kind: note",
    "hobby: bees",
    "private: true",
    "tier: [",
)
SETTINGS = (
    'language = "es"\n',
    'name = "Another"\n[cadence]\nkey = "2w"\n',
    "[criteria]\nreliability = 3\nexpertise = 1\n",
    "[score]\nhalf_life = 30\n",
)
PICTURE = b"\x89PNG\r\n\x1a\n"


def edit(root: Path, random: Random) -> None:
    """Change something in a vault."""
    random.choice(_EDITS)(root, random)


def thin_out(root: Path, random: Random, notes: int) -> None:
    """Leave only so many notes of a vault, whichever they are."""
    held = _notes(root)
    for note in random.sample(held, max(0, len(held) - notes)):
        note.unlink()


def add_to_log(root: Path, name: str, line: str) -> None:
    """Add a line at the end of the note of a contact."""
    note = root / "contacts" / f"{name}.md"
    note.write_text(f"{note.read_text(encoding='utf-8').rstrip()}\n{line}\n", encoding="utf-8")


def files_below(root: Path) -> list[Path]:
    """Return all files of a vault that are not in hidden folders, in order."""
    found = (path for path in root.rglob("*") if path.is_file())
    return sorted(each for each in found if ".vaultnet" not in each.parts)


def _notes(root: Path) -> list[Path]:
    return [path for path in files_below(root) if is_note_name(path.name)]


def _rewrite(root: Path, random: Random, change: Callable[[list[str]], None]) -> None:
    note = random.choice(_notes(root))
    lines = note.read_bytes().decode("utf-8", "replace").split("\n")
    change(lines)
    note.write_text("\n".join(lines), encoding="utf-8")


def _add_line(root: Path, random: Random) -> None:
    line = random.choice(LINES)

    def change(lines: list[str]) -> None:
        lines.insert(random.randint(0, len(lines)), line)

    _rewrite(root, random, change)


def _add_line_to_section(root: Path, random: Random) -> None:
    line = random.choice(LINES)

    def change(lines: list[str]) -> None:
        places = [at for at, each in enumerate(lines, 1) if each.startswith("## ")]
        lines.insert(random.choice(places) if places else len(lines), line)

    _rewrite(root, random, change)


def _drop_line(root: Path, random: Random) -> None:
    def change(lines: list[str]) -> None:
        del lines[random.randrange(len(lines))]

    _rewrite(root, random, change)


def _swap_lines(root: Path, random: Random) -> None:
    def change(lines: list[str]) -> None:
        at = random.randrange(len(lines))
        lines[at - 1], lines[at] = lines[at], lines[at - 1]

    _rewrite(root, random, change)


def _set_field(root: Path, random: Random) -> None:
    field = random.choice(FIELDS)
    key = field.partition(":")[0]

    def change(lines: list[str]) -> None:
        places = [at for at, each in enumerate(lines) if each.startswith(f"{key}:")]
        if places:
            lines[places[0]] = field
        elif lines[0] == "---":
            lines.insert(1, field)

    _rewrite(root, random, change)


def _delete(root: Path, random: Random) -> None:
    if len(files := files_below(root)) > 10:
        random.choice(files).unlink()


def _move(root: Path, random: Random) -> None:
    """Move a note to another folder, now and then under a name that is taken elsewhere."""
    notes = _notes(root)
    note, other = random.choice(notes), random.choice(notes)
    name = random.choice([note.name, f"new-{note.name}"])
    if not (target := other.parent / name).exists():
        note.rename(target)


def _copy(root: Path, random: Random) -> None:
    notes = _notes(root)
    note, other = random.choice(notes), random.choice(notes)
    name = random.choice([note.name, f"copy-of-{note.name}"])
    if not (target := other.parent / name).exists():
        target.write_bytes(note.read_bytes())


def _break(root: Path, random: Random) -> None:
    random.choice(_notes(root)).write_bytes(random.choice([b"\xff\xfe", b"---\n[[[[\n", b""]))


def _touch(root: Path, random: Random) -> None:
    random.choice(files_below(root)).touch()


def _set_settings(root: Path, random: Random) -> None:
    (root / "vaultnet.toml").write_text(random.choice(SETTINGS), encoding="utf-8")


def _draw(root: Path, random: Random) -> None:
    """Write a picture, a new one or over another one; now and then what is none."""
    name = random.choice(["portrait-ana.png", "no-such-picture.png", "third.png"])
    head = random.choice([PICTURE, PICTURE, b"no picture"])
    target = root / random.choice(["files", "contacts"]) / name
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(head + random.randbytes(8))


def _nothing(_root: Path, _random: Random) -> None:
    """Change nothing at all."""


_WEIGHTS: Mapping[Callable[[Path, Random], None], int] = {
    _add_line: 3,
    _add_line_to_section: 6,
    _drop_line: 3,
    _swap_lines: 2,
    _set_field: 6,
    _delete: 2,
    _move: 2,
    _copy: 1,
    _break: 1,
    _touch: 1,
    _set_settings: 1,
    _draw: 2,
    _nothing: 1,
}
_EDITS = tuple(each for each, weight in _WEIGHTS.items() for _ in range(weight))
