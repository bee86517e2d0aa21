"""Whatever a workload says it appended is there afterwards."""

from collections import Counter

import psycopg
import pytest

from services.bench import appending, bare
from services.bench.library import library_log
from services.bench.log import follow_all, verify_all
from services.bench.workload import UNITS, answers, fill
from shared.events import encode
from shared.postgres import libpq_url


def recorded(log) -> list:
    return [(each.stream, encode(each.event)) for each in log.follow(0, limit=10_000)]


def wanted(count: int) -> list:
    return [(stream, encode(event)) for stream, event, _ in answers(count)]


def bare_rows(database) -> list:
    with psycopg.connect(libpq_url(database.owner_url)) as connection:
        return connection.execute("SELECT stream, data FROM bare ORDER BY position").fetchall()


def test_single_appends(database, log):
    assert appending.append_singly(database, 30) > 0
    assert recorded(log) == wanted(30)


def test_batches(database, log):
    assert appending.append_in_batches(database, 25, 10) > 0
    assert recorded(log) == wanted(25)


def test_many_clients(database, log):
    assert appending.append_from_clients(database, 4, 10) > 0
    assert sorted(map(str, recorded(log))) == sorted(map(str, wanted(40)))


def test_bare_inserts_store_the_rows_that_the_log_stores(database, log):
    assert appending.insert_singly(database, 205) > 0
    appending.append_singly(database, 205)
    assert bare_rows(database) == recorded(log)
    with psycopg.connect(libpq_url(database.owner_url)) as connection:
        for table in ("bare", "events"):
            rows = connection.execute(f"SELECT stream, version, meta FROM {table} ORDER BY position").fetchall()
            assert rows[-1] == (f"responses/{UNITS[4]}/2567", 3, {"actor": "bench", "simulated": True})


@pytest.mark.parametrize("how", bare.BATCH_INSERTS)
def test_bare_batches(database, how):
    assert appending.insert_in_batches(database, 25, 10, how) > 0
    assert bare_rows(database) == wanted(25)


def test_saves_of_the_library(database):
    assert appending.save_from_clients(database, 3, 5) > 0
    with library_log(database.owner_url) as library:
        notes = library.recorder.select_notifications(1, 50)
        saved = Counter(library.mapper.to_domain_event(each).stream for each in notes)
    assert saved == Counter(stream for stream, _ in wanted(15))


def test_following_and_bare_reading_see_every_event(database, log):
    fill(log, answers(2_500))
    assert follow_all(log, 2_500) > 0
    assert bare.read_all(database.url, 1_000) == 2_500
    with pytest.raises(ValueError, match="2500 events read of 2501"):
        follow_all(log, 2_501)


def test_verification_is_only_timed_over_a_sound_log(database, log):
    fill(log, answers(20))
    assert verify_all(log, 20) > 0
    with psycopg.connect(libpq_url(database.owner_url)) as connection:
        connection.execute("SET sucharit.allow_change = 'on'")
        connection.execute("UPDATE events SET data = '{}' WHERE position = 7")
    with pytest.raises(ValueError, match="faulty"):
        verify_all(log, 20)
