"""Excluded answers are out of every figure as if they had never come, and back again; rebuilt or grown, as of a day."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from services.worker.projections import PROJECTIONS
from services.worker.projector import Projector
from services.worker.rebuild import rebuild
from shared.events import Meta
from shared.execution import execute
from shared.rounds import ExcludeAnswers, FlagAnswers, ReinstateAnswers
from shared.views import queries
from shared.views.changes import changes_between
from shared.views.queries.kept import round_events
from shared.views.tables import scores_state
from tests.services.worker.facts import YEAR, answer, record

BUREAU = Meta(actor="bureau", role="bureau", occurred_at=datetime(2024, 2, 7, 3, tzinfo=UTC))
WATCH = Meta(actor="watch", occurred_at=datetime(2024, 2, 6, 3, tzinfo=UTC))
WHERE = {"unit": "TH-49", "fiscal_year": YEAR}
FLAG = FlagAnswers(**WHERE, instrument="EIT1", reason="copies", versions=(4, 5), seen=2, expected="0.10")
EXCLUDE = ExcludeAnswers(**WHERE, flag="F1", reason="ส่งจากเครื่องเดียว")
REINSTATE = ReinstateAnswers(**WHERE, flag="F1", reason="ผู้ตอบจริง")


@pytest.fixture
def projector(engine, log):
    projector = Projector(engine, log, PROJECTIONS)
    projector.prepare()
    return projector


@pytest.fixture
def stuffed(log):
    """TH-49 with two answers too many, flagged; TH-50 without them."""
    for unit in ("TH-49", "TH-50"):
        record(log, unit)
    copies = [answer("EIT1", "least", work_line="inspection"), answer("EIT1", "least", date(2024, 2, 6), "inspection")]
    log.append(f"responses/TH-49/{YEAR}", copies, meta=Meta(actor="respondent", occurred_at=WATCH.occurred_at))
    execute(log, FLAG, meta=WATCH)


def _figures(engine, unit):
    """Everything that answers change, less names and positions."""
    with engine.connect() as connection:
        score = queries.score(connection, unit, YEAR, today=date(2024, 2, 8))
        quotas = queries.quota_list(connection, unit, YEAR)
        state = connection.execute(select(scores_state.c.state).where(scores_state.c.unit == unit)).scalar_one()
    apart = {"unit", "position", "excluded_answers"}
    return (
        {name: value for name, value in score.items() if name not in apart},
        [(row.instrument, row.work_line, row.recorded) for row in quotas],
        state["tallies"],
        score["excluded_answers"],
    )


def _flags(engine):
    with engine.connect() as connection:
        return queries.flag_list(connection, "TH-49", YEAR)


def _decide(log, projector, *commands):
    for command in commands:
        execute(log, command, meta=BUREAU)
    projector.drain()


@pytest.mark.usefixtures("stuffed")
def test_a_flag_alone_changes_no_figure(engine, log, projector):
    projector.drain()
    score, quotas, _, excluded = _figures(engine, "TH-49")
    assert ("EIT1", "inspection", 2) in quotas
    assert score["instruments"]["EIT"]["respondents"] == 3
    assert set(excluded.values()) == {0}
    (flag,) = _flags(engine)
    assert (flag.flag, flag.reason, flag.sheets, flag.excluded, flag.decided_at) == ("F1", "copies", 2, 0, None)


@pytest.mark.usefixtures("stuffed")
def test_excluded_answers_are_as_if_they_had_never_come(engine, log, projector):
    projector.drain()
    _decide(log, projector, EXCLUDE)
    *with_exclusion, excluded = _figures(engine, "TH-49")
    *without, _ = _figures(engine, "TH-50")
    assert with_exclusion == without
    assert excluded == {"IIT": 0, "EIT1": 2, "EIT2": 0}
    (flag,) = _flags(engine)
    assert (flag.excluded, flag.decided_by, flag.decision_reason) == (2, "bureau", "ส่งจากเครื่องเดียว")


@pytest.mark.usefixtures("stuffed")
def test_reinstated_answers_are_as_if_they_had_never_been_out(engine, log, projector):
    projector.drain()
    before = _figures(engine, "TH-49")
    _decide(log, projector, EXCLUDE, REINSTATE)
    assert _figures(engine, "TH-49") == before
    assert _flags(engine)[0].excluded == 0


@pytest.mark.usefixtures("stuffed")
def test_rebuilt_views_hold_the_same(engine, owner, log, projector):
    _decide(log, projector, EXCLUDE)
    grown = _figures(engine, "TH-49"), _flags(engine)
    for name in ("scores", "quotas", "flags"):
        rebuild(owner, log, name)
    assert (_figures(engine, "TH-49"), _flags(engine)) == grown


@pytest.mark.usefixtures("stuffed")
def test_as_of_a_day_before_the_decision_they_count(log):
    execute(log, EXCLUDE, meta=BUREAU)
    day_before, day_after = date(2024, 2, 6), date(2024, 2, 7)
    excluded = [
        queries.score_as_of(log, "TH-49", YEAR, day)["excluded_answers"]["EIT1"] for day in (day_before, day_after)
    ]
    assert excluded == [0, 2]
    explained = queries.explain_as_of(log, "TH-49", YEAR, day_after)
    assert explained["excluded_answers"]["EIT1"] == 2
    changes = changes_between(round_events(log, "TH-49", YEAR), "TH-49", YEAR, day_before, day_after)
    assert changes["answers"] == [{"survey": "EIT1", "before": 3, "added": -2, "after": 1}]


@pytest.mark.usefixtures("stuffed")
def test_an_instrument_whose_answers_are_all_out_has_none(engine, log, projector):
    execute(
        log, FlagAnswers(**WHERE, instrument="EIT1", reason="burst", versions=(3,), seen=1, expected="0"), meta=WATCH
    )
    _decide(log, projector, EXCLUDE, ExcludeAnswers(**WHERE, flag="F2", reason="x"))
    score, quotas, tallies, _ = _figures(engine, "TH-49")
    assert "EIT1" not in tallies
    assert score["instruments"]["EIT"]["respondents"] == 0
    assert ("EIT1", None, 0) in quotas
