"""The Merkle tree: the figures of the RFC's definition, and what a root must not confuse."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from shared.log.merkle import merkle_root


def _by_definition(leaves: list[bytes]) -> bytes:
    """RFC 9162 §2.1.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    left = 1
    while left * 2 < len(leaves):
        left *= 2
    return sha256(b"\x01" + _by_definition(leaves[:left]) + _by_definition(leaves[left:])).digest()


@given(st.lists(st.binary(max_size=4), max_size=70))
def test_the_root_is_the_one_that_the_rfc_defines(leaves: list[bytes]) -> None:
    assert merkle_root(leaves) == _by_definition(leaves)


@given(st.lists(st.binary(max_size=2), max_size=8), st.lists(st.binary(max_size=2), max_size=8))
def test_other_leaves_have_another_root(some: list[bytes], others: list[bytes]) -> None:
    assert (merkle_root(some) == merkle_root(others)) == (some == others)


def test_a_node_does_not_pass_for_a_leaf() -> None:
    node = b"".join(sha256(b"\x00" + leaf).digest() for leaf in (b"a", b"b"))
    assert merkle_root([node]) != merkle_root([b"a", b"b"])
