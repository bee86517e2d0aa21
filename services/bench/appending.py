"""Workloads that append, ours and the peers'. Each returns events a second; everything is made ready before."""

from services.bench import bare
from services.bench.ground import Database
from services.bench.library import aggregates, library_log
from services.bench.repeat import timed, together
from services.bench.workload import Item, answers
from shared.log import GroupedLog, Log


def append_singly(database: Database, count: int) -> float:
    """One event a transaction, by one client."""
    items = list(answers(count))
    with Log(database.url) as log:
        log.head()  # connected before the clock starts, as the peer is
        with timed() as watch:
            for stream, event, meta in items:
                log.append(stream, [event], meta=meta)
    return watch.rate(count)


def insert_singly(database: Database, count: int) -> float:
    """The bare peer of append_singly."""
    rows = bare.rows_of(list(answers(count)))
    with bare.bare_table(database.owner_url) as connection, timed() as watch:
        bare.insert_singly(connection, rows)
    return watch.rate(count)


def append_from_clients(database: Database, clients: int, count: int) -> float:
    """``count`` events of each client, as the API appends them: those that come together share a commit."""
    shares = _shares(clients, count)
    with GroupedLog(database.url) as log:
        log.head()

        def client(number: int) -> None:
            for stream, event, meta in shares[number]:
                log.append(stream, [event], meta=meta)

        return clients * count / together(clients, client)


def save_from_clients(database: Database, clients: int, count: int) -> float:
    """The library's way: ``save`` of a new aggregate with one event, from as many clients."""
    made = [aggregates(share) for share in _shares(clients, count)]
    with library_log(database.owner_url) as log:

        def client(number: int) -> None:
            for aggregate in made[number]:
                log.save(aggregate)

        return clients * count / together(clients, client)


def append_in_batches(database: Database, count: int, batch: int) -> float:
    """Batches, each one transaction."""
    items = list(answers(count))
    with Log(database.url) as log:
        log.head()
        with timed() as watch:
            for start in range(0, count, batch):
                log.append_batch(items[start : start + batch])
    return watch.rate(count)


def insert_in_batches(database: Database, count: int, batch: int, how: str) -> float:
    """The bare peer of append_in_batches. how: a name of ``bare.BATCH_INSERTS``."""
    rows, insert = bare.rows_of(list(answers(count))), bare.BATCH_INSERTS[how]
    with bare.bare_table(database.owner_url) as connection, timed() as watch:
        for start in range(0, count, batch):
            insert(connection, rows[start : start + batch])
    return watch.rate(count)


def _shares(clients: int, count: int) -> list[list[Item]]:
    items = list(answers(clients * count))
    return [items[number::clients] for number in range(clients)]
