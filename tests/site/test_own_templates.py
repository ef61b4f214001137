"""Templates of a vault's own: off by default, before ours by name, in a sandbox, never shared."""

import os
import re
from pathlib import Path

import pytest

from tests.site.sites import example
from tests.vaults import make_vault
from vaultnet.cli.main import main
from vaultnet.resources import templates_root
from vaultnet.site.own_templates import (
    MOST_BYTES,
    MOST_FILES,
    NO_TEMPLATES,
    OwnTemplates,
    TemplateError,
    read_own_templates,
)
from vaultnet.site.plan import plan_site
from vaultnet.vault.audience import redact_vault
from vaultnet.workspace import Workspace

DOCS = Path(__file__).parents[2] / "docs"
ANA = "contacts/a.html"
FILES = {"contacts/a.md": "---\nname: Ana <b>\nshare: [name]\n---\n", "vaultnet.toml": ""}


def site(own: OwnTemplates, opened: Workspace | None = None) -> dict[str, str]:
    opened = opened or make_vault(FILES)
    planned = plan_site(opened.vault, opened.strategy, opened.diagnostics, own=own)
    return {file.path: file.content.decode("utf-8", "replace") for file in planned}


def templates(**texts: str) -> OwnTemplates:
    return OwnTemplates({f"{name}.html": text for name, text in texts.items()})


def test_a_template_stands_in_for_ours_by_name_and_is_escaped() -> None:
    pages = site(templates(contact="<p>{{ page.name }}</p>"))
    assert pages[ANA] == "<p>Ana &lt;b&gt;</p>"
    assert pages["index.html"] == site(NO_TEMPLATES)["index.html"]


def test_the_template_it_replaces_can_still_be_built_on() -> None:
    begin = '{% extends "vaultnet/contact.html" %}{% block main %}<p>mine</p>'
    page = site(templates(contact=begin + "{{ super() }}{% endblock %}"))[ANA]
    assert page.replace("<p>mine</p>", "", 1) == site(NO_TEMPLATES)[ANA]


def test_a_frame_of_its_own_is_round_every_page() -> None:
    imports = '{% import "reasons.html" as reasons %}{% import "parts.html" as parts %}'
    frame = (
        imports + "<title>mine</title>{% block kind %}{% endblock %}{% block main %}{% endblock %}"
    )
    pages = {
        path: text for path, text in site(templates(layout=frame)).items() if path.endswith(".html")
    }
    assert len(pages) > 5
    assert all(text.startswith("<title>mine</title>") for text in pages.values())


def test_head_and_foot_of_the_frame_can_be_changed_alone() -> None:
    own = '{% block head %}<meta name="a">{% endblock %}{% block foot %}<p>foot</p>{% endblock %}'
    page = site(templates(layout='{% extends "vaultnet/layout.html" %}' + own))[ANA]
    assert '<meta name="a"></head>' in page.replace("\n", "")
    assert "<p>foot</p>" in page
    assert "by VaultNet" not in page


def test_a_style_comes_after_ours() -> None:
    pages = site(OwnTemplates({}, ":root { --accent: purple; }"))
    assert pages["assets/own.css"] == ":root { --accent: purple; }"
    ours, own = pages[ANA].index("assets/site.css"), pages[ANA].index("assets/own.css")
    assert ours < own
    assert "own.css" not in site(NO_TEMPLATES)[ANA]


def test_every_page_of_the_example_is_the_same_in_the_sandbox() -> None:
    """What our own templates do must be allowed in the sandbox too."""
    assert site(templates(unused="x"), example()) == site(NO_TEMPLATES, example())


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("{{ page.nam }}", 1, "has no attribute 'nam'"),
        ("a\nb\n{% if %}", 3, "Expected an expression"),
        ("\n{{ page.__class__ }}", 2, "is unsafe"),
        ("\n\n{{ page.name.__class__.__mro__ }}", 3, "is unsafe"),
        ("{{ plural.__globals__ }}", 1, "unsafe"),
        ("{% for n in range(10 ** 9) %}{% endfor %}", 1, "OverflowError"),
        ('{% extends "contact.html" %}', 1, "it is made from itself"),
        ('{% include "/etc/passwd" %}', 1, 'there is no template "/etc/passwd"'),
        ('{% include "../parts.html" %}', 1, 'there is no template "../parts.html"'),
        ("{{ page.name|shout }}", 1, "No filter named 'shout'"),
        ("x\n{{ page.name + 1 }}", 2, "TypeError"),
    ],
)
def test_what_is_wrong_is_told_with_file_line_and_remedy(text: str, line: int, said: str) -> None:
    with pytest.raises(TemplateError) as caught:
        site(templates(contact=text))
    told = str(caught.value)
    assert told.startswith(f"templates/site/contact.html:{line}: ")
    assert said in told
    assert "Ana" not in told
    assert "templates = false" in caught.value.hint


