"""What the members of a group share, and that nothing is guessed."""

from hypothesis import given
from hypothesis import strategies as st

from tests.vaults import make_vault
from vaultnet.domain.node import NodeId
from vaultnet.strategy.common_ground import CommonGround, Sharing, find_common_ground

FUNCTIONS = ("Lawyer", "Investor", "Speaker")


def ground(*heads: str) -> CommonGround | None:
    """Return what contacts with these heads share."""
    files = {f"contacts/c-{n}.md": f"---\n{head}\n---\n" for n, head in enumerate(heads)}
    network = make_vault({"vaultnet.toml": "", **files}).vault.network
    return find_common_ground(network, sorted(NodeId(f"c-{n}") for n in range(len(heads))))


def test_more_than_half_make_common_ground() -> None:
    assert ground("functions: [Lawyer]", "functions: [Investor]") is None
    assert ground("functions: [Lawyer]", "functions: [lawyers]", "role: x", "role: y") is None
    found = ground("functions: [Lawyer]", "functions: [lawyers]", "role: x")
    assert found is not None
    assert (found.kind, found.label, found.sharing, found.members) == (
        Sharing.FUNCTION,
        "Lawyer",
        2,
        3,
    )
    assert found.sentence.text == "2 of 3 share a function: Lawyer"
    assert [fact.node for fact in found.facts] == ["c-0", "c-1"]


def test_an_organisation_goes_before_a_function_that_as_many_share() -> None:
    head = "organisation: Acme\nfunctions: [Lawyer]\nmet_through: work"
    found = ground(head, head)
    assert found is not None
    assert found.sentence.text == "all are or were at Acme"


def test_what_more_share_goes_first() -> None:
    found = ground(
        "organisation: Acme\nmet_through: work",
        "organisation: Acme\nmet_through: work",
        "met_through: work",
    )
    assert found is not None
    assert found.sentence.text == "you met all of them through work"


def test_a_career_counts_as_having_been_there() -> None:
    network = make_vault(
        {
            "vaultnet.toml": "",
            "contacts/ana.md": "---\norganisation: Acme\n---\n",
            "contacts/ben.md": "## Career\n- 2010..2012 clerk at [[Acme]]\n",
        }
    ).vault.network
    found = find_common_ground(network, [NodeId("ana"), NodeId("ben")])
    assert found is not None
    assert [fact.field for fact in found.facts] == ["organisation", "career/0"]


def test_met_in_another_way_is_nothing_to_share_and_nobody_shares_alone() -> None:
    assert ground("met_through: other", "met_through: other") is None
    assert ground("organisation: Acme") is None
    assert ground() is None


@given(st.lists(st.sets(st.sampled_from(FUNCTIONS)), min_size=2, max_size=6))
def test_it_is_shared_by_more_than_half_and_by_most(held: list[set[str]]) -> None:
    heads = [f"functions: [{', '.join(sorted(one))}]" if one else "role: none" for one in held]
    found = ground(*heads)
    counts = {name: sum(name in one for one in held) for name in FUNCTIONS}
    most = max(counts.values())
    if 2 * most <= len(held):
        assert found is None
    else:
        assert found is not None
        assert found.sharing == most == counts[found.label]
        assert len(found.facts) == most
