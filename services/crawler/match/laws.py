"""Acts and rules by their names: "พระราชบัญญัติคนเข้าเมือง พ.ศ. 2522"."""

import re
from functools import lru_cache

#: A title of the item that asks for laws.
LAWS = "กฎหมายที่เกี่ยวข้อง"
#: One alone may stand under anything.
_LAW = re.compile(
    r"\W*(?:พระราชบัญญัติ|พ\s?\.?\s?ร\s?\.?\s?[บก]\s?\.?|พระราชกำหนด|พระราชกฤษฎีกา|รัฐธรรมนูญ|กฎกระทรวง|ประกาศกระทรวง|ประมวลกฎหมาย|"
    r"(?:เทศ|ข้อ)บัญญัติ|(?:ระเบียบ|ข้อบังคับ)(?=.*(?:ว่าด้วย|พ\.ศ\.))).{4}"
)
#: Kinds of laws, under which sites collect all of a kind.
_KIND = re.compile(
    r"\W*(?:พระราชบัญญัติ|พระราชกำหนด|พระราชกฤษฎีกา|กฎกระทรวง|ประกาศกระทรวง|ระเบียบ|ข้อบังคับ|(?:เทศ|ข้อ)บัญญัติ)"
    r"(?:กรม|กระทรวง|เทศบาล|ตำบล|ท้องถิ่น|หน่วยงาน)?\s*"
)


@lru_cache(maxsize=4096)
def is_law(text: str) -> bool:
    """Whether the text is an act's or rule's name, or that of their kind."""
    return _LAW.match(text) is not None or _KIND.fullmatch(text) is not None
