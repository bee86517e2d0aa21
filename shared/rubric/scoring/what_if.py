"""What a round would score if something were done: a changed copy of its standing. Nothing is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import get_args

from shared.rubric.model import Question, Rubric, SurveyId, Text, Verdict
from shared.rubric.scoring.standing import ItemStanding, Standing, SurveyTally

#: More answers than any survey of one unit collects.
MOST_ANSWERS = 100_000


class ChangeError(ValueError):
    """The change cannot be imagined: no such item or survey, or numbers out of bounds. title: for people."""

    def __init__(self, th: str, en: str) -> None:
        super().__init__(en)
        self.title = Text(th=th, en=en)


@dataclass(frozen=True, slots=True)
class ItemDone:
    """The item is shown as it must be (or, with ``done`` false, is not)."""

    item: str
    done: bool = True


@dataclass(frozen=True, slots=True)
class MoreAnswers:
    """So many more answer sheets come in, whose answers are worth ``mean`` (0 to 1) of the full mark on average."""

    survey: SurveyId
    answers: int
    mean: Fraction


def changed(rubric: Rubric, standing: Standing, changes: Sequence[ItemDone | MoreAnswers]) -> Standing:
    """The standing after all changes, in their order. Raises ChangeError."""
    for change in changes:
        if isinstance(change, ItemDone):
            standing = _with_item(rubric, standing, change)
        else:
            standing = _with_answers(rubric, standing, change)
    return standing


def _with_item(rubric: Rubric, standing: Standing, change: ItemDone) -> Standing:
    """Where an assessor has spoken, only an appeal could still change it."""
    if rubric.item(change.item) is None:
        raise ChangeError(f"ไม่มีข้อ {change.item}", f"There is no item {change.item}.")
    known = standing.items.get(change.item, ItemStanding())
    if known.basis in ("appeal", "assessor"):
        then = replace(known, basis="appeal", met=change.done, confirmed=True)
    else:
        verdict: Verdict = "present" if change.done else "missing"
        then = ItemStanding("audit", verdict, change.done, True, None, None, known.due)
    return replace(standing, items={**standing.items, change.item: then})


def _with_answers(rubric: Rubric, standing: Standing, change: MoreAnswers) -> Standing:
    _refuse_impossible(change)
    known = standing.surveys.get(change.survey, SurveyTally())
    respondents = known.respondents + change.answers
    if known.population is not None and respondents > known.population:
        left = max(0, known.population - known.respondents)
        raise ChangeError(
            f"{change.survey} มีผู้ตอบได้อีกเพียง {left} คน", f"Only {left} more people may answer {change.survey}."
        )
    counts = {question.id: known.counts.get(question.id, {}) for question in rubric.questions_of(change.survey)}
    more = {
        question.id: _added(counts[question.id], spread_of(rubric, question, change))
        for question in rubric.questions_of(change.survey)
    }
    then = replace(known, counts=more, respondents=respondents)
    return replace(standing, surveys={**standing.surveys, change.survey: then})


def spread_of(rubric: Rubric, question: Question, change: MoreAnswers) -> dict[str, int]:
    """The answers as options: of the two options next to the mean, as many of each as come nearest to it."""
    scale = rubric.option_scale
    worth = {option.id: 1 - option.points if question.reversed else option.points for option in scale.options}
    ranked = sorted(worth.items(), key=lambda pair: pair[1])
    below = max((pair for pair in ranked if pair[1] <= change.mean), key=lambda pair: pair[1], default=ranked[0])
    above = min((pair for pair in ranked if pair[1] > change.mean), key=lambda pair: pair[1], default=ranked[-1])
    if above[1] == below[1]:
        return {below[0]: change.answers}
    upper = round((change.mean - below[1]) / (above[1] - below[1]) * change.answers)
    return {below[0]: change.answers - upper, above[0]: upper}


def _refuse_impossible(change: MoreAnswers) -> None:
    if change.survey not in get_args(SurveyId):
        raise ChangeError(f"ไม่มีแบบสำรวจ {change.survey}", f"There is no survey {change.survey}.")
    if not 1 <= change.answers <= MOST_ANSWERS:
        raise ChangeError(
            f"จำนวนคำตอบต้องเป็น 1 ถึง {MOST_ANSWERS}", f"The number of answers must be from 1 to {MOST_ANSWERS}."
        )
    if not 0 <= change.mean <= 1:
        raise ChangeError("ค่าเฉลี่ยต้องอยู่ระหว่าง 0 ถึง 1", "The mean must be from 0 to 1.")


def _added(counts: Mapping[str, int], more: Mapping[str, int]) -> dict[str, int]:
    return {option: counts.get(option, 0) + more.get(option, 0) for option in {**counts, **more}}
