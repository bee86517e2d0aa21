"""The queries answer what the events say, in the shapes that the API promises."""

from datetime import UTC, date, datetime
from decimal import Decimal

import msgspec
import pytest
from sqlalchemy import update

from shared.events import Meta
from shared.events.audits import AuditRequested
from shared.events.preparation import ItemAssigned, RoundOpened
from shared.events.units import UnitRegistered
from shared.events.work import AppealDecided, AppealLodged, ItemApproved, ItemScored, ItemSubmitted
from shared.views import queries
from shared.views.tables import scores
from tests.services.worker.facts import META, RUBRIC, SIMULATED, YEAR, answer, completed, finding, record

DAY = date(2024, 2, 5)


@pytest.fixture
def see(engine, projector):
    """Ask one query once everything recorded is projected."""

    def ask(query, *args, **kwargs):
        projector.drain()
        with engine.connect() as connection:
            return query(connection, *args, **kwargs)

    return ask


def test_units_come_by_code_in_parts_and_by_division(log, see):
    for unit, division in (("TH-50", 5), ("TH-49", 4), ("TH-51", 4)):
        registered = UnitRegistered(unit=unit, name_th=f"ตม. {unit}", name_en=f"Office {unit}", division=division)
        log.append(f"unit/{unit}", [registered], meta=META)
    first = see(queries.unit_list, limit=2)
    assert [row.unit for row in first.items] == ["TH-49", "TH-50"]
    rest = see(queries.unit_list, limit=2, cursor=first.next)
    assert ([row.unit for row in rest.items], rest.next) == (["TH-51"], None)
    assert [row.unit for row in see(queries.unit_list, division=4).items] == ["TH-49", "TH-51"]
    assert [row.unit for row in see(queries.unit_list, search="ตม. th-50").items] == ["TH-50"]
    assert see(queries.unit_list, search="%").items == ()


@pytest.mark.parametrize("cursor", ["x", "e30", "W10", "!!!"])
def test_a_cursor_that_nobody_gave_is_refused(see, cursor):
    for query in (queries.unit_list, queries.history):
        with pytest.raises(queries.BadCursor):
            see(query, cursor=cursor)


def test_a_unit_carries_its_years_website_and_score(log, see):
    record(log)
    unit = see(queries.unit, "TH-49")
    assert (unit.years, unit.website_url, unit.version, unit.score) == ((YEAR,), "http://x", 1, None)
    scored = see(queries.unit_list, fiscal_year=YEAR).items[0].score
    assert scored.low < scored.expected < scored.high
    assert see(queries.unit_list, fiscal_year=2568).items[0].score is None
    assert see(queries.unit, "TH-99") is None


def test_a_round_tells_what_was_recorded(log, see):
    record(log)
    found = see(queries.round_document, "TH-49", YEAR)
    assert (found.rubric, found.version, found.certified_at) == (RUBRIC, 10, None)
    assert found.document["staff_count"] == {"eligible": 48}
    assert found.document["progress"][0]["total"] == 233
    assert found.document["calendar"]["steps"][0]["id"] == "1"
    assert see(queries.round_document, "TH-49", 2568) is None


def test_items_come_in_the_rubrics_order_with_work_and_sight(log, see):
    record(log)
    items = see(queries.item_list, "TH-49", YEAR)
    assert [item.item for item in items] == [f"O{number}" for number in range(1, 25)]
    first, second, third = items[:3]
    assert (first.status, first.officers, first.due, first.basis) == ("approved", ("ก",), date(2024, 2, 29), "approval")
    assert (second.verdict, second.basis, second.points_expected) == ("present", "audit", Decimal("1.50"))
    assert (second.proof_url, second.proof_sha256) == ("http://x/O2.pdf", "ab" * 32)
    assert (third.status, third.basis, third.met, third.points_expected) == ("open", "none", None, 0)


