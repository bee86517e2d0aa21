"""Items that are meant to be wrong are wrong in just the way that the manifest states."""

from pathlib import Path

import pypdfium2
import requests

from services.replica.content import load_site
from tests.services.replica import reading

UPLOADS = "wp-content/uploads"


def test_o9_offers_no_way_to_e_voa(site: Path) -> None:
    anchors = reading.page(site, "/e-service/").select("main ul.links a")
    assert [anchor["href"] == "#" for anchor in anchors] == [False, False, True]
    assert "E-VOA" in anchors[2].text


def test_o10_leaves_out_january_only(site: Path) -> None:
    soup = reading.page(site, "/o10-crimes-statistics/")
    files = [reading.local_path(site, href) for href in reading.links(soup) if "/o10/" in href]
    assert len(files) == 10
    assert all("มกราคม" not in reading.text(path) for path in files)
    assert "มกราคม" not in soup.main.text and "ม.ค." not in soup.main.text


def test_o11_is_of_last_year(site: Path) -> None:
    for ending in ("pdf", "xlsx"):
        text = reading.text(site / f"{UPLOADS}/2023/budget.{ending}")
        assert "2566" in text and "2567" not in text and "๒๕๖๗" not in text


def test_o12_workbook_is_only_a_picture(site: Path) -> None:
    body = (site / f"{UPLOADS}/2024/03/investigation-fund.xlsx").read_bytes()
    assert reading.cells(body) == []
    assert any(name.startswith("xl/media/") for name in reading.members(body))
    assert "กองทุน" in reading.text(site / f"{UPLOADS}/2024/03/investigation-fund.pdf")


def test_o15_ends_at_the_login_page(origin: str) -> None:
    answer = requests.get(f"{origin}/internal/personnel-rules/", timeout=10)
    assert answer.url == f"{origin}/staff/login/"
    assert "เข้าสู่ระบบ" in answer.text and "หลักเกณฑ์" not in answer.text


def test_o16_is_not_found(origin: str) -> None:
    assert requests.get(f"{origin}/complaints-statistics-2567/", timeout=10).status_code == 404


def test_o18_has_two_news_of_this_year_and_one_of_a_former_head(site: Path) -> None:
    hrefs = [href for href in reading.links(reading.page(site, "/o18-head-participation/")) if "/news/" in href]
    bodies = [reading.page(site, href).main.text for href in hrefs if href != "/news/"]
    assert [load_site().unit.head in body for body in bodies] == [True, True, False]
    assert "15 มิถุนายน 2566" in bodies[2]


def test_o20_has_pictures_and_no_text(site: Path) -> None:
    body = (site / f"{UPLOADS}/2024/03/scan0020.pdf").read_bytes()
    assert reading.pdf_text(body) == ""
    document = pypdfium2.PdfDocument(body)
    kinds = {thing.type for sheet in document for thing in sheet.get_objects()}
    document.close()
    assert kinds == {pypdfium2.raw.FPDF_PAGEOBJ_IMAGE}


def test_o22_repeats_the_title_of_o19_and_is_silent_on_seized_goods(site: Path) -> None:
    rows = {row.div.text: row.select_one(".name").text for row in reading.page(site, "/ita-2567/").select(".badges li")}
    assert rows["O22"] == rows["O19"]
    assert "ของกลาง" not in reading.page(site, "/property-management/").text


def test_o24_shows_nothing_without_a_script(site: Path) -> None:
    soup = reading.page(site, "/drive/file/d/1aXq7Mukdahan0Replica24/view.html")
    assert "กำลังโหลดข้อมูล" in soup.text and "รายงาน" not in soup.text
