"""A third language is only a catalogue: what the program says is all in it."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests import third_language
from tests.catalogues import TEMPLATES
from tests.third_language import LANGUAGE, page_texts, unmarked
from vaultnet import language
from vaultnet.cli.doctor import PACKAGES
from vaultnet.cli.group import COMMANDS as COMMANDS_THERE_ARE
from vaultnet.cli.main import main
from vaultnet.language import languages, translator
from vaultnet.query.keys import KEYS
from vaultnet.resources import example_vault
from vaultnet.site.plan import plan_site
from vaultnet.vault.rules import RULES_BY_NAME
from vaultnet.vault.settings import SETTINGS_FILE
from vaultnet.vault.vocabulary import SECTIONS
from vaultnet.workspace import open_vault

DAY = date(2026, 11, 23)
_HEADINGS = "|".join(word for words in SECTIONS.values() for word in words.all)
_NOT_PROSE = re.compile(rf"(?mi)^ *[a-z_]+:|^#+ (?:{_HEADINGS})$|\[[a-z]+::")
_SIGNS = re.compile(r"[\s*\[\]|`_>#\\-]+")
_BREAKS = re.compile(r"\s{2,}|[·,;:()→←\n]")
_OPTION = re.compile(r"--[a-z-]+|VN\d+|/tmp/\S+|vaultnet review --blind")
_WORD = re.compile(r"[^\W\d_]{3,}")
_FORMAT = frozenset(
    _WORD.findall(
        " ".join(
            [
                *COMMANDS_THERE_ARE,
                *PACKAGES,
                *RULES_BY_NAME,
                *(word for key in KEYS for word in (key.name, key.described, *key.synonyms)),
                "vaultnet review --blind --limit auto always never table json jsonl csv tsv",
                "INTEGER RANGE DATE DIR KEYS NAME VIEW has ignored card",
                "KIND TEXT TASK FORMAT FILE QUERY COLUMN FIELD KEY ADDRESS output initiator them",
                "note source",
                "badge_number country dietary github mood sells_to_us",
            ]
        )
    )
)
"""Words of the format, of options and of packages: no language changes them."""

_NAMES = re.compile(
    "|".join(
        re.escape(name.strip())
        for path in sorted((example_vault() / "contacts").rglob("*.md"))
        for name in re.findall(r"(?m)^name: (.*)$", path.read_text("utf-8"))
    )
)
"""Names of people: a link is said by the name it leads to, which stands elsewhere."""

COMMANDS = (
    "due",
    "plan",
    "why ana",
    "balance",
    "balance ana",
    "strategy",
    "strategy lead-a",
    "match",
    "path ximena",
    "network",
    "audit",
    "review",
    "show ana",
    "list --keys",
    "list (",
    "check",
    "doctor",
    "explain",
    "why nobody",
    "due --within -3d",
    "due --al",
    "new contact Tom",
    "new foo x",
    "list --columns zz",
    "path a b c",
    "--help",
    "serve --help",
    "log ana met coffee",
    "log ana coffee --due friday",
    "log ana tom coffee --asked",
    "done ana",
    "done ana payments",
    "done ana zzz",
    "set ana tier=zzz",
    "set ana name=Ana",
    "undo",
    "undo --list",
    "rename ana Anna",
    "rename ana Tom",
    "merge ana ana",
    "merge yusuf linh",
    "forget ana --dry-run",
    "forget ana",
    "duplicates",
    "triage --list",
    "search zzz",
    "index --rebuild",
    "import",
    "import vcard contacts",
    "export csv ana",
    "export csv --losses ana",
    "export zzz",
    *(f"{command} --help" for command in ("log", "done", "triage", "import", "export", "forget")),
)


@pytest.fixture(scope="module")
def third_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the catalogue of the third language."""
    return third_language.write_catalogues(tmp_path_factory.mktemp("locale"))


