"""Words that say one thing however they are put together: "ประกาศ/ผล สอบราคา", "กฎ ระเบียบ และข้อบังคับต่าง ๆ".

Sites compose such words freely, so that no list of names would hold them all. A text that consists of the words of one
family, and has one of each group that the family needs, is a title of the item whose title the family names.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from services.crawler.match.keys import title_key

#: Shortest and longest key, in characters, of a text that is tried.
_SHORTEST, _LONGEST = 6, 90
#: What may stand between and behind the words of any family.
_COMMON = "และ หรือ ของ ใน การ หน่วยงาน องค์กร องค์การ ส่วนราชการ สำนักงาน ทั้งหมด ล่าสุด เพิ่มเติม ต่างๆ อื่นๆ ของเรา ภายในหน่วยงาน"


class Family(NamedTuple):
    """title: one of the item's; needs: groups of words, of each of which a text has one; also: words beside these."""

    title: str
    needs: tuple[str, ...]
    also: str = ""


FAMILIES = (
    Family(
        "กฎหมายที่เกี่ยวข้อง",
        ("กฎหมาย กฎกระทรวง กฎระเบียบ กฎ ระเบียบที่เกี่ยวข้อง ระเบียบและ ระเบียบประกาศ ระเบียบคำสั่ง ข้อบังคับระเบียบ พ.ร.บ.",),
        "ทั่วไป ระเบียบ ข้อบังคับ พระราชบัญญัติ พระราชกฤษฎีกา พระราชกำหนด พ.ร.ก. พ.ร.ฎ. ประกาศ คำสั่ง กระทรวง สำคัญ กรม "
        "มติคณะรัฐมนตรี มติครม หนังสือสั่งการ ที่เกี่ยวข้อง เกี่ยวข้อง น่ารู้ ท้องถิ่น "
        "แม่บท ลำดับรอง จัดตั้ง ที่อยู่ใน ความรับผิดชอบ อำนาจหน้าที่ รวม คลัง ฐานข้อมูล ข้อมูล ระบบ ข้อ",
    ),
    Family(
        "ข้อมูลการติดต่อ",
        ("ติดต่อ แผนที่ ที่ตั้ง ที่อยู่",),
        "สอบถาม เรา สถานที่ ตั้ง เดินทาง ช่องทาง ข้อมูล เบอร์โทรศัพท์ เบอร์โทร หมายเลขโทรศัพท์ โทรศัพท์ สื่อสาร ได้ที่ "
        "googlemaps googlemap google",
    ),
    Family("ข่าวประชาสัมพันธ์", ("ข่าว ประชาสัมพันธ์",), "สาร กิจกรรม ทั่วไป เด่น ด่วน ใหม่ ความเคลื่อนไหว"),
    Family(
        "ประกาศเกี่ยวกับการจัดซื้อจัดจ้าง",
        (
            "ประกาศ ข่าว ร่าง ราคากลาง สอบราคา ประกวดราคา เสนอราคา เชิญชวน เฉพาะเจาะจง ตกลงราคา วิธีคัดเลือก "
            "ขอบเขตของงาน ขอบเขตงาน",
            "จัดซื้อ จัดจ้าง จัดหา ราคา เชิญชวน เฉพาะเจาะจง วิธีคัดเลือก ขอบเขต tor ebidding eauction emarket egp",
        ),
        "สาร ผล ผู้ชนะ รายชื่อ ผู้ได้รับ คัดเลือก เอกสาร ข้อกำหนด เปลี่ยนแปลง ยกเลิก แก้ไข วิธี พิเศษ อิเล็กทรอนิกส์ ด้วย โดย "
        "จาก ระบบ ภาครัฐ "
        "เกี่ยวกับ เผยแพร่ เปิดเผย กำหนด คำนวณ ข้อมูล พัสดุ ซื้อ จ้าง ประชาสัมพันธ์ รายไตรมาส",
    ),
    Family(
        "ช่องทางแจ้งเรื่องร้องเรียนการทุจริต",
        ("ทุจริต", "แจ้ง ร้องเรียน เบาะแส"),
        "รับ เรื่อง ราว ข้อ ร้องทุกข์ เบาะแส ประพฤติมิชอบ ช่องทาง ศูนย์ ระบบ สายด่วน สายตรง เจ้าหน้าที่ ภาครัฐ เกี่ยวกับ ออนไลน์",
    ),
    Family(
        "สถิติเรื่องร้องเรียนการทุจริต",
        ("สถิติ รายงาน", "ร้องเรียน"),
        "ข้อมูล เชิง เรื่อง ข้อ สรุป ผล ทุจริต ประพฤติมิชอบ เจ้าหน้าที่ ประจำปี",
    ),
    Family(
        "แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ",
        ("จัดการ แนวปฏิบัติ แนวทาง คู่มือ ขั้นตอน กระบวนการ มาตรการ", "ร้องเรียน"),
        "ปฏิบัติงาน ปฏิบัติ ดำเนินการ รับ เรื่อง ข้อ ทุจริต ประพฤติมิชอบ เกี่ยวกับ",
    ),
    Family(
        "กระดานถามตอบ",
        ("ถามตอบ สนทนา เสวนา กระทู้ เว็บบอร์ด webboard q&a",),
        "กระดาน ข่าว ระบบ ช่องทาง ห้อง ออนไลน์ ประชาชน กรม",
    ),
    Family(
        "ผู้บริหาร",
        ("ผู้บริหาร ผู้บังคับบัญชา",),
        "คณะ ทีม ทำเนียบ รายชื่อ รายนาม ข้อมูล ประวัติ ระดับสูง สูงสุด ปัจจุบัน บุคลากร แนะนำ ท้องถิ่น จังหวัด ศูนย์ สมาชิกสภา พนักงาน",
    ),
    Family(
        "โครงสร้าง",
        ("โครงสร้าง แผนผังองค์กร ผังองค์กร แผนภูมิองค์กร ผังการบริหาร แบ่งส่วนราชการ",),
        "แผนผัง ผัง แผนภูมิ บริหาร งาน บุคลากร แบ่ง ภายใน อัตรากำลัง รวม ภาพรวม ข้อมูล แสดง กลุ่มงาน",
    ),
    Family(
        "อำนาจหน้าที่",
        ("อำนาจ หน้าที่", "ภารกิจ บทบาท อำนาจ รับผิดชอบ กฎหมาย"),
        "ความ ตาม ที่กฎหมายกำหนด หลัก ขอบเขต ขอบข่าย งาน ข้อมูล",
    ),
    Family(
        "แผนยุทธศาสตร์",
        ("แผนพัฒนา แผนยุทธศาสตร์ แผนกลยุทธ์",),
        "พัฒนา ยุทธศาสตร์ ท้องถิ่น จังหวัด อำเภอ ตำบล สามปี สี่ปี ห้าปี 3ปี 4ปี 5ปี ระยะ นโยบาย จัดการศึกษา การศึกษา คุณภาพ กรุงเทพมหานคร",
    ),
    Family(
        "บริการออนไลน์",
        ("ออนไลน์ eservices eservice อินเทอร์เน็ต อิเล็กทรอนิกส์", "บริการ ยื่น คำร้อง คำขอ eservice"),
        "ระบบ ให้ ขอ รับ เอกสาร ผ่าน ช่องทาง ทาง ประชาชน ศูนย์ ภาครัฐ งาน แบบ",
    ),
    Family(
        "คู่มือการให้บริการ",
        ("คู่มือ มาตรฐาน ขั้นตอน", "บริการ ประชาชน ติดต่อราชการ"),
        "แนวทาง ให้ ขอ รับ สำหรับ ผู้ ผู้มาติดต่อ ตามพ.ร.บ.อำนวยความสะดวก พ.ร.บ.อำนวยความสะดวก งาน",
    ),
    Family(
        "คู่มือการปฏิบัติงาน",
        ("คู่มือ มาตรฐาน แนวทาง", "ปฏิบัติงาน ปฏิบัติราชการ เจ้าหน้าที่ ทำงาน"),
        "ขั้นตอน สำหรับ พนักงาน",
    ),
    Family(
        "ผลสำรวจความพึงพอใจ",
        ("ผล รายงาน สรุป", "ความพึงพอใจ"),
        "สำรวจ ประเมิน ต่อ ให้ รับ บริการ ผู้ ใช้ ประชาชน ที่มีต่อ ด้าน งาน",
    ),
    Family(
        "สถิติการให้บริการ",
        ("สถิติ", "บริการ"),
        "ข้อมูล เชิง ให้ ขอ รับ เข้า มา ใช้ ผู้ ประชาชน รายงาน",
    ),
    Family(
        "นโยบายไม่รับของขวัญ",
        ("ของขวัญ",),
        "นโยบาย ประกาศ เจตนารมณ์ งด ไม่ รับ ให้ nogiftpolicy จากการปฏิบัติหน้าที่ ทุกชนิด",
    ),
    Family(
        "แผนปฏิบัติการป้องกันการทุจริต",
        ("แผน", "ทุจริต"),
        "ปฏิบัติการ ปฏิบัติ งาน ป้องกัน ปราบปราม ต่อต้าน ประพฤติมิชอบ ประพฤติชอบ ประจำปี ด้าน 3ปี 4ปี 5ปี",
    ),
)


