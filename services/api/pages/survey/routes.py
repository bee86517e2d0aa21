"""The addresses of the surveys: choose one, answer it, be thanked."""

from http import HTTPStatus

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from services.api.context import context
from services.api.pages import links
from services.api.pages.survey.rendering import show, words
from services.api.pages.survey.sending import send
from services.api.pages.survey.views import closed, form, screen, thanks
from services.api.problems import IdempotencyKeyReused, NotFound, Unavailable, status_of
from services.api.routing import page
from services.api.surveys.definition import Survey, find_survey, find_surveys
from services.api.surveys.form import Sheet, sheet
from services.api.surveys.nonce import Nonce, new_nonce, read_nonce
from services.api.surveys.paths import SURVEYS
from shared.access import Permission
from shared.log import LogUnavailable
from shared.rounds import RuleBroken

ROUND = f"{SURVEYS}/<unit>/<int:year>"
SURVEY = f"{ROUND}/<instrument>"
LINE = f"{SURVEY}/<line>"


@page("GET", ROUND, Permission.RESPOND)
def choose(unit: str, year: int) -> ResponseReturnValue:
    with context().reading() as connection:
        surveys = find_surveys(connection, unit, year)
    return show("choose.html", surveys=surveys, survey=surveys[0])


@page("GET", SURVEY, Permission.RESPOND)
@page("GET", LINE, Permission.RESPOND)
def ask(unit: str, year: int, instrument: str, line: str | None = None) -> ResponseReturnValue:
    try:
        found = _found(unit, year, instrument, line)
    except NotFound as problem:
        return _spelt_right(problem, unit, year, instrument, line)
    if found.state != "open" and "preview" not in request.args:
        return closed(found)
    return _show_form(found, new_nonce(found), request.args)


@page("POST", SURVEY, Permission.RESPOND, signed=True)
@page("POST", LINE, Permission.RESPOND, signed=True)
def answer(unit: str, year: int, instrument: str, line: str | None = None) -> ResponseReturnValue:
    survey, sent = _found(unit, year, instrument, line), request.form
    filled, nonce = sheet(survey, words(), sent), read_nonce(survey, sent.get("form", ""))
    if nonce is None:
        return _show_form(survey, new_nonce(survey), sent, status=HTTPStatus.BAD_REQUEST, trouble="form_expired")
    if "one" in sent and "at" in sent and sent.get("go") != "send":
        return screen(survey, filled, nonce, sent)
    if filled.missing:
        return _show_form(survey, nonce, sent, status=HTTPStatus.UNPROCESSABLE_ENTITY, complete=False)
    if "preview" in sent:
        return show("previewed.html", survey=survey)
    if not survey.takes(nonce.opened):
        return closed(survey, status=HTTPStatus.CONFLICT, sent=True)
    return _record(survey, filled, nonce)


@page("GET", f"{SURVEY}/thanks", Permission.RESPOND)
def thank(unit: str, year: int, instrument: str) -> ResponseReturnValue:
    return thanks(_found(unit, year, instrument))


def _record(survey: Survey, filled: Sheet, nonce: Nonce) -> ResponseReturnValue:
    """Hand the sheet over. Whatever stands against it, the person sees the answers again, and why."""
    try:
        send(survey, filled, nonce)
    except IdempotencyKeyReused:
        return thanks(survey, status=HTTPStatus.CONFLICT, already=True)
    except (Unavailable, LogUnavailable):
        busy = HTTPStatus.SERVICE_UNAVAILABLE
        return _show_form(survey, nonce, request.form, status=busy, trouble="not_saved")
    except RuleBroken as error:
        return _show_form(survey, nonce, request.form, status=status_of(error), trouble="refused", rule=error)
    thanked = links.survey(survey.unit.unit, survey.year, survey.instrument, "thanks", lang=words().language)
    return redirect(thanked, HTTPStatus.SEE_OTHER)


def _show_form(
    survey: Survey,
    nonce: Nonce,
    sent: MultiDict[str, str],
    *,
    status: int = HTTPStatus.OK,
    trouble: str | None = None,
    rule: RuleBroken | None = None,
    complete: bool = True,
) -> Response:
    """All questions, or the screen of the first that is missing where one at a time was chosen."""
    filled = sheet(survey, words(), sent)
    missing = () if complete else filled.missing
    return form(survey, filled, nonce, sent, missing, status=status, trouble=trouble, rule=rule)


def _found(unit: str, year: int, instrument: str, line: str | None = None) -> Survey:
    with context().reading() as connection:
        return find_survey(connection, unit, year, instrument, line)


def _spelt_right(problem: NotFound, unit: str, year: int, instrument: str, line: str | None) -> ResponseReturnValue:
    """The address in the right letters, for who typed it from a poster. Raises the NotFound that it is about."""
    country, dash, rest = unit.partition("-")
    spelt = (f"{country.upper()}{dash}{rest.lower()}", instrument.upper(), line and line.lower())
    if spelt == (unit, instrument, line):
        raise problem
    query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
    return redirect(links.survey(spelt[0], year, spelt[1], spelt[2]) + query)
