"""Answers that were collected elsewhere, from a file: preview, then record each row once."""

from http import HTTPStatus

import msgspec
from flask import Response, request

from services.api.imports import Asked, planned_import, planned_json, record_import
from services.api.problems import NotThePreviewed, WrongShape
from services.api.reads import answer
from services.api.routing import JSON, ROUND, route
from shared.access import Permission
from shared.intake.answers import Planned

IMPORTS = f"{ROUND}/responses/imports"
_PREVIEW = {"instrument": True, "mapping": False, "day": False, "as_new": False}


@route(
    "POST",
    f"{IMPORTS}/preview",
    Permission.ROUND_PREPARE,
    summary="What a file of answers would add: counts by option, columns not read, every fault by row and column",
    tag="surveys",
    upload=_PREVIEW,
    computes=True,
)
def preview_answers(unit: str, year: int) -> Response:
    return answer(planned_json(_planned(unit, year)))


@route(
    "POST",
    IMPORTS,
    Permission.ROUND_PREPARE,
    summary="Record the answers of a previewed file, each row once, all rows or none",
    tag="surveys",
    upload={**_PREVIEW, "previewed": True},
)
def import_answers(unit: str, year: int) -> Response:
    planned = _planned(unit, year)
    if request.form.get("previewed") != planned.source.file:
        raise NotThePreviewed(file=planned.source.file)
    done = record_import(planned)
    status = HTTPStatus.CREATED if done.added else HTTPStatus.OK
    return Response(msgspec.json.encode(done), status, content_type=JSON)


def _planned(unit: str, year: int) -> Planned:
    upload = request.files.get("file")
    if upload is None:
        raise WrongShape("file", "Missing form field")
    fields = {name: request.form[name] for name in Asked.__struct_fields__ if name in request.form}
    if "instrument" not in fields:
        raise WrongShape("instrument", "Missing form field")
    return planned_import(unit, year, upload.read(), Asked(**fields))
