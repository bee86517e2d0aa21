"""The whole score: items by evidence and day, the sums, the level, what is unconfirmed, the JSON."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from shared.rubric import Rubric, Verdict
from shared.rubric.model import SurveyId
from shared.rubric.scoring import ItemStanding, StandingError, SurveyTally, score, score_json
from tests.shared.rubric.scoring.builders import (
    AFTER,
    BEFORE,
    WHEN,
    best_answers,
    items_audited,
    items_scored,
    same_answers,
    standing,
)


def scored(rubric: Rubric, items: dict[str, ItemStanding], as_of: date = AFTER) -> dict[str, Any]:
    return score_json(score(rubric, standing(items=items), as_of))


def oit(rubric: Rubric, items: dict[str, ItemStanding], as_of: date = AFTER) -> list[str]:
    found = scored(rubric, items, as_of)["instruments"]["OIT"]
    return [found["low"], found["expected"], found["high"]]


def figures(part: dict[str, str]) -> tuple[str, ...]:
    return tuple(part[end] for end in ("floor", "low", "expected", "high", "ceiling"))


def test_nothing_is_known(rubric: Rubric) -> None:
    found = scored(rubric, {})
    assert figures(found["total"]) == ("0.00", "0.00", "0.00", "100.00", "100.00")
    assert (found["total"]["of"], found["total"]["percent"]) == ("100.00", "0.00")
    assert found["instruments"]["OIT"]["basis"] == "no_evidence"
    assert found["instruments"]["OIT"]["note"]["en"]
    assert [found["level"]["code"], found["level"]["low"]["code"], found["level"]["high"]["code"]] == [
        "urgent",
        "urgent",
        "excellent",
    ]


def test_everything_is_right(rubric: Rubric) -> None:
    surveys: dict[SurveyId, SurveyTally] = {
        "IIT": best_answers(rubric.questions_of("IIT"), 48, population=48, minimum=48),
        "EIT1": best_answers(rubric.questions_of("EIT1"), 550, population=550),
        "EIT2": best_answers(rubric.questions_of("EIT2"), 5, population=5),
    }
    found = score_json(score(rubric, standing(surveys, items_scored({item.id: True for item in rubric.items})), AFTER))
    assert figures(found["total"]) == ("100.00",) * 5
    assert found["level"]["th"] == "ผ่านดีเยี่ยม"


def test_a_loss_that_waits_for_its_second_audit_takes_the_floor_only(rubric: Rubric) -> None:
    items = items_audited(rubric, "present")
    items["O17"] = replace(items["O17"], confirmed=False)
    found = scored(rubric, items)
    assert figures(found["instruments"]["OIT"]) == ("38.00", "40.00", "40.00", "40.00", "40.00")
    assert found["level"]["floor"]["code"] == "urgent"


def test_the_ceiling_is_reached_by_mending_what_is_open(rubric: Rubric) -> None:
    early, late = (
        scored(rubric, items_audited(rubric, "missing"), day)["instruments"]["OIT"] for day in (BEFORE, AFTER)
    )
    assert (early["ceiling"], late["ceiling"]) == ("40.00", "0.00")


def test_a_score_says_until_when_it_can_change(rubric: Rubric) -> None:
    items = {"O3": ItemStanding("none", due=date(2024, 8, 15))}
    assert scored(rubric, {})["closes"] == "2024-07-01"
    assert scored(rubric, items)["closes"] == "2024-08-15"


def test_one_missed_item_of_two_points_costs_five_percent_of_oit(rubric: Rubric) -> None:
    found = scored(rubric, items_scored({item.id: item.id != "O17" for item in rubric.items}))
    assert found["instruments"]["OIT"]["expected"] == "38.00"
    assert found["instruments"]["OIT"]["percent"] == "95.00"


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [("present", "40.00"), ("partial", "0.00"), ("stale", "0.00"), ("wrong_format", "0.00"), ("missing", "0.00")],
)
def test_credit_by_verdict(rubric: Rubric, verdict: Verdict, expected: str) -> None:
    assert oit(rubric, items_audited(rubric, verdict)) == [expected] * 3


def test_credit_by_verdict_is_data(changed: Callable[..., Rubric]) -> None:
    rubric = changed(lambda data: data["verdict_credit"].update(partial="1/2"))
    assert oit(rubric, items_audited(rubric, "partial")) == ["20.00"] * 3


def test_an_item_of_which_nothing_is_known_widens_the_range_even_after_its_deadline(rubric: Rubric) -> None:
    items = items_audited(rubric, "present")
    items["O6"] = ItemStanding("none", "unknown")
    assert oit(rubric, items) == ["38.50", "38.50", "40.00"]


def test_an_open_item_may_still_be_mended(rubric: Rubric) -> None:
    assert oit(rubric, items_audited(rubric, "missing"), BEFORE) == ["0.00", "0.00", "40.00"]


@pytest.mark.parametrize(
    ("as_of", "due", "open_"),
    [
        (date(2024, 2, 1), None, True),  # past O3's internal deadline, but the answering phase goes on
        (date(2024, 4, 30), None, True),
        (date(2024, 5, 1), None, False),
        (date(2024, 5, 1), date(2024, 5, 15), True),
        (date(2024, 5, 16), date(2024, 5, 15), False),
    ],
)
def test_an_item_is_open_to_the_later_of_its_two_deadlines(
    rubric: Rubric, as_of: date, due: date | None, open_: bool
) -> None:
    items = {"O3": ItemStanding("audit", "missing", False, True, WHEN, "audit-1", due)}
    item = next(item for item in scored(rubric, items, as_of)["items"] if item["item"] == "O3")
    assert (item["open"], item["high"]) == (open_, "1.50" if open_ else "0.00")


def test_an_assessors_word_ends_the_hope_of_mending(rubric: Rubric) -> None:
    items = items_scored(dict.fromkeys((item.id for item in rubric.items), False))
    assert oit(rubric, items, BEFORE) == ["0.00"] * 3


def test_an_item_says_what_its_points_come_from(rubric: Rubric) -> None:
    items = {"O1": ItemStanding("approval", "unknown", True, True, WHEN, "head-1")}
    found = scored(rubric, items, BEFORE)["items"][0]
    assert found == {
        "item": "O1",
        "points": "1.50",
        "low": "1.50",
        "high": "1.50",
        "of": "1.50",
        "basis": "approval",
        "verdict": "unknown",
        "met": True,
        "confirmed": True,
        "when": "2024-05-20T03:00:00+00:00",
        "by": "head-1",
        "open": True,
    }


def test_indicators_and_sub_indicators_add_up(rubric: Rubric) -> None:
    found = scored(rubric, items_scored({item.id: item.indicator == 9 for item in rubric.items}))
    indicators = {part["id"]: part for part in found["indicators"]}
    assert (indicators[9]["expected"], indicators[10]["expected"]) == ("24.00", "0.00")
    assert [sub["expected"] for sub in indicators[9]["sub_indicators"]] == ["7.50", "7.50", "6.00", "1.50", "1.50"]
    assert indicators[9]["percent"] == "100.00"


def test_the_level_needs_every_instrument(rubric: Rubric) -> None:
    surveys: dict[SurveyId, SurveyTally] = {
        "IIT": best_answers(rubric.questions_of("IIT"), 48, population=48),
        "EIT1": same_answers(rubric.questions_of("EIT1"), "most", 600, population=600),  # 25 of 30 = 83.33 %
    }
    found = score_json(score(rubric, standing(surveys, items_audited(rubric, "present")), AFTER))
    assert found["total"]["expected"] == "95.00"
    assert found["instruments"]["EIT"]["percent"] == "83.33"
    assert found["level"]["th"] == "ผ่าน"


def test_unknown_items_are_refused(rubric: Rubric) -> None:
    with pytest.raises(StandingError, match="O25"):
        score(rubric, standing(items={"O25": ItemStanding()}), AFTER)


def test_only_assumptions_that_matter_are_listed(rubric: Rubric) -> None:
    def ids(**known: Any) -> list[str]:
        return [part.id for part in score(rubric, standing(**known), AFTER).unconfirmed]

    short = ["short_sample"]  # nobody has answered EIT
    assert ids() == ["rule_basis", *short, "level_rule"]
    assert ids(items=items_audited(rubric, "partial")) == ["rule_basis", *short, "verdict_credit", "level_rule"]
    assert ids(items=items_audited(rubric, "missing")) == ["rule_basis", *short, "level_rule"]
    eit = {part: best_answers(rubric.questions_of("EIT1"), 500) for part in ("EIT1", "EIT2")}
    answers = ["option_scale", "question_wording"]
    assert ids(surveys=eit) == ["rule_basis", *answers, "eit_combination", "level_rule"]


def test_with_equal_weight_even_one_part_of_eit_depends_on_how_they_combine(changed: Callable[..., Rubric]) -> None:
    eit1 = standing({"EIT1": best_answers(changed(lambda _: None).questions_of("EIT1"), 500)})

    def assumed(rule: str) -> bool:
        rubric = changed(lambda data: data["eit_combination"].update(rule=rule))
        return "eit_combination" in [part.id for part in score(rubric, eit1, AFTER).unconfirmed]

    assert (assumed("pooled"), assumed("mean_of_parts")) == (False, True)


def test_a_confirmed_statement_is_no_longer_listed(changed: Callable[..., Rubric]) -> None:
    rubric = changed(lambda data: data["level_rule"].update(confirmed=True))
    assert "level_rule" not in [part.id for part in score(rubric, standing(), AFTER).unconfirmed]


def test_unconfirmed_names_its_source(rubric: Rubric) -> None:
    rule = scored(rubric, {})["unconfirmed"][-1]
    assert rule.keys() == {"id", "title", "source", "note"}
    assert rule["title"]["th"]
    assert "8 June 2566" in rule["source"]


def test_json_is_plain_and_says_whose_it_is(rubric: Rubric) -> None:
    tally = SurveyTally({"i1": {"most": 1}}, 1)
    made_up = replace(standing({"IIT": tally}, items_audited(rubric, "present")), simulated=True)
    found = json.loads(json.dumps(score_json(score(rubric, made_up, date(2024, 2, 5)))))
    assert (found["unit"], found["fiscal_year"], found["rubric"]) == ("TH-49", 2567, rubric.id)
    assert (found["as_of"], found["position"], found["simulated"]) == ("2024-02-05", 7, True)
    assert list(found["instruments"]) == ["IIT", "EIT", "OIT"]
    assert [item["item"] for item in found["items"]] == [f"O{n}" for n in range(1, 25)]
    assert len(found["questions"]) == 21
