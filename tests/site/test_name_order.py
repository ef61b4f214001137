"""Lists of names stand in the order in which a reader looks for them."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.site.networks import contact
from tests.site.test_views import build
from vaultnet.domain.node import NodeId
from vaultnet.domain.organisation import Organisation
from vaultnet.site.name_order import name_order


def test_numbers_in_names_count_and_marks_on_letters_do_not() -> None:
    names = ("Ávila", "Unit 1", "unit 2", "Unit 02 b", "Unit 10", "Unit 11 a", "Zamora", "Zúñiga")
    assert tuple(sorted(frozenset(names), key=name_order)) == names


@given(st.lists(st.text(), max_size=6))
def test_any_names_have_an_order_and_only_like_ones_share_a_place(names: list[str]) -> None:
    for one, other in pairwise(sorted(names, key=name_order)):
        assert name_order(one) <= name_order(other)


def test_a_number_of_any_length_has_a_place() -> None:
    assert name_order("7") < name_order("9" * 70) < name_order("9" * 71)


def test_lists_of_contacts_and_organisations_keep_to_it() -> None:
    pages = build(
        (
            *(contact(f"c{n}", f"Robin {n}") for n in (10, 9, 1)),
            *(Organisation(id=NodeId(f"o{n}"), name=f"Unit {n}") for n in (10, 9, 1)),
        )
    )
    for path, name in (("contacts.html", "Robin"), ("organisations.html", "Unit")):
        assert re.findall(rf">{name} (\d+)<", pages[path]) == ["1", "9", "10"]
