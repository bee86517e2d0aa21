"""What each problem means: where the ``type`` of a problem document leads."""

from flask import Response

from services.api.problem_types import PATH, problem_types
from services.api.problems import UnknownProblem
from services.api.reads import answer
from services.api.routing import route
from shared.access import Permission


@route("GET", PATH, Permission.PUBLIC_READ, summary="Every problem that an answer can name", tag="problems")
def problems() -> Response:
    return answer({"problems": [kind.as_json() for kind in problem_types().values()]})


@route("GET", f"{PATH}/<code>", Permission.PUBLIC_READ, summary="What a problem means", tag="problems")
def problem(code: str) -> Response:
    if code not in problem_types():
        raise UnknownProblem(problem=code)
    return answer(problem_types()[code].as_json())
