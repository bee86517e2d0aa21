"""Matching on whole pages. Labelled pages are in tests/corpus; see tests/services/crawler/accuracy."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.crawler.match import Matcher
from services.crawler.page import parse_page
from shared.rubric import Rubric, load_rubric
from tests.services.crawler.match.pages import found, read

PARTS = st.sampled_from(
    [
        *("<table>", "<tr>", "<td rowspan=3>", "</td>", "</tr>", "</table>", "<ul>", "<li>", "</ul>", "<h3>", "</h3>"),
        *("<p>", "<br>", "<div class=card>", "</div>", "<div id=t>", "<iframe src=/f>", "2566", "ตัวชี้วัดที่ 9"),
        *("O1", "O1-O12", "๐๒", "010", "O99", "MOIT1", "กฎหมายที่เกี่ยวข้อง", "E-Service"),
        *("<a href=#>ดู</a>", "<a href=http://[x>ดู</a>", "<a href=/o3>ลิงก์</a>", "<a href=/p>« ก่อนหน้า</a>"),
        *("<a data-toggle=tab href=#t>2567</a>", "<button onclick=\"window.open('/z')\">ก</button>"),
    ]
)


@settings(deadline=None)
@given(st.lists(PARTS, max_size=60))
def test_any_page_can_be_matched(matcher: Matcher, parts: list[str]) -> None:
    page = parse_page("http://unit.example/ita-2567/", " ".join(parts))
    match = matcher.match(page)
    presented = {id(link) for link in page.links}
    assert all(id(found.link) in presented and 0 < found.confidence <= 1 for found in match.links)
    assert not {id(link) for link in match.loose} & {id(found.link) for found in match.links}


def test_a_file_named_like_another_item_stays_with_the_item_whose_entry_holds_it(matcher: Matcher) -> None:
    match = read(
        matcher,
        "<h3>O1 โครงสร้าง</h3><ul><li><a href=1>แผนผัง</a></ul><h3>O11 แผนการใช้จ่ายงบประมาณประจำปี</h3>"
        "<ul><li><a href=a>แผนการจัดซื้อจัดจ้าง</a><li><a href=b>แผนการใช้จ่าย</a></ul><h3>O12 เงินกองทุนเพื่อการสืบสวน</h3>",
    )
    assert found(match) == [("1", "O1"), ("a", "O11"), ("b", "O11")]


def test_an_entry_without_code_in_a_list_with_codes_is_an_item(matcher: Matcher) -> None:
    match = read(
        matcher,
        "<ul><li><a href=1>O1 โครงสร้าง</a><li><a href=3>กฎหมายที่เกี่ยวข้อง</a><li><a href=7>O7 คู่มือการปฏิบัติงาน</a></ul>",
    )
    assert found(match) == [("1", "O1"), ("3", "O3"), ("7", "O7")]


def test_links_around_the_site_are_no_items(matcher: Matcher) -> None:
    match = read(
        matcher,
        "<h3>O1 โครงสร้าง</h3><p><a href=1>เอกสาร</a><p><a href=#top>กลับขึ้นบน</a><p><a href=/>« กลับหน้าหลัก</a>"
        "<h3>O2 อำนาจหน้าที่</h3><p><a href=2>เอกสาร</a><p><a href=/login>เข้าสู่ระบบ</a>",
    )
    assert found(match) == [("1", "O1"), ("2", "O2")]


def test_an_items_page_does_not_own_its_neighbours_in_the_list(matcher: Matcher) -> None:
    body = (
        "<h1>O10 ข้อมูลผลการดำเนินงานในเชิงสถิติ</h1><p><a href=s>สถิติ ต.ค. →</a>"
        "<p><a href=/9>« O9 E-Service</a> <a href=/11>O11 แผนการใช้จ่ายงบประมาณ »</a>"
    )
    assert found(read(matcher, body, of=("O10",))) == [("s", "O10")]


def test_an_address_with_a_code_outweighs_a_vague_heading(matcher: Matcher) -> None:
    match = read(matcher, "<h1>ข้อมูลที่เกี่ยวข้อง</h1><p><a href=/k.pdf>ตุลาคม</a>", "http://u.example/ita/o14-skr/")
    assert found(match) == [("/k.pdf", "O14")]
    assert match.links[0].unsure


def test_items_may_stand_side_by_side(matcher: Matcher) -> None:
    heads = "".join(f"<th>O{n}</th>" for n in (6, 7, 8))
    cells = "".join(f"<td><a href={n}>เปิด</a></td>" for n in (6, 7, 8))
    match = read(matcher, f"<table><tr>{heads}</tr><tr>{cells}</tr></table>")
    assert found(match) == [("6", "O6"), ("7", "O7"), ("8", "O8")]


def test_a_title_that_contradicts_its_code_is_for_a_person_to_confirm(matcher: Matcher) -> None:
    rows = [(6, "รายงานผลการปฏิบัติราชการประจำเดือน"), (7, "คู่มือการปฏิบัติงาน"), (9, "คู่มือการให้บริการประชาชน"), (10, "สถิติคดีอาญา")]
    table = "".join(f"<tr><td>O{n}<td>{title}<td><a href={n}>ดู</a>" for n, title in rows)
    match = read(matcher, f"<table>{table}</table>")
    assert found(match) == [("6", "O6"), ("7", "O7"), ("9", "O8"), ("10", "O10")]
    assert [link.item for link in match.links if link.unsure] == ["O8"]
    assert "numbered O9" in match.notes["O8"]


@pytest.mark.parametrize("count", [1, 2, 8])
def test_a_menu_stands_in_only_where_it_names_several_items(matcher: Matcher, count: int) -> None:
    titles = [
        "โครงสร้างหน่วยงาน",
        "อำนาจหน้าที่",
        "กฎหมายที่เกี่ยวข้อง",
        "E-Service",
        "คู่มือประชาชน",
        "ข่าวประชาสัมพันธ์",
        "สขร.1",
        "No Gift Policy",
    ]
    menu = "".join(f"<li><a href=/m/{n}>{title}</a>" for n, title in enumerate(titles[:count]))
    page = parse_page("http://unit.example/", f"<nav><ul>{menu}</ul></nav><p>ข่าว</p>")
    match = matcher.match(page)
    assert match.links == ()
    assert len(match.menu) == count
    assert len(match.shown) == (count if count > 1 else 0)
    assert all(entry.unsure for entry in match.menu)


def test_numbers_of_pictures_in_a_menu_are_no_codes(matcher: Matcher) -> None:
    titles = ("โครงสร้างหน่วยงาน", "อำนาจหน้าที่", "กฎหมายที่เกี่ยวข้อง")
    menu = "".join(f"<a href=/m/{n}>{title}</a>" for n, title in enumerate(titles))
    page = parse_page("http://unit.example/", f"<nav><a href=/1>01</a><a href=/2>02</a>{menu}</nav><p>ข่าว</p>")
    assert [entry.link.href for entry in matcher.match(page).menu] == ["/m/0", "/m/1", "/m/2"]


@pytest.mark.parametrize(("titles", "coded"), [("ประวัติ ตราประจำหน่วย ผลงานเด่น", False), ("", True)])
def test_zeros_that_count_the_parts_of_a_page_are_no_codes(matcher: Matcher, titles: str, coded: bool) -> None:
    words = titles.split() or ["โครงสร้าง อัตรากำลัง", "อำนาจหน้าที่", "กฎหมายที่เกี่ยวข้อง"]
    parts = "".join(f"<h3>0{n} {title}</h3><p><a href=/{n}>เปิด</a>" for n, title in enumerate(words, start=1))
    match = matcher.match(parse_page("http://unit.example/about/us", f"<title>หน่วยงาน</title>{parts}"))
    assert found(match) == ([("/1", "O1"), ("/2", "O2"), ("/3", "O3")] if coded else [])


def test_a_translation_in_the_cell_names_no_item_of_its_own(matcher: Matcher) -> None:
    rows = [
        ("มาตรการยกระดับคุณธรรมและความโปร่งใสภายในหน่วยงาน", "Report on integrity measures", "O23"),
        ("E-Service", "Online services", "O9"),
        ("กฎหมายที่เกี่ยวข้อง", "Laws", "O3"),
    ]
    table = "".join(f"<tr><td>{title}<br><i>{english}</i><td><a href={item}>TH</a>" for title, english, item in rows)
    assert found(read(matcher, f"<table>{table}</table>")) == [(item, item) for *_, item in rows]


@pytest.mark.parametrize(("after", "taken"), [("<li>O10 สถิติคดีอาญา <a href=s>เปิด</a>", True), ("", False)])
def test_one_logs_in_to_an_item_but_not_behind_the_list(matcher: Matcher, after: str, taken: bool) -> None:
    items = "<li>O8 คู่มือประชาชน <a href=m>เปิด</a><li>O9 E-Service <a href=e>เข้าสู่ระบบ</a>"
    match = read(matcher, f"<ul>{items}{after}</ul>")
    assert (("e", "O9") in found(match)) is taken


def test_columns_of_years_tell_the_years_of_their_cells(matcher: Matcher) -> None:
    match = read(
        matcher,
        "<table><tr><th>ข้อ<th>รายการ<th>ปี 2566<th>ปี ๒๕๖๗"
        "<tr><td>O1<td>โครงสร้าง<td><a href=66>เปิด</a><td><a href=67>เปิด</a>"
        "<tr><td>O2<td>อำนาจหน้าที่<td><a href=266>เปิด</a><td><a href=267>เปิด</a></table>",
    )
    years = {link.link.href: sorted(link.years) for link in match.links}
    assert years == {"66": [2566], "67": [2567], "266": [2566], "267": [2567]}


def test_pictures_stand_over_their_captions(matcher: Matcher) -> None:
    rows = "".join(
        "<tr>"
        + "".join(f"<td><a href={n}><img src=i.png></a>" for n in row)
        + "<tr>"
        + "".join(f"<td>O{n}" for n in row)
        for row in ((1, 2, 3), (4, 5, 6))
    )
    assert found(read(matcher, f"<table>{rows}</table>")) == [(str(n), f"O{n}") for n in range(1, 7)]


def test_long_columns_stand_under_their_heads(matcher: Matcher) -> None:
    head = "<tr><th>เดือน<th>O6 รายงานผลการปฏิบัติราชการ<th>O13 ประกาศ<th>O14 สขร.1"
    rows = "".join(f"<tr><td>{m}<td><a href=6-{m}>ดู</a><td>ไม่มี<td><a href=14-{m}>ดู</a>" for m in range(1, 13))
    links = found(read(matcher, f"<table>{head}{rows}</table>"))
    assert links == [(f"{item}-{month}", f"O{item}") for month in range(1, 13) for item in (6, 14)]


def test_files_under_titled_headings_are_not_items_that_they_resemble(matcher: Matcher) -> None:
    titles = ("การมีส่วนร่วมของหัวหน้าหน่วยงาน", "การประเมินความเสี่ยงต่อการรับสินบน", "มาตรการยกระดับคุณธรรมและความโปร่งใส")
    body = "<h1>OIT 2567</h1>" + "".join(
        f"<h3>{title}</h3><p><a href={n}>อบรมจริยธรรมข้าราชการตำรวจ</a>"
        for n, title in enumerate(("สรุปผลการจัดซื้อจัดจ้างรายเดือน", *titles))
    )
    assert found(read(matcher, body)) == [("0", "O14"), ("1", "O18"), ("2", "O19"), ("3", "O23")]


def test_a_menu_without_a_class_only_repeats_the_list(matcher: Matcher) -> None:
    menu = "".join(
        f"<li><a href=m{n}>{t}</a>" for n, t in enumerate(("ประวัติ", "กฎหมายที่เกี่ยวข้อง", "E-Service", "ผู้บริหาร"))
    )
    titles = (
        "กฎหมายที่เกี่ยวข้อง",
        "คู่มือการให้บริการประชาชน",
        "E-Service",
        "สรุปผลการจัดซื้อจัดจ้างรายเดือน",
        "การประเมินความเสี่ยงต่อการรับสินบน",
    )
    rows = "".join(f"<tr><td>{title}<td><a href={n}>เปิด</a>" for n, title in enumerate(titles))
    links = found(read(matcher, f"<ul>{menu}</ul><table>{rows}</table>"))
    assert links == [("0", "O3"), ("1", "O8"), ("2", "O9"), ("3", "O14"), ("4", "O19")]


@pytest.mark.parametrize("words", ["แสดง/ซ่อน", "ขยายทั้งหมด", "Show/Hide", "expand all"])
def test_what_only_opens_a_part_of_the_page_is_no_link(matcher: Matcher, words: str) -> None:
    match = read(matcher, f"<h3>O1 โครงสร้าง</h3><p><a href=#>{words}</a><p><a href=1>เอกสาร</a>")
    assert found(match) == [("1", "O1")]


def test_a_folder_of_all_items_is_none_of_them(matcher: Matcher) -> None:
    body = "<p><a href=all>เอกสารรวม O1-O24</a><ul><li>O1 <a href=1>โครงสร้าง</a><li>O2 <a href=2>อำนาจหน้าที่</a></ul>"
    assert found(read(matcher, body)) == [("1", "O1"), ("2", "O2")]


def test_a_link_cut_into_two_belongs_to_its_item_with_both_parts(matcher: Matcher) -> None:
    body = '<p><a href="/3">o</a><a href="/3">3 กฎหมายที่เกี่ยวข้อง</a></p><p>o4 <a href="/4">ข้อมูลการติดต่อ</a></p>'
    assert found(read(matcher, body)) == [("/3", "O3"), ("/3", "O3"), ("/4", "O4")]


def test_a_file_in_a_cell_that_reaches_into_the_next_row_is_of_both_items(matcher: Matcher) -> None:
    rows = (
        '<tr><td>O19</td><td rowspan="2"><a href="/both">ไฟล์</a></td></tr><tr><td>O20</td></tr>'
        '<tr><td>O21</td><td><a href="/21">ไฟล์</a></td></tr>'
    )
    assert found(read(matcher, f"<table>{rows}</table>")) == [("/both", "O19"), ("/both", "O20"), ("/21", "O21")]


def test_news_beside_a_list_that_has_their_item_are_news(matcher: Matcher, rubric: Rubric) -> None:
    news = '<h2>ข่าวกิจกรรม</h2><div><h5><a href="/n/1">ตม.จว. จับกุมผู้ต้องหา</a></h5></div>'
    rows = "".join(f'<li><a href="/{item.id}">{item.title.th}</a></li>' for item in rubric.items)
    assert [href for href, _ in found(read(matcher, f"{news}<ul>{rows}</ul>"))] == [
        f"/{item.id}" for item in rubric.items
    ]


@pytest.mark.parametrize("order", [(2566, 2567), (2567, 2566)])
def test_parts_behind_a_row_of_switches_are_of_their_years_in_order(matcher: Matcher, order: tuple[int, int]) -> None:
    switches = "".join(f"<li>ปี {year}</li>" for year in order)
    parts = "".join(f'<div class="p"><p>O1 <a href="/{year}">ไฟล์</a></p></div>' for year in order)
    match = read(matcher, f"<ul>{switches}</ul>{parts}")
    assert [(link.link.href, link.years) for link in match.links] == [(f"/{year}", {year}) for year in order]


def test_as_many_boxes_as_years_are_needed_to_be_their_parts(matcher: Matcher) -> None:
    boxes = "".join(f'<div class="p"><p>O{n} <a href="/{n}">ไฟล์</a></p></div>' for n in (1, 2, 3))
    match = read(matcher, f"<ul><li>ปี 2566</li><li>ปี 2567</li></ul>{boxes}")
    assert not [link for link in match.links if link.years == {2566}]


def card(code: str, title: str, address: str) -> str:
    """A code and a status in one box of the card, the title in another."""
    tags = f"<div><p><b>{code}</b><i>เผยแพร่</i></p></div>"
    return f'<section>{tags}<div><div><h4>{title}</h4></div><a href="{address}">เปิด</a></div></section>'


def test_the_title_of_a_code_is_its_cards_heading(matcher: Matcher) -> None:
    """The college's own numbers are not ours: only the titles tell, wherever in the card they stand."""
    cards = [card("O5", "อำนาจหน้าที่", "/a"), card("O7", "กฎหมายที่เกี่ยวข้อง", "/b"), card("O9", "ข้อมูลการติดต่อ", "/c")]
    assert found(read(matcher, "".join(cards))) == [("/a", "O2"), ("/b", "O3"), ("/c", "O4")]


