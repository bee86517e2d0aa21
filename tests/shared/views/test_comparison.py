"""Comparing units: rankings, filters, reasons, spread, improvement."""

from datetime import UTC, date, datetime
from decimal import Decimal

import msgspec
import pytest

from services.worker.projections.scores import ScoresView
from services.worker.projections.snapshots import settle
from services.worker.projections.units import UnitsView
from services.worker.projector import Projector
from shared.events import Meta
from shared.events.preparation import RoundOpened
from shared.events.units import UnitRegistered
from shared.events.watch import AnswersExcluded, AnswersReinstated, DaySheets, Sheets
from shared.events.work import ItemScored
from shared.views import queries
from shared.views.rows import ComparisonRow
from tests.services.worker.facts import META, RUBRIC, SIMULATED, YEAR, answer, completed, finding, record

DAY = date(2024, 2, 5)


def register(log, unit, *, meta=META, division=4, group="provincial-immigration", name="ตม."):
    registered = UnitRegistered(unit=unit, name_th=name, name_en=unit, division=division, agency_group=group)
    log.append(f"unit/{unit}", [registered], meta=meta)


def open_round(log, unit, *findings, answers=(), meta=META):
    opened = RoundOpened(unit=unit, fiscal_year=YEAR, rubric=RUBRIC)
    log.append(f"round/{unit}/{YEAR}", [opened], meta=meta)
    if findings:
        log.append(f"audits/{unit}/{YEAR}", findings, meta=meta)
    if answers:
        log.append(f"responses/{unit}/{YEAR}", answers, meta=meta)


@pytest.fixture
def compared(engine, projector):
    def ask(**options):
        projector.drain()
        with engine.connect() as connection:
            return queries.comparison(connection, YEAR, today=DAY, **options)

    return ask


#: The least that every survey instrument needs to be compared: one answer each, here the worst.
WORST = (answer("IIT", "least"), answer("EIT1", "least"))


@pytest.fixture
def five(log):
    """TH-49 good answers, two items; TH-50 bad ones, three items; TH-51 one; TH-52 an open round; TH-53 nothing."""
    record(log, "TH-49")
    register(log, "TH-50", division=5)
    open_round(log, "TH-50", finding("O17"), finding("O18"), finding("O1"), answers=WORST)
    register(log, "TH-51", group="police-station", meta=SIMULATED)
    open_round(log, "TH-51", finding("O17"), answers=WORST, meta=SIMULATED)
    register(log, "TH-52")
    open_round(log, "TH-52")
    register(log, "TH-53")


def places(rows):
    return [(row.unit, row.rank) for row in rows]


def test_units_are_ranked_by_what_is_asked_for(five, compared):
    known = [("TH-49", 1), ("TH-50", 2), ("TH-51", 3), ("TH-52", None), ("TH-53", None)]
    assert places(compared()) == known
    assert places(compared(by="oit"))[:3] == [("TH-50", 1), ("TH-49", 2), ("TH-51", 3)]
    assert places(compared(by="indicator-10"))[:3] == [("TH-50", 1), ("TH-51", 2), ("TH-49", None)]
    assert places(compared(by="iit"))[:3] == [("TH-49", 1), ("TH-50", 2), ("TH-51", 2)]
    assert places(compared(by="level"))[:3] == [("TH-49", 1), ("TH-50", 1), ("TH-51", 1)]
    assert compared(by="indicator-10")[0].value == Decimal("4.00")


