"""From front matter to values: each field by its row, and `private` always on the safe side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.domain.contact import Labelled, Tier
from vaultnet.domain.node import Kind, Reference
from vaultnet.source import Source
from vaultnet.vault.edits.splicing import splice
from vaultnet.vault.fields.schema import FIELDS
from vaultnet.vault.front.field_reading import FieldValues, parse_fields, parse_kind
from vaultnet.vault.front.frontmatter import parse_front_matter
from vaultnet.vault.settings import Settings

CRAFT = Settings(criteria={"craft": 1.0})


def read(
    block: str, kind: Kind = Kind.CONTACT, settings: Settings | None = None
) -> tuple[Source, FieldValues]:
    source = Source("contacts/ana.md", f"---\n{block}\n---\n")
    found = parse_fields(kind, parse_front_matter(source), source, settings or Settings())
    return source, found


def codes(found: FieldValues) -> list[str]:
    return [told.rule.code for told in found.diagnostics]


@pytest.mark.parametrize("kind", list(FIELDS))
def test_the_example_of_every_field_is_read(kind: Kind) -> None:
    for spec in FIELDS[kind]:
        _, found = read(f"{spec.key}: {spec.example}", kind)
        assert (spec.key, codes(found), found.extra) == (spec.key, [], {})
        if spec.key != "kind":
            assert found.values[spec.attribute]
            assert spec.attribute in found.places


def test_every_value_has_its_place() -> None:
    source, found = read('name: Ana\naliases: [A, "B b"]\ntitle: x\nextra: [y, z]')
    written = {path: source.slice(span) for path, span in found.places.items()}
    assert written == {
        "key:name": "name",
        "name": "Ana",
        "key:aliases": "aliases",
        "aliases": '[A, "B b"]',
        "aliases/0": "A",
        "aliases/1": '"B b"',
        "key:title": "title",
        "title": "x",
        "key:extra": "extra",
        "extra": "[y, z]",
        "extra/0": "y",
        "extra/1": "z",
    }
    assert found.extra == {"title": "x", "extra": ("y", "z")}


def test_a_value_that_cannot_be_read_leaves_only_its_field_unset() -> None:
    _, found = read("name: Ana\ntier: vip\nrated: never\nemail: [x, ana@acme.example]\nmet: 2019")
    assert codes(found) == ["VN210", "VN204", "VN213"]
    assert set(found.values) == {"name", "email", "met"}
    assert found.values["email"] == (Labelled("ana@acme.example"),)


def test_the_index_of_a_place_is_that_of_the_value() -> None:
    source, found = read("phone: [x, +34 600, y, +34 601]")
    assert source.slice(found.places["phone/1"]) == "+34 601"
    assert "phone/2" not in found.places


@pytest.mark.parametrize(
    "block",
    [
        "private: maybe",
        "private: [true, false]",
        "private: {a: b}",
        "private: &x false",
        "private: !!bool false",
        "private: false\nprivate: true",
        "private: true\nprivate: false",
        "Private: true",
        "privat: yes",
        "privte: perhaps",
        "private: [[no]]",
        "private: 1",
    ],
)
@pytest.mark.parametrize("kind", list(FIELDS))
def test_what_is_not_plainly_public_is_private(kind: Kind, block: str) -> None:
    _, found = read(f"name: Ana\n{block}", kind)
    assert found.values["private"] is True


@pytest.mark.parametrize("block", ["", "private:", "private: false", "private: No", "Private: no"])
def test_what_is_plainly_public_is_public(block: str) -> None:
    _, found = read(f"name: Ana\n{block}")
    assert not found.values.get("private", False)


def test_ratings_are_those_of_the_settings() -> None:
    _, found = read("craft: 4\nexpertise: 9", settings=CRAFT)
    assert found.values == {"ratings": {"craft": 4}}
    assert found.extra == {"expertise": "9"}


def test_a_single_value_may_stand_for_a_list_and_the_other_way_round() -> None:
    _, found = read("functions: mentor\ntier: [key]\nurl: https://a.example")
    assert found.values["functions"] == ("mentor",)
    assert found.values["tier"] is Tier.KEY
    assert codes(found) == []


def test_several_values_for_one_are_told() -> None:
    _, found = read(
        "tier: [key, light]\nrole: [CTO, Lecturer]\norganisation: ['[[a]]', B, '[[c]]']"
    )
    assert codes(found) == ["VN203"]
    assert found.values == {
        "role": "CTO, Lecturer",
        "organisation": Reference("a"),
        "other_organisations": (Reference("B", linked=False), Reference("c")),
    }
    assert [link.field for link in found.links] == [
        "organisation",
        "organisation/1",
        "organisation/2",
    ]


@pytest.mark.parametrize(
    ("block", "tags"),
    [
        ("tags: [a, '#b', a]", ("a", "b")),
        ("tags: a, b", ("a", "b")),
        ("tag: '#a #b'", ("a", "b")),
        ("tags:\n  - public sector\n  -", ("public sector",)),
    ],
)
def test_tags_are_read_as_obsidian_reads_them(block: str, tags: tuple[str, ...]) -> None:
    _, found = read(block)
    assert (found.values["tags"], codes(found)) == (tags, [])


def test_singular_keys_are_synonyms_and_two_of_them_a_duplicate() -> None:
    _, found = read("alias: Anita\naliases: [Ana]")
    assert (found.values["aliases"], codes(found)) == (("Anita",), ["VN113"])


def test_parts_to_share_go_by_one_name() -> None:
    _, found = read("shared: [title, name, Ofrece, needs, alias]", Kind.OBJECTIVE)
    assert found.values["shared"] == ("name", "offers", "needs", "aliases")
    _, found = read("shared: []")
    assert found.values["shared"] == ()


def test_links_are_found_in_every_value() -> None:
    source, found = read(
        'role: "leads [[x]]"\nserves: ["[[o]]", p]\nupline: "[[y|Y]] and [[z]]"\nphoto: a.png'
    )
    links = [(link.field, link.reference.target, source.slice(link.span)) for link in found.links]
    assert links == [
        ("role", "x", "[[x]]"),
        ("serves/0", "o", '"[[o]]"'),
        ("serves/1", "p", "p"),
        ("upline", "y", "[[y|Y]]"),
        ("upline", "z", "[[z]]"),
        ("photo", "a.png", "a.png"),
    ]


@pytest.mark.parametrize(
    ("block", "after"),
    [
        ("Name: Ana", "name: Ana"),
        ('"Met through": work', "met_through: work"),
        ("expertiese: 4", "expertise: 4"),
        ("email:\n  - work: ana@acme.example", 'email:\n  - "work: ana@acme.example"'),
        ("functions: a, b c", "functions: [a, b c]"),
        ("tier: 'Key'", 'tier: "key"'),
        ("met: 2019.1.2", "met: 2019-01-02"),
    ],
)
def test_a_safe_repair_is_read_without_a_complaint(block: str, after: str) -> None:
    source, found = read(block)
    [told] = found.diagnostics
    assert told.fix is not None
    assert told.fix.safe
    mended = splice(source, told.fix.edits)
    assert mended.text == f"---\n{after}\n---\n"
    _, repaired = read(after)
    assert codes(repaired) == []


@pytest.mark.parametrize("block", ["expertiese: many", "name: A\nnmae: B", "tyer: soon"])
def test_a_misspelt_key_is_not_mended_into_another_fault(block: str) -> None:
    _, found = read(block)
    [told] = found.diagnostics
    assert told.rule.code == "VN202"
    assert told.fix is None or not told.fix.safe


def test_two_slips_for_one_key_are_not_both_mended() -> None:
    _, found = read("Role: a\nrolle: b")
    assert [told.fix is not None for told in found.diagnostics] == [True, False]


@pytest.mark.parametrize("key", ["type", "created", "up", "EMAIL[HOME]", "N.FN", "year", "via"])
def test_a_key_of_ones_own_is_kept_in_silence(key: str) -> None:
    _, found = read(f'"{key}": 2019\nnested: {{a: [b]}}\nempty:')
    assert (codes(found), found.extra) == ([], {key: "2019", "nested": "{a: [b]}"})


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        ("kind: contact", Kind.CONTACT),
        ("kind: person", None),
        ('categories: ["[[People]]"]', Kind.CONTACT),
        ("categories: firmen", Kind.ORGANISATION),
        ("categories: [x, PEOPLE]", Kind.CONTACT),
        ("kind: note\ncategories: people", Kind.NOTE),
        ("name: Ana", None),
    ],
)
def test_a_kind_comes_from_its_field_or_a_category(block: str, kind: Kind | None) -> None:
    categories = {"people": Kind.CONTACT, "firmen": Kind.ORGANISATION}
    source = Source("a.md", f"---\n{block}\n---\n")
    settings = Settings(categories=categories)
    assert parse_kind(parse_front_matter(source), source, settings)[0] is kind


@given(
    kind=st.sampled_from(list(FIELDS)),
    pairs=st.lists(
        st.tuples(
            st.sampled_from([spec.key for specs in FIELDS.values() for spec in specs]),
            st.one_of(st.text(max_size=20), st.sampled_from(["[a, b]", "{a: b}", "[[x]]", "#y"])),
        ),
        max_size=6,
    ),
)
def test_any_value_of_any_field_gives_a_page(kind: Kind, pairs: list[tuple[str, str]]) -> None:
    source, found = read("\n".join(f"{key}: {value}" for key, value in pairs), kind)
    for told in found.diagnostics:
        assert told.message
        assert told.remedy
        assert told.place.span.end <= len(source.text)
    for span in found.places.values():
        assert 0 <= span.start <= span.end <= len(source.text)
