"""Answer sheets as a table: one row a sheet, in the order of the stream."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from shared.events import Recorded
from shared.events.surveys import ResponseRecorded
from shared.rubric import Rubric
from shared.rubric.model import SurveyId

if TYPE_CHECKING:
    import pandas as pd

#: Columns beside the questions'. line: of work, empty for none. pattern: all options of the sheet, in order. even:
#: whether it judges everything alike: one option throughout, or that once negative questions are turned around.
COLUMNS = ("version", "day", "line", "hurried", "again", "pattern", "even")


def sheets_of(answers: Iterable[Recorded], instrument: SurveyId, rubric: Rubric) -> pd.DataFrame:
    """The sheets of one survey: COLUMNS, then the option of each question."""
    import pandas as pd  # here, so that a worker without a watch to keep needs no memory for it

    turned = _turned(rubric, instrument)
    rows = [
        _row(each.version, each.event, turned)  # type: ignore[arg-type]
        for each in answers
        if _of(each.event, instrument)
    ]
    return pd.DataFrame(rows) if rows else pd.DataFrame(columns=list(COLUMNS))


def _of(event: object, instrument: str) -> bool:
    return isinstance(event, ResponseRecorded) and event.instrument == instrument


def _turned(rubric: Rubric, instrument: SurveyId) -> dict[str, dict[str, str]]:
    """Negative question → option → the option at the other end of the scale."""
    options = [option.id for option in rubric.option_scale.options]
    other = dict(zip(options, reversed(options), strict=True))
    return {question.id: other for question in rubric.questions_of(instrument) if question.reversed}


def _row(version: int, sheet: ResponseRecorded, turned: dict[str, dict[str, str]]) -> dict[str, object]:
    answers = dict(sorted(sheet.answers.items()))
    judged = {turned.get(question, {}).get(option, option) for question, option in answers.items()}
    return {
        "version": version,
        "day": sheet.day,
        "line": sheet.work_line or "",
        "hurried": sheet.hurried,
        "again": sheet.again,
        "pattern": " ".join(answers.values()),
        "even": 1 in (len(judged), len(set(answers.values()))),
        **answers,
    }
