"""The nightly run of audits, for the bureau."""

from datetime import UTC, datetime

from flask.typing import ResponseReturnValue

from services.api.auth import principal
from services.api.context import context
from services.api.pages.rendering import render
from services.api.reads import wait_for_position
from services.api.routing import page
from shared.access import Permission
from shared.views import queries


@page("GET", "/nightly", Permission.COMPARISON_READ)
def nightly_page() -> ResponseReturnValue:
    wait_for_position()
    with context().reading() as connection:
        night = queries.night(connection, datetime.now(UTC), division=principal().division)
    return render("nightly.html", night=night, simulated=night.simulated)
