"""The general rule of FY2564, against values that were published for it."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.rubric import Rubric, as_json, load_rubric
from shared.rubric.scoring import score, score_json
from shared.rubric.scoring.numbers import rounded
from tests.shared.rubric.scoring.builders import AFTER, items_scored, standing

#: sub-indicator → number of items.
SHAPE = {"9.1": 9, "9.2": 7, "9.3": 3, "9.4": 2, "9.5": 2, "10.1": 8, "10.2": 2}


def reshape(data: dict[str, Any]) -> None:
    data["rule"] = "mean_of_means"
    kept = data["items"]
    data["items"] = [
        {**kept[0], "id": f"{sub}-{n}", "indicator": int(sub.split(".")[0]), "sub_indicator": sub}
        for sub, count in SHAPE.items()
        for n in range(count)
    ]
    write_means(data)


def write_means(data: dict[str, Any]) -> None:
    """The points that a mean of means comes to: those of the whole, shared equally."""
    parts = {1: 6, 2: 6, 3: 6, 4: 6, 5: 6, 6: 10, 7: 10, 8: 10, 9: 20, 10: 20}
    for indicator in data["indicators"]:
        indicator["points"] = str(parts[indicator["id"]])
        for sub in indicator["sub_indicators"]:
            sub["points"] = str(Fraction(20, len(indicator["sub_indicators"])))
    for question in data["questions"]:
        siblings = [q for q in data["questions"] if q["indicator"] == question["indicator"]]
        question["points"] = str(Fraction(parts[question["indicator"]], len(siblings)))
    subs = {9: 5, 10: 2}
    for item in data["items"]:
        item["points"] = str(Fraction(20, subs[item["indicator"]] * SHAPE[item["sub_indicator"]]))


def reshaped() -> Rubric:
    data = as_json(load_rubric("2567-provincial-immigration"))
    reshape(data)
    return Rubric.model_validate(data)


RUBRIC = reshaped()


@pytest.fixture(scope="module")
def rubric_2564() -> Rubric:
    return RUBRIC


def with_missed(rubric: Rubric, missed: dict[str, int]) -> dict[str, Any]:
    met = {item.id: int(item.id.split("-")[1]) >= missed.get(item.sub_indicator, 0) for item in rubric.items}
    return score_json(score(rubric, standing(items=items_scored(met)), AFTER))


@pytest.mark.parametrize(
    ("missed", "indicator", "percent"),
    [
        ({"10.1": 1}, 10, "93.75"),  # mean(7/8, 2/2); a flat 9 of 10 would be 90
        ({"9.2": 1}, 9, "97.14"),  # (6/7 + 4) / 5
        ({"9.1": 1}, 9, "97.78"),  # (8/9 + 4) / 5
        ({}, 9, "100.00"),
    ],
)
def test_published_indicator_values(rubric_2564: Rubric, missed: dict[str, int], indicator: int, percent: str) -> None:
    found = with_missed(rubric_2564, missed)
    assert next(part["percent"] for part in found["indicators"] if part["id"] == indicator) == percent


@pytest.mark.parametrize(
    ("missed", "oit"),
    [
        ({}, "40.00"),
        ({"10.1": 1}, "38.75"),  # 0.4 × mean(100, 93.75); a flat sum would be 38.79
        ({"9.2": 1}, "39.43"),  # 0.4 × mean(97.14, 100)
        ({"9.1": 1, "10.1": 1}, "38.31"),  # 0.4 × mean(97.78, 93.75)
        ({"9.2": 1, "10.1": 1}, "38.18"),  # 0.4 × mean(97.14, 93.75)
    ],
)
def test_oit_is_forty_percent_of_the_mean_of_its_indicators(
    rubric_2564: Rubric, missed: dict[str, int], oit: str
) -> None:
    assert with_missed(rubric_2564, missed)["instruments"]["OIT"]["expected"] == oit


@settings(max_examples=50, deadline=None)
@given(st.fixed_dictionaries({sub: st.integers(0, count) for sub, count in SHAPE.items()}))
def test_whatever_is_missed_each_step_is_a_mean(missed: dict[str, int]) -> None:
    found = with_missed(RUBRIC, missed)
    subs = {sub: Fraction(count - missed[sub], count) for sub, count in SHAPE.items()}
    nine, ten = (mean([share for sub, share in subs.items() if sub.startswith(part)]) for part in ("9.", "10."))
    assert found["instruments"]["OIT"]["expected"] == str(rounded(40 * (nine + ten) / 2))
    percents = {part["id"]: part["percent"] for part in found["indicators"]}
    assert (percents[9], percents[10]) == (str(rounded(100 * nine)), str(rounded(100 * ten)))


def mean(shares: list[Fraction]) -> Fraction:
    return sum(shares, Fraction(0)) / len(shares)


def test_all_parts_share_the_points_of_their_instrument(rubric_2564: Rubric) -> None:
    weights = rubric_2564.weights
    assert weights.indicators == {
        **dict.fromkeys(range(1, 6), Fraction(6)),
        **dict.fromkeys(range(6, 9), Fraction(10)),
        9: Fraction(20),
        10: Fraction(20),
    }
    assert weights.sub_indicators["9.1"] == 4
    assert weights.items["10.1-0"] == Fraction(20, 2 * 8)
    assert sum(weights.items.values()) == 40
    assert sum(weights.questions.values()) == 60
