"""Boxes whose links are mostly one item's: acts by their names, tenders by what is bought. The rest is its, too."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from services.crawler.match.filling import told_mark
from services.crawler.match.generic import is_generic
from services.crawler.match.laws import LAWS, is_law
from services.crawler.match.mark import Mark
from services.crawler.match.places import Place, place_of
from services.crawler.match.scope import Scopes
from services.crawler.match.titles import LONGEST_TITLE, TitleIndex
from services.crawler.match.wordings import WordedTitles
from services.crawler.page import Block, Link, Page

#: Fewest links of such a box, and of them that name the item; and which share of them must, on pages of the assessment
#: and on others.
_LINKS, _NAMING, _SHARE, _MOST = 4, 3, 0.3, 0.52
#: So many times as many as name any other item must name it.
_FAR_MORE = 4
#: Words that are so surely (0–1) another item's, or none's, are not this one's.
_ANOTHERS = 0.5

#: A link, and where it stands.
_Placed = tuple[Block, int, Link]


class AlikeBoxes:
    """Completes the boxes of one rubric's items."""

    def __init__(self, titles: TitleIndex, worded: WordedTitles) -> None:
        self._worded = worded
        self._of_laws = tuple(filter(None, (titles.exactly(LAWS),)))

    def completed(self, page: Page, marks: Sequence[Mark], *, about_ita: bool) -> list[Mark]:
        """The marks, and those of links in boxes that are mostly of one item; in document order. about_ita: the page
        speaks of the assessment."""
        if any(mark.coded for mark in marks) or not _may_have_boxes(page, marks):
            return list(marks)
        named = {(mark.block, mark.piece): mark for mark in marks}
        share = _SHARE if about_ita else _MOST
        of_one = [(box, item) for box in _boxes(page) if (item := self._item(box, named, share))]
        scopes = Scopes(page, marks) if of_one else None
        found = [mark for box, item in of_one if scopes for mark in self._told(box, named, item, scopes)]
        told = {(mark.block, mark.piece) for mark in found}
        kept = [mark for mark in marks if (mark.block, mark.piece) not in told]
        return sorted((*kept, *found), key=lambda mark: (mark.block, mark.piece)) if found else list(marks)

    def _item(self, box: Sequence[_Placed], named: Mapping[tuple[int, int], Mark], share: float) -> tuple[str, ...]:
        """The item that the box is of, if it is one's."""
        marks = [named.get((block.index, piece)) for block, piece, _ in box]
        if any(mark and mark.code for mark in marks):
            return ()
        items = [
            self._of_laws if is_law(link.text) else mark.items if mark else ()
            for (_, _, link), mark in zip(box, marks, strict=True)
        ]
        ranked = Counter(filter(None, items)).most_common(2)
        if not ranked or ranked[0][1] < max(_NAMING, len(box) * share):
            return ()
        return ranked[0][0] if len(ranked) == 1 or ranked[1][1] * _FAR_MORE <= ranked[0][1] else ()

    def _told(
        self, box: Sequence[_Placed], named: Mapping[tuple[int, int], Mark], item: tuple[str, ...], scopes: Scopes
    ) -> Iterator[Mark]:
        """Marks of the links that name the item neither themselves nor by what heads them."""
        for block, piece, link in box:
            own = named.get((block.index, piece))
            head = scopes.in_line(block, piece) or scopes.around(block)
            if (own and own.items == item) or (head and head.link is None):
                continue
            if is_law(link.text) or not self._is_anothers(link.text, item):
                yield told_mark(block, piece, item, link.text)

    def _is_anothers(self, words: str, item: tuple[str, ...]) -> bool:
        """Whether the words are surely another item's, or no item's."""
        return any(sure > _ANOTHERS for other, sure in self._worded.sureness(words).items() if other not in item)


def _may_have_boxes(page: Page, marks: Sequence[Mark]) -> bool:
    """Whether as many links name items or laws as the smallest box takes."""
    naming = sum(mark.link is not None and bool(mark.items) for mark in marks)
    return naming >= _NAMING or sum(is_law(link.text) for link in page.links if not link.chrome) >= _NAMING


def _boxes(page: Page) -> Iterator[list[_Placed]]:
    """The links that say anything, of every box in which they stand in places of one kind."""
    boxes: dict[tuple[int, Place], list[_Placed]] = defaultdict(list)
    for block in page.blocks:
        if not block.chrome and block.links and not block.level:
            links = [(block, n, piece) for n, piece in enumerate(block.pieces) if isinstance(piece, Link)]
            boxes[_box(page, block), place_of(page, block.element)] += [each for each in links if _says(each[2].text)]
    yield from (box for box in boxes.values() if len(box) >= _LINKS)


def _box(page: Page, block: Block) -> int:
    """The list or table that the block is an entry of; a line of many links is one by itself."""
    if len(block.links) >= _LINKS:
        return block.element
    row = next((each for each in page.around(block.element) if each.tag == "tr"), None)
    return (row or page.elements[block.element]).parent


def _says(words: str) -> bool:
    return bool(words) and len(words) <= LONGEST_TITLE and not is_generic(words)
