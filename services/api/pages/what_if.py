"""A form to imagine what is done next, and the score that would come of it. Nothing is recorded, so it is a GET."""

import re
from collections.abc import Iterator
from fractions import Fraction
from http import HTTPStatus
from typing import Any, get_args

from flask import request
from flask.typing import ResponseReturnValue
from msgspec import Struct
from sqlalchemy import Connection

from services.api.auth import coarse
from services.api.context import context
from services.api.pages.rendering import render
from services.api.pages.rounds import find_round
from services.api.pages.units import passing
from services.api.problems import BadParameter
from services.api.queries.rounds import unknown_round
from services.api.reads import number, today, wait_for_position
from services.api.routing import page
from shared.access import Permission
from shared.rubric.model import SurveyId, Text
from shared.rubric.scoring import ChangeError, ItemDone, MoreAnswers
from shared.rubric.scoring.what_if import MOST_ANSWERS
from shared.views import queries

_PERCENT = re.compile(r"100(\.0{1,2})?|[0-9]{1,2}(\.[0-9]{1,2})?")


class Imagined(Struct, frozen=True):
    """What became of the changes: the scores (see ``queries.what_if``), or why they cannot be imagined."""

    found: dict[str, Any] | None = None
    refused: Text | None = None


@page("GET", "/units/<unit>/<int:year>/what-if", Permission.UNIT_READ)
def what_if_page(unit: str, year: int) -> ResponseReturnValue:
    wait_for_position(unit)
    with context().engine.connect() as connection:
        found = find_round(connection, unit, year)
        score = queries.score(connection, unit, year, today=today(), coarse=coarse())
        if score is None:
            raise unknown_round(unit, year)
        imagined = _imagined(connection, unit, year)
    return render(
        "what_if.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if imagined.refused else HTTPStatus.OK,
        simulated=found.simulated or score["simulated"],
        unit=found.unit,
        round=found.row,
        rubric=found.rubric,
        score=score,
        threshold=passing(found.rubric),
        items={item.id: item for item in found.rubric.items},
        surveys=get_args(SurveyId),
        chosen=request.args,
        done=request.args.getlist("item"),
        imagined=imagined,
    )


def _imagined(connection: Connection, unit: str, year: int) -> Imagined:
    try:
        changes: list[ItemDone | MoreAnswers] = [*_items(), *_answers()]
        if not changes:
            return Imagined()
        return Imagined(found=queries.what_if(connection, unit, year, changes, today=today(), coarse=coarse()))
    except ChangeError as error:
        return Imagined(refused=error.title)


def _items() -> Iterator[ItemDone]:
    for item in dict.fromkeys(filter(None, request.args.getlist("item"))):
        yield ItemDone(item)


def _answers() -> Iterator[MoreAnswers]:
    """The surveys for which a number of answers is given, with their mean as a percentage. Raises ChangeError."""
    for survey in get_args(SurveyId):
        if answers := _number(survey):
            yield MoreAnswers(survey, answers, _mean(survey))


def _number(survey: str) -> int | None:
    try:
        return number(f"answers_{survey}", highest=MOST_ANSWERS)
    except BadParameter as error:
        raise ChangeError(
            f"จำนวนคำตอบ {survey} ต้องเป็นจำนวนเต็ม 0 ถึง {MOST_ANSWERS}",
            f"The number of answers to {survey} must be a whole number from 0 to {MOST_ANSWERS}.",
        ) from error


def _mean(survey: str) -> Fraction:
    text = request.args.get(f"mean_{survey}", "").strip()
    if not _PERCENT.fullmatch(text):
        raise ChangeError(
            f"ระบุคะแนนเฉลี่ยของคำตอบ {survey} เป็นตัวเลข 0 ถึง 100 ทศนิยมไม่เกินสองตำแหน่ง",
            f"Give the mean of the answers to {survey}: a number from 0 to 100, with at most two decimals.",
        )
    return Fraction(text) / 100
