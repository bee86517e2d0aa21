"""The paths of the survey pages: short, since people type them from posters."""

from urllib.parse import quote

#: Where all of them are.
SURVEYS = "/s"


def survey_path(unit: str, year: int, instrument: str, line: str | None = None) -> str:
    """A survey of a round, at a line of work or without one."""
    parts = (unit, str(year), instrument, *([] if line is None else [line]))
    return "/".join([SURVEYS, *(quote(part, safe="") for part in parts)])
