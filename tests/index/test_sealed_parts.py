"""What was damaged counts as if it were not there, and nothing of it is believed."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.faults.effort import EXAMPLES
from vaultnet.index.sealed_parts import (
    SealedParts,
    digest_of,
    seal_addition,
    seal_parts,
    unseal_parts,
)

PARTS, LOOSE = (b"first", b"", b"third\n{}"), b"loose pieces"
ADDED = (b'["a"]', b"", b"x y")


def opened(data: bytes, key: str = "key") -> SealedParts | None:
    return unseal_parts(lambda at, size: data[at : at + size], len(data), key)


def parts_of(sealed: SealedParts) -> tuple[bytes, ...]:
    return tuple(map(bytes, sealed.parts))


def added_to(data: bytes, *contents: bytes) -> bytes:
    sealed = opened(data)
    assert sealed is not None
    return data + b"".join(seal_addition(content, sealed.digest) for content in contents)


def without_breaks(content: bytes) -> bytes:
    return content.replace(b"\n", b"")


@given(st.lists(st.binary(), min_size=1), st.binary(), st.lists(st.binary().map(without_breaks)))
def test_what_was_sealed_comes_back(parts: list[bytes], loose: bytes, added: list[bytes]) -> None:
    data = added_to(seal_parts(parts, loose, "key"), *added)
    sealed = opened(data)
    assert sealed is not None
    assert (parts_of(sealed), sealed.additions) == (tuple(parts), tuple(added))
    assert data[sealed.loose_at : sealed.loose_at + sealed.loose_size] == loose
    assert opened(data, "another key") is None


def test_each_bit_is_proven_but_those_of_loose_pieces_which_are_proven_by_themselves() -> None:
    good = added_to(seal_parts(PARTS, LOOSE, "key"), *ADDED)
    whole = opened(good)
    assert whole is not None
    end = whole.loose_at + whole.loose_size
    for place in range(8 * len(good)):
        data = bytearray(good)
        data[place // 8] ^= 1 << place % 8
        sealed = opened(bytes(data))
        if place // 8 < whole.loose_at:
            assert sealed is None
        else:
            assert sealed is not None
            assert parts_of(sealed) == PARTS
            assert set(sealed.additions) <= set(ADDED)
        if whole.loose_at <= place // 8 < end:
            assert digest_of(bytes(data[whole.loose_at : end])) != digest_of(LOOSE)


@pytest.mark.parametrize("seed", range(max(4, EXAMPLES // 50)))
def test_cut_off_and_mixed_up_bytes_are_nothing_that_was_not_sealed(seed: int) -> None:
    random = Random(seed)
    data = bytearray(added_to(seal_parts(PARTS, LOOSE, "key"), *ADDED))
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(data) or 1)
        doing = random.randrange(3)
        if doing == 0:
            del data[at:]
        elif doing == 1:
            del data[at : at + random.randint(1, 9)]
        else:
            data[at:at] = random.choice((b"\n", b"{}", b"0", bytes(9), bytes(data)))
    sealed = opened(bytes(data))
    if sealed is not None:
        assert parts_of(sealed) == PARTS
        assert set(sealed.additions) <= set(ADDED)


def test_an_addition_counts_for_the_bytes_that_it_was_made_for_alone() -> None:
    """Two commands at once: one writes all anew, the other adds to what was there before."""
    old, new = seal_parts(PARTS, LOOSE, "key"), seal_parts((b"other",), b"", "key")
    sealed, later = opened(added_to(old, b"late")), opened(new + added_to(old, b"late")[len(old) :])
    assert sealed is not None
    assert sealed.additions == (b"late",)
    assert later is not None
    assert later.additions == ()


def test_what_was_added_in_part_takes_nothing_that_comes_after_along() -> None:
    data = seal_parts(PARTS, LOOSE, "key")
    torn = added_to(data, b"first")[:-4]
    sealed = opened(torn + added_to(data, b"second")[len(data) :])
    assert sealed is not None
    assert sealed.additions == (b"second",)


@pytest.mark.parametrize(
    "head",
    [b"", b"null", b"key", b"key 0", b"key 0 ", b"key 0 x", b"key 0 -1 2", b"key 0 1", b"key 0 1 1",
     b"key 0 " + b"9" * 4000, b"key 0 " + b"9" * 5000, b"\xff", b" " * 9000, b"key 0 1_0 0"],
)  # fmt: skip
def test_other_things_are_none_of_ours(head: bytes) -> None:
    assert opened(head) is None
    assert opened(head + b"\n" + bytes(100)) is None
