import pytest

from tests.vault.reading import contact, objective
from vaultnet.domain.node import Kind, Section
from vaultnet.source import Span
from vaultnet.vault.body.outline import parse_outline
from vaultnet.vault.body.outline_sections import find_regions


def sections(text: str, kind: Kind = Kind.CONTACT) -> list[tuple[str, str]]:
    """Return each heading with the section that its region belongs to."""
    regions = find_regions(parse_outline(text), kind, Span(0, len(text)))
    return [
        (
            region.heading.text if region.heading else "",
            region.section.value if region.section else "",
        )
        for region in regions
    ]


def test_a_section_ends_at_its_own_level_and_keeps_what_is_deeper() -> None:
    text = "# Ana\n## Log\n### At work\n#### Notes\n## Other\n### Deeper\n# End\n"
    assert sections(text) == [
        ("", ""),
        ("Ana", ""),
        ("Log", "log"),
        ("At work", "log"),
        ("Notes", "log"),
        ("Other", ""),
        ("Deeper", ""),
        ("End", ""),
    ]


def test_a_section_ends_at_any_other_section() -> None:
    assert sections("# Log\n### Ties\n# Next\n###### Riesgos\n#### Notes\n") == [
        ("", ""),
        ("Log", "log"),
        ("Ties", "ties"),
        ("Next", "next"),
        ("Riesgos", "risks"),
        ("Notes", ""),
    ]


def test_the_private_section_keeps_everything_below_it() -> None:
    assert sections("## Private\n### Log\n#### Ties\n### Other\n## Log\n") == [
        ("", ""),
        ("Private", "private"),
        ("Log", "private"),
        ("Ties", "private"),
        ("Other", "private"),
        ("Log", "log"),
    ]


@pytest.mark.parametrize("heading", ["LOG", "registro", "**Log:**", "📓 Log", "Log ##"])
def test_any_case_and_decoration(heading: str) -> None:
    assert sections(f"###### {heading}\n")[1][1] == "log"


@pytest.mark.parametrize(
    "heading", ["Privado", "Notas privadas", "🔒 Private", "Pirvate", "Privat"]
)
def test_what_is_almost_private_is_private(heading: str) -> None:
    assert sections(f"# {heading}\n", Kind.NOTE)[1][1] == "private"


@pytest.mark.parametrize(
    ("kind", "known"),
    [
        (Kind.OBJECTIVE, {"needs", "milestones", "opportunities", "risks", "private"}),
        (Kind.ME, {"offers", "needs", "career", "private"}),
        (Kind.ORGANISATION, {"private"}),
        (Kind.JOURNAL, {"private"}),
        (Kind.NOTE, {"private"}),
    ],
)
def test_which_sections_a_page_has(kind: Kind, known: set[str]) -> None:
    text = "".join(f"# {section.value}\n" for section in Section if section is not Section.PRIVATE)
    found = {section for _, section in sections(f"{text}# private\n", kind)} - {""}
    assert found == known


def test_a_section_of_another_kind_of_page_is_prose_and_ends_a_section() -> None:
    page = objective("## Needs\n- one\n\n### Log\n- two\n")
    assert [need.function for need in page.needs] == ["one"]
    assert (page.passages[1].heading, page.passages[1].text) == ("Log", "- two")


def test_a_private_heading_inside_code_that_never_ends_is_heeded() -> None:
    page = contact("```\ncode\n\n## Private\nsecret\n")
    assert page.passages[0].text == "```\ncode"
    assert "secret" in page.private_text
    assert contact("```\n## Private\n```\nopen\n").private_text == ""
