"""Views come up to the log once and whole, whatever happens in between."""

import threading
from datetime import date

import psycopg
import pytest
from sqlalchemy import Engine, text, update
from sqlalchemy.exc import OperationalError

from services.worker.projections import PROJECTIONS
from services.worker.projections.base import FoldingRun
from services.worker.projector import BUSY, Projector
from shared.events.surveys import ResponseRecorded
from shared.postgres import libpq_url
from shared.views import queries
from shared.views.tables import projection_positions
from tests.services.worker.facts import META, RUBRIC, YEAR, answer, record, rename_type


def test_everything_recorded_is_seen_in_every_view(engine, log, projector):
    position = record(log)
    projector.drain()
    with engine.connect() as connection:
        assert queries.reached(connection, position)
        assert queries.position(connection) == position
        assert {lag.behind for lag in queries.lags(connection)} == {0}
        assert queries.score(connection, "TH-49", YEAR, today=date(2024, 2, 5))["rubric"] == RUBRIC


def test_a_second_drain_changes_nothing(log, projector, contents):
    record(log)
    projector.drain()
    before = contents()
    assert projector.drain() == 0
    assert contents() == before


def test_small_batches_give_the_same_rows_as_large_ones(engine, log, projector, contents):
    for unit in ("TH-49", "TH-50", "TH-51"):
        record(log, unit)
    projector.drain()
    large = contents()
    _forget(engine)
    small = Projector(engine, log, PROJECTIONS, batch=2)
    small.drain()
    assert contents() == large


def test_a_crash_between_rows_and_position_leaves_neither(engine, log, projector, contents, monkeypatch):
    record(log)
    whole = Projector._move

    def crash(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Projector, "_move", crash)
    with pytest.raises(KeyboardInterrupt):
        projector.drain()
    assert not any(contents().values())
    monkeypatch.setattr(Projector, "_move", whole)
    projector.drain()
    with engine.connect() as connection:
        assert queries.quota_list(connection, "TH-49", YEAR)[0].recorded == 2


