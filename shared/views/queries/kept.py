"""What the score view keeps of a round, and what the log holds of it: the two places that scores are computed from."""

from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from shared.events import Recorded
from shared.events.streams import audits_stream, responses_stream, round_stream, watch_stream
from shared.log import Log
from shared.log.connections import Driver
from shared.views.standing import ScoreState
from shared.views.statements import ask


class Marked(NamedTuple):
    """A round's state under a mark that is another after every change; None where whoever asked knows this mark's."""

    mark: str
    state: ScoreState | None


def kept_state(connection: Connection | Driver, unit: str, fiscal_year: int) -> ScoreState | None:
    """The state of a round as the score view keeps it; None if the round is not opened."""
    found = marked_state(connection, unit, fiscal_year)
    return found.state if found else None


def marked_state(
    connection: Connection | Driver, unit: str, fiscal_year: int, *, known: str | None = None
) -> Marked | None:
    """The same with its mark. known: the mark of a state that need not be sent again."""
    found = ask(connection, "kept_state", {"unit": unit, "fiscal_year": fiscal_year, "known": known})
    for mark, kept in found:
        state = None if kept is None else msgspec.json.decode(kept, type=ScoreState)
        if state is None or state.rubric:
            return Marked(mark, state)
    return None


def round_events(log: Log, unit: str, fiscal_year: int) -> list[Recorded]:
    """All events of a round's streams, contacts apart, in the order of the log."""
    streams = (stream(unit, fiscal_year) for stream in (round_stream, responses_stream, watch_stream, audits_stream))
    events = [event for stream in streams for event in log.read(stream)]
    return sorted(events, key=lambda event: event.position)
