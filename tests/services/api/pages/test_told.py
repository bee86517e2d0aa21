"""What an audit notes, told in the language of the page."""

import pytest

from services.api.pages.told import told
from tests.services.api.conftest import Api

PHRASES = [
    ("code and title in cell", "รหัสและชื่อข้ออยู่ในช่องของตาราง", "code and title in cell"),
    (
        "title in link text (under a code of another system)",
        "ชื่อข้ออยู่ในข้อความของลิงก์ (อยู่ใต้รหัสของระบบประเมินอื่น)",
        None,
    ),
    (
        "title in heading (by its neighbours in the list)",
        "ชื่อข้ออยู่ในหัวเรื่องเหนือลิงก์ (ดูจากข้อก่อนหน้าและข้อถัดไปในรายการเดียวกัน)",
        None,
    ),
    ("title in link text of the same address", "ชื่อข้ออยู่ในข้อความของลิงก์ ที่มีที่อยู่เดียวกัน", None),
    ("address of the item", "ที่อยู่ของลิงก์บอกว่าเป็นข้อนี้", None),
    ("month under heading", "ชื่อเดือนใต้หัวเรื่อง", None),
    ("address in menu", "ที่อยู่ของลิงก์ในเมนู", None),
    ("law in menu", "ชื่อกฎหมายในเมนู", None),
    ("code in text before (title repeats O19)", "รหัสข้ออยู่ในข้อความก่อนหน้า (ชื่อซ้ำกับ O19)", None),
    ("2 of 3 (news)", "2 จาก 3 ข่าว", None),
    ("5/6; ขาด / missing: 2567-01", "5/6; ขาด: 2567-01", "5/6; missing: 2567-01"),
    ("no xlsx / xls / docx / doc", "ไม่มีไฟล์ xlsx / xls / docx / doc", None),
    ("it may be on another website", "อาจเผยแพร่ที่เว็บไซต์อื่น", None),
    ("ไม่พบ / not found: ของกลาง", "ไม่พบ: ของกลาง", "not found: ของกลาง"),
    (
        "ชื่อผู้บริหารคนก่อน / a former head's name: พ.ต.อ. ก",
        "ชื่อผู้บริหารคนก่อน: พ.ต.อ. ก",
        "a former head's name: พ.ต.อ. ก",
    ),
    ("ระบบ (E-VOA): the link has no target", "ระบบ (E-VOA): ลิงก์ไม่มีปลายทาง", None),
    ("อ่านไม่ได้ (scan: 1 page(s) without text): a.pdf", "อ่านไม่ได้ (เอกสารสแกน 1 หน้า ไม่มีข้อความ): a.pdf", None),
    ("x.go.th: [Errno -2] Name or service not known", "x.go.th: ไม่มีชื่อนี้", None),
    ("10.0.0.1 port 443: Connection refused", "10.0.0.1 port 443: ไม่รับการเชื่อมต่อ", None),
    ("the certificate has expired", "ใบรับรองหมดอายุ", None),
    ("document: a password is needed", "เอกสาร: ต้องใช้รหัสผ่าน", None),
    ("files of this kind (zip) cannot be read", "ระบบอ่านไฟล์ชนิดนี้ (zip) ไม่ได้", None),
    ("only the first 500 of 2000 pages were read", "อ่านเพียง 500 หน้าแรกจาก 2000 หน้า", None),
    ("browser: only a script opens it", "ต้องเปิดด้วยเบราว์เซอร์ เพราะลิงก์ทำงานด้วยสคริปต์", None),
    ("single-page application; shown by a browser it says no more",
     "เว็บแอปพลิเคชันหน้าเดียว เปิดด้วยเบราว์เซอร์แล้วก็ยังไม่มีเนื้อหา", None),
    ("no postal address", "ไม่พบที่อยู่", None),
    ("ยังขาด: แผนที่ (no map)", "ยังขาด: แผนที่ (ไม่มีแผนที่)", None),
    ("no telephone number, e-mail address or LINE ID", "ไม่พบหมายเลขโทรศัพท์ อีเมล หรือ LINE", None),
    ("no place: ถาม-ตอบ / Q&A", "ไม่พบช่องทาง: ถาม-ตอบ / Q&A", None),
    ("ยังขาด: ก (no pdf / docx)", "ยังขาด: ก (ไม่มีไฟล์ pdf / docx)", None),
    ("no mapping of ours", "no mapping of ours", None),
    ("robots.txt: the server answers 503, so nothing may be fetched for now", "robots.txt ตอบ 503 จึงยังเปิดไม่ได้", None),
    ("Service manual for the public", "Service manual for the public", None),
    ("ผู้กำกับการ", "ผู้กำกับการ", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "thai", "english"), PHRASES)
def test_phrases_of_reports_read_in_one_language_and_words_of_websites_stay(
    api: Api, words: str, thai: str, english: str | None
) -> None:
    with api.app.test_request_context("/?lang=th"):
        assert told(words) == thai
    with api.app.test_request_context("/?lang=en"):
        assert told(words) == (english or words)
