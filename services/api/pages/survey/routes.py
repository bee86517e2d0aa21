"""The addresses of the surveys: choose one, answer it, be thanked."""

from collections.abc import Sequence
from http import HTTPStatus

import sqlalchemy.exc
from flask import Response, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from services.api.commands.tokens import unkept
from services.api.forms import answered, mark_answered
from services.api.pages import links
from services.api.pages.survey.rendering import show, words
from services.api.pages.survey.sending import send
from services.api.pages.survey.views import Trouble, closed, form, opened, screen, thanks
from services.api.problems import (
    IdempotencyKeyReused,
    NotFound,
    TokenNotGood,
    TooManyAnswers,
    Unavailable,
    status_of,
)
from services.api.routing import page
from services.api.surveys.definition import Survey
from services.api.surveys.form import TOKEN, Asked, Sheet, sheet
from services.api.surveys.nonce import Nonce, new_nonce, read_nonce
from services.api.surveys.paths import SURVEYS
from services.api.surveys.present import present_survey, present_surveys
from shared.access import Permission
from shared.log import LogUnavailable
from shared.rounds import RuleBroken

ROUND = f"{SURVEYS}/<unit>/<int:year>"
SURVEY = f"{ROUND}/<instrument>"
LINE = f"{SURVEY}/<line>"
#: What may be well a moment later.
AWAY = (Unavailable, LogUnavailable, sqlalchemy.exc.OperationalError, sqlalchemy.exc.TimeoutError)


@page("GET", ROUND, Permission.RESPOND)
def choose(unit: str, year: int) -> ResponseReturnValue:
    surveys = present_surveys(unit, year)
    return show("choose.html", surveys=surveys, survey=surveys[0])


@page("GET", SURVEY, Permission.RESPOND)
@page("GET", LINE, Permission.RESPOND)
def ask(unit: str, year: int, instrument: str, line: str | None = None) -> ResponseReturnValue:
    try:
        found = present_survey(unit, year, instrument, line)
    except NotFound as problem:
        return _spelt_right(problem, unit, year, instrument, line)
    if found.state != "open" and "preview" not in request.args:
        return closed(found)
    if not request.args.keys() - {"lang"} and not answered(found.name):
        return opened(found)
    return form(found, sheet(found, words(), _asked_for()), new_nonce(found), _asked_for())


@page("POST", SURVEY, Permission.RESPOND, signed=True)
@page("POST", LINE, Permission.RESPOND, signed=True)
def answer(unit: str, year: int, instrument: str, line: str | None = None) -> ResponseReturnValue:
    survey, sent = present_survey(unit, year, instrument, line), request.form
    filled, nonce = sheet(survey, words(), sent), read_nonce(survey, sent.get("form", ""))
    if nonce is None:
        return _expired(survey, filled)
    if "one" in sent and "at" in sent and sent.get("go") != "send":
        return screen(survey, filled, nonce, sent)
    if filled.missing:
        return form(survey, filled, nonce, sent, filled.missing)
    if "preview" in sent:
        return show("previewed.html", survey=survey)
    if not survey.takes(nonce.opened):
        return closed(survey, status=HTTPStatus.CONFLICT, sent=True)
    return _record(survey, filled, nonce)


@page("GET", f"{SURVEY}/thanks", Permission.RESPOND)
def thank(unit: str, year: int, instrument: str) -> ResponseReturnValue:
    return thanks(present_survey(unit, year, instrument))


def _expired(survey: Survey, filled: Sheet) -> ResponseReturnValue:
    """The form with its answers under a new mark, where it can still be sent."""
    if survey.state != "open" and "preview" not in request.form:
        return closed(survey, status=HTTPStatus.CONFLICT, sent=True)
    trouble = Trouble("form_expired", HTTPStatus.BAD_REQUEST)
    return form(survey, filled, new_nonce(survey), request.form, trouble=trouble)


def _record(survey: Survey, filled: Sheet, nonce: Nonce) -> ResponseReturnValue:
    """Hand the sheet over. Whatever stands against it, the person sees the answers again, and why."""
    wrong: Sequence[Asked] = ()
    try:
        send(survey, filled, nonce, request.form)
    except IdempotencyKeyReused:
        return thanks(survey, status=HTTPStatus.CONFLICT, already=True)
    except TokenNotGood as problem:
        wrong = [each for each in filled.asked if each.name == TOKEN]
        trouble = Trouble("token_bad", problem.status, problem.title)
    except TooManyAnswers as problem:
        trouble = Trouble("too_many", problem.status, seconds=problem.details["seconds"])
    except AWAY:
        trouble = Trouble("not_saved", HTTPStatus.SERVICE_UNAVAILABLE)
    except RuleBroken as error:
        trouble = Trouble("refused", status_of(error), error.title)
    else:
        return _thanked(survey)
    return form(survey, filled, nonce, request.form, wrong, trouble=trouble)


def _thanked(survey: Survey) -> ResponseReturnValue:
    """To the thanks, with the browser's own mark that it answered."""
    address = links.survey(survey.unit.unit, survey.year, survey.instrument, "thanks", lang=words().language)
    return mark_answered(_led_to(address, HTTPStatus.SEE_OTHER), survey.name)


def _asked_for() -> MultiDict[str, str]:
    """What an address may bring into a form: how it is shown, and a token; never an answer."""
    given = {name: request.args[name] for name in ("one", "preview") if name in request.args}
    return MultiDict(given | {TOKEN: request.args.get("t", "")})


def _spelt_right(problem: NotFound, unit: str, year: int, instrument: str, line: str | None) -> ResponseReturnValue:
    """The address in the right letters, for who typed it from a poster. Raises the NotFound that it is about."""
    country, dash, rest = unit.partition("-")
    spelt = (f"{country.upper()}{dash}{rest.lower()}", instrument.upper(), line and line.lower())
    if spelt == (unit, instrument, line):
        raise problem
    query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
    return _led_to(links.survey(spelt[0], year, spelt[1], spelt[2]) + query, HTTPStatus.FOUND)


def _led_to(address: str, status: HTTPStatus) -> Response:
    """To another address, which nobody on the way may keep or pass on: it may carry a token."""
    return unkept(Response(status=status, headers={"Location": address, "Referrer-Policy": "no-referrer"}))
