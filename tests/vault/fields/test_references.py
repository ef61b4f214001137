"""Links in front matter."""

import pytest

from vaultnet.domain.node import Reference
from vaultnet.vault.fields.references import (
    find_references,
    parse_photo,
    parse_reference,
    parse_reference_or_text,
)
from vaultnet.vault.fields.values import Problem


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("[[acme]]", Reference("acme")),
        ("[[ acme | Acme Ltd ]]", Reference("acme", "Acme Ltd")),
        ("[[contacts/ana.md#Log|Ana]]", Reference("contacts/ana", "Ana", "Log")),
        ("![[ana.png]]", Reference("ana.png", embed=True)),
        ("[Acme](organisations/acme.md#People)", Reference("organisations/acme", "Acme", "People")),
        ("![](<files/a b.png>)", Reference("files/a b.png", embed=True)),
    ],
)
def test_a_whole_text_may_be_a_link(text: str, reference: Reference) -> None:
    assert parse_reference(text) == reference


@pytest.mark.parametrize("text", ["acme", "[acme]", "see [[acme]]", "[[]]", "[[a\nb]]", "[[a]] b"])
def test_other_texts_are_no_link(text: str) -> None:
    assert parse_reference(text) is None
    assert parse_reference_or_text(text) == Reference(text, linked=False)


def test_links_are_found_inside_a_text() -> None:
    text = "from [[a]] to [[b|B]], not [c]"
    found = [(text[start:end], link.target) for start, end, link in find_references(text)]
    assert found == [("[[a]]", "a"), ("[[b|B]]", "b")]


def test_a_photo_is_a_file_of_the_vault() -> None:
    assert parse_photo("files/ana.png") == Reference("files/ana.png", embed=True)
    assert parse_photo("[[ana.png]]") == Reference("ana.png")
    for text in ("https://acme.example/a.png", "data:image/png;base64," + "A" * 5000):
        found = parse_photo(text)
        assert isinstance(found, Problem)
        assert len(str(found.values["value"])) <= 61
