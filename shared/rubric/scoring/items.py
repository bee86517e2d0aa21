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
    while there is time to mend it; an assessor's word or an appeal decision ends that. A loss that waits for its second
    audit takes the floor away, and only that.
    """
    return share_of(rubric, standing, open_=is_open(rubric, item, standing, as_of))


def share_of(rubric: Rubric, standing: ItemStanding, *, open_: bool) -> Range:
    """The same, where it is known whether there is time to mend it."""
    if standing.basis == "none":
        return UNKNOWN
    earned = _earned(rubric, standing)
    now, over = earned.numerator, earned.denominator
    settled = standing.basis in ("appeal", "assessor")
    most = over if open_ and not settled else now
    floor = now if settled or standing.confirmed else 0
    return Range((floor, now, now, most, most), over)


def is_open(rubric: Rubric, item: Item, standing: ItemStanding, as_of: date) -> bool:
    """True on and before the later of the item's own date and the end of the answering phase."""
    closes = closing(item, standing, answering_ends(rubric))
    return closes is None or as_of <= closes


def answering_ends(rubric: Rubric) -> date | None:
    """The last day of the answering phase, where the rubric's calendar names one."""
    phase = rubric.phase(ANSWERING)
    return phase.ends if phase else None


def closing(item: Item, standing: ItemStanding, answering: date | None) -> date | None:
    """The last day on which the item can be mended; None where no date is known. answering: see answering_ends."""
    own = standing.due or item.deadline
    return max(own, answering) if own and answering else own or answering


def _earned(rubric: Rubric, standing: ItemStanding) -> Fraction:
    if standing.basis == "audit" and standing.verdict:
        return rubric.verdict_credit.share(standing.verdict)
    return ONE if standing.met else ZERO
