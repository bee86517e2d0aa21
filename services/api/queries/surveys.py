"""The surveys of a round: who answers what until when, their addresses, codes and posters."""

from typing import Any

from flask import Response, request

from services.api.context import context
from services.api.reads import answer
from services.api.routing import ROUND, Query, route
from services.api.surveys.addresses import code_address, poster_address, survey_url
from services.api.surveys.codes import code_png, code_svg
from services.api.surveys.definition import Survey, at_line, find_survey, find_surveys
from services.api.surveys.posters import posters
from services.api.surveys.words import WHOLE, Words
from shared.access import Permission
from shared.views import queries

#: How long a code may be kept, in seconds: its address does not change.
KEPT = 24 * 3600
SURVEY = f"{ROUND}/surveys/<instrument>"
WORK_LINE = Query(
    "work_line", "Of this line of work (its id); without it the survey asks for the line.", {"type": "string"}
)
INSTRUMENT = Query("instrument", "Only this survey.", {"type": "string", "enum": ["IIT", "EIT1", "EIT2"]})


@route(
    "GET",
    f"{ROUND}/surveys",
    Permission.RESPOND,
    summary="The surveys: who answers, dates, quotas, addresses",
    tag="surveys",
)
def surveys(unit: str, year: int) -> Response:
    with context().reading() as connection:
        position = queries.position(connection, unit=unit)
        found = find_surveys(connection, unit, year)
    body = {"unit": unit, "fiscal_year": year, "surveys": [definition(survey) for survey in found]}
    return answer(body, position=position)


@route("GET", SURVEY, Permission.RESPOND, summary="One survey: who answers, dates, quotas, addresses", tag="surveys")
def survey(unit: str, year: int, instrument: str) -> Response:
    return answer(definition(_asked(unit, year, instrument)))


@route(
    "GET",
    f"{SURVEY}/qr.svg",
    Permission.RESPOND,
    summary="The QR code of a survey's address, as a drawing",
    tag="surveys",
    query=(WORK_LINE,),
    media_types=("image/svg+xml",),
)
def code_as_svg(unit: str, year: int, instrument: str) -> Response:
    return _file(code_svg(survey_url(_asked(unit, year, instrument))), "image/svg+xml")


@route(
    "GET",
    f"{SURVEY}/qr.png",
    Permission.RESPOND,
    summary="The QR code of a survey's address, as a picture",
    tag="surveys",
    query=(WORK_LINE,),
    media_types=("image/png",),
)
def code_as_png(unit: str, year: int, instrument: str) -> Response:
    return _file(code_png(survey_url(_asked(unit, year, instrument))), "image/png")


@route(
    "GET",
    f"{SURVEY}/poster.pdf",
    Permission.UNIT_READ,
    summary="A poster to print (A4, Thai and English) with the survey's QR code",
    tag="surveys",
    query=(WORK_LINE,),
    media_types=("application/pdf",),
)
def poster(unit: str, year: int, instrument: str) -> Response:
    return _file(posters([_asked(unit, year, instrument)]), "application/pdf")


@route(
    "GET",
    f"{ROUND}/surveys/posters.pdf",
    Permission.UNIT_READ,
    summary="All posters of the round as one file: each survey, then each of its lines of work",
    tag="surveys",
    query=(INSTRUMENT,),
    media_types=("application/pdf",),
)
def all_posters(unit: str, year: int) -> Response:
    wanted = request.args.get("instrument")
    with context().reading() as connection:
        found = (find_survey(connection, unit, year, wanted),) if wanted else find_surveys(connection, unit, year)
    return _file(posters([each for survey in found for each in with_lines(survey)]), "application/pdf")


def with_lines(survey: Survey) -> tuple[Survey, ...]:
    """The survey, then the same at each line of work: what has an address, a code and a poster of its own."""
    return (survey, *(at_line(survey, line.id) for line in survey.lines))


def definition(survey: Survey) -> dict[str, Any]:
    """What is known of a survey, as JSON. minimum: of all answers; quotas: of lines of work. Dates are inclusive."""
    sample, whole = survey.sample, survey.quota()
    return {
        "instrument": survey.instrument,
        "title": {language: Words(language)(f"title_{survey.instrument}").text for language in WHOLE},
        "eligibility": sample.eligibility.model_dump() if sample else None,
        "counted_to": sample.counted_to if sample else None,
        "questions": len(survey.questions),
        "minutes": survey.minutes,
        "minimum": whole.minimum if whole else None,
        "target": whole.target if whole else None,
        "all_if_fewer": bool(sample and sample.all_if_fewer),
        "quotas": [
            {"work_line": row.work_line, "title": row.title, "minimum": row.minimum}
            for row in survey.quotas
            if row.work_line is not None
        ],
        "window": {
            "opens": survey.window.opens,
            "closes": survey.window.closes,
            "basis": survey.window.basis,
            "state": survey.state,
        },
        "links": [_link(each) for each in with_lines(survey)],
        "asks_token": survey.asks_token,
        "simulated": survey.simulated,
    }


def _link(survey: Survey) -> dict[str, Any]:
    return {
        "work_line": survey.line.id if survey.line else None,
        "title": survey.line.title.model_dump() if survey.line else None,
        "url": survey_url(survey),
        "qr_svg": code_address(survey, "svg"),
        "qr_png": code_address(survey, "png"),
        "poster": poster_address(survey),
    }


def _asked(unit: str, year: int, instrument: str) -> Survey:
    with context().reading() as connection:
        return find_survey(connection, unit, year, instrument, request.args.get("work_line") or None)


def _file(content: bytes, media_type: str) -> Response:
    response = Response(content, content_type=media_type)
    response.headers["Cache-Control"] = (
        f"private, max-age={KEPT}" if media_type.startswith("image/") else "private, no-cache"
    )
    return response
