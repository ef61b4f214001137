"""Generated reference pages are what the tables say, and every link of the docs leads somewhere."""

import re
from pathlib import Path

import pytest

from tests.references import FOLDER, REFERENCES

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    page
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("tests/rules/*.md")]
    if page.is_file()
)
LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s#]+)(?:#[^)\s]*)?\)")
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("name", sorted(REFERENCES))
def test_a_generated_page_is_not_stale(name: str) -> None:
    """`python -m tests.references` writes the pages anew."""
    assert (FOLDER / name).read_text(encoding="utf-8") == REFERENCES[name]()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    prose = re.sub(r"`[^`\n]*`", "", FENCE.sub("", page.read_text(encoding="utf-8")))
    targets = [target for target in LINK.findall(prose) if "://" not in target]
    broken = [target for target in targets if not (page.parent / target).exists()]
    assert [target for target in broken if not target.startswith("mailto:")] == []
