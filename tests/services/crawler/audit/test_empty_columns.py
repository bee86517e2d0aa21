"""A table that announces months and shows nothing for some of them."""

from collections.abc import Callable
from typing import Any

import pytest

from services.crawler.audit import AuditReport

Run = Callable[..., AuditReport]
MONTHS = ("ต.ค. 66", "พ.ย. 66", "ธ.ค. 66", "ม.ค. 67", "ก.พ. 67", "มี.ค. 67")
CODES = ["2566-10", "2566-11", "2566-12", "2567-01", "2567-02", "2567-03"]


def months_seen(website: Any, run: Run, cells: tuple[str, ...]) -> list[str]:
    head = "".join(f"<th>{month}</th>" for month in MONTHS)
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    table = f"<table><tr><th>สถิติ</th>{head}</tr><tr><td>ตรวจบุคคล</td>{row}</tr><tr><td>รวม</td>{row}</tr></table>"
    website.page("/", '<h1>OIT 2567</h1><p><a href="/o6.html">O6 รายงานผลการปฏิบัติราชการประจำเดือน</a></p>')
    website.page("/o6.html", f"<h1>รายงานผลการปฏิบัติราชการ</h1>{table}")
    return list(run(items=["O6"]).items[0].months)


@pytest.mark.parametrize("cell", ["12", "-", "ไม่มี", '<img src="/x.png">', '<a href="/x.pdf">ดู</a>'])
def test_a_column_with_anything_in_it_is_of_its_month(website: Any, run: Run, cell: str) -> None:
    assert months_seen(website, run, (cell,) * 6) == CODES


def test_a_head_without_anything_under_it_covers_no_month(website: Any, run: Run) -> None:
    assert months_seen(website, run, ("5", "", "7", "", "&nbsp;", "9")) == ["2566-10", "2566-12", "2567-03"]


def test_an_empty_form_covers_nothing(website: Any, run: Run) -> None:
    assert months_seen(website, run, ("",) * 6) == []
