"""The rows and cells of a page's tables."""

from functools import cached_property

from services.crawler.page import Page


class Tables:
    """Looks them up by the element that holds them, in order."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @cached_property
    def rows(self) -> dict[int, list[int]]:
        """For every parent its rows."""
        return self._children("tr")

    @cached_property
    def cells(self) -> dict[int, list[int]]:
        """For every row its cells."""
        return self._children("td", "th")

    def head_rows(self, row: int) -> list[int]:
        """The rows of the head of a row's table, where it has one of its own."""
        body = self._page.elements[self._page.elements[row].parent]
        return self.rows.get(self._heads.get(body.parent, -1), []) if body.tag == "tbody" else []

    @cached_property
    def _heads(self) -> dict[int, int]:
        """For every table with a head of its own that head."""
        return {element.parent: element.index for element in self._page.elements if element.tag == "thead"}

    def _children(self, *tags: str) -> dict[int, list[int]]:
        """For every parent its elements with these tags, in order."""
        children: dict[int, list[int]] = {}
        for element in self._page.elements:
            if element.tag in tags:
                children.setdefault(element.parent, []).append(element.index)
        return children
