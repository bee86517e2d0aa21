"""What officers write, in words of their own, against the elements: what shows them, and what only sounds like it."""

from typing import Any

import pytest

from services.crawler.checks import run_check
from shared.rubric import Rubric
from tests.services.crawler.checks.test_checks import document, dossier, rubric

__all__ = ["dossier", "rubric"]


@pytest.mark.parametrize(
    ("item", "element", "words", "met"),
    [
        ("O1", "work_lines", "ฝ่ายอำนวยการ ๓ นาย ฝ่ายสืบสวน ๕ นาย", True),
        ("O2", "line_missions", "หน้าที่ของแต่ละฝ่าย ดังนี้", True),
        ("O2", "line_missions", "ฝ่ายตรวจบุคคลและพาหนะ : ตรวจเรือ", True),
        ("O2", "line_missions", "ให้บริการคนต่างด้าวและสืบสวนปราบปราม", False),
        ("O6", "duration", "วัน/เดือน/ปี ที่ปฏิบัติ", True),
        ("O6", "duration", "ช่วงเวลา 3-5 ต.ค.", True),
        ("O11", "against_plan", "เบิกจ่ายต่ำกว่าแผน", True),
        ("O11", "against_plan", "ผลการใช้จ่ายค่าน้ำมัน 40,000 บาท", False),
        ("O16", "channel", "พบการเรียกรับเงิน โทร 1178", True),
        ("O14", "work", "งานที่ซื้อ/จ้าง", True),
        ("O14", "winner", "ผู้ได้รับคัดเลือก/ราคา", True),
        ("O14", "winner", "คณะกรรมการคัดเลือกพัสดุ", False),
        ("O16", "channel", "พบการทุจริตแจ้งเราได้ที่ 039-555-000", True),
        ("O16", "channel", "ติดต่อราชการ โทร 1178", False),
        ("O16", "progress", "อยู่ในระหว่างดำเนินการสอบข้อเท็จจริง", True),
        ("O17", "scope", "ผู้ที่ต้องปฏิบัติ ได้แก่ เจ้าหน้าที่ทุกคน", True),
        ("O17", "scope", "นโยบายนี้ใช้กับข้าราชการตำรวจและลูกจ้าง", True),
        ("O17", "scope", "ผู้ใต้บังคับบัญชาทุกนายรับทราบ", False),
        ("O17", "definition", "สินบน คือ ทรัพย์สินที่ให้เพื่อจูงใจ", True),
        ("O17", "definition", "“สินบน” คือ เงินหรือของกำนัล", True),
        ("O17", "definition", "ไม่รับสินบนทุกกรณี", False),
        ("O17", "complaint_channel", "พบการกระทำผิดแจ้งได้ที่หมายเลข 039-555-000", True),
        ("O18", "inside_unit", "ผกก.ตม.จว.ประชุมข้าราชการตำรวจและมอบนโยบาย", True),
        ("O18", "inside_unit", "ผกก.ตม.จว.ร่วมประชุมคณะกรรมการจังหวัด ณ ศาลากลางจังหวัด", False),
        ("O19", "plan", "แผนจัดการความเสี่ยง 3 ข้อ", True),
        ("O19", "permits_severity", "การขออยู่ต่อ มีค่าความเสี่ยง 12", True),
        ("O19", "payoffs_treatment", "ส่วยต่างด้าว แนวทางป้องกัน: หมุนเวียนชุดตรวจ", True),
        ("O20", "follows_plan", "ผลการจัดการความเสี่ยง ไตรมาส 2", True),
        ("O20", "permits_result", "ผลการบริหารความเสี่ยง เรื่องต่ออายุวีซ่า ดำเนินการครบ", True),
        ("O20", "permits_result", "ความเสี่ยงในการขออยู่ต่อ อยู่ในระดับสูง", False),
        ("O20", "payoffs_result", "ความเสี่ยงเรื่องส่วยต่างด้าว", False),
        ("O21", "police_code", "ประมวลจริยธรรมข้าราชการตำรวจ พ.ศ. ๒๕๖๔", True),
        ("O21", "police_code", "ประมวลจริยธรรมและจรรยาบรรณของตำรวจ พ.ศ. ๒๕๕๑", False),
        ("O22", "property_control", "เวรยามควบคุมห้องของกลาง", False),
        ("O22", "property_control", "ครุภัณฑ์ให้ตรวจสภาพทุกเดือน", True),
        ("O22", "seized_goods_report", "ผลการเก็บรักษาของกลางครึ่งปีแรก", True),
        ("O22", "seized_goods_report", "ของกลางเก็บในห้อง\nรถ 2 คัน\nรายงานผลการใช้รถราชการ", False),
        ("O23", "service_signs", "ติดป้ายบอกทางขึ้นอาคาร", True),
        ("O23", "commitment_signs", "ป้ายขั้นตอนและสัญญาการให้บริการ สองภาษา", True),
        ("O23", "facilities", "เพิ่มเก้าอี้และตู้น้ำดื่ม", True),
        ("O23", "facilities", "ปรับปรุงเว็บไซต์", False),
    ],
)
def test_words_of_officers(dossier: Any, rubric: Rubric, item: str, element: str, words: str, met: bool) -> None:
    found = rubric.item(item)
    assert found is not None
    [asked] = [each for each in found.elements if each.id == element]
    assert run_check(asked.check, dossier(document(words), item=item)).met is met