def test_a_unit_that_lacks_an_instrument_is_listed_with_the_reason_and_ranked_by_what_it_has(log, compared, five):
    register(log, "TH-60")
    open_round(log, "TH-60", finding("O1"), finding("O17"))
    register(log, "TH-61")
    open_round(log, "TH-61", finding("O1"), answers=[answer("IIT", "most")])
    register(log, "TH-62")
    open_round(log, "TH-62", answers=[answer("IIT", "most"), answer("EIT1", "most")])
    for by in ("expected", "low", "high", "level"):
        reasons = {row.unit: row.reason["en"] for row in compared(by=by) if row.rank is None and row.unit > "TH-59"}
        assert reasons == {
            "TH-60": "Too little data to rank: no answers to IIT and EIT.",
            "TH-61": "Too little data to rank: no answers to EIT.",
            "TH-62": "Too little data to rank: no evidence for any item of OIT.",
        }
    ranked_by = {by: {row.unit for row in compared(by=by) if row.rank} for by in ("iit", "eit", "oit")}
    assert {by: sorted(unit for unit in found if unit > "TH-59") for by, found in ranked_by.items()} == {
        "iit": ["TH-61", "TH-62"], "eit": ["TH-62"], "oit": ["TH-60", "TH-61"],
    }  # fmt: skip
    unknown = next(row for row in compared(by="indicator-10") if row.unit == "TH-61")
    assert (unknown.rank, unknown.value) == (None, None)
    assert unknown.reason["th"] == "ยังไม่มีคำตอบหรือหลักฐานของตัวชี้วัดนี้"


def test_the_json_of_the_database_has_the_fields_of_a_row(engine, projector, five):
    projector.drain()
    with engine.connect() as connection:
        found = queries.compared(connection, YEAR, queries.Selection(), by="expected", indicators=True, today=DAY)
    fields = set(ComparisonRow.__struct_fields__)
    assert [row.keys() for row in msgspec.json.decode(found.units)] == [fields] * 5
    assert (found.simulated, found.replica) == (True, False)


def test_units_without_a_rank_change_no_rank(log, compared, five):
    before = [place for place in places(compared()) if place[1]]
    register(log, "TH-10")
    open_round(log, "TH-10", *[finding(f"O{number}") for number in range(1, 25)])
    rows = compared()
    assert [place for place in places(rows) if place[1]] == before
    assert [row.unit for row in rows if row.rank is None] == ["TH-10", "TH-52", "TH-53"]


def test_short_samples_and_items_without_evidence_are_ranked_and_marked(compared, five):
    rows = {row.unit: row for row in compared()}
    assert rows["TH-49"].rank == 1
    assert (rows["TH-49"].short, rows["TH-49"].without_evidence) == (("EIT1", "EIT2"), 22)
    assert rows["TH-50"].short == ("EIT1", "EIT2")  # the IIT's minimum is not known without a count of staff
    assert (rows["TH-52"].short, rows["TH-52"].without_evidence) == ((), 24)
    assert (rows["TH-53"].short, rows["TH-53"].without_evidence) == ((), None)


def test_figures_are_those_of_the_day_asked_for_also_where_the_view_holds_for_an_earlier_one(engine, log, five):
    register(log, "TH-60", division=5)
    open_round(log, "TH-60", finding("O1", "missing"), answers=WORST)
    projector = Projector(engine, log, [UnitsView(), ScoresView(today=lambda: DAY)])
    projector.prepare()
    projector.drain()
    with engine.connect() as connection:
        now, closed = (
            {row.unit: row for row in queries.comparison(connection, YEAR, today=day, by="high", indicators=True)}
            for day in (DAY, date(2024, 8, 1))
        )
        some = queries.comparison(connection, YEAR, today=date(2024, 8, 1), division=5)
    assert now["TH-60"].high - closed["TH-60"].high == Decimal("1.50")  # O1 can be mended no more
    worst = ("TH-50", "TH-51", "TH-60")  # the same answers, and while all is open every item can be had
    assert {now[unit].high for unit in worst} == {now["TH-60"].high}
    # Of what nobody has seen it may still turn out that it is there; O1 of TH-60 was seen to be missing.
    assert [closed[unit].high - closed["TH-60"].high for unit in worst] == [Decimal("1.50"), Decimal("1.50"), 0]
    assert [(now[unit].rank, closed[unit].rank) for unit in worst] == [(1, 1), (1, 1), (1, 3)]
    assert closed["TH-60"].indicators == now["TH-60"].indicators
    assert {row.unit: row.high for row in some} == {unit: closed[unit].high for unit in ("TH-50", "TH-60")}


def night(verdict):
    """A nightly audit that saw O1 so, and ended."""
    return [finding("O1", verdict), msgspec.structs.replace(completed(O1=verdict), scheduled=True)]


