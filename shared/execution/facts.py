"""What a command's decision looks at, gathered from the log and the rubrics."""

from datetime import datetime
from functools import lru_cache

from shared.events.streams import (
    audits_stream,
    contacts_stream,
    responses_stream,
    round_stream,
    unit_stream,
    watch_stream,
)
from shared.events.surveys import ResponseRecorded
from shared.execution.states import States, states_of
from shared.log import Log
from shared.rounds import (
    AuditsState,
    ContactsState,
    Facts,
    OpenRound,
    RoundState,
    UnitState,
    WatchState,
    fold_audits,
    fold_contacts,
    fold_round,
    fold_unit,
    fold_watch,
)
from shared.rounds.command import AuditCommand, Command, ContactCommand, ResponseCommand, RoundCommand, WatchCommand
from shared.rounds.units.code import can_name_a_unit
from shared.rubric import Rubric, available_rubrics, load_rubric


def facts_for(command: Command, log: Log, now: datetime) -> Facts:
    """The facts of this moment. The unit of an opened round is read only if the command asks for it.

    Nothing is read for a code that can name no unit: nothing can be known of it.
    """
    if not can_name_a_unit(command.unit):
        return Facts(now=now)
    states = states_of(log)
    if not isinstance(command, RoundCommand):
        return Facts(now=now, unit=_unit(command, log, states))
    opened = round_now(log, command.unit, command.fiscal_year)
    needs_unit = command.needs_unit or not opened.opened
    return Facts(
        now=now,
        unit=_unit(command, log, states) if needs_unit else UnitState(),
        round=opened,
        audits=_audits(command, log, states) if command.needs_audits else AuditsState(),
        watch=_watch(command, log, states) if command.needs_watch else WatchState(),
        sheets=_sheets(command, log) if command.needs_sheets else {},
        contacts=_contacts(command, log, states) if isinstance(command, ContactCommand) else ContactsState(),
        rubric=_rubric(command, opened),
    )


def opened_rubric(log: Log, unit: str, fiscal_year: int) -> Rubric | None:
    """The rubric that a round goes by, as the log has it now; None if there is no such round."""
    if not can_name_a_unit(unit):
        return None
    opened = round_now(log, unit, fiscal_year)
    return None if opened.rubric is None else _packaged(opened.rubric)


def round_now(log: Log, unit: str, fiscal_year: int) -> RoundState:
    """The round as the log has it at this moment, which views follow a little later."""
    return states_of(log).latest(log, round_stream(unit, fiscal_year), fold_round, RoundState())


def current_version(command: Command, facts: Facts) -> int | None:
    """The version of the command's stream that the facts are of; None if they do not look at it."""
    match command:
        case ResponseCommand():
            return None
        case AuditCommand():
            return facts.audits.version
        case WatchCommand():
            return facts.watch.version
        case ContactCommand():
            return facts.contacts.version
        case RoundCommand():
            return facts.round.version
        case _:
            return facts.unit.version


def _unit(command: Command, log: Log, states: States) -> UnitState:
    return states.latest(log, unit_stream(command.unit), fold_unit, UnitState())


def _audits(command: RoundCommand, log: Log, states: States) -> AuditsState:
    return states.latest(log, audits_stream(command.unit, command.fiscal_year), fold_audits, AuditsState())


def _watch(command: RoundCommand, log: Log, states: States) -> WatchState:
    return states.latest(log, watch_stream(command.unit, command.fiscal_year), fold_watch, WatchState())


def _sheets(command: RoundCommand, log: Log) -> dict[int, ResponseRecorded]:
    answers = log.read(responses_stream(command.unit, command.fiscal_year))
    return {each.version: each.event for each in answers if isinstance(each.event, ResponseRecorded)}


def _contacts(command: RoundCommand, log: Log, states: States) -> ContactsState:
    stream = contacts_stream(command.unit, command.fiscal_year)
    return states.latest(log, stream, fold_contacts, ContactsState())


def _rubric(command: RoundCommand, opened: RoundState) -> Rubric | None:
    wanted = opened.rubric or (command.rubric if isinstance(command, OpenRound) else None)
    return _packaged(wanted) if wanted is not None else None


@lru_cache(maxsize=64)
def _packaged(rubric_id: str) -> Rubric | None:
    # Only packaged rubrics: what a command names must never be taken for the path of a file.
    return load_rubric(rubric_id) if rubric_id in available_rubrics() else None
