"""Which units a comparison is about, as its parameters say."""

from flask import request

from services.api.auth import coarse
from services.api.parameters import DIVISION
from services.api.problems import BadParameter
from services.api.queries.units import visible_division
from services.api.reads import asked
from services.api.routing import Query
from shared.views import queries

GROUP = Query("agency_group", "Only units of this agency group, e.g. provincial-immigration.", {"type": "string"})
SIMULATED = Query(
    "simulated", "`no` leaves out units that are made up.", {"type": "string", "enum": ["yes", "no"], "default": "yes"}
)


def selected() -> queries.Selection:
    """The units asked about, as far as the account sees them. Raises OtherDivision, BadParameter."""
    return queries.Selection(
        division=visible_division(asked(DIVISION)),
        agency_group=request.args.get("agency_group") or None,
        simulated=chosen(SIMULATED) != "no",
        coarse=coarse(),
    )


def chosen(query: Query) -> str | None:
    """One of the words that the parameter takes, None where it is not given. Raises BadParameter."""
    given, words = request.args.get(query.name) or None, query.schema["enum"]
    if given is not None and given not in words:
        raise BadParameter(parameter=query.name, expected=", ".join(words), given=given)
    return given
