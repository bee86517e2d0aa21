"""Every rule is broken once: the command is refused under the rule's own code, in both languages."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from shared.events.base import Text
from shared.events.preparation import Attendance, CalendarStep, CommitteeMember, Officer
from shared.rounds import (
    AddContacts,
    AddEvidence,
    AppointAdministrator,
    AppointCommittee,
    ApproveItem,
    AssignCoordinator,
    AssignItem,
    CertifyRound,
    ChangeWebsite,
    Command,
    CompleteAudit,
    Conflict,
    CorrectContact,
    CountStaff,
    DecideAppeal,
    ExcludeAnswers,
    ExportInvitations,
    FailAudit,
    Finding,
    FlagAnswers,
    HoldMeeting,
    Invalid,
    IssueOrder,
    IssueTokens,
    JudgeLink,
    ListOfficers,
    LodgeAppeal,
    NewContact,
    NotFound,
    OpenRound,
    RecordResponse,
    RegisterUnit,
    ReinstateAnswers,
    RemoveSnapshots,
    ReportProgress,
    RequestAudit,
    RequireTokens,
    ReturnItem,
    RuleBroken,
    ScoreItem,
    SetCalendar,
    SetQuota,
    SubmitItem,
    TakeMeasure,
    WithdrawContact,
    WithdrawTokens,
)
from shared.rounds.invalid import DateInFuture

RUBRIC = "2567-provincial-immigration"
NOW = datetime(2024, 1, 10, 3, 0, tzinfo=UTC)
IIT = {f"i{number}": "most" for number in range(1, 16)}
WHO = ("วลัยพร จงรักษ์",)
NAMES = {"name_th": "ตม.จว.มุกดาหาร", "name_en": "Mukdahan Immigration"}


def contact(person: str) -> NewContact:
    """Somebody under a person's key; the decisions never see a name."""
    return NewContact(person=person, group="labour_leader", name="sealed", phone="sealed")


LINK = {"item": "O1", "url": "https://mukdahan.immigration.go.th/o1"}
FILE = {"item": "O1", "sha256": "ab" * 32, "media_type": "application/pdf", "size": 1}
MEETING = {"title": "ประชุม", "started_at": NOW}
AUDIT = {
    "audit_id": "TH-49-2567-1",
    "site": "https://mukdahan.immigration.go.th",
    "rubric": RUBRIC,
    "outcome": "complete",
    "started_at": NOW,
    "finished_at": NOW,
    "pages": 1,
    "requests": 1,
    "bytes": 1,
    "report": "ab" * 32,
    "findings": (),
}
FINDING = Finding(item="O99", verdict="present", confidence="1")
JUDGED = {**LINK, "decision": "confirmed"}
STEP = CalendarStep(
    id="iit", phase="ประเมิน", title=Text(th="ก", en="a"), starts=date(2024, 1, 2), ends=date(2024, 1, 1)
)

Act = tuple[type[Command], dict[str, Any]]
REQUEST: Act = (RequestAudit, {})
SUBMITTED: list[Act] = [(AddEvidence, LINK), (SubmitItem, {"item": "O1"})]
SCORED: list[Act] = [(ScoreItem, {"item": "O1", "met": False})]
APPEALED: list[Act] = [*SCORED, (LodgeAppeal, {"item": "O1", "explanation": "x"})]

NUMBERED: Act = (HoldMeeting, {**MEETING, "number": "1/2567"})
MET: Act = (ScoreItem, {"item": "O1", "met": True})
APPEAL: Act = (LodgeAppeal, {"item": "O1", "explanation": "x"})

ANSWERED: Act = (RecordResponse, {"instrument": "IIT", "answers": IIT})
FLAG: Act = (FlagAnswers, {"instrument": "IIT", "reason": "copies", "versions": (1,), "seen": 1, "expected": "0.1"})
FLAGGED: list[Act] = [ANSWERED, FLAG]
EXCLUDE: Act = (ExcludeAnswers, {"flag": "F1", "reason": "x"})
REQUIRED: Act = (RequireTokens, {"instrument": "IIT", "required": True})

