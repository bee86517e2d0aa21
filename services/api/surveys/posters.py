"""Posters to print: A4, Thai and English, with the unit, the line of work, the code and the short address."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from services.api.reads import today
from services.api.surveys.addresses import survey_url
from services.api.surveys.codes import code_svg
from services.api.surveys.definition import Survey
from services.api.surveys.words import WHOLE, Words
from shared.typesetting import typeset


def posters(surveys: Sequence[Survey]) -> bytes:
    """A PDF with one page for each survey."""
    made: bytes = typeset(_template(), {"posters": [_poster(survey) for survey in surveys]}, day=today())
    return made


def _poster(survey: Survey) -> dict[str, Any]:
    address = survey_url(survey)
    return {
        "code": code_svg(address).decode(),
        "address": address.partition("://")[2],
        "simulated": survey.simulated,
        **{language: _words(survey, Words(language)) for language in WHOLE},
    }


def _words(survey: Survey, say: Words) -> dict[str, str | None]:
    window, line = survey.window, survey.line
    dates = {"opens": say.day(window.opens), "closes": say.day(window.closes)}
    return {
        "unit": survey.unit.name_th if say.language == "th" else survey.unit.name_en,
        "title": say(f"title_{survey.instrument}").text,
        "for": say(f"short_{survey.instrument}").text,
        "year": say("year", year=say.year(survey.year)).text,
        "line": say.of(survey.rubric.id, "work_lines", line.id, line.title).text if line else None,
        "purpose": say(f"purpose_{survey.instrument}").text,
        "takes": say("takes", count=len(survey.questions), minutes=survey.minutes).text,
        "period": say("period", **dates).text if window.closes else None,
        "scan": say("poster_scan").text,
        "type": say("poster_type").text,
        "anonymous": say("poster_anonymous").text,
        "simulated": say("simulated").text,
    }


@cache
def _template() -> bytes:
    return files(__package__).joinpath("poster.typ").read_bytes()
