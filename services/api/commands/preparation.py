"""Preparing a round: staff, order, committee, calendar, quotas, assignments, meetings, measures, reported progress."""

from typing import Any

from services.api.commands.declare import ROUND, command_route
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


def _assignment(body: dict[str, Any]) -> dict[str, Any]:
    """``supervisor`` is one name or several; the command knows ``supervisors``."""
    translated = dict(body)
    supervisor = translated.pop("supervisor", None)
    if supervisor is not None and "supervisors" not in translated:
        translated["supervisors"] = [supervisor] if isinstance(supervisor, str) else supervisor
    return translated


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

command_route(
    f"{ROUND}/assignments",
    AssignItem,
    Permission.ROUND_PREPARE,
    summary="Assign an item to officers and their supervisor",
    tag="preparation",
    translate=_assignment,
)
