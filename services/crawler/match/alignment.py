"""The best way to read a page's titles as one list: most lists name the items in the order of the criteria.

A title that fits an item poorly is believed where its neighbours are the items before and after; one that fits fairly
but stands where the list is elsewhere is not. Where a page's clear titles follow no order, every title stands alone.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

#: Candidates of one title: place of the item in the rubric → how well the title fits it, 0–100.
Candidates = dict[int, float]
#: Choices so far, the last one first; shared between readings, so that a long page costs no copies.
_Chain: TypeAlias = "tuple[int | None, _Chain] | None"
#: By the item named last, the best points and choices.
_Readings = dict[int, tuple[float, _Chain]]

#: Titles from this score on tell whether the page is in order.
_CLEAR = 88.0
#: So many steps between clear titles, and such a share of them forward, make an ordered page.
_STEPS, _FORWARD = 4, 0.75
#: How far the best item must lead the next one, unless its title is (nearly) exact; without neighbours to decide.
_MARGIN, _EXACT = 2.5, 97.0
#: Points off for a title that alone would name none: it takes both neighbours to be believed.
_POOR = 3.0
#: Points for the very next item of the rubric, and for a step back.
_NEXT, _BACK = 4.0, -8.0


def align(titles: Sequence[Candidates], accept: float) -> list[int | None]:
    """For every title the place of its item in the rubric, or None; the choice with the highest sum of points.

    accept: the score at which a title that stands alone names its item.
    """
    if not in_order(titles):
        return [_alone(candidates, accept) for candidates in titles]
    best: _Readings = {-1: (0.0, None)}
    for candidates in titles:
        best = _step(best, _weighed(candidates, accept), accept)
    return _unchained(max(best.values(), key=lambda reading: reading[0])[1])


def _unchained(chain: _Chain) -> list[int | None]:
    chosen: list[int | None] = []
    while chain is not None:
        place, chain = chain
        chosen.append(place)
    return chosen[::-1]


def in_order(titles: Sequence[Candidates]) -> bool:
    """Whether the clear titles of the page follow the order of the rubric."""
    clear = [max(c, key=lambda place: c[place]) for c in titles if c and max(c.values()) >= _CLEAR]
    steps = [after - before for before, after in pairwise(clear) if after != before]
    return len(steps) >= _STEPS and sum(step > 0 for step in steps) >= _FORWARD * len(steps)


def _alone(candidates: Candidates, accept: float) -> int | None:
    """The item that fits, unless another one fits about as well."""
    place = max(candidates, key=lambda place: candidates[place], default=None)
    return place if place is not None and candidates[place] >= accept and not _ambiguous(candidates) else None


def _ambiguous(candidates: Candidates) -> bool:
    """Whether two items fit about as well."""
    first, second = (*sorted(candidates.values(), reverse=True), 0.0, 0.0)[:2]
    return first - second < _MARGIN and (first < _EXACT or first == second)


def _weighed(candidates: Candidates, accept: float) -> Candidates:
    """Of items that fit alike, none is believed without a neighbour; one that fits poorly needs two."""
    best = max(candidates.values(), default=0.0)
    if _ambiguous(candidates):
        return {place: accept - 1 - (best - score) for place, score in candidates.items()}
    return {place: score - (_POOR if score < accept else 0.0) for place, score in candidates.items()}


def _step(best: _Readings, candidates: Candidates, accept: float) -> _Readings:
    """One title further: for every item that may be the last named, the best reading so far."""
    after: _Readings = {last: (points, (None, chain)) for last, (points, chain) in best.items()}
    for place, score in candidates.items():
        points, chain = max(
            ((points + score - accept + _move(last, place), chain) for last, (points, chain) in best.items()),
            key=lambda reading: reading[0],
        )
        if place not in after or points > after[place][0]:
            after[place] = (points, (place, chain))
    return after


def _move(last: int, place: int) -> float:
    if last < 0 or place == last:
        return 0.0
    return _NEXT if place == last + 1 else _BACK if place < last else 0.0
