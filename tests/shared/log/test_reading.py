"""Reading: streams, shards, the feed, waiting; and events of every age."""

import threading

import psycopg
import pytest
from sqlalchemy import make_url

from shared.events import Meta, UnknownEventType
from shared.events.preparation import ItemAssigned, StaffCounted
from shared.events.work import AppealLodged
from shared.log import SHARDS, Log, LogUnavailable, Wakeup, shard_of
from shared.postgres import libpq_url
from tests.databases import Database, Server

META = Meta(actor="somchai")


@pytest.fixture
def filled(log: Log) -> Log:
    """Thirty events of ten units, of two types."""
    for number in range(30):
        event = StaffCounted(eligible=number) if number % 2 else ItemAssigned(item="O1", officers=("x",))
        log.append(f"round/TH-{10 + number % 10}/2567", [event], meta=META)
    return log


def test_a_stream_is_read_from_any_version(filled: Log) -> None:
    assert [each.version for each in filled.read("round/TH-10/2567")] == [1, 2, 3]
    assert [each.version for each in filled.read("round/TH-10/2567", after_version=2)] == [3]
    assert filled.read("round/TH-99/2567") == []


def test_the_log_is_followed_page_by_page(filled: Log) -> None:
    positions: list[int] = []
    while page := filled.follow(positions[-1] if positions else 0, limit=7):
        positions += [each.position for each in page]
    assert positions == list(range(1, 31))


def test_several_shards_are_followed_at_once_each_from_its_own_position(filled: Log) -> None:
    after = {shard: 3 * shard for shard in range(0, SHARDS, 2)}
    apart = [each for shard, position in after.items() for each in filled.follow(position, shard=shard, limit=2)]
    assert filled.follow_shards(after, limit=2) == sorted(apart, key=lambda each: each.position)
    assert filled.follow_shards({}, limit=2) == []


def test_the_shards_share_the_log_out(filled: Log) -> None:
    shared = [filled.follow(0, shard=shard) for shard in range(SHARDS)]
    assert sorted(each.position for shard in shared for each in shard) == list(range(1, 31))
    assert all(each.shard == number == shard_of(each.stream) for number, shard in enumerate(shared) for each in shard)


def test_all_streams_of_a_unit_share_one_shard() -> None:
    streams = ["unit/TH-49", "round/TH-49/2567", "responses/TH-49/2568", "audits/TH-49/2567"]
    assert {shard_of(stream) for stream in streams} == {shard_of("unit/TH-49")}


def test_shards_never_move() -> None:
    """Recorded events carry their shard: another hash would part a unit's old events from its new ones."""
    assert [shard_of(stream) for stream in ("access", "unit/TH-49", "unit/TH-10", "unit/TH-84-samui")] == [4, 8, 9, 14]


def test_the_feed_is_filtered_by_unit_and_type(filled: Log) -> None:
    assert [each.position for each in filled.events(unit="TH-13")] == [4, 14, 24]
    assert [each.position for each in filled.events(unit="TH-13", after=4, limit=1)] == [14]
    assert {each.type for each in filled.events(type="StaffCounted")} == {"StaffCounted"}
    assert len(filled.events(type="StaffCounted")) == 15
    assert filled.events(unit="TH-13", type="ItemAssigned") == []
    assert [each.position for each in filled.events(after=28)] == [29, 30]


def test_an_unknown_type_is_refused_on_reading(log: Log, database: Database) -> None:
    log.append("unit/TH-49", [AppealLodged(item="O1", explanation="x")], meta=META)
    with psycopg.connect(libpq_url(database.owner_url)) as connection:
        connection.execute("SET sucharit.allow_change = 'on'; UPDATE events SET type = 'FromTheFuture'")
    with pytest.raises(UnknownEventType, match="FromTheFuture"):
        log.read("unit/TH-49")


def test_waiting_ends_with_an_append_and_with_the_time(log: Log) -> None:
    with Wakeup(log.url) as wakeup:
        assert not wakeup.wait(0)
        writer = threading.Thread(target=lambda: log.append("unit/TH-49", [StaffCounted(eligible=1)], meta=META))
        writer.start()
        assert wakeup.wait(30)
        writer.join()
        assert not wakeup.wait(0)


def test_a_lost_connection_counts_as_a_signal_and_listening_goes_on(
    log: Log, server: Server, database: Database
) -> None:
    with Wakeup(log.url) as wakeup:
        _end_other_connections(server, database)
        assert wakeup.wait(30)
        log.append("unit/TH-49", [StaffCounted(eligible=1)], meta=META)
        assert wakeup.wait(30)


def test_connections_that_the_server_closed_are_replaced(log: Log, server: Server, database: Database) -> None:
    log.append("unit/TH-49", [StaffCounted(eligible=1)], meta=META)
    _end_other_connections(server, database)
    assert log.append("unit/TH-49", [StaffCounted(eligible=2)], meta=META).version == 2
    _end_other_connections(server, database)
    assert log.head() == 2


def _end_other_connections(server: Server, database: Database) -> None:
    """As when the server is restarted; returns when they are gone."""
    others = "FROM pg_stat_activity WHERE datname = %s"
    name = make_url(database.url).database
    with server.administration() as connection:
        connection.execute(f"SELECT pg_terminate_backend(pid, 10000) {others}".encode(), [name])


def test_a_database_that_is_not_there_is_named_as_such() -> None:
    with Log("postgresql://nobody@127.0.0.1:1/none") as log, pytest.raises(LogUnavailable, match="refused"):
        log.head()
