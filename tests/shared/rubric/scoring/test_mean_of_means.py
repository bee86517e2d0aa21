"""The general rule of FY2564, against values that were published for it."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from shared.rubric import Rubric
from shared.rubric.scoring import score, score_json
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


@pytest.fixture(scope="module")
def rubric_2564(changed: Callable[..., Rubric]) -> Rubric:
    return changed(reshape)


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


def test_oit_is_forty_percent_of_the_mean_of_its_indicators(rubric_2564: Rubric) -> None:
    found = with_missed(rubric_2564, {"10.1": 1, "9.2": 1})
    nine, ten = (6 + Fraction(28)) / 35, (Fraction(7, 8) + 1) / 2
    expected = Fraction(40) * (nine + ten) / 2
    assert found["instruments"]["OIT"]["expected"] == f"{float(expected):.2f}" == "38.18"


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
