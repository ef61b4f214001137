"""Every page is valid HTML by Debian's `tidy`, and every drawing in it well-formed.

The checker is older than a few things that the standard allows. They are listed here with their
reason, and taken out of a page before it is asked; nothing that it says is overlooked.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.site.networks import AS_OF
from tests.site.sites import example_site, site_from
from vaultnet.site.plan import plan_site
from vaultnet.workspace import open_vault

TIDY = shutil.which("tidy")
OPTIONS = ("-quiet", "-errors", "-utf8", "--show-info", "no", "--drop-empty-elements", "no")
DRAWING = re.compile(r"<svg\b(?:(?!<svg\b).)*?</svg>", re.DOTALL)
NEWER_THAN_TIDY = (
    (re.compile(r' aria-current="page"'), ""),  # of ARIA 1.1
    (re.compile(r' loading="lazy"'), ""),  # of 2019
    (re.compile(r"<div\b[^>]*>(?=<dt>)"), ""),  # groups in a list of terms: of HTML 5.2
    (re.compile(r"(?<=</dd>)\n?</div>"), ""),
)
ROUGH = {
    "contacts/a.md": """---
name: A <b>&amp; "B" 'C'
email: a@b.example
---
# A

## Log
- 2026-11-01 met: <x> & y

## Log
- 2026-11-02 call

## Paths
text

## Main
- a
- b

## Main
```
<pre>
```
> # quoted

| a | b |
|---|:-:|
| 1 | 2 |

#### Deep

<div>
""",
    "contacts/b.md": """---
name: שרה כהן
tier: key
---
[[a]], [[a#Log]], [[a#Nowhere]], [a](a.md#main)
""",
    "notes/plain.md": "text\n\n###### six\n\n# one\n\n### three\n",
}

needs_tidy = pytest.mark.skipif(TIDY is None, reason="no tidy on this machine")


@needs_tidy
def test_the_example_is_valid() -> None:
    assert faults_of(example_site()) == []


@needs_tidy
@pytest.mark.parametrize("files", [{}, ROUGH], ids=["empty", "rough"])
def test_the_site_of_any_vault_is_valid(files: Mapping[str, str]) -> None:
    assert faults_of(site_from(files)) == []


@needs_tidy
@pytest.mark.parametrize("profile", ["student", "professional"])
def test_the_site_of_a_new_vault_is_valid(profile: str, tmp_path: Path) -> None:
    from vaultnet.cli.main import main

    assert main(["init", str(tmp_path / "new"), "--profile", profile, "--name", "Zoë Roe"]) == 0
    opened = open_vault(tmp_path / "new", AS_OF)
    files = plan_site(opened.vault, opened.strategy, opened.diagnostics)
    pages = {file.path: file.content.decode() for file in files if file.path.endswith(".html")}
    assert faults_of(pages) == []


@needs_tidy
def test_tidy_is_not_blind() -> None:
    page = example_site()["index.html"]
    faulty = page.replace("</main>", '<p><div id="main">x</p></span>\n<svg><g></svg></main>')
    found = " ".join(faults_of({"index.html": faulty}))
    assert 'anchor "main" already defined' in found
    assert "</span>" in found
    assert "drawing" in found


def faults_of(pages: Mapping[str, str]) -> list[str]:
    """Return what the checker says against pages, and the drawings that are not well-formed."""
    found = [f"{path}: {fault}" for path, html in pages.items() for fault in faulty_drawings(html)]
    with_tidy = [(path, complaints(html)) for path, html in pages.items()]
    return found + [f"{path}: {line}" for path, lines in with_tidy for line in lines]


def faulty_drawings(html: str) -> list[str]:
    """Return what is wrong in the drawings of a page; SVG is another language than tidy's."""
    faults = []
    while drawings := DRAWING.findall(html):  # the innermost first
        html = DRAWING.sub("<g/>", html)
        for drawing in drawings:
            try:
                ET.fromstring(drawing)
            except ET.ParseError as error:
                faults.append(f"drawing, {error}: {drawing[:80]}")
    return faults


def complaints(html: str) -> list[str]:
    """Return what tidy says against a page without its drawings and what is newer than tidy."""
    plain = html
    while DRAWING.search(plain):
        plain = DRAWING.sub('<img alt="" src="data:,">', plain)
    for pattern, instead in NEWER_THAN_TIDY:
        plain = pattern.sub(instead, plain)
    command = [os.fspath(TIDY or "tidy"), *OPTIONS]
    run = subprocess.run(command, input=plain, capture_output=True, text=True, check=False)
    return run.stderr.splitlines()
