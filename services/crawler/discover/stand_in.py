"""Recognises pages that answer 200 and stand in for the real one: challenges, errors, pages that are not there."""

import re
from typing import Literal

from services.crawler.page import Page

#: blocked: the site asks whether we are a person, or refuses us; error: it is out of order; gone: it has no such page.
StandIn = Literal["blocked", "error", "gone"]

#: A page with more words than this, in characters, is a page of its own, whatever it speaks of.
_MOST_WORDS = 600
#: A page with more links than this outside its menus offers something.
_MOST_LINKS = 3
_BLOCKED = re.compile(
    r"just a moment|attention required! \| cloudflare|ddos.guard|checking your browser"
    r"|verif(?:y|ying) (?:that )?you are(?: a)? human|enable javascript and cookies to continue"
    r"|access(?: is)? denied|403 forbidden|request rejected"
    r"|the requested url was rejected|incapsula incident|sucuri website firewall|unusual traffic|are you a robot"
    r"|ยืนยันว่าคุณ(?:เป็นมนุษย์|ไม่ใช่(?:หุ่นยนต์|โปรแกรม))|(?:ไม่มีสิทธิ์|ไม่ได้รับอนุญาตให้)เข้าถึง",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"error establishing a database connection|service (?:temporarily )?unavailable|bad gateway|gateway time-?out"
    r"|internal server error|(?:fatal|parse) error: |under maintenance|account (?:has been )?suspended"
    r"|bandwidth limit exceeded|domain (?:is|has been) (?:parked|expired)|this domain is for sale|welcome to nginx!"
    r"|apache2? .{0,20}default page|iis windows server|website is (?:currently )?(?:offline|unavailable)"
    r"|ปิดปรับปรุง|อยู่ระหว่างปรับปรุง(?:ระบบ|เว็บไซต์)|ระบบขัดข้อง|ไม่สามารถเชื่อมต่อฐานข้อมูล|เชื่อมต่อฐานข้อมูล(?:ไม่ได้|ล้มเหลว)|เว็บไซต์(?:นี้)?ถูกระงับ",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"^\W*(?:(?:error|http)\s*)?(?:404\b|(?:page |file )?not found|ไม่พบหน้า|ไม่พบเพจ"
    r"|ขออภัย\W*ไม่พบหน้า|oops.{0,30}not found)",
    re.IGNORECASE,
)


def stand_in(page: Page) -> StandIn | None:
    """What the page stands in for; None for a page of its own. Only short pages are: the words also occur in news."""
    if page.lengths[1] > _MOST_WORDS:
        return None
    named = (page.title.strip(), page.heading.strip())
    if any(_GONE.match(name) for name in named):
        return "gone"
    if sum(not link.chrome for link in page.links) > _MOST_LINKS:
        return None
    spoken = "\n".join((*named, page.text.strip()))
    if _BLOCKED.search(spoken):
        return "blocked"
    return "error" if _ERROR.search(spoken) else None
