"""How values read in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from services.api.pages import formats
from tests.services.api.conftest import Api


@pytest.mark.parametrize(
    ("language", "day", "moment", "year", "month"),
    [
        ("th", "29 ก.พ. 2567", "1 ต.ค. 2566 00:30 น.", "2567", "ต.ค. 66"),
        ("en", "29 Feb 2024", "1 Oct 2023, 00:30", "2567 (2024)", "Oct 2023"),
    ],
)
def test_dates_are_buddhist_and_bangkok_in_thai(
    api: Api, language: str, day: str, moment: str, year: str, month: str
) -> None:
    with api.app.test_request_context(f"/?lang={language}"):
        assert formats.day(date(2024, 2, 29)) == formats.day("2024-02-29") == day
        assert formats.moment(datetime(2023, 9, 30, 17, 30, tzinfo=UTC)) == moment
        assert formats.year(2567) == year
        assert formats.month("2566-10") == month
        assert formats.pick({"th": "th", "en": "en"}) == language


@pytest.mark.parametrize(("language", "read"), [("th", "28 ธ.ค. 2566"), ("en", "28 Dec 2023")])
def test_midnight_stands_for_a_day_whose_time_is_not_known(api: Api, language: str, read: str) -> None:
    with api.app.test_request_context(f"/?lang={language}"):
        assert formats.moment(datetime(2023, 12, 27, 17, tzinfo=UTC)) == read


def test_figures() -> None:
    assert [formats.points(value) for value in (Decimal("1.5"), "40", None)] == ["1.50", "40.00", "–"]
    assert [formats.count(value) for value in (1234, None)] == ["1,234", "–"]
    assert formats.media("application/pdf") == "PDF" and formats.media("image/png") == "image/png"
    assert [formats.size(value) for value in (2048, 5 * 1024 * 1024)] == ["2.0 KB", "5.0 MB"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "/relative", "", None, "ftp://x"])
def test_only_web_addresses_become_links(address: str | None) -> None:
    assert not formats.webpage(address)


def test_web_addresses_become_links() -> None:
    assert formats.webpage("https://immigration.go.th/ita") and formats.webpage("http://x")
    assert formats.short_address("https://immigration.go.th/") == "immigration.go.th"
    assert (
        formats.short_address("http://u.example/o3-%E0%B8%81%E0%B8%8E%E0%b8%ab/%20%3Cb%3E")
        == "u.example/o3-กฎห/%20%3Cb%3E"
    )
