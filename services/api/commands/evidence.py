"""Evidence for an item: a link, or an uploaded file that goes to the evidence store before the log hears of it."""

from pathlib import PureWindowsPath

from flask import Response, request
from msgspec import Struct

from services.api.bodies import read_body, shaped
from services.api.context import context
from services.api.problems import WrongShape
from services.api.routing import ROUND, route
from services.api.writes import record
from shared.access import Permission
from shared.rounds import AddEvidence
from shared.rounds.invalid import BadFile

#: What a file is taken for whose sender does not say.
UNKNOWN_MEDIA_TYPE = "application/octet-stream"


class EvidenceBody(Struct, kw_only=True):
    """A link that shows what the item asks for. (A file comes as multipart form data: item, file, note.)"""

    item: str
    url: str
    note: str | None = None


@route(
    "POST",
    f"{ROUND}/evidence",
    Permission.ITEM_WORK,
    summary="Add a link or a file as evidence for an item",
    tag="work",
    body=EvidenceBody,
    upload={"item": True, "note": False},
)
def add_evidence(unit: str, year: int) -> Response:
    command = _file(unit, year) if request.mimetype == "multipart/form-data" else _link(unit, year)
    return record(command)


def _link(unit: str, year: int) -> AddEvidence:
    body = shaped(read_body(), EvidenceBody)
    return AddEvidence(unit=unit, fiscal_year=year, item=body.item, url=body.url, note=body.note)


def _file(unit: str, year: int) -> AddEvidence:
    form, upload = request.form, request.files.get("file")
    if upload is None or "item" not in form:
        raise WrongShape("file" if upload is None else "item", "Missing form field")
    content = upload.read()
    if not content:
        raise BadFile(field="size", given=0)
    return AddEvidence(
        unit=unit,
        fiscal_year=year,
        item=form["item"],
        sha256=context().blobs.put(content),
        filename=file_name(upload.filename),
        media_type=upload.mimetype or UNKNOWN_MEDIA_TYPE,
        size=len(content),
        note=form.get("note"),
    )


def file_name(given: str | None) -> str | None:
    """The last part of a name that may be a path of any system: ``ita/รายงาน.pdf`` → ``รายงาน.pdf``."""
    # A Windows path knows both separators.
    return PureWindowsPath(given or "").name or None
