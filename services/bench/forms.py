"""A survey's page as a person's browser uses it: the form is opened, filled and sent."""

import re
from collections.abc import Iterator
from datetime import date
from http.client import OK, HTTPConnection
from urllib.parse import urlencode

from services.bench.workload import META, UNITS, YEAR, Item
from shared.events.base import Text
from shared.events.preparation import CalendarSet, CalendarStep
from shared.events.streams import round_stream

#: The survey whose form is filled; the line of work is named in the address, as on a poster.
PATH = f"/s/{{unit}}/{YEAR}/IIT/administration"
_MARK = re.compile(rb'name="form" value="([^"]+)"')


def open_surveys() -> Iterator[Item]:
    """A calendar for every round that leaves its survey open: the page takes nothing outside of it."""
    title = Text(th="แบบวัด IIT", en="IIT survey")
    step = CalendarStep(id="iit", phase="iit", title=title, starts=date(2023, 10, 1), ends=date(2999, 12, 31))
    for unit in UNITS:
        yield round_stream(unit, YEAR), CalendarSet(title="bench", steps=(step,)), META


def ask(connection: HTTPConnection, unit: str, headers: dict[str, str]) -> str:
    """Open the form: the mark that it must be sent with. Raises ValueError where the page has none."""
    connection.request("GET", PATH.format(unit=unit), headers=headers)
    response = connection.getresponse()
    page = response.read()
    mark = _MARK.search(page)
    if response.status != OK or mark is None:
        raise ValueError(f"no form of {unit}: {response.status}")
    return mark[1].decode()


def send(
    connection: HTTPConnection, unit: str, form: str, answers: dict[str, str], headers: dict[str, str]
) -> tuple[int, bytes]:
    """Send the form filled; status (303 where it was taken) and body."""
    sent = {"form": form, **answers}
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", PATH.format(unit=unit), body=urlencode(sent), headers=kind | headers)
    response = connection.getresponse()
    return response.status, response.read()
