"""Verification: every chain recomputed from the stored events, and held against the newest checkpoint.

What the chains alone cannot show is an end cut off a stream: positions, which have no gaps, show that. An end cut off
the whole log, or a log rewritten as a whole, shows only against a checkpoint.
"""

from collections.abc import Iterator, Sequence

import psycopg

from shared.log.chains import Chain, Fault, Kind, Link
from shared.log.checkpoints import Checkpoint, newest_checkpoint
from shared.log.heads import Head, heads_root
from shared.log.log import Log
from shared.log.statements import statement
from shared.postgres import libpq_url

#: Rows that the client takes at once, while the server goes on with the next.
_ROWS = 500


def verify(log: Log, checkpoint: Checkpoint | None = None) -> Iterator[Fault]:
    """Every fault of the log, chain by chain, then the positions that are missing. Nothing found: the log is whole.

    checkpoint: what the log is held against; default: the newest that the database itself holds, which says less,
    because whoever can change the log can change that too. Signatures are not checked here.
    Works on one snapshot, while others append. Keeps the heads of all streams in memory. Raises LogUnavailable.
    """
    checkpoint = checkpoint or newest_checkpoint(log)
    heads: list[Head] = []
    with psycopg.connect(libpq_url(log.url)) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        yield from _chain_faults(connection, checkpoint.position if checkpoint else 0, heads)
        yield from _missing_positions(connection)
        if checkpoint:
            yield from _checkpoint_faults(connection, checkpoint, heads)


def _chain_faults(connection: psycopg.Connection, position: int, heads: list[Head]) -> Iterator[Fault]:
    """The faults of all chains; ``heads`` is filled with the last event of each stream up to ``position``."""
    chain, stream = Chain(), None
    head: Link | None = None
    with connection.cursor() as cursor:
        for row in cursor.stream(statement("chains"), binary=True, size=_ROWS):
            link = Link._make(row)
            if link.stream != stream:
                yield from chain.end()
                heads += _head(head)
                chain, stream, head = Chain(), link.stream, None
            if not chain.fits(link):
                yield from chain.step(link)
            if link.position <= position:
                head = link
    yield from chain.end()
    heads += _head(head)


def _head(link: Link | None) -> list[Head]:
    return [Head(link.stream, link.version, link.hash.hex())] if link else []


def _missing_positions(connection: psycopg.Connection) -> Iterator[Fault]:
    for first, last in connection.execute(statement("gaps")):
        yield Fault(Kind.REMOVED, None, None, first, f"positions {first} to {last} are missing")


def _checkpoint_faults(connection: psycopg.Connection, checkpoint: Checkpoint, heads: list[Head]) -> Iterator[Fault]:
    ((last,),) = connection.execute(statement("head")).fetchall()
    if last < checkpoint.position:
        cut = f"the log ends at position {last}; the checkpoint of {checkpoint.taken_at} saw {checkpoint.position}"
        yield Fault(Kind.REMOVED, None, None, last + 1, cut)
    elif heads_root(heads) != checkpoint.root:
        text = f"up to position {checkpoint.position} the log is not what the checkpoint of {checkpoint.taken_at} saw"
        yield Fault(Kind.CHANGED, None, None, checkpoint.position, text)
    if checkpoint.heads is not None:
        yield from _other_heads(checkpoint.heads, heads, checkpoint.position)


def _other_heads(promised: Sequence[Head], found: Sequence[Head], position: int) -> Iterator[Fault]:
    """The streams that do not end as the checkpoint says."""
    ends = {head.stream: head for head in found}
    for head in promised:
        end = ends.pop(head.stream, Head(head.stream, 0, ""))
        if end.version < head.version:
            detail = f"the stream ended at version {head.version}, now at {end.version}"
            yield Fault(Kind.REMOVED, head.stream, end.version + 1, position, detail)
        elif end != head:
            yield Fault(Kind.CHANGED, head.stream, head.version, position, "is not the head that the checkpoint saw")
    for end in ends.values():
        yield Fault(Kind.INSERTED, end.stream, end.version, position, "the checkpoint saw no such stream")
