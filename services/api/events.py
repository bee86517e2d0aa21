"""Events as the interface shows them."""

from datetime import datetime
from typing import Any

from shared.events import Recorded, encode
from shared.events.surveys import ResponseRecorded
from shared.events.watch import AnswersExcluded, AnswersReinstated
from shared.settings import BANGKOK


def recorded_json(recorded: Recorded) -> dict[str, Any]:
    """An event as plain JSON. Of a survey answer only the Bangkok day is told, and nothing made from the time."""
    anonymous = isinstance(recorded.event, ResponseRecorded)
    tell = _bangkok_day if anonymous else datetime.isoformat
    return {
        "position": recorded.position,
        "stream": recorded.stream,
        "version": recorded.version,
        # An identifier is made from the time to the millisecond.
        "event_id": None if anonymous else str(recorded.event_id),
        "type": recorded.type,
        "data": encode(recorded.event),
        "actor": recorded.meta.actor,
        "source": recorded.meta.source,
        "simulated": recorded.meta.simulated,
        "happened_at": tell(recorded.happened_at),
        "recorded_at": tell(recorded.recorded_at),
        "hash": recorded.hash.hex(),
    }


def told_json(recorded: Recorded) -> dict[str, Any]:
    """An event as whoever caused it is told: of excluded answers how many they are, not what stood on them."""
    told = recorded_json(recorded)
    if isinstance(recorded.event, AnswersExcluded | AnswersReinstated):
        sheets = {name: value for name, value in told["data"]["sheets"].items() if name != "options"}
        told["data"] = {**told["data"], "sheets": sheets}
    return told


def _bangkok_day(instant: datetime) -> str:
    return instant.astimezone(BANGKOK).date().isoformat()