def test_a_heading_beyond_the_codes_card_is_not_its_title(matcher: Matcher) -> None:
    links = '<ul><li><a href="/a">O2 ประกาศ</a></li></ul><h3>กฎหมายที่เกี่ยวข้อง</h3><p><a href="/b">ดู</a></p>'
    assert found(read(matcher, links)) == [("/a", "O2"), ("/b", "O3")]


def in_menu(matcher: Matcher, body: str) -> list[str]:
    """The items that a home page, which says nothing of the assessment, names in its menus."""
    page = parse_page("http://unit.example/", f"<title>หน่วยงาน</title><body>{body}")
    return [entry.item for entry in matcher.match(page).menu]


def test_what_stands_under_another_systems_code_is_no_menu_entry(matcher: Matcher) -> None:
    entries = '<ul><li><a href="/a">กฎหมายที่เกี่ยวข้อง</a></li></ul>'
    assert in_menu(matcher, f"<h3>งานของเรา</h3>{entries}") == ["O3"]
    assert in_menu(matcher, f"<h3>MOIT 4 การเปิดเผย</h3>{entries}") == []
    assert in_menu(matcher, f"<h3>MOIT ของหน่วยงาน</h3>{entries}") == []


def test_a_heading_below_other_boxes_is_no_pages(general: Matcher) -> None:
    banners = "".join(f"<div><a href=b{n}>งานที่ {n}</a></div>" for n in range(8))
    news = "<h2>ข่าวกิจกรรม</h2><div><a href=n1>ต้อนรับคณะดูงาน</a></div><footer>-</footer>"
    url = "http://unit.example/welcome"
    assert (
        found(general.match(parse_page(url, f"<title>กรม</title><body><main>{news}<p><a href=x>ทั่วไป</a></main>"))) != []
    )
    page = parse_page(url, f"<title>กรม</title><body><main>{banners}{news}</main><p><a href=x>ทั่วไป</a>")
    assert "x" not in dict(found(general.match(page)))


