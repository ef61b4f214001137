"""By which words a person is known, and that the quick look never misses what a slow one finds."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faults.effort import EXAMPLES
from tests.vaults import make_vault
from vaultnet.domain.contact import Contact
from vaultnet.domain.node import NodeId
from vaultnet.vault.changes.identity import Identity, identity_of

NOTE = (
    "---\nname: Łucía Ñandú Öztürk\naliases: [Lu, 王 小明]\nemail: 'work: lucia+x@a.example'\n"
    "phone: '+34 600 11 22 33'\nurl: https://www.a.example/~lucía/\nuid: 'urn:1'\n---\n"
)
PLAIN = NOTE.replace(", 王 小明", "").replace("uid: 'urn:1'\n", "")


def identity(note: str) -> Identity:
    vault = make_vault({"contacts/lucia-nandu.md": note}).vault
    contact = vault.network.nodes[NodeId("lucia-nandu")]
    assert isinstance(contact, Contact)
    return identity_of(vault, contact)


@pytest.mark.parametrize(
    "text",
    [
        "Łucía Ñandú Öztürk",
        "ŁUCÍA  ñandu\nOzturk",
        unicodedata.normalize("NFD", "Łucía Ñandú Öztürk"),
        "LUCIA+X@A.example",
        "0034600112233",
        "(600) 11-22-33",
        "a.example/~lucía",
        "http://www.a.example/~lucía/",
        "lucia-nandu",
        "王 小明",
        "urn:1",
    ],
)
def test_a_person_is_known_however_it_is_written(text: str) -> None:
    assert identity(NOTE).certain.is_in(f"a ({text}), b")


@pytest.mark.parametrize(
    "text",
    [
        "Lu",
        "Łucía",
        "Łucía Ñandú",
        "1600112233",
        "x.lucia+x@a.example",
        "lucia-nandu-2",
        "a.example",
    ],
)
def test_what_may_mean_somebody_else_is_not_taken_for_them(text: str) -> None:
    assert not identity(NOTE).certain.is_in(text)


PIECES = st.sampled_from(
    ["Łucía", "lucia", "LUCI\u0301A", " ", "\n", "Ñandú", "nandu", "Öztürk", "OZTURK", "-", "600",
     "11", "22", "33", "+34", "lucia+x@a.example", "a.example/~lucía", "x", "王", "小明", "urn:1"]
)  # fmt: skip


@settings(max_examples=EXAMPLES)
@given(
    st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=40),
    st.sampled_from([NOTE, PLAIN]),
)
def test_the_quick_look_never_misses_anything(text: str, note: str) -> None:
    known = identity(note)
    for wanted in (known.certain, known.uncertain):
        assert wanted.is_in(text) == (wanted.pattern.search(text) is not None)