#: Code of the rule, what is done before, and the command that breaks it.
BROKEN: list[tuple[str, list[Act], Act]] = [
    ("link-judged-already", [(JudgeLink, JUDGED)], (JudgeLink, JUDGED)),
    ("link-not-judged", [], (JudgeLink, {**JUDGED, "decision": "reopened"})),
    ("bad-unit-code", [], (RegisterUnit, {"unit": "TH/49", **NAMES})),
    ("unit-registered-already", [], (RegisterUnit, NAMES)),
    ("unknown-division", [], (RegisterUnit, {"division": 7, **NAMES})),
    ("text-missing", [], (IssueOrder, {"number": " ", "dated": date(2023, 12, 28), "title": "x"})),
    ("bad-link", [], (ChangeWebsite, {"website_url": "http://.itap.nacc.go.th/"})),
    ("bad-link", [], (AddEvidence, {"item": "O1", "url": "file:///etc/passwd"})),
    ("website-unchanged", [], (ChangeWebsite, {"website_url": "https://mukdahan.immigration.go.th"})),
    ("round-opened-already", [], (OpenRound, {"rubric": RUBRIC})),
    ("unknown-item", [], (AssignItem, {"item": "O25", "officers": WHO})),
    ("unknown-item", [], (ScoreItem, {"item": "O0", "met": True})),
    ("unknown-item", [], (RequestAudit, {"items": ("O1", "o2")})),
    ("unknown-item", [REQUEST], (CompleteAudit, {**AUDIT, "findings": (FINDING,)})),
    ("person-not-in-unit", [], (AssignItem, {"item": "O1", "officers": ("สมชาย ใจดี",)})),
    ("person-not-in-unit", [], (AssignItem, {"item": "O1", "officers": WHO, "supervisors": ("สมชาย ใจดี",)})),
    ("person-not-in-unit", [], (AppointAdministrator, {"officer": "สมชาย ใจดี"})),
    ("person-name-unclear", [], (AssignItem, {"item": "O1", "officers": ("เกษขญา ก้อนมณี",)})),
    ("person-name-unclear", [], (HoldMeeting, {**MEETING, "chair": "เกษขญา ก้อนมณี"})),
    ("spelling-taken", [], (ListOfficers, {"officers": (Officer(name="สมชาย ใจดี", spellings=WHO),)})),
    ("text-missing", [], (ListOfficers, {"officers": ()})),
    ("text-missing", [], (ListOfficers, {"officers": (Officer(name="พ.ต.อ."),)})),
    ("text-missing", [], (AssignItem, {"item": "O1", "officers": ()})),
    ("text-missing", [], (TakeMeasure, {"id": "m", "area": "a", "title": "t", "results": ()})),
    ("date-outside-round", [], (AssignItem, {"item": "O1", "officers": WHO, "due": date(2024, 10, 1)})),
    ("bad-number", [], (CountStaff, {"eligible": -1})),
    ("bad-number", [], (SetQuota, {"instrument": "EIT1", "minimum": 0})),
    ("bad-number", [], (SetQuota, {"instrument": "EIT1", "minimum": 5, "by_work_line": {"other": 0}})),
    ("bad-number", [], (ReportProgress, {"instrument": "IIT", "reported_on": date(2024, 1, 9), "total": -1})),
    ("bad-number", [REQUEST], (CompleteAudit, {**AUDIT, "pages": -1})),
    ("parts-exceed-whole", [], (SetQuota, {"instrument": "EIT1", "minimum": 5, "by_work_line": {"other": 6}})),
    (
        "parts-exceed-whole",
        [],
        (
            ReportProgress,
            {"instrument": "EIT1", "reported_on": date(2024, 1, 9), "total": 1, "by_occupation": {"เกษียณ": 2}},
        ),
    ),
    ("target-below-minimum", [], (SetQuota, {"instrument": "EIT1", "minimum": 500, "target": 499})),
    ("quota-above-staff", [(CountStaff, {"eligible": 47})], (SetQuota, {"instrument": "IIT", "minimum": 48})),
    ("unknown-work-line", [], (SetQuota, {"instrument": "EIT1", "minimum": 5, "by_work_line": {"งานครัว": 1}})),
    ("unknown-work-line", [], (RecordResponse, {"instrument": "IIT", "answers": IIT, "work_line": "งานครัว"})),
    ("unknown-occupation", [], (RecordResponse, {"instrument": "IIT", "answers": IIT, "occupation": "นักบิน"})),
    ("unknown-group", [], (AssignCoordinator, {"group": "press", "work_line": "administration"})),
    ("unknown-question", [], (RecordResponse, {"instrument": "IIT", "answers": {**IIT, "i99": "most"}})),
    ("question-of-another-instrument", [], (RecordResponse, {"instrument": "EIT1", "answers": IIT})),
    ("unknown-option", [], (RecordResponse, {"instrument": "IIT", "answers": {**IIT, "i1": "5"}})),
    ("answers-missing", [], (RecordResponse, {"instrument": "IIT", "answers": {}})),
    ("token-missing", [REQUIRED], ANSWERED),
    ("tokens-required-already", [REQUIRED], REQUIRED),
    ("tokens-required-already", [], (RequireTokens, {"instrument": "IIT", "required": False})),
    ("bad-number", [], (IssueTokens, {"instrument": "IIT", "count": 4})),
    ("too-many-tokens", [], (IssueTokens, {"instrument": "IIT", "count": 5_001})),
    ("no-token-left", [], (WithdrawTokens, {"instrument": "IIT", "count": 0})),
    ("flagged-already", FLAGGED, FLAG),
    ("unknown-flag", FLAGGED, (ExcludeAnswers, {"flag": "F2", "reason": "x"})),
    ("unknown-flag", [], (ReinstateAnswers, {"flag": "F1", "reason": "x"})),
    ("reason-missing", FLAGGED, (ExcludeAnswers, {"flag": "F1", "reason": " "})),
    ("excluded-already", [*FLAGGED, EXCLUDE], EXCLUDE),
    ("not-excluded", FLAGGED, (ReinstateAnswers, {"flag": "F1", "reason": "x"})),
    ("date-in-future", [], (RecordResponse, {"instrument": "IIT", "answers": IIT, "day": date(2024, 1, 11)})),
    ("ends-before-start", [], (SetCalendar, {"title": "x", "steps": (STEP,)})),
    ("ends-before-start", [], (HoldMeeting, {**MEETING, "ended_at": NOW - timedelta(seconds=1)})),
    ("ends-before-start", [REQUEST], (CompleteAudit, {**AUDIT, "finished_at": NOW - timedelta(seconds=1)})),
    ("time-zone-missing", [], (HoldMeeting, {**MEETING, "started_at": NOW.replace(tzinfo=None)})),
    ("repeated", [], (HoldMeeting, {**MEETING, "attendance": (Attendance(name="ก"), Attendance(name="ก"))})),
    ("repeated", [], (AppointCommittee, {"members": (CommitteeMember(name=WHO[0], role="ก"),) * 2})),
    (
        "meeting-recorded-already",
        [(HoldMeeting, {**MEETING, "number": "1"})],
        (HoldMeeting, {**MEETING, "number": "1"}),
    ),
    ("evidence-kind-unclear", [], (AddEvidence, {"item": "O1"})),
    ("evidence-kind-unclear", [], (AddEvidence, {**LINK, **FILE})),
    ("bad-file", [], (AddEvidence, {**FILE, "size": None})),
    ("evidence-added-already", [(AddEvidence, LINK)], (AddEvidence, LINK)),
    ("evidence-missing", [], (SubmitItem, {"item": "O1"})),
    ("unknown-evidence", [(AddEvidence, LINK)], (SubmitItem, {"item": "O1", "evidence": ("O1-2",)})),
    ("submitted-already", SUBMITTED, (SubmitItem, {"item": "O1"})),
    ("nothing-submitted", [], (ApproveItem, {"item": "O1"})),
    ("nothing-submitted", [], (ReturnItem, {"item": "O1", "reason": "x"})),
    ("reason-missing", SUBMITTED, (ReturnItem, {"item": "O1", "reason": " \n"})),
    ("reason-missing", SCORED, (LodgeAppeal, {"item": "O1", "explanation": ""})),
    ("reason-missing", APPEALED, (DecideAppeal, {"item": "O1", "met": True, "reason": ""})),
    ("no-appeal", SCORED, (DecideAppeal, {"item": "O1", "met": True, "reason": "x"})),
    ("not-scored", [], (LodgeAppeal, {"item": "O1", "explanation": "x"})),
    (
        "nothing-to-appeal",
        [(ScoreItem, {"item": "O1", "met": True})],
        (LodgeAppeal, {"item": "O1", "explanation": "x"}),
    ),
    ("appealed-already", APPEALED, (LodgeAppeal, {"item": "O1", "explanation": "x"})),
    ("score-under-appeal", APPEALED, (ScoreItem, {"item": "O1", "met": True})),
    ("round-certified-already", [(CertifyRound, {})], (CertifyRound, {})),
    ("audit-running", [REQUEST], REQUEST),
    ("unknown-group", [], (AddContacts, {"contacts": (NewContact(person="a", group="press", name="s", phone="s"),)})),
    ("no-channel", [], (AddContacts, {"contacts": (NewContact(person="a", group="labour_leader", name="s"),)})),
    ("too-many-contacts", [], (AddContacts, {"contacts": tuple(contact(str(number)) for number in range(501))})),
    ("repeated", [(AddContacts, {"contacts": (contact("a"),)})], (AddContacts, {"contacts": (contact("a"),)})),
    ("text-missing", [], (ExportInvitations, {"form": "csv"})),
    ("unknown-contact", [], (WithdrawContact, {"person": "a", "reason": "mistake"})),
    (
        "unknown-contact",
        [
            (AddContacts, {"contacts": (contact("a"),)}),
            (WithdrawContact, {"person": "a", "reason": "mistake"}),
        ],
        (CorrectContact, {"person": "a", "group": "labour_leader", "name": "s", "phone": "s"}),
    ),
    ("unknown-audit", [], (CompleteAudit, AUDIT)),
    ("unknown-audit", [], (FailAudit, {"audit_id": "TH-49-2567-1", "reason": "x"})),
    ("audit-finished", [REQUEST, (CompleteAudit, AUDIT)], (CompleteAudit, AUDIT)),
    (
        "snapshots-needed",
        [REQUEST, (CompleteAudit, AUDIT)],
        (RemoveSnapshots, {"audit_id": "TH-49-2567-1", "bodies": ("ab" * 32,), "bytes": 1, "days": 90}),
    ),
    ("audit-finished", [REQUEST, (CompleteAudit, AUDIT)], (FailAudit, {"audit_id": "TH-49-2567-1", "reason": "x"})),
]

