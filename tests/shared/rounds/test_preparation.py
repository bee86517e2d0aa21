"""Preparing a round, with the facts of Mukdahan's report."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from shared.events.base import Text
from shared.events.preparation import (
    AgendaItem,
    Attendance,
    CalendarStep,
    CommitteeMember,
    ItemAssigned,
    Officer,
    QuotaSet,
)
from shared.rounds import (
    AppointAdministrator,
    AppointCommittee,
    AssignCoordinator,
    AssignItem,
    CountStaff,
    HoldMeeting,
    IssueOrder,
    ListOfficers,
    SetCalendar,
    SetQuota,
    TakeMeasure,
)

STARTED = datetime(2024, 2, 5, 7, 0, tzinfo=UTC)


def test_o1_goes_to_walaiporn_supervised_by_the_secretary(bench: Any) -> None:
    (event,) = bench.do(
        AssignItem,
        item="O1",
        officers=("ร.ต.อ.หญิง วลัยพร จงรักษ์",),
        supervisors=("พ.ต.ท.หญิง สุปราณี เรือนใสแก้ว",),
        due=date(2024, 2, 29),
    )
    assert event == ItemAssigned(
        item="O1", officers=("วลัยพร จงรักษ์",), supervisors=("สุปราณี เรือนใสแก้ว",), due=date(2024, 2, 29)
    )
    item = bench.round.items["O1"]
    assert (item.officers, item.due, item.status) == (("วลัยพร จงรักษ์",), date(2024, 2, 29), "assigned")
    assert bench.round.item("O2").status == "open"


def test_assigning_again_replaces(bench: Any) -> None:
    bench.do(AssignItem, item="O8", officers=("วลัยพร จงรักษ์",), due=date(2024, 1, 31))
    bench.do(AssignItem, item="O8", officers=("แหวตา อินทร์จันทร์",))
    assert bench.round.item("O8").officers == ("แววตา อินทร์จันทร์",)
    assert bench.round.item("O8").due is None


def test_a_similar_supervisor_is_never_matched_silently(bench: Any) -> None:
    refusal = bench.refuse(AssignItem, item="O1", officers=("วลัยพร จงรักษ์",), supervisors=("สุปราณี เรือนไสแก้ว",))
    assert refusal.code == "person-name-unclear"
    assert refusal.details["field"] == "supervisors"
    bench.do(ListOfficers, officers=(Officer(name="สุปราณี เรือนใสแก้ว", spellings=("สุปราณี เรือนไสแก้ว",)),))
    (event,) = bench.do(AssignItem, item="O1", officers=("วลัยพร จงรักษ์",), supervisors=("สุปราณี เรือนไสแก้ว",))
    assert event.supervisors == ("สุปราณี เรือนใสแก้ว",)
    assert bench.round.officers["สุปราณี เรือนใสแก้ว"].rank == "พ.ต.ท.หญิง"


@pytest.mark.parametrize("due", [date(2023, 9, 30), date(2024, 10, 1), date(2567, 2, 28)])
def test_due_dates_lie_in_the_fiscal_year(bench: Any, due: date) -> None:
    refusal = bench.refuse(AssignItem, item="O1", officers=("วลัยพร จงรักษ์",), due=due)
    assert refusal.code == "date-outside-round"
    assert refusal.details["last"] == "2024-09-30"


@pytest.mark.parametrize("due", [date(2023, 10, 1), date(2024, 9, 30)])
def test_its_first_and_last_day_belong_to_it(bench: Any, due: date) -> None:
    bench.do(AssignItem, item="O1", officers=("วลัยพร จงรักษ์",), due=due)


def test_listed_officers_get_bare_names_and_the_id_of_their_work_line(bench: Any) -> None:
    (event,) = bench.do(ListOfficers, officers=(Officer(name="ร.ต.อ.หญิง จินตนา  นามบุญลือ", work_line="ธุรการ"),))
    assert event.officers == (Officer(name="จินตนา นามบุญลือ", work_line="administration"),)


def test_telling_more_of_an_officer_keeps_the_canonical_name(bench: Any) -> None:
    bench.do(ListOfficers, officers=(Officer(name="แหวตา อินทร์จันทร์", position="รอง สว."),))
    officer = bench.round.officers["แววตา อินทร์จันทร์"]
    assert (officer.rank, officer.position, len(officer.spellings)) == ("ร.ต.อ.หญิง", "รอง สว.", 3)


def test_a_new_name_like_a_known_one_must_be_declared_distinct(bench: Any) -> None:
    twin = (Officer(name="เกษขญา ก้อนมณี"),)
    assert bench.refuse(ListOfficers, officers=twin).code == "person-name-unclear"
    bench.do(ListOfficers, officers=twin, distinct=True)
    bench.do(AssignItem, item="O1", officers=("เกษขญา ก้อนมณี",))
    assert bench.round.item("O1").officers == ("เกษขญา ก้อนมณี",)


def test_a_spelling_belongs_to_one_person(bench: Any) -> None:
    claim = (Officer(name="สมชาย ใจดี", spellings=("แวตตา อินทร์จันทร์",)),)
    refusal = bench.refuse(ListOfficers, officers=claim)
    assert (refusal.code, refusal.details["owner"]) == ("spelling-taken", "แววตา อินทร์จันทร์")


def test_the_same_officer_twice_in_one_list(bench: Any) -> None:
    twice = (Officer(name="สมชาย ใจดี"), Officer(name="ร.ต.อ. สมชาย ใจดี"))
    assert bench.refuse(ListOfficers, officers=twice).code == "repeated"


def test_committee_members_are_people_of_the_unit(bench: Any) -> None:
    members = (
        CommitteeMember(name="พันตำรวจเอก พิทักษ์พงษ์ เจริญกุล", role="หัวหน้าคณะทำงาน"),
        CommitteeMember(name="ว่าที่ พ.ต.ท. พิชิต มัธยมย์", role="คณะทำงาน"),
    )
    bench.do(AppointCommittee, members=members, duties=("กำกับ ดูแล ติดตาม",))
    assert [member.name for member in bench.round.committee.members] == ["พิทักษ์พงษ์ เจริญกุล", "พิชิต มัธยมย์"]
    bench.do(AppointAdministrator, officer="พ.ต.อ. พิทักษ์พงษ์ เจริญกุล")
    assert bench.round.administrator.officer == "พิทักษ์พงษ์ เจริญกุล"


def test_a_member_like_a_known_officer_is_refused(bench: Any) -> None:
    members = (CommitteeMember(name="พิชิต มัครมย์", role="คณะทำงาน"),)
    assert bench.refuse(AppointCommittee, members=members).code == "person-name-unclear"


def test_the_eit_quotas_of_mukdahan(bench: Any) -> None:
    (event,) = bench.do(
        SetQuota,
        instrument="EIT1",
        minimum=500,
        target=550,
        by_work_line={
            "งานอำนวยความสะดวก": 10,
            "งานสืบสวนปราบปราม": 40,
            "งานบริการคนต่างด้าว": 100,
            "งานตรวจบุคคลและพาหนะ": 350,
        },
    )
    lines = {"administration": 10, "investigation": 40, "foreigners": 100, "inspection": 350}
    assert event == QuotaSet(instrument="EIT1", minimum=500, target=550, by_work_line=lines)
    assert bench.round.quotas["EIT1"] == event


def test_two_names_of_one_work_line_are_not_two_lines(bench: Any) -> None:
    quota = {"instrument": "EIT1", "minimum": 500, "by_work_line": {"งานธุรการ": 10, "administration": 10}}
    assert bench.refuse(SetQuota, **quota).code == "repeated"


def test_work_lines_may_ask_for_the_target_but_not_for_more(bench: Any) -> None:
    bench.do(SetQuota, instrument="EIT1", minimum=500, target=550, by_work_line={"inspection": 550})
    more = {"instrument": "EIT1", "minimum": 500, "target": 550, "by_work_line": {"inspection": 551}}
    assert bench.refuse(SetQuota, **more).code == "parts-exceed-whole"


def test_staff_answers_are_wanted_from_no_more_than_the_staff(bench: Any) -> None:
    bench.do(CountStaff, eligible=48, as_of=date(2024, 1, 1))
    bench.do(SetQuota, instrument="IIT", minimum=48, target=48)
    refusal = bench.refuse(SetQuota, instrument="IIT", minimum=49)
    assert (refusal.code, refusal.details) == ("quota-above-staff", {"given": 49, "at_most": 48})
    bench.do(SetQuota, instrument="EIT2", minimum=49)


def test_a_group_of_contacts_gets_a_coordinating_work_line(bench: Any) -> None:
    bench.do(AssignCoordinator, group="contract_party", work_line="งานอำนวยการ", officers=("เกศชญา ก้อนมณี",))
    assert bench.round.coordinators["contract_party"].work_line == "administration"


def test_order_222_2566(bench: Any) -> None:
    bench.do(IssueOrder, number="222/2566", dated=date(2023, 12, 28), title="แต่งตั้งคณะทำงาน")
    assert bench.round.order.number == "222/2566"
    as_misprinted = {"number": "222/2566", "dated": date(2024, 12, 28), "title": "แต่งตั้งคณะทำงาน"}
    assert bench.refuse(IssueOrder, **as_misprinted).code == "date-outside-round"


def _step(**fields: Any) -> CalendarStep:
    given = {"starts": date(2024, 1, 1), "ends": date(2024, 7, 1), **fields}
    return CalendarStep(id="iit", phase="การประเมิน", title=Text(th="เก็บข้อมูล IIT", en="IIT"), **given)


def test_a_calendar_replaces_the_one_before(bench: Any) -> None:
    bench.do(SetCalendar, title="ปฏิทิน", steps=(_step(),))
    bench.do(SetCalendar, title="ปฏิทินกิจกรรม 1", steps=(_step(ends=date(2024, 6, 30)),))
    assert bench.round.calendar.title == "ปฏิทินกิจกรรม 1"
    assert bench.refuse(SetCalendar, title="x", steps=(_step(ends=date(2023, 12, 31)),)).code == "ends-before-start"


def test_the_second_meeting_and_who_was_there(bench: Any) -> None:
    (event,) = bench.do(
        HoldMeeting,
        number="2/2567",
        title="ประชุมคณะทำงาน",
        started_at=STARTED,
        ended_at=STARTED + timedelta(hours=1),
        chair="พ.ต.อ.พิทักษ์พงษ์ เจริญกุล",
        attendance=(
            Attendance(name="ร.ต.อ.หญิง แวตตา อินทร์จันทร์", present=False, reason="ปฏิบัติหน้าที่ บคด."),
            Attendance(name="นายสมชาย ใจดี", role="ผู้สังเกตการณ์"),
        ),
        agenda=(AgendaItem(number=1, title="เรื่องเพื่อทราบ", resolution="รับทราบ"),),
        minutes_by="ร.ต.อ.หญิง ธนิษฐา คณานันท์",
    )
    assert [each.name for each in event.attendance] == ["แววตา อินทร์จันทร์", "นายสมชาย ใจดี"]
    assert (event.chair, event.minutes_by) == ("พ.ต.อ.พิทักษ์พงษ์ เจริญกุล", "ธนิษฐา คณานันท์")
    assert bench.round.meetings == (event,)


def test_nobody_attends_twice_under_two_spellings(bench: Any) -> None:
    twice = (Attendance(name="แววตา อินทร์จันทร์"), Attendance(name="ร.ต.อ.หญิง แหวตา อินทร์จันทร์"))
    assert bench.refuse(HoldMeeting, title="ประชุม", started_at=STARTED, attendance=twice).code == "repeated"


def test_meetings_without_a_number_are_many(bench: Any) -> None:
    bench.do(HoldMeeting, title="ประชุมข้าราชการตำรวจ", started_at=STARTED)
    bench.do(HoldMeeting, title="ประชุมข้าราชการตำรวจ", started_at=STARTED + timedelta(days=1))
    assert len(bench.round.meetings) == 2


def test_a_measure_told_again_has_newer_results(bench: Any) -> None:
    bench.do(TakeMeasure, id="wifi", area="One Stop Service", title="สิ่งอำนวยความสะดวก", results=("FREE WIFI",))
    bench.do(TakeMeasure, id="wifi", area="One Stop Service", title="สิ่งอำนวยความสะดวก", results=("น้ำดื่ม",))
    assert bench.round.measures["wifi"].results == ("น้ำดื่ม",)
