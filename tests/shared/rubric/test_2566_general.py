"""The general criteria of 2566: complete, exact under the mean of means, and honest about what is not confirmed."""

from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from shared.rubric import Rubric, as_json, load_rubric
from shared.rubric.model import Element
from shared.rubric.scoring import score, score_json
from shared.rubric.scoring.samples import minimum_of
from shared.rubric.scoring.standing import SurveyTally
from tests.shared.rubric.scoring.builders import items_scored, standing

GENERAL = load_rubric("2566-general")
#: Sub-indicator → its items, O(first) to O(last).
ITEMS = {
    "9.1": (1, 10),
    "9.2": (11, 18),
    "9.3": (19, 22),
    "9.4": (23, 26),
    "9.5": (27, 30),
    "10.1": (31, 38),
    "10.2": (39, 43),
}
#: Titles as published, those that are easily got wrong among them.
TITLES = {
    "O1": "โครงสร้าง",
    "O10": "นโยบายคุ้มครองข้อมูลส่วนบุคคล",
    "O18": "E–Service",
    "O31": "ประกาศเจตนารมณ์นโยบาย No Gift policy จากการปฏิบัติหน้าที่",
    "O35": "การดำเนินการเพื่อจัดการความเสี่ยงทุจริตและประพฤติมิชอบ",
    "O43": "การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
}
#: Items that report on the year before.
LAST_YEAR = {"O13", "O17", "O22", "O26", "O38"}
#: Items that cover the first six months of the year.
SIX_MONTHS = {"O12", "O16", "O21", "O24", "O29", "O37"}


def elements_of(item_id: str) -> tuple[Element, ...]:
    item = GENERAL.item(item_id)
    assert item is not None
    return item.elements


def test_all_43_items_stand_in_order_under_their_sub_indicators() -> None:
    assert [item.id for item in GENERAL.items] == [f"O{n}" for n in range(1, 44)]
    for sub, (first, last) in ITEMS.items():
        mine = [item.id for item in GENERAL.items if item.sub_indicator == sub]
        assert mine == [f"O{n}" for n in range(first, last + 1)]


def test_titles_are_those_published() -> None:
    titles = {item.id: item.title.th for item in GENERAL.items}
    assert {item_id: titles[item_id] for item_id in TITLES} == TITLES


def test_titles_and_aliases_never_name_two_items() -> None:
    names = Counter(name for item in GENERAL.items for name in {item.title.th, item.title.en, *item.aliases})
    assert [name for name, count in names.items() if count > 1] == []
    assert all(len(item.aliases) >= 3 and item.title.en for item in GENERAL.items)


def test_every_item_has_something_to_check() -> None:
    assert all(item.elements and any(element.required for element in item.elements) for item in GENERAL.items)


@pytest.mark.parametrize("item_id", [f"O{n}" for n in range(1, 44)])
def test_annual_reports_are_of_last_year_and_monitoring_covers_six_months(item_id: str) -> None:
    ids = {element.id for element in elements_of(item_id)}
    assert ("last_year" in ids) == (item_id in LAST_YEAR)
    assert bool(ids & {"six_months", "monthly"}) == (item_id in SIX_MONTHS)


def test_the_monthly_summary_covers_october_to_march() -> None:
    item = GENERAL.item("O21")
    assert item is not None
    assert item.period is not None
    assert item.period.months() == ("2565-10", "2565-11", "2565-12", "2566-01", "2566-02", "2566-03")


def test_weights_are_the_mean_of_means() -> None:
    assert {part.id: part.weight for part in GENERAL.instruments} == {"IIT": 30, "EIT": 30, "OIT": 40}
    assert {part.id: part.points for part in GENERAL.indicators} == {
        **dict.fromkeys(range(1, 6), Fraction(6)),
        **dict.fromkeys(range(6, 9), Fraction(10)),
        9: Fraction(20),
        10: Fraction(20),
    }
    assert all(item.points == GENERAL.weights.items[item.id] for item in GENERAL.items)
    assert sum(item.points for item in GENERAL.items) == 40


