"""What the score view keeps of a round, and what the log holds of it: the two places that scores are computed from."""

import msgspec
from sqlalchemy import Connection

from shared.events import Recorded
from shared.events.streams import audits_stream, responses_stream, round_stream, watch_stream
from shared.log import Log
from shared.log.connections import Driver
from shared.views.standing import ScoreState
from shared.views.statements import ask


def kept_state(connection: Connection | Driver, unit: str, fiscal_year: int) -> ScoreState | None:
    """The state of a round as the score view keeps it; None if the round is not opened."""
    found = ask(connection, "kept_state", {"unit": unit, "fiscal_year": fiscal_year})
    states = [msgspec.json.decode(kept, type=ScoreState) for (kept,) in found]
    return next((state for state in states if state.rubric), None)


def round_events(log: Log, unit: str, fiscal_year: int) -> list[Recorded]:
    """All events of a round's streams, contacts apart, in the order of the log."""
    streams = (stream(unit, fiscal_year) for stream in (round_stream, responses_stream, watch_stream, audits_stream))
    events = [event for stream in streams for event in log.read(stream)]
    return sorted(events, key=lambda event: event.position)
