"""Evidence for an item: a link, or an uploaded file that goes to the evidence store before the log hears of it."""

from hashlib import sha256

from flask import Response, request
from msgspec import Struct

from services.api.bodies import read_body, shaped, wrong_shape
from services.api.commands.declare import ROUND
from services.api.context import context
from services.api.routing import route
from services.api.writes import record
from shared.access import Permission
from shared.rounds import AddEvidence


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
    upload=True,
)
def add_evidence(unit: str, year: int) -> Response:
    command = _file(unit, year) if request.mimetype == "multipart/form-data" else _link(unit, year)
    return record(command)


def _link(unit: str, year: int) -> AddEvidence:
    body = shaped(read_body(), EvidenceBody)
    return AddEvidence(unit=unit, fiscal_year=year, item=body.item, url=body.url, note=body.note)


def _file(unit: str, year: int) -> AddEvidence:
    upload = request.files.get("file")
    if upload is None or "item" not in request.form:
        raise wrong_shape("file" if upload is None else "item", "Missing form field")
    content = upload.read()
    digest = context().blobs.put(content) if content else sha256(content).hexdigest()
    return AddEvidence(
        unit=unit,
        fiscal_year=year,
        item=request.form["item"],
        sha256=digest,
        filename=upload.filename,
        media_type=upload.mimetype or "application/octet-stream",
        size=len(content),
        note=request.form.get("note"),
    )
