"""Where a survey is found: its short address, and those of its code and its poster."""

from urllib.parse import urlencode

from flask import request

from services.api.context import context
from services.api.routing import BASE
from services.api.surveys.definition import Survey
from services.api.surveys.paths import survey_path
from shared.rubric.model import SurveyId


def base_address() -> str:
    """The address under which people reach the pages: the setting's, else the one that this request came to."""
    return (context().settings.public_url or request.url_root).rstrip("/")


def survey_url(survey: Survey) -> str:
    """The whole address of the survey's page, as it stands in codes and on posters."""
    line = survey.line.id if survey.line else None
    return base_address() + survey_path(survey.unit.unit, survey.year, survey.instrument, line)


def code_address(survey: Survey, kind: str) -> str:
    """Where the survey's QR code is. kind: ``svg`` or ``png``."""
    return _of(survey, f"qr.{kind}")


def poster_address(survey: Survey) -> str:
    """Where the survey's poster is."""
    return _of(survey, "poster.pdf")


def posters_address(unit: str, year: int, instrument: SurveyId | None = None) -> str:
    """Where all posters of a round are, or all of one survey, as one file."""
    query = f"?{urlencode({'instrument': instrument})}" if instrument else ""
    return f"{BASE}/units/{unit}/rounds/{year}/surveys/posters.pdf{query}"


def _of(survey: Survey, name: str) -> str:
    query = f"?{urlencode({'work_line': survey.line.id})}" if survey.line else ""
    return f"{BASE}/units/{survey.unit.unit}/rounds/{survey.year}/surveys/{survey.instrument}/{name}{query}"
