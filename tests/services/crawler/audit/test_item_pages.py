"""Items whose evidence stands two clicks from the list: the item's page, a page a month, the files."""

from collections.abc import Callable
from typing import Any

import pytest

from services.crawler.audit import AuditReport
from tests.services.crawler.documents.made import word

Run = Callable[..., AuditReport]
MONTHS = ("ตุลาคม 2566", "พฤศจิกายน 2566", "ธันวาคม 2566", "มกราคม 2567", "กุมภาพันธ์ 2567", "มีนาคม 2567")
FILLER = "<p>" + "เนื้อความสำหรับผู้สนใจอ่านทั่วไป " * 14 + "</p>"


def test_pages_of_the_months_before_new_year_are_of_the_fiscal_year(website: Any, run: Run) -> None:
    website.page("/", '<h1>ตม.จว.ลำพูน</h1><a href="/ita-2567/">ITA 2567</a>')
    others = "".join(f"<h2>{title}</h2>{FILLER}" for title in ("O2 อำนาจหน้าที่", "O3 กฎหมายที่เกี่ยวข้อง"))
    website.page("/ita-2567/", f'<h1>OIT 2567</h1>{others}<h2>O6 รายงานผลการปฏิบัติราชการ</h2><a href="/o6/">ดูข้อมูล</a>')
    rows = "".join(f'<li><a href="/o6/{n}/">{month}</a></li>' for n, month in enumerate(MONTHS))
    website.page("/o6/", f"<h1>O6 รายงานผลการปฏิบัติราชการประจำเดือน</h1><ul>{rows}</ul>")
    for n, month in enumerate(MONTHS):
        website.page(f"/o6/{n}/", f'<h1>ผลงานเดือน{month}</h1><p><a href="/f{n}.docx">ไฟล์</a></p>')
        website.file(f"/f{n}.docx", word(f"ผลการปฏิบัติ {month}"))
    finding = run().item("O6")
    assert finding is not None
    files = [link.url for link in finding.links if link.reached == "document"]
    assert [url.rsplit("/", 1)[-1] for url in files] == [f"f{n}.docx" for n in range(6)]


PAGE = "<html><head><title>หน่วย</title></head><body>{}</body></html>"
DAYS = ("12 ธ.ค. 2566", "9 ม.ค. 2567", "20 มี.ค. 2567")


def of_o18(website: Any, run: Run, html: str) -> dict[str, bool | None]:
    """The elements of O18 where the list's link leads to this page."""
    website.page("/", '<h1>ตม.จว.ลำพูน</h1><a href="/ita-2567/">ITA 2567</a>')
    others = "".join(f"<h2>{title}</h2>{FILLER}" for title in ("O2 อำนาจหน้าที่", "O3 กฎหมายที่เกี่ยวข้อง"))
    website.page("/ita-2567/", f'<h1>OIT 2567</h1>{others}<h2>O18 การมีส่วนร่วมของหัวหน้า</h2><a href="/o18/">ดูข้อมูล</a>')
    website.page("/o18/", PAGE.format(f"<h1>O18 การมีส่วนร่วมของหัวหน้า</h1>{html}"))
    finding = run().item("O18")
    assert finding is not None
    return {element.id: element.met for element in finding.elements}


@pytest.mark.parametrize("news", ["<h4>{} ผู้กำกับการพบกำลังพล</h4>", "<h4>ผู้กำกับการพบกำลังพลประจำเดือน</h4><p>{}</p>"])
@pytest.mark.parametrize("number", [2, 3])
def test_news_with_their_days_on_the_items_page_are_counted(website: Any, run: Run, news: str, number: int) -> None:
    told = "".join(f"{news.format(day)}<p>ให้โอวาทแก่ข้าราชการตำรวจ</p>" for day in DAYS[:number])
    assert of_o18(website, run, told + FILLER)["three_news"] is (number == 3)


def test_the_parts_of_one_of_the_news_are_no_news(website: Any, run: Run) -> None:
    parts = ("วัตถุประสงค์ของกิจกรรม", "ผู้เข้าร่วมกิจกรรมทั้งหมด", "ผลที่ได้รับจากกิจกรรม")
    told = "".join(f"<h4>{part}</h4><p>ข้าราชการตำรวจในสังกัดทุกนาย</p>" for part in parts)
    assert of_o18(website, run, f"<p>{DAYS[1]}</p>{told}{FILLER}")["three_news"] is False


