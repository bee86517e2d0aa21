"""What the work on items changes in a round."""

from msgspec.structs import replace

from shared.events import Recorded
from shared.events.work import (
    AppealDecided,
    AppealLodged,
    EvidenceAdded,
    ItemApproved,
    ItemReturned,
    ItemScored,
    ItemSubmitted,
    RoundCertified,
)
from shared.rounds.round import RoundState, evolve_round


@evolve_round.register
def _(event: EvidenceAdded, state: RoundState, recorded: Recorded) -> RoundState:
    return state.with_item(event.item, lambda item: replace(item, evidence={**item.evidence, event.evidence_id: event}))


@evolve_round.register
def _(event: ItemSubmitted, state: RoundState, recorded: Recorded) -> RoundState:
    return state.with_item(
        event.item,
        lambda item: replace(
            item,
            submitted=event.evidence,
            submitted_at=recorded.happened_at,
            approved_by=None,
            approved_at=None,
            returned_reason=None,
        ),
    )


@evolve_round.register
def _(event: ItemApproved, state: RoundState, recorded: Recorded) -> RoundState:
    return state.with_item(
        event.item,
        lambda item: replace(item, approved_by=recorded.meta.actor, approved_at=recorded.happened_at),
    )


@evolve_round.register
def _(event: ItemReturned, state: RoundState, recorded: Recorded) -> RoundState:
    return state.with_item(event.item, lambda item: replace(item, returned_reason=event.reason))


@evolve_round.register
def _(event: ItemScored, state: RoundState, recorded: Recorded) -> RoundState:
    return state.with_item(event.item, lambda item: replace(item, score=event))


@evolve_round.register
def _(event: AppealLodged, state: RoundState, recorded: Recorded) -> RoundState:
    return state.with_item(event.item, lambda item: replace(item, appeal=event))


@evolve_round.register
def _(event: AppealDecided, state: RoundState, recorded: Recorded) -> RoundState:
    return state.with_item(event.item, lambda item: replace(item, appeal_decision=event))


@evolve_round.register
def _(event: RoundCertified, state: RoundState, recorded: Recorded) -> RoundState:
    return replace(state, certified_at=recorded.happened_at)
