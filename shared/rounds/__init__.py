"""Decisions: pure functions from a command and what is known to events, and how what is known evolves.

Importing this package registers every decision and every evolution.
"""

from shared.rounds.audits import decisions as _audit_decisions  # noqa: F401 - registers
from shared.rounds.audits import links as _link_decisions  # noqa: F401 - registers
from shared.rounds.audits.commands import CompleteAudit, FailAudit, Finding, JudgeLink, RemoveSnapshots, RequestAudit
from shared.rounds.audits.state import AuditsState, Judgement, fold_audits
from shared.rounds.command import Command
from shared.rounds.contacts import decisions as _contact_decisions  # noqa: F401 - registers
from shared.rounds.contacts.commands import AddContacts, CorrectContact, ExportInvitations, NewContact, WithdrawContact
from shared.rounds.contacts.state import ContactsState, fold_contacts
from shared.rounds.decision import Events, Facts, decide
from shared.rounds.errors import Conflict, Invalid, NotFound, RuleBroken
from shared.rounds.item import ItemState, Status
from shared.rounds.preparation import decisions as _preparation_decisions  # noqa: F401 - registers
from shared.rounds.preparation import meetings as _meetings  # noqa: F401 - registers
from shared.rounds.preparation import state as _preparation_state  # noqa: F401 - registers
from shared.rounds.preparation.commands import (
    AppointAdministrator,
    AppointCommittee,
    AssignCoordinator,
    AssignItem,
    CountStaff,
    HoldMeeting,
    IssueOrder,
    ListOfficers,
    OpenRound,
    SetCalendar,
    SetQuota,
    TakeMeasure,
)
from shared.rounds.round import RoundState, fold_round
from shared.rounds.surveys import decisions as _survey_decisions  # noqa: F401 - registers
from shared.rounds.surveys import state as _survey_state  # noqa: F401 - registers
from shared.rounds.surveys.commands import (
    IssueTokens,
    RecordResponse,
    ReportProgress,
    RequireTokens,
    WithdrawTokens,
)
from shared.rounds.surveys.window import Window, WindowState, survey_window
from shared.rounds.units import decisions as _unit_decisions  # noqa: F401 - registers
from shared.rounds.units.commands import ChangeWebsite, RegisterUnit
from shared.rounds.units.state import UnitState, fold_unit
from shared.rounds.watch import decisions as _watch_decisions  # noqa: F401 - registers
from shared.rounds.watch.commands import ExcludeAnswers, FlagAnswers, ReinstateAnswers
from shared.rounds.watch.state import WatchState, fold_watch
from shared.rounds.work import decisions as _work_decisions  # noqa: F401 - registers
from shared.rounds.work import evidence as _evidence  # noqa: F401 - registers
from shared.rounds.work import state as _work_state  # noqa: F401 - registers
from shared.rounds.work.commands import (
    AddEvidence,
    ApproveItem,
    CertifyRound,
    DecideAppeal,
    LodgeAppeal,
    ReturnItem,
    ScoreItem,
    SubmitItem,
)

__all__ = [
    "AddContacts",
    "AddEvidence",
    "AppointAdministrator",
    "AppointCommittee",
    "ApproveItem",
    "AssignCoordinator",
    "AssignItem",
    "AuditsState",
    "CertifyRound",
    "ChangeWebsite",
    "Command",
    "CompleteAudit",
    "Conflict",
    "ContactsState",
    "CorrectContact",
    "CountStaff",
    "DecideAppeal",
    "Events",
    "ExcludeAnswers",
    "ExportInvitations",
    "Facts",
    "FailAudit",
    "Finding",
    "FlagAnswers",
    "HoldMeeting",
    "Invalid",
    "IssueOrder",
    "IssueTokens",
    "ItemState",
    "JudgeLink",
    "Judgement",
    "ListOfficers",
    "LodgeAppeal",
    "NewContact",
    "NotFound",
    "OpenRound",
    "RecordResponse",
    "RegisterUnit",
    "ReinstateAnswers",
    "RemoveSnapshots",
    "ReportProgress",
    "RequestAudit",
    "RequireTokens",
    "ReturnItem",
    "RoundState",
    "RuleBroken",
    "ScoreItem",
    "SetCalendar",
    "SetQuota",
    "Status",
    "SubmitItem",
    "TakeMeasure",
    "UnitState",
    "WatchState",
    "Window",
    "WindowState",
    "WithdrawContact",
    "WithdrawTokens",
    "decide",
    "fold_audits",
    "fold_contacts",
    "fold_round",
    "fold_unit",
    "fold_watch",
    "survey_window",
]
