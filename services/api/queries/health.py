"""Whether the service lives, is ready, and how it is doing. Outside the base, for machines that watch."""

from http import HTTPStatus

from flask import Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from services.api.context import context
from services.api.reads import answer
from services.api.routing import route
from shared.access import Permission
from shared.log import LogCollector
from shared.views import queries
from shared.views.metrics import lag_text


@route("GET", "/healthz", Permission.PUBLIC_READ, summary="The process lives", tag="health", base="")
def healthz() -> Response:
    return answer({"status": "ok"})


@route("GET", "/readyz", Permission.PUBLIC_READ, summary="The database answers; lag per view", tag="health", base="")
def readyz() -> Response:
    with context().reading() as connection:
        lags = queries.lags(connection)
    stopped = any(lag.stopped for lag in lags)
    response = answer({"status": "a view has stopped" if stopped else "ok", "views": lags})
    if stopped:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    return response


@route(
    "GET",
    "/metrics",
    Permission.PUBLIC_READ,
    summary="Metrics for Prometheus",
    tag="health",
    base="",
    media_types=("text/plain",),
)
def metrics() -> Response:
    with context().reading() as connection:
        lags = queries.lags(connection)
    of_log = CollectorRegistry()
    of_log.register(LogCollector(context().log))
    return Response(generate_latest() + generate_latest(of_log) + lag_text(lags), content_type=CONTENT_TYPE_LATEST)
