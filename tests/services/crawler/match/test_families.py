"""Entries that are composed of the words of one item, in the rubric that has it, and those that only resemble them."""

import pytest

from services.crawler.match import Matcher
from shared.rubric import load_rubric


@pytest.fixture(scope="module")
def general() -> Matcher:
    return Matcher(load_rubric("2566-general"))


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("แผนและผลการเบิกจ่ายงบประมาณ", "O11"),
        ("ผลเบิกจ่าย 6 เดือน 67", "O11"),
        ("แผนเงิน (67)", "O11"),
        ("สถิติจับกุมและให้บริการ ปี 67", "O10"),
        ("สถิติคดี 4 กลุ่ม", "O10"),
        ("ผู้กำกับการและหัวหน้างาน", "O1"),
        ("เกณฑ์บรรจุ แต่งตั้ง โยกย้าย", "O15"),
        ("สิ่งที่ข้าราชการตำรวจควรทำ-ไม่ควรทำ", "O21"),
        ("ผลงานรายเดือน", "O6"),
        ("งดรับของกำนัลและของขวัญทุกเทศกาล", "O17"),
        ("ภารกิจและเขตพื้นที่", "O2"),
        ("สรุปผลงานรายเดือน", "O6"),
        ("ขั้นตอนการแจ้งความ", "O8"),
        ("ตรวจสอบใบสั่งจราจร", "O9"),
        ("มาตรการคุณธรรม", "O23"),
        ("ผลมาตรการคุณธรรม", "O24"),
        ("ทะเบียนทรัพย์สินราชการและของบริจาค", "O22"),
        ("สภ.ตัวอย่าง งดรับของขวัญ", "O17"),
        ("ผังการแบ่งส่วนราชการและกรอบอัตรากำลัง", "O1"),
        ("ถามตอบกับเจ้าหน้าที่ / Ask us", "O4"),
        ("ขั้นตอนและหลักฐานประกอบการยื่น", "O8"),
        ("กิจกรรมสุจริตของหัวหน้าสถานี ครั้งที่ 2", "O18"),
        ("กิจกรรมของผู้บริหาร", None),
        ("ขั้นตอน", None),
        ("รายงานการเงิน", None),
        ("ผลการใช้จ่ายเงินกองทุนหมู่บ้าน", None),
        ("สถิติผู้เข้าชม", None),
        ("สายตรงผู้กำกับ", None),
        ("หลักเกณฑ์การจองห้องประชุม", None),
    ],
)
def test_of_the_words_of_an_item_of_aliens_offices(matcher: Matcher, text: str, item: str | None) -> None:
    assert matcher.names.called(text) == item


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("รายงานแผนป้องกันการทุจริต รอบ 6 เดือน", "O37"),
        ("รายงานผลแผนต่อต้านทุจริต รอบ 12 เดือน", "O38"),
        ("สายด่วนทุจริต", "O28"),
        ("สรุปผลจัดซื้อประจำปี", "O22"),
        ("นโยบายบุคคล", "O23"),
        ("กิจกรรม No Gift", "O32"),
        ("ผล No Gift Policy", "O33"),
        ("มาตรการคุณธรรมและความโปร่งใส", "O42"),
        ("ผลมาตรการโปร่งใส", "O43"),
        ("ตรวจสอบใบสั่งจราจร", None),
        ("ความเสี่ยงการทุจริต 2566", "O34"),
        ("มาตรการลดความเสี่ยงทุจริต", "O35"),
        ("แผนปฏิบัติราชการและการใช้งบประมาณ", "O11"),
        ("ติดตามแผนปฏิบัติการ รอบ 6 เดือน", "O12"),
        ("แผนจัดซื้อ งบลงทุน 66", "O19"),
        ("รายงานจัดซื้อพัสดุประจำเดือน", "O21"),
        ("รายงานผลพัฒนาบุคลากร", "O26"),
        ("ความก้าวหน้านโยบายบุคคล", "O24"),
        ("เกณฑ์คัดเลือกบุคลากร", "O25"),
        ("ข้อควรปฏิบัติและไม่ควรปฏิบัติ", "O40"),
        ("ผลเบิกจ่าย 6 เดือน", None),
        ("สถิติคดี 4 กลุ่ม", None),
        ("แผนปฏิบัติการป้องกันไฟป่า", None),
    ],
)
def test_of_the_words_of_an_item_of_others(general: Matcher, text: str, item: str | None) -> None:
    assert general.names.called(text) == item


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("แจ้งขุดถนน (E-Service)", "O18"),
        ("จองคิวออนไลน์ (E-Service)", "O18"),
        ("จองคิวออนไลน์", None),
        ("งานทะเบียน (ผู้บริหาร 3 คน)", None),
    ],
)
def test_a_title_in_brackets_is_what_the_entry_is(general: Matcher, text: str, item: str | None) -> None:
    assert general.names.called(text) == item


@pytest.mark.parametrize("sign", [":", " —", " -"])
def test_what_the_act_on_information_says_before_a_title_is_no_part_of_it(general: Matcher, sign: str) -> None:
    text = f"(๘) ข้อมูลข่าวสารอื่นตามที่คณะกรรมการฯ กำหนด{sign} สรุปผลการจัดซื้อจัดจ้าง แบบ สขร.๑"
    assert general.names.of_title(text) == ("O21", 100.0)
    assert general.names.of_title("ข้อมูลข่าวสารอื่นตามที่คณะกรรมการกำหนด") is None


def test_councils_minutes_are_no_report_of_the_year(general: Matcher) -> None:
    assert general.names.of_title("รายงานประชุมสภา") is None
    assert general.names.of_title("รายงานการประชุมสภาเทศบาล") is None
