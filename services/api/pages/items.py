"""The items of a round in the order in which the criteria group them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from shared.rubric import Rubric
from shared.rubric.model import SubIndicator
from shared.views.rows import ItemRow


class Group(Struct, frozen=True):
    """The items of one sub-indicator, and what they are expected to earn together."""

    sub_indicator: SubIndicator
    items: tuple[ItemRow, ...]

    @property
    def expected(self) -> Decimal:
        """Points that the items are expected to earn."""
        return sum((item.points_expected for item in self.items), Decimal(0))

    @property
    def points(self) -> Decimal:
        """Points that the items can earn."""
        return sum((item.points for item in self.items), Decimal(0))


def group_items(rubric: Rubric, items: Sequence[ItemRow]) -> tuple[Group, ...]:
    """The items by sub-indicator, as the rubric orders them."""
    return tuple(_groups(rubric, items))


def _groups(rubric: Rubric, items: Sequence[ItemRow]) -> Iterator[Group]:
    belongs = {item.id: item.sub_indicator for item in rubric.items}
    for indicator in rubric.indicators:
        for sub in indicator.sub_indicators:
            yield Group(sub, tuple(item for item in items if belongs.get(item.item) == sub.id))
