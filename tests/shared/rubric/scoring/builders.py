"""Standings to score."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from shared.rubric import Rubric, Verdict
from shared.rubric.model import Question, SurveyId
from shared.rubric.scoring import ItemStanding, Standing, SurveyTally

#: A day on which all deadlines of fiscal year 2567 have passed.
AFTER = date(2024, 9, 30)
#: A day on which all are to come.
BEFORE = date(2024, 1, 15)
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
