"""What stands beside a list, before or behind it: menus built like it, other years, archives, the site's own things."""

import pytest

from services.crawler.match import Matcher, PageMatch
from services.crawler.page import parse_page
from shared.rubric import load_rubric

IMMIGRATION = Matcher(load_rubric("2567-provincial-immigration"))
GENERAL = Matcher(load_rubric("2566-general"))
TITLES = (
    *("โครงสร้าง", "ข้อมูลผู้บริหาร", "อำนาจหน้าที่", "แผนยุทธศาสตร์", "ข้อมูลการติดต่อ", "กฎหมายที่เกี่ยวข้อง", "ข่าวประชาสัมพันธ์"),
    *("Q&A", "Social Network", "นโยบายคุ้มครองข้อมูลส่วนบุคคล", "แผนดำเนินงานประจำปี", "รายงานผลการดำเนินงานประจำปี"),
    *("คู่มือการปฏิบัติงาน", "คู่มือการให้บริการ", "สถิติการให้บริการ", "ความพึงพอใจการให้บริการ"),
)


def match(matcher: Matcher, body: str, title: str = "ITA", of: tuple[str, ...] = ()) -> PageMatch:
    return matcher.match(parse_page("http://unit.example/list", f"<title>{title}</title><body>{body}"), of)


def pairs(matched: PageMatch) -> set[tuple[str, str]]:
    return {(each.link.href, each.item) for each in matched.links}


def rows(titles: tuple[str, ...], at: str = "") -> str:
    return "".join(f"<tr><td>{title}<td><a href='{at}{n}'>คลิก</a>" for n, title in enumerate(titles))


def test_a_menu_built_like_the_list_only_repeats_it() -> None:
    menu = "".join(f"<tr><td><a href='m{n}'>{title}</a>" for n, title in enumerate(TITLES[:5]))
    found = pairs(match(GENERAL, f"<table>{menu}</table><table>{rows(TITLES)}</table>"))
    assert len(found) == len(TITLES)
    assert not {href for href, _ in found if href.startswith("m")}


def test_a_few_codes_amid_a_list_of_titles_make_no_remarks_of_it() -> None:
    line = "<p>คู่มือการให้บริการ <a href=a>O15</a> สถิติการให้บริการ <a href=b>O16</a></p>"
    lines = "".join(f"<p><a href='{n}'>{title}</a></p>" for n, title in enumerate(TITLES[:12]))
    behind = "".join(f"<p><a href='z{n}'>{t}</a></p>" for n, t in enumerate(("แผนการจัดซื้อจัดจ้าง", "ประมวลจริยธรรม")))
    found = pairs(match(GENERAL, lines + line + behind))
    assert {("a", "O15"), ("b", "O16"), ("0", "O1"), ("z0", "O19"), ("z1", "O39")} <= found


def test_another_years_list_takes_no_items_of_this_ones() -> None:
    mixed = tuple(title if n % 2 else f"O{n + 1} {title}" for n, title in enumerate(TITLES[:10]))
    other = tuple(f"O{n + 1} {title}" for n, title in enumerate(TITLES[:10]))
    body = f"<h2>ปี 2566</h2><table>{rows(mixed)}</table><h2>ปี 2565</h2><table>{rows(other, 'old')}</table>"
    links = [each for each in match(GENERAL, body).links if each.years <= {2566}]
    assert {(each.link.href, each.item) for each in links} == {(str(n), f"O{n + 1}") for n in range(10)}


@pytest.mark.parametrize(("text", "items"), [("Q&A", {"O8"}), ("Twitter", {"O7", "O8", "O9"})])
def test_under_several_codes_a_link_is_of_what_its_words_name(text: str, items: set[str]) -> None:
    body = f"<p>O6 กฎหมาย</p><ul><li><a href=1>พ.ร.บ.</a></ul><p>O7 - O9</p><ul><li><a href=x>{text}</a></ul>"
    assert {item for href, item in pairs(match(GENERAL, body)) if href == "x"} == items


