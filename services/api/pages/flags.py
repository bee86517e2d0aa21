"""Answers that look suspicious, for the bureau: what was found, and whether it counts."""

from http import HTTPStatus

from flask import Response, flash, redirect, request
from flask.typing import ResponseReturnValue

from services.api.context import context
from services.api.pages import links
from services.api.pages.refusals import Refusal, refusal
from services.api.pages.rendering import render
from services.api.pages.rounds import rounds_year
from services.api.problems import status_of
from services.api.queries.units import visible_division
from services.api.reads import LONGEST_WAIT, number
from services.api.routing import page
from services.api.writes import executed
from shared.access import Permission
from shared.rounds import ExcludeAnswers, ReinstateAnswers, RuleBroken
from shared.views import queries


@page("GET", "/rounds/<year:year>/flags", Permission.ANSWERS_JUDGE)
def flags_page(year: int) -> ResponseReturnValue:
    return _show(year)


@page("POST", "/units/<unit>/<year:year>/answer-exclusions", Permission.ANSWERS_JUDGE)
def exclude(unit: str, year: int) -> ResponseReturnValue:
    return _decide(ExcludeAnswers(unit=unit, fiscal_year=year, flag=_field("flag"), reason=_field("reason")))


@page("POST", "/units/<unit>/<year:year>/answer-reinstatements", Permission.ANSWERS_JUDGE)
def reinstate(unit: str, year: int) -> ResponseReturnValue:
    return _decide(ReinstateAnswers(unit=unit, fiscal_year=year, flag=_field("flag"), reason=_field("reason")))


def _decide(command: ExcludeAnswers | ReinstateAnswers) -> ResponseReturnValue:
    """Record it and go back to the list; if a rule refuses it, show the list with the reason."""
    try:
        appended = executed(command)
    except RuleBroken as error:
        sent = {"unit": command.unit, "flag": command.flag, "reason": command.reason}
        return _show(command.fiscal_year, status=status_of(error), refused=refusal(error, "flag", sent))
    queries.wait_until(context().engine, appended.position, unit=command.unit, timeout=LONGEST_WAIT)
    flash("decision")
    return redirect(links.flags(command.fiscal_year), HTTPStatus.SEE_OTHER)


def _show(year: int, *, status: HTTPStatus = HTTPStatus.OK, refused: Refusal | None = None) -> Response:
    rubric, division = rounds_year(year), visible_division(number("division"))
    with context().engine.connect() as connection:
        found = queries.flags_of_year(connection, year, division=division)
        units = {code: queries.unit(connection, code) for code in {flag.unit for flag in found}}
    return render(
        "flags.html",
        status=status,
        simulated=any(flag.simulated for flag in found),
        year=year,
        flags=found,
        units=units,
        refusal=refused,
        lines={line.id: line.title for line in rubric.work_lines},
    )


def _field(name: str) -> str:
    return request.form.get(name, "").strip()
