"""An answer is recorded with its day and nothing finer; everything else keeps its time; chains hold over both."""

from datetime import UTC, date, datetime, time, timedelta

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.events import Event, Meta
from shared.events.preparation import StaffCounted
from shared.events.surveys import ResponseRecorded
from shared.log import ANY, Appended, GroupedLog, Log, export_events, shard_of, verify
from shared.log.appending import Request
from shared.log.canonical import document
from shared.postgres import libpq_url
from shared.settings import BANGKOK
from tests.databases import Database

ANSWERS, WORK = "responses/TH-49/2567", "round/TH-49/2567"
META = Meta(actor="respondent")
SHEET = ResponseRecorded(instrument="IIT", answers={"i1": "most"}, day=date(2024, 2, 5))


def _today() -> datetime:
    return datetime.combine(datetime.now(BANGKOK).date(), time(), tzinfo=BANGKOK)


def _is_coarse(moment: datetime) -> bool:
    """Yesterday's, if the test began before midnight."""
    return moment in (_today(), _today() - timedelta(days=1))


def test_every_way_of_appending_keeps_only_the_day_of_an_answer(log: Log) -> None:
    log.append(WORK, [StaffCounted(eligible=1)], meta=META)
    alone = log.append(ANSWERS, [SHEET], meta=META).events[0]
    keyed = log.append(ANSWERS, [SHEET, SHEET], meta=META, idempotency_key="a").events
    with GroupedLog(log.url) as group:
        sent = [(WORK, StaffCounted(eligible=3)), (ANSWERS, SHEET), (WORK, StaffCounted(eligible=4))]
        asked = [Request.of(stream, [event], META, ANY, None, None) for stream, event in sent]
        together = group.append_together(asked)
    _, grouped, work = [told.events[0] for told in together if isinstance(told, Appended)]
    assert not _is_coarse(work.recorded_at)
    log.append_batch([(ANSWERS, SHEET, META), (WORK, StaffCounted(eligible=2), META)])
    stored = log.read(ANSWERS)
    assert [alone, *keyed, grouped] == stored[:4]
    assert len(stored) == 5
    assert all(_is_coarse(answer.recorded_at) for answer in stored)


def test_an_identifier_of_an_answer_holds_no_time(log: Log) -> None:
    answers = log.append(ANSWERS, [SHEET] * 20, meta=META).events
    work = log.append(WORK, [StaffCounted(eligible=1)], meta=META).events[0]
    assert {answer.event_id.version for answer in answers} == {4}
    assert [answer.event_id for answer in answers] != sorted(answer.event_id for answer in answers)
    assert work.event_id.version == 7


def test_the_work_between_answers_keeps_its_time(log: Log) -> None:
    before = datetime.now(UTC)
    for number in range(5):
        log.append(WORK, [StaffCounted(eligible=number)], meta=META)
        log.append(ANSWERS, [SHEET], meta=META)
    times = [event.recorded_at for event in log.read(WORK)]
    assert times == sorted(times)
    assert before - timedelta(seconds=5) <= times[0] and len(set(times)) == 5


def test_chains_and_exports_hold_over_both(log: Log) -> None:
    for number in range(3):
        log.append(WORK, [StaffCounted(eligible=number)], meta=META)
        log.append_batch([(ANSWERS, SHEET, META), (WORK, StaffCounted(eligible=number), META), (ANSWERS, SHEET, META)])
    assert list(verify(log)) == []
    assert sum(b'"ResponseRecorded"' in line for line in export_events(log)) == 6


@pytest.mark.parametrize("stream", [ANSWERS, WORK])
def test_a_row_that_was_recorded_before_goes_on_being_valid(log: Log, database: Database, stream: str) -> None:
    """As it was before migration 0008: a time to the microsecond, bound into the chain."""
    event: Event = SHEET if stream == ANSWERS else StaffCounted(eligible=1)
    old = document(stream, event, META)
    with psycopg.connect(libpq_url(database.owner_url)) as connection:
        connection.execute(
            "INSERT INTO events SELECT 1, %(stream)s, 1, %(id)s, %(type)s, 1, %(data)s::jsonb, %(meta)s::jsonb, at, "
            "%(shard)s, sha256(''::bytea || chain_link(1, 1, at, %(digest)s)) "
            "FROM (SELECT timestamptz '2024-02-05 10:11:12.131415+07' AS at) AS earlier",
            {
                "stream": stream, "id": old.event_id, "type": type(event).__name__, "data": old.data.decode(),
                "meta": old.meta_data.decode(), "shard": shard_of(stream), "digest": old.digest,
            },
        )  # fmt: skip
    log.append(stream, [event], meta=META)
    assert list(verify(log)) == []
    assert log.read(stream)[0].recorded_at.microsecond == 131415


@given(st.integers(0, 315_360_000).map(lambda second: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=second)))
def test_whoever_brings_an_answer_brings_no_time_of_day(moment: datetime) -> None:
    kept = document(ANSWERS, SHEET, Meta(actor="import", occurred_at=moment)).meta.occurred_at
    assert kept is not None
    assert kept.astimezone(BANGKOK) == datetime.combine(moment.astimezone(BANGKOK).date(), time(), tzinfo=BANGKOK)
    assert document(WORK, StaffCounted(eligible=1), Meta(actor="import", occurred_at=moment)).meta.occurred_at == moment
