"""What stands around a title in a menu's words and is no part of it: "ดู…ทั้งหมด", "ข้อมูล…", "… CONTACT US"."""

import re
from collections.abc import Iterator

#: Words before a title that only say that it leads there, or that there is a collection of it.
_BEFORE = re.compile(
    r"^(?:(?:ดู|อ่าน|เข้าสู่|ไปที่|ไปยัง|คลิกดู|คลิก|รวม|คลัง|ระบบ|ฐานข้อมูล|ข้อมูล|เผยแพร่|แนะนำ|ประวัติ|ภาพรวม|การ)\s?)+"
)
#: Words behind a title that only say which of its entries are meant, or whose they are.
_BEHIND = re.compile(r"(?:\s?(?:ทั้งหมด|ล่าสุด|ย้อนหลัง|เพิ่มเติม|ประจำวัน|ของเรา|(?:ต่าง|อื่น)\s?ๆ(?:\s?ที่เกี่ยวข้อง)?|ฯ))+$")
#: Two figures behind a title are a year of this time.
_YEAR = re.compile(r"(?<=[\u0e00-\u0e7f)])\s*(?:\s|\()(?:(?:ของ|ประจำ)?(?:ปีงบประมาณ|ปีงบ|ปี|งบ)\s?)?[56]\d\)?$")
#: Latin words before or behind Thai ones say the same again, or are letters for it: "ติดต่อเรา CONTACT US", "CON ติดต่อ".
_LATIN = r"[A-Za-z][A-Za-z0-9&.'’ -]*"
_AGAIN = re.compile(rf"^{_LATIN}(?=[\u0e00-\u0e7f])|(?<=[\u0e00-\u0e7f])\s*[(/|-]?\s*{_LATIN}\)?$")
#: Whose a title is, where it says so before it: "รพ.ตัวอย่าง งดรับของขวัญ".
_OWNER = re.compile(
    r"^(?:สภ|สน|ตม|อบต|อบจ|ท[ตมน]|รร|รพ|ว[กทช]|สส[จอ])\s?\.\s?(?:จว\s?\.\s?)?[\u0e00-\u0e7f]+\s+(?=\S{4})"
)
#: Divisions of an agency are called after what they do: "สำนักประชาสัมพันธ์", "กลุ่มกฎหมาย".
_DIVISION = re.compile(r"^(?:[-+•»›\s]*)(?:สำนัก(?!งาน)|กอง(?!ทุน)|ฝ่าย|กลุ่ม|แผนก(?!าร|ลยุทธ)|งาน)(?=[\u0e00-\u0e7f])")


def is_division(text: str) -> bool:
    """Whether the text is the name of a division."""
    return _DIVISION.match(text) is not None


def trimmed(text: str) -> Iterator[str]:
    """The text, its forms without some of what may stand around a title, and the one without all of it."""
    text = _OWNER.sub("", _YEAR.sub("", text))
    thai = _AGAIN.sub("", text).strip()
    forms = (text, thai, _BEHIND.sub("", text), _BEFORE.sub("", text), _BEFORE.sub("", _BEHIND.sub("", thai)))
    yield from dict.fromkeys(filter(None, forms))
