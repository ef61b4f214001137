"""What a link leads to, and in which order it is looked up."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from vaultnet.domain.links import LinkKeys, LinkTable, build_link_table, fold
from vaultnet.domain.node import NodeId

ANA = LinkKeys(NodeId("ana-garcia"), "contacts/ana-garcia", "Ana García", ("Ana", "Anita"))
TOM = LinkKeys(NodeId("tom"), "people/work/tom", "Tom Okafor", ("Ana García",))


def table(*pages: LinkKeys) -> LinkTable:
    return build_link_table(pages)


def test_a_page_is_found_by_path_end_of_path_id_name_and_alias() -> None:
    links = table(ANA, TOM)
    for target in ("contacts/ana-garcia", "ana-garcia", "Ana García", "Anita", "ana-garcia.md"):
        assert links.resolve(target) == "ana-garcia"
    for target in ("people/work/tom", "work/tom", "tom", "Tom Okafor"):
        assert links.resolve(target) == "tom"
    assert links.resolve("nobody") is None
    assert links.resolve("") is None


def test_a_name_goes_before_an_alias() -> None:
    assert table(ANA, TOM).candidates("ana garcía") == ("ana-garcia",)


def test_an_id_goes_before_a_name() -> None:
    named = LinkKeys(NodeId("x"), "contacts/x", "tom")
    assert table(TOM, named).resolve("tom") == "tom"


def test_names_compare_without_case_blanks_and_unicode_forms() -> None:
    assert table(ANA).resolve("ANA   GARCI\u0301A") == "ana-garcia"
    assert fold("Straße") == fold("STRASSE")
    assert fold(" a\t b\u00a0c ") == "a b c"


def test_two_candidates_lead_nowhere_and_are_listed() -> None:
    links = table(
        ANA, LinkKeys(NodeId("ana"), "contacts/b", "Ana"), LinkKeys(NodeId("a"), "a", "Ana")
    )
    assert links.candidates("Ana") == ("ana",)
    other = table(
        ANA, LinkKeys(NodeId("ana-moreno"), "contacts/ana-moreno", "Ana Moreno", ("Ana",))
    )
    assert other.candidates("Ana") == ("ana-garcia", "ana-moreno")
    assert other.resolve("Ana") is None


def test_a_second_stem_is_a_word_beside_the_id() -> None:
    first = LinkKeys(NodeId("ideas"), "a/ideas", "Ideas A")
    second = LinkKeys(NodeId("b/ideas"), "b/ideas", "Ideas B", stem="ideas")
    assert table(first, second).candidates("ideas") == ("b/ideas", "ideas")
    assert table(first, second).resolve("b/ideas") == "b/ideas"


def test_the_end_of_a_path_must_be_of_one_page() -> None:
    links = table(
        LinkKeys(NodeId("x"), "a/b/x", "X"), LinkKeys(NodeId("c/b/x"), "c/b/x", "Y", stem="x")
    )
    assert links.candidates("b/x") == ("c/b/x", "x")
    assert links.resolve("a/b/x") == "x"


@given(st.lists(st.text("abÁ /", min_size=1, max_size=6), max_size=8), st.randoms())
def test_the_order_of_pages_leaves_no_trace(names: list[str], random: Random) -> None:
    pages = [
        LinkKeys(NodeId(f"n{n}"), f"d/{name}", name, (name[:2],)) for n, name in enumerate(names)
    ]
    shuffled = list(pages)
    random.shuffle(shuffled)
    assert build_link_table(pages) == build_link_table(shuffled)
