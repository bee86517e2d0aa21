"""What a round would score if something were done. It is a POST for its body's sake: nothing is recorded."""

import re
from fractions import Fraction

from flask import Response
from msgspec import Struct

from services.api.auth import coarse
from services.api.bodies import read_body, shaped
from services.api.context import context
from services.api.parameters import MIN_POSITION
from services.api.problems import BadChange
from services.api.queries.rounds import unknown_round
from services.api.reads import answer, today, wait_for_position
from services.api.routing import ROUND, route
from shared.access import Permission
from shared.rubric.model import SurveyId
from shared.rubric.scoring import ChangeError, ItemDone, MoreAnswers
from shared.views import queries

#: Changes in one question: more than there are items and surveys.
MOST_CHANGES = 100

_MEAN = re.compile(r"[01](\.[0-9]{1,6})?")


class Change(Struct, kw_only=True, forbid_unknown_fields=True):
    """Either an ``item`` that is done (or, with ``done`` false, is not), or ``answers`` more of a ``survey``.

    mean: of these answers, as a decimal string from 0 (worst) to 1 (best).
    """

    item: str | None = None
    done: bool = True
    survey: SurveyId | None = None
    answers: int | None = None
    mean: str | None = None


class WhatIfBody(Struct, kw_only=True):
    """The changes to imagine, in order."""

    changes: tuple[Change, ...]


@route(
    "POST",
    f"{ROUND}/score/what-if",
    Permission.UNIT_READ,
    summary="The score after imagined changes, and the differences; nothing is recorded",
    tag="rounds",
    body=WhatIfBody,
    query=(MIN_POSITION,),
    computes=True,
)
def what_if(unit: str, year: int) -> Response:
    body = shaped(read_body(), WhatIfBody)
    changes = [_imagined(change) for change in _counted(body.changes)]
    wait_for_position(unit)
    try:
        with context().reading() as connection:
            found = queries.what_if(connection, unit, year, changes, today=today(), coarse=coarse())
    except ChangeError as error:
        raise BadChange(reason_th=error.title.th, reason_en=error.title.en) from error
    if found is None:
        raise unknown_round(unit, year)
    return answer(found, position=found["position"])


def _counted(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    if not 1 <= len(changes) <= MOST_CHANGES:
        raise BadChange(
            reason_th=f"ต้องมี 1 ถึง {MOST_CHANGES} รายการ", reason_en=f"Give from 1 to {MOST_CHANGES} changes."
        )
    return changes


def _imagined(change: Change) -> ItemDone | MoreAnswers:
    about_survey = (change.survey, change.answers, change.mean)
    if change.item is not None and about_survey == (None, None, None):
        return ItemDone(change.item, change.done)
    if change.item is None and change.survey and change.answers is not None and change.mean is not None:
        return MoreAnswers(change.survey, change.answers, _mean(change.mean))
    raise BadChange(
        reason_th="ระบุ item หรือ survey พร้อม answers และ mean อย่างใดอย่างหนึ่ง",
        reason_en="Give either an item, or a survey with answers and mean.",
    )


def _mean(text: str) -> Fraction:
    if not _MEAN.fullmatch(text):
        raise BadChange(
            reason_th="mean ต้องเป็นทศนิยม 0 ถึง 1 เช่น 0.8", reason_en='mean is a decimal from 0 to 1, e.g. "0.8".'
        )
    return Fraction(text)
