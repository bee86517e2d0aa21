"""Which items words, addresses and whole pages name."""

import re
from collections.abc import Iterable
from urllib.parse import unquote

from services.crawler.match.codes import Code, CodeReader
from services.crawler.match.sections import Sections
from services.crawler.match.titles import LONGEST_TITLE, TitleIndex, TitleMatch
from services.crawler.match.trimmings import is_division
from services.crawler.match.wordings import IN_MENUS, WordedTitles
from services.crawler.page import Page

#: A page's heading names its item from this score on (0–100); and against a code in the page's address from the other.
_HEADING, _AGAINST_ADDRESS = 80.0, 90.0
#: Scores of a menu's entry that is a title as it stands, of one that is called after one, and of one in words of its
#: own, which counts in menus that surely name several items.
_WHOLLY, _CALLED, _WORDED = 100.0, 96.0, 84.0

_ITA_WORDS = re.compile(
    r"\b(?:ita|oit)\b|\bo?ita\s?\d|คุณธรรมและความโปร่งใส|การ?เปิดเผยข้อมูลสาธารณะ|เปิดเผยข้อมูลสาธารณะ|"
    # What sites call it in short, of one year.
    r"(?:เปิดเผยข้อมูล|โปร่งใส|open data|transparency)[^|]{0,40}?(?<!\d)(?:25)?[6-9]\d(?!\d)",
    re.IGNORECASE,
)
#: What all of them have, one or the other. Few words have any, and to look is many times cheaper than to search.
_IN_ITA_WORDS = ("t", "T", "โปร่งใส", "เปิดเผย")


def names_ita(words: str) -> bool:
    """Whether the words speak of the assessment."""
    if not any(part in words for part in _IN_ITA_WORDS):
        return False
    return _ITA_WORDS.search(words.replace("-", " ").replace("_", " ")) is not None


def speaks_of_ita(page: Page) -> bool:
    """Whether the page's title, heading or address speaks of the assessment."""
    return names_ita(f"{page.title} {page.heading} {unquote(page.url)}")


class ItemNames:
    """Reads items of one rubric. prefix: the letters of its ids; ids: all of them."""

    def __init__(
        self,
        codes: CodeReader,
        titles: TitleIndex,
        worded: WordedTitles,
        sections: Sections,
        prefix: str,
        ids: Iterable[str],
    ) -> None:
        self._codes = codes
        self._sections = sections
        self._titles = titles
        self._worded = worded
        self._prefix = prefix
        self._ids = frozenset(ids)

    def of_page(self, page: Page) -> tuple[str, ...]:
        """The items that the page as a whole is about, by its heading or title."""
        named = [self._heading(words) for words in _headings(page)]
        for code, title in named:
            if code and title and title.score >= _HEADING:
                return (title.item,)
            # "01" before other words counts the parts of a page, unless it speaks of the assessment.
            if code and code.numbers and (code.kind == "letter" or names_ita(f"{page.title} {unquote(page.url)}")):
                return self.known(code.numbers)
        least = _AGAINST_ADDRESS if self.of_address(page.url) else _HEADING
        heads = named if page.heads_all or not page.heading else named[1:]
        return next(((title.item,) for _, title in heads if title and title.score >= least), ())

    def of_section(self, page: Page) -> frozenset[str]:
        """The items of the part of the assessment that the page's heading or title is the title of."""
        return frozenset().union(*map(self._sections.headed, _headings(page)))

    def of_address(self, url: str) -> tuple[str, ...]:
        """The items whose code stands in the address."""
        return self.known(self._codes.in_address(url))

    def of_title(self, text: str) -> tuple[str, float] | None:
        """The item whose title the text is, with its score 0–100."""
        title = self._titles.best(text)
        return (title.item, title.score) if title else None

    def named_in(self, heading: str) -> set[str]:
        """The items that a heading names, by a code or as their title."""
        code, title = self._heading(heading)
        return {*(self.known(code.numbers) if code else ()), *((title.item,) if title else ())}

    def of_entry(self, text: str) -> tuple[tuple[str, ...], float]:
        """The items that a menu's entry names, with its score 0–100; none if it is a division of the agency."""
        if exact := self._titles.exactly(text):
            return self.sharing(text, exact), _WHOLLY
        if is_division(text):
            return (), 0.0
        if called := self.called(text):
            return self.sharing(text, called), _CALLED
        title = self.of_title(text)
        if (title is None or title[1] < _WORDED) and (worded := self._worded.best(text, IN_MENUS)):
            return (worded.item,), _WORDED
        return (self.sharing(text, title[0]), title[1]) if title else ((), 0.0)

    def called(self, text: str) -> str | None:
        """The item that an entry is called after: by a title with words around it, or words composed like one."""
        return self._titles.called(text)

    def score(self, text: str, item: str) -> float:
        """How well the text fits the item's titles, 0–100."""
        return self._titles.score(text, item) if len(text) <= LONGEST_TITLE else 0.0

    def sharing(self, text: str, item: str) -> tuple[str, ...]:
        """All items that the text is a title of, the item among them."""
        return self._titles.sharing(text, item)

    def of_code(self, text: str) -> tuple[str, ...]:
        """The items whose codes the text begins with."""
        code = self._codes.read(text)
        return self.known(code.numbers) if code else ()

    def is_of_other_system(self, text: str) -> bool:
        """Whether the text begins with a code of another system: EB, MOIT."""
        code = self._codes.read(text)
        return code is not None and code.foreign

    def known(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """The rubric's items with these numbers."""
        return tuple(item for number in numbers if (item := f"{self._prefix}{number}") in self._ids)

    def _heading(self, words: str) -> tuple[Code | None, TitleMatch | None]:
        code = self._codes.read(words)
        return code, self._titles.best(code.rest if code and code.rest else words)


def _headings(page: Page) -> list[str]:
    """What the page says that it is about: its heading, and its title without the site's name."""
    return [words for words in (page.heading, page.title.split("|")[0].split(" – ")[0]) if words]
