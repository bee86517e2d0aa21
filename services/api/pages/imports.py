"""The page on which answers that were collected elsewhere come in: file, mapping, preview, confirmation."""

from http import HTTPStatus
from typing import get_args

from flask import Response, flash, g, redirect, request
from flask.typing import ResponseReturnValue

from services.api.context import context
from services.api.imports import Asked, planned_import, record_import
from services.api.pages import links
from services.api.pages.carrying import bring_back, carry
from services.api.pages.rendering import render
from services.api.pages.rounds import find_round
from services.api.problems import BadFileMapping, FileProblems, Problem, WrongShape
from services.api.routing import page
from shared.access import Permission
from shared.imports import FileRefused
from shared.imports import Problem as Fault
from shared.imports.answers import mapping_text
from shared.intake.answers import Planned
from shared.rounds import RuleBroken
from shared.rubric.model import SurveyId

IMPORTS = "/units/<unit>/<int:year>/imports"
#: What its sealed files are for.
KIND = "answers"


@page("GET", IMPORTS, Permission.ROUND_PREPARE)
def imports_page(unit: str, year: int) -> ResponseReturnValue:
    return _show(unit, year)


@page("POST", f"{IMPORTS}/preview", Permission.ROUND_PREPARE)
def imports_preview(unit: str, year: int) -> ResponseReturnValue:
    """Of a file that was just sent, or of the carried one under another mapping."""
    upload = request.files.get("file")
    try:
        body = upload.read() if upload else bring_back(KIND, unit, year, request.form.get("sealed", ""))
        sealed = carry(KIND, unit, year, body)
    except FileRefused as refusal:
        return _show(unit, year, faults=(refusal.problem,))
    return _preview(unit, year, body, sealed)


@page("POST", f"{IMPORTS}/confirmation", Permission.ROUND_PREPARE)
def imports_confirmation(unit: str, year: int) -> ResponseReturnValue:
    sealed = request.form.get("sealed", "")
    body = bring_back(KIND, unit, year, sealed)
    try:
        record_import(planned_import(unit, year, body, _asked()))
    except (BadFileMapping, FileProblems, WrongShape, RuleBroken):
        return _preview(unit, year, body, sealed)
    flash("answers_imported")
    return redirect(links.progress(unit, year), HTTPStatus.SEE_OTHER)


def _preview(unit: str, year: int, body: bytes, sealed: str) -> Response:
    try:
        planned = planned_import(unit, year, body, _asked())
    except FileProblems as error:
        return _show(unit, year, faults=error.faults)
    except (BadFileMapping, WrongShape, RuleBroken) as error:
        return _show(unit, year, faults=(_told(error),), sealed=sealed)
    return _show(unit, year, faults=planned.problems, planned=planned, sealed=sealed)


def _show(
    unit: str, year: int, *, faults: tuple[Fault, ...] = (), planned: Planned | None = None, sealed: str = ""
) -> Response:
    g.shown_at = links.imports(unit, year)
    with context().engine.connect() as connection:
        found = find_round(connection, unit, year)
    options = {option.id: option.title for option in found.rubric.option_scale.options}
    return render(
        "imports.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK,
        unit=found.unit,
        round=found.row,
        simulated=found.simulated,
        surveys=get_args(SurveyId),
        options=options,
        asked=_asked(),
        faults=faults,
        planned=planned,
        mapping=mapping_text(planned.source.mapping) if planned else _asked().mapping,
        sealed=sealed,
    )


def _asked() -> Asked:
    form = request.form
    given = {name: form[name] for name in ("mapping", "day", "as_new") if name in form}
    return Asked(instrument=form.get("instrument", "EIT1"), **given)


def _told(error: Problem | RuleBroken) -> Fault:
    return Fault(code=error.code, th=error.title.th, en=error.title.en)