def test_the_strongest_evidence_counts(log, see):
    record(log)
    stream = f"round/TH-49/{YEAR}"
    log.append(stream, [ItemScored(item="O2", met=False)], meta=Meta(actor="assessor"))
    item = see(queries.item, "TH-49", YEAR, "O2")
    assert (item.basis, item.met, item.points_expected, item.status) == ("assessor", False, 0, "scored")
    appeal = [AppealLodged(item="O2", explanation="see"), AppealDecided(item="O2", met=True, reason="shown")]
    log.append(stream, appeal, meta=Meta(actor="assessor"))
    item = see(queries.item, "TH-49", YEAR, "O2")
    assert (item.basis, item.met, item.points_expected, item.status) == ("appeal", True, Decimal("1.50"), "decided")


def test_a_loss_seen_once_is_shown_and_does_not_count(log, see):
    record(log)
    log.append(f"audits/TH-49/{YEAR}", [finding("O2", "missing", confirmed=False, audit_id="a2")], meta=META)
    item = see(queries.item, "TH-49", YEAR, "O2")
    assert (item.verdict, item.confirmed, item.points_expected) == ("missing", False, Decimal("1.50"))


def test_quotas_stand_beside_what_came_in_and_what_was_reported(log, see):
    record(log)
    rows = {(row.instrument, row.work_line): row for row in see(queries.quota_list, "TH-49", YEAR)}
    assert (rows["IIT", None].minimum, rows["IIT", None].recorded) == (2, 2)
    eit = rows["EIT1", None]
    assert (eit.minimum, eit.target, eit.recorded, eit.reported, eit.reported_on) == (500, 550, 1, 233, DAY)
    line = rows["EIT1", "administration"]
    assert (line.minimum, line.recorded, line.reported) == (10, 1, 7)
    assert rows["EIT2", None].minimum == 5


@pytest.mark.parametrize(
    ("today", "status"),
    [(date(2024, 2, 1), "open"), (date(2024, 2, 22), "due_soon"), (date(2024, 3, 1), "overdue")],
)
def test_an_items_deadline_goes_by_the_day(log, see, today, status):
    record(log)
    log.append(f"round/TH-49/{YEAR}", [ItemAssigned(item="O24", officers=("ข",), due=date(2024, 2, 29))], meta=META)
    rows = {(row.kind, row.ref): row for row in see(queries.deadline_list, "TH-49", YEAR, today=today)}
    assert rows["item", "O24"].status == status
    assert rows["item", "O24"].days_left == (date(2024, 2, 29) - today).days
    assert (rows["item", "O1"].status, rows["item", "O1"].done_on) == ("done", DAY)


def test_what_is_done_late_says_so_and_surveys_end_with_their_minimum(log, see):
    record(log)
    late = Meta(actor="head", occurred_at=datetime(2024, 3, 5, tzinfo=UTC))
    work = [ItemSubmitted(item="O1", evidence=("O1-1",)), ItemApproved(item="O1", evidence=("O1-1",))]
    log.append(f"round/TH-49/{YEAR}", work, meta=late)
    rows = {(row.kind, row.ref): row for row in see(queries.deadline_list, "TH-49", YEAR, today=date(2024, 7, 2))}
    assert rows["item", "O1"].status == "late_done"
    assert rows["quota", "IIT"].status == "done"
    assert rows["quota", "EIT1"].status == "overdue"
    assert rows["step", "1"].status == "closed"
    assert rows["phase", "announcement"].status == "not_started"
    assert [row.due for row in rows.values()] == sorted(row.due for row in rows.values())


def test_history_is_newest_first_and_counts_answers_by_day(log, see):
    last = record(log)
    found = see(queries.history, unit="TH-49", limit=3)
    assert [row.type for row in found.items] == ["AuditCompleted", "FindingChanged", "AuditRequested"]
    assert found.items[0].position == last
    following = see(queries.history, unit="TH-49", limit=100, cursor=found.next)
    assert following.next is None
    answers = [row for row in following.items if row.type == "ResponseRecorded"]
    assert {row.sentence["en"]: row.count for row in answers} == {
        "2 answer sheet(s) of IIT came in on 2024-02-05": 2,
        "1 answer sheet(s) of EIT1 came in on 2024-02-05": 1,
    }
    assert {row.actor for row in answers} == {"respondent"}
    assert [row.item for row in see(queries.history, item="O1").items] == ["O1"] * 4
    assert [row.type for row in see(queries.history, type="RoundOpened").items] == ["RoundOpened"]


