"""Slips to cut: one single-use token each, with the survey's address and a code that brings the token along."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from services.api.reads import today
from services.api.surveys.addresses import survey_url
from services.api.surveys.codes import code_svg
from services.api.surveys.definition import Survey
from services.api.surveys.words import WHOLE, Words
from shared.typesetting import typeset


def slips(survey: Survey, tokens: Sequence[str]) -> bytes:
    """A PDF of A4 pages, ten slips on each."""
    address = survey_url(survey)
    values = {
        "address": address.partition("://")[2],
        "simulated": survey.simulated,
        "slips": [{"token": token, "code": _code(address, token)} for token in tokens],
        **{language: _words(survey, Words(language)) for language in WHOLE},
    }
    made: bytes = typeset(_template(), values, day=today())
    return made


def _code(address: str, token: str) -> str:
    return code_svg(f"{address}?{urlencode({'t': token})}").decode()


def _words(survey: Survey, say: Words) -> dict[str, Any]:
    return {
        "unit": survey.unit.name_th if say.language == "th" else survey.unit.name_en,
        "title": say("poster_slip_title").text,
        "survey": say(f"title_{survey.instrument}").text,
        "year": say("year", year=say.year(survey.year)).text,
        "scan": say("poster_slip_scan").text,
        "once": say("poster_slip_once").text,
        "simulated": say("simulated").text,
    }


@cache
def _template() -> bytes:
    return files(__package__).joinpath("slips.typ").read_bytes()
