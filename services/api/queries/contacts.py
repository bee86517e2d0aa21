"""The list of EIT(2) contacts in plain text, and the template to fill."""

from flask import Response

from services.api.contacts import contact_json, groups_json, groups_of, rubric_of
from services.api.context import context
from services.api.reads import answer
from services.api.routing import ROUND, route
from shared.access import Permission
from shared.imports.contacts import template
from shared.intake.contacts import group_states, listed

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@route(
    "GET",
    f"{ROUND}/contacts",
    Permission.CONTACTS_MANAGE,
    summary="The EIT(2) contacts in plain text, and how many of each group are still needed",
    tag="contacts",
)
def contacts(unit: str, year: int) -> Response:
    rubric = rubric_of(unit, year)
    known = listed(context().log, context().vault(), unit, year)
    body = {
        "unit": unit,
        "fiscal_year": year,
        "version": known.version,
        "contacts": [contact_json(contact) for contact in known.contacts],
        "groups": groups_json(group_states(known, (), rubric)),
    }
    return private(answer(body))


@route(
    "GET",
    f"{ROUND}/contacts/template",
    Permission.CONTACTS_MANAGE,
    summary="The Excel template for EIT(2) contacts",
    tag="contacts",
    media_types=(XLSX,),
)
def contacts_template(unit: str, year: int) -> Response:
    rubric = rubric_of(unit, year)
    sample = rubric.sample("EIT2")
    response = Response(template(groups_of(rubric), (sample.minimum if sample else 0) or 0), content_type=XLSX)
    response.headers.set("Content-Disposition", "attachment", filename=f"eit2-{unit}-{year}.xlsx")
    return response


def private(response: Response) -> Response:
    """The response, kept by no cache: it holds personal data."""
    response.headers["Cache-Control"] = "no-store"
    return response
