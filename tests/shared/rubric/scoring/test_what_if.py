"""Imagined changes: what they make of a standing, and what cannot be imagined."""

from fractions import Fraction

import pytest

from shared.rubric import Rubric
from shared.rubric.model import Question
from shared.rubric.scoring import SurveyTally, score
from shared.rubric.scoring.result import Points
from shared.rubric.scoring.what_if import ChangeError, ItemDone, MoreAnswers, changed, spread_of
from tests.shared.rubric.scoring.builders import AFTER, BEFORE, items_audited, items_scored, same_answers, standing


def total(rubric: Rubric, known: object, *changes: ItemDone | MoreAnswers) -> Points:
    return score(rubric, changed(rubric, known, changes), BEFORE).total.points  # type: ignore[arg-type]


def test_an_item_done_earns_its_points_for_certain(rubric: Rubric) -> None:
    known = standing(items=items_audited(rubric, "missing"))
    before, after = total(rubric, known), total(rubric, known, ItemDone("O17"))
    assert (after.low - before.low, after.expected - before.expected, after.high - before.high) == (2, 2, 0)
    assert total(rubric, known, ItemDone("O17"), ItemDone("O17", done=False)) == before


def test_what_an_assessor_said_changes_only_as_by_an_appeal(rubric: Rubric) -> None:
    known = standing(items=items_scored({"O1": False}))
    after = changed(rubric, known, [ItemDone("O1")])
    assert (after.items["O1"].basis, after.items["O1"].met) == ("appeal", True)
    assert known.items["O1"].met is False


def test_answers_at_a_mean_move_the_survey_to_it(rubric: Rubric) -> None:
    known = standing({"EIT1": same_answers(rubric.questions_of("EIT1"), "most", 10)})
    after = changed(rubric, known, [MoreAnswers("EIT1", 40, Fraction("0.8"))])
    assert after.surveys["EIT1"].respondents == 50
    found = score(rubric, after, AFTER)
    # Five questions: (10 × 1 + 40 × 0.8) / 50 = 0.84; the reversed one: (10 × 0 + 40 × 0.8) / 50 = 0.64.
    assert sorted({str(question.mean) for question in found.questions if question.n}) == ["64.00", "84.00"]


@pytest.mark.parametrize("mean", ["0", "1/6", "1/3", "0.5", "0.8", "1"])
def test_the_options_have_the_mean_asked_for(rubric: Rubric, mean: str) -> None:
    change = MoreAnswers("IIT", 60, Fraction(mean))
    for question in rubric.questions_of("IIT"):
        spread = spread_of(rubric, question, change)
        assert sum(spread.values()) == 60
        assert worth(rubric, question, spread) == Fraction(mean)


def worth(rubric: Rubric, question: Question, spread: dict[str, int]) -> Fraction:
    points = {option.id: option.points for option in rubric.option_scale.options}
    shares = {option: 1 - points[option] if question.reversed else points[option] for option in spread}
    return sum((shares[option] * n for option, n in spread.items()), Fraction(0)) / sum(spread.values())


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (ItemDone("O25"), "no item O25"),
        (MoreAnswers("EIT1", 0, Fraction(1)), "from 1 to"),
        (MoreAnswers("EIT1", 10**9, Fraction(1)), "from 1 to"),
        (MoreAnswers("EIT1", 1, Fraction(2)), "from 0 to 1"),
        (MoreAnswers("EIT3", 1, Fraction(1)), "no survey EIT3"),  # type: ignore[arg-type]
        (MoreAnswers("IIT", 9, Fraction(1)), "Only 8 more people"),
    ],
)
def test_the_impossible_is_refused_in_both_languages(rubric: Rubric, change: ItemDone | MoreAnswers, says: str) -> None:
    known = standing({"IIT": SurveyTally(respondents=40, population=48)})
    with pytest.raises(ChangeError, match=says) as refused:
        changed(rubric, known, [change])
    assert refused.value.title.th