def test_one_address_in_a_menu_may_be_of_several_items(matcher: Matcher) -> None:
    menu = '<nav><a href="/doc">กฎหมายที่เกี่ยวข้อง</a><a href="/doc">อำนาจหน้าที่</a></nav>'
    assert in_menu(matcher, menu) == ["O3", "O2"]


@pytest.fixture(scope="module")
def general() -> Matcher:
    return Matcher(load_rubric("2566-general"))


def test_words_of_a_titles_kind_in_another_box_end_what_it_holds(general: Matcher) -> None:
    body = (
        "<div><p class=line>E-Service</p></div><div><p class=line>น้ำขึ้นน้ำลง</p><a href=1>วันนี้</a></div>"
        "<ul><li><a href=2>โครงสร้าง</a><li><a href=3>ข้อมูลผู้บริหาร</a><li><a href=4>อำนาจหน้าที่</a></ul>"
    )
    assert found(read(general, body)) == [("2", "O1"), ("3", "O2"), ("4", "O3")]


def test_a_link_named_like_an_item_speaks_for_none_before_it(general: Matcher) -> None:
    card = (
        "<div class=c><ul><li><b><a href=1>หอเตือนภัย</a></b></ul><ul><li><b><a href=2>ข่าวประชาสัมพันธ์</a></b></ul></div>"
    )
    assert found(read(general, f"{card}<div class=c><a href=3>อำนาจหน้าที่</a></div>")) == [("2", "O7"), ("3", "O3")]


