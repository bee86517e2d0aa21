"""Names of streams, and what they tell."""

import pytest

from shared.events import streams


@pytest.mark.parametrize(
    ("stream", "name", "unit", "year"),
    [
        (streams.unit_stream("TH-49"), "unit/TH-49", "TH-49", None),
        (streams.round_stream("TH-84-samui", 2567), "round/TH-84-samui/2567", "TH-84-samui", 2567),
        (streams.responses_stream("TH-49", 2567), "responses/TH-49/2567", "TH-49", 2567),
        (streams.audits_stream("TH-49", 2567), "audits/TH-49/2567", "TH-49", 2567),
        (streams.ACCESS, "access", None, None),
    ],
)
def test_a_name_tells_unit_and_year(stream: str, name: str, unit: str | None, year: int | None) -> None:
    assert (stream, streams.unit_of(stream), streams.fiscal_year_of(stream)) == (name, unit, year)
