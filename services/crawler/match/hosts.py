"""What an address alone tells of a menu's entry: the agency's page in a social network, and systems of its services.

Networks and nation-wide systems are called in a hundred ways ("แจ้งที่พัก", "TM30", a picture), and lead to few hosts.
"""

import re
from functools import lru_cache
from urllib.parse import unquote

from services.crawler.match.names import ItemNames
from services.crawler.page import Link

#: Pages and channels in networks, but not single posts, nor buttons that share the page.
_NETWORK = re.compile(
    r"https?://(?:(?:www|m|web|page|th-th)\.)?"
    r"(?!.*(?:/posts?/|/photos?/|/videos?/|/watch|/reel|/sharer?\b|/share\?|/intent/|/ti/g2?/|permalink|/messages/))"
    r"(?:facebook\.com|fb\.com|m\.me|youtube\.com|instagram\.com|tiktok\.com|twitter\.com|x\.com|"
    r"line\.me|lin\.ee|threads\.net)/[^/?#]",
    re.IGNORECASE,
)
#: A link that leads there says so: others are pages of other bodies by their names.
_NAMES_NETWORK = re.compile(
    r"facebook|fan\s?page|\bfb\b|เฟ[ซส]บุ๊?[กค]|เพจ|\bline\b|ไลน์|you\s?tube|ยูทู[บป]|instagram|\big\b|tik\s?tok|ติ๊?กต[๊็]?อก|twitter|ทวิตเตอร์|"
    r"^\W*x\W*$|threads",
    re.IGNORECASE,
)
#: Systems in which aliens and those who lodge them, or victims of crimes, do what else they would go to the agency for.
_SYSTEMS = re.compile(
    r"(?:^|//)(?:www\.)?(?:(?:tm30|tm47|tdac|tm6)\.immigration\.go\.th|thaievisa\.go\.th|(?:www\.)?evisa\.mfa\.go\.th|"
    r"thaipoliceonline\.(?:go\.th|com)|thaiextension\.vfsevisa\.com|ptm\.police\.go\.th/eticket)",
    re.IGNORECASE,
)
#: An address that is called after what it is.
_SERVICE = re.compile(r"//(?:[\w-]+\.)*e-?services?\.|/e-?services?(?:/|\.\w+)?$", re.IGNORECASE)
#: The usual picture of the policy says nothing, but what it leads to is called so.
_NO_GIFT = re.compile(r"no[-_]?gift", re.IGNORECASE)
#: The rubric knows the title surely from this score on (0–100).
_SURE = 92.0
#: For each the title of the item that asks for it; and a name that only rubrics have whose agencies use such systems.
_ASKED_FOR = "Facebook ของหน่วยงาน"
_OF_NETWORKS, _OF_SERVICES, _OF_SYSTEMS = "Social Network", "E-Service", "แจ้งความออนไลน์"
_OF_NO_GIFTS = "No Gift Policy"


def items_of_host(names: ItemNames, link: Link, *, in_menu: bool = False) -> tuple[str, ...]:
    """The items that the link's address tells. in_menu: there networks stand on every page, and are the item's only
    where one asks for them."""
    title = _title_of(link.url, link.text or link.hint)
    title = _ASKED_FOR if in_menu and title == _OF_NETWORKS else title
    named = names.of_title(title) if title else None
    return (named[0],) if named and named[1] >= _SURE else ()


def is_of_network(link: Link) -> bool:
    """Whether the link says that it leads to a page in a network: its words name no more than that."""
    return _title_of(link.url, link.text or link.hint) == _OF_NETWORKS


@lru_cache(maxsize=2048)
def _title_of(url: str, words: str) -> str:
    """A title of the item that an address leads to, with these words; nothing where it does not tell."""
    if _NETWORK.match(url):
        return _OF_NETWORKS if _NAMES_NETWORK.search(words) else ""
    if _SYSTEMS.search(unquote(url)):
        return _OF_SYSTEMS
    if not words:
        return _OF_NO_GIFTS if _NO_GIFT.search(url) else ""
    return _OF_SERVICES if _SERVICE.search(url) else ""
