"""A place that names items, and when a title is enough to name one."""

from collections.abc import Iterable

import msgspec

from services.crawler.match.codes import Code
from services.crawler.match.titles import TitleMatch
from services.crawler.page import Link

#: A title below the score that names an item, and from here on, may still be one of a list in order.
NEAR = 68.0
#: A title that names an item without any code needs this score on a page whose items carry codes.
CODELESS_SCORE = 84.0
#: Noted of a mark whose item only its neighbours tell.
BY_NEIGHBOURS = "by its neighbours in the list"


class Mark(msgspec.Struct, frozen=True):
    """A place that names items. items: their ids, set once the page's numbering is known; empty for a barrier.

    title_text: the words beside the code. title: the item that they name. block, piece: where; level: heading level.
    until: the block in which its title ends, the same one unless code and title stand apart. link: the link whose own
    words they are, else None. noted: how code and title differ, or that neither tells the item.
    """

    block: int
    piece: int
    element: int
    level: int
    code: Code | None
    title: TitleMatch | None
    title_text: str
    link: Link | None
    until: int
    items: tuple[str, ...] = ()
    noted: str = ""

    @property
    def coded(self) -> bool:
        """Whether a code of the rubric's own system stands there."""
        return self.code is not None and not self.code.foreign

    @property
    def differs(self) -> bool:
        """Whether its code and title say different things, or another system's."""
        return self.noted not in {"", BY_NEIGHBOURS}

    @property
    def fits(self) -> bool:
        """Whether its title alone would name an item beside codes."""
        return self.title is not None and self.title.score >= CODELESS_SCORE


def number_of(item: str) -> int:
    """The number in an item's id."""
    return int("".join(filter(str.isdecimal, item)) or 0)


def items_of(marks: Iterable[Mark]) -> set[str]:
    """All items that the marks name."""
    return {item for mark in marks for item in mark.items}
