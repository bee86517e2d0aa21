"""Standings to score."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from fractions import Fraction

from shared.rubric import Rubric, Verdict
from shared.rubric.model import Question, SurveyId
from shared.rubric.scoring import ItemStanding, Standing, SurveyTally

#: A day on which all deadlines of fiscal year 2567 have passed.
AFTER = date(2024, 9, 30)
#: A day on which all are to come.
BEFORE = date(2024, 1, 15)
#: From the worst answer to a positive question to the best: 0, 1/3, 2/3 and all of its points.
OPTIONS = ("least", "low", "high", "most")
WHEN = datetime(2024, 5, 20, 3, 0, tzinfo=UTC)


def same_answers(
    questions: Iterable[Question], option: str, n: int, *, population: int | None = None, minimum: int | None = None
) -> SurveyTally:
    """Every respondent gave every question the same answer."""
    return SurveyTally({question.id: {option: n} for question in questions}, n, population, minimum)


def best_answers(
    questions: Iterable[Question], n: int, *, population: int | None = None, minimum: int | None = None
) -> SurveyTally:
    """Every respondent gave every question its best answer."""
    counts = {question.id: {"least" if question.reversed else "most": n} for question in questions}
    return SurveyTally(counts, n, population, minimum)


def items_scored(met: Mapping[str, bool]) -> dict[str, ItemStanding]:
    """Assessors' scores."""
    return {item: ItemStanding("assessor", None, yes, True, WHEN, "assessor-1") for item, yes in met.items()}


def items_audited(rubric: Rubric, verdict: Verdict) -> dict[str, ItemStanding]:
    """Every item with the same audit verdict."""
    return {
        item.id: ItemStanding("audit", verdict, verdict == "present", True, WHEN, "audit-1") for item in rubric.items
    }


def standing(
    surveys: Mapping[SurveyId, SurveyTally] | None = None, items: Mapping[str, ItemStanding] | None = None
) -> Standing:
    """Mukdahan's round."""
    return Standing("TH-49", 2567, position=7, surveys=surveys or {}, items=items or {})


def answers_worth(questions: Iterable[Question], share: Fraction) -> SurveyTally:
    """Everybody has answered, and the mean of every question is exactly this share (0 to 1) of its full mark."""
    thirds = share * 3
    below = min(int(thirds), 2)
    above = thirds - below  # the part of the answers that are one option better
    n = above.denominator
    counts = {
        question.id: _turned(question, {OPTIONS[below]: n - above.numerator, OPTIONS[below + 1]: above.numerator})
        for question in questions
    }
    return SurveyTally(counts, n, n, n)


def _turned(question: Question, counts: Mapping[str, int]) -> Mapping[str, int]:
    turned = dict(zip(OPTIONS, reversed(OPTIONS), strict=True))
    return {turned[option]: n for option, n in counts.items()} if question.reversed else counts
