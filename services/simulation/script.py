"""Acting out a round in memory: commands go through the same decisions as real ones, and become marked events."""

from datetime import UTC, datetime
from uuid import UUID

from shared.events import Event, Meta, Recorded
from shared.events.streams import audits_stream
from shared.rounds import Command, Facts, UnitState, decide, fold_audits, fold_round
from shared.rubric import Rubric

#: Account under which simulated events are recorded.
ACTOR = "simulation"
#: Where simulated facts come from.
SOURCE = "made up for demonstration"
#: An event acted out has no place in the log yet.
_NOWHERE = UUID(int=0)
#: Before anything is acted out.
_BEFORE = datetime(1, 1, 1, tzinfo=UTC)


class Script:
    """One unit's round, acted out from the empty round on. ``events`` collects what to append, in order."""

    def __init__(self, unit: UnitState, rubric: Rubric) -> None:
        self._facts = Facts(now=_BEFORE, unit=unit, rubric=rubric)
        self._versions: dict[str, int] = {}
        self.events: list[tuple[str, Event, Meta]] = []

    def act(self, command: Command, at: datetime) -> tuple[Event, ...]:
        """Decide the command at a moment (UTC) and remember what it led to. Raises a RuleBroken for a wrong plot."""
        facts = self._facts_at(at)
        events = decide(command, facts)
        meta = Meta(actor=ACTOR, occurred_at=at, simulated=True, source=SOURCE)
        for event in events:
            self.events.append((command.stream, event, meta))
        if not command.any_version:
            self._remember(command, [self._recorded(command.stream, event, meta) for event in events])
        return events

    def _facts_at(self, at: datetime) -> Facts:
        facts = self._facts
        return Facts(now=at, unit=facts.unit, round=facts.round, audits=facts.audits, rubric=facts.rubric)

    def _remember(self, command: Command, recorded: list[Recorded]) -> None:
        facts = self._facts
        of_audits = command.stream == audits_stream(command.unit, getattr(command, "fiscal_year", 0))
        self._facts = Facts(
            now=facts.now,
            unit=facts.unit,
            round=facts.round if of_audits else fold_round(recorded, facts.round),
            audits=fold_audits(recorded, facts.audits) if of_audits else facts.audits,
            rubric=facts.rubric,
        )

    def _recorded(self, stream: str, event: Event, meta: Meta) -> Recorded:
        version = self._versions.get(stream, 0) + 1
        self._versions[stream] = version
        return Recorded(
            position=0,
            stream=stream,
            version=version,
            event_id=_NOWHERE,
            type=type(event).__name__,
            event=event,
            meta=meta,
            recorded_at=meta.occurred_at or _BEFORE,
            shard=0,
            hash=b"",
        )
