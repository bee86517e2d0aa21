"""Where else the list may be, if the website has none: where its links on the assessment lead."""

import re

from services.crawler.discover.same_site import SiteBounds, host_of
from services.crawler.match import names_ita
from services.crawler.match.dates import years_named
from services.crawler.match.years import address_years

#: Hosts on which no agency has its list: the commission's own systems and social media.
_NO_LIST = ("nacc.go.th", "facebook.com", "line.me", "lin.ee", "youtube.com", "youtu.be", "tiktok.com", "x.com")
#: What files about the assessment are, other than the list of what is published.
_NO_LISTS_NAME = re.compile(
    r"คำสั่ง|รายงาน|สรุป|ผลการ|คะแนน|ประชุม|อบรม|แบบ(?:วัด|สำรวจ|ประเมิน|ฟอร์ม)|คู่มือ|แผน|ประกาศ|แนวทาง|เกณฑ์|\b[ie]it\b",
    re.IGNORECASE,
)


def may_name_a_list(words: str) -> bool:
    """Whether a file of this name may be the list of what is published, and not just any paper on the assessment."""
    return names_ita(words) and not _NO_LISTS_NAME.search(words)


class Elsewhere:
    """Remembers where links that speak of the assessment lead outside of the website."""

    def __init__(self, fiscal_year: int) -> None:
        self._year = fiscal_year
        self._offered: dict[str, frozenset[int]] = {}
        self._mentioned: dict[str, None] = {}

    def offer(self, url: str, words: str) -> None:
        """Adds an address by its canonical spelling, if the words of its link speak of the assessment."""
        if names_ita(words):
            self._offered.setdefault(url, years_named(words) or address_years(url))

    def mention(self, url: str, words: str) -> None:
        """Adds an address on anybody's host, if the words of its link speak of the assessment."""
        host = host_of(url)
        if names_ita(words) and not any(host == each or host.endswith("." + each) for each in _NO_LIST):
            self._mentioned[url] = None

    @property
    def mentioned(self) -> tuple[str, ...]:
        """Addresses of websites that can't be taken for the agency's own, though its list may be there."""
        return tuple(self._mentioned)

    @property
    def offered(self) -> tuple[str, ...]:
        """All the addresses, in the order in which they were found."""
        return tuple(self._offered)

    def chosen(self) -> list[str]:
        """The addresses of the year, else those of no year, if all are of one website; of several nobody knows which
        is the agency's own."""
        for wanted in (frozenset({self._year}), frozenset[int]()):
            found = [url for url, years in self._offered.items() if years & wanted or years == wanted]
            if found:
                first = SiteBounds(found[0])
                return found if all(first.holds(url) for url in found) else []
        return []