def test_oit_is_forty_percent_of_the_mean_of_indicators_9_and_10() -> None:
    missed = {"O1", "O21", "O40"}
    met = {item.id: item.id not in missed for item in GENERAL.items}
    found = score_json(score(GENERAL, standing(items=items_scored(met)), date(2023, 9, 30)))
    nine = (Fraction(9, 10) + 1 + Fraction(3, 4) + 1 + 1) / 5
    ten = (1 + Fraction(4, 5)) / 2
    percents = {part["id"]: part["percent"] for part in found["indicators"]}
    assert (percents[9], percents[10]) == (f"{float(100 * nine):.2f}", f"{float(100 * ten):.2f}") == ("93.00", "90.00")
    assert found["instruments"]["OIT"]["expected"] == f"{float(Fraction(40) * (nine + ten) / 2):.2f}" == "36.60"


def test_questions_are_thirty_and_fifteen_and_drafted() -> None:
    per_indicator = Counter(question.indicator for question in GENERAL.questions)
    assert per_indicator == {**dict.fromkeys(range(1, 6), 6), **dict.fromkeys(range(6, 9), 5)}
    assert [q.id for q in GENERAL.questions_of("IIT")] == [f"i{n}" for n in range(1, 31)]
    assert [q.id for q in GENERAL.questions_of("EIT1")] == [f"e{n}" for n in range(1, 16)]
    assert all(question.drafted for question in GENERAL.questions)


def test_nothing_is_passed_off_as_official() -> None:
    unofficial = (
        GENERAL.rule_basis,
        GENERAL.option_scale,
        GENERAL.eit_combination,
        GENERAL.short_sample,
        GENERAL.verdict_credit,
        GENERAL.question_wording,
        GENERAL.level_rule,
        GENERAL.item_basis,
        *GENERAL.samples,
        *GENERAL.crosswalks,
    )
    assert all(statement and not statement.confirmed and statement.source for statement in unofficial)
    assert GENERAL.calendar == ()


def test_a_score_says_that_the_list_of_items_is_not_confirmed() -> None:
    known = score_json(score(GENERAL, standing(items=items_scored({"O1": True})), date(2023, 9, 30)))
    assert "item_basis" in {each["id"] for each in known["unconfirmed"]}
    nothing = score_json(score(GENERAL, standing(), date(2023, 9, 30)))
    assert "item_basis" not in {each["id"] for each in nothing["unconfirmed"]}


@pytest.mark.parametrize(
    ("staff", "minimum"),
    [(None, 30), (12, 12), (30, 30), (299, 30), (301, 31), (1000, 100)],  # 10 %, at least 30, all where there are fewer
)
def test_the_least_number_of_internal_answers(staff: int | None, minimum: int) -> None:
    assert minimum_of(GENERAL, "IIT", SurveyTally(population=staff)) == minimum


def test_more_than_400_external_answers_are_never_asked_for() -> None:
    assert minimum_of(GENERAL, "EIT1", SurveyTally(population=4001)) == 400
    assert minimum_of(GENERAL, "EIT1", SurveyTally(population=4001, minimum=900)) == 900


def broken(change: Callable[[dict[str, Any]], Any]) -> str:
    data = deepcopy(as_json(GENERAL))
    change(data)
    with pytest.raises(ValidationError) as refused:
        Rubric.model_validate(data)
    return str(refused.value)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda d: d["items"][0].update(points="0.5"), "0.5, but the mean of means makes it 0.4"),
        (lambda d: d["questions"][0].update(points="2"), "2, but the mean of means makes it 1"),
        (lambda d: d["indicators"][0].update(points="7"), "7, but the mean of means makes it 6"),
        (lambda d: d["indicators"][8]["sub_indicators"][0].update(points="5"), "5, but the mean of means makes it 4"),
        (lambda d: d["items"][0].update(sub_indicator="9.7"), "indicator 9 has no sub-indicator 9.7"),
        (lambda d: d.update(rule="flat_sum", instruments=d["instruments"][:2]), "there is no instrument OIT"),
    ],
)
def test_points_that_are_not_the_mean_are_refused(change: Callable[[dict[str, Any]], Any], what: str) -> None:
    assert what in broken(change)


def test_the_same_points_add_up_under_a_flat_sum_too() -> None:
    data = as_json(GENERAL)
    data["rule"] = "flat_sum"
    assert Rubric.model_validate(data).weights.items == GENERAL.weights.items


def test_as_json_keeps_everything() -> None:
    assert Rubric.model_validate(as_json(GENERAL)) == Rubric.model_validate(deepcopy(as_json(GENERAL))) == GENERAL
