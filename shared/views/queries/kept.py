"""What the score view keeps of a round, and what the log holds of it: the two places that scores are computed from."""

import msgspec
from sqlalchemy import Connection, Text, cast, select

from shared.events import Recorded
from shared.events.streams import audits_stream, responses_stream, round_stream, watch_stream
from shared.log import Log
from shared.views.standing import ScoreState
from shared.views.tables import scores_state


def kept_state(connection: Connection, unit: str, fiscal_year: int) -> ScoreState | None:
    """The state of a round as the score view keeps it; None if the round is not opened."""
    kept = scores_state
    query = select(cast(kept.c.state, Text)).where(kept.c.unit == unit, kept.c.fiscal_year == fiscal_year)
    found = connection.execute(query).scalar_one_or_none()
    state = msgspec.json.decode(found, type=ScoreState) if found else None
    return state if state and state.rubric else None


def round_events(log: Log, unit: str, fiscal_year: int) -> list[Recorded]:
    """All events of a round's streams, contacts apart, in the order of the log."""
    streams = (stream(unit, fiscal_year) for stream in (round_stream, responses_stream, watch_stream, audits_stream))
    events = [event for stream in streams for event in log.read(stream)]
    return sorted(events, key=lambda event: event.position)