def test_an_items_own_page_begins_at_its_heading() -> None:
    side = "<div><a href=s1>สภาพทั่วไป</a><a href=s2>เบี้ยผู้สูงอายุ</a></div>"
    body = f"{side}<h2>สรุปผลการจัดซื้อจัดจ้างรายเดือน</h2><p><a href=1>ตุลาคม 2565</a><a href=2>พฤศจิกายน 2565</a></p>"
    assert pairs(match(GENERAL, body, "สขร.1", ("O21",))) == {("1", "O21"), ("2", "O21")}


@pytest.mark.parametrize("archived", ["2564", "สถิติคดีอาญา ปีงบประมาณ 2565"])
def test_an_archive_on_an_items_page_is_of_its_year(archived: str) -> None:
    body = f"<h1>O10 สถิติ</h1><p><a href=1>ตุลาคม 2566</a></p><p><a href=2>{archived}</a></p>"
    years = {each.link.href: each.years for each in match(IMMIGRATION, body, "O10 สถิติ", ("O10",)).links}
    assert 2567 not in years["2"]
    assert years["2"]
    assert not years["1"]


def test_a_code_in_an_address_is_of_the_year_of_its_folder() -> None:
    body = "<p><a href=/ita/2567/o1-structure>ก</a></p><p><a href=/ita/2566/o10-plan>แผน</a></p>"
    years = {each.item: each.years for each in match(IMMIGRATION, body, "ITA 2567").links}
    assert years["O10"] == {2566}


def test_a_row_under_another_systems_code_is_called_by_its_title() -> None:
    items = {
        "แผนการจัดซื้อจัดจ้าง": "O19",
        "สรุปผลการจัดซื้อจัดจ้างรายเดือน": "O21",
        "ประมวลจริยธรรม": "O39",
        "การประเมินความเสี่ยงการทุจริต": "O34",
        "แผนปฏิบัติการป้องกันการทุจริต": "O36",
    }
    table = "".join(f"<tr><td>MOIT {n}<td>{t}<tr><td><td><a href='{n}'>ไฟล์</a>" for n, t in enumerate(items, start=2))
    found = pairs(match(GENERAL, f"<table>{table}</table>", "MOIT"))
    assert found == {(str(n), item) for n, item in enumerate(items.values(), start=2)}


def test_a_year_in_a_cell_that_holds_a_table_heads_it() -> None:
    codes = tuple(f"O{n}" for n in range(1, 9))
    body = (
        f"<table><tr><td><table>{rows(codes)}</table><p>:: ITA 2565 ::</p><table>{rows(codes, 'old')}</table></table>"
    )
    assert all(each.years == {2565} for each in match(GENERAL, body).links if each.link.href.startswith("old"))


@pytest.mark.parametrize("text", ["พิมพ์หน้านี้", "แชร์", "Subscribe to", "RSS"])
def test_what_prints_shares_or_feeds_a_page_is_no_items(text: str) -> None:
    body = f"<h1>O10 สถิติ</h1><p><a href=1>ตุลาคม</a></p><p><a href=2>{text}</a></p><p>แท็ก: <a href=3>ประชุม</a></p>"
    assert pairs(match(IMMIGRATION, body, "O10 สถิติ", ("O10",))) == {("1", "O10")}


def test_numbers_that_only_count_files_are_no_codes() -> None:
    titles = ("๑ โครงสร้าง อัตรากำลัง", "๒ อำนาจหน้าที่", "๓ กฎหมายที่เกี่ยวข้อง", "๔ ข้อมูลการติดต่อ")
    table = "".join(f"<tr><td>{title}<td><a href={n}>เปิด</a>" for n, title in enumerate(titles))
    files = "<tr><td>๑๘ การมีส่วนร่วมของหัวหน้าหน่วย<td><a href=a>๑</a> <a href=b>๒</a> <a href=c>๓</a>"
    found = pairs(match(IMMIGRATION, f"<table>{table}{files}</table>"))
    assert {("a", "O18"), ("b", "O18"), ("c", "O18")} <= found


