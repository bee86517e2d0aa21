"""A page's titles read as one list."""

from hypothesis import given
from hypothesis import strategies as st

from services.crawler.match.alignment import align, in_order

ORDERED = [{place: 95.0} for place in range(6)]


def test_a_poor_title_between_its_neighbours_is_believed() -> None:
    titles = [*ORDERED[:3], {3: 69.0}, *ORDERED[4:]]
    assert align(titles, 73.0) == [0, 1, 2, 3, 4, 5]


def test_a_poor_title_elsewhere_is_not() -> None:
    assert align([*ORDERED, {9: 69.0}], 73.0) == [0, 1, 2, 3, 4, 5, None]
    assert align([{3: 69.0}], 73.0) == [None]


def test_a_fair_title_against_the_order_is_not_believed() -> None:
    assert align([*ORDERED[:5], {0: 75.0}, ORDERED[5]], 73.0) == [0, 1, 2, 3, 4, None, 5]


def test_a_list_may_begin_anew() -> None:
    assert align([*ORDERED, *ORDERED], 73.0) == [0, 1, 2, 3, 4, 5] * 2


def test_neighbours_decide_between_titles_that_fit_alike() -> None:
    assert align([*ORDERED[:3], {3: 80.0, 9: 81.0}, ORDERED[4], ORDERED[5]], 73.0) == [0, 1, 2, 3, 4, 5]
    assert align([{3: 80.0, 9: 81.0}], 73.0) == [None]


def test_without_order_every_title_stands_alone() -> None:
    mixed = [{5: 95.0}, {1: 95.0}, {4: 95.0}, {0: 95.0}, {2: 95.0}, {1: 75.0}, {3: 70.0}]
    assert not in_order(mixed)
    assert align(mixed, 73.0) == [5, 1, 4, 0, 2, 1, None]


@given(st.lists(st.dictionaries(st.integers(0, 30), st.floats(60, 100), max_size=4), max_size=40))
def test_every_choice_is_one_of_the_candidates(titles: list[dict[int, float]]) -> None:
    chosen = align(titles, 73.0)
    assert len(chosen) == len(titles)
    assert all(place is None or place in candidates for place, candidates in zip(chosen, titles, strict=True))