def test_two_projectors_at_once_count_every_answer_once(engine, log, projector):
    units = [f"TH-{number}" for number in range(10, 26)]
    for unit in units:
        record(log, unit)
        log.append_batch([(f"responses/{unit}/{YEAR}", answer(), META)] * 40)
    others = [Projector(engine, log, PROJECTIONS, batch=7) for _ in range(3)]
    threads = [threading.Thread(target=each.drain) for each in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    projector.drain()
    with engine.connect() as connection:
        assert {queries.quota_list(connection, unit, YEAR)[0].recorded for unit in units} == {42}


def test_shards_in_which_few_events_wait_share_one_transaction(engine, log, projector):
    for unit in ("TH-49", "TH-50", "TH-51", "TH-52"):
        record(log, unit)
    projector.drain()
    for unit in ("TH-49", "TH-50", "TH-51", "TH-52"):
        log.append(f"responses/{unit}/{YEAR}", [answer()], meta=META)
    assert projector.sweep() == 4
    with engine.connect() as connection:
        written = "SELECT count(DISTINCT xmin::text) FROM views.scores"
        assert connection.execute(text(written)).scalar_one() == 1
        assert {lag.behind for lag in queries.lags(connection)} == {0}


def test_at_a_steady_stream_scores_are_brought_up_and_other_views_later(engine, log):
    def behind():
        with engine.connect() as connection:
            return {lag.projection for lag in queries.lags(connection) if lag.behind}

    projector = Projector(engine, log, PROJECTIONS, later=60.0)
    projector.prepare()
    record(log)
    projector.drain()
    log.append(f"responses/TH-49/{YEAR}", [answer()] * BUSY, meta=META)
    assert projector.sweep() == BUSY
    assert "scores" not in behind() and behind() >= {"quotas", "progress", "history", "snapshots"}
    log.append(f"responses/TH-49/{YEAR}", [answer()], meta=META)
    assert projector.sweep() == BUSY + 1, "what waited, and a single answer that nothing is put off for"
    assert not behind()
    log.append(f"responses/TH-49/{YEAR}", [answer()] * BUSY, meta=META)
    projector.drain()
    assert not behind()
    impatient = Projector(engine, log, PROJECTIONS, later=0)
    log.append(f"responses/TH-49/{YEAR}", [answer()] * BUSY, meta=META)
    impatient.sweep()
    assert not behind()


def test_a_view_that_is_behind_in_a_shard_catches_up_beside_the_others(engine, log, projector, contents):
    record(log)
    projector.drain()
    before = contents()
    with engine.begin() as connection:
        quotas = projection_positions.c.projection == "quotas"
        connection.execute(update(projection_positions).where(quotas).values(position=0))
        for table in ("quotas", "quotas_state"):
            connection.execute(text(f"DELETE FROM views.{table}"))
    projector.drain()
    assert contents() == before


def test_told_to_stop_it_begins_no_batch(log, projector):
    record(log)
    stop = threading.Event()
    stop.set()
    assert projector.drain(stop) == 0
    assert projector.drain() > 0


def test_an_event_that_cannot_be_projected_stops_its_shard_only(engine, log, projector, contents):
    record(log, "TH-49")
    wrong = ResponseRecorded(instrument="IIT", answers={"i99": "most"}, day=date(2024, 2, 5))
    poisoned = log.append(f"responses/TH-49/{YEAR}", [wrong], meta=META).position
    log.append(f"responses/TH-49/{YEAR}", [answer()], meta=META)
    record(log, "TH-51")
    projector.drain()
    with engine.connect() as connection:
        lags = {lag.projection: lag for lag in queries.lags(connection)}
        assert [stop.position for stop in lags["scores"].stopped] == [poisoned]
        assert "i99" in lags["scores"].stopped[0].error
        assert lags["scores"].behind == 2
        assert lags["quotas"].behind == 0
        assert queries.score(connection, "TH-51", YEAR, today=date(2024, 2, 5)) is not None
        assert queries.score(connection, "TH-49", YEAR, today=date(2024, 2, 5))["position"] < poisoned
        assert not queries.reached(connection, poisoned, unit="TH-49", projections=["scores"])


def test_a_stopped_shard_goes_on_after_a_fix(engine, log, projector, monkeypatch):
    take = FoldingRun.take

    def fails_on_the_second_answer(run, connection, batch):
        if any(recorded.version == 2 and recorded.stream.startswith("responses/") for recorded in batch):
            raise ValueError("a mistake in this release")
        take(run, connection, batch)

    monkeypatch.setattr(FoldingRun, "take", fails_on_the_second_answer)
    position = record(log)
    projector.drain()
    with engine.connect() as connection:
        assert queries.quota_list(connection, "TH-49", YEAR)[0].recorded == 1
    monkeypatch.setattr(FoldingRun, "take", take)
    projector.prepare()
    projector.drain()
    with engine.connect() as connection:
        assert queries.quota_list(connection, "TH-49", YEAR)[0].recorded == 2
        assert queries.reached(connection, position)


def test_an_event_that_cannot_be_decoded_stops_every_view_of_its_shard_there(engine, owner, log, projector):
    record(log)
    unknown = log.append(f"responses/TH-49/{YEAR}", [answer()], meta=META).position
    rename_type(owner, unknown)
    projector.drain()
    with engine.connect() as connection:
        lags = queries.lags(connection)
        assert {stop.position for lag in lags for stop in lag.stopped} == {unknown}
        assert {lag.behind for lag in lags} == {1}
        assert queries.quota_list(connection, "TH-49", YEAR)[0].recorded == 2


def test_a_lost_connection_stops_no_shard(engine, database, log, projector, monkeypatch):
    record(log)
    flush = FoldingRun.flush

    def cut_off(run, connection):
        pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        with psycopg.connect(libpq_url(database.url), autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", [pid])
        flush(run, connection)

    monkeypatch.setattr(FoldingRun, "flush", cut_off)
    with pytest.raises(OperationalError):
        projector.drain()
    monkeypatch.setattr(FoldingRun, "flush", flush)
    projector.drain()
    with engine.connect() as connection:
        assert not any(lag.stopped for lag in queries.lags(connection))
        assert {lag.behind for lag in queries.lags(connection)} == {0}
        assert queries.quota_list(connection, "TH-49", YEAR)[0].recorded == 2


def test_waiting_for_a_position_ends_when_the_views_are_there_or_the_time_is_up(engine, log, projector):
    position = record(log)
    assert not queries.wait_until(engine, position, timeout=0.05)
    worker = threading.Thread(target=projector.drain)
    worker.start()
    assert queries.wait_until(engine, position, unit="TH-49", timeout=20)
    worker.join()


def test_nothing_is_reached_before_a_worker_ever_ran(engine, log):
    position = record(log)
    with engine.connect() as connection:
        assert not queries.reached(connection, position)


def _forget(engine: Engine) -> None:
    with engine.begin() as connection:
        for projection in PROJECTIONS:
            for table in projection.tables:
                connection.execute(table.delete())
        connection.execute(update(projection_positions).values(position=0))


def test_a_view_of_another_release_gets_no_lanes_to_start_over_in(engine, log, projector, contents):
    record(log)
    projector.drain()
    before = contents("scores")
    with engine.begin() as connection:
        scores = projection_positions.c.projection == "scores"
        connection.execute(update(projection_positions).where(scores).values(version=99))
    projector.prepare()
    projector.drain()
    assert contents("scores") == before