@pytest.mark.parametrize(
    "line",
    [
        '<p>ปัญหาและอุปสรรค <a href="/f.docx">Word</a></p>',
        '<table><tr><td>ปัญหาและอุปสรรค</td><td><a href="/f.docx">ดาวน์โหลด</a></td></tr></table>',
        '<ul><li>ปัญหาและอุปสรรค (<a href="/f.docx">คลิกที่นี่</a>)</li></ul>',
    ],
)
@pytest.mark.parametrize(
    ("said", "proved"), [("ไม่มีข้อขัดข้อง", False), ("ปัญหา งบประมาณมาช้า", True), ("", None), ("gone", False)]
)
def test_what_calls_a_file_that_was_read_proves_nothing(
    website: Any, run: Run, line: str, said: str, proved: bool | None
) -> None:
    website.page("/", '<h1>ตม.จว.ลำพูน</h1><a href="/ita-2567/">ITA 2567</a>')
    others = "".join(f"<h2>{title}</h2>{FILLER}" for title in ("O2 อำนาจหน้าที่", "O3 กฎหมายที่เกี่ยวข้อง"))
    website.page("/ita-2567/", f'<h1>OIT 2567</h1>{others}<h2>O11 แผนการใช้จ่ายงบประมาณ</h2><a href="/o11/">ดูข้อมูล</a>')
    website.page("/o11/", f"<h1>งบประมาณ</h1>{line}{FILLER}")
    if said != "gone":
        website.file("/f.docx", word(*filter(None, [said])))
    finding = run().item("O11")
    assert finding is not None
    met = {element.id: element.met for element in finding.elements}
    assert met["problems"] is (True if proved is None else proved), "what was not read may be as its label says"


ROWS = (
    "<p>{0} <a href='/f{1}.docx'>Word</a></p>",
    "{0} : <a href='/f{1}.docx'>Word</a><br>",
    "<table><tr><td>{0}</td><td>ไฟล์ <a href='/f{1}.docx'>Word</a></td></tr></table>",
)


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ("ผลงานเดือนมกราคม 2566", False),
        ("ผลงานเดือนมกราคม 2567 มากกว่าเดือนมกราคม 2566", True),
        ("ผลงานตามคำสั่งลงวันที่ 3 พฤษภาคม 2560", True),
        ("ผลงาน", True),
    ],
)
def test_a_label_does_not_make_last_years_report_this_years(
    website: Any, run: Run, row: str, said: str, counts: bool
) -> None:
    website.page("/", '<h1>ตม.จว.ลำพูน</h1><a href="/ita-2567/">ITA 2567</a>')
    others = "".join(f"<h2>{title}</h2>{FILLER}" for title in ("O2 อำนาจหน้าที่", "O3 กฎหมายที่เกี่ยวข้อง"))
    website.page("/ita-2567/", f'<h1>OIT 2567</h1>{others}<h2>O6 รายงานผลการปฏิบัติราชการ</h2><a href="/o6/">ดูข้อมูล</a>')
    website.page("/o6/", "<h1>รายงานประจำเดือน</h1>" + "".join(row.format(m, n) for n, m in enumerate(MONTHS)))
    for n, month in enumerate(MONTHS):
        website.file(f"/f{n}.docx", word(said if month == "มกราคม 2567" else f"ผลงานเดือน{month}"))
    finding = run().item("O6")
    assert finding is not None
    assert len(finding.months) == (6 if counts else 5)


def test_that_there_is_none_is_said_though_a_file_stands_beside(website: Any, run: Run) -> None:
    website.page("/", '<h1>ตม.จว.ลำพูน</h1><a href="/ita-2567/">ITA 2567</a>')
    others = "".join(f"<h2>{title}</h2>{FILLER}" for title in ("O2 อำนาจหน้าที่", "O3 กฎหมายที่เกี่ยวข้อง"))
    website.page("/ita-2567/", f'<h1>OIT 2567</h1>{others}<h2>O16 ร้องเรียนการทุจริต</h2><a href="/o16/">ดูข้อมูล</a>')
    website.page("/o16/", f'<h1>ร้องเรียน</h1><p>ไม่มีเรื่องร้องเรียน <a href="/f.docx">PDF</a></p>{FILLER}')
    website.file("/f.docx", word("บันทึกข้อความ"))
    finding = run().item("O16")
    assert finding is not None
    assert {each.id: each.met for each in finding.elements}["progress"] is True
