"""What preparing events change in a round."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from shared.events import Recorded
from shared.events.preparation import (
    AdministratorAppointed,
    CalendarSet,
    CommitteeAppointed,
    CoordinatorAssigned,
    ItemAssigned,
    MeasureTaken,
    MeetingHeld,
    Officer,
    OfficersListed,
    OrderIssued,
    QuotaSet,
    RoundOpened,
    StaffCounted,
)
from shared.rounds.round import RoundState, evolve_round


@evolve_round.register
def _(event: RoundOpened, state: RoundState, recorded: Recorded) -> RoundState:
    return replace(state, opening=event)


@evolve_round.register
def _(event: OfficersListed, state: RoundState, recorded: Recorded) -> RoundState:
    return replace(state, officers=with_people(state.officers, event.officers))


@evolve_round.register
def _(event: StaffCounted, state: RoundState, recorded: Recorded) -> RoundState:
    return replace(state, staff=event)


@evolve_round.register
def _(event: OrderIssued, state: RoundState, recorded: Recorded) -> RoundState:
    return replace(state, order=event)


@evolve_round.register
def _(event: CommitteeAppointed, state: RoundState, recorded: Recorded) -> RoundState:
    members = (Officer(name=each.name, rank=each.rank, position=each.position) for each in event.members)
    return replace(state, committee=event, officers=with_people(state.officers, members))


@evolve_round.register
def _(event: AdministratorAppointed, state: RoundState, recorded: Recorded) -> RoundState:
    return replace(state, administrator=event)


@evolve_round.register
def _(event: CalendarSet, state: RoundState, recorded: Recorded) -> RoundState:
    return replace(state, calendar=event)


@evolve_round.register
def _(event: QuotaSet, state: RoundState, recorded: Recorded) -> RoundState:
    return replace(state, quotas={**state.quotas, event.instrument: event})


@evolve_round.register
def _(event: CoordinatorAssigned, state: RoundState, recorded: Recorded) -> RoundState:
    return replace(state, coordinators={**state.coordinators, event.group: event})


@evolve_round.register
def _(event: ItemAssigned, state: RoundState, recorded: Recorded) -> RoundState:
    return state.with_item(
        event.item,
        lambda item: replace(item, officers=event.officers, supervisors=event.supervisors, due=event.due),
    )


@evolve_round.register
def _(event: MeetingHeld, state: RoundState, recorded: Recorded) -> RoundState:
    return replace(state, meetings=(*state.meetings, event))


@evolve_round.register
def _(event: MeasureTaken, state: RoundState, recorded: Recorded) -> RoundState:
    return replace(state, measures={**state.measures, event.id: event})


def with_people(known: Mapping[str, Officer], added: Iterable[Officer]) -> dict[str, Officer]:
    """The people with those added; what is said anew of somebody replaces what was said, spellings are kept."""
    people = dict(known)
    for person in added:
        before = people.get(person.name)
        people[person.name] = _told_anew(before, person) if before else person
    return people


def _told_anew(before: Officer, now: Officer) -> Officer:
    return Officer(
        name=before.name,
        rank=now.rank or before.rank,
        position=now.position or before.position,
        work_line=now.work_line or before.work_line,
        spellings=tuple(dict.fromkeys((*before.spellings, *now.spellings))),
    )
