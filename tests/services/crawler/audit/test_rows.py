"""Menus that no HTML tells from content: rows of links that stand on page after page."""

from collections.abc import Callable
from typing import Any

import pytest

from services.crawler.audit import AuditReport
from services.crawler.audit.rows import Rows
from services.crawler.page import Page, parse_page

Run = Callable[..., AuditReport]
ENTRIES = (("/", "หน้าหลัก"), ("/about", "รู้จักเรา"), ("/news", "ข่าว ปี 2567"), ("/ita", "OIT 2567"), ("/call", "ติดต่อ"))
LINKS = [f'<a href="{url}">{words}</a>' for url, words in ENTRIES]
#: In one cell, in a cell for each, line by line.
MENUS = (" | ".join(LINKS), "</td><td>".join(LINKS), "<br>".join(LINKS))


def laid_out(menu: str, html: str) -> str:
    return f"<table><tr><td>{menu}</td></tr></table><table><tr><td>{html}</td></tr></table>"


@pytest.mark.parametrize("menu", MENUS)
def test_a_menu_in_a_table_is_no_content_of_an_item(website: Any, run: Run, menu: str) -> None:
    website.page("/", laid_out(menu, '<h3>ยินดีต้อนรับ</h3><p><a href="/ita">การเปิดเผยข้อมูลสาธารณะ</a></p>'))
    rows = '<tr><td>O3</td><td>กฎหมายที่เกี่ยวข้อง</td><td><a href="/law">คลิก</a></td></tr>'
    rows += '<tr><td>O18</td><td>การมีส่วนร่วมของหัวหน้าหน่วย</td><td><a href="/head">คลิก</a></td></tr>'
    website.page("/ita", laid_out(menu, f"<h3>OIT ปี 2567</h3><table>{rows}</table>"))
    website.page("/law", laid_out(menu, "<h3>กฎหมาย</h3><p>พ.ร.บ.คนเข้าเมือง</p>"))
    website.page("/head", laid_out(menu, "<h3>ผู้กำกับการพบกำลังพล</h3><p>ให้โอวาทเรื่องความซื่อสัตย์</p>"))
    for path in ("/about", "/news", "/call"):
        website.page(path, laid_out(menu, "<h3>หน้าอื่น</h3><p>เนื้อหาทั่วไป</p>"))
    report = run()
    law, head = report.item("O3"), report.item("O18")
    assert law is not None and head is not None
    said = {element.id: element.met for element in (*law.elements, *head.elements)}
    assert [said[each] for each in ("searchable", "three_news", "fiscal_year")] == [False, False, False]
    assert {link.url.rsplit("/", 1)[-1] for link in (*law.links, *head.links)} == {"law", "head"}


def page(number: int, html: str) -> Page:
    return parse_page(f"http://unit.example/{number}", f"<body>{html}</body>")


def rows_of(*html: str) -> Rows:
    rows = Rows()
    for number, each in enumerate(html):
        rows.learn(page(number, each))
    return rows


def shown(of: Page) -> list[str]:
    return [link.text for link in of.links if not link.chrome]


def test_what_a_page_has_once_more_than_the_others_is_its_own() -> None:
    menu = f"<div>{MENUS[0]}</div>"
    rows = rows_of(menu, menu, menu, f"{menu}<h2>บริการ</h2><ul>{MENUS[2]}</ul>")
    assert shown(rows.without(page(3, f"{menu}<h2>บริการ</h2>{MENUS[0]}"))) == [words for _, words in ENTRIES]


@pytest.mark.parametrize(
    "html",
    [
        "<br>".join(LINKS[:3]),
        "<br>".join(f"{link} ดูรายละเอียด" for link in LINKS),
        "<p>เนื้อหา</p>".join(LINKS),
    ],
)
def test_a_few_links_and_links_among_words_are_no_row(html: str) -> None:
    every = page(9, html)
    assert rows_of(html, html, html).without(every) is every


def test_links_of_a_few_pages_are_no_row() -> None:
    every = page(9, MENUS[0])
    assert rows_of(MENUS[0], MENUS[0], "", "").without(every) is every
    assert rows_of(MENUS[0], MENUS[0], MENUS[0], "", "", "").without(every) is every
