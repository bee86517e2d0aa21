"""What changed between two audits, in words."""

from typing import Any

import msgspec
import pytest

from shared.archive import Change, ReportUnreadable, changes_between

PHONE = {"id": "phone", "title": {"th": "หมายเลขโทรศัพท์", "en": "Telephone number"}}
FILE = {
    "page": "https://unit.test/ita",
    "text": "แผนปฏิบัติราชการ",
    "url": "https://unit.test/plan.pdf",
    "sha256": "a" * 64,
    "reached": "document",
    "media_type": "application/pdf",
}


def item(name: str = "O4", verdict: str = "present", **fields: Any) -> dict[str, Any]:
    return {"item": name, "verdict": verdict, "links": [], "elements": [], "months": [], **fields}


def report(*items: dict[str, Any]) -> bytes:
    return msgspec.json.encode({"site": "https://unit.test/", "items": items})


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    return list(changes_between(report(before), report(after)))


def told(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(change.kind, change.text.th, change.text.en) for change in changes(before, after)]


def test_nothing_changed() -> None:
    same = item(links=[FILE], elements=[{**PHONE, "met": True}], months=["2566-10"])
    assert changes(same, same) == []


def test_a_verdict() -> None:
    [change] = changes(item(), item(verdict="wrong_format"))
    assert (change.item, change.before, change.after) == ("O4", "present", "wrong_format")
    assert change.text.th == "ผลตรวจเปลี่ยนจาก “พบครบถ้วน” เป็น “รูปแบบไฟล์ไม่ถูกต้อง”"
    assert change.text.en == "The verdict changed from “present” to “wrong format”"


@pytest.mark.parametrize(
    ("before", "after", "kind", "th", "en"),
    [
        (False, True, "element_met", "แสดงแล้ว: หมายเลขโทรศัพท์", "Now shown: Telephone number"),
        (True, False, "element_unmet", "ไม่แสดงแล้ว: หมายเลขโทรศัพท์", "No longer shown: Telephone number"),
        (
            True,
            None,
            "element_unclear",
            "ตรวจไม่ได้แล้วว่าแสดงหรือไม่: หมายเลขโทรศัพท์",
            "It can no longer be told whether it is shown: Telephone number",
        ),
    ],
)
def test_an_element(before: bool, after: bool | None, kind: str, th: str, en: str) -> None:
    assert told(item(elements=[{**PHONE, "met": before}]), item(elements=[{**PHONE, "met": after}])) == [(kind, th, en)]


def test_months_in_the_calendar_of_each_language() -> None:
    before, after = item(months=["2566-10", "2566-11"]), item(months=["2566-11", "2566-12", "2567-01"])
    assert told(before, after) == [
        ("months_gained", "มีข้อมูลเพิ่มของเดือน ธ.ค. 2566, ม.ค. 2567", "Months covered in addition: Dec 2023, Jan 2024"),
        ("months_lost", "ไม่พบข้อมูลของเดือน ต.ค. 2566 แล้ว", "Months no longer covered: Oct 2023"),
    ]


def test_links_come_and_go() -> None:
    other = {**FILE, "url": "https://unit.test/plan-2567.pdf", "text": ""}
    assert told(item(links=[FILE]), item(links=[other])) == [
        ("link_added", "มีลิงก์ใหม่ https://unit.test/plan-2567.pdf", "New link: https://unit.test/plan-2567.pdf"),
        (
            "link_removed",
            "ลิงก์หายไป แผนปฏิบัติราชการ (https://unit.test/plan.pdf)",
            "Link gone: แผนปฏิบัติราชการ (https://unit.test/plan.pdf)",
        ),
    ]


def test_a_file_is_replaced_under_the_same_address() -> None:
    [change] = changes(item(links=[FILE]), item(links=[{**FILE, "sha256": "b" * 64}]))
    assert (change.kind, change.before, change.after) == ("file_replaced", "a" * 64, "b" * 64)
    assert change.url == FILE["url"]


def test_a_web_page_of_other_bytes_is_no_other_file() -> None:
    page = {**FILE, "reached": "page"}
    assert changes(item(links=[page]), item(links=[{**page, "sha256": "b" * 64}])) == []


def test_a_link_breaks_and_is_mended() -> None:
    gone = {**FILE, "reached": "gone", "sha256": None}
    assert [change.kind for change in changes(item(links=[FILE]), item(links=[gone]))] == ["link_broken"]
    assert [change.kind for change in changes(item(links=[gone]), item(links=[FILE]))] == ["link_mended"]


def test_a_title_changes() -> None:
    [change] = changes(item(links=[FILE]), item(links=[{**FILE, "text": "แผน {0} 2567"}]))
    assert change.kind == "title_changed"
    assert change.text.th == "ข้อความของลิงก์เปลี่ยนจาก “แผนปฏิบัติราชการ” เป็น “แผน {0} 2567”"


def test_of_a_website_that_was_down_nothing_is_gone() -> None:
    seen = item(links=[FILE], elements=[{**PHONE, "met": True}], months=["2566-10"])
    down = item(verdict="unknown", elements=[{**PHONE, "met": None}])
    assert [change.kind for change in changes(seen, down)] == ["verdict"]
    assert [change.kind for change in changes(down, seen)] == ["verdict"]


def test_items_that_only_one_audit_looked_at_are_not_compared_and_one_can_be_asked_for() -> None:
    before = report(item("O1"), item("O2"), item("O3"))
    after = report(item("O2", "missing"), item("O3", "missing"), item("O4"))
    assert [change.item for change in changes_between(before, after)] == ["O2", "O3"]
    assert [change.item for change in changes_between(before, after, item="O3")] == ["O3"]
    assert changes_between(before, after, item="O1") == ()


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"\xff\xfe", b'{"items": [{"item": 1}]}'])
def test_what_is_no_report_is_refused(body: bytes) -> None:
    with pytest.raises(ReportUnreadable):
        changes_between(report(item()), body)
