"""Tables whose head names an item over each column."""

import pytest

from services.crawler.match import Matcher
from tests.services.crawler.match.pages import found, read

MONTHS = "".join(
    f"<tr><td>{month} 66<td><a href=/a{month}>เปิด</a><td><a href=/s{month}>pdf</a></tr>" for month in ("ต.ค.", "พ.ย.")
)
HEAD = "<tr><{cell}>เดือน</{cell}><{cell}>ประกาศจัดซื้อจัดจ้าง</{cell}><{cell}>สขร.1</{cell}></tr>"


@pytest.mark.parametrize("table", ["<thead>{head}</thead><tbody>{rows}</tbody>", "{head}{rows}"])
def test_two_columns_of_head_cells_that_name_items_are_enough(matcher: Matcher, table: str) -> None:
    html = table.format(head=HEAD.format(cell="th"), rows=MONTHS)
    assert found(read(matcher, f"<table>{html}</table>")) == [
        ("/aต.ค.", "O13"),
        ("/sต.ค.", "O14"),
        ("/aพ.ย.", "O13"),
        ("/sพ.ย.", "O14"),
    ]


def test_of_other_cells_more_are_needed_to_head_columns(matcher: Matcher) -> None:
    html = HEAD.format(cell="td") + MONTHS
    assert ("/aต.ค.", "O13") not in found(read(matcher, f"<table>{html}</table>"))
