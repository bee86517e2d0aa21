"""A route whose body is a command: the command's fields, less those that the path gives."""

from typing import Any

from flask import Response

from services.api.bodies import read_body, shaped
from services.api.routing import route
from services.api.writes import record
from shared.access import Permission
from shared.execution import Command


def command_route(path: str, command: type[Command], permission: Permission, *, summary: str, tag: str) -> None:
    """Declare ``POST path``: the body, completed from the path, is the command to execute."""

    @route("POST", path, permission, summary=summary, tag=tag, body=command)
    def handler(**arguments: Any) -> Response:
        return record(shaped(read_body(), command, **command_arguments(arguments)))


def command_arguments(arguments: dict[str, Any]) -> dict[str, Any]:
    """The path's arguments under the names that commands give them."""
    return {"fiscal_year" if name == "year" else name: value for name, value in arguments.items()}
