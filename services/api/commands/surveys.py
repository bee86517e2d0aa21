"""Survey answers. Nothing is kept that tells who answered: no account, address, agent or time of day."""

from flask import Response

from services.api.bodies import read_body, shaped
from services.api.forms import mark_answered
from services.api.receiving import ResponseBody, receive
from services.api.routing import ROUND, route
from services.api.writes import created, expected_version, idempotency_key
from shared.access import Permission
from shared.rounds import RecordResponse


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
    expected_version(RecordResponse)
    appended = receive(unit, year, body, key=idempotency_key())
    return mark_answered(created(appended), body.survey(unit, year))
