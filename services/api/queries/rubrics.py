"""The criteria, whole: they are public."""

from flask import Response

from services.api.problems import UnknownRubric
from services.api.reads import answer
from services.api.routing import route
from shared.access import Permission
from shared.rubric import as_json, available_rubrics, load_rubric


@route("GET", "/rubrics", Permission.PUBLIC_READ, summary="The rubrics that this instance knows", tag="rubrics")
def rubrics() -> Response:
    return answer({"rubrics": [_summary(rubric_id) for rubric_id in available_rubrics()]})


@route("GET", "/rubrics/<rubric>", Permission.PUBLIC_READ, summary="A whole rubric", tag="rubrics")
def rubric(rubric: str) -> Response:
    if rubric not in available_rubrics():
        raise UnknownRubric(rubric=rubric)
    return answer(as_json(load_rubric(rubric)))


def _summary(rubric_id: str) -> dict[str, object]:
    rubric = load_rubric(rubric_id)
    return {
        "id": rubric.id,
        "title": {"th": rubric.title.th, "en": rubric.title.en},
        "fiscal_year": rubric.fiscal_year,
        "agency_group": rubric.agency_group,
        "items": len(rubric.items),
        "questions": len(rubric.questions),
    }
