"""A row of the table, to be varied."""

import pytest

from services.bench.results import Bar, Result, Series

#: The bar of the row, unless another is given.
TWICE = Bar.times(2)


@pytest.fixture
def row():
    """Makes a row: ours and a peer's figures, under a bar of twice the peer."""

    def make(ours=(4.0, 8.0, 6.0), theirs=(3.0, 2.0, 4.0), bar=TWICE) -> Result:
        series = None if theirs is None else Series(tuple(theirs))
        peer = None if theirs is None else "the peer"
        return Result(
            name="a row", group="log", unit="events/s", bar=bar, ours=Series(tuple(ours)), peer=peer, theirs=series
        )

    return make
