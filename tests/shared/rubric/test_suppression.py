"""Nothing that is hidden in a breakdown can be found from what is shown, not even by who knows how it is hidden."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.rubric.suppression import FEWEST, suppress

CELLS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 60), min_size=2)


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        ({"a": 20, "b": 7}, {"a": 20, "b": 7}),
        ({"a": 20, "b": 7, "c": 3}, {"a": 20, "b": None, "c": None}),
        ({"a": 20, "b": 7, "c": 3, "d": 2}, {"a": 20, "b": 7, "c": None, "d": None}),
        ({"a": 20, "b": 7, "c": 0, "d": 0}, {"a": 20, "b": 7, "c": 0, "d": 0}),
        ({"a": 20, "b": 7, "c": 1, "d": 1}, {"a": 20, "b": None, "c": None, "d": None}),
        ({"a": 4, "b": 4, "c": 0, "d": 0}, {"a": None, "b": None, "c": None, "d": None}),
        ({"a": 0, "b": 3, "c": 0, "d": 0}, {"a": None, "b": None, "c": None, "d": None}),
        ({"a": 20, "b": 7, "c": 4, "d": 4}, {"a": 20, "b": None, "c": None, "d": None}),
        ({"a": 1, "b": 2}, {"a": None, "b": None}),
        ({"a": 0, "b": 0}, {"a": 0, "b": 0}),
        ({}, {}),
    ],
)
def test_what_is_shown(cells: dict[str, int], shown: dict[str, int | None]) -> None:
    assert suppress(cells) == shown


@given(CELLS)
def test_small_counts_are_hidden_and_what_is_shown_is_true(cells: dict[str, int]) -> None:
    shown = suppress(cells)
    assert shown.keys() == cells.keys()
    assert all(count is None or count == cells[name] for name, count in shown.items())
    assert all(count in (None, 0) or count >= FEWEST for count in shown.values())


@given(CELLS)
def test_never_one_alone_is_hidden(cells: dict[str, int]) -> None:
    assert list(suppress(cells).values()).count(None) != 1


@pytest.mark.parametrize(("size", "largest"), [(2, 30), (3, 24), (4, 18)])
def test_every_hidden_count_could_be_another(size: int, largest: int) -> None:
    """All tables are grouped by what an onlooker sees of them: the total and what is shown."""
    seen = defaultdict(list)
    for counts in product(range(largest), repeat=size):
        shown = suppress(dict(zip("abcd", counts, strict=False)))
        seen[sum(counts), tuple(shown.values())].append(counts)
    for (total, shown_counts), tables in seen.items():
        hidden = [place for place, count in enumerate(shown_counts) if count is None]
        if total < largest:  # else tables that would look the same were not tried
            assert all(len({table[place] for table in tables}) > 1 for place in hidden), (total, shown_counts, tables)
