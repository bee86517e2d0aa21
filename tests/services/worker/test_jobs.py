"""The standing jobs: audits of the night, audits whose message was lost, scores of a new day."""

from datetime import UTC, datetime, timedelta

import dramatiq
import pytest
from dramatiq.brokers.stub import StubBroker
from sqlalchemy import update

from services.worker.jobs import remove_snapshots, request_audits, rescore, send_lost_audits, standing_jobs
from shared.events import Meta
from shared.events.audits import AuditRequested
from shared.events.units import UnitRegistered
from shared.events.work import RoundCertified
from shared.evidence import FolderBlobs
from shared.log import newest_checkpoint
from shared.secrecy import signing_key
from shared.views import queries
from shared.views.tables import scores
from tests.services.worker.facts import META, YEAR, record, streams

DUE = datetime(2026, 3, 1, 17, 30, tzinfo=UTC)


@pytest.fixture
def queue():
    """The audits that messages were sent for."""
    broker = StubBroker()
    before = dramatiq.broker.global_broker
    dramatiq.set_broker(broker)
    broker.declare_queue("crawl")

    def sent() -> list[str]:
        waiting = broker.queues["crawl"]
        messages = [dramatiq.Message.decode(waiting.get_nowait()) for _ in range(waiting.qsize())]
        return [message.kwargs["audit_id"] for message in messages]

    yield sent
    broker.close()
    dramatiq.set_broker(before)


def test_the_night_audits_every_website_of_an_open_round_once(engine, log, projector, queue):
    record(log, "TH-49")
    record(log, "TH-50")
    log.append(f"round/TH-50/{YEAR}", [RoundCertified()], meta=META)
    for stream, events in streams("TH-51").items():
        log.append(stream, events[:1] if not stream.startswith("unit") else [_without_website(events[0])], meta=META)
    projector.drain()
    assert request_audits(engine, log, DUE) == 1
    request_audits(engine, log, DUE)
    requested = [each.event for each in log.read(f"audits/TH-49/{YEAR}") if isinstance(each.event, AuditRequested)]
    assert [each.scheduled for each in requested] == [False, True]
    assert set(queue()) == {requested[1].audit_id}
    assert not [each for each in log.read(f"audits/TH-50/{YEAR}") if each.version > 3]


def test_an_audit_whose_message_was_lost_is_sent_again(engine, log, projector, queue):
    record(log)
    asked = log.append(f"audits/TH-49/{YEAR}", [AuditRequested(audit_id="a2")], meta=META)
    projector.drain()
    at = asked.events[0].happened_at
    assert send_lost_audits(engine, at + timedelta(minutes=9)) == 0
    asked_again = [
        minutes for minutes in range(9, 31) if send_lost_audits(engine, at + timedelta(minutes=minutes, seconds=1))
    ]
    assert asked_again == [10, 20, 30], "not every minute: it may only be waiting its turn"
    assert queue() == ["a2"] * 3


def test_a_new_day_scores_what_was_scored_before(engine, log, projector):
    record(log)
    projector.drain()
    with engine.begin() as connection:
        right = queries.comparison(connection, YEAR, today=DUE.date())
        connection.execute(update(scores).values(scored_on=datetime(2024, 2, 1, tzinfo=UTC).date(), high=0))
    assert rescore(engine, DUE) == 1
    assert rescore(engine, DUE) == 0
    with engine.connect() as connection:
        assert queries.comparison(connection, YEAR, today=DUE.date()) == right


def test_every_job_has_a_name_of_its_own(engine, log, tmp_path):
    names = [job.name for job in _jobs(engine, log, tmp_path)]
    assert len(set(names)) == len(names) == 9


def test_the_nightly_checkpoint_signs_what_the_log_is(engine, log, tmp_path):
    log.append("unit/TH-49", [UnitRegistered(unit="TH-49", name_th="ตม.", name_en="imm.")], meta=Meta(actor="test"))
    job = next(job for job in _jobs(engine, log, tmp_path) if job.name == "checkpoint")
    job.run(DUE)
    taken = newest_checkpoint(log)
    assert taken is not None
    assert taken.is_signed_by(signing_key(tmp_path).public_key().public_bytes_raw().hex())


def test_snapshots_are_kept_for_ever_where_the_rule_says_so(log, tmp_path):
    class Untouchable:
        """An evidence store of which nothing may be asked."""

    assert remove_snapshots(log, Untouchable(), DUE, days=0) == 0
    assert remove_snapshots(log, FolderBlobs(tmp_path), DUE, days=90) == 0


def _jobs(engine, log, keys):
    return standing_jobs(engine, log, keys, blobs=FolderBlobs(keys / "blobs"), snapshot_days=90)


def _without_website(event):
    return type(event)(unit=event.unit, name_th="ตม.", name_en="no website")
