"""A rebuild takes no more memory for a long log than for a short one."""

import pytest

from services.bench.ground import Database as Ground
from services.bench.memory import peak_of_rebuild
from services.bench.projecting import prepared

#: Megabytes that a rebuild may take, whatever the length of the log.
MOST = 300.0


@pytest.mark.chaos
def test_memory_does_not_grow_with_the_log(server) -> None:
    short, long = (_peak(server, sheets) for sheets in (10_000, 100_000))
    assert long <= MOST
    assert long <= 1.25 * short


def _peak(server, sheets: int) -> float:
    with server.fresh() as database:
        ground = Ground(database.url, database.owner_url)
        with prepared(ground, sheets):
            return peak_of_rebuild(ground)
