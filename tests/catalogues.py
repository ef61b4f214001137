"""Extracts the messages of code and templates, and keeps the catalogues in step with them.

`python -m tests.catalogues` merges new messages into each catalogue and compiles it; what is not
translated then stands empty in the .po file, and a test says so.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tests.messages import Found, find_messages

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "templates" / "locale"
PACKAGE = ROOT / "vaultnet"
TEMPLATES = ROOT / "templates" / "site"
KEYWORDS = {"_": None, "plural": (1, 2)}


def extracted() -> Catalog:
    """Return a catalogue of all messages of code and templates, without translations."""
    catalogue = Catalog(project="VaultNet", charset="utf-8", fuzzy=False)
    for path, found in _messages():
        catalogue.add(found, locations=[(str(path.relative_to(ROOT)), 0)])
    return catalogue


def _messages() -> Iterator[tuple[Path, Found]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        for found in find_messages(source, path.relative_to(PACKAGE).as_posix()):
            yield path, found
    for path in sorted(TEMPLATES.glob("*.html")):
        with path.open("rb") as file:
            for _line, held, _comments, _context in extract(
                "jinja2.ext:babel_extract", file, KEYWORDS
            ):
                yield path, held if isinstance(held, str) else (held[0], held[1])


def catalogue_paths() -> list[Path]:
    """Return the .po files of all languages."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/vaultnet.po"))


def read_catalogue(path: Path) -> Catalog:
    """Read a .po file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def compiled(catalogue: Catalog) -> bytes:
    """Return the bytes of the .mo file of a catalogue."""
    target = io.BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def update() -> None:
    """Merge the messages into every catalogue, and compile it."""
    found = extracted()
    for path in catalogue_paths():
        catalogue = read_catalogue(path)
        catalogue.update(found, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        for message in catalogue:
            # Babel doubts a message that became a plural, and would leave it out of the program.
            message.flags.discard("fuzzy")
        with path.open("wb") as file:
            write_po(file, catalogue, width=96, sort_output=True, omit_header=False)
        path.with_suffix(".mo").write_bytes(compiled(read_catalogue(path)))


if __name__ == "__main__":
    update()
