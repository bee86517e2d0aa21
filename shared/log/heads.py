"""Heads: the last event of every stream, as they stood at one position."""

from collections.abc import Iterable
from typing import NamedTuple

from shared.log.canonical import canonical_json
from shared.log.merkle import merkle_root


class Head(NamedTuple):
    """The last event of a stream. hash: hex; it binds all events before it."""

    stream: str
    version: int
    hash: str


def heads_root(heads: Iterable[Head]) -> str:
    """The Merkle root (hex) of heads. Leaves: ``["stream",version,"hash"]`` in canonical JSON, sorted by stream."""
    return merkle_root([canonical_json(list(head)) for head in sorted(heads)]).hex()
