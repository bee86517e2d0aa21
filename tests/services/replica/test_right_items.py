"""Items that are meant to be right have every element that the source asks for, in its formats and languages."""

import re
from pathlib import Path

import pytest

from services.replica.content import load_site
from tests.services.replica import reading

MONTHS = ("ตุลาคม 2566", "พฤศจิกายน 2566", "ธันวาคม 2566", "มกราคม 2567", "กุมภาพันธ์ 2567", "มีนาคม 2567")
KEYS = ("2566-10", "2566-11", "2566-12", "2567-01", "2567-02", "2567-03")
BY_KEY = tuple(zip(KEYS, MONTHS, strict=True))
UPLOADS = "wp-content/uploads/2024"


def text_of(site: Path, address: str) -> str:
    return reading.page(site, address).main.get_text(" ", strip=True)


def test_o1_shows_chart_strength_and_executives(site: Path) -> None:
    text = text_of(site, "/about/structure/")
    assert "ข้อมูล ณ วันที่ 1 กุมภาพันธ์ 2567" in text
    assert load_site().unit.head in text
    for line in ("งานอำนวยการ", "งานบริการคนต่างด้าว", "งานสืบสวนปราบปราม", "งานตรวจบุคคลและพาหนะ"):
        assert line in text
    portraits = [image for image in reading.page(site, "/about/structure/").select("img") if "portrait" in image["src"]]
    rows = reading.page(site, "/about/structure/").select("table")[1].select("tbody tr")
    assert len(portraits) == len(rows) == 7


def test_o2_names_duties_area_and_month(site: Path) -> None:
    text = text_of(site, "/about/duties/")
    assert "ข้อมูล ณ เดือนมกราคม พ.ศ. 2567" in text
    assert len(reading.page(site, "/about/duties/").select("table")[1].select("tbody tr")) == 7


def test_o3_groups_the_laws(site: Path) -> None:
    headings = [heading.text for heading in reading.page(site, "/o3-กฎหมายที่เกี่ยวข้อง/").select("article h2")]
    assert len([heading for heading in headings if heading.startswith("หมวดที่")]) == 4
    for name in ("immigration", "labour", "police", "integrity"):
        assert "พ.ศ.25" in reading.text(site / f"{UPLOADS}/01/laws-{name}.pdf")


def test_o4_has_every_way_of_contact(site: Path) -> None:
    soup, unit = reading.page(site, "/contact/"), load_site().unit
    for part in (unit.name, unit.address, unit.phone, unit.email):
        assert part in soup.main.get_text()
    assert soup.select_one('main img[src*="map"]') and soup.select_one("main form")


def test_o5_tells_results_of_every_month_and_links_to_eit(site: Path) -> None:
    hrefs = reading.links(reading.page(site, "/o5-publicity/"))
    assert all(f"/news/results-{key}/" in hrefs for key in KEYS)
    assert "/eit/" in hrefs and any("facebook.com" in href for href in hrefs)


@pytest.mark.parametrize(("key", "month"), BY_KEY)
@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_o6_reports_every_month(site: Path, key: str, month: str, ending: str) -> None:
    text = reading.text(site / f"{UPLOADS}/o6/report-{key}.{ending}")
    for words in (month, "โครงการ/กิจกรรม", "รายละเอียด", "ระยะเวลาดำเนินงาน", "หน่วยงานที่รับผิดชอบ"):
        assert words.replace(" ", "") in text


def test_o6_word_reports_carry_pictures(site: Path) -> None:
    body = (site / f"{UPLOADS}/o6/report-2566-10.docx").read_bytes()
    assert len([name for name in reading.members(body) if name.startswith("word/media/")]) == 2


def test_o7_is_a_manual_by_line_of_work(site: Path) -> None:
    text = reading.text(site / f"{UPLOADS}/03/1711-8842.pdf")
    assert "คู่มือการปฏิบัติงาน" in text and text.count("มาตรฐานการปฏิบัติงานงาน") == 4


def test_o8_comes_in_two_languages_by_category(site: Path) -> None:
    assert reading.text(site / f"{UPLOADS}/03/service-manual-th.pdf").count("หมวดที่") == 4
    english = reading.text(site / f"{UPLOADS}/03/service-manual-en.pdf")
    assert english.count("Category") == 4
    assert len(re.findall(r"[ก-ฮ]", english)) < len(english) / 10


def test_o13_names_every_month_and_says_where_there_was_nothing(site: Path) -> None:
    soup = reading.page(site, "/procurement/")
    assert [heading.text for heading in soup.select("article h2")] == [f"เดือน{month}" for month in MONTHS]
    assert "เดือนพฤศจิกายน 2566 ไม่มีการจัดซื้อจัดจ้าง" in soup.text
    assert "เดือนกุมภาพันธ์ 2567 ไม่มีการจัดซื้อจัดจ้าง" in soup.text
    notices = [href for href in reading.links(soup) if "/o13/" in href]
    head = load_site().unit.head.replace(" ", "")
    assert len(notices) == 4
    assert all(head in reading.text(reading.local_path(site, href)) for href in notices)


@pytest.mark.parametrize(("key", "month"), BY_KEY)
@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
def test_o14_has_every_column_of_the_form(site: Path, key: str, month: str, ending: str) -> None:
    text = reading.text(site / f"{UPLOADS}/o14/skr1-{key}.{ending}")
    for words in (month, "สขร.1", "งานที่ซื้อหรือจ้าง", "วงเงิน", "ราคากลาง", "เหตุผล", "สัญญา"):
        assert words.replace(" ", "") in text


def test_o17_has_eight_points_in_two_languages_and_the_infographic(site: Path) -> None:
    for address, name in (
        ("/anti-bribery-policy/", load_site().unit.head),
        ("/en/anti-bribery-policy/", load_site().unit.head_en),
    ):
        soup = reading.page(site, address)
        numbered = [heading.text for heading in soup.select("article h2") if heading.text[:1].isdigit()]
        assert [heading[0] for heading in numbered] == list("12345678")
        assert name in soup.text and soup.select_one('main img[src*="no-gift"]')


def test_o19_gives_five_data_points_for_two_issues(site: Path) -> None:
    tables = reading.page(site, "/o19-bribery-risk/").select("article table")
    assert [len(table.select("tbody tr")) for table in tables] == [5, 5]
    assert "ส่วยต่างด้าว" in text_of(site, "/o19-bribery-risk/")


def test_o23_lists_the_six_measures(site: Path) -> None:
    lists = reading.page(site, "/o23-measures/").select("article ul:not(.links)")
    assert [len(found.select("li")) for found in lists] == [2, 6, 3]
    assert "222/2566" in reading.text(site / f"{UPLOADS}/01/order-222-2566.pdf")
