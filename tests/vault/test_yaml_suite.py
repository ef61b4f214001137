"""The YAML test suite, read as front matter: a declared subset of YAML, nothing silently."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from tests.material import material
from vaultnet.source import Source
from vaultnet.vault.front.frontmatter import parse_front_matter
from vaultnet.vault.front.yaml_reading import FAST_LOADER, PURE_LOADER

HARMLESS = {
    "9C9N": "a list goes on in the first column",
    "DK95": "a line of nothing but tabs",
    "QB6E": "a quoted text goes on in the first column",
    "S98Z": "blank lines of many widths at the head of a block",
    "SU5Z": "a comment right after a quote",
    "Y79Y": "a tab in an empty block",
}
"""Cases that YAML refuses and that are read as the text that anybody would read there."""


def cases(folder: Path) -> Iterator[tuple[str, str, bool]]:
    """Yield the name, the text and whether it must fail, of each case."""
    for path in sorted(folder.glob("*.yaml")):
        held: dict[str, str] = {}
        for case in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader):
            held = {**held, **case}
            yield path.stem, decoded(held["yaml"]), held.get("fail") == "true"


def decoded(text: str) -> str:
    """Return the text of a case without the signs that make blanks visible."""
    text = re.sub("—*»", "\t", text.replace("␣", " ")).replace("⇔", "\ufeff").replace("↵", "")
    text = re.sub("∎\n$", "", text)
    return re.sub(r"\A---[ \t]*\n", "", text).rstrip("\n")


def test_no_case_fails_in_silence() -> None:
    silent: set[str] = set()
    met: Counter[str] = Counter()
    for name, text, must_fail in cases(material("yaml-test-suite")):
        found = parse_front_matter(Source("a.md", f"---\n{text}\n---\n"))
        assert found.ok or found.diagnostics
        met["told" if found.diagnostics else "read"] += 1
        if must_fail and not found.diagnostics:
            silent.add(name)
    print(f"\nYAML test suite: {met.total()} cases, {met['read']} read, {met['told']} told")
    assert met.total() >= 350
    assert silent == set(HARMLESS)


def test_both_loaders_agree_on_every_case() -> None:
    for name, text, _ in cases(material("yaml-test-suite")):
        source = Source("a.md", f"---\n{text}\n---\n")
        fast, pure = (
            parse_front_matter(source, loader=each) for each in (FAST_LOADER, PURE_LOADER)
        )
        assert (name, fast.ok, fast.entries) == (name, pure.ok, pure.entries)
