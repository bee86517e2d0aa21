"""The nightly watch: reads the sheets of open rounds that have new ones, and raises flags."""

from collections.abc import Iterator
from datetime import datetime
from typing import get_args

import structlog
from sqlalchemy import Engine, select

from services.worker.watch.sheets import sheets_of
from services.worker.watch.suspicion import Suspicion, suspicions
from shared.events import Meta, Recorded
from shared.events.streams import responses_stream
from shared.execution import execute, opened_rubric
from shared.log import Log
from shared.rounds import FlagAnswers, RuleBroken
from shared.rubric.model import SurveyId
from shared.views.tables import rounds

_log = structlog.get_logger(__name__)


def watch_answers(engine: Engine, log: Log, due: datetime) -> int:
    """Flags what is suspicious in all rounds that are not certified; how many flags. Repeated, it finds none anew."""
    with engine.connect() as connection:
        query = select(rounds.c.unit, rounds.c.fiscal_year).where(rounds.c.certified_at.is_(None))
        working = [(row.unit, row.fiscal_year) for row in connection.execute(query)]
    return sum(watch_round(log, unit, year, due) for unit, year in working)


def watch_round(log: Log, unit: str, year: int, due: datetime) -> int:
    """Flags what is suspicious in one round; how many flags."""
    answers = log.read(responses_stream(unit, year))
    simulated = {each.version for each in answers if each.meta.simulated}
    return sum(
        _flag(log, command, due, simulated=bool(simulated & set(command.versions)))
        for command in _found(log, answers, unit, year)
    )


def _found(log: Log, answers: list[Recorded], unit: str, year: int) -> Iterator[FlagAnswers]:
    rubric = opened_rubric(log, unit, year)
    if rubric is None:
        return
    surveys: tuple[SurveyId, ...] = get_args(SurveyId)
    for instrument in surveys:
        for suspicion in suspicions(sheets_of(answers, instrument, rubric)):
            yield _command(unit, year, instrument, suspicion)


def _command(unit: str, year: int, instrument: SurveyId, found: Suspicion) -> FlagAnswers:
    return FlagAnswers(
        unit=unit,
        fiscal_year=year,
        instrument=instrument,
        reason=found.reason,
        versions=found.versions,
        seen=found.seen,
        expected=f"{found.expected:.2f}",
        day=found.day,
        work_line=found.line,
    )


def _flag(log: Log, command: FlagAnswers, due: datetime, *, simulated: bool) -> bool:
    """Whether there was anything new to flag."""
    meta = Meta(actor="watch", occurred_at=due, simulated=simulated)
    try:
        execute(log, command, meta=meta)
    except RuleBroken as refused:
        _log.debug("nothing to flag", unit=command.unit, fiscal_year=command.fiscal_year, reason=str(refused))
        return False
    return True
