from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vault.reading import codes, contact, notes, parse, slices
from vaultnet.domain.node import Passage, Reference, Section


def test_passages_are_the_text_of_each_heading_without_what_became_values() -> None:
    page = contact(
        "\n\nFirst.\n\n# Ana\n\nRuns it.\n\n## Log\n\nSince we met:\n\n- 2026-03-04 met: tea\n"
        "  - below\n\n- 2026-03-05 call: talk\n\nNothing since.\n\n### Before\n"
        "- 2019-01-01 met: x\n"
    )
    assert page.passages == (
        Passage("First."),
        Passage("Runs it.", "Ana", 1),
        Passage("Since we met:\n\n\n\n\n\nNothing since.", "Log", 2, Section.LOG),
        Passage("", "Before", 3, Section.LOG),
    )
    assert len(page.log) == 3


def test_lists_outside_sections_are_prose() -> None:
    page = contact("- one\n- two\n\n## Ideas\n1. three\n")
    assert [passage.text for passage in page.passages] == ["- one\n- two", "1. three"]


def test_comments_are_nowhere() -> None:
    page = contact(
        "a %%one [[x]]%% b\n\n%%\n\n## Log\n- 2026-03-04 met: [[y]]\n%%\n\n"
        "## Log\n- 2026-03-04 met: c %%two%% d\n  - e %%three [[z]]%%f\n\n## Private\n%%four%%g\n"
    )
    assert page.passages[0].text == "a  b"
    assert [(found.text, found.detail) for found in page.log] == [("c d", "- e f")]
    assert page.private_text == "g"
    assert page.links == ()
    assert page.private_links == (Reference("x"), Reference("y"), Reference("z"))


def test_after_a_comment_without_an_end_all_is_private() -> None:
    page = contact("a\n\n<!-- b [[x]]\n\n## Log\n- 2026-03-04 met: c\n")
    assert page.log == ()
    assert [passage.text for passage in page.passages] == ["a"]
    assert page.private_links == (Reference("x"),)


def test_private_text_is_apart() -> None:
    page = contact(
        "a\n## Private\nb [[x]]\n### Log\n- c\n## Log\n- 2026-03-04 met: d\n# Privado\ne"
    )
    assert page.private_text == "b [[x]]\n\n### Log\n- c\n\ne"
    assert page.private_links == (Reference("x"),)
    assert [passage.heading for passage in page.passages] == ["", "Log"]


def test_links_tell_where_they_stand() -> None:
    parsed = parse(
        "---\nserves: ['[[lead]]']\n---\n[[a]]\n## Log\n[[b]]\n- 2026-03-04 met: [[c]] %%[[d]]%%\n"
        "- [[2026-03-05]] met: [[e]]\n## Private\n[[f]]\n"
    )
    found = [
        (link.reference.target, link.field, link.section, link.private) for link in parsed.links
    ]
    assert found == [
        ("lead", "serves/0", None, False),
        ("a", "", None, False),
        ("b", "", Section.LOG, False),
        ("c", "log/0", Section.LOG, False),
        ("d", "", Section.LOG, True),
        ("e", "log/1", Section.LOG, False),
        ("f", "", Section.PRIVATE, True),
    ]


def test_places_of_headings_and_sections() -> None:
    found = slices(parse("# Ana\n## Registro\n## Notes ##\n"))
    assert found["heading/0"] == "Ana"
    assert found["heading/2"] == "Notes"
    assert found["section/log"] == "Registro"
    assert found["body"] == "# Ana\n## Registro\n## Notes ##\n"


def test_a_page_reads_the_same_whatever_its_line_ends() -> None:
    text = (
        "---\nname: Ana\n---\na\n\nb\n\n## Log\n- 2026-03-04 met: c\n  d\n\n  - e\n## Private\nf\n"
    )
    assert contact(text.replace("\n", "\r\n")) == contact(text)
    body = text.partition("---\n")[2].partition("---\n")[2]
    assert contact(body.replace("\n", "\r")) == contact(body)


SECRET = "xyzzy"
public = st.sampled_from(
    ["a\n", "## Log\n", "- 2026-03-04 met: b\n", "[[c]]\n", "%%", "`", "\n", "- "]
)


@given(st.lists(public, max_size=12).map("".join), st.booleans())
@settings(max_examples=200, deadline=None)
def test_what_is_private_is_nowhere_else(text: str, as_comment: bool) -> None:  # noqa: FBT001
    hidden = f"%%{SECRET} [[{SECRET}]]%%" if as_comment else f"\n# Private\n{SECRET} [[{SECRET}]]\n"
    parsed = parse("a\n\n" + hidden + "\n\n# Other\n" + text)
    assert parsed.node is not None
    shown = (parsed.node.passages, parsed.node.links, getattr(parsed.node, "log", ()))
    assert SECRET not in repr(shown)
    assert Reference(SECRET) in parsed.node.private_links


@given(notes)
@settings(max_examples=300, deadline=None)
def test_every_place_lies_in_the_text_and_every_link_is_where_it_says(text: str) -> None:
    parsed = parse(text)
    for span in parsed.places.values():
        assert 0 <= span.start <= span.end <= len(text)
    for diagnostic in parsed.diagnostics:
        assert 0 <= diagnostic.place.span.start <= diagnostic.place.span.end <= len(text)
        assert diagnostic.message[:1] != ""
        assert diagnostic.remedy == diagnostic.remedy.strip()
    for link in parsed.links:
        assert link.reference.target.strip("./").split("/")[-1][:1] in parsed.source.slice(
            link.span
        )


def test_a_clean_page_has_no_complaints() -> None:
    assert codes("# Ana\n\n## Log\n- 2026-03-04 met: tea\n\n```\ncode\n```\n") == []