def test_two_codes_side_by_side_head_a_card_of_both() -> None:
    files = "".join(f"<li>{w} <a href={n}>เปิด</a></li>" for n, w in (("a", "ประกาศจัดซื้อจัดจ้าง"), ("b", "สขร.1 ต.ค.66")))
    cards = "".join(f"<div><i>O{n}</i><h4>ข้อ</h4><a href={n}>เปิด</a></div>" for n in (1, 2))
    body = f"{cards}<div><p>O13</p><p>O14</p><h4>การจัดซื้อจัดจ้าง</h4><ul>{files}</ul></div>"
    assert {("a", "O13"), ("b", "O14")} == {pair for pair in pairs(match(IMMIGRATION, body)) if pair[0] in "ab"}


def test_a_day_before_a_month_is_no_code() -> None:
    titles = ("1 โครงสร้าง", "2 อำนาจหน้าที่", "3 กฎหมายที่เกี่ยวข้อง", "4 ข้อมูลการติดต่อ")
    table = "".join(f"<tr><td>{title}<td><a href={n}>เปิด</a>" for n, title in enumerate(titles))
    news = "<p><a href=n1>12 ม.ค. 67 มอบนโยบาย</a></p><p><a href=n2>5 กุมภาพันธ์ 2567 ประชุม</a></p>"
    assert not {href for href, _ in pairs(match(IMMIGRATION, f"<table>{table}</table>{news}"))} & {"n1", "n2"}


def test_columns_of_years_stand_below_cells_that_reach_down() -> None:
    head = "<tr><th rowspan=2>ข้อ<th rowspan=2>รายการ<th colspan=2>ปีงบประมาณ<tr><th>2565<th>2566"
    cells = "".join(f"<tr><td>O{n}<td>รายการ<td><a href=old{n}>PDF</a><td><a href=new{n}>PDF</a>" for n in (11, 12, 13))
    years = {each.link.href: each.years for each in match(GENERAL, f"<table>{head}{cells}</table>").links}
    assert {href: set(named) for href, named in years.items()} == {
        f"{kind}{n}": {year} for n in (11, 12, 13) for kind, year in (("old", 2565), ("new", 2566))
    }


@pytest.mark.parametrize("crumb", ["<a href=c>ITA 2567</a> » O10 สถิติ", "<a href=c>หน้ารวม</a> › <a href=1>ตุลาคม</a>"])
def test_the_way_to_a_page_is_no_part_of_it(crumb: str) -> None:
    body = f"<p>{crumb}</p><h1>O10 สถิติ</h1><p><a href=1>ตุลาคม</a> <a href='https://social.example/sharer.php?u=x'>f</a></p>"
    assert {href for href, _ in pairs(match(IMMIGRATION, body, "O10 สถิติ", ("O10",)))} == {"1"}


@pytest.mark.parametrize("head", ["เมนู ITA", "ข่าวล่าสุด", "ลิงก์ที่เกี่ยวข้อง", "Link", "หน่วยงานเพื่อนบ้าน", "Recent posts"])
@pytest.mark.parametrize(("title", "of"), [("สถิติคดีอาญา", ("O10",)), ("O10 สถิติคดีอาญา", ())])
def test_a_sites_own_boxes_end_an_items_page(head: str, title: str, of: tuple[str, ...]) -> None:
    body = f"<h1>{title}</h1><p><a href=1>ตุลาคม</a></p><h4>งานสืบสวน</h4><p><a href=2>พ.ย.</a></p>"
    found = pairs(match(IMMIGRATION, f"{body}<h4>{head}</h4><p><a href=/ita/o3-law>กาชาด</a></p>", title, of))
    assert found == {("1", "O10"), ("2", "O10")}


def test_news_below_the_item_of_news_are_its() -> None:
    body = "<h2>O4 ติดต่อ</h2><p><a href=c>เปิด</a></p><h2>O5 ข่าวประชาสัมพันธ์ผลการดำเนินงาน</h2>"
    news = "<h3>ข่าวล่าสุด</h3><p><a href=n>จับกุมผู้ต้องหา</a></p>"
    assert ("n", "O5") in pairs(match(IMMIGRATION, body + news))


def test_the_way_back_to_the_assessment_is_no_items() -> None:
    body = "<h1>O10 สถิติ</h1><p><a href=1>ตุลาคม</a></p><p><a href=2>กลับหน้า ITA</a></p>"
    assert pairs(match(IMMIGRATION, body, "O10 สถิติ", ("O10",))) == {("1", "O10")}
