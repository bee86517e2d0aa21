"""Files that units uploaded as evidence. They are handed out as downloads, never shown by the browser as a page."""

from flask import Response

from services.api.context import context
from services.api.problems import NotFound
from services.api.queries.parameters import ROUND
from services.api.routing import route
from shared.access import Permission
from shared.views import queries


@route(
    "GET", f"{ROUND}/evidence/<evidence_id>", Permission.UNIT_READ, summary="An uploaded evidence file", tag="rounds",
    media_types=("application/octet-stream",),
)
def evidence_file(unit: str, year: int, evidence_id: str) -> Response:
    with context().engine.connect() as connection:
        rows = queries.item_list(connection, unit, year)
    found = [entry for row in rows for entry in row.evidence if entry["evidence_id"] == evidence_id]
    if not found or not found[0].get("sha256"):
        raise NotFound("unknown-evidence", "ไม่พบไฟล์หลักฐานนี้", "There is no such evidence file.", id=evidence_id)
    response = Response(context().blobs.get(found[0]["sha256"]), content_type="application/octet-stream")
    response.headers.set("Content-Disposition", "attachment", filename=found[0].get("filename") or evidence_id)
    response.headers["X-Evidence-Media-Type"] = found[0].get("media_type") or "application/octet-stream"
    return response
