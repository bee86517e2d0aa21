"""Which mark governs a block: the item that the block's links and words belong to.

The rule is spatial, as people read a page: the smallest box around the block that names any item decides. Where that
box names one item and is one of several alike (a table row, a list entry, a card), the item is that one. Otherwise the
last mark before the block governs it, until a heading of the same or a higher level, or until the mark's own box ends.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from services.crawler.match.generic import is_generic
from services.crawler.match.heads import Heads, kind_of
from services.crawler.match.mark import Mark
from services.crawler.match.tables import Tables
from services.crawler.page import Block, Element, Page
from services.crawler.page.attributes import class_kind

_CARD_TAGS = frozenset({"tr", "li", "dd", "details", "article", "fieldset"})
#: Parts that continue the line before them.
_CONTINUING_TAGS = frozenset({"ul", "ol", "dl", "table", "blockquote"})
#: Parts of a text that a heading goes before; a ``div`` may be anything.
_TEXT_TAGS = frozenset({"p", "ul", "ol", "dl", "table", "blockquote", "figure"})
#: Blocks after a mark with a link of its own that may still continue it ("ลิงก์ที่ 2").
_NEAR = 12
#: So many columns of a row that name items make it the head of a table whose items stand side by side.
_COLUMNS = 3
#: And of a row of nothing but head cells.
_HEAD_COLUMNS = 2
#: Rows above that may be such a head: a year's months and more.
_HEAD_ROWS = 40


class Scopes:
    """The governing mark of every block of one page."""

    def __init__(self, page: Page, marks: Sequence[Mark]) -> None:
        self._page = page
        self._heads = Heads(page)
        self._marks = marks
        self._tables = Tables(page)
        self._within: dict[int, list[Mark]] = {}
        self._in_block: dict[int, list[Mark]] = {}
        for mark in marks:
            self._in_block.setdefault(mark.block, []).append(mark)
            for element in page.path(mark.element):
                self._within.setdefault(element, []).append(mark)
        self._by_words: dict[str, Mark] = {}
        for mark in marks:
            if mark.level:
                self._by_words.setdefault(page.blocks[mark.block].text, mark)
        self._single: dict[int, bool] = {}
        self._between: dict[int, frozenset[tuple[str, str]]] = {}

    def in_line(self, block: Block, piece: int) -> Mark | None:
        """The mark of the block itself that governs one of its pieces: the last before it, else the only one."""
        marks = self._in_block.get(block.index, [])
        before = [mark for mark in marks if mark.piece <= piece]
        if before:
            return before[-1]
        return marks[0] if len({mark.items for mark in marks}) == 1 else None

    def around(self, block: Block) -> Mark | None:
        """The mark outside the block that governs it, or None."""
        # Pages that name no item have nothing to look for.
        only: tuple[str, ...] | None = None
        for element in self._page.around(block.element) if self._within else ():
            marks = self._within.get(element.index)
            if found := self._governing(element, marks, block):
                return found if only in {None, found.items} else None
            if marks and marks[0].block < block.index and not self._nested(element.index):
                # Only what is said above of the very item of a whole list still holds for all of it.
                if not self._names_one(element.index) or only not in {None, marks[0].items}:
                    return None
                only = marks[0].items
        return None

    def _governing(self, element: Element, marks: list[Mark] | None, block: Block) -> Mark | None:
        """The mark that governs the block by way of one element around it."""
        if marks and (found := self._decide(element.index, marks, block)):
            return found
        if element.tag == "tr":
            return self._column(element.index, block) or self._carried(element.index) or self._continued(element.index)
        return self._opened_by(element.ident) if element.ident else None

    def head_of(self, block: Block, items: tuple[str, ...]) -> Mark | None:
        """The words that head the block, where they and all that is named in between name just these items."""
        before = bisect_left(self._marks, block.index, key=lambda mark: mark.block)
        for mark in reversed(self._marks[:before]):
            if mark.items != items:
                return None
            if mark.link is None:
                return None if self._heads.end(mark, block) else mark
        return None

    def reached(self, block: Block) -> list[Mark]:
        """The marks of the rows below into which the block's cell reaches: one file for several items."""
        cell = next((each for each in self._page.around(block.element) if each.tag in {"td", "th"}), None)
        if cell is None or cell.rowspan == 1 or self._within.get(cell.index):
            return []
        rows = self._tables.rows.get(self._page.elements[cell.parent].parent, [])
        start = bisect_left(rows, cell.parent) + 1
        below = (self._within.get(row, []) for row in rows[start : start + cell.rowspan - 1])
        return [marks[0] for marks in below if len({mark.items for mark in marks}) == 1]

    def _nested(self, element: int) -> bool:
        """Whether the box names one item only, so that a heading above may still say more."""
        return self._names_one(element) and self._is_card(element)

    def _names_one(self, box: int) -> bool:
        if box not in self._single:
            self._single[box] = len({mark.items for mark in self._within[box]}) == 1
        return self._single[box]

    def _carried(self, row: int) -> Mark | None:
        """The mark in a cell of a row above that reaches into this one."""
        for cell in self._page.carried_cells.get(row, ()):
            if marks := self._within.get(cell):
                return marks[0]
        return None

    def _continued(self, row: int) -> Mark | None:
        """The mark of the row above, where this row leaves the cell empty that names the item there."""
        rows = self._tables.rows.get(self._page.elements[row].parent, [])
        place = bisect_left(rows, row)
        while place > 0:
            cells = self._tables.cells.get(rows[place], [])
            place -= 1
            marks = self._within.get(rows[place], [])
            above = self._tables.cells.get(rows[place], [])
            column = next(
                (n for n, cell in enumerate(above) if marks and cell in self._page.path(marks[0].element)), None
            )
            empty = self._cells_empty(cells, column if column is not None else 0, len(above))
            if marks:
                return marks[0] if empty and len({mark.items for mark in marks}) == 1 else None
            if not empty:
                return None
        return None

    def _column(self, row: int, block: Block) -> Mark | None:
        """The mark of the block's column, where this row names no item and a row above one a column; or the row below,
        where the table begins with links: pictures over their captions."""
        if self._within.get(row):
            return None
        cells = self._tables.cells.get(row, [])
        path = set(self._page.path(block.element))
        column = next((number for number, cell in enumerate(cells) if cell in path), None)
        rows = self._tables.rows.get(self._page.elements[row].parent, [])
        place = bisect_left(rows, row)
        its_head = self._tables.head_rows(row)
        before = (*its_head, *rows[max(0, place - _HEAD_ROWS) : place])
        named_above = any(self._within.get(above) for above in its_head)
        captions = rows[place + 1 : place + 2] if not named_above and self._begins_with_links(rows) else None
        for above in captions if captions is not None else reversed(before):
            heads = self._tables.cells.get(above, [])
            named = [self._within.get(head, []) for head in heads]
            least = _HEAD_COLUMNS if all(self._page.elements[head].tag == "th" for head in heads) else _COLUMNS
            if sum(map(bool, named)) >= least:
                across = len(heads) == len(cells) and len({m.items for marks in named for m in marks}) >= least
                return named[column][0] if across and column is not None and named[column] else None
            if any(named):
                return None
        return None

    def _begins_with_links(self, rows: Sequence[int]) -> bool:
        """Whether the first row that has a link or names an item has only links."""
        first = next((row for row in rows if row in self._linked or row in self._within), None)
        return first is not None and first not in self._within

    def _cells_empty(self, cells: Sequence[int], column: int, width: int) -> bool:
        return len(cells) == width and cells[column] not in self._first_block

    def _opened_by(self, ident: str) -> Mark | None:
        words = self._page.controllers.get(ident)
        if not words:
            return None
        return self._by_words.get(words)

    def _decide(self, box: int, marks: Sequence[Mark], block: Block) -> Mark | None:
        before = bisect_left(marks, block.index, key=lambda mark: mark.block)
        if self._is_card(box) and self._names_one(box):
            only = marks[max(0, before - 1)]
            return None if self._is_headed_apart(only, block) else only
        if not before:
            return None
        mark = marks[before - 1]
        if self._reaches(box, mark, marks, block):
            return mark
        earlier = marks[max(0, before - 1 - _NEAR) : before - 1]
        heading = next((m for m in reversed(earlier) if m.level and m.items == mark.items), None)
        return heading if heading and self._reaches(box, heading, marks, block) else None

    def _is_headed_apart(self, mark: Mark, block: Block) -> bool:
        """Whether the block stands in a box beside the mark's with a heading of its own, no lower than the mark's."""
        its, shared = self._page.path(block.element), self._page.shared(mark.element, block.element)
        if not mark.level or shared >= len(its):
            return False
        inside = self._page.blocks[self._first_block[its[shared]] : block.index]
        others = (each for each in inside if not mark.block <= each.index <= mark.until)
        return any(0 < each.level <= mark.level and not is_generic(each.text) for each in others)

    def _is_card(self, box: int) -> bool:
        element = self._page.elements[box]
        return element.tag in _CARD_TAGS or self._siblings.get(box, 0) > 1

    def _reaches(self, box: int, mark: Mark, marks: Sequence[Mark], block: Block) -> bool:
        """Whether the mark's part of the box is still open where the block stands."""
        if self._heads.end(mark, block):
            return False
        own = self._child(box, mark.element)
        if own is not None and not self._is_of_heading(own, mark) and self._has_links_beyond(own, mark):
            return False
        if mark.level == 0 and self._page.blocks[mark.block].links:
            return self._continues(box, mark, block)
        return self._alike(box, mark, marks, block)

    def _is_of_heading(self, box: int, mark: Mark) -> bool:
        """Whether a box around the mark is its heading or inside it."""
        return mark.level > 0 and self._page.elements[box].level > 0

    def _has_links_beyond(self, box: int, mark: Mark) -> bool:
        return any(block != mark.block for block in self._linked.get(box, ()))

    def _continues(self, box: int, mark: Mark, block: Block) -> bool:
        """After a line with its own link: only words that could stand under any item, or a list right below."""
        if block.index - mark.block > _NEAR and not self._below_list(box, mark, block):
            return False
        generic = bool(block.text) and all(is_generic(link.text) for link in block.links) and is_generic(block.text)
        return (generic and bool(block.links)) or self._below_list(box, mark, block)

    def _below_list(self, box: int, mark: Mark, block: Block) -> bool:
        part, own = self._child(box, block.element), self._child(box, mark.element)
        if part is None or own is None:
            return False
        tags = self._page.elements[part].tag, self._page.elements[own].tag
        return tags[0] in _CONTINUING_TAGS and tags[1] not in _CONTINUING_TAGS and self._follows(box, mark, part)

    def _follows(self, box: int, mark: Mark, part: int) -> bool:
        """Whether no words of the box, which would head the part, stand between the mark's line and the part."""
        between = self._page.blocks[mark.until + 1 : self._first_block[part]]
        outside = (self._child(box, block.element) for block in between if not block.links and len(block.text) > 1)
        return all(child is None or self._page.elements[child].tag in _CONTINUING_TAGS for child in outside)

    def _alike(self, box: int, mark: Mark, marks: Sequence[Mark], block: Block) -> bool:
        """After the last mark of the box, only parts of the kinds that stand between its marks still belong to it."""
        if marks[-1].block > block.index or len(marks) < 3:  # noqa: PLR2004 - two marks show no pattern
            return True
        part = self._child(box, block.element)
        if part is None or kind_of(self._page, part) in self._kinds_between(box, marks):
            return True
        tag = self._page.elements[part].tag
        follows = tag in _CONTINUING_TAGS and self._first_block[part] == mark.until + 1
        return follows or (mark.level > 0 and tag in _TEXT_TAGS)

    def _kinds_between(self, box: int, marks: Sequence[Mark]) -> frozenset[tuple[str, str]]:
        if box not in self._between:
            last = marks[-1].block
            parts = {
                part
                for block in self._page.blocks[marks[0].block : last + 1]
                if (part := self._child(box, block.element)) is not None
            }
            self._between[box] = frozenset(kind_of(self._page, part) for part in parts)
        return self._between[box]

    def _child(self, box: int, element: int) -> int | None:
        """The part of the box, one level below it, that holds the element; None if it stands directly in the box."""
        path = self._page.path(element)
        depth = len(self._page.path(box))
        return path[depth] if len(path) > depth else None

    @cached_property
    def _first_block(self) -> dict[int, int]:
        """For every element that shows anything its first block."""
        blocks = reversed(self._page.blocks)
        return {element: block.index for block in blocks for element in self._page.path(block.element)}

    @cached_property
    def _siblings(self) -> dict[int, int]:
        """For every element how many of its kind (tag and classes, not bare paragraphs) its parent has."""
        kinds: dict[tuple[int, str, str], list[int]] = {}
        for element in self._page.elements:
            if element.tag not in {"p", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"}:
                kind = element.parent, element.tag, class_kind(element.classes)
                kinds.setdefault(kind, []).append(element.index)
        return {index: len(group) for group in kinds.values() for index in group}

    @cached_property
    def _linked(self) -> dict[int, tuple[int, int]]:
        """For every element with links its first and its last block that has any."""
        linked: dict[int, tuple[int, int]] = {}
        for block in self._page.blocks:
            if any(not link.toggle for link in block.links):
                for element in self._page.path(block.element):
                    linked[element] = linked.get(element, (block.index,))[0], block.index
        return linked