#: Rules that need another unit, rubric or time than the bench has; broken by tests of their own, here or elsewhere.
BROKEN_ELSEWHERE = {
    "unknown-unit",
    "unknown-round",
    "unknown-rubric",
    "rubric-of-another-year",
    "rubric-of-another-group",
    "website-missing",
    "round-certified",
    "audit-too-soon",
    "audit-overtaken",
    "list-withdrawn",
}

#: A valid command of every kind of work that certification closes.
WORK: list[Act] = [
    (ListOfficers, {"officers": (Officer(name="สมชาย ใจดี"),)}),
    (CountStaff, {"eligible": 48}),
    (IssueOrder, {"number": "1", "dated": date(2024, 1, 1), "title": "x"}),
    (AppointCommittee, {"members": (CommitteeMember(name=WHO[0], role="ก"),)}),
    (AppointAdministrator, {"officer": WHO[0]}),
    (SetCalendar, {"title": "x", "steps": (STEP,)}),
    (SetQuota, {"instrument": "EIT1", "minimum": 500}),
    (AssignCoordinator, {"group": "contract_party", "work_line": "other"}),
    (AssignItem, {"item": "O1", "officers": WHO}),
    (HoldMeeting, MEETING),
    (TakeMeasure, {"id": "m", "area": "a", "title": "t", "results": ("r",)}),
    (AddEvidence, LINK),
    (SubmitItem, {"item": "O1"}),
    (ApproveItem, {"item": "O1"}),
    (ReturnItem, {"item": "O1", "reason": "x"}),
    ANSWERED,
    REQUIRED,
    (IssueTokens, {"instrument": "IIT", "count": 5}),
    (WithdrawTokens, {"instrument": "IIT", "count": 1}),
    FLAG,
    EXCLUDE,
    (ReinstateAnswers, {"flag": "F1", "reason": "x"}),
    (ReportProgress, {"instrument": "IIT", "reported_on": date(2024, 1, 9), "total": 0}),
]