def test_audits_are_listed_and_found(log, see):
    record(log)
    [audit] = see(queries.audit_list, "TH-49").items
    assert (audit.status, audit.outcome, audit.verdicts, audit.pages) == ("completed", "complete", {"O2": "present"}, 3)
    assert see(queries.audit, "TH-49", "a1") == audit
    assert see(queries.audit, "TH-50", "a1") is None
    assert see(queries.audit, "TH-49", "a1", fiscal_year=2568) is None


def test_the_comparison_skips_ranks_after_equals_and_leaves_the_unknown_unranked(log, see):
    for unit in ("TH-49", "TH-50", "TH-51"):
        record(log, unit)
    log.append(f"round/TH-50/{YEAR}", [ItemScored(item="O2", met=False)], meta=META)
    log.append("unit/TH-10", [UnitRegistered(unit="TH-10", name_th="ก", name_en="none")], meta=META)
    log.append("unit/TH-11", [UnitRegistered(unit="TH-11", name_th="ก", name_en="empty")], meta=META)
    opened = RoundOpened(unit="TH-11", fiscal_year=YEAR, rubric=RUBRIC)
    log.append(f"round/TH-11/{YEAR}", [opened], meta=META)
    rows = see(queries.comparison, YEAR, today=DAY)
    assert [(row.unit, row.rank) for row in rows] == [
        ("TH-49", 1), ("TH-51", 1), ("TH-50", 3), ("TH-10", None), ("TH-11", None),
    ]  # fmt: skip
    assert rows[3].expected is None
    assert [row.unit for row in see(queries.comparison, YEAR, division=9, today=DAY)] == []


def test_the_matrix_has_every_item_of_every_round(log, see):
    record(log)
    [row] = see(queries.item_matrix, YEAR)
    assert len(row.items) == 24
    assert row.items["O2"] == {
        "verdict": "present", "status": "open", "met": True, "due": "2024-01-31", "latest": "present",
    }  # fmt: skip


def test_the_matrix_goes_by_night_as_the_ranks_do_and_names_what_the_day_saw(log, see):
    record(log)
    by_night = [
        finding("O3", "missing", audit_id="a2"),
        msgspec.structs.replace(completed("a2", O3="missing"), scheduled=True),
    ]
    by_day = [finding("O3", "present", audit_id="a3"), completed("a3", O3="present")]
    for number, events in ((2, by_night), (3, by_day)):
        log.append(f"audits/TH-49/{YEAR}", [AuditRequested(audit_id=f"a{number}"), *events], meta=META)
    [row] = see(queries.item_matrix, YEAR)
    told = {name: row.items["O3"][name] for name in ("verdict", "met", "latest")}
    assert told == {"verdict": "missing", "met": False, "latest": "present"}
    assert (row.items["O2"]["verdict"], row.items["O2"]["latest"]) == ("unknown", "present")


def test_the_score_changes_with_the_day_because_what_is_still_open_does(engine, log, see):
    record(log)
    log.append(f"audits/TH-49/{YEAR}", [finding("O3", "missing"), completed(O3="missing")], meta=META)
    see(queries.score, "TH-49", YEAR, today=DAY)
    with engine.begin() as connection:
        connection.execute(update(scores).values(scored_on=date(2024, 1, 1)))
    open_, over = (see(queries.score, "TH-49", YEAR, today=day) for day in (DAY, date(2024, 5, 1)))
    assert open_["total"]["expected"] == over["total"]["expected"]
    assert Decimal(open_["total"]["high"]) - Decimal(over["total"]["high"]) == Decimal("1.50")
    [compared] = see(queries.comparison, YEAR, today=date(2024, 5, 1))
    assert str(compared.high) == over["total"]["high"]
    assert see(queries.score, "TH-50", YEAR, today=DAY) is None


def test_the_score_as_of_a_day_knows_nothing_of_later_days(log):
    record(log)
    late = Meta(actor="assessor", occurred_at=datetime(2024, 2, 5, 17, 0, tzinfo=UTC))
    log.append(f"round/TH-49/{YEAR}", [ItemScored(item="O2", met=False)], meta=late)
    before, after = (queries.score_as_of(log, "TH-49", YEAR, day) for day in (DAY, date(2024, 2, 6)))
    assert Decimal(before["total"]["expected"]) - Decimal(after["total"]["expected"]) == Decimal("1.50")
    assert queries.score_as_of(log, "TH-49", YEAR, date(2024, 2, 4)) is None


