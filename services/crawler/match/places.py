"""Where on a page something stands: places of one kind are a list's entries."""

from collections.abc import Iterable

from services.crawler.page import Page
from services.crawler.page.attributes import class_kind

#: Tag and kind of classes of an element and of the two around it.
Place = tuple[tuple[str, str], ...]
_AROUND = 3


def place_of(page: Page, element: int) -> Place:
    """The kind of place that the element is."""
    around = (page.elements[index] for index in page.path(element)[::-1][:_AROUND])
    return tuple((each.tag, class_kind(each.classes)) for each in around)


def box_around(page: Page, elements: Iterable[int]) -> int:
    """The smallest element around all of these; there is at least one."""
    first, *others = elements
    shared = page.path(first)
    for element in others:
        shared = shared[: page.shared(first, element)]
    return shared[-1]
