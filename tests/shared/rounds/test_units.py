"""Units and their websites."""

from typing import Any

import pytest

from shared.events.units import UnitRegistered, UnitWebsiteChanged
from shared.rounds import ChangeWebsite, RegisterUnit

NAMES = {"name_th": "ตม.จว.มุกดาหาร", "name_en": "Mukdahan Immigration"}


def test_a_unit_is_registered_with_all_that_is_said_of_it(blank: Any) -> None:
    (event,) = blank.do(RegisterUnit, **NAMES, division=4, division_inferred=True, province="TH-49")
    assert event == UnitRegistered(unit="TH-49", **NAMES, division=4, division_inferred=True, province="TH-49")
    assert blank.unit.registered
    assert blank.unit.website_url is None


def test_its_website_changes(bench: Any) -> None:
    (event,) = bench.do(ChangeWebsite, website_url=" http://127.0.0.1:8080/ ", website_is_replica=True)
    assert event == UnitWebsiteChanged(unit="TH-49", website_url="http://127.0.0.1:8080/", website_is_replica=True)
    assert (bench.unit.website_url, bench.unit.website_is_replica) == ("http://127.0.0.1:8080/", True)


@pytest.mark.parametrize("code", ["TH-49", "TH-84-samui", "TH-10-bkk-airport-2"])
def test_codes_that_name_units(blank: Any, code: str) -> None:
    blank.do(RegisterUnit, unit=code, **NAMES)


@pytest.mark.parametrize("code", ["", "TH", "TH/49", "TH-49/2567", "TH--49", "TH-49-", "ตม-49", "TH-49\n", "../x-1"])
def test_codes_that_do_not(blank: Any, code: str) -> None:
    assert blank.refuse(RegisterUnit, unit=code, **NAMES).code == "bad-unit-code"


@pytest.mark.parametrize(
    "address",
    [
        "http://.itap.nacc.go.th/",
        "ftp://mukdahan.immigration.go.th",
        "mukdahan.immigration.go.th",
        "https://",
        "https://a..b/",
        "https://user:secret@mukdahan.immigration.go.th",
        "https://mukdahan.immigration.go.th/a b",
        "https://mukdahan.immigration.go.th:notaport/",
        "https://[::1",
        "https://mukdahan.immigration.go.th/\x00",
        "https://mukdahan.immi\ngration.go.th/",
        "javascript:alert(1)",
        "https://mukdahan.immigration.go.th/" + "a" * 2048,
    ],
)
def test_addresses_that_lead_nowhere(bench: Any, address: str) -> None:
    assert bench.refuse(ChangeWebsite, website_url=address).code == "bad-link"
