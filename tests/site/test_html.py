import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.material import material
from tests.site.networks import make_vault, network_nodes
from tests.site.pages import parse
from vaultnet.language import translator
from vaultnet.site.html import Prose
from vaultnet.site.images import ImageShelf
from vaultnet.site.links import SiteLinks
from vaultnet.site.markup import visible
from vaultnet.site.urls import map_site

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def make_prose(**attachments: bytes) -> Prose:
    files = {name.replace("_png", ".png"): content for name, content in attachments.items()}
    vault = make_vault(network_nodes())
    images = ImageShelf(frozenset(files), files.get)
    site_map = map_site(vault.network, ["hiring", "SRE"])
    return Prose(SiteLinks(vault.network, site_map, images, translator("en"), "../"))


PROSE = make_prose(face_png=PNG)
ANA = '<a href="../contacts/ana-garcia.html">'


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("plain & <b>", "plain &amp; &lt;b&gt;"),
        ("[[ana-garcia]]", f"{ANA}Ana García López</a>"),
        ("[[contacts/ana-garcia]]", f"{ANA}Ana García López</a>"),
        ("[[Ana]]", f"{ANA}Ana</a>"),
        ("[[ana-garcia|she]] *too*", f"{ANA}she</a> <em>too</em>"),
        ("**[[ana-garcia#Log]]**", f'<strong>{ANA[:-2]}#log">Ana García López</a></strong>'),
        ("`[[ana-garcia]]`", "<code>[[ana-garcia]]</code>"),
        ("\\[[ana-garcia]]", "[[ana-garcia]]"),
        ("[a](../contacts/ana-garcia.md)", f"{ANA}a</a>"),
        ("[[ ]] [[", "[[ ]] [["),
        ("about #hiring", 'about <a class="topic" href="../tags/hiring.html">#hiring</a>'),
        ("*about* #sre", '<em>about</em> <a class="topic" href="../tags/sre.html">#sre</a>'),
        ("issue#hiring #unknown", "issue#hiring #unknown"),
        ("said [mood:: good]", 'said <span class="field"><b>mood</b> good</span>'),
        ("open %%my secret%%end", "open end"),
        (
            "[x](javascript:alert(1))",
            '<span class="broken" title="javascript:alert(1)">x</span>',
        ),
        (
            "<https://a.example>",
            '<a href="https://a.example" rel="noreferrer noopener">https://a.example</a>',
        ),
        (
            "![far](https://a.example/b.png)",
            '<a href="https://a.example/b.png" rel="noreferrer noopener">far</a>',
        ),
    ],
)
def test_a_line(markdown: str, html: str) -> None:
    assert PROSE.line(markdown, "notes").html == html


def test_a_wikilink_that_leads_nowhere_says_so() -> None:
    html = PROSE.line("[[nobody]]").html
    assert html == '<span class="broken" title="No page answers to this name">nobody</span>'


@pytest.mark.parametrize("form", ["![[face.png]]", "![[face.png|90]]", "![](face.png)"])
def test_a_picture_of_the_vault_is_shown(form: str) -> None:
    element = parse(PROSE.line(form).html).elements
    assert [(tag, attrs["alt"]) for tag, attrs in element] == [("img", "")]
    assert element[0][1]["src"].startswith("../files/face-")


@pytest.mark.parametrize("form", ["![[other.png]]", "![](drawing.svg)", "![](/etc/face.png)"])
def test_a_picture_that_is_not_one_of_the_vault_is_text(form: str) -> None:
    assert [tag for tag, _ in parse(PROSE.line(form).html).elements] == ["span"]


def test_tables_have_classes_instead_of_styles_and_tasks_have_signs() -> None:
    html = PROSE.block("| a |\n|--:|\n| b |\n\n- [x] done\n- [ ] open").html
    assert 'class="align-right"' in html
    assert "style" not in html
    assert "☑ done" in html
    assert "☐ open" in html


