"""What the routes and the page of imported answers share: reading the file and its mapping, planning, recording."""

from datetime import date
from typing import Any, get_args

import msgspec

from services.api.contacts import rubric_of
from services.api.context import context
from services.api.problems import BadFileMapping, Busy, FileProblems, WrongShape
from services.api.writes import asking_meta
from shared.imports import FileRefused
from shared.imports.answers import AnswerMapping, BadMapping, mapping_from_text, mapping_text
from shared.intake.answers import Imported, ImportRefused, Planned, Wanted, plan_file, record
from shared.log import IdempotencyConflict
from shared.rubric.model import SurveyId


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What came beside a file: which survey, the mapping as YAML or JSON (empty: guess it), the day of rows without.

    as_new: ``yes`` where rows that look like imported ones are sheets of other people.
    """

    instrument: str
    mapping: str = ""
    day: str = ""
    as_new: str = ""


def planned_import(unit: str, year: int, body: bytes, asked: Asked) -> Planned:
    """What the file would do. Raises UnknownRound, WrongShape, BadFileMapping, and FileProblems if unreadable."""
    rubric = rubric_of(unit, year)
    wanted = Wanted(
        unit=unit,
        fiscal_year=year,
        instrument=_instrument(asked.instrument),
        mapping=_mapping(asked.mapping),
        answered_on=_day(asked.day),
        as_new=asked.as_new == "yes",
    )
    try:
        return plan_file(context().log, context().master_key, body, wanted, rubric)
    except FileRefused as refusal:
        raise FileProblems((refusal.problem,)) from refusal


def record_import(planned: Planned) -> Imported:
    """Record it, all or nothing. Raises FileProblems; Busy where another import came first."""
    meta = msgspec.structs.replace(asking_meta(), source=f"file {planned.source.file}")
    try:
        return record(context().log, planned, meta)
    except ImportRefused as refused:
        raise FileProblems(refused.problems) from refused
    except IdempotencyConflict as conflict:
        raise Busy from conflict


def planned_json(planned: Planned) -> dict[str, Any]:
    """A preview: counts for each option, first and last day, what is not read, what is wrong. No answer of anybody."""
    return {
        "file": planned.source.file,
        "instrument": planned.source.instrument,
        "ready": planned.ready,
        "rows": len(planned.table.rows),
        "new": len(planned.new),
        "known": planned.known,
        "missing": planned.missing,
        "counts": planned.table.counts,
        "days": planned.days,
        "unmapped": planned.table.unmapped,
        "mapping": planned.source.mapping,
        "mapping_yaml": mapping_text(planned.source.mapping),
        "problems": planned.problems,
    }


def _instrument(given: str) -> SurveyId:
    known: tuple[SurveyId, ...] = get_args(SurveyId)
    for survey in known:
        if survey == given:
            return survey
    raise WrongShape("instrument", f"Expected one of {', '.join(known)}")


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as error:
        raise WrongShape("day", "Expected a date, YYYY-MM-DD") from error


def _mapping(given: str) -> AnswerMapping | None:
    try:
        return mapping_from_text(given) if given.strip() else None
    except BadMapping as error:
        raise BadFileMapping(reason=str(error)) from error
