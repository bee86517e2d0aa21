"""Survey answers. Nothing is kept that tells who answered: no account, address, agent or time of day."""

from flask import Response
from msgspec import Struct

from services.api.bodies import read_body, shaped
from services.api.routing import ROUND, route
from services.api.writes import record
from shared.access import Permission
from shared.rounds import RecordResponse
from shared.rubric.model import SurveyId


class ResponseBody(Struct, kw_only=True):
    """One anonymous answer sheet. answers: question id → option id, every question of the instrument.

    The day is today's: whoever answers cannot choose another.
    """

    instrument: SurveyId
    answers: dict[str, str]
    work_line: str | None = None
    occupation: str | None = None


@route(
    "POST",
    f"{ROUND}/responses",
    Permission.RESPOND,
    summary="Answer a survey: every question of the instrument (no account needed)",
    tag="surveys",
    body=ResponseBody,
)
def respond(unit: str, year: int) -> Response:
    body = shaped(read_body(), ResponseBody)
    return record(
        RecordResponse(
            unit=unit,
            fiscal_year=year,
            instrument=body.instrument,
            answers=body.answers,
            work_line=body.work_line,
            occupation=body.occupation,
        ),
        anonymous=True,
    )
