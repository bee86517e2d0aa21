"""Files that units uploaded as evidence. They are handed out as downloads, never shown by the browser as a page."""

from flask import Response

from services.api.context import context
from services.api.parameters import MIN_POSITION
from services.api.problems import EvidenceLost, UnknownEvidence
from services.api.reads import wait_for_position
from services.api.routing import ROUND, route
from shared.access import Permission
from shared.evidence import BlobError
from shared.views import queries


@route(
    "GET",
    f"{ROUND}/evidence/<evidence_id>",
    Permission.UNIT_READ,
    summary="An uploaded evidence file",
    tag="rounds",
    query=(MIN_POSITION,),
    media_types=("application/octet-stream",),
)
def evidence_file(unit: str, year: int, evidence_id: str) -> Response:
    wait_for_position(unit)
    with context().reading() as connection:
        position = queries.position(connection, "items", unit=unit)
        rows = queries.item_list(connection, unit, year)
    found = [entry for row in rows for entry in row.evidence if entry["evidence_id"] == evidence_id]
    if not found or not found[0].get("sha256"):
        raise UnknownEvidence(evidence_id=evidence_id)
    response = Response(_content(found[0]["sha256"], evidence_id), content_type="application/octet-stream")
    response.headers.set("Content-Disposition", "attachment", filename=found[0].get("filename") or evidence_id)
    response.headers["X-Evidence-Media-Type"] = found[0].get("media_type") or "application/octet-stream"
    response.headers["X-Log-Position"] = str(position)
    return response


def _content(sha256: str, evidence_id: str) -> bytes:
    try:
        return context().blobs.get(sha256)
    except BlobError as error:
        raise EvidenceLost(evidence_id=evidence_id) from error
