"""What an item earns now, at the least and at the most."""

from datetime import date
from fractions import Fraction

from shared.rubric.model import Item, Rubric
from shared.rubric.scoring.numbers import ONE, UNKNOWN, ZERO, Range
from shared.rubric.scoring.standing import ItemStanding

#: The phase whose end is the official deadline of all items.
ANSWERING = "oit_answering"


def item_share(rubric: Rubric, item: Item, standing: ItemStanding, as_of: date) -> Range:
    """The share of the item's points, 0 to 1.

    An item without evidence may turn out to be right, so its high is full. So is that of one which is not right yet,
    while there is time to mend it; an assessor's word or an appeal decision ends that.
    """
    if standing.basis == "none":
        return UNKNOWN
    earned = _earned(rubric, standing)
    settled = standing.basis in ("appeal", "assessor")
    high = earned if settled or not is_open(rubric, item, standing, as_of) else ONE
    return Range(earned, earned, high)


def is_open(rubric: Rubric, item: Item, standing: ItemStanding, as_of: date) -> bool:
    """True on and before the later of the item's own date and the end of the answering phase."""
    phase = rubric.phase(ANSWERING)
    dates = [day for day in (standing.due or item.deadline, phase.ends if phase else None) if day]
    return not dates or as_of <= max(dates)


def _earned(rubric: Rubric, standing: ItemStanding) -> Fraction:
    if standing.basis == "audit" and standing.verdict:
        return rubric.verdict_credit.share(standing.verdict)
    return ONE if standing.met else ZERO
