"""Surveys that have fewer answers than they need, by line of work."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import get_args

from shared.rubric.model import SurveyId
from shared.rubric.scoring import MoreAnswers, SurveyTally
from shared.rubric.scoring.numbers import rounded
from shared.rubric.scoring.samples import PARTS, closing, minimum_of
from shared.views.actions.action import Action, Case, Effort, Line
from shared.views.rows import QuotaRow, Title

#: Mean (0 to 1) assumed for answers to come where the instrument has none: the middle, since nothing is known.
MIDDLE = Fraction(1, 2)
#: Answers that can be collected in a day, and in a week or two.
FEW, SOME = 20, 100


def survey_actions(case: Case, quotas: Sequence[QuotaRow]) -> Iterator[Action]:
    """One action for each survey that is open and short of its minimum; reported answers count as collected."""
    for survey in get_args(SurveyId):
        rows = [row for row in quotas if row.instrument == survey]
        tally = case.standing.surveys.get(survey, SurveyTally())
        closes = closing(case.rubric, survey)
        needed = _possible(tally, (minimum_of(case.rubric, survey, tally) or 0) - tally.respondents)
        whole = next((row for row in rows if row.work_line is None), None)
        if needed > 0 and whole and _remaining(whole) > 0 and (closes is None or case.today <= closes):
            yield _action(case, survey, needed, whole, rows)


def _action(case: Case, survey: SurveyId, needed: int, whole: QuotaRow, rows: Sequence[QuotaRow]) -> Action:
    known, closes = _mean(case, survey), closing(case.rubric, survey)
    mean = MIDDLE if known is None else known
    effect = case.effect([MoreAnswers(survey, needed, mean)])
    remaining = _remaining(whole)
    return Action(
        kind="survey",
        ref=survey,
        act="collect",
        title=whole.title,
        sentence=_sentence(remaining, answered=known is not None),
        worth=effect.secured,
        effect=effect,
        deadline=closes,
        days_left=case.days_left(closes),
        due=None,
        effort=_effort(remaining),
        officers=tuple(dict.fromkeys(officer for row in rows for officer in row.group_officers)),
        remaining=remaining,
        assumed_mean=rounded(mean),
        lines=tuple(_lines(rows)),
    )


def _possible(tally: SurveyTally, needed: int) -> int:
    return needed if tally.population is None else min(needed, tally.population - tally.respondents)


def _remaining(row: QuotaRow) -> int:
    return (row.minimum or 0) - max(row.recorded, row.reported or 0)


def _mean(case: Case, survey: SurveyId) -> Fraction | None:
    """Of the answers that the instrument has so far; None without any."""
    instrument = next(part for part in PARTS if survey in PARTS[part])
    found = next(part for part in case.now.instruments if part.id == instrument)
    asked = {question.id for question in case.rubric.questions_of(survey)}
    weights = case.rubric.weights.questions
    answered = [part for part in case.now.questions if part.id in asked and part.n]
    whole = sum((weights[part.id] for part in answered), Fraction(0))
    return Fraction(found.figures.points.expected) / whole if whole else None


def _lines(rows: Sequence[QuotaRow]) -> Iterator[Line]:
    for row in rows:
        if row.work_line is not None and _remaining(row) > 0:
            yield Line(work_line=row.work_line, title=row.title, remaining=_remaining(row), officers=row.group_officers)


def _sentence(remaining: int, *, answered: bool) -> Title:
    th = f"เก็บคำตอบเพิ่มอีก {remaining} ชุดให้ครบขั้นต่ำ"
    en = f"Collect {remaining} more answers to reach the minimum"
    if answered:
        return {"th": f"{th} (คิดที่ค่าเฉลี่ยของคำตอบที่มีแล้ว)", "en": f"{en} (reckoned at the mean of those that are in)."}
    return {"th": f"{th} (ยังไม่มีคำตอบ จึงคิดที่ค่ากึ่งกลาง)", "en": f"{en} (none are in: reckoned at the middle of the scale)."}


def _effort(remaining: int) -> Effort:
    if remaining <= FEW:
        return "small"
    return "medium" if remaining <= SOME else "large"