def rules(rule: type[RuleBroken] = RuleBroken) -> Iterator[type[RuleBroken]]:
    for subclass in rule.__subclasses__():
        if subclass not in {NotFound, Invalid, Conflict}:
            yield subclass
        yield from rules(subclass)


@pytest.mark.parametrize(("code", "before", "act"), BROKEN, ids=[code for code, _, _ in BROKEN])
def test_the_rule_refuses(bench: Any, code: str, before: list[Act], act: Act) -> None:
    for kind, fields in before:
        bench.do(kind, **fields)
    kind, fields = act
    refusal = bench.refuse(kind, **fields)
    assert refusal.code == code
    assert refusal.title.th != refusal.title.en
    assert "{" not in refusal.title.th + refusal.title.en


def test_no_rule_is_left_unbroken() -> None:
    assert {code for code, _, _ in BROKEN} | BROKEN_ELSEWHERE == {rule.code for rule in rules()}


def test_every_rule_has_a_code_of_its_own() -> None:
    codes = [rule.code for rule in rules()]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(("kind", "fields"), WORK, ids=[kind.__name__ for kind, _ in WORK])
def test_a_certified_round_refuses_all_work(bench: Any, kind: type[Command], fields: dict[str, Any]) -> None:
    for before, given in SUBMITTED:
        bench.do(before, **given)
    bench.do(CertifyRound)
    assert bench.refuse(kind, **fields).code == "round-certified"


