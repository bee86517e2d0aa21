"""Lags and stops are told to Prometheus by any process that can ask the database."""

from datetime import date

from shared.events.surveys import ResponseRecorded
from shared.views import queries
from shared.views.metrics import lag_text
from tests.services.worker.facts import META, YEAR, record


def _lines(engine) -> dict[str, float]:
    with engine.connect() as connection:
        text = lag_text(queries.lags(connection)).decode()
    lines = (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in lines}


def test_events_that_wait_are_told_for_each_view(engine, log, projector):
    position = record(log)
    assert _lines(engine)['sucharit_projection_lag_events{projection="scores"}'] == position
    projector.drain()
    after = _lines(engine)
    assert after['sucharit_projection_lag_events{projection="scores"}'] == 0
    assert after['sucharit_projection_stopped_shards{projection="scores"}'] == 0


def test_a_stopped_shard_is_told_with_its_position_and_the_reason(engine, log, projector):
    record(log)
    wrong = ResponseRecorded(instrument="IIT", answers={"i99": "most"}, day=date(2024, 2, 5))
    poisoned = log.append(f"responses/TH-49/{YEAR}", [wrong], meta=META).position
    projector.drain()
    lines = _lines(engine)
    assert lines['sucharit_projection_stopped_shards{projection="scores"}'] == 1
    stops = {name: at for name, at in lines.items() if name.startswith("sucharit_projection_stopped_position")}
    assert list(stops.values()) == [poisoned]
    assert "i99" in next(iter(stops))
