"""Which words of an item's place or page only call it by its title, and which of them prove what they say."""

import re
from collections.abc import Iterator, Sequence

from services.crawler.dossier.source import word_key
from services.crawler.match.names import ItemNames
from services.crawler.page import Block, Page
from services.crawler.page.model import LOWEST_HEADING
from shared.thai import arabic_digits

#: Under a heading so many characters of words are what it is the heading of.
_CONTENT = 20
#: A text that is a title by less than this (0–100) says more than a title, and so does a longer one behind a code's.
_NOTHING_ELSE, _LONG = 85.0, 45
#: A number that is no year: of a telephone, of persons.
FIGURES = re.compile(r"(?<!\d)(?!2[05]\d\d(?!\d))\d{3,}")
#: What only says that there is nothing yet.
_NOT_YET = re.compile(
    r"\W*(?:อยู่(?:ใน)?ระหว่าง|กำลัง(?:ดำเนินการ|ปรับปรุง|จัดทำ)|รอ(?:ข้อมูล|การ|ดำเนินการ)|ยังไม่|coming soon)", re.IGNORECASE
)


class Titles:
    """Tells the titles of an item, which only promise, from its words."""

    def __init__(self, names: ItemNames) -> None:
        self._names = names

    def of_section(self, page: Page, blocks: Sequence[Block], item: str) -> frozenset[int]:
        """Indices of the blocks of an item's place on a list that call it. What comes behind the first title, and is
        more than a title, heads something or stands in a table of the item's own, is said of the item."""
        return frozenset(self._among(page, blocks, item, called=[], listed=True))

    def of_page(self, page: Page, blocks: Sequence[Block], item: str) -> frozenset[int]:
        """The same of the item's own page, where words that are no heading are a title only with the item's code."""
        called = [word_key(page.heading)] if self.name(page.heading, item) else []
        return frozenset(self._among(page, blocks, item, called=called, listed=False))

    def name(self, words: str, item: str) -> bool:
        """Whether the words are the item's title or begin with its code."""
        return self._score(words, item) > 0 or self._coded(words, item)

    def _among(
        self, page: Page, blocks: Sequence[Block], item: str, *, called: list[str], listed: bool
    ) -> Iterator[int]:
        tables: frozenset[int] | None = None
        behind_code = False
        for block in blocks:
            words = spoken(block)
            coded, score = self._coded(words, item), self._score(words, item) if listed or block.level else 0.0
            if not coded and not score:
                continue
            tables = _tables(page, block) if tables is None else tables
            own_table = bool(_tables(page, block) - tables)
            key = word_key(words)
            again = not called or any(key in each for each in called)
            told = own_table or (behind_code and len(words) > _LONG) or _says_more(page, block, score)
            if coded or again or leads_on(block) or not told:
                called += [key] if score else []
                behind_code |= coded
                yield block.index

    def _coded(self, words: str, item: str) -> bool:
        return item in self._names.of_code(words)

    def _score(self, words: str, item: str) -> float:
        title = self._names.of_title(words)
        return title[1] if title is not None and title[0] == item else 0.0


def headed(blocks: Sequence[Block], titles: frozenset[int]) -> Iterator[tuple[str, str]]:
    """The headings among the blocks that are no titles of the item, each with the words under it."""
    heading, under = "", [""]
    for block in blocks:
        if not block.level:
            under.append(block.text)
            continue
        if heading:
            yield heading, "\n".join(under)
        heading, under = "" if block.index in titles else block.text, []
    if heading:
        yield heading, "\n".join(under)


def spoken(block: Block) -> str:
    """The block's words that are no link's."""
    if len(block.pieces) == 1:  # as of most blocks
        piece = block.pieces[0]
        return piece if isinstance(piece, str) else ""
    return " ".join(piece for piece in block.pieces if isinstance(piece, str))


def leads_on(block: Block) -> bool:
    """Whether the block has links that do more than open a part of the page."""
    return any(not link.toggle for link in block.links)


def _tables(page: Page, block: Block) -> frozenset[int]:
    return frozenset(each.index for each in page.around(block.element) if each.tag == "table")


def _says_more(page: Page, block: Block, score: float) -> bool:
    if block.level:
        return page.forms > 0 or _heads_something(page, block)
    return score < _NOTHING_ELSE or FIGURES.search(arabic_digits(block.text)) is not None


def _heads_something(page: Page, heading: Block) -> bool:
    """Whether words that are no link's, or a picture, stand under the heading."""
    end, letters = len(page.elements), 0
    for block in page.blocks[heading.index + 1 :]:
        if block.chrome or 0 < block.level <= heading.level or block.level > LOWEST_HEADING:
            end = block.element
            break
        words = spoken(block)
        letters += 0 if block.level or _NOT_YET.match(words) else len(words)
        if letters >= _CONTENT:
            return True
    return any(heading.element < image.element < end for image in page.images if not image.chrome)
