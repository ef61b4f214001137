"""Real notes to be damaged, and what must hold of whatever reading makes of them."""

from functools import lru_cache
from random import Random

from vaultnet.resources import example_vault
from vaultnet.vault.files import FoundFile, read_vault_files
from vaultnet.vault.load import parse_note
from vaultnet.vault.parsed import ParsedFile
from vaultnet.vault.settings import Settings

SETTINGS = Settings()


@lru_cache(maxsize=1)
def real_notes() -> tuple[FoundFile, ...]:
    """Return the notes of the example vault."""
    return read_vault_files(example_vault(), SETTINGS).notes


@lru_cache(maxsize=1)
def real_lines() -> tuple[bytes, ...]:
    """Return every line that stands in some note, each once, with its line end."""
    lines = (line for note in real_notes() for line in note.data.splitlines(keepends=True))
    return tuple(dict.fromkeys(lines))


def mutate(data: bytes, random: Random) -> bytes:
    """Damage a note: lines are lost, doubled, moved, borrowed and cut, and bytes are turned."""
    lines = data.splitlines(keepends=True) or [b""]
    for _ in range(random.randint(1, 6)):
        at, other = random.randrange(len(lines)), random.randrange(len(lines))
        way = random.randrange(7)
        if way == 0 and len(lines) > 1:
            del lines[at]
        elif way == 1:
            lines.insert(at, lines[other])
        elif way == 2:
            lines[at], lines[other] = lines[other], lines[at]
        elif way == 3:
            lines.insert(at, random.choice(real_lines()))
        elif way == 4:
            cut = random.randint(0, len(lines[at]))
            lines[at] = lines[at][:cut] + lines[other][random.randint(0, len(lines[other])) :]
        elif way == 5:
            lines[at] = lines[at].replace(random.choice((b":", b"[", b"]", b"-", b" ")), b"", 1)
        else:
            lines[at] = _turned(lines[at], random)
    return b"".join(lines)


def _turned(line: bytes, random: Random) -> bytes:
    """Put one odd character, or a byte that is no text, somewhere into a line."""
    odd = ("[", "]", "::", '"', "'", "%%", "```", "<!--", "\t", "\r", "\u2028", "\ufeff", "\x1b")
    at = random.randint(0, len(line))
    inserted = random.choice(odd).encode() if random.random() < 0.9 else random.randbytes(1)
    return line[:at] + inserted + line[at:]


def assert_read(path: str, data: bytes) -> ParsedFile:
    """Read a note and hold that there is a page or a reason, with places inside the text."""
    parsed = parse_note(FoundFile(path, data), SETTINGS)
    assert parsed.node is not None or parsed.diagnostics
    length = len(parsed.source.text)
    for told in parsed.diagnostics:
        assert told.place.path == path
        assert 0 <= told.place.span.start <= told.place.span.end <= length, told
        assert told.message
        assert told.remedy is not None
    for name, span in parsed.places.items():
        assert 0 <= span.start <= span.end <= length, name
    return parsed
