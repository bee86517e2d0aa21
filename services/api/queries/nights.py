"""The nightly run of audits, for the bureau: progress, outages, units that have gone without it."""

from datetime import UTC, datetime
from typing import Any

from flask import Response
from sqlalchemy import Connection

from services.api.parameters import DIVISION, MIN_POSITION
from services.api.queries.units import visible_division
from services.api.reads import asked, from_view
from services.api.routing import route
from shared.access import Permission
from shared.views import queries


@route(
    "GET",
    "/audits/nightly",
    Permission.COMPARISON_READ,
    summary="How far tonight's audits are, what was out of reach together, and which units have gone without for days",
    tag="audits",
    query=(DIVISION, MIN_POSITION),
)
def nightly() -> Response:
    division = visible_division(asked(DIVISION))

    def read(connection: Connection) -> Any:
        return queries.night(connection, datetime.now(UTC), division=division)

    return from_view("audits", read)
