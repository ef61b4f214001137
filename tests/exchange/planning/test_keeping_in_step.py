"""However a source and its owner change the same people, nobody's own words are lost."""

import os
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.imports import Home, contact, person, source
from tests.vaults import described
from vaultnet.domain.contact import Contact
from vaultnet.domain.node import NodeId, Value
from vaultnet.exchange.draft import Draft, DraftTie, PersonKey
from vaultnet.exchange.planning.plan_values import Outcome

EXAMPLES = int(os.environ.get("VAULTNET_EXAMPLES", "200"))
words = st.sampled_from(("", "CTO", "CEO", "Boss"))
addresses = st.lists(st.sampled_from(("a@x.example", "b@x.example", "c@x.example")), max_size=3)
months = st.lists(st.tuples(words, addresses, st.one_of(st.none(), words)), min_size=1, max_size=5)

PATH = "contacts/ana-garcia.md"


def draft(role: str, emails: Sequence[str]) -> Draft:
    values: dict[str, Value] = {}
    if role:
        values["role"] = role
    if emails:
        values["email"] = tuple(dict.fromkeys(emails))
    return person("1", "Ana García", **values)


def role_of(home: Home) -> str:
    node = home.workspace.vault.network.nodes[NodeId("ana-garcia")]
    assert isinstance(node, Contact)
    return node.role


def edit(home: Home, role: str) -> None:
    """Give the note another role by hand, or take it out."""
    lines = [line for line in home.files[PATH].splitlines() if not line.startswith("role:")]
    home.files[PATH] = "\n".join(lines) + "\n"
    if role:
        home.files[PATH] = home.files[PATH].replace("---\n", f"---\nrole: {role}\n", 1)


@given(months)
@settings(max_examples=EXAMPLES, deadline=None)
def test_every_month_is_applied_once_and_own_words_stay(
    happened: list[tuple[str, list[str], str | None]],
) -> None:
    home = Home({})
    said = ""
    for role, emails, edited in happened:
        before = role_of(home) if PATH in home.files else ""
        home.apply(source(draft(role, emails)))
        after = role_of(home)
        if before != said and before:
            assert after == before, "what the owner wrote stays"
        if after != before:
            assert after == role, "a change is what the source says now"
            assert before in {"", said}, "and replaces nothing but what it said last"
        texts = dict(home.files)
        again = home.apply(source(draft(role, emails)))
        assert {each.outcome for each in again.people} == {Outcome.UNCHANGED}
        assert home.files == texts
        assert described(home.workspace) == []
        said = role
        if edited is not None:
            edit(home, edited)


@given(st.lists(addresses, min_size=1, max_size=4), st.sets(st.sampled_from("abc"), max_size=2))
@settings(max_examples=EXAMPLES, deadline=None)
def test_an_address_that_was_taken_out_does_not_come_back(
    months_of_addresses: list[list[str]], taken_out: set[str]
) -> None:
    home = Home({})
    home.apply(source(draft("CTO", ["a@x.example", "b@x.example", "c@x.example"])))
    for letter in taken_out:
        home.files[PATH] = home.files[PATH].replace(f'"{letter}@x.example"', '"own@x.example"')
    had: set[str] = set()
    for emails in months_of_addresses:
        everything = ["a@x.example", "b@x.example", "c@x.example", *emails]
        home.apply(source(draft("CTO", everything)))
        node = home.workspace.vault.network.nodes[NodeId("ana-garcia")]
        assert isinstance(node, Contact)
        has = {each.value for each in node.email}
        assert not has & {f"{letter}@x.example" for letter in taken_out}
        assert has >= had
        had = has


def test_somebody_whom_nobody_knows_is_remembered_at_once() -> None:
    friend = DraftTie(PersonKey(name="Nobody Known"), "friend")
    reading = source(replace(person("1", "Ana García"), ties=(friend,)))
    home = Home({})
    home.apply(reading)
    before = dict(home.files)
    assert 'x-related: ["friend: Nobody Known"]' in home.front(PATH)
    home.apply(reading)
    assert home.files == before


def test_a_name_that_changes_stays_as_an_alias() -> None:
    linking = "contacts/tom.md"
    home = Home({linking: contact("Tom", body="Knows [[Ana García]].\n")})
    home.apply(source(person("1", "Ana García")))
    now = source(person("1", "Ana García López", aliases=("Ani",)))
    home.apply(now)
    assert "aliases: [Ani, Ana García]" in home.front(PATH).splitlines()
    assert described(home.workspace) == []
    before = dict(home.files)
    home.apply(now)
    assert home.files == before
