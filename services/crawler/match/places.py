"""Where on a page something stands: places of one kind are a list's entries."""

from services.crawler.page import Page
from services.crawler.page.attributes import class_kind

#: Tag and kind of classes of an element and of the two around it.
Place = tuple[tuple[str, str], ...]
_AROUND = 3


def place_of(page: Page, element: int) -> Place:
    """The kind of place that the element is."""
    around = (page.elements[index] for index in page.path(element)[::-1][:_AROUND])
    return tuple((each.tag, class_kind(each.classes)) for each in around)
