"""The same notes as sites of other programs, each with the plainest page that it can make.

They render front matter and Markdown and list all pages. They check nothing, link nothing back
and compute nothing, so they are ahead before the start.
"""

import json
import re
import shutil
from pathlib import Path

_PAGE = "<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}"
_LIST = (
    "<!doctype html><title>{{ .Title }}</title><ul>{{ range .Pages }}"
    '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>'
)
_URL = re.compile(r"^url:", re.MULTILINE)
_KINDS = ("taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404")


def lay_out_hugo(vault: Path, folder: Path) -> Path:
    """Make a site of Hugo of the notes of a vault, which are copied, and return its folder."""
    _fresh(folder)
    _copy_notes(vault, folder / "content")
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (layouts / "single.html").write_text(_PAGE, encoding="utf-8")
    (layouts / "list.html").write_text(_LIST, encoding="utf-8")
    settings = {
        "baseURL": "http://localhost/",
        "title": "Network",
        "disableKinds": list(_KINDS),
        "frontmatter": {"date": [":filename"]},
    }
    (folder / "hugo.json").write_text(json.dumps(settings), encoding="utf-8")
    return folder


def lay_out_eleventy(vault: Path, folder: Path) -> Path:
    """Make a site of Eleventy of the notes of a vault, which are copied."""
    _fresh(folder)
    _copy_notes(vault, folder)
    includes = folder / "_includes"
    includes.mkdir()
    page = "<!doctype html><title>{{ name }}</title><h1>{{ name }}</h1>{{ content }}"
    (includes / "page.liquid").write_text(page, encoding="utf-8")
    for kind in ("contacts", "organisations", "objectives"):
        if (folder / kind).is_dir():
            data = {"layout": "page.liquid", "tags": []}
            (folder / kind / f"{kind}.json").write_text(json.dumps(data), encoding="utf-8")
    # Notes are no templates: whatever looks like one in them is text.
    (folder / "eleventy.config.js").write_text(
        'module.exports = () => ({ markdownTemplateEngine: false, dir: { output: "_site" } });\n',
        encoding="utf-8",
    )
    return folder


def lay_out_zensical(vault: Path, folder: Path) -> Path:
    """Make a site of Zensical of the notes of a vault, which are copied."""
    _fresh(folder)
    _copy_notes(vault, folder / "docs")
    (folder / "docs" / "index.md").write_text("# Network\n", encoding="utf-8")
    # With all pages in the navigation of each, the time goes with the square of their number.
    settings = '[project]\nsite_name = "Network"\nnav = ["index.md"]\n'
    (folder / "zensical.toml").write_text(settings, encoding="utf-8")
    return folder


def _fresh(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def _copy_notes(vault: Path, folder: Path) -> None:
    """Copy the notes; `url` gets another name, as others take it for the address of the page."""
    for note in sorted(vault.rglob("*.md")):
        path = folder / note.relative_to(vault)
        if "site" not in note.parts and ".vaultnet" not in note.parts:
            path.parent.mkdir(parents=True, exist_ok=True)
            text = note.read_text(encoding="utf-8")
            path.write_text(_URL.sub("web:", text, count=1), encoding="utf-8")
