"""What looks like proof and is none, and what looks like none and is."""

from typing import Any

import pytest

from services.crawler.checks import run_check
from services.crawler.dossier import UnitFacts
from services.crawler.page import parse_page
from tests.services.crawler.checks.test_checks import check, document, dossier, link, page, rubric

__all__ = ["dossier", "rubric"]
HEAD = UnitFacts(head_names=("พ.ต.อ.พัทธ์พงษ์ เจริญกุล",))


@pytest.mark.parametrize(
    "words",
    [
        "โทร. 042-611-074", "โทรศัพท์ 0 4261 1074", "โทร ๐-๔๒๖๑-๑๐๗๔", "โทร 0-4261-1074 ต่อ 12", "Tel. (042) 611074",
        "+66 42 611 074", "081-234-5678", "08 1234 5678", "0812345678", "สายด่วน 1178",
    ],
)  # fmt: skip
def test_telephone_numbers_as_thais_write_them(dossier: Any, words: str) -> None:
    assert run_check(check("phone"), dossier(page(words))).met is True


@pytest.mark.parametrize(
    "words",
    [
        "เลขประจำตัวประชาชน 1-4901-00123-45-6", "1490100123456", "เลขผู้เสียภาษี 0994000123456", "ที่ ตช 0029.432/123",
        "โครงการเลขที่ 66129012345", "ณ วันที่ 01/02/2567", "เวลา 08.30-16.30 น.", "รหัส 49000", "๑-๔๙๐๑-๐๐๑๒๓-๔๕-๖",
        "เลขที่ 5-0123-4567-8901",
    ],
)  # fmt: skip
def test_numbers_that_are_no_telephone_numbers(dossier: Any, words: str) -> None:
    assert run_check(check("phone"), dossier(page(words))).met is False


@pytest.mark.parametrize(
    "words",
    ["พ.ต.อ. พัทธ์พงษ์ เจริญกุล ผกก.", "พันตำรวจเอก พัทธพงษ์  เจริญกุล", "(พัทธ์พงษ์ เจริญกุล)", "พ.ต.อ.พัทธ์พงษ์\nเจริญกุล"],
)
def test_the_heads_name_in_its_spellings(dossier: Any, words: str) -> None:
    assert run_check(check("officer_name"), dossier(page(words), facts=HEAD)).met is True


@pytest.mark.parametrize("words", ["พ.ต.อ.สมศักดิ์ รักชาติ ผกก.", "พ.ต.อ.พัทธ์พงษ์ ใจดี", "พ.ต.ท.วิชัย เจริญกุล", "ผกก.ตม.จว."])
def test_another_heads_name_is_not_the_heads(dossier: Any, words: str) -> None:
    assert run_check(check("officer_name"), dossier(page(words), facts=HEAD)).met is False


ENGLISH = "The Immigration Bureau gives notice that no officer accepts gifts or bribes of any kind while on duty here. "


@pytest.mark.parametrize(
    "words",
    [
        "English\nภาษาไทย\nChinese (Simplified)",
        "Select Language English Thai Chinese Japanese Korean French German Spanish Russian Arabic Hindi Malay "
        "Indonesian Italian Portuguese Powered by Google Translate",
        "https://drive.google.com/file/d/1AbCdEfGhIjKlMnOpQrStUvWx/view?usp=sharing\n" * 4,
        "No_Gift_Policy_announcement_of_the_superintendent_signed_and_scanned.pdf " * 3,
        "ประกาศนโยบาย Anti-Bribery Policy และ No Gift Policy ของหน่วยงาน " * 8,
    ],
)
def test_english_letters_that_are_no_english_text(dossier: Any, words: str) -> None:
    thai = page("ประกาศนโยบายต่อต้านการรับสินบนของหน่วยงาน " * 9)
    assert run_check(check("language"), dossier(thai, page(words), item="O17")).met is False
    assert run_check(check("language"), dossier(thai, page(ENGLISH * 2), item="O17")).met is True


@pytest.mark.parametrize(
    "words",
    [
        "ไม่มีการจัดซื้อจัดจ้างในเดือนนี้", "เดือนนี้ ไม่มี การจัดซื้อจัดจ้าง", "-ไม่มีการจัดซื้อ/จัดจ้าง-", "ไม่มีการดำเนินการจัดซื้อจัดจ้าง",
        "ไม่ปรากฏว่ามีการจัดซื้อจัดจ้าง",
    ],
)  # fmt: skip
def test_that_there_was_nothing_to_buy(dossier: Any, rubric: Any, words: str) -> None:
    wanted = next(element.check for element in rubric.item("O13").elements if element.id == "states_none")
    assert run_check(wanted, dossier(document(words, "พ.ย. 66"), item="O13")).met is True


MONTHS = ("ต.ค. 66", "พ.ย. 66", "ธ.ค. 66", "ม.ค. 67", "ก.พ. 67", "มี.ค. 67")


@pytest.mark.parametrize(
    "names",
    [
        MONTHS,
        ("ตค 66", "พย 66", "ธค 66", "มค 67", "กพ 67", "มีค 67"),
        ("ต.ค.๖๖", "พ.ย.๖๖", "ธ.ค.๖๖", "ม.ค.๖๗", "ก.พ.๖๗", "มี.ค.๖๗"),
        ("ตุลาคม ๒๕๖๖", "พฤศจิกายน ๒๕๖๖", "ธันวาคม ๒๕๖๖", "มกราคม ๒๕๖๗", "กุมภาพันธ์ ๒๕๖๗", "มีนาคม ๒๕๖๗"),
        ("ประจำเดือน ต.ค. 2566", "ประจำเดือน พ.ย. 2566", "ธันวาคม 66", "มกราคม 67", "กุมภาพันธ์67", "มีนาคม2567"),
        ("October 2023", "November 2023", "December 2023", "January 2024", "February 2024", "March 2024"),
        ("10/2566", "11/2566", "12/2566", "01/2567", "02/2567", "03/2567"),
    ],
)
def test_months_in_all_spellings(dossier: Any, names: tuple[str, ...]) -> None:
    files = [document("ผลการปฏิบัติ", name) for name in names]
    assert run_check(check("month_coverage"), dossier(*files)).met is True
    lacking = run_check(check("month_coverage"), dossier(*files[:-1]))
    assert lacking.met is False and "2567-03" in (lacking.evidence or "")


def test_do_and_dont_only_in_the_menu_or_in_a_link_is_not_shown(dossier: Any, rubric: Any) -> None:
    wanted = next(element.check for element in rubric.item("O21").elements if element.id == "do_and_dont")
    words = "<nav><a href='/d'>Do &amp; Don't</a></nav><p>คู่มือจริยธรรม ประมวลจริยธรรมข้าราชการตำรวจ พ.ศ. 2564</p>"
    shown = parse_page("http://unit.example/o21", words)
    menu = dossier(page(shown.text), item="O21", pages=[shown], links=[link("คู่มือจริยธรรม", "http://unit.example/o21")])
    assert run_check(wanted, menu).met is False
    assert run_check(wanted, dossier(page("Do & Don't สิ่งที่ควรทำ สิ่งที่ไม่ควรทำ"), item="O21")).met is True
