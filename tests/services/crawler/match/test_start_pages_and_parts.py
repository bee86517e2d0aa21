"""Start pages that have boxes of news, and pages of a part of the assessment beside another part's codes."""

import pytest

from services.crawler.match import Matcher, PageMatch
from services.crawler.page import parse_page
from shared.rubric import load_rubric

RUBRIC = load_rubric("2567-provincial-immigration")
MENU = ("โครงสร้างหน่วยงาน", "อำนาจหน้าที่", "กฎหมายที่เกี่ยวข้อง", "คู่มือการให้บริการประชาชน", "ประกาศจัดซื้อจัดจ้าง", "ติดต่อเรา")
POSTS = ("ร่วมบริจาคโลหิต", "จับกุมผู้ลักลอบเข้าเมือง", "ต้อนรับผู้กำกับการคนใหม่")
BANNERS = ("No Gift Policy", "แจ้งความออนไลน์", "ถาม-ตอบ Q&A", "ประมวลจริยธรรม", "ประกาศนโยบายต่อต้านการรับสินบน")


def match(body: str, title: str = "ตรวจคนเข้าเมืองจังหวัดตัวอย่าง", path: str = "") -> PageMatch:
    page = parse_page(f"http://unit.example/{path}", f"<title>{title}</title><body>{body}</body>")
    return Matcher(RUBRIC).match(page)


def links(texts: tuple[str, ...], at: str) -> str:
    return "".join(f'<li><a href="/{at}/{n}">{text}</a></li>' for n, text in enumerate(texts))


def found(matched: PageMatch) -> dict[str, set[str]]:
    items: dict[str, set[str]] = {}
    for each in (*matched.links, *matched.menu):
        items.setdefault(each.link.href, set()).add(each.item)
    return items


NEWS = f'<h2>ข่าวกิจกรรม</h2><ul>{links(POSTS, "post")}</ul><a href="/all">ดูข่าวทั้งหมด</a>'
BOXES = f"<h2>ITA &amp; No Gift Policy</h2><ul>{links(BANNERS, 'box')}</ul>{NEWS}"


def test_posts_in_a_box_of_news_are_not_the_item_of_news_but_all_of_them_are() -> None:
    items = found(match(BOXES, path="home"))
    assert not {href for href in items if href.startswith("/post/")}
    assert items["/all"] == {"O5"}


def test_on_a_page_of_the_assessment_they_are() -> None:
    items = found(match(f"<h1>OIT 2567</h1>{BOXES}", title="OIT 2567"))
    assert {items[f"/post/{n}"] == {"O5"} for n in range(len(POSTS))} == {True}


@pytest.mark.parametrize("path", ["", "home"])
def test_a_start_page_has_its_items_in_menus_and_boxes(path: str) -> None:
    items = found(match(f"<nav><ul>{links(MENU, 'menu')}</ul></nav>{BOXES}", path=path))
    assert items["/menu/0"] == {"O1"}
    assert items["/menu/5"] == {"O4"}  # although a box names O4, too


PART = "".join(
    f'<h3>{title}</h3><p><a href="/part/{n}">ดาวน์โหลด</a></p>'
    for n, title in enumerate(
        (
            "นโยบายต่อต้านการรับสินบน",
            "การประเมินความเสี่ยงต่อการรับสินบน",
            "การจัดการทรัพย์สินของราชการ",
            "มาตรการยกระดับคุณธรรมและความโปร่งใส",
            "คู่มือหรือแนวทางการปฏิบัติตามมาตรฐานทางจริยธรรม",
        )
    )
)
CODES = "".join(f'<li><a href="/code/{n}">O{n} {item.title.th}</a></li>' for n, item in enumerate(RUBRIC.items[:6], 1))


def test_a_part_keeps_its_titles_beside_another_parts_codes() -> None:
    items = found(match(f"<h1>การป้องกันการทุจริต</h1>{PART}<div><ul>{CODES}</ul></div>"))
    assert [items.get(f"/part/{n}") for n in range(5)] == [{"O17"}, {"O19"}, {"O22"}, {"O23"}, {"O21"}]
    assert items["/code/1"] == {"O1"}


def test_a_few_titles_before_a_list_of_codes_stay_remarks() -> None:
    few = '<h3>นโยบายต่อต้านการรับสินบน</h3><p><a href="/part/0">ดาวน์โหลด</a></p>'
    assert "/part/0" not in found(match(f"<h1>OIT</h1>{few}<div><ul>{CODES}</ul></div>"))


@pytest.mark.parametrize("code", ["001", "๐๐๑", "0๐1"])
def test_two_zeros_may_stand_before_a_figure(code: str) -> None:
    rows = "".join(
        f"<tr><td>00{n}</td><td><a href='/{n}'>{i.title.th}</a></td></tr>" for n, i in enumerate(RUBRIC.items[:9], 1)
    )
    page = match(f"<h1>OIT 2567</h1><table>{rows.replace('001', code)}</table>")
    assert page.coded == {f"O{n}" for n in range(1, 10)}
    assert found(page)["/1"] == {"O1"}


@pytest.mark.parametrize("text", ["สขร.1 ต.ค.66", "สขร1_ต.ค.66.pdf", "สขร.1 เดือน ตุลาคม 66"])
def test_a_month_with_a_short_year_is_no_part_of_a_title(text: str) -> None:
    assert Matcher(RUBRIC).names.of_entry(text)[0] == ("O14",)


def test_titles_of_this_year_count_beside_the_codes_of_another_years_part() -> None:
    titles = links(("โครงสร้าง", "อำนาจหน้าที่", "กฎหมายที่เกี่ยวข้อง", "คู่มือการให้บริการประชาชน", "E-Service"), "now")
    before = "".join(
        f'<li><a href="/before/{n}">O{n} {item.title.th}</a></li>' for n, item in enumerate(RUBRIC.items[:9], 1)
    )
    parts = ((2567, titles), (2566, before))
    body = "".join(f"<div><h3>ปีงบประมาณ {year}</h3><ul>{entries}</ul></div>" for year, entries in parts)
    matched = match(f"<h1>ITA</h1>{body}", title="ITA")
    assert {each.item for each in matched.links if each.link.href.startswith("/now/")} == {"O1", "O2", "O3", "O8", "O9"}
    assert {frozenset({2566})} == {each.years for each in matched.links if each.link.href.startswith("/before/")}
