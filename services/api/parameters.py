"""Query parameters that several routes share, as the documentation shows them and the routes check them."""

from services.api.routing import Query

#: The largest position that the log can give.
LARGEST_POSITION = 2**63 - 1

MIN_POSITION = Query(
    "min_position",
    "Wait (at most 5 s) until the view has reached this log position: to read one's own writes.",
    {"type": "integer", "minimum": 0, "maximum": LARGEST_POSITION},
)
CURSOR = Query("cursor", "Where the page before said to go on (its `next`).", {"type": "string"})
LIMIT = Query("limit", "How many at most.", {"type": "integer", "minimum": 1, "maximum": 1000})
DIVISION = Query("division", "Only units of this division.", {"type": "integer", "minimum": 1, "maximum": 6})
FISCAL_YEAR = Query(
    "fiscal_year", "Buddhist fiscal year, e.g. 2567.", {"type": "integer", "minimum": 1, "maximum": 9999}
)
