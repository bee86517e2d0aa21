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


@lru_cache(maxsize=4096)
def is_law(text: str) -> bool:
    """Whether the text is an act's or rule's name."""
    return _LAW.match(text) is not None
