"""The description of the interface, for programs."""

from flask import Response

from services.api import openapi
from services.api.reads import answer
from services.api.routing import route
from shared.access import Permission


@route("GET", "/openapi.json", Permission.PUBLIC_READ, summary="This description", tag="description")
def description() -> Response:
    return answer(openapi.document())
