"""Forms on the web, which show themselves to browsers only: they hide nothing, and are places to write."""

from collections.abc import Callable
from typing import Any

import pytest

from services.crawler.audit import AuditReport

Browse = Callable[..., AuditReport]
HOME = "https://unit.go.th"
FILLER = "<p>" + "เนื้อความสำหรับผู้สนใจอ่านทั่วไป " * 14 + "</p>"
FORMS = ("https://forms.gle/aBc123", "https://docs.google.com/forms/d/e/1FA/viewform", "https://forms.office.com/r/x")


def audited(web: Any, browse: Browse, item: str, title: str, html: str) -> dict[str, bool | None]:
    others = "".join(f"<h2>{each}</h2>{FILLER}" for each in ("O1 โครงสร้าง", "O2 อำนาจหน้าที่", "O3 กฎหมายที่เกี่ยวข้อง"))
    web.page(f"{HOME}/", f'<h1>OIT 2567</h1>{others}<h2>{item} {title}</h2><a href="/own">ดูข้อมูล</a>')
    web.page(f"{HOME}/own", f"<h1>{title}</h1>{html}{FILLER}")
    finding = browse(f"{HOME}/", items=[item]).item(item)
    assert finding is not None
    return {element.id: element.met for element in finding.elements}


@pytest.mark.parametrize("form", [*FORMS, "https://itas.nacc.go.th/go/eit/abc"])
def test_a_form_that_can_not_be_read_hides_no_words(web: Any, browse: Browse, form: str) -> None:
    html = f'<p>พบเจ้าหน้าที่ทุจริต โทร 0 5351 1234 หรือ <a href="{form}">แบบฟอร์มออนไลน์</a></p>'
    met = audited(web, browse, "O16", "ช่องทางแจ้งเรื่องทุจริต", html)
    assert (met["channel"], met["statistics"], met["six_months"]) == (True, False, False)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("gone", [False, True])
def test_a_form_is_a_place_unless_it_is_gone(web: Any, browse: Browse, form: str, gone: bool) -> None:
    if gone:
        web.page(form, "ไม่พบ", status=404)
    html = f'<p>ติดต่อเรา</p><p><a href="{form}">ข้อเสนอแนะ</a></p>'
    assert audited(web, browse, "O4", "ข้อมูลการติดต่อ", html)["question_place"] is not gone


@pytest.mark.parametrize(
    "address", ["https://drive.google.com/file/d/1abcdefghijklmnopqrstuvwx/view", "https://x.go.th/f"]
)
def test_anything_else_that_can_not_be_read_may_hold_words(web: Any, browse: Browse, address: str) -> None:
    met = audited(web, browse, "O16", "ช่องทางแจ้งเรื่องทุจริต", f'<p><a href="{address}">สถิติ</a></p>')
    assert met["statistics"] is None
