"""Extracts the messages of code and templates, and keeps the catalogues in step with them.

`python -m tests.catalogues` merges new messages into each catalogue and compiles it; what is not
translated then stands empty in the .po file, and a test says so.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "templates" / "locale"
KEYWORDS = {
    **dict.fromkeys(("text", "message", "_", "wording"), None),
    "plural": (1, 2),
    "Sentence": (1,),
}
COMMANDS = ROOT / "vaultnet" / "cli"


def sources() -> Iterator[tuple[str, Path]]:
    """Yield the files that may hold messages: those of pages, and of what pages are made of."""
    yield "python", ROOT / "vaultnet" / "language.py"
    yield "python", ROOT / "vaultnet" / "labels.py"
    for folder in ("strategy", "query", "site"):
        for path in sorted((ROOT / "vaultnet" / folder).rglob("*.py")):
            yield "python", path
    for path in sorted(COMMANDS.glob("*.py")):
        yield "python", path
    for path in sorted((ROOT / "templates" / "site").glob("*.html")):
        yield "jinja2.ext:babel_extract", path


def extracted() -> Catalog:
    """Return a catalogue of all messages, without translations."""
    catalogue = Catalog(project="VaultNet", charset="utf-8", fuzzy=False)
    for method, path in sources():
        data = re.sub(rb"\{%\s*(trans|block)\b", rb"{% \1", path.read_bytes())
        for _line, found, comments, context in extract(method, io.BytesIO(data), KEYWORDS):
            name = str(path.relative_to(ROOT))
            catalogue.add(found, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalogue


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
        with path.open("wb") as file:
            write_po(file, catalogue, width=96, sort_output=True, omit_header=False)
        path.with_suffix(".mo").write_bytes(compiled(read_catalogue(path)))


if __name__ == "__main__":
    update()
