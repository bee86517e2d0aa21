"""Words that say nothing about an item: "ดาวน์โหลด", "รายละเอียด 2", "คลิกที่นี่", "PDF", a month's name."""

import re

from shared.thai import MONTHS_TH, MONTHS_TH_SHORT, arabic_digits, normalise

#: Longest text, in characters, that can say nothing.
_LONGEST = 120
_WORDS = (
    r"ราย\s?ละเอียด(?:เพิ่มเติม)?|ดาวน์?โหลด(?:ไฟล์|เอกสาร)?|เปิด(?:ข้อมูล|ไฟล์|ดู|เอกสาร)?|ดู(?:เพิ่มเติม|ข้อมูล|ไฟล์|เอกสาร|รายละเอียด)?|"
    r"คลิก(?:ที่นี่|เพื่อดู|ดูรายละเอียด)?|ลิงก?[ค์]*(?:ที่|เชื่อมโยง)?|ลิ้?งค์?(?:ที่)?|ไฟล์(?:ที่|แนบ)?|เอกสาร(?:ที่|แนบ)?|อ่านต่อ|อ่านเพิ่มเติม|ที่|ไป|"
    r"ข้อมูล|แสดง|หน้าเว็บ|เว็บไซต์|download|view|open|click(?: here)?|here|link|file|url|more|details?|read more|see|"
    r"pdf|docx?|word|excel|xlsx?|zip|jpg|png|drive|google drive|preview|ฉบับ|version|"
    r"ภาษา(?:ไทย|อังกฤษ|จีน|ลาว|พม่า|เมียนมา|กัมพูชา|เขมร|เวียดนาม|มาเลย์|มลายู|ญี่ปุ่น|เกาหลี|รัสเซีย)|thai|english|eng?|th|"
    r"chinese|lao|burmese|khmer|vietnamese|malay|japanese|korean|russian|中文|"
    r"ส่วนที่|หน้าที่|ชุดที่|รูปแบบ|แบบ"
)
_MONTHS = "|".join(re.escape(name) for name in sorted((*MONTHS_TH, *MONTHS_TH_SHORT), key=len, reverse=True))
#: Possessive, so that no text makes the search try again and again.
_GENERIC = re.compile(
    rf"(?:[^\w\u0e00-\u0e7f]|_|\d|{_MONTHS}|{_WORDS}|เดือน|ประจำเดือน|ไตรมาส(?:ที่)?|ครั้งที่|พ\.ศ\.|ปี)*+", re.IGNORECASE
)


def is_generic(text: str) -> bool:
    """Whether the text could stand under any item."""
    words = arabic_digits(normalise(text)).lower().strip()
    return len(words) < _LONGEST and (
        _GENERIC.fullmatch(words) is not None or words.startswith(("http://", "https://"))
    )
