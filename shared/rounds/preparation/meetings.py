"""The decision about meetings."""

from shared.events.preparation import MeetingHeld
from shared.rounds.checks import aware, once_each, text, working_round
from shared.rounds.conflict import MeetingRecordedAlready
from shared.rounds.decision import Events, Facts, decide
from shared.rounds.invalid import EndsBeforeStart
from shared.rounds.names import person_or_guest
from shared.rounds.people import attendance
from shared.rounds.preparation.commands import HoldMeeting


@decide.register
def hold_meeting(command: HoldMeeting, facts: Facts) -> Events:
    """A meeting is recorded once, does not end before it starts, and nobody attends it twice."""
    working_round(command, facts)
    _check_times(command)
    _check_number(command, facts)
    once_each((point.number for point in command.agenda), "agenda")
    held = MeetingHeld(
        number=command.number,
        title=text(command.title, "title"),
        started_at=command.started_at,
        ended_at=command.ended_at,
        place=command.place,
        chair=_named(command.chair, facts, "chair"),
        attendance=attendance(command.attendance, facts.round.officers),
        agenda=command.agenda,
        directives=command.directives,
        minutes_by=_named(command.minutes_by, facts, "minutes_by"),
        checked_by=_named(command.checked_by, facts, "checked_by"),
    )
    return (held,)


def _check_times(command: HoldMeeting) -> None:
    started = aware(command.started_at, "started_at")
    if command.ended_at is not None and aware(command.ended_at, "ended_at") < started:
        raise EndsBeforeStart(field="meeting", given=command.ended_at.isoformat(), starts=started.isoformat())


def _check_number(command: HoldMeeting, facts: Facts) -> None:
    if command.number is not None and any(held.number == command.number for held in facts.round.meetings):
        raise MeetingRecordedAlready(given=command.number)


def _named(written: str | None, facts: Facts, field: str) -> str | None:
    return person_or_guest(written, facts.round.officers, field) if written else None
