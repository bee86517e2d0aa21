"""The nightly run as the bureau sees it: progress, outages as one event, and units that have gone without."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.views import queries
from shared.views.queries.nights import outages

#: 02:00 in Bangkok on 2 March 2569.
NOW = datetime(2026, 3, 1, 19, 0, tzinfo=UTC)
BEGAN = datetime(2026, 3, 1, 17, 30, tzinfo=UTC)


def row(unit: str, outcome: str | None = "complete", server: str | None = None, host: str = "") -> dict[str, Any]:
    site = f"https://{host or unit.lower()}.go.th/"
    return {"unit": unit, "outcome": outcome, "server": server, "site": site, "finished_at": NOW}


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        (NOW, BEGAN),
        (BEGAN, BEGAN),
        (BEGAN - timedelta(seconds=1), BEGAN - timedelta(days=1)),
        (BEGAN + timedelta(hours=23, minutes=59), BEGAN),
    ],
)
def test_a_night_lasts_from_half_past_twelve_to_the_next(now: datetime, begins: datetime) -> None:
    assert queries.night_of(now) == (begins, begins + timedelta(days=1))


def test_units_of_one_server_that_are_down_are_one_outage() -> None:
    night = [row(f"TH-{n}", "down", "8.8.8.8") for n in range(10, 13)]
    night += [row(f"TH-{n}", server="9.9.9.9") for n in range(20, 60)]
    [found] = outages(night)
    assert (found.server, found.units, found.first_seen) == ("8.8.8.8", ("TH-10", "TH-11", "TH-12"), NOW)


def test_where_a_name_leads_nowhere_the_host_stands_for_the_server() -> None:
    [found] = outages([row("TH-10", "down", host="shared"), row("TH-11", "down", host="shared"), row("TH-12")])
    assert (found.server, found.hosts) == ("shared.go.th", ("shared.go.th",))


def test_a_unit_that_was_reached_again_in_the_same_night_is_in_no_outage() -> None:
    night = [row("TH-10", "down", "8.8.8.8"), row("TH-11", "down", "8.8.8.8")]
    again = {**row("TH-10", "complete", "8.8.8.8"), "finished_at": NOW + timedelta(hours=9)}
    assert len(outages(night)) == 1
    assert outages([again, *night]) == []


def test_a_unit_that_was_asked_again_and_again_counts_once_of_the_night() -> None:
    night = [row(f"TH-{n}", "down", f"8.8.8.{n}") for n in range(10, 13)]
    night += [row(f"TH-{n}") for n in range(20, 28)] * 9
    [found] = outages(night)
    assert len(found.units) == 3


def test_one_unit_alone_is_its_own_affair() -> None:
    assert outages([row("TH-10", "down", "8.8.8.8"), *(row(f"TH-{n}") for n in range(20, 60))]) == []


def test_many_servers_at_once_are_one_outage() -> None:
    night = [row(f"TH-{n}", "blocked" if n % 2 else "down", f"8.8.8.{n}") for n in range(10, 20)]
    [found] = outages([*night, *(row(f"TH-{n}") for n in range(20, 60))])
    assert (found.server, len(found.units)) == (None, 10)


def test_a_few_servers_of_many_are_not() -> None:
    night = [row(f"TH-{n}", "down", f"8.8.8.{n}") for n in range(10, 13)]
    assert outages([*night, *(row(f"TH-{n}") for n in range(20, 60))]) == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["complete", "partial", "down", "blocked", None]),
            st.sampled_from(["8.8.8.8", "9.9.9.9", None]),
        ),
        max_size=30,
    )
)
def test_no_unit_is_in_two_outages_and_none_that_was_reached_in_any(seen: list[tuple[str | None, str | None]]) -> None:
    night = [row(f"TH-{number}", outcome, server) for number, (outcome, server) in enumerate(seen)]
    units = [unit for outage in outages(night) for unit in outage.units]
    assert len(units) == len(set(units))
    assert set(units) <= {each["unit"] for each in night if each["outcome"] in {"down", "blocked"}}
