"""What holds and what does not, and how it is told."""

import json

import pytest

from services.bench.report import encoded, line
from services.bench.results import Bar, Series
from services.bench.survey import percentile


def test_the_ratio_is_that_of_the_medians(row):
    assert row(ours=(1, 6, 100), theirs=(90, 3, 2)).ratio == 2.0


@pytest.mark.parametrize(
    ("bar", "holds"),
    [
        (Bar.times(2.0), True),
        (Bar.times(2.1), False),
        (Bar.at_most_times(2.0), True),
        (Bar.at_most_times(1.9), False),
        (Bar.at_least(6.0, "events/s"), True),
        (Bar.at_least(6.1, "events/s"), False),
        (Bar.at_most(6.0, "MB"), True),
        (Bar.at_most(5.9, "MB"), False),
    ],
)
def test_a_bar_is_of_the_ratio_or_of_our_own_figure(row, bar, holds):
    assert row(bar=bar).holds is holds


def test_a_bar_says_what_it_asks_for():
    assert [str(bar) for bar in (Bar.times(0.8), Bar.at_most(150, "MB"))] == ["≥ 0.8 ×", "≤ 150 MB"]


def test_json_has_the_agreed_fields(row):
    beside, alone = json.loads(encoded([row(), row(theirs=None, bar=Bar.at_most(5, "MB"))]))
    assert beside == {
        "name": "a row",
        "group": "log",
        "value": 6.0,
        "unit": "events/s",
        "peer": "the peer",
        "peer_value": 3.0,
        "ratio": 2.0,
        "bar": "≥ 2 ×",
        "holds": True,
    }
    assert alone["peer"] is alone["peer_value"] is alone["ratio"] is None
    assert alone["holds"] is False


def test_the_table_shows_spread_ratio_and_verdict(row):
    shown = line(row(ours=(1_000, 2_000, 3_000), theirs=(4_000,)))
    for part in ("2,000 (1,000–3,000)", "4,000", "0.50 ×", "≥ 2 ×", "DOES NOT HOLD"):
        assert part in shown


def test_a_series_keeps_its_extremes():
    assert (Series((3, 1, 2)).lowest, Series((3, 1, 2)).median, Series((3, 1, 2)).highest) == (1, 2, 3)


def test_a_percentile_leaves_out_the_slowest():
    assert percentile([float(number) for number in range(100, 0, -1)], 0.5) == 51
    assert percentile([1.0, 9.0], 0.99) == 9.0
