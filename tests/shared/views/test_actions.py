"""The next best actions: what still earns points, by how many, with an example that is real."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from shared.events import Meta
from shared.events.audits import CheckedElement
from shared.events.preparation import ItemAssigned, QuotaSet, RoundOpened, StaffCounted
from shared.events.units import UnitRegistered
from shared.events.work import ItemReturned, ItemScored, ItemSubmitted
from shared.rubric import load_rubric
from shared.views import queries
from tests.services.worker.facts import META, RUBRIC, SIMULATED, YEAR, answer, finding, record

DAY = date(2024, 2, 5)
ROUND, AUDITS = f"round/TH-49/{YEAR}", f"audits/TH-49/{YEAR}"


@pytest.fixture
def acts(engine, log, projector):
    """The actions of TH-49, by what they are about."""

    def ask(today=DAY, unit="TH-49"):
        projector.drain()
        with engine.connect() as connection:
            return {action.ref: action for action in queries.actions(connection, unit, YEAR, today=today)}

    return ask


def other(log, unit, division, meta=META, replica=False):
    registered = UnitRegistered(
        unit=unit, name_th=unit, name_en=unit, division=division, website_url="http://y", website_is_replica=replica
    )
    log.append(f"unit/{unit}", [registered], meta=meta)
    opened = RoundOpened(unit=unit, fiscal_year=YEAR, rubric=RUBRIC)
    log.append(f"round/{unit}/{YEAR}", [opened], meta=meta)
    log.append(f"audits/{unit}/{YEAR}", [finding("O6")], meta=meta)


def test_what_has_nothing_to_gain_is_not_listed(log, acts):
    record(log)
    found = acts()
    assert {"O1", "O2", "IIT"}.isdisjoint(found)  # approved, present, minimum reached
    assert "O3" in found
    assert acts(unit="TH-49", today=date(2024, 8, 1)) == {}


def test_the_most_points_come_first_then_the_soonest(log, acts):
    record(log)
    found = list(acts().values())
    # One answer of 500 is in. At its mean, 5/6, the low end of EIT goes from nothing to about 25 of 30 points.
    assert (found[0].ref, 23 < found[0].worth < 25) == ("EIT1", True)
    assert [action.worth for action in found] == sorted((action.worth for action in found), reverse=True)
    assert found[1].worth == Decimal("2.00")


def test_a_survey_is_worth_what_it_secures_not_what_it_makes_one_expect(log, acts):
    """Before the first answer. By hand, at a mean of 1/2 (half 1/3, half 2/3: a variance of 1/36):

    IIT, 2 of 48 officers asked for: of 2 answers the low end stays at 0. EIT(1), 500 answers: the variance with half an
    imagined answer at each end is (500/36 + 1/4) / 500 = 0.02828, so 1.96 × √(0.02828 / 500) = 0.01474; 30 points ×
    (0.5 - 0.01474) × 500/505, because the 5 of EIT(2) are still missing, are 14.41. EIT(2): 5 answers make one expect
    half of 30 points, but 500 of 505 are missing, so that the low end gains less than 30 × 5/505 = 0.30.
    """
    log.append("unit/TH-60", [UnitRegistered(unit="TH-60", name_th="ก", name_en="a", division=4)], meta=META)
    opened = [RoundOpened(unit="TH-60", fiscal_year=YEAR, rubric=RUBRIC), StaffCounted(eligible=48)]
    log.append(f"round/TH-60/{YEAR}", [*opened, QuotaSet(instrument="IIT", minimum=2)], meta=META)
    found = acts(unit="TH-60")
    worth = {ref: action.worth for ref, action in found.items()}
    assert worth["EIT1"] == Decimal("14.41")
    assert 0 <= worth["EIT2"] < Decimal("0.30")
    assert worth["IIT"] == 0
    assert found["EIT2"].effect.gain["expected"] > 10
    order = list(found)
    assert order[0] == "EIT1"
    assert set(order[1:9]) == {f"O{number}" for number in range(17, 25)}  # 2 points each
    assert set(order[9:25]) == {f"O{number}" for number in range(1, 17)}  # 1.5 points each
    assert order[25:] == ["EIT2", "IIT"]


def test_the_act_follows_from_what_is_known(log, acts):
    record(log)
    element = load_rubric(RUBRIC).item("O5").elements[0].id
    partial = finding("O5", "partial")
    found = [
        type(partial)(**{**{f: getattr(partial, f) for f in partial.__struct_fields__},
                         "elements": (CheckedElement(id=element, met=False),)}),
        finding("O6", "stale"), finding("O7", "wrong_format"), finding("O8", "missing"),
        finding("O2", "missing", confirmed=False),
    ]  # fmt: skip
    log.append(AUDITS, found, meta=META)
    work = [
        ItemAssigned(item="O9", officers=("ก", "ข"), due=date(2024, 2, 20)),
        ItemSubmitted(item="O9", evidence=()), ItemSubmitted(item="O10", evidence=()),
        ItemReturned(item="O10", reason="ไม่ครบ"), ItemScored(item="O11", met=False),
    ]  # fmt: skip
    log.append(ROUND, work, meta=META)
    acted = acts()
    wanted = {
        "O2": "recheck", "O5": "complete", "O6": "renew", "O7": "reformat", "O8": "publish", "O9": "approve",
        "O10": "resubmit", "O11": "appeal", "O12": "publish", "EIT1": "collect",
    }  # fmt: skip
    assert {ref: acted[ref].act for ref in wanted} == wanted
    assert acted["O5"].elements[0]["id"] == element
    assert "ไม่ครบ" in acted["O10"].sentence["th"]
    assert (acted["O9"].officers, acted["O9"].due, acted["O9"].effort) == (("ก", "ข"), date(2024, 2, 20), "small")
    assert (acted["O9"].deadline, acted["O9"].days_left) == (date(2024, 4, 30), 85)
    assert acted["O11"].deadline == date(2024, 6, 26)
    gained = acted["O2"].effect.gain
    assert (gained["floor"], gained["expected"]) == (Decimal("1.50"), 0)


def test_a_survey_tells_what_is_short_by_line_of_work(log, acts):
    record(log)
    found = acts()["EIT1"]
    assert (found.remaining, found.deadline) == (267, date(2024, 7, 1))  # 233 of 500 are reported
    assert [(line.work_line, line.remaining) for line in found.lines] == [("administration", 3)]
    assert found.effect.gain["low"] > 20
    assert found.assumed_mean == Decimal(
        "0.83"
    )  # one sheet, all "most": the one negative question of six earns nothing


def test_no_answers_are_asked_for_where_everybody_has_answered(log, acts):
    record(log)
    log.append(ROUND, [StaffCounted(eligible=2)], meta=META)
    assert "IIT" not in acts()
    log.append(f"responses/TH-49/{YEAR}", [answer()], meta=META)
    assert "IIT" not in acts()


def test_the_example_is_of_the_same_division_first(log, acts):
    record(log)
    assert acts()["O6"].example is None
    other(log, "TH-50", 5)
    assert acts()["O6"].example.unit == "TH-50"
    other(log, "TH-51", 4)
    example = acts()["O6"].example
    assert (example.unit, example.url, example.page) == ("TH-51", "http://x/O6.pdf", "http://x/ita")


def test_of_a_division_the_best_unit_is_the_example_and_of_equals_the_first_by_code(log, acts):
    record(log)
    for unit in ("TH-52", "TH-51", "TH-53"):
        other(log, unit, 4)
    assert acts()["O6"].example.unit == "TH-51"
    log.append(f"audits/TH-53/{YEAR}", [finding("O17")], meta=META)
    assert acts()["O6"].example.unit == "TH-53"
    log.append(f"audits/TH-53/{YEAR}", [finding("O6", "missing", confirmed=False)], meta=META)
    assert acts()["O6"].example.unit == "TH-51"  # whether TH-53 still shows it is in doubt


def test_nothing_made_up_is_an_example_for_a_real_unit(log, acts):
    record(log)
    other(log, "TH-51", 4, meta=SIMULATED)
    other(log, "TH-52", 4, replica=True)
    assert acts()["O6"].example is None
    log.append("unit/TH-60", [UnitRegistered(unit="TH-60", name_th="ก", name_en="a", division=4)], meta=SIMULATED)
    log.append(f"round/TH-60/{YEAR}", [RoundOpened(unit="TH-60", fiscal_year=YEAR, rubric=RUBRIC)], meta=SIMULATED)
    example = acts(unit="TH-60")["O6"].example
    assert (example.simulated, example.replica) in {(True, False), (False, True)}


def test_a_round_that_is_not_open_has_no_actions(engine, log, projector):
    with engine.connect() as connection:
        assert queries.actions(connection, "TH-49", YEAR, today=DAY) is None


def test_certified_late_work_is_out_of_time(log, acts):
    record(log)
    late = Meta(actor="head", occurred_at=datetime(2024, 5, 2, tzinfo=UTC))
    log.append(AUDITS, [finding("O8", "missing")], meta=late)
    assert "O8" not in acts(today=date(2024, 5, 2))
    assert "O8" in acts(today=date(2024, 4, 30))
