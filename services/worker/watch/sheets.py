"""Answer sheets as a table: one row a sheet, in the order of the stream."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from shared.events import Recorded
from shared.events.surveys import ResponseRecorded

if TYPE_CHECKING:
    import pandas as pd

#: Columns beside the questions'. line: of work, empty for none. pattern: all options of the sheet, in order.
COLUMNS = ("version", "day", "line", "hurried", "again", "pattern")


def sheets_of(answers: Iterable[Recorded], instrument: str) -> pd.DataFrame:
    """The sheets of one survey: COLUMNS, then the option of each question."""
    import pandas as pd  # here, so that a worker without a watch to keep needs no memory for it

    rows = [_row(each.version, each.event) for each in answers if _of(each.event, instrument)]  # type: ignore[arg-type]
    return pd.DataFrame(rows) if rows else pd.DataFrame(columns=list(COLUMNS))


def _of(event: object, instrument: str) -> bool:
    return isinstance(event, ResponseRecorded) and event.instrument == instrument


def _row(version: int, sheet: ResponseRecorded) -> dict[str, object]:
    answers = dict(sorted(sheet.answers.items()))
    return {
        "version": version,
        "day": sheet.day,
        "line": sheet.work_line or "",
        "hurried": sheet.hurried,
        "again": sheet.again,
        "pattern": " ".join(answers.values()),
        **answers,
    }