def _keys(words: str) -> tuple[str, ...]:
    """The words' keys, the longest first."""
    keys = {key for word in words.split() if (key := title_key(word))}
    return tuple(sorted(keys, key=lambda key: (-len(key), key)))


class _Composed:
    """The compositions of one family."""

    def __init__(self, family: Family) -> None:
        self._needs = tuple(_keys(group) for group in family.needs)
        words = _keys(" ".join((*family.needs, family.also, _COMMON)))
        # Possessive, so that no text makes the search try again and again.
        self._text = re.compile(f"(?:{'|'.join(map(re.escape, words))})++")

    def is_one(self, key: str) -> bool:
        """Whether the text with this key is composed of the family's words."""
        composed = self._text.fullmatch(key) is not None
        return composed and all(any(word in key for word in group) for group in self._needs)


_COMPOSED = tuple((family.title, _Composed(family)) for family in FAMILIES)
#: What a composed text begins with. Few texts do, and to look is many times cheaper than to try the families.
_BEGINNING = re.compile("|".join(_keys(" ".join(" ".join((*each.needs, each.also, _COMMON)) for each in FAMILIES))))


def families_of(keys: Sequence[str]) -> Iterator[str]:
    """For every family that one of a text's keys is composed of, the title that it names."""
    tried = [key for key in dict.fromkeys(keys) if _SHORTEST <= len(key) <= _LONGEST and _BEGINNING.match(key)]
    for title, composed in _COMPOSED if tried else ():
        if any(map(composed.is_one, tried)):
            yield title
