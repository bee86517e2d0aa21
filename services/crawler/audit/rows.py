"""Rows of links that a website repeats on page after page: a menu, though it stands in a table like anything else."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from msgspec.structs import replace as changed

from services.crawler.audit.proof import spoken
from services.crawler.page import Block, Link, Page

#: So many links side by side are a row; so many pages have it, and more than this share of those learnt from.
_ROW, _PAGES, _SHARE = 4, 3, 0.5
_WORDS = re.compile(r"\w")
#: Pages of which this is learnt: the home page, the list and the first of the items tell, and many audits run at once.
_LEARNT = 16


class Rows:
    """Learns from the first pages of a website which links they have in common."""

    def __init__(self) -> None:
        self._pages: set[str] = set()
        self._on: Counter[int] = Counter()

    def learn(self, page: Page) -> None:
        """Counts the page's links, once for every page."""
        if page.url not in self._pages and len(self._pages) < _LEARNT:
            self._pages.add(page.url)
            self._on.update(key for _, key in _keyed(page))

    def without(self, page: Page) -> Page:
        """The page with its rows as menus; the same one where it has none."""
        common = {id(link) for link, key in _keyed(page) if self._is_common(key)}
        hidden = {block.index: _hidden(block) for block in self._in_rows(page, common)} if common else {}
        if not hidden:
            return page
        links = {id(old): new for index, block in hidden.items() for old, new in _pairs(page.blocks[index], block)}
        return replace(
            page,
            blocks=[hidden.get(block.index, block) for block in page.blocks],
            links=[links.get(id(link), link) for link in page.links],
        )

    def _is_common(self, key: int) -> bool:
        return self._on[key] >= _PAGES and self._on[key] > _SHARE * len(self._pages)

    @staticmethod
    def _in_rows(page: Page, common: set[int]) -> Iterator[Block]:
        """The blocks of every row: nothing but common links stands in them, one right behind the other."""
        row: list[Block] = []
        for block in (*page.blocks, None):
            if block is not None and _is_entry(block, common):
                row.append(block)
                continue
            if sum(len(each.links) for each in row) >= _ROW:
                yield from row
            row = []


def _is_entry(block: Block, common: set[int]) -> bool:
    links = block.links
    return bool(links) and all(id(link) in common for link in links) and not _WORDS.search(spoken(block))


def _keyed(page: Page) -> Iterator[tuple[Link, int]]:
    """The page's links outside of menus that lead to pages of their own, with what is the same for all that are alike:
    in address, in words, and in which of those alike it is on its page. What a page has once more is its own."""
    seen: Counter[tuple[str, str]] = Counter()
    for link in page.links:
        if link.fetchable and not link.chrome and not link.toggle:
            seen[link.url, link.text] += 1
            yield link, hash((link.url, link.text, seen[link.url, link.text]))


def _hidden(block: Block) -> Block:
    pieces = tuple(piece if isinstance(piece, str) else changed(piece, chrome=True) for piece in block.pieces)
    return changed(block, chrome=True, pieces=pieces)


def _pairs(one: Block, other: Block) -> Iterator[tuple[Link, Link]]:
    return zip(one.links, other.links, strict=True)
