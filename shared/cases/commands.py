"""From a fact of a case to the command that records it."""

import re
from typing import Any

import msgspec

import shared.rounds
from shared.cases.model import Case, Fact
from shared.events import Meta
from shared.rounds import Command, ListOfficers
from shared.rubric.document import Place

#: The commands that a case may use: what a document can state. Work on items is done by people, not by cases.
USABLE = (
    "RegisterUnit",
    "ChangeWebsite",
    "OpenRound",
    "ListOfficers",
    "CountStaff",
    "IssueOrder",
    "AppointCommittee",
    "AppointAdministrator",
    "SetCalendar",
    "SetQuota",
    "AssignCoordinator",
    "AssignItem",
    "HoldMeeting",
    "ReportProgress",
    "TakeMeasure",
)

_PATH = re.compile(r" - at `\$(?P<path>[^`]*)`$")
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")


class UnusableFact(Exception):
    """The fact is not what its command asks for. place: inside the fact."""

    def __init__(self, place: Place, what: str) -> None:
        super().__init__(what)
        self.place, self.what = place, what


def command_of(case: Case, fact: Fact) -> Command:
    """The fact as a command about the case's unit and year. Raises UnusableFact."""
    if fact.command not in USABLE:
        raise UnusableFact(("command",), f"unknown command {fact.command!r}; known: {', '.join(USABLE)}")
    command_type: type[Command] = getattr(shared.rounds, fact.command)
    try:
        return msgspec.convert(_arguments(case, fact, command_type), command_type, strict=False)
    except msgspec.ValidationError as error:
        raise UnusableFact(*_located(str(error))) from error


def meta_of(case: Case, fact: Fact) -> Meta:
    """The circumstances of a fact: the case as its author, and where the document says it (Thai)."""
    source = f"{case.document.th}: {'; '.join(case.place(place) for place in fact.source)}"
    if fact.date_basis is not None:
        source += f" ({fact.date_basis.th})"
    return Meta(actor=f"case:{case.id}", occurred_at=fact.moment, source=source)


def _arguments(case: Case, fact: Fact, command_type: type[Command]) -> dict[str, Any]:
    arguments: dict[str, Any] = {"unit": case.unit, **fact.data}
    if "fiscal_year" in command_type.__struct_fields__:
        arguments["fiscal_year"] = case.fiscal_year
    if command_type is ListOfficers:
        arguments["officers"] = [officer.model_dump(exclude_none=True) for officer in case.officers]
    return arguments


def _located(message: str) -> tuple[Place, str]:
    found = _PATH.search(message)
    if found is None:
        return ("data",), message
    steps = (int(index) if index else key for key, index in _STEP.findall(found["path"]))
    return ("data", *steps), message[: found.start()]
