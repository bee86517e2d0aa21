"""Decisions that prepare a round."""

from shared.events.preparation import (
    AdministratorAppointed,
    CalendarSet,
    CommitteeAppointed,
    CoordinatorAssigned,
    ItemAssigned,
    MeasureTaken,
    OfficersListed,
    OrderIssued,
    QuotaSet,
    RoundOpened,
    StaffCounted,
)
from shared.rounds import people
from shared.rounds.checks import (
    counts_by_label,
    filled,
    known_item,
    known_label,
    no_more_than,
    number,
    once_each,
    text,
    within_round,
    working_round,
)
from shared.rounds.conflict import RoundOpenedAlready
from shared.rounds.decision import Events, Facts, decide
from shared.rounds.invalid import (
    EndsBeforeStart,
    QuotaAboveStaff,
    RubricOfAnotherGroup,
    RubricOfAnotherYear,
    TargetBelowMinimum,
    UnknownGroup,
    UnknownWorkLine,
)
from shared.rounds.names import person, persons
from shared.rounds.not_found import UnknownRubric, UnknownUnit
from shared.rounds.preparation.commands import (
    AppointAdministrator,
    AppointCommittee,
    AssignCoordinator,
    AssignItem,
    CountStaff,
    IssueOrder,
    ListOfficers,
    OpenRound,
    SetCalendar,
    SetQuota,
    TakeMeasure,
)


@decide.register
def open_round(command: OpenRound, facts: Facts) -> Events:
    """A known unit takes part once a year, by a rubric of that year and of its agency group."""
    if facts.unit.registration is None:
        raise UnknownUnit(unit=command.unit)
    if facts.round.opened:
        raise RoundOpenedAlready(unit=command.unit, fiscal_year=command.fiscal_year)
    rubric, group = facts.rubric, facts.unit.registration.agency_group
    if rubric is None:
        raise UnknownRubric(rubric=command.rubric)
    if rubric.fiscal_year != command.fiscal_year:
        raise RubricOfAnotherYear(rubric=rubric.id, given=command.fiscal_year, allowed=rubric.fiscal_year)
    if rubric.agency_group != group:
        raise RubricOfAnotherGroup(rubric=rubric.id, given=group, allowed=rubric.agency_group)
    return (RoundOpened(unit=command.unit, fiscal_year=command.fiscal_year, rubric=rubric.id),)


@decide.register
def list_officers(command: ListOfficers, facts: Facts) -> Events:
    """Each name is somebody's alone; lines of work are the rubric's."""
    rubric = working_round(command, facts)
    filled(command.officers, "officers")
    listed = people.officers_listed(command.officers, facts.round.officers, distinct=command.distinct)
    return (OfficersListed(officers=tuple(people.in_work_line(each, rubric) for each in listed)),)


@decide.register
def count_staff(command: CountStaff, facts: Facts) -> Events:
    """The staff who may answer are not fewer than none."""
    working_round(command, facts)
    return (StaffCounted(eligible=number(command.eligible, "eligible", at_least=0), as_of=command.as_of),)


@decide.register
def issue_order(command: IssueOrder, facts: Facts) -> Events:
    """An order has a number, a title, and a date in the round's fiscal year."""
    working_round(command, facts)
    issued = OrderIssued(
        number=text(command.number, "number"),
        dated=within_round(command.dated, command.fiscal_year, "dated"),
        title=text(command.title, "title"),
        signed_by=command.signed_by,
        purposes=command.purposes,
        note=command.note,
    )
    return (issued,)


@decide.register
def appoint_committee(command: AppointCommittee, facts: Facts) -> Events:
    """A committee has members, each once."""
    working_round(command, facts)
    filled(command.members, "members")
    members = people.committee(command.members, facts.round.officers)
    return (CommitteeAppointed(members=members, duties=command.duties),)


@decide.register
def appoint_administrator(command: AppointAdministrator, facts: Facts) -> Events:
    """The administrator is one of the unit's people."""
    working_round(command, facts)
    officer = person(command.officer, facts.round.officers, "officer")
    return (AdministratorAppointed(officer=officer, duties=command.duties),)


@decide.register
def set_calendar(command: SetCalendar, facts: Facts) -> Events:
    """A calendar has steps with ids of their own, each within the fiscal year and not ending before it starts."""
    working_round(command, facts)
    filled(command.steps, "steps")
    once_each((step.id for step in command.steps), "steps")
    for step in command.steps:
        within_round(step.starts, command.fiscal_year, f"steps.{step.id}.starts")
        within_round(step.ends, command.fiscal_year, f"steps.{step.id}.ends")
        if step.ends < step.starts:
            raise EndsBeforeStart(field=f"steps.{step.id}", given=str(step.ends), starts=str(step.starts))
    return (CalendarSet(title=text(command.title, "title"), steps=command.steps),)


@decide.register
def set_quota(command: SetQuota, facts: Facts) -> Events:
    """A survey needs an answer at least, aims no lower than it needs, and asks no more of its parts than it aims at."""
    rubric = working_round(command, facts)
    minimum = number(command.minimum, "minimum", at_least=1)
    if command.target is not None and command.target < minimum:
        raise TargetBelowMinimum(given=command.target, at_least=minimum)
    staff = facts.round.staff_count
    if command.instrument == "IIT" and staff is not None and minimum > staff:
        raise QuotaAboveStaff(given=minimum, at_most=staff)
    by_work_line = counts_by_label(command.by_work_line, rubric.work_lines, field="by_work_line", at_least=1)
    no_more_than(by_work_line, command.target or minimum, "by_work_line")
    quota = QuotaSet(instrument=command.instrument, minimum=minimum, target=command.target, by_work_line=by_work_line)
    return (quota,)


@decide.register
def assign_coordinator(command: AssignCoordinator, facts: Facts) -> Events:
    """Group and line of work are the rubric's, the officers the unit's."""
    rubric = working_round(command, facts)
    groups = (group for sample in rubric.samples for group in sample.groups)
    assigned = CoordinatorAssigned(
        group=known_label(command.group, groups, UnknownGroup),
        work_line=known_label(command.work_line, rubric.work_lines, UnknownWorkLine),
        officers=persons(command.officers, facts.round.officers, "officers"),
    )
    return (assigned,)


@decide.register
def assign_item(command: AssignItem, facts: Facts) -> Events:
    """An item of the rubric goes to at least one of the unit's people, due within the fiscal year."""
    rubric = working_round(command, facts)
    filled(command.officers, "officers")
    assigned = ItemAssigned(
        item=known_item(command.item, rubric),
        officers=persons(command.officers, facts.round.officers, "officers"),
        supervisors=persons(command.supervisors, facts.round.officers, "supervisors"),
        due=within_round(command.due, command.fiscal_year, "due") if command.due else None,
        note=command.note,
    )
    return (assigned,)


@decide.register
def take_measure(command: TakeMeasure, facts: Facts) -> Events:
    """A measure has an id, a title and a result."""
    working_round(command, facts)
    filled(command.results, "results")
    taken = MeasureTaken(
        id=text(command.id, "id"),
        area=text(command.area, "area"),
        title=text(command.title, "title"),
        results=command.results,
        note=command.note,
    )
    return (taken,)
