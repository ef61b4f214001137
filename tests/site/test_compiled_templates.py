import os
import stat
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from jinja2 import Environment

from tests.catalogues import compiled
from vaultnet.language import translator
from vaultnet.resources import templates_root
from vaultnet.site.own_templates import OwnTemplates
from vaultnet.site.render import Renderer

SOURCE = "Ana knows {{ page }}.\n"


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "line.html").write_text(SOURCE)
    return folder


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "vaultnet"


def render(
    templates: Path, kept: Path | None, own: OwnTemplates | None = None, words: str = "en"
) -> bytes:
    renderer = Renderer(templates, translator(words), own or OwnTemplates(), kept=kept)
    return renderer.render("line", "Tom")


def count_compiling(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows with the name of each template that is compiled."""
    compiled: list[str] = []
    generate = Environment._generate

    def counted(
        self: Environment, source: object, name: str, *rest: object, **named: object
    ) -> str:
        compiled.append(name)
        return generate(self, source, name, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Environment, "_generate", counted)
    return compiled


def test_a_template_is_compiled_at_the_first_start_alone(
    templates: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled = count_compiling(monkeypatch)
    assert {render(templates, kept) for _ in range(3)} == {b"Ana knows Tom."}
    assert compiled == ["line.html"]


def test_a_changed_template_is_compiled_anew(templates: Path, kept: Path) -> None:
    render(templates, kept)
    (templates / "line.html").write_text("{{ page }} it is.")
    assert render(templates, kept) == b"Tom it is."


def test_each_language_has_templates_of_its_own(
    templates: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = count_compiling(monkeypatch)
    (templates / "line.html").write_text('{{ _("Contacts") }}: {{ page }}')
    for _ in range(2):
        assert render(templates, kept) == b"Contacts: Tom"
        assert render(templates, kept, words="es") == b"Contactos: Tom"
    assert made == ["line.html", "line.html"]


def test_a_template_is_compiled_anew_after_its_texts_have_changed(
    templates: Path, kept: Path, tmp_path: Path
) -> None:
    (templates / "line.html").write_text('{{ _("Contacts") }}: {{ page }}')

    def rendered(folder: str, text: str) -> bytes:
        catalogue = Catalog(locale="de", charset="utf-8")
        catalogue.add("Contacts", text)
        file = tmp_path / folder / "de" / "LC_MESSAGES" / "vaultnet.mo"
        file.parent.mkdir(parents=True)
        file.write_bytes(compiled(catalogue))
        words = translator("de", tmp_path / folder)
        return Renderer(templates, words, kept=kept).render("line", "Tom")

    assert rendered("old", "People") == b"People: Tom"
    assert rendered("new", "Folk") == b"Folk: Tom"


def test_only_the_owner_can_read_what_is_kept(templates: Path, kept: Path) -> None:
    before = os.umask(0)
    try:
        render(templates, kept)
    finally:
        os.umask(before)
    (file,) = kept.iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_wherever_a_kept_template_is_damaged_it_is_compiled_anew(
    templates: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    render(templates, kept)
    (file,) = kept.iterdir()
    whole = file.read_bytes()
    compiled = count_compiling(monkeypatch)
    places = range(0, len(whole), 7)
    for place in places:
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        assert render(templates, kept) == b"Ana knows Tom."
        file.write_bytes(whole[:place])
        assert render(templates, kept) == b"Ana knows Tom."
    assert len(compiled) == 2 * len(places) > 100


def test_a_kept_template_is_not_taken_for_another(templates: Path, kept: Path) -> None:
    (templates / "other.html").write_text("other")
    renderer = Renderer(templates, translator("en"), kept=kept)
    assert renderer.render("other", None) == b"other"
    (other,) = kept.iterdir()
    foreign = other.read_bytes()
    other.unlink()
    render(templates, kept)
    (line,) = kept.iterdir()
    line.write_bytes(foreign)
    assert render(templates, kept) == b"Ana knows Tom."


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702])
def test_a_folder_that_others_can_write_is_not_believed(
    templates: Path, kept: Path, mode: int
) -> None:
    kept.mkdir(parents=True)
    kept.chmod(mode)
    assert render(templates, kept) == b"Ana knows Tom."
    assert list(kept.iterdir()) == []


def test_a_link_in_its_place_is_not_followed(templates: Path, kept: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    kept.parent.mkdir()
    kept.symlink_to(elsewhere)
    assert render(templates, kept) == b"Ana knows Tom."
    assert list(elsewhere.iterdir()) == []


def test_where_no_folder_can_be_made_nothing_is_kept(templates: Path, kept: Path) -> None:
    kept.parent.write_text("a file")
    assert render(templates, kept) == b"Ana knows Tom."


def test_templates_of_a_vault_are_never_kept(templates: Path, kept: Path) -> None:
    own = OwnTemplates({"line.html": "own {{ page }}"})
    assert render(templates, kept, own) == b"own Tom"
    assert not kept.exists()


def test_every_template_of_ours_can_be_kept(tmp_path: Path) -> None:
    folder = templates_root() / "site"
    names = [path.name for path in folder.glob("*.html")]
    for _ in range(2):
        environment = Renderer(folder, translator("en"), kept=tmp_path / "kept")._environment
        for name in names:
            environment.get_template(name)
    assert len(list((tmp_path / "kept").iterdir())) == len(names) > 20
