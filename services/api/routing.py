"""The route table: every route declares its permission, its body, and what it answers. OpenAPI and the test matrix
are made from it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.typing import ResponseReturnValue
from msgspec import Struct
from werkzeug.routing import IntegerConverter

from shared.access import Permission

Handler = Callable[..., ResponseReturnValue]

#: Base of the JSON interface.
BASE = "/api/v1"
#: Path of a round below it; ``year`` is the Buddhist fiscal year.
ROUND = "/units/<unit>/rounds/<year:year>"
JSON = "application/json"
#: Largest request body, in bytes: an evidence file.
LARGEST_BODY = 50 * 1024 * 1024


class YearConverter(IntegerConverter):
    """A Buddhist fiscal year in a path: four digits, so that no number is too large for the database."""

    regex = r"[0-9]{4}"


@dataclass(frozen=True)
class Query:
    """A query parameter, for the documentation; a number's bounds (``minimum``, ``maximum``) are also checked by it."""

    name: str
    description: str
    schema: dict[str, Any]


@dataclass(frozen=True)
class Route:
    """One route. path: below BASE, in Flask's spelling. body: the shape of a JSON body. tag: its chapter in the docs.

    upload: the text fields beside a file, and whether each is needed, where the body may also be a form with a file.
    A POST appends to the log and answers 201 with the events; one that only ``computes``, or that hands over a file,
    answers 200.
    signed: a form that anybody may send, without a session; its handler checks the signature that the form carries.
    """

    method: str
    path: str
    permission: Permission
    handler: Handler
    summary: str
    tag: str
    body: type[Struct] | None = None
    upload: dict[str, bool] | None = None
    query: tuple[Query, ...] = ()
    media_types: tuple[str, ...] = (JSON,)
    base: str = BASE
    computes: bool = False
    signed: bool = False

    @property
    def rule(self) -> str:
        """The whole path as Flask knows it."""
        return self.base + self.path

    @property
    def writes(self) -> bool:
        """Whether the route appends to the log."""
        return self.method == "POST" and not self.computes


#: Every route of the JSON interface, in the order in which the modules declare them.
ROUTES: list[Route] = []
#: Every HTML page and every target of a form on one; behind the same guard.
PAGES: list[Route] = []


def route(
    method: str,
    path: str,
    permission: Permission,
    *,
    summary: str,
    tag: str,
    body: type[Struct] | None = None,
    upload: dict[str, bool] | None = None,
    query: tuple[Query, ...] = (),
    media_types: tuple[str, ...] = (JSON,),
    base: str = BASE,
    computes: bool = False,
) -> Callable[[Handler], Handler]:
    """Declare the decorated function as the handler of a route."""

    def declare(handler: Handler) -> Handler:
        entry = Route(method, path, permission, handler, summary, tag, body, upload, query, media_types, base, computes)
        ROUTES.append(entry)
        return handler

    return declare


def page(method: str, path: str, permission: Permission, *, signed: bool = False) -> Callable[[Handler], Handler]:
    """Declare the decorated function as an HTML page (GET) or as what a form of a page is sent to (POST)."""

    def declare(handler: Handler) -> Handler:
        html = ("text/html",)
        PAGES.append(Route(method, path, permission, handler, "", "pages", media_types=html, base="", signed=signed))
        return handler

    return declare


def register_routes(app: Flask, guard: Callable[[Route], Handler]) -> None:
    """Put every declared route behind the guard and into the app."""
    app.url_map.converters["year"] = YearConverter
    for entry in (*ROUTES, *PAGES):
        endpoint = f"{entry.method} {entry.rule}".replace(".", "_")
        app.add_url_rule(entry.rule, endpoint=endpoint, view_func=guard(entry), methods=[entry.method])
