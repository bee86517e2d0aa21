"""A Merkle tree over byte strings, hashed as in RFC 9162 §2.1: one root stands for all leaves and their order."""

from collections.abc import Sequence
from hashlib import sha256

#: Prefixes that keep a leaf from passing for a node.
_LEAF, _NODE = b"\x00", b"\x01"


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    """The root (32 bytes) of leaves in their order; of none, the SHA-256 of nothing.

    Joining neighbours level by level, the odd one out going up as it is, gives the same tree as the RFC's recursion.
    """
    level = [sha256(_LEAF + leaf).digest() for leaf in leaves]
    while len(level) > 1:
        joined = [sha256(_NODE + left + right).digest() for left, right in zip(level[::2], level[1::2], strict=False)]
        level = joined + level[len(joined) * 2 :]
    return level[0] if level else sha256(b"").digest()
