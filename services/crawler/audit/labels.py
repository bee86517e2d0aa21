"""Rows that call what stands behind their links: where nothing does, or another thing than they say, or where it was
read and says itself what it says."""

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from services.crawler.audit.proof import FIGURES, spoken
from services.crawler.dossier import Target
from services.crawler.dossier.coverage import months_of_other_years, months_said
from services.crawler.match import Matched
from services.crawler.match.generic import is_generic
from services.crawler.page import Block, Link, Page
from shared.thai import arabic_digits, fiscal_year_months
from shared.thai.plain import plain

#: Longest words of a row, in characters, that only call its links; and what says something, however short.
_LABEL, _SAYS = 80, re.compile(r"ไม่(?:มี|พบ|ปรากฏ|ได้)")


@dataclass(frozen=True)
class Behind:
    """What is behind an item's links, by their ``id``. dead: those that lead nowhere; read: those to words that were
    read; months: of files that name months, but none of the fiscal year, those months."""

    dead: frozenset[int]
    read: frozenset[int]
    months: Mapping[int, frozenset[str]]
    fiscal_year: int

    @classmethod
    def of(cls, followed: Iterable[tuple[Matched, Target]], fiscal_year: int) -> "Behind":
        """followed: the item's links with where they lead."""
        led = [(id(matched.link), target) for matched, target in followed]
        named = {link: target.document.months for link, target in led if target.document is not None}
        wanted = set(fiscal_year_months(fiscal_year))
        return cls(
            frozenset(link for link, target in led if target.reached in {"nothing", "gone"}),
            frozenset(link for link, target in led if target.readable),
            {link: months for link, months in named.items() if months and not months & wanted},
            fiscal_year,
        )


def without_dead_rows(page: Page, blocks: Sequence[Block], dead: frozenset[int]) -> list[Block]:
    """The blocks that are not in a short row, or an entry of a list, whose links all lead nowhere: "กุมภาพันธ์ 2567"
    beside a dead link shows nothing of that month. dead: the links by ``id``."""
    if not dead:
        return list(blocks)
    gone = _in_rows(page, page.blocks, lambda row: _is_short(row) and _all_among(dead, row))
    return [block for block in blocks if block.index not in gone]


def without_mistaken_rows(page: Page, blocks: Sequence[Block], behind: Behind) -> list[Block]:
    """The blocks that are not in a short row that names a month, while its files are of that month of another year by
    their own words."""
    if not behind.months:
        return list(blocks)
    mistaken = _in_rows(page, blocks, lambda row: _is_mistaken(row, behind))
    return [block for block in blocks if block.index not in mistaken]


def _is_mistaken(row: Sequence[Block], behind: Behind) -> bool:
    if not _is_short(row) or not _all_among(behind.months, row):
        return False
    called = months_said(plain(" ".join(block.text for block in row)), behind.fiscal_year)
    files = [behind.months[id(link)] for link in _links(row)]
    return bool(called) and all(months_of_other_years(called, named, behind.fiscal_year) == called for named in files)


def labels(page: Page, blocks: Sequence[Block], read: frozenset[int]) -> frozenset[int]:
    """Indices of the blocks that only call what stands behind the links of their line or row: "ผลการใช้จ่าย PDF". Where
    that was read, it proves what it says itself. read: the links of which that holds, by ``id``."""
    return _in_rows(page, blocks, lambda row: _only_calls(row, read)) if read else frozenset()


def _only_calls(row: Sequence[Block], read: frozenset[int]) -> bool:
    if not _is_short(row) or not _all_among(read, row):
        return False
    words = arabic_digits(" ".join(map(spoken, row)))
    said = FIGURES.search(words) or _SAYS.search(words)
    return not said and all(is_generic(link.text) for link in _links(row))


def _in_rows(page: Page, blocks: Sequence[Block], such: Callable[[Sequence[Block]], bool]) -> frozenset[int]:
    """Indices of the blocks in such rows of a table, entries of a list, or lines."""
    rows: dict[int, list[Block]] = {}
    for block in blocks:
        rows.setdefault(_row(page, block), []).append(block)
    lines = ([block] for row in rows.values() if len(row) > 1 for block in row if block.links)
    return frozenset(block.index for row in chain(rows.values(), lines) if such(row) for block in row)


def _row(page: Page, block: Block) -> int:
    return next((each.index for each in page.around(block.element) if each.tag in {"tr", "li"}), block.element)


def _is_short(row: Sequence[Block]) -> bool:
    return sum(len(spoken(block)) for block in row) <= _LABEL


def _all_among(known: Container[int], row: Sequence[Block]) -> bool:
    """Whether the row has links, and all of them are known ones, by ``id``."""
    links = _links(row)
    return bool(links) and all(id(link) in known for link in links)


def _links(row: Sequence[Block]) -> list[Link]:
    return [link for block in row for link in block.links if not link.toggle]
