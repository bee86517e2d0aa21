"""Which page to fetch next: those whose link or address speaks of this year's assessment first, and no crawl traps."""

import re
from collections import Counter
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from urllib.parse import unquote, urlsplit

from services.crawler.match import names_ita
from services.crawler.match.dates import years_named
from services.crawler.match.years import address_years
from services.crawler.page import Link

#: Points by which a link is preferred.
_ITA, _RIGHT_YEAR, _OTHER_YEAR, _ITEM, _INTEGRITY, _DEPTH = 40, 12, -14, 25, 10, -4
#: Links that score less than this are followed only if nothing better led to the assessment.
_WORTH = 1
#: From this score on a link speaks of the assessment, however far from the home page.
_PROMISING = 20
#: What they must score even then: links of the home page and of the pages right behind it.
_WORTH_THEN = -8
#: Pages of one kind (addresses alike but for numbers) that are fetched at most.
_OF_ONE_KIND = 40
#: Longest address followed, in characters; crawl traps grow.
_LONGEST = 600

_TRAP = re.compile(
    r"/(?:wp-admin|wp-login|login|logout|signin|register|cart|checkout|feed|tag|author|calendar|print|search)(?:/|\.|$)|"
    r"[?&](?:replytocom|share|print|month|date|orderby|sort|session|sid|action=(?:login|edit)|tribe-bar-date)=?",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|csv|zip|rar|7z|jpe?g|png|gif|webp|svg|mp[34]|avi|mov|css|js|ico|xml|json)$",
    re.IGNORECASE,
)
_INTEGRITY_WORDS = re.compile(
    r"เปิดเผยข้อมูล|ข้อมูลสาธารณะ|คุณธรรม|โปร่งใส|ประเมิน|ทุจริต|integrity|transparency|open\s?data|ศูนย์ข้อมูลข่าวสาร", re.IGNORECASE
)


@dataclass(order=True, slots=True)
class Candidate:
    """A page that may be fetched. rank: smaller first; depth: links from the home page; items: whose link it is."""

    rank: tuple[int, int]
    url: str = field(compare=False)
    depth: int = field(compare=False)
    items: tuple[str, ...] = field(compare=False, default=())

    @property
    def promising(self) -> bool:
        """Whether its link speaks of the assessment, and not of another year's alone."""
        return -self.rank[0] >= _PROMISING


class Frontier:
    """The pages known and not yet fetched, best first; every address once."""

    def __init__(self, fiscal_year: int) -> None:
        self._year = fiscal_year
        self._heap: list[Candidate] = []
        self._known: dict[str, Candidate] = {}
        self._kinds: Counter[str] = Counter()
        self._taken: set[str] = set()
        self._worth = _WORTH
        self._put_off: dict[str, tuple[int, tuple[str, ...], int]] = {}
        self._offered: dict[tuple[str, str, tuple[str, ...], int], int] = {}

    def relax(self) -> None:
        """From now on also follows links whose words promise nothing, those put off so far included."""
        self._worth = _WORTH_THEN
        for url, (depth, items, points) in self._put_off.items():
            self._push(url, depth, items, points)
        self._put_off.clear()

    def tighten(self) -> None:
        """Takes it back: what promises nothing is left out again, since the assessment was found."""
        self._worth = _WORTH
        self._heap = [candidate for candidate in self._heap if -candidate.rank[0] >= _WORTH]
        heapify(self._heap)

    def __len__(self) -> int:
        return len(self._known) - len(self._taken)

    def offer(self, url: str, words: str, depth: int, items: tuple[str, ...] = (), bonus: int = 0) -> None:
        """Adds a page by its canonical address; the words of its link decide its rank. A better link moves it up."""
        offer = (url, words, items, bonus)
        if self._offered.get(offer, depth + 1) <= depth or is_file(url) or is_trap(url):
            return  # a menu offers the same on every page, and never a better rank further from the home page
        self._offered[offer] = depth
        points = self._points(url, words, depth, items) + bonus
        if points >= self._worth:
            self._push(url, depth, items, points)
        elif points >= _WORTH_THEN:
            self._put_off.setdefault(url, (depth, items, points))

    def _push(self, url: str, depth: int, items: tuple[str, ...], points: int) -> None:
        known = self._known.get(url)
        if known is not None and (url in self._taken or -known.rank[0] >= points):
            return
        number = known.rank[1] if known else len(self._known)
        candidate = Candidate((-points, number), url, depth, items or (known.items if known else ()))
        self._known[url] = candidate
        heappush(self._heap, candidate)

    def take(self) -> Candidate | None:
        """The best page not yet taken; None if there is none."""
        while self._heap:
            candidate = heappop(self._heap)
            kind = re.sub(r"\d+", "0", candidate.url)
            if candidate.url in self._taken or self._kinds[kind] >= _OF_ONE_KIND:
                continue
            self._taken.add(candidate.url)
            self._kinds[kind] += 1
            return candidate
        return None

    def taken(self, url: str) -> None:
        """Marks an address as fetched without having been offered."""
        self._taken.add(url)
        self._known.setdefault(url, Candidate((0, len(self._known)), url, 0))

    def _points(self, url: str, words: str, depth: int, items: tuple[str, ...]) -> int:
        spoken = f"{words} {unquote(urlsplit(url).path)}"
        points = _ITA if names_ita(spoken) else 0
        points += _INTEGRITY if _INTEGRITY_WORDS.search(spoken) else 0
        points += _ITEM if items else 0
        years = years_named(words) or address_years(url)
        points += (_RIGHT_YEAR if self._year in years else _OTHER_YEAR) if years else 0
        return points + _DEPTH * depth


def link_words(link: Link) -> str:
    """The words by which a link is judged."""
    return f"{link.text} {link.hint}"


def is_file(url: str) -> bool:
    """Whether the address names a file and not a page."""
    return bool(_FILE.search(urlsplit(url).path))


def is_trap(url: str) -> bool:
    """Whether the address leads to a login, a calendar without end, or the like."""
    return len(url) > _LONGEST or bool(_TRAP.search(url)) or _repeats(urlsplit(url).path)


def _repeats(path: str) -> bool:
    parts = [part for part in path.split("/") if part]
    return any(parts.count(part) > 2 for part in parts)  # noqa: PLR2004 - /a/b/a/b/a/…