def test_a_title_of_two_items_is_both_items(general: Matcher) -> None:
    match = read(general, "<p>O1 <a href=1>โครงสร้างและอำนาจหน้าที่</a></p><p>O2 <a href=2>ข้อมูลผู้บริหาร</a></p>")
    assert ("1", "O3") in found(match)
    assert ("1", "O1") in found(match)


def test_a_start_pages_menu_outdoes_boxes_that_are_named_like_items(general: Matcher) -> None:
    names = ("โครงสร้าง", "ข้อมูลผู้บริหาร", "อำนาจหน้าที่", "กฎหมายที่เกี่ยวข้อง", "ข้อมูลเชิงสถิติการให้บริการ", "Social Network")
    more = ("คู่มือหรือมาตรฐานการปฏิบัติงาน", "คู่มือหรือมาตรฐานการให้บริการ", "แผนปฏิบัติการป้องกันการทุจริต", "แผนพัฒนาท้องถิ่น")
    menu = "".join(f"<a href=/m{n}>{name}</a>" for n, name in enumerate((*names, *more)))
    boxes = "".join(
        f"<div><h2>{name}</h2><a href=/b{name}>วันนี้</a></div>"
        for name in ("E-Service", "ข่าวประชาสัมพันธ์", "ข่าวจัดซื้อจัดจ้าง", "ถาม-ตอบ", "ติดต่อเรา")
    )
    match = general.match(
        parse_page("http://unit.example/", f"<title>อบต.</title><nav>{menu}</nav><main>{boxes}</main>")
    )
    assert not match.is_listing
    assert [entry.link.href for entry in match.shown] == [f"/m{n}" for n in range(len(names) + len(more))]


