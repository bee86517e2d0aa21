"""Links that offer something, and those that lead around the site: home, back to the top, the page before, log in."""

import re

from services.crawler.page import Block, Link, Page
from shared.thai import normalise

_AROUND = re.compile(
    r"[^\w\u0e00-\u0e7f]*(?:(?:กลับ|ไป|ย้อน|เลื่อน)?(?:กลับ|ไป|ขึ้น|สู่|ที่|ยัง)*\s*"
    r"(?:หน้า(?:แรก|หลัก|เดิม|ก่อน|รวม|\s*(?:ita|oit))|เมนูหลัก|(?:ด้าน|ข้าง)?บน(?:สุด)?|ย้อนกลับ|รายการก่อนหน้า)"
    r"(?:ของเว็บไซต์|\s*ita|\s*oit)?|กลับ|ก่อนหน้า|ถัดไป|หน้าถัดไป|"
    r"(?:ผู้ดูแลระบบ|เข้าสู่ระบบ|ลงชื่อเข้าใช้|สำหรับเจ้าหน้าที่|แผนผังเว็บไซต์|สถิติ(?:เว็บไซต์|ผู้เข้าชม(?:เว็บไซต์)?))|"
    r"(?:แสดง|ซ่อน|ย่อ|ขยาย|เปิด|ปิด)\s*[/|\-–]\s*(?:แสดง|ซ่อน|ย่อ|ขยาย|เปิด|ปิด)(?:ข้อมูล|รายการ|ทั้งหมด|เนื้อหา)?|"
    r"(?:ซ่อน|ย่อ|ขยาย)(?:ข้อมูล|รายการ|ทั้งหมด|เนื้อหา)|"
    r"(?:show|hide|expand|collapse|toggle)(?: ?/ ?(?:show|hide|expand|collapse))?(?: ?all)?|"
    r"(?:สั่ง)?พิมพ์(?:หน้านี้)?|แชร์(?:หน้านี้|ไปที่[\w\u0e00-\u0e7f ]{1,12})?|share|print(?: this page)?|"
    r"subscribe(?: to)?|rss(?: feed)?|log ?in|sign ?in|admin|site ?map|report abuse|"
    r"home(?: ?page)?|back(?: to (?:top|home))?|top|next|prev(?:ious)?)"
    r"[^\w\u0e00-\u0e7f]*",
    re.IGNORECASE,
)
#: Of these the ones that are what they lead to, where an item's own box shows them: an e-service is logged in to.
_ENTRANCE = re.compile(r"[^\w\u0e00-\u0e7f]*(?:เข้าสู่ระบบ|ลงชื่อเข้าใช้|log ?in|sign ?in)[^\w\u0e00-\u0e7f]*", re.IGNORECASE)
_TO_BEFORE = re.compile(r"\s*(?:[«‹←❮◀◄⟵]|<{1,2}\s|(?:ก่อนหน้า|prev(?:ious)?)\b)", re.IGNORECASE)
_TO_NEXT = re.compile(r"(?:[»›→❯▶►⟶]|\s>{1,2}|(?:ถัดไป|next))\s*$|^\s*(?:ถัดไป|next)\b", re.IGNORECASE)
#: What stands between the names of pages, each below the one before.
_ARROWS = ("»", "›")
#: Where networks take what is shared.
_SHARER = re.compile(r"/(?:lineit/share|sharer(?:\.php|/)|intent/tweet|shareArticle)|//t\.me/share", re.IGNORECASE)
#: What a line of tags begins with.
_TAGS = re.compile(r"\s*(?:แท็ก|ป้ายกำกับ|tags?)\s*:", re.IGNORECASE)
#: Most links between a link to the page before and the one to the next.
_APART = 2


def leads_around(link: Link) -> bool:
    """Whether the link's words say that it leads to the site's own start, to the top, back, or behind the site."""
    return link.href.strip().lower() == "#top" or _AROUND.fullmatch(normalise(link.text)) is not None


def is_entrance(link: Link) -> bool:
    """Whether the link's words say that one logs in there."""
    return _ENTRANCE.fullmatch(normalise(link.text)) is not None


def pagers(links: list[Link]) -> frozenset[int]:
    """The ids of links that turn pages: one with an arrow back, and the one with an arrow forth beside it.

    An arrow forth alone says nothing: many designs end every link with one.
    """
    found: set[int] = set()
    for number, link in enumerate(links):
        if _TO_BEFORE.match(link.text):
            forth = [near for near in links[number + 1 : number + 1 + _APART] if _TO_NEXT.search(near.text)]
            found |= {id(link), *(id(near) for near in forth[:1])}
    return frozenset(found)


def _seen(link: Link) -> bool:
    """Whether there is something to see: words, a picture, or the embedded document itself."""
    return bool(link.text or link.hint or link.image or link.kind == "frame")


def is_crumb(block: Block, place: int) -> bool:
    """Whether an arrow stands right behind a link: it is one of those above the page in the site."""
    behind = block.pieces[place + 1] if place + 1 < len(block.pieces) else None
    return isinstance(behind, str) and behind.lstrip().startswith(_ARROWS)


def offers(link: Link, page: Page) -> bool:
    """Whether the link offers something: not a toggle, a jump inside the page, a mail address, or an empty anchor."""
    if link.toggle or link.chrome or "next" in link.rel.split() or "prev" in link.rel.split():
        return False
    if link.href.lower().startswith(("mailto:", "tel:", "sms:", "data:")) or not _seen(link):
        return False
    if _SHARER.search(link.href) or _TAGS.match(page.blocks[link.block].text):
        return False
    target = link.href[1:]
    return not (link.href.startswith("#") and target and target in page.idents)
