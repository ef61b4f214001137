"""Which known key an unknown one was meant to be."""

import pytest

from vaultnet.domain.node import Kind
from vaultnet.vault.fields.schema import FIELDS
from vaultnet.vault.front.key_slips import meant_key

CONTACT_KEYS = tuple(spec.key for spec in FIELDS[Kind.CONTACT])


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("Name", "name"),
        ("TAGS", "tags"),
        ("met-through", "met_through"),
        ("Introduced by", "introduced_by"),
        ("organization", "organisation"),
        ("emails", "email"),
        ("birthdya", "birthday"),
        ("langauges", "languages"),
    ],
)
def test_a_slip_is_seen(key: str, meant: str) -> None:
    assert meant_key(key, CONTACT_KEYS) == meant


@pytest.mark.parametrize("key", ["created", "type", "company", "github", "EMAIL[WORK]", "x", ""])
def test_another_word_is_another_key(key: str) -> None:
    assert meant_key(key, CONTACT_KEYS) is None
