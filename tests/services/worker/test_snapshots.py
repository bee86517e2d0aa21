"""Snapshots are what the score was at the end of each day, whenever its events were recorded."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from services.worker.jobs import settle_snapshots
from services.worker.projections.snapshots import settle
from services.worker.rebuild import rebuild
from shared.events import Meta
from shared.events.work import ItemScored
from shared.views import queries
from shared.views.tables import snapshots
from tests.services.worker.facts import YEAR, answer, finding, record

ROUND, AUDITS, ANSWERS = (f"{kind}/TH-49/{YEAR}" for kind in ("round", "audits", "responses"))
TODAY = date(2024, 3, 10)


def on(day: date) -> Meta:
    return Meta(actor="somchai", occurred_at=datetime(day.year, day.month, day.day, 5, tzinfo=UTC))


@pytest.fixture
def rows(engine):
    def read(*, coarse: bool = False) -> dict[date, dict[str, object]]:
        with engine.connect() as connection:
            query = select(snapshots).where(snapshots.c.coarse == coarse).order_by(snapshots.c.day)
            found = connection.execute(query).mappings()
            return {row["day"]: dict(row) for row in found}

    return read


@pytest.fixture
def a_month(log, projector):
    record(log)  # 5 February
    log.append(AUDITS, [finding("O3")], meta=on(date(2024, 2, 7)))
    log.append(ROUND, [ItemScored(item="O2", met=False)], meta=on(date(2024, 2, 20)))
    log.append(ANSWERS, [answer("EIT1", "low")], meta=on(TODAY))
    projector.drain()


def test_every_snapshot_is_the_score_as_of_its_day(engine, log, a_month, rows):
    assert settle(engine, log, TODAY) == 1
    made = rows()
    assert {date(2024, 2, 5), date(2024, 2, 7), date(2024, 2, 20)} <= made.keys()
    assert max(made) < TODAY
    for day, row in made.items():
        body = queries.score_as_of(log, "TH-49", YEAR, day)
        assert {end: str(row[end]) for end in ("low", "expected", "high")} == {
            end: body["total"][end] for end in ("low", "expected", "high")
        }
        assert (row["level"], row["position"]) == (body["level"]["code"], body["position"])


def test_what_few_answered_is_in_no_coarse_snapshot_until_five_have(engine, log, projector, a_month, rows):
    log.append(ANSWERS, [answer("EIT1", "least")] * 3, meta=on(date(2024, 2, 21)))
    log.append(ANSWERS, [answer("EIT1", "most")] * 2, meta=on(date(2024, 2, 22)))
    projector.drain()
    settle(engine, log, TODAY)
    exact, coarse = rows(), rows(coarse=True)
    assert exact.keys() == coarse.keys()
    for day, row in coarse.items():
        body = queries.score_as_of(log, "TH-49", YEAR, day, coarse=True)
        assert {end: str(row[end]) for end in ("low", "expected", "high")} == {
            end: body["total"][end] for end in ("low", "expected", "high")
        }
    assert coarse[date(2024, 2, 21)]["eit"] == 0 < exact[date(2024, 2, 21)]["eit"]


def test_days_between_snapshots_change_nothing(engine, log, a_month, rows):
    settle(engine, log, TODAY)
    made, held = rows(), None
    for day in (date(2024, 2, 5) + timedelta(n) for n in range(34)):
        held = made.get(day, held)
        assert str(held["high"]) == queries.score_as_of(log, "TH-49", YEAR, day)["total"]["high"]


def test_what_is_settled_stays_settled_until_something_happens(engine, log, a_month, rows):
    settle(engine, log, TODAY)
    before = rows()
    assert settle(engine, log, TODAY) == 0
    assert settle(engine, log, TODAY + timedelta(1)) == 1  # today's answer
    assert rows().keys() - before.keys() == {TODAY}


def test_what_was_recorded_late_changes_the_days_since_it_happened(engine, log, projector, a_month, rows):
    settle(engine, log, TODAY)
    before = rows()
    log.append(AUDITS, [finding("O4")], meta=on(date(2024, 2, 10)))
    projector.drain()
    assert settle(engine, log, TODAY) == 1
    after = rows()
    assert after[date(2024, 2, 7)] == before[date(2024, 2, 7)]
    assert after[date(2024, 2, 20)]["expected"] - before[date(2024, 2, 20)]["expected"] == 1.5
    assert date(2024, 2, 10) in after


def test_the_calendar_alone_makes_snapshots(engine, log, a_month, rows):
    settle_snapshots(engine, log, datetime(2024, 7, 5, tzinfo=UTC))
    assert date(2024, 5, 1) in rows()  # the day after the end of the answering phase
    assert settle(engine, log, date(2024, 7, 5)) == 0
    assert settle(engine, log, date(2024, 8, 2)) == 1  # another phase has ended since


def test_what_is_marked_meanwhile_stays_marked(engine, log, projector, a_month, rows, monkeypatch):
    from services.worker.projections import snapshots as module

    def recorded_meanwhile(*arguments, **options):
        monkeypatch.setattr(module, "daily_rows", daily_rows)
        log.append(AUDITS, [finding("O4")], meta=on(date(2024, 2, 1)))
        projector.drain()
        return daily_rows(*arguments, **options)

    daily_rows = module.daily_rows
    monkeypatch.setattr(module, "daily_rows", recorded_meanwhile)
    assert settle(engine, log, TODAY) == 0
    assert settle(engine, log, TODAY) == 1
    assert date(2024, 2, 1) not in rows()  # the round was not open yet
    body = queries.score_as_of(log, "TH-49", YEAR, date(2024, 2, 7))
    assert str(rows()[date(2024, 2, 7)]["expected"]) == body["total"]["expected"]


def test_after_a_rebuild_the_same_snapshots_are_made(engine, owner, log, a_month, contents):
    settle(engine, log, TODAY)
    before = contents("snapshots")
    rebuild(owner, log, "snapshots")
    settle(engine, log, TODAY)
    assert contents("snapshots") == before


def test_a_trend_is_the_same_before_and_after_snapshots_are_made(engine, log, a_month):
    def ask(since, until):
        with engine.connect() as connection:
            return queries.trend(connection, log, "TH-49", YEAR, since=since, until=until, today=TODAY)

    before = ask(date(2024, 2, 6), TODAY)
    settle(engine, log, TODAY)
    assert ask(date(2024, 2, 6), TODAY) == before
    assert (before[0].day, before[-1].day) == (date(2024, 2, 6), TODAY)
    assert before[0].expected == ask(date(2024, 2, 5), date(2024, 2, 5))[0].expected
    assert [row.day for row in ask(date(2024, 2, 6), date(2024, 2, 7))] == [date(2024, 2, 6), date(2024, 2, 7)]
    assert ask(date(2023, 10, 1), date(2024, 1, 1)) == ()


def test_changes_say_what_and_why(log, a_month):
    found = queries.changes(log, "TH-49", YEAR, since=date(2024, 2, 6), until=TODAY)
    items = {item["item"]: item for item in found["items"]}
    assert (items["O3"]["gain"], items["O3"]["why"]) == ("1.50", "events")
    assert (items["O2"]["gain"], items["O2"]["before"]["basis"], items["O2"]["after"]["basis"]) == (
        "-1.50", "audit", "assessor",
    )  # fmt: skip
    assert items["O2"]["events"][0]["sentence"]["en"] == "The assessor scored O2: not met"
    assert found["answers"] == [{"survey": "EIT1", "before": 1, "added": 1, "after": 2}]
    opened = queries.changes(log, "TH-49", YEAR, since=date(2024, 1, 1), until=TODAY)
    assert opened["before"] is None
    assert opened["gain"]["expected"] == opened["after"]["total"]["expected"]
    assert {event["type"] for event in opened["preparation"]} >= {"RoundOpened", "QuotaSet"}
    assert queries.changes(log, "TH-49", YEAR, since=date(2024, 1, 1), until=date(2024, 1, 2)) is None


def test_an_item_whose_time_ran_out_says_so(log, a_month, projector):
    log.append(AUDITS, [finding("O9", "missing")], meta=on(date(2024, 2, 21)))
    found = queries.changes(log, "TH-49", YEAR, since=date(2024, 4, 30), until=date(2024, 5, 1))
    assert [(item["item"], item["why"]) for item in found["items"]] == [("O9", "closed")]
