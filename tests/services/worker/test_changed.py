"""Only what an event changes is written: neither rows of quotas that stay as they are, nor states that stay alike."""

from sqlalchemy import text

from services.worker.rebuild import rebuild
from shared.events.preparation import QuotaSet
from tests.services.worker.facts import META, YEAR, answer, record

ANSWERS, ROUND = (f"{kind}/TH-49/{YEAR}" for kind in ("responses", "round"))


def written(engine, table):
    """Primary key of quotas, or nothing → the transaction that wrote the row."""
    key = "instrument || ' ' || work_line" if table == "quotas" else "unit"
    with engine.connect() as connection:
        return dict(connection.execute(text(f"SELECT {key}, xmin::text FROM views.{table}")).all())


def test_an_answer_writes_the_rows_of_its_survey_and_line_only(engine, log, projector):
    record(log)
    log.append(ANSWERS, [answer("IIT", work_line="inspection")], meta=META)
    projector.drain()
    before = written(engine, "quotas")
    log.append(ANSWERS, [answer("IIT", work_line="inspection")], meta=META)
    projector.drain()
    after = written(engine, "quotas")
    assert len(before) > 4
    assert {key for key in after if after[key] != before[key]} == {"IIT ", "IIT inspection"}


def test_a_row_that_is_no_more_is_gone_and_a_rebuild_finds_the_same(engine, owner, log, projector, contents):
    record(log)
    for lines in ({"inspection": 8, "other": 2}, {"inspection": 10}, {}):
        quota = QuotaSet(instrument="EIT1", minimum=10, by_work_line=lines)
        log.append(ROUND, [quota], meta=META)
        projector.drain()
        asked = {key for key in written(engine, "quotas") if key.startswith("EIT1 ")}
        assert {f"EIT1 {line}" for line in ("", *lines)} <= asked
        assert ("EIT1 other" in asked) == ("other" in lines)
    live = contents("quotas")
    rebuild(owner, log, "quotas")
    assert contents("quotas") == live


def test_a_state_that_an_answer_leaves_alone_is_not_written_again(engine, log, projector):
    record(log)
    projector.drain()
    before = {table: written(engine, table) for table in ("snapshots_state", "scores_state")}
    log.append(ANSWERS, [answer("IIT")], meta=META)
    projector.drain()
    assert written(engine, "snapshots_state") == before["snapshots_state"], "its day is marked already"
    assert written(engine, "scores_state") != before["scores_state"]
