"""The packaged case says what the unit's report of 2567 says."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from shared.cases import Case
from shared.cases.commands import command_of

HEAD, SECRETARY, ADMINISTRATOR = "พิทักษ์พงษ์ เจริญกุล", "สุปราณี เรือนใสแก้ว", "ธนิษฐา คณานันท์"
LAST_OF = {"มกราคม": date(2024, 1, 31), "กุมภาพันธ์": date(2024, 2, 29), "มีนาคม": date(2024, 3, 31)}


def stated(case: Case, fact_id: str) -> Any:
    return command_of(case, next(fact for fact in case.facts if fact.id == fact_id))


def all_stated(case: Case, command: str) -> list[Any]:
    return [command_of(case, fact) for fact in case.facts if fact.command == command]


def test_unit_belongs_to_division_4_as_the_order_states(case: Case) -> None:
    unit = stated(case, "registration")
    assert (unit.unit, unit.name_th, unit.division, unit.division_inferred) == ("TH-49", "ตม.จว.มุกดาหาร", 4, False)
    assert stated(case, "website").website_url == "https://mukdahan.immigration.go.th"


def test_order_is_of_28_december_2566(case: Case) -> None:
    order = stated(case, "order")
    assert (order.number, order.dated, order.signed_by) == ("222/2566", date(2023, 12, 28), HEAD)
    assert len(order.purposes) == 3


def test_committee_has_seven_members_in_the_order_of_the_order(case: Case) -> None:
    committee = stated(case, "committee")
    given_names = [member.name.split()[0] for member in committee.members]
    assert given_names == ["พิทักษ์พงษ์", "ธนศิลป์", "ภูการ", "ณิชกร", "พิชิต", "จุฑามาศ", "สุปราณี"]
    assert [member.role for member in committee.members] == [
        "หัวหน้าคณะกรรมการ",
        *["คณะกรรมการ"] * 3,
        *["คณะทำงาน"] * 2,
        "คณะทำงานและเลขานุการ",
    ]
    assert len(committee.duties) == 4


def test_roster_has_eighteen_officers_with_their_lines_of_work(case: Case) -> None:
    lines: dict[str | None, list[str]] = {}
    for officer in case.officers:
        lines.setdefault(officer.work_line, []).append(officer.name.split()[0])
    assert len(case.officers) == 18
    assert lines["administration"] == ["ตรีชฎา", "วลัยพร"]
    assert lines["investigation"] == ["ดวงหทัย", "จาร์วัตร", "ชนกฤต"]
    assert lines["foreigners"] == ["แววตา", "วริษฐา"]
    assert lines["inspection"] == ["สุขเสิน", "จินตนา"]


def test_calendar_has_ten_rows_with_their_dates(case: Case) -> None:
    steps = stated(case, "calendar").steps
    assert [(step.starts, step.ends) for step in steps] == [
        (date(2023, 10, 1), date(2023, 12, 31)),
        (date(2024, 1, 1), date(2024, 1, 31)),
        (date(2024, 1, 1), date(2024, 1, 31)),
        (date(2024, 1, 1), date(2024, 7, 1)),
        (date(2024, 1, 1), date(2024, 7, 1)),
        (date(2024, 1, 1), date(2024, 4, 30)),
        (date(2024, 5, 1), date(2024, 6, 15)),
        (date(2024, 6, 17), date(2024, 6, 26)),
        (date(2024, 7, 16), date(2024, 7, 31)),
        (date(2024, 8, 1), date(2024, 8, 31)),
    ]
    assert steps[1].responsible == (ADMINISTRATOR,)
    assert len(steps[2].responsible) == 4
    assert len(steps[4].responsible) == 9
    assert [step.id for step in steps if step.supervisors == (SECRETARY,)] == [f"assessment-{row}" for row in (3, 4, 5)]


def test_all_24_items_are_assigned_once_in_order(case: Case) -> None:
    assert [each.item for each in all_stated(case, "AssignItem")] == [f"O{number}" for number in range(1, 25)]


@pytest.mark.parametrize(
    ("month", "numbers"),
    [
        ("กุมภาพันธ์", {1}),
        ("มกราคม", {2, 3, 4, 9, 15, 16, 17, 19, 23}),
        ("มีนาคม", {6, 7, 8, 10, 11, 12, 13, 14, 18, 20, 21, 22, 24}),
    ],
)
def test_deadlines_of_calendar_2(case: Case, month: str, numbers: set[int]) -> None:
    due = {int(each.item[1:]) for each in all_stated(case, "AssignItem") if each.due == LAST_OF[month]}
    assert due == numbers


def test_o5_has_no_deadline(case: Case) -> None:
    assert [each.item for each in all_stated(case, "AssignItem") if each.due is None] == ["O5"]


def test_supervisors_of_calendar_2(case: Case) -> None:
    supervisors = {each.item: each.supervisors for each in all_stated(case, "AssignItem")}
    assert supervisors.pop("O10") == ("พิชิต มัครมย์",)
    assert supervisors.pop("O6") == (SECRETARY, "จุฑามาศ ชัยทรัพย์", "พิชิต มัครมย์")
    assert set(supervisors.values()) == {(SECRETARY,)}


def test_officers_of_calendar_2(case: Case) -> None:
    officers = {each.item: [name.split()[0] for name in each.officers] for each in all_stated(case, "AssignItem")}
    assert officers["O6"] == ["วลัยพร", "ตรีชฎา", "แววตา", "วริษฐา", "ดวงหทัย", "จินตนา", "สุขเสิน"]
    assert officers["O23"] == officers["O24"] == ["แววตา", "วริษฐา", "ธนิษฐา", "ตรีชฎา"]
    alone = {item: names[0] for item, names in officers.items() if len(names) == 1}
    by_officer = {name: {int(item[1:]) for item, each in alone.items() if each == name} for name in alone.values()}
    assert by_officer == {
        "ธนิษฐา": {2, 3, 4, 5, 7, 17, 18, 19, 20},
        "วลัยพร": {1, 15, 16, 21},
        "แววตา": {8},
        "วริษฐา": {9},
        "ดวงหทัย": {10},
        "เกศชญา": {11, 12},
        "ตรีชฎา": {13, 14, 22},
    }


def test_quotas_and_their_sum(case: Case) -> None:
    quotas = {each.instrument: each for each in all_stated(case, "SetQuota")}
    assert {name: (each.minimum, each.target) for name, each in quotas.items()} == {
        "IIT": (48, 48),
        "EIT1": (500, 550),
        "EIT2": (5, 5),
    }
    assert quotas["EIT1"].by_work_line == {
        "administration": 10,
        "investigation": 40,
        "foreigners": 100,
        "inspection": 350,
    }


def test_five_groups_have_a_coordinating_line_of_work(case: Case) -> None:
    coordinators = [(each.work_line, each.officers[0].split()[0]) for each in all_stated(case, "AssignCoordinator")]
    assert coordinators == [
        ("foreigners", "แววตา"),
        ("investigation", "ดวงหทัย"),
        ("foreigners", "แววตา"),
        ("inspection", "จินตนา"),
        ("administration", "ตรีชฎา"),
    ]


def test_administrator(case: Case) -> None:
    assert stated(case, "administrator").officer == ADMINISTRATOR


def test_five_meetings_in_order_of_time(case: Case) -> None:
    meetings = all_stated(case, "HoldMeeting")
    assert [(each.number, each.started_at.astimezone(UTC)) for each in meetings] == [
        (None, datetime(2023, 12, 27, 17, tzinfo=UTC)),
        ("1/2567", datetime(2024, 1, 5, 3, tzinfo=UTC)),
        (None, datetime(2024, 1, 9, 17, tzinfo=UTC)),
        ("2/2567", datetime(2024, 2, 5, 7, tzinfo=UTC)),
        ("3/2567", datetime(2024, 3, 15, 7, tzinfo=UTC)),
    ]
    assert [each.chair for each in meetings] == [HEAD, HEAD, SECRETARY, HEAD, HEAD]
    assert all("ไม่ระบุเวลา" in each.title for each in meetings if each.number is None)


@pytest.mark.parametrize(
    ("fact_id", "ended", "present", "absent"),
    [
        ("meeting-1-2567", 12, 15, {"วริษฐา วงษ์วานิช": "ปฏิบัติหน้าที่งานบริการคนต่างด้าว"}),
        (
            "meeting-2-2567",
            15,
            14,
            {"ณิชกร สงวนพรหม": "ไปราชการ", "แววตา อินทร์จันทร์": "ปฏิบัติหน้าที่งานบริการคนต่างด้าว"},
        ),
    ],
)
def test_attendance_with_reasons_of_absence(
    case: Case, fact_id: str, ended: int, present: int, absent: dict[str, str]
) -> None:
    meeting = stated(case, fact_id)
    assert meeting.ended_at.hour == ended
    assert sum(each.present for each in meeting.attendance) == present
    assert {each.name: each.reason for each in meeting.attendance if not each.present} == absent
    assert (meeting.minutes_by, meeting.checked_by) == (ADMINISTRATOR, SECRETARY)


@pytest.mark.parametrize(
    ("fact_id", "resolved", "directives"), [("meeting-1-2567", [1, 3, 5], 2), ("meeting-2-2567", [1, 2, 5], 3)]
)
def test_agenda_resolutions_and_directives(case: Case, fact_id: str, resolved: list[int], directives: int) -> None:
    meeting = stated(case, fact_id)
    assert [point.number for point in meeting.agenda] == [1, 2, 3, 4, 5]
    assert [point.number for point in meeting.agenda if point.resolution == "รับทราบ"] == resolved
    assert len(meeting.directives) == directives


def test_second_meeting_discussed_the_issues_of_all_ten_indicators(case: Case) -> None:
    discussed = stated(case, "meeting-2-2567").agenda[2].discussion[1:]
    assert [point.split(".")[0] for point in discussed] == ["๑", "๒", "๓", "๔", "๕", "๖", "๗", "๘", "๙", "๑๐"]


def test_reported_progress_is_233_both_ways(case: Case) -> None:
    progress = stated(case, "progress-2567-02-05")
    assert (progress.total, progress.reported_on) == (233, date(2024, 2, 5))
    assert list(progress.by_work_line.values()) == [7, 45, 54, 124, 3]
    assert list(progress.by_occupation.values()) == [11, 6, 30, 12, 119, 13, 42]


def test_six_measures_of_the_service_point_and_one_of_publishing(case: Case) -> None:
    measures = all_stated(case, "TakeMeasure")
    assert [each.area for each in measures] == [*["One Stop Service"] * 6, "OIT"]
    assert [len(each.results) for each in measures] == [4, 1, 1, 1, 2, 8, 2]
