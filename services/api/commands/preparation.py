"""Preparing a round: staff, order, committee, calendar, quotas, assignments, meetings, measures, reported progress."""

from datetime import date

from flask import Response
from msgspec import Struct

from services.api.bodies import read_body, shaped
from services.api.commands.declare import command_route
from services.api.routing import ROUND, route
from services.api.writes import record
from shared.access import Permission
from shared.execution import Command
from shared.rounds import (
    AppointAdministrator,
    AppointCommittee,
    AssignCoordinator,
    AssignItem,
    CountStaff,
    HoldMeeting,
    IssueOrder,
    ListOfficers,
    ReportProgress,
    SetCalendar,
    SetQuota,
    TakeMeasure,
)


class AssignmentBody(Struct, kw_only=True):
    """Who prepares an item until when, and who checks it. supervisor: one name, or several."""

    item: str
    officers: tuple[str, ...]
    supervisor: str | tuple[str, ...] = ()
    due: date | None = None
    note: str | None = None


@route(
    "POST",
    f"{ROUND}/assignments",
    Permission.ROUND_PREPARE,
    summary="Assign an item to officers and their supervisor",
    tag="preparation",
    body=AssignmentBody,
)
def assign(unit: str, year: int) -> Response:
    body = shaped(read_body(), AssignmentBody)
    supervisors = (body.supervisor,) if isinstance(body.supervisor, str) else body.supervisor
    return record(
        AssignItem(
            unit=unit,
            fiscal_year=year,
            item=body.item,
            officers=body.officers,
            supervisors=supervisors,
            due=body.due,
            note=body.note,
        )
    )


_SUBJECTS: tuple[tuple[str, type[Command], str], ...] = (
    ("officers", ListOfficers, "List officers who serve in the unit"),
    ("staff-count", CountStaff, "Record how many of the staff may answer IIT"),
    ("order", IssueOrder, "Record the order that starts the work"),
    ("committee", AppointCommittee, "Appoint the committee"),
    ("administrator", AppointAdministrator, "Appoint the administrator"),
    ("calendar", SetCalendar, "Set the calendar"),
    ("quotas", SetQuota, "Set how many answers a survey needs"),
    ("coordinators", AssignCoordinator, "Assign who brings in a group of EIT(2) contacts"),
    ("meetings", HoldMeeting, "Record a meeting"),
    ("measures", TakeMeasure, "Record a measure"),
    ("progress", ReportProgress, "Report counts of answers collected elsewhere"),
)

for _name, _command, _summary in _SUBJECTS:
    command_route(f"{ROUND}/{_name}", _command, Permission.ROUND_PREPARE, summary=_summary, tag="preparation")