def test_whatever_is_made_up_says_so_in_every_answer(log, see):
    record(log, "TH-49", SIMULATED)
    record(log, "TH-50")
    for unit, expected in (("TH-49", True), ("TH-50", False)):
        assert see(queries.unit, unit).simulated is expected
        assert see(queries.score, unit, YEAR, today=DAY)["simulated"] is expected
        assert see(queries.round_document, unit, YEAR).simulated is expected
        assert see(queries.item, unit, YEAR, "O2").simulated is expected
        assert see(queries.quota_list, unit, YEAR)[0].simulated is expected
        assert {row.simulated for row in see(queries.history, unit=unit).items} == {expected}
        assert see(queries.audit_list, unit).items[0].simulated is expected
    assert {row.unit: row.simulated for row in see(queries.comparison, YEAR, today=DAY)} == {
        "TH-49": True, "TH-50": False,
    }  # fmt: skip


def test_answers_are_plain_json_with_decimals_as_text(log, see):
    record(log)
    item = msgspec.to_builtins(see(queries.item, "TH-49", YEAR, "O2"))
    assert (item["points"], item["due"]) == ("1.50", "2024-01-31")


def test_a_response_is_never_alone_in_the_history_of_its_day(log, see):
    record(log)
    for _ in range(3):
        log.append(f"responses/TH-49/{YEAR}", [answer()], meta=META)
    rows = [row for row in see(queries.history, type="ResponseRecorded").items if "IIT" in row.sentence["en"]]
    assert [row.count for row in rows] == [5]


def test_who_may_see_one_unit_sees_no_other(log, see):
    record(log, "TH-49")
    record(log, "TH-50")
    assert [row.unit for row in see(queries.unit_list, only="TH-50").items] == ["TH-50"]


def _mark(see, item="O2"):
    body = see(queries.score, "TH-49", YEAR, today=DAY)
    row = see(queries.item, "TH-49", YEAR, item)
    compared = see(queries.comparison, YEAR, today=DAY)[0]
    matrix = see(queries.item_matrix, YEAR)[0]
    listed = see(queries.unit_list, fiscal_year=YEAR).items[0].score
    of_item = next(part["replica"] for part in body["items"] if part["item"] == item)
    return {body["replica"], of_item, row.replica, compared.replica, matrix.replica, listed.replica}


def test_a_score_that_counts_what_a_replica_showed_says_so_everywhere(log, see):
    record(log)
    assert _mark(see) == {False}
    requested, found = AuditRequested(audit_id="a2"), finding("O2", "partial", audit_id="a2")
    log.append("audits/TH-49/2567", [requested, found, completed("a2", replica=True, O2="partial")], meta=META)
    assert _mark(see) == {True}
    assert not see(queries.item, "TH-49", YEAR, "O1").replica
    newest = see(queries.history, unit="TH-49", limit=1).items[0]
    assert newest.sentence["en"].endswith("(a replica for demonstration)")


def test_the_mark_goes_when_the_real_website_shows_the_same_or_an_assessor_has_spoken(log, see):
    record(log)
    again = [AuditRequested(audit_id="a2"), completed("a2", replica=True, O2="present")]
    log.append("audits/TH-49/2567", again, meta=META)
    assert _mark(see) == {True}
    log.append("audits/TH-49/2567", [AuditRequested(audit_id="a3"), completed("a3", O2="unknown")], meta=META)
    assert _mark(see) == {True}
    log.append("audits/TH-49/2567", [AuditRequested(audit_id="a4"), completed("a4", O2="present")], meta=META)
    assert _mark(see) == {False}
    real = [AuditRequested(audit_id="a5"), completed("a5", replica=True, O2="present")]
    log.append("audits/TH-49/2567", real, meta=META)
    log.append("round/TH-49/2567", [ItemScored(item="O2", met=True)], meta=META)
    assert _mark(see) == {False}