def test_what_was_seen_by_day_is_no_part_of_the_comparison_before_a_night_has_seen_it(engine, log, compared):
    for unit, by_night in (
        ("TH-60", night("missing")),
        ("TH-61", [msgspec.structs.replace(completed(), scheduled=True)]),
    ):
        register(log, unit)
        open_round(log, unit, *by_night, finding("O1"), answers=WORST)
    rows = {row.unit: row for row in compared(by="O1")}
    assert (rows["TH-60"].rank, rows["TH-60"].value, rows["TH-60"].oit) == (1, 0, 0)
    assert (rows["TH-61"].rank, rows["TH-61"].value) == (None, None)
    assert [(row.unit, row.rank) for row in compared()] == [("TH-60", 1), ("TH-61", None)]
    assert (rows["TH-60"].without_evidence, rows["TH-61"].without_evidence) == (23, 24)
    with engine.connect() as connection:
        parts = {row.id: row for row in queries.spread(connection, YEAR, RUBRIC)}
    assert (parts["O1"].units, parts["O1"].highest, parts["O1"].full) == (1, 0, 0)
    log.append(f"audits/TH-60/{YEAR}", night("present"), meta=META)
    assert compared(by="O1")[0].value == Decimal("1.50")


def test_excluded_answers_are_in_no_figure_and_leave_a_unit_without_a_rank(log, compared):
    register(log, "TH-60")
    open_round(log, "TH-60", finding("O1"), answers=WORST)
    assert compared()[0].rank == 1
    options = {f"e{number}": {"least": 1} for number in range(1, 7)}
    day = DaySheets(count=1, work_lines={}, occupations={})
    sheets = Sheets(count=1, options=options, days={DAY: day})
    decided = {"flag": "F1", "instrument": "EIT1", "versions": (2,), "sheets": sheets, "reason": "copies"}
    log.append(f"watch/TH-60/{YEAR}", [AnswersExcluded(**decided)], meta=META)
    (row,) = compared()
    assert (row.rank, row.reason["en"]) == (None, "Too little data to rank: no answers to EIT.")
    assert "EIT1" not in row.short
    log.append(f"watch/TH-60/{YEAR}", [AnswersReinstated(**decided)], meta=META)
    assert compared()[0].rank == 1


def test_by_an_item_only_units_with_evidence_for_it_are_ranked(five, compared):
    rows = compared(by="O17")
    assert places(rows)[:2] == [("TH-50", 1), ("TH-51", 1)]
    assert {row.unit: row.reason["en"] for row in rows if row.rank is None} == {
        "TH-49": "There is no evidence for this item yet.",
        "TH-52": "There is no answer and no evidence yet.",
        "TH-53": "No round is open in this year.",
    }


@pytest.mark.parametrize("by", ["", "rank", "indicator-", "indicator-x", "o6", "expected; drop"])
def test_by_nothing_that_is_known_nothing_is_ranked(compared, by):
    with pytest.raises(queries.UnknownRanking):
        compared(by=by)


def test_filters_choose_units_and_ranks_are_among_them(five, compared):
    assert [row.unit for row in compared(division=5)] == ["TH-50"]
    assert places(compared(agency_group="police-station")) == [("TH-51", 1)]
    assert "TH-51" not in [row.unit for row in compared(simulated=False)]
    assert [row.unit for row in compared() if row.simulated] == ["TH-51"]


def test_indicators_come_where_they_are_asked_for(five, compared):
    assert compared()[0].indicators is None
    assert compared(indicators=True)[1].indicators["10"] == "4.00"


