"""What survey events change in a round. Answers have a stream of their own and change nothing here."""

from msgspec.structs import replace

from shared.events import Recorded
from shared.events.surveys import ProgressReported, TokensRequired
from shared.rounds.round import RoundState, evolve_round


@evolve_round.register
def _(event: ProgressReported, state: RoundState, recorded: Recorded) -> RoundState:
    known = state.progress.get(event.instrument)
    if known is not None and known.reported_on > event.reported_on:
        return state
    return replace(state, progress={**state.progress, event.instrument: event})


@evolve_round.register
def _(event: TokensRequired, state: RoundState, recorded: Recorded) -> RoundState:
    return replace(state, tokens={**state.tokens, event.instrument: event.required})
