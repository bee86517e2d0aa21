"""An error as the client wants it: a problem document for programs, a page in both languages for people."""

from typing import cast

from flask import Response, redirect, request

from services.api.errors import problem_response, with_headers
from services.api.pages import links
from services.api.pages.rendering import render
from services.api.pages.survey.views import refused
from services.api.problems import Problem, Unauthenticated
from services.api.routing import BASE, ROUTES
from services.api.surveys.paths import SURVEYS

#: Kinds of answer that an error can be given as, the page first where the client does not mind.
_KINDS = ("text/html", "application/json", "application/problem+json")


def respond(problem: Problem) -> Response:
    """The problem, with its status. Who has not logged in and opens a page is led to the login."""
    if not _wants_page():
        return problem_response(problem)
    if isinstance(problem, Unauthenticated) and request.method == "GET" and "Authorization" not in request.headers:
        return cast(Response, redirect(links.login(request.full_path.rstrip("?"))))
    return with_headers(_page(problem), problem)


def _page(problem: Problem) -> Response:
    """Of a survey's address as small as the survey itself, and without login."""
    if request.path.startswith(f"{SURVEYS}/"):
        return refused(problem)
    return render("error.html", status=problem.status, problem=problem)


def _wants_page() -> bool:
    if request.path.startswith(f"{BASE}/") or any(request.path == entry.rule for entry in ROUTES):
        return False
    return request.accept_mimetypes.best_match(_KINDS) == "text/html"
