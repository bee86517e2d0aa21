"""Items whose evidence stands two clicks from the list: the item's page, a page a month, the files."""

from collections.abc import Callable
from typing import Any

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