def test_the_spread_has_every_part_and_the_weakest_items_first(engine, five, projector):
    projector.drain()
    with engine.connect() as connection:
        rows = queries.spread(connection, YEAR, RUBRIC)
        real = queries.spread(connection, YEAR, RUBRIC, selection=queries.Selection(simulated=False))
        assert queries.spread(connection, 2568, RUBRIC) == ()
    assert [row.kind for row in rows] == ["total"] + ["instrument"] * 3 + ["indicator"] * 10 + ["item"] * 24
    items = [row for row in rows if row.kind == "item"]
    assert [row.mean / row.of for row in items] == sorted(row.mean / row.of for row in items)
    assert {item.id for item in items[-2:]} == {"O1", "O17"}  # two of three units have each
    best = next(item for item in items if item.id == "O17")
    assert (best.id, best.units, best.full, best.mean, best.lowest, best.median, best.highest) == (
        "O17", 3, 2, Decimal("1.33"), 0, 2, 2,
    )  # fmt: skip
    units = {row.id: row.units for row in real}
    assert (units["total"], units["9"], units["10"]) == (2, 2, 1)  # nothing is known of TH-49's indicator 10
    oit = next(row for row in rows if row.id == "OIT")
    assert (oit.lowest, oit.lower_quartile, oit.median, oit.upper_quartile, oit.highest) == (
        2, 2, 3, Decimal("5.50"), Decimal("5.50"),
    )  # fmt: skip


def test_the_most_improved_come_first_and_equals_share_a_rank(engine, log, projector, five):
    later = Meta(actor="audit", occurred_at=datetime(2024, 2, 20, tzinfo=UTC))
    log.append(f"audits/TH-51/{YEAR}", [finding("O19")], meta=later)
    log.append(f"round/TH-50/{YEAR}", [ItemScored(item="O1", met=False)], meta=later)
    log.append(f"audits/TH-52/{YEAR}", [finding("O1")], meta=later)
    projector.drain()
    settle(engine, log, date(2024, 3, 1))
    with engine.connect() as connection:
        rows = queries.improvement(connection, YEAR, since=DAY, until=date(2024, 2, 21))
    assert [(row.unit, row.rank, row.gain) for row in rows] == [
        ("TH-51", 1, 2), ("TH-49", 2, 0), ("TH-50", 3, Decimal("-1.50")), ("TH-52", None, None),
    ]  # fmt: skip
    assert rows[3].reason["en"] == "There is too little data on the first day."
    assert rows[0].simulated


def test_improvement_begins_when_half_of_the_units_have_enough_data(engine, log, projector):
    for unit, day in (("TH-60", 5), ("TH-61", 7), ("TH-62", 9), ("TH-63", 20)):
        then = Meta(actor="clerk", occurred_at=datetime(2024, 2, day, tzinfo=UTC))
        register(log, unit, division=5 if unit == "TH-63" else 4)
        open_round(log, unit, finding("O1"), answers=WORST, meta=then)
    register(log, "TH-64")
    open_round(log, "TH-64", finding("O1"))
    projector.drain()
    settle(engine, log, date(2024, 3, 1))

    def since(**options):
        with engine.connect() as connection:
            return queries.comparable_since(connection, YEAR, selection=queries.Selection(**options))

    assert (since(), since(division=5), since(division=6)) == (date(2024, 2, 7), date(2024, 2, 20), None)


def test_first_answers_are_no_improvement(engine, log, projector):
    register(log, "TH-60")
    open_round(log, "TH-60", finding("O1"), answers=[answer("IIT")])
    later = Meta(actor="clerk", occurred_at=datetime(2024, 2, 20, tzinfo=UTC))
    log.append(f"responses/TH-60/{YEAR}", [answer("EIT1")], meta=later)
    projector.drain()
    settle(engine, log, date(2024, 3, 1))

    def told(since, until):
        with engine.connect() as connection:
            (row,) = queries.improvement(connection, YEAR, since=since, until=until)
        return row.rank, row.gain, row.reason and row.reason["en"]

    assert told(DAY, date(2024, 2, 21)) == (None, None, "There is too little data on the first day.")
    assert told(date(2024, 2, 20), date(2024, 2, 21)) == (1, 0, None)
    assert told(date(2024, 2, 1), date(2024, 2, 21)) == (None, None, "There is no score for the first day.")


def test_equals_share_a_rank_and_the_next_is_skipped(log, compared):
    for unit, seen in (("TH-70", "O17"), ("TH-71", "O17"), ("TH-72", "O1"), ("TH-73", "O2")):
        register(log, unit)
        open_round(log, unit, finding(seen), answers=WORST)
    assert places(compared()) == [("TH-70", 1), ("TH-71", 1), ("TH-72", 3), ("TH-73", 3)]
