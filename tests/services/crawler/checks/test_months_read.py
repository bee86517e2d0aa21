"""A document's months were read with it; they are what its words say."""

import pytest

from services.crawler.documents import Document
from services.crawler.dossier import Source
from shared.thai import months_in, months_named

YEAR = 2567
URL = "http://unit.example/report.pdf"
TEXTS = (
    "ประจำเดือน ตุลาคม 2566 และ มีนาคม",
    "ไตรมาสที่ 2",
    "ต.ค. 2566 - มี.ค. 2567 และเดือนพฤษภาคม 2567",
    "ปีงบประมาณ 2566 เดือนมกราคม 2566",
    "ไม่มีเดือน",
)


def source(text: str, fiscal_year: int | None, title: str = "") -> Source:
    read = frozenset(months_named(text) | (months_in(text, fiscal_year) if fiscal_year else set()))
    return Source(text, URL, "document", title, Document("pdf", text, months=read, fiscal_year=fiscal_year))


@pytest.mark.parametrize("title", ["", "รายงานเดือน มีนาคม 2567"])
@pytest.mark.parametrize("text", TEXTS)
def test_months_read_with_a_document_are_those_of_its_words(text: str, title: str) -> None:
    known, unknown = source(text, YEAR, title), source(text, None, title)
    assert known.months(YEAR) == unknown.months(YEAR)
    assert known.months_named(YEAR) == unknown.months_named(YEAR) == months_in(text, YEAR)


def test_months_read_for_another_year_or_of_more_words_do_not_count() -> None:
    other = Document("pdf", "เดือนมกราคม", months=frozenset({"2566-01"}), fiscal_year=2566)
    assert Source(other.text, URL, "document", document=other).months(YEAR) == {"2567-01"}
    longer = Document(
        "pdf", "เดือนมกราคม 2567 เดือนมีนาคม 2567", months=frozenset({"2567-01", "2567-03"}), fiscal_year=YEAR
    )
    cut = Source(longer.text[:16], URL, "document", document=longer)
    assert cut.months(YEAR) == cut.months_named(YEAR) == {"2567-01"}


def test_the_name_of_a_period_is_not_of_its_months() -> None:
    said = source("ระหว่าง ต.ค. 2566 - มี.ค. 2567 มีผล พฤษภาคม 2567", YEAR)
    assert said.months(YEAR) == {"2567-05"}
    assert "2566-11" in said.months_named(YEAR)


@pytest.mark.parametrize("year", [YEAR, None])
@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("ผลงานเดือนมีนาคม 2566 ปีงบประมาณ 2566", set()),
        ("ผลงาน ตามคำสั่งลงวันที่ 3 พฤษภาคม 2560", {"2567-03"}),
        ("ผลงานเดือนมีนาคม 2567 มากกว่าเดือนมีนาคม 2566", {"2567-03"}),
        ("ระหว่าง ต.ค. 2566 - มี.ค. 2567 เทียบกับ มีนาคม 2566", {"2567-03"}),
        ("ผลงาน", {"2567-03"}),
    ],
)
def test_a_title_does_not_make_another_years_month_this_years(text: str, months: set[str], year: int | None) -> None:
    assert source(text, year, "มี.ค. 2567").months(YEAR) == months
