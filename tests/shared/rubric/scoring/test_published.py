"""Results that were published, from the answers and items to the total, the level and its conditions.

Published are the total and the level, and of the State Audit Office that its EIT fell below 85. How a total divides
among the instruments is ours, and worked out by hand beside each case.
"""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import pytest

from shared.rubric import Rubric
from shared.rubric.model import SurveyId
from shared.rubric.scoring import SurveyTally, score, score_json
from tests.shared.rubric.scoring.builders import AFTER, answers_worth, items_audited, items_scored, standing

#: Items of 1.5 points (O1–O16) and of 2 points (O17–O24) that are met.
ALL, NINE = (16, 8), (16, 0)


class Case(NamedTuple):
    """Points of IIT and EIT, how many items are met, and what follows."""

    iit: str
    eit: str
    items: tuple[int, int]
    total: str
    percents: tuple[str, str, str]
    level: str


CASES = {
    # 28.81 + 27 + 40. Each at least 85, IIT and EIT below 95: not the highest level, though the total is over 95.
    "Thai PBS FY2566": Case("28.81", "27", ALL, "95.81", ("96.03", "90.00", "100.00"), "ผ่านดี"),
    # 29.64 + 25 + 40. EIT 25 of 30 is 83.33: the total would do for ผ่านดี.
    "SAO FY2568": Case("29.64", "25", ALL, "94.64", ("98.80", "83.33", "100.00"), "ผ่าน"),
    # The same total with EIT 25.5 of 30 = 85: the condition is the only difference.
    "SAO, had its EIT reached 85": Case("29.14", "25.5", ALL, "94.64", ("97.13", "85.00", "100.00"), "ผ่านดี"),
    # 24.53 + 24 + 24.
    "Thalang police FY2566": Case("24.53", "24", NINE, "72.53", ("81.77", "80.00", "60.00"), "ต้องปรับปรุง"),
    # 22.92 + 23 + 24.
    "police stations FY2566": Case("22.92", "23", NINE, "69.92", ("76.40", "76.67", "60.00"), "ต้องปรับปรุงโดยด่วน"),
}


def surveys(rubric: Rubric, iit: Fraction, eit: Fraction) -> dict[SurveyId, SurveyTally]:
    """Answers that come to exactly these points of 30."""
    return {
        "IIT": answers_worth(rubric.questions_of("IIT"), iit / 30),
        "EIT1": answers_worth(rubric.questions_of("EIT1"), eit / 30),
        "EIT2": answers_worth(rubric.questions_of("EIT2"), eit / 30),
    }


@pytest.mark.parametrize("name", CASES)
def test_a_published_result_follows_from_answers_and_items(rubric: Rubric, name: str) -> None:
    case = CASES[name]
    of_nine, of_ten = case.items
    met = {item.id: n < of_nine or 16 <= n < 16 + of_ten for n, item in enumerate(rubric.items)}
    answers = surveys(rubric, Fraction(case.iit), Fraction(case.eit))
    found = score_json(score(rubric, standing(answers, items_scored(met)), AFTER))
    assert {found["total"][end] for end in ("floor", "low", "expected", "high", "ceiling")} == {case.total}
    assert tuple(part["percent"] for part in found["instruments"].values()) == case.percents
    assert found["level"]["th"] == case.level
    assert {found["level"][end]["th"] for end in ("floor", "low", "high", "ceiling")} == {case.level}
    assert sum(Decimal(part["expected"]) for part in found["instruments"].values()) == Decimal(case.total)


#: Points of IIT and EIT (30 each) and the share of every OIT item (40), and what they come to.
EDGES = [
    # 30 + 30 + 24.995 = 84.995, which is 85.00 when the level is read; OIT is 62.49.
    ("30", "30", "24.995", "85.00", "ผ่าน"),
    ("30", "30", "24.9949", "84.99", "ต้องปรับปรุง"),
    ("20", "20", "29.995", "70.00", "ต้องปรับปรุง"),
    ("20", "20", "29.9949", "69.99", "ต้องปรับปรุงโดยด่วน"),
    # OIT 33.998 of 40 is 84.995 of 100, which is 85.00; the total is 93.998.
    ("30", "30", "33.998", "94.00", "ผ่านดี"),
    ("30", "30", "33.99796", "94.00", "ผ่าน"),
    # EIT 28.4985 of 30 is 94.995 of 100.
    ("30", "28.4985", "40", "98.50", "ผ่านดีเยี่ยม"),
    ("30", "28.4984", "40", "98.50", "ผ่านดี"),
]


@pytest.mark.parametrize(("iit", "eit", "oit", "total", "level"), EDGES)
def test_the_level_is_read_after_rounding_to_two_places(
    changed: Callable[..., Rubric], iit: str, eit: str, oit: str, total: str, level: str
) -> None:
    def credit(data: dict[str, Any]) -> None:
        data["verdict_credit"]["partial"] = str(Fraction(oit) / 40)

    rubric = changed(credit)
    answers = surveys(rubric, Fraction(iit), Fraction(eit))
    found = score_json(score(rubric, standing(answers, items_audited(rubric, "partial")), AFTER))
    assert (found["total"]["expected"], found["level"]["th"]) == (total, level)
