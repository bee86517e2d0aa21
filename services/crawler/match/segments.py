"""The pieces of a page's text and links, in order, and codes that stand side by side among them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import msgspec

from services.crawler.match.codes import Code
from services.crawler.match.generic import is_generic
from services.crawler.page import Block, Link, Page

#: Elements whose codes are each an entry's.
_ENTRIES = frozenset({"td", "th", "li"})


class Segment(msgspec.Struct, frozen=True):
    """One text or link of a block. piece: its place in the block."""

    block: Block
    piece: int
    text: str
    link: Link | None


def segments_of(page: Page) -> Iterator[Segment]:
    """All of the page but its menus and frames, in document order."""
    for block in page.blocks:
        if block.chrome:
            continue
        for place, piece in enumerate(block.pieces):
            if isinstance(piece, str):
                yield Segment(block, place, piece, None)
            elif not piece.chrome and piece.kind != "frame":
                yield Segment(block, place, piece.text, piece)


def with_twins(page: Page, segments: Sequence[Segment], read: Sequence[Code | None]) -> list[Code | None]:
    """The codes; of two badges side by side before a title, on a card of two items, the second with both numbers."""
    codes = list(read)
    for number, (one, other) in enumerate(pairwise(read)):
        if one and other and _is_badge(one) and _is_badge(other) and _are_twins(page, segments, read, number):
            codes[number] = replace(one, numbers=(), group=True)
            codes[number + 1] = replace(other, numbers=(*one.numbers, *other.numbers))
    return codes


def _is_badge(code: Code) -> bool:
    """Whether the code says nothing but an item's number."""
    return code.kind == "letter" and bool(code.numbers) and not (code.group or code.foreign) and len(code.rest) <= 1


def _are_twins(page: Page, segments: Sequence[Segment], read: Sequence[Code | None], number: int) -> bool:
    """Whether a badge and the next stand in one box, without links, and words behind them that are no link."""
    one, other, *behind = segments[number : number + 3]
    first, second = (page.elements[each.block.element] for each in (one, other))
    if one.link or other.link or first.parent != second.parent or first.tag in _ENTRIES or not behind:
        return False
    return read[number + 2] is None and behind[0].link is None and not is_generic(behind[0].text)