@pytest.fixture
def catalogues(third_catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the third language the only one there is beside English."""
    monkeypatch.setattr(language, "catalogues_root", lambda: third_catalogue)
    return third_catalogue


@pytest.fixture
def vault(tmp_path: Path, catalogues: Path) -> Path:
    """Return a copy of the example vault that asks for the third language."""
    assert languages(catalogues) == ("en", LANGUAGE)
    folder = tmp_path / "vault"
    shutil.copytree(example_vault(), folder, ignore=shutil.ignore_patterns("site", ".vaultnet"))
    settings = (folder / SETTINGS_FILE).read_text(encoding="utf-8")
    asked = re.sub(r"(?m)^language = .*\n", "", settings)
    (folder / SETTINGS_FILE).write_text(f'language = "{LANGUAGE}"\n{asked}', encoding="utf-8")
    return folder


def test_the_site_says_nothing_of_its_own_outside_of_a_catalogue(vault: Path) -> None:
    opened = open_vault(vault, DAY)
    assert opened.vault.settings.language == LANGUAGE
    written = _written(vault)
    strays: dict[str, str] = {}
    pages = 0
    for file in plan_site(opened.vault, opened.strategy, opened.diagnostics):
        if file.path.endswith(".html"):
            pages += 1
            html = file.content.decode()
            assert f'<html lang="{LANGUAGE}"' in html
            strays |= {
                said: file.path for text in page_texts(html) for said in _strays(text, written)
            }
    assert pages > 60
    assert strays == {}


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_say_nothing_of_their_own_outside_of_a_catalogue(
    command: str, vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--vault", str(vault), "--as-of", DAY.isoformat(), "--lang", LANGUAGE]
    main([*options, *command.split()])
    told = capsys.readouterr()
    assert third_language.OPEN in told.out + told.err
    written = _written(vault) + _folded(command)
    assert sorted(_strays(told.out + "\n" + told.err, written)) == []


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.stem)
def test_templates_hold_no_words_of_their_own(path: Path) -> None:
    kind = r"\{% block kind %\}[\w -]*\{% endblock %\}"
    text = re.sub(kind, " ", path.read_text("utf-8"))
    text = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", " ", text, flags=re.DOTALL)
    said = {word for each in page_texts(text) for word in _WORD.findall(each)}
    assert said <= {"VaultNet", *_FORMAT}


def test_an_untranslated_text_would_be_found() -> None:
    page = '<p>⟦Today⟧ Write this down <a title="What you owe">Ana</a></p>'
    found = {said for text in page_texts(page) for said in _strays(text, _folded("Ana"))}
    assert found == {"Write this down", "What you owe"}


def test_a_language_is_looked_for_where_one_says(third_catalogue: Path) -> None:
    assert translator(LANGUAGE, third_catalogue).text("Today") == "⟦Today⟧"
    assert translator(LANGUAGE).language == "en"


def _strays(text: str, written: str) -> Iterator[str]:
    """Yield what looks like words of the program and stands neither in a mark nor in the vault."""
    for part in _BREAKS.split(_NAMES.sub("  ", unmarked(text))):
        said = part.strip(" .…\"“”?!'–0123456789")
        words = _WORD.findall(_OPTION.sub(" ", said))
        if set(words) - _FORMAT and _folded(said).strip() not in written:
            yield said


def _written(vault: Path) -> str:
    """Return what the notes of a vault say, without the keys and headings of the format."""
    files = (vault / SETTINGS_FILE, *sorted(vault.rglob("*.md")))
    notes = (file.read_text(encoding="utf-8") for file in files)
    names = (path.relative_to(vault).as_posix() for path in sorted(vault.rglob("*")))
    prose = _NOT_PROSE.sub(" ", "\n".join(notes))
    return _folded("\n".join([prose, _NAMES.sub("  ", prose), *names]))


def _folded(text: str) -> str:
    return _SIGNS.sub(" ", text).casefold()
