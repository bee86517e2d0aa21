"""The entries of a page's list: all that stands where most items are named, whether or not it names one by itself."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from services.crawler.match.generic import is_generic
from services.crawler.match.mark import Mark, items_of
from services.crawler.match.places import Place, box_around, place_of
from services.crawler.match.scope import Scopes
from services.crawler.match.titles import LONGEST_TITLE
from services.crawler.page import Block, Link, Page

#: Fewest letters of words that say anything.
_SAYING = 3


class Entry(msgspec.Struct, frozen=True):
    """One entry of a list. block, piece: where its words stand; mark: the one there, which may name no item, or None;
    words: its own, and those of its links."""

    block: Block
    piece: int
    mark: Mark | None
    words: tuple[str, ...]

    @property
    def items(self) -> tuple[str, ...]:
        """The items that it names by itself."""
        return self.mark.items if self.mark else ()


class Listed(msgspec.Struct, frozen=True):
    """The entries in order. heads: whether they are words that head what follows, and no links."""

    entries: tuple[Entry, ...] = ()
    heads: bool = False


def listed(page: Page, marks: Sequence[Mark], least: int) -> Listed:
    """The list of the page that names most items, rather of heads than of links; empty if they are fewer than that."""
    kinds: dict[tuple[bool, Place], list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.items:
            kinds[(mark.level > 0, place_of(page, mark.element))].append(mark)
    kind, named = max(kinds.items(), key=lambda each: (len(items_of(each[1])), each[0]), default=(None, []))
    if kind is None or len(items_of(named)) < least:
        return Listed()
    box = box_around(page, (mark.element for mark in named))
    blocks = [
        block
        for block in page.blocks
        if not block.chrome
        and (block.level > 0) is kind[0]
        and box in page.path(block.element)
        and place_of(page, block.element) == kind[1]
    ]
    at = {(mark.block, mark.piece): mark for mark in marks}
    if all(mark.link is None for mark in named):
        return Listed(tuple(_heads(page, blocks, at)), heads=True)
    scopes = Scopes(page, marks)
    open_blocks = [each for each in blocks if _has_mark(each, at) or not _is_governed(scopes.around(each))]
    return Listed(
        tuple(entry for block, inside in _outer(page, open_blocks, at) for entry in _in_line(block, inside, at))
    )


def _has_mark(block: Block, marks: Mapping[tuple[int, int], Mark]) -> bool:
    return any((block.index, piece) in marks for piece in range(len(block.pieces)))


def _is_governed(mark: Mark | None) -> bool:
    """Whether that is the mark of what heads an entry; a link that names an item speaks for none beside it."""
    return mark is not None and (mark.link is None or mark.code is not None)


def _heads(page: Page, blocks: Sequence[Block], marks: Mapping[tuple[int, int], Mark]) -> Iterator[Entry]:
    """The blocks that begin with words that are no link, each with the links up to the next one."""
    blocks = _first_of_each(page, blocks, marks)
    coded = {block for (block, _), mark in marks.items() if mark.code and mark.items}
    if all(block.index in coded for block in blocks):
        return  # as of most lists, in which there is nothing to fill
    ends = [*(block.index for block in blocks[1:]), len(page.blocks)][: len(blocks)]
    for block, end in zip(blocks, ends, strict=True):
        place = next((n for n, piece in enumerate(block.pieces) if (block.index, n) in marks or _says(piece)), None)
        if place is None or isinstance(block.pieces[place], Link):
            continue
        links = [link for each in page.blocks[block.index : end] for link in each.links]
        yield _entry(block, place, marks, links)


def _first_of_each(page: Page, blocks: Sequence[Block], marks: Mapping[tuple[int, int], Mark]) -> list[Block]:
    """The blocks but for further lines and cells: of an element, a table row or a title that has begun before."""
    until = {mark.block: mark.until for mark in marks.values()}
    rows: set[int] = set()
    firsts: list[Block] = []
    end = -1
    for block in blocks:
        row = next((each.index for each in page.around(block.element) if each.tag == "tr"), block.element)
        if row not in rows and block.index > end:
            firsts.append(block)
            end = until.get(block.index, -1)
        rows.add(row)
    return firsts


def _outer(
    page: Page, blocks: Sequence[Block], marks: Mapping[tuple[int, int], Mark]
) -> Iterator[tuple[Block, list[Link]]]:
    """The blocks that stand inside no other, each with the links of what stands inside it: a table in a cell. What
    names items inside has entries of its own."""
    end = -1
    for block in blocks:
        if block.index < end:
            continue
        end = block.index + 1
        while end < len(page.blocks) and block.element in page.path(page.blocks[end].element)[:-1]:
            end += 1
        inside = page.blocks[block.index + 1 : end]
        if any(_has_mark(each, marks) for each in inside):
            inside, end = (), block.index + 1
        yield block, [link for each in inside for link in each.links]


def _in_line(block: Block, inside: Sequence[Link], marks: Mapping[tuple[int, int], Mark]) -> Iterator[Entry]:
    """The entries of one line: its links; or words, and the links up to the next words that say anything."""
    head: int | None = None
    links: list[Link] = []
    for place, piece in enumerate(block.pieces):
        mark = marks.get((block.index, place))
        if isinstance(piece, Link) and mark is None and head is not None:
            links.append(piece)
            continue
        if mark is None and not _says(piece):
            continue
        yield from _closed(block, head, marks, links)
        head, links = None, []
        if isinstance(piece, str):
            head = place
        else:
            yield _entry(block, place, marks, [])
    yield from _closed(block, head, marks, [*links, *inside])


def _closed(
    block: Block, head: int | None, marks: Mapping[tuple[int, int], Mark], links: Sequence[Link]
) -> Iterator[Entry]:
    """The entry of words with links; words without any are none, unless they name an item."""
    if head is not None and (links or (block.index, head) in marks):
        yield _entry(block, head, marks, links)


def _entry(block: Block, place: int, marks: Mapping[tuple[int, int], Mark], links: Sequence[Link]) -> Entry:
    mark = marks.get((block.index, place))
    piece = block.pieces[place]
    own = mark.title_text if mark and mark.title_text else piece if isinstance(piece, str) else piece.text
    others = dict.fromkeys(link.text for link in links if _says(link) and link.text != own)
    return Entry(block, place, mark, (own, *others))


def _says(piece: str | Link) -> bool:
    words = piece if isinstance(piece, str) else piece.text
    return sum(map(str.isalpha, words)) >= _SAYING and len(words) <= LONGEST_TITLE and not is_generic(words)