def test_headings_of_prose_stay_below_those_of_the_page() -> None:
    assert PROSE.block("> # Big\n>\n> ###### Small").html.count("<h3>Big</h3>") == 1
    assert "<h6>Small</h6>" in PROSE.block("> ###### Small").html


PARTS = [
    *("[[Ana]]", " #hiring", "x & y", " ", "[[no]]", "(#sre)", "[[Ana|she]]", "[[ana-garcia#Log]]"),
    *("*a b*", " **it's**", "`a *b* c`", " *b*, ", "(`x`)", "&amp;", "a_b", "!", "~", ">", "[[ ]]"),
    *("![[face.png]]", "[a](b)", "**a*", "<b>", "``", "* ", "#a*b*", "*a #b*", "'", "&#39;", "\\"),
]
SIMPLE = st.text("ab #[]|é&<'\"*_`\\-!>~.; ", max_size=40)


@given(st.lists(st.sampled_from(PARTS) | SIMPLE))
def test_the_short_way_renders_what_the_parser_renders(parts: list[str]) -> None:
    text = "".join(parts).strip()
    slow = PROSE._parser.renderInline(text, PROSE._surroundings(""))
    assert PROSE.line(text).html == slow


LINES = [
    *PARTS,
    "one word [[Ana]] two",
    "*so* it is",
    "**no**",
    "`x` y",
    "2026 was",
    "(so)",
    "2026. x",
    "¿qué?",
    "",
    " ",
    "# heading",
    "- item",
    "a",
    "===",
    "---",
    "a | b",
    "--|--",
    "1. x",
    "[[Ana]] said",
    "    code",
    "ends with blank ",
    "\tx",
    "a\u2028b",
    "a\x0bb",
    "a\rb",
    "x\\",
]


@given(st.lists(st.sampled_from(LINES) | SIMPLE, max_size=8))
def test_plain_paragraphs_are_rendered_as_the_parser_renders_them(lines: list[str]) -> None:
    text = "\n".join(lines)
    slow = PROSE._parser.render(visible(text), PROSE._surroundings("")) if text.strip() else ""
    assert PROSE.block(text).html == slow


@pytest.mark.parametrize("mark", ["[", "*", "`", "[[", "[a](", "![", "<", "_a", "~~", "> ", "- "])
def test_a_text_of_nothing_but_marks_ends_soon(mark: str) -> None:
    text = mark * (50_000 // len(mark))
    start = time.process_time()
    parse(PROSE.block(text).html)
    parse(PROSE.line(text).html)
    assert time.process_time() - start < 2


@pytest.mark.parametrize("mark", ["[", "*", "`", "[[", "[a](", "![", "<", "_a", "~~", "> ", "- "])
def test_as_many_marks_as_are_parsed_end_soon_too(mark: str) -> None:
    text = "\n\n".join([mark * (3900 // len(mark))] * 20)
    start = time.process_time()
    parse(PROSE.block(text).html)
    assert time.process_time() - start < 4


def test_a_long_text_of_ordinary_paragraphs_is_parsed() -> None:
    assert PROSE.block("*a* [[Ana]]\n\n" * 3000).html.count("<em>") == 3000


def test_the_examples_of_commonmark_stay_within_the_allow_list() -> None:
    examples = json.loads((material("commonmark") / "spec.json").read_text(encoding="utf-8"))
    for example in examples:
        page = parse(PROSE.block(example["markdown"], "notes").html)
        assert (page.strangers(), page.faults()) == ([], []), example["markdown"]
    assert len(examples) == 652


def test_no_more_lines_are_remembered_than_one_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vaultnet.site.html.MOST_LINES", 3)
    prose = make_prose()
    for number in range(20):
        assert prose.line(f"line *{number}*").html == f"line <em>{number}</em>"
        assert prose.line(f"line *{number}*").html == f"line <em>{number}</em>"
        assert len(prose._lines) <= 3
