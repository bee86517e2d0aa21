"""Which unconfirmed parts of the rubric a score depends on."""

from collections.abc import Iterable, Iterator

from shared.rubric.model import Rubric, Sourced
from shared.rubric.scoring.result import Assumption, ItemScore
from shared.rubric.scoring.standing import Standing
from shared.rubric.scoring.surveys import SurveyResult


def assumptions(
    rubric: Rubric, standing: Standing, surveys: Iterable[SurveyResult], items: Iterable[ItemScore]
) -> tuple[Assumption, ...]:
    """The unconfirmed parts that bear on this score, in the rubric's order."""
    used = _used(rubric, standing, tuple(surveys), tuple(items))
    return tuple(Assumption(key, statement) for key, statement in used if not statement.confirmed)


def _used(
    rubric: Rubric, standing: Standing, surveys: tuple[SurveyResult, ...], items: tuple[ItemScore, ...]
) -> Iterator[tuple[str, Sourced]]:
    yield "rule_basis", rubric.rule_basis
    if any(question.n for survey in surveys for question in survey.questions):
        yield "option_scale", rubric.option_scale
        yield "question_wording", rubric.question_wording
    parts = [standing.surveys[part].respondents if part in standing.surveys else 0 for part in ("EIT1", "EIT2")]
    if all(parts) or (any(parts) and rubric.eit_combination.rule == "mean_of_parts"):
        yield "eit_combination", rubric.eit_combination
    if any(survey.short for survey in surveys):
        yield "short_sample", rubric.short_sample
    if rubric.item_basis and any(item.basis != "none" for item in items):
        yield "item_basis", rubric.item_basis
    if any(item.basis == "audit" and item.verdict not in ("present", "missing") for item in items):
        yield "verdict_credit", rubric.verdict_credit
    yield "level_rule", rubric.level_rule
