"""The rule pages: each is documentation, and each is a test of its rule."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.vaults import (
    AS_OF,
    VaultText,
    blocks,
    described,
    make_vault,
    open_text,
    parse_vault_text,
)
from vaultnet.exchange.draft import SourceFile
from vaultnet.exchange.formats import IMPORT_FORMATS
from vaultnet.exchange.options import ReadOptions
from vaultnet.exchange.planning.fitting import fit_draft
from vaultnet.vault.edits.splicing import plan_fixes, splice
from vaultnet.vault.rules import RULES, RULES_BY_NAME
from vaultnet.workspace import Workspace

PAGES = sorted((Path(__file__).parent / "rules").glob("*.md"))
TITLE = re.compile(r"# (VN\d{3}) ([a-z0-9-]+)\n\n(?!#|```).")


def parts_of(page: Path) -> dict[str, str]:
    """Return the parts of a page by their heading; the text before them under nothing."""
    pieces = re.split(
        r"^## (Fails|Passes|Fix)\n", page.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    return {"": pieces[0], **dict(zip(pieces[1::2], pieces[2::2], strict=True))}


def code_of(page: Path) -> str:
    return page.stem[:5]


def failing_pairs(page: Path) -> list[tuple[str, str]]:
    """Return each failing vault of a page with the diagnostics it must give."""
    found = blocks(parts_of(page)["Fails"])
    return [
        (first[1], second[1])
        for first, second in pairwise(found)
        if (first[0], second[0]) == ("vault", "diagnostics")
    ]


def is_about_sources(page: Path) -> bool:
    """Tell whether a page is about files to be imported: its samples are not vaults."""
    return code_of(page).startswith("VN6")


OF_VAULTS = [page for page in PAGES if not is_about_sources(page)]
OF_SOURCES = [page for page in PAGES if is_about_sources(page)]


def complaints_about(kind: str, text: str) -> list[str]:
    """Return what is said of files of a format, one line each: as they are read, and fitted.

    `kind` is that of the block, `import vcard`.
    """
    form = IMPORT_FORMATS[kind.removeprefix("import ")]
    files = [SourceFile(name, data) for name, data in parse_vault_text(text).contents.items()]
    reading = form.reader()(files, ReadOptions(as_of=AS_OF))
    vault = make_vault({}).vault
    fitted = (fit_draft(draft, vault, AS_OF).complaints for draft in reading.drafts)
    return [
        f"{each.origin}: {each.rule.severity.value}[{each.rule.code}] {each.message}"
        for each in (*reading.complaints, *(each for found in fitted for each in found))
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_explains_its_rule(page: Path) -> None:
    rule = RULES[code_of(page)]
    title = TITLE.match(page.read_text(encoding="utf-8"))
    assert title is not None, "a page begins with its code, its name and a paragraph"
    assert (title[1], title[2], page.stem) == (rule.code, rule.name, f"{rule.code}-{rule.name}")


@pytest.mark.parametrize("page", OF_SOURCES, ids=lambda page: page.stem)
def test_a_failing_source_gives_exactly_its_diagnostics(page: Path) -> None:
    found = blocks(parts_of(page)["Fails"])
    assert found
    assert len(found) % 2 == 0
    for (kind, files), (second, expected) in zip(found[::2], found[1::2], strict=True):
        assert second == "diagnostics"
        assert complaints_about(kind, files) == expected.splitlines()


@pytest.mark.parametrize("page", OF_SOURCES, ids=lambda page: page.stem)
def test_a_passing_source_gives_none(page: Path) -> None:
    samples = blocks(parts_of(page)["Passes"])
    assert samples
    for kind, files in samples:
        assert complaints_about(kind, files) == []


@pytest.mark.parametrize("page", OF_VAULTS, ids=lambda page: page.stem)
def test_a_failing_vault_gives_exactly_its_diagnostics(page: Path) -> None:
    pairs = failing_pairs(page)
    kinds = [kind for kind, _ in blocks(parts_of(page)["Fails"])]
    assert pairs
    assert kinds == ["vault", "diagnostics"] * len(pairs)
    for vault, expected in pairs:
        workspace = open_text(parse_vault_text(vault))
        assert described(workspace, code_of(page)) == expected.splitlines()


@pytest.mark.parametrize("page", OF_VAULTS, ids=lambda page: page.stem)
def test_a_passing_vault_gives_none(page: Path) -> None:
    vaults = blocks(parts_of(page)["Passes"])
    assert vaults
    for _, vault in vaults:
        assert described(open_text(parse_vault_text(vault)), code_of(page)) == []


@pytest.mark.parametrize("page", OF_VAULTS, ids=lambda page: page.stem)
def test_a_safe_fix_clears_its_diagnostics_and_adds_none(page: Path) -> None:
    code = code_of(page)
    for number, (vault, _) in enumerate(failing_pairs(page)):
        before = parse_vault_text(vault)
        opened = open_text(before)
        after = fixed(before, opened, code)
        if after == before:
            assert number or "Fix" not in parts_of(page)
            continue
        assert "Fix" in parts_of(page), "the rule has a safe fix that its page does not show"
        if number == 0:
            [(_, expected)] = blocks(parts_of(page)["Fix"])
            assert after == parse_vault_text(expected)
        assert_better(opened, open_text(after))


def fixed(text: VaultText, opened: Workspace, code: str) -> VaultText:
    """Return a vault after the safe fixes of one rule."""
    of_rule = [found for found in opened.diagnostics if found.rule.code == code]
    contents = dict(text.contents)
    for path, edits in plan_fixes(of_rule).items():
        source = opened.vault.source(path)
        assert source is not None
        contents[path] = splice(source, edits).encoded()
    return VaultText(contents, text.unreadable, text.links)


def assert_better(before: Workspace, after: Workspace) -> None:
    """Hold that fixing took complaints away and brought no new kind of them."""
    codes = [[found.rule.code for found in opened.diagnostics] for opened in (before, after)]
    assert len(codes[1]) < len(codes[0])
    assert not set(codes[1]) - set(codes[0])


def test_every_rule_has_its_page_and_every_page_its_rule() -> None:
    named = {f"{rule.code}-{rule.name}" for rule in RULES.values()}
    assert {page.stem for page in PAGES} == named


def test_codes_and_names_are_unique() -> None:
    assert len(RULES_BY_NAME) == len(RULES)
    assert len({rule.summary for rule in RULES.values()}) == len(RULES)


def test_rules_are_worded_alike() -> None:
    for rule in RULES.values():
        assert re.fullmatch(r"VN[1-9]\d\d", rule.code)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
        assert rule.summary.endswith(".")
        assert rule.summary[0].isupper() or rule.summary[0] == "`"