def test_a_title_over_two_lines_of_a_cell_is_read_whole(general: Matcher) -> None:
    rows = (
        "<tr><td>O1<td>โครงสร้าง<td><a href=1>ดู</a><tr><td>O2<td>ข้อมูล<br>ผู้บริหาร<td><a href=2>ดู</a>"
        "<tr><td>O24<td>หลักเกณฑ์การบริหาร<br>และพัฒนาทรัพยากรบุคคล<td><a href=3>ดู</a>"
    )
    assert found(read(general, f"<table>{rows}</table>")) == [("1", "O1"), ("2", "O2"), ("3", "O25")]


def test_what_a_coded_row_says_besides_names_no_other_item(general: Matcher) -> None:
    rows = (
        "<tr><td>O27<td>แนวปฏิบัติการจัดการเรื่องร้องเรียน<td>3. ช่องทางแจ้งเรื่องร้องเรียนการทุจริต<td><a href=1>ดู</a>"
        "<tr><td>O30<td>การเปิดโอกาสให้เกิดการมีส่วนร่วม<td>ภาพกิจกรรม<td><a href=2>ดู</a>"
    )
    assert found(read(general, f"<table>{rows}</table>")) == [("1", "O27"), ("2", "O30")]


def test_links_under_a_title_of_two_items_are_of_the_one_that_they_name(general: Matcher) -> None:
    links = "<a href=1>ผังโครงสร้าง</a> <a href=2>อำนาจหน้าที่</a> <a href=3>ดาวน์โหลด</a>"
    body = f"<h3>O1 โครงสร้างและอำนาจหน้าที่</h3><p>{links}</p><h3>O2 ข้อมูลผู้บริหาร</h3><p><a href=4>ดู</a>"
    assert found(read(general, body)) == [("1", "O1"), ("2", "O3"), ("3", "O1"), ("3", "O3"), ("4", "O2")]


