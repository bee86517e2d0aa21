"""Heads of the boxes that a site shows beside and below any page: its latest news, links to other bodies."""

import re
from functools import lru_cache

from shared.thai import normalise

_OTHERS = r"(?:ที่เกี่ยวข้อง|ที่น่าสนใจ|ภายนอก|ภายใน|เพื่อนบ้าน|อื่น ?ๆ|แนะนำ|น่าสนใจ)"
_SITE_BOX = re.compile(
    r"\W*(?:(?:ข่าว(?:สาร)?(?:กิจกรรม|ประชาสัมพันธ์)?|กิจกรรม|เรื่อง|บทความ|โพสต์|ความเห็น|ความคิดเห็น)(?:ล่าสุด|ใหม่|แนะนำ|ยอดนิยม)|"
    r"ข่าวกิจกรรม|ข่าวเด่น|อ่านมากที่สุด|"
    rf"(?:ลิงก์|ลิงค์|ลิ้งค์|ลิ้งก์|เว็บไซต์|เว็บ|หน่วยงาน|links?){_OTHERS}?|"
    r"เมนู ?(?:หลัก|ลัด|ita|oit)?|"
    r"หมวดหมู่|คลังเก็บ|คลังบทความ|ผู้เข้าชม|สถิติ(?:ผู้เข้าชม|เว็บไซต์)|แบนเนอร์|related links?|external links?|"
    r"(?:recent|latest|related) (?:posts?|news|comments|articles)|categories|archives?|tags?)\W*",
    re.IGNORECASE,
)
#: Longest head of such a box, in characters.
_LONGEST = 40


@lru_cache(maxsize=2048)
def heads_site_box(text: str) -> bool:
    """Whether a heading is such a box's: what it heads belongs to no item of the page."""
    return len(text) <= _LONGEST and _SITE_BOX.fullmatch(normalise(text)) is not None
