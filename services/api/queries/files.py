"""Tables as files for people: CSV and Excel."""

from collections.abc import Callable

from flask import Response
from sqlalchemy import Connection

from services.api.context import context
from services.api.reads import wait_for_position
from services.api.routing import Query
from shared.views import queries
from shared.views.spreadsheets import Sheet, as_csv, as_xlsx

CSV, XLSX = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What a table answers with.
MEDIA_TYPES = ("application/json", "text/csv", XLSX)

FORMAT = Query("format", "json (the default), csv or xlsx.", {"type": "string", "enum": ["json", "csv", "xlsx"]})


def table(sheet: Sheet, year: int, form: str, position: int) -> Response:
    """The sheet as a download. form: csv or xlsx; position: that it holds for."""
    content = as_csv(sheet) if form == "csv" else as_xlsx(sheet, title=f"ITA {year}")
    response = Response(content, content_type=CSV if form == "csv" else XLSX)
    response.headers.set("Content-Disposition", "attachment", filename=f"{sheet.name}-{year}.{form}")
    response.headers["X-Log-Position"] = str(position)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def view_file(view: str, read: Callable[[Connection], Sheet], year: int, form: str) -> Response:
    """The sheet that ``read`` makes of a view, with the position before reading."""
    wait_for_position()
    with context().reading() as connection:
        position = queries.position(connection, view)
        return table(read(connection), year, form, position)