def test_a_link_under_two_codes_is_of_both_whatever_it_is_named(matcher: Matcher) -> None:
    body = "<p>O13 และ O14 <a href=1>สรุปผลการจัดซื้อจัดจ้างรายเดือน</a></p><p>O15 <a href=2>หลักเกณฑ์</a></p>"
    assert found(read(matcher, body)) == [("1", "O13"), ("1", "O14"), ("2", "O15")]


@pytest.mark.parametrize("words", ["กฎหมาย", "ติดต่อสอบถาม", "ขั้นตอนการให้บริการ"])
def test_a_usual_name_heads_a_box_where_the_page_is_not_about_the_assessment(general: Matcher, words: str) -> None:
    box = f"<div><h6>{words}</h6><a href=x>บทความวิชาการ</a></div>"
    names = ("โครงสร้าง", "ข้อมูลผู้บริหาร", "อำนาจหน้าที่", "ข่าวประชาสัมพันธ์", "แผนการจัดซื้อจัดจ้าง", "E-Service")
    entries = "".join(f"<li><a href={n}>{name}</a>" for n, name in enumerate(names))
    match = general.match(parse_page("http://unit.example/map", f"{box}<ul>{entries}</ul>"))
    assert "x" not in {entry.link.href for entry in match.links}
    assert len(match.links) == len(names)
