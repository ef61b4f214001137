"""Taking a person out of the notes of others: nothing of them stays, in time that is linear."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faults.effort import EXAMPLES
from tests.vaults import make_vault
from vaultnet.domain.contact import Contact
from vaultnet.domain.node import NodeId
from vaultnet.vault.changes.forgetting import Forgetting, plan_forgetting
from vaultnet.vault.changes.identity import identity_of

ANA = {"contacts/ana-ruiz.md": "---\nname: Ana Ruiz\n---\n"}
WORDS = {"en": "somebody", "es": "alguien"}
LINKS = ("[[ana-ruiz]]", "[[ana-ruiz|Ana]]", "[[tom]]", "[[eva]]")
SEPARATORS = (", ", " and ", " y ", " , ")


def forget(path: str, text: str) -> Forgetting:
    others = {"contacts/tom.md": "tall", "contacts/eva.md": "quick", path: text}
    workspace = make_vault({**ANA, **others})
    contact = workspace.vault.network.nodes[NodeId("ana-ruiz")]
    assert isinstance(contact, Contact)
    identity = identity_of(workspace.vault, contact)
    return plan_forgetting(workspace.vault, contact.id, identity, WORDS, keeps_mentions=False)


def journal_after(text: str) -> str | None:
    after = forget("journal/2026-01-01.md", text).changes[0].after
    return None if after is None else after.text


def test_somebody_who_is_named_twice_in_a_line_goes_twice() -> None:
    assert journal_after("- met [[ana-ruiz]], [[ana-ruiz]], [[tom]]: x\n") == "- met [[tom]]: x\n"
    text = "- met [[ana-ruiz]] and [[ana-ruiz|Ana]] and [[tom]]: with [[ana-ruiz]]\n"
    assert journal_after(text) == "- met [[tom]]: with somebody\n"
    assert journal_after("- met [[tom]], [[ana-ruiz]], [[ana-ruiz]]: x\n") == "- met [[tom]]: x\n"


def test_a_time_of_day_ends_no_list_of_people() -> None:
    text = "- 09:30 met [[ana-ruiz]], [[tom]]: x\n"
    assert journal_after(text) == "- 09:30 met [[tom]]: x\n"
    text = "- 2026-01-01 18:00 met [[tom]], [[ana-ruiz|Ana: a friend]]: with [[ana-ruiz]]\n"
    assert journal_after(text) == "- 2026-01-01 18:00 met [[tom]]: with somebody\n"


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(LINKS), st.sampled_from(SEPARATORS)), min_size=1, max_size=6)
)
def test_of_any_list_of_people_the_others_stay(people: list[tuple[str, str]]) -> None:
    links = [link for link, _ in people]
    if not any("ana" in link for link in links):
        return
    names = "".join(link + separator for link, separator in people[:-1]) + links[-1]
    planned = forget("journal/2026-01-01.md", f"- met {names}: x\n").changes[0].after
    assert planned is not None
    assert "ana" not in planned.text.casefold()
    left = [link for link in LINKS if link in planned.text]
    assert set(left) == {link for link in links if "ana" not in link}
    assert not left or planned.text.startswith("- met [[")


MANY: dict[str, tuple[str, Callable[[int], str]]] = {
    "words": ("notes/a.md", lambda n: "Ana Ruiz went.\n" * n),
    "links": ("notes/a.md", lambda n: "see [[ana-ruiz]]\n" * n),
    "ties": ("contacts/eva.md", lambda n: "## Ties\n" + "- [[ana-ruiz]]: friend\n" * n),
    "alone": ("journal/2026-01-01.md", lambda n: "- met [[ana-ruiz]]: x\n" * n),
    "several": ("journal/2026-01-01.md", lambda n: "- met [[ana-ruiz]], [[tom]]: x\n" * n),
}


@pytest.mark.parametrize("case", MANY)
def test_thousands_of_lines_about_somebody_take_no_longer_than_they_are_long(case: str) -> None:
    path, text = MANY[case]
    started = time.process_time()
    planned = forget(path, text(4000))
    assert time.process_time() - started < 10
    assert len(planned.lines) == 4000
