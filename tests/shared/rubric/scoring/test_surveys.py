"""What answers are worth: reversed questions, the two parts of EIT, intervals, short samples."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from shared.rubric import Rubric
from shared.rubric.model import SurveyId
from shared.rubric.scoring import StandingError, SurveyTally, score, score_json
from shared.rubric.scoring.questions import question_share
from shared.rubric.scoring.samples import minimum_of
from tests.shared.rubric.scoring.builders import AFTER, BEFORE, answers_worth, best_answers, same_answers, standing


def figures(rubric: Rubric, surveys: dict[SurveyId, SurveyTally], instrument: str, as_of: date = BEFORE) -> list[str]:
    found = score_json(score(rubric, standing(surveys), as_of))["instruments"][instrument]
    return [found["low"], found["expected"], found["high"]]


def test_everybody_gave_the_best_answers(rubric: Rubric) -> None:
    iit = best_answers(rubric.questions_of("IIT"), 48, population=48, minimum=48)
    assert figures(rubric, {"IIT": iit}, "IIT") == ["30.00", "30.00", "30.00"]


def test_reversed_questions_turn_the_scale_around(rubric: Rubric) -> None:
    most = same_answers(rubric.questions_of("IIT"), "most", 48, population=48)
    least = same_answers(rubric.questions_of("IIT"), "least", 48, population=48)
    assert figures(rubric, {"IIT": most}, "IIT") == ["16.00"] * 3  # 8 of 15 questions are positive, 2 points each
    assert figures(rubric, {"IIT": least}, "IIT") == ["14.00"] * 3


def test_thirds_are_exact(rubric: Rubric) -> None:
    high = same_answers(rubric.questions_of("IIT"), "high", 3, population=3)
    assert figures(rubric, {"IIT": high}, "IIT") == ["15.33"] * 3  # 8 × 2 × 2/3 + 7 × 2 × 1/3 = 15 1/3


def test_a_question_shows_its_mean_and_number_of_answers(rubric: Rubric) -> None:
    tally = SurveyTally({"i1": {"most": 1, "high": 1}, "i5": {"least": 1, "low": 1}}, 2, 48)
    questions = {q["id"]: q for q in score_json(score(rubric, standing({"IIT": tally}), BEFORE))["questions"]}
    assert questions["i1"]["mean"] == questions["i5"]["mean"] == "83.33"
    assert questions["i1"]["points"] == "1.67"
    assert (questions["i1"]["n"], questions["i2"]["n"], questions["i2"]["mean"]) == (2, 0, None)


def test_a_question_without_answers_may_still_turn_out_anyhow(rubric: Rubric) -> None:
    tally = SurveyTally({"i1": {"most": 48}}, 48, 48)
    found = score_json(score(rubric, standing({"IIT": tally}), BEFORE))["instruments"]["IIT"]
    assert (found["low"], found["expected"], found["high"]) == ("2.00", "2.00", "30.00")
    assert found["note"]["en"] == "Some questions have no answers yet."


@pytest.mark.parametrize("instrument", ["IIT", "EIT"])
def test_no_answers_say_so(rubric: Rubric, instrument: str) -> None:
    found = score_json(score(rubric, standing(), BEFORE))["instruments"][instrument]
    assert (found["low"], found["expected"], found["high"], found["of"]) == ("0.00", "0.00", "30.00", "30.00")
    assert found["basis"] == "no_answers"
    assert found["note"]["th"]
    assert found["note"]["en"]


def test_both_parts_of_eit_are_pooled_by_this_rubric(rubric: Rubric) -> None:
    questions = rubric.questions_of("EIT1")
    surveys: dict[SurveyId, SurveyTally] = {
        "EIT1": best_answers(questions, 500, population=500),
        "EIT2": same_answers(questions, "low", 500, population=500, minimum=5),
    }
    # Means: (1 + 1/3) / 2 for the five positive questions, (1 + 2/3) / 2 for the reversed one, 5 points each.
    assert figures(rubric, surveys, "EIT") == ["20.83"] * 3


def test_both_parts_of_eit_can_have_equal_weight(changed: Callable[..., Rubric]) -> None:
    rubric = changed(lambda data: data["eit_combination"].update(rule="mean_of_parts"))
    questions = rubric.questions_of("EIT1")
    best = best_answers(questions, 500, population=500)
    worst = SurveyTally({q.id: {"most" if q.reversed else "least": 5} for q in questions}, 5, 5)
    assert figures(rubric, {"EIT1": best, "EIT2": worst}, "EIT") == ["15.00"] * 3
    assert figures(rubric, {"EIT2": worst}, "EIT")[1] == "0.00"
    assert figures(rubric, {"EIT1": best}, "EIT")[1] == "30.00"


def ends(rubric: Rubric, surveys: dict[SurveyId, SurveyTally], as_of: date = BEFORE) -> list[str]:
    found = score_json(score(rubric, standing(surveys), as_of))["instruments"]["EIT"]
    return [found[end] for end in ("floor", "low", "expected", "high", "ceiling")]


def test_a_part_of_eit_without_answers_may_turn_out_anyhow(changed: Callable[..., Rubric]) -> None:
    """With equal weight it is half of EIT: that half may be lost or full, and is expected to be like the other."""
    rubric = changed(lambda data: (data["eit_combination"].update(rule="mean_of_parts"), no_cost(data)))
    questions = rubric.questions_of("EIT1")
    eit1 = answers_worth(questions, Fraction(9, 10))
    assert ends(rubric, {"EIT1": eit1}) == ["13.50", "13.50", "27.00", "28.50", "28.50"]
    worst = answers_worth(questions, Fraction(0))
    assert ends(rubric, {"EIT1": eit1, "EIT2": worst}) == ["13.50"] * 5
    assert ends(rubric, {"EIT1": eit1, "EIT2": answers_worth(questions, Fraction(1))}) == ["28.50"] * 5


def no_cost(data: dict[str, Any]) -> None:
    data["short_sample"].update(rule="none")


def test_each_part_of_equal_weight_bears_the_cost_of_its_own_sample(changed: Callable[..., Rubric]) -> None:
    def rules(data: dict[str, Any]) -> None:
        data["eit_combination"].update(rule="mean_of_parts")
        data["short_sample"].update(rule="proportional", confirmed=True)

    rubric = changed(rules)
    questions = rubric.questions_of("EIT1")
    eit1 = best_answers(questions, 500, population=500)
    half = SurveyTally(answers_worth(questions, Fraction(2, 3)).counts, 1, 1, 2)
    # (500 of 500 at 30 points, and 1 of 2 at 20 points, which halves them) / 2 = (30 + 10) / 2
    assert ends(rubric, {"EIT1": eit1, "EIT2": half}, AFTER) == ["20.00"] * 5
    # Nobody answered EIT(2), whose minimum is 5, and nobody can any more: that half is lost for certain.
    assert ends(rubric, {"EIT1": eit1}, AFTER) == ["15.00"] * 5


def test_what_nobody_answered_in_time_is_lost_where_that_is_the_rule(changed: Callable[..., Rubric]) -> None:
    rubric = changed(lambda data: data["short_sample"].update(rule="zero", confirmed=True))
    assert ends(rubric, {}, BEFORE) == ["0.00", "0.00", "0.00", "30.00", "30.00"]
    assert ends(rubric, {}, AFTER) == ["0.00"] * 5


def test_few_or_unanimous_answers_are_never_certain(rubric: Rubric) -> None:
    low, expected, high = figures(rubric, {"IIT": best_answers(rubric.questions_of("IIT"), 2, population=48)}, "IIT")
    assert (expected, high) == ("30.00", "30.00")
    assert float(low) < 15


def test_the_interval_narrows_with_answers_and_vanishes_when_all_answered(rubric: Rubric) -> None:
    question, scale = rubric.questions[0], rubric.option_scale
    widths = []
    for n in (4, 12, 24, 48):
        share = question_share(question, scale, {"most": n // 2, "least": n - n // 2}, 48)
        assert share is not None
        assert share.expected == Fraction(1, 2)
        widths.append(share.high - share.low)
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] == 0


@pytest.mark.parametrize(("population", "half"), [(None, 0.04918), (796, 0.03478)])
def test_the_interval_is_that_of_a_mean(rubric: Rubric, population: int | None, half: float) -> None:
    share = question_share(rubric.questions[0], rubric.option_scale, {"most": 199, "least": 199}, population)
    assert share is not None
    # With half an answer more at each end: 399 values, half 0 and half 1, so a variance of 99.75/398;
    # 1.96 × √(99.75/398/398) = 0.04918. Of a population of 796, only half of the variance is left: 0.03478.
    assert round(float(share.high - share.expected), 5) == half
    assert share.expected - share.low == share.high - share.expected


@pytest.mark.parametrize("rule", ["none", "zero", "proportional"])
def test_a_short_sample_costs_the_low_end_by_the_rule(changed: Callable[..., Rubric], rule: str) -> None:
    rubric = changed(lambda data: data["short_sample"].update(rule=rule))
    tally = best_answers(rubric.questions_of("IIT"), 36, population=36, minimum=48)
    low = {"none": "30.00", "zero": "0.00", "proportional": "22.50"}[rule]
    assert figures(rubric, {"IIT": tally}, "IIT", AFTER) == [low, "30.00", "30.00"]


def test_a_confirmed_cost_counts_wholly_once_collecting_has_ended(changed: Callable[..., Rubric]) -> None:
    rubric = changed(lambda data: data["short_sample"].update(rule="proportional", confirmed=True))
    tally = best_answers(rubric.questions_of("IIT"), 36, population=36, minimum=48)
    assert figures(rubric, {"IIT": tally}, "IIT", date(2024, 7, 1)) == ["22.50", "30.00", "30.00"]
    assert figures(rubric, {"IIT": tally}, "IIT", date(2024, 7, 2)) == ["22.50"] * 3


def test_each_part_of_eit_bears_its_own_share_of_the_cost(rubric: Rubric) -> None:
    eit1 = best_answers(rubric.questions_of("EIT1"), 500, population=500)
    low = figures(rubric, {"EIT1": eit1}, "EIT")[0]
    assert Fraction(low) < Fraction(30) * 500 / 505  # the five missing EIT(2) answers, and an unknown population


def test_a_short_sample_says_so(rubric: Rubric) -> None:
    tally = best_answers(rubric.questions_of("IIT"), 47, population=48, minimum=48)
    found = score(rubric, standing({"IIT": tally}), BEFORE)
    assert "minimum" in score_json(found)["instruments"]["IIT"]["note"]["en"]
    assert "short_sample" in [part.id for part in found.unconfirmed]


def test_the_minimum_is_the_units_own_else_the_rubrics(rubric: Rubric) -> None:
    assert minimum_of(rubric, "IIT", SurveyTally(minimum=48, population=48)) == 48
    assert minimum_of(rubric, "IIT", SurveyTally(population=48)) is None
    assert minimum_of(rubric, "EIT1", SurveyTally()) == 500
    assert minimum_of(rubric, "EIT1", SurveyTally(population=320)) == 320
    assert minimum_of(rubric, "EIT1", SurveyTally(population=9000)) == 500
    assert minimum_of(rubric, "EIT2", SurveyTally(population=3)) == 5


@pytest.mark.parametrize("counts", [{"i1": {"maybe": 1}}, {"e1": {"most": 1}}, {"i99": {}}, {"i1": {"most": -1}}])
def test_counts_that_do_not_fit_the_rubric_are_refused(rubric: Rubric, counts: dict[str, dict[str, int]]) -> None:
    with pytest.raises(StandingError):
        score(rubric, standing({"IIT": SurveyTally(counts, 1)}), BEFORE)
