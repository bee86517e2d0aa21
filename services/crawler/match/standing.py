"""Which titles without a code stand where a page's list has its entries, and which only echo them elsewhere."""

from collections.abc import Sequence

from services.crawler.match.marks import CODELESS_SCORE, Mark
from services.crawler.page import Page
from services.crawler.page.attributes import class_kind

#: Tag and kind of classes of an element and of the two around it.
_Place = tuple[tuple[str, str], ...]
_AROUND = 3
#: So many items named by codes make a list; a single code does not.
_LIST = 2


def without_echoes(page: Page, marks: Sequence[Mark]) -> list[Mark]:
    """On a page whose items carry codes, leaves out titles without one that are no further entry of the same list:
    menus, remarks, and files that are named like another item."""
    coded = {item for mark in marks if mark.code for item in mark.items}
    if sum(mark.code is not None and mark.code.foreign for mark in marks) > len(coded):
        return [mark for mark in marks if mark.code]
    if len(coded) < _LIST:
        return [mark for mark in marks if mark.code or mark.items]
    entries = [mark for mark in marks if mark.code and mark.items]
    places = {_place(page, element) for mark in entries for element in (mark.element, page.blocks[mark.until].element)}
    inside = range(entries[0].block, max(mark.block for mark in entries) + 1)
    return [
        mark
        for mark in marks
        if mark.code or (mark.block in inside and _place(page, mark.element) in places and _stands_alone(mark, coded))
    ]


def _stands_alone(mark: Mark, coded: set[str]) -> bool:
    strong = mark.title is not None and mark.title.score >= CODELESS_SCORE
    return strong and bool(mark.items) and not coded & set(mark.items)


def _place(page: Page, element: int) -> _Place:
    around = (page.elements[index] for index in page.path(element)[::-1][:_AROUND])
    return tuple((each.tag, class_kind(each.classes)) for each in around)