def test_a_fault_of_ours_is_not_laid_at_the_door_of_the_vault() -> None:
    opened = make_vault(FILES)
    planned = plan_site(opened.vault, opened.strategy, (None,), own=templates(unused="x"))  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        list(planned)


def test_a_site_for_others_is_never_made_with_them() -> None:
    opened = make_vault(FILES)
    shared = Workspace(opened.root, redact_vault(opened.vault).vault, opened.as_of, ())
    own = OwnTemplates({"shared-contact.html": "mine", "layout.html": "mine"}, "mine")
    pages = site(own, shared)
    assert pages == site(NO_TEMPLATES, shared)
    assert any(path.startswith("contacts/") for path in pages)


def test_files_are_read_from_one_folder_and_no_link_is_followed(tmp_path: Path) -> None:
    assert read_own_templates(tmp_path) == NO_TEMPLATES
    folder = tmp_path / "templates" / "site"
    (folder / "more").mkdir(parents=True)
    (folder / "more" / "deep.html").write_text("deep")
    (folder / "notes.txt").write_text("no")
    (folder / ".hidden.html").write_text("no")
    (folder / "contact.html").write_bytes("\ufeffñ".encode())
    (folder / "site.css").write_text("b {}")
    assert read_own_templates(tmp_path) == OwnTemplates({"contact.html": "ñ"}, "b {}")
    (folder / "me.html").symlink_to(tmp_path / "outside.html")
    with pytest.raises(TemplateError, match=r"templates/site/me.html: .*symbolic link"):
        read_own_templates(tmp_path)


@pytest.mark.parametrize("linked", ["templates", "templates/site"])
def test_a_linked_folder_holds_no_templates(tmp_path: Path, linked: str) -> None:
    real = tmp_path / "real" / "site"
    real.mkdir(parents=True)
    (real / "contact.html").write_text("x")
    link = tmp_path / linked
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(real.parent if linked == "templates" else real)
    assert read_own_templates(tmp_path) == NO_TEMPLATES


def test_what_is_no_text_of_a_fitting_size_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "site"
    folder.mkdir(parents=True)
    page = folder / "contact.html"
    os.mkfifo(page)
    with pytest.raises(TemplateError, match="it is no plain file"):
        read_own_templates(tmp_path)
    page.unlink()
    page.write_bytes(b"ok\n\xff")
    with pytest.raises(TemplateError, match=r"contact.html:2: it is no UTF-8 text"):
        read_own_templates(tmp_path)
    page.write_bytes(b"x" * (MOST_BYTES + 1))
    with pytest.raises(TemplateError, match="larger than"):
        read_own_templates(tmp_path)
    page.unlink()
    for number in range(MOST_FILES + 1):
        (folder / f"{number}.html").write_text("")
    with pytest.raises(TemplateError, match="more than 100 files"):
        read_own_templates(tmp_path)


def test_they_are_off_until_the_settings_say_so_and_a_fault_keeps_the_old_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, text in {**FILES, "templates/site/contact.html": "mine"}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    built = tmp_path / "site" / ANA
    build = ["--vault", str(tmp_path), "--as-of", "2026-11-23", "build"]
    assert main(build) == 0
    assert built.read_text().startswith("<!doctype")
    (tmp_path / "vaultnet.toml").write_text("[site]\ntemplates = true\n")
    assert main(build) == 0
    assert built.read_text() == "mine"
    assert "which are code: contact.html" in capsys.readouterr().err
    (tmp_path / "templates" / "site" / "contact.html").write_text("\n{{ page.")
    assert main(build) != 0
    assert "templates/site/contact.html:2: " in capsys.readouterr().err
    assert built.read_text() == "mine"


def test_the_page_on_them_names_every_property_of_the_style() -> None:
    page = (DOCS / "how-to" / "own-templates.md").read_text(encoding="utf-8")
    style = (templates_root() / "site" / "assets" / "site.css").read_text(encoding="utf-8")
    ours = set(re.findall(r"(--[a-z][a-z0-9-]*):", style[: style.index("/* Ground */")]))
    table = "".join(line for line in page.splitlines() if line.startswith("| `"))
    named = set(re.findall(r"`(--[a-z][a-z0-9-]*)`", table))
    spans = re.findall(r"`(--[a-z]+-?)(\d)` … `--[a-z]+-?(\d)`", table)
    named |= {f"{name}{n}" for name, low, high in spans for n in range(int(low), int(high) + 1)}
    assert named == ours


def test_the_example_of_the_page_works() -> None:
    page = (DOCS / "how-to" / "own-templates.md").read_text(encoding="utf-8")
    (example_text,) = re.findall(r"```jinja\n(.*?)```", page, re.DOTALL)
    assert "think of what you can do" in site(templates(contact=example_text))[ANA]
