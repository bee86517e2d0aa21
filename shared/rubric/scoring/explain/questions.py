"""How a question's points come from the answers to it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from shared.rubric.model import Question, Rubric, SurveyId, Text
from shared.rubric.scoring.explain.words import joined
from shared.rubric.scoring.numbers import rounded
from shared.rubric.scoring.result import QuestionScore
from shared.rubric.scoring.samples import PARTS
from shared.rubric.scoring.standing import SurveyTally
from shared.rubric.suppression import suppress

#: By how much a product of rounded figures may miss a rounded product.
_ROUNDED = Decimal("0.01")


def question_facts(rubric: Rubric, question: Question, tallies: Mapping[SurveyId, SurveyTally]) -> dict[str, Any]:
    """The counts of each survey, option by option (None where hidden, see suppress), and what each option is worth.

    n: answers; counted: those that the options are counted of, see SurveyTally.shown.
    """
    surveys = {survey: _counts(rubric, question, tallies.get(survey)) for survey in PARTS[question.survey]}
    return {"reversed": question.reversed, "drafted": question.drafted, "surveys": surveys}


def question_sentence(rubric: Rubric, question: Question, found: QuestionScore) -> Text:
    """How its points are computed."""
    points = found.points
    if found.mean is None:
        return Text(
            th=f"ยังไม่มีคำตอบที่แสดงได้ จึงเป็นได้ตั้งแต่ {points.low} ถึง {points.high} คะแนน",
            en=f"No answers to show yet: anything from {points.low} to {points.high} points.",
        )
    cost = _cost(found)
    mean = Text(
        th=f"คำตอบ {found.n} ชุด ค่าเฉลี่ย {found.mean} จาก 100 × {points.of} คะแนน{cost.th} = {points.expected}",
        en=f"{found.n} answers, on average {found.mean} of 100 × {points.of} points{cost.en} = {points.expected}.",
    )
    interval = Text(
        th=f"(ช่วงความเชื่อมั่น 95 % รวมผลของการเก็บไม่ครบ {points.low}–{points.high})",
        en=f"(95 % interval, with the cost of a short sample: {points.low}–{points.high})",
    )
    return joined(mean, _reversal(question), _combination(rubric, question), interval)


def _cost(found: QuestionScore) -> Text:
    """Nothing, but where a short sample has already cost what is expected: then mean times points is more."""
    mean, points = found.mean or Decimal(0), found.points
    if abs(mean * points.of / 100 - points.expected) <= _ROUNDED:
        return Text(th="", en="")
    return Text(th=" หักผลของการเก็บไม่ครบ", en=" less the cost of a short sample")


def _reversal(question: Question) -> Text | None:
    if not question.reversed:
        return None
    return Text(th="ข้อเชิงลบ กลับคะแนนแล้ว", en="A negative question: its scale is turned around.")


def _combination(rubric: Rubric, question: Question) -> Text | None:
    if question.survey != "EIT":
        return None
    if rubric.eit_combination.rule == "pooled":
        return Text(th="รวมคำตอบ EIT (1) และ EIT (2) เป็นกลุ่มเดียว", en="The answers of both parts count as one sample.")
    return Text(th="เฉลี่ย EIT (1) กับ EIT (2) เท่ากัน", en="The means of both parts count equally.")


def _counts(rubric: Rubric, question: Question, tally: SurveyTally | None) -> dict[str, Any]:
    n = sum(tally.counts.get(question.id, {}).values()) if tally else 0
    counts = _shown(tally).get(question.id, {})
    told = suppress({option.id: counts.get(option.id, 0) for option in rubric.option_scale.options})
    options = [
        {
            "id": option.id,
            "title": option.title.model_dump(),
            "worth": str(_worth(question, rounded(option.points * 100))),
            "count": told[option.id],
        }
        for option in rubric.option_scale.options
    ]
    return {"n": n, "counted": sum(counts.values()), "options": options}


def _shown(tally: SurveyTally | None) -> Mapping[str, Mapping[str, int]]:
    if tally is None:
        return {}
    return tally.counts if tally.shown is None else tally.shown


def _worth(question: Question, points: Decimal) -> Decimal:
    return Decimal(100) - points if question.reversed else points