@pytest.mark.parametrize(("kind", "fields"), [*WORK, *SCORED, REQUEST, (CompleteAudit, AUDIT), (CertifyRound, {})])
def test_nothing_is_recorded_in_a_round_that_was_never_opened(
    bench: Any, kind: type[Command], fields: dict[str, Any]
) -> None:
    bench.round = type(bench.round)()
    assert bench.refuse(kind, **fields).code == "unknown-round"
    bench.unit = type(bench.unit)()
    assert bench.refuse(kind, **fields).code == "unknown-unit"


def test_a_round_goes_by_a_rubric_of_its_year_and_group(blank: Any) -> None:
    blank.do(RegisterUnit, **NAMES, agency_group="police-station")
    assert blank.refuse(OpenRound, rubric=RUBRIC, fiscal_year=2568).details["allowed"] == 2567
    assert blank.refuse(OpenRound, rubric=RUBRIC, fiscal_year=2568).code == "rubric-of-another-year"
    assert blank.refuse(OpenRound, rubric=RUBRIC).code == "rubric-of-another-group"
    blank.rubric = None
    assert blank.refuse(OpenRound, rubric="2599-unheard-of").code == "unknown-rubric"


def test_only_a_registered_unit_changes_its_website_or_opens_a_round(blank: Any) -> None:
    assert blank.refuse(ChangeWebsite, website_url="https://mukdahan.immigration.go.th").code == "unknown-unit"
    assert blank.refuse(OpenRound, rubric=RUBRIC).code == "unknown-unit"


def test_only_a_unit_with_a_website_is_audited(blank: Any) -> None:
    blank.do(RegisterUnit, **NAMES)
    blank.do(OpenRound, rubric=RUBRIC)
    assert blank.refuse(RequestAudit).code == "website-missing"


@pytest.mark.parametrize(
    ("given", "thai", "english"),
    [
        ("2024-01-11", "11 มกราคม 2567", "2024-01-11"),
        ("2024-01-10T18:30:00+00:00", "11 มกราคม 2567 01:30 น.", "2024-01-10T18:30:00+00:00"),
        ("2024-02-31", "2024-02-31", "2024-02-31"),
        ("O1 2024-01-11", "O1 2024-01-11", "O1 2024-01-11"),
        (7, "7", "7"),
    ],
)
def test_days_are_buddhist_in_thai_and_plain_for_machines(given: object, thai: str, english: str) -> None:
    refusal = DateInFuture(given=given, field="day")
    assert f"วันที่ {thai} " in refusal.title.th
    assert f" {english} " in refusal.title.en
    assert refusal.details["given"] == given
