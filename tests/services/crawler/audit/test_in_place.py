"""What an item's place on a list, or its own page, says and shows: headings over content, pictures, rows, menus."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from services.crawler.audit import AuditReport, ItemFinding
from tests.services.crawler.documents.made import pdf

Run = Callable[..., AuditReport]
TITLES = {
    "O1": "โครงสร้าง อัตรากำลัง และข้อมูลผู้บริหาร",
    "O2": "อำนาจหน้าที่และพื้นที่รับผิดชอบ",
    "O3": "กฎหมายที่เกี่ยวข้อง",
    "O4": "ข้อมูลการติดต่อและช่องทางการถาม-ตอบ",
    "O6": "รายงานผลการปฏิบัติราชการประจำเดือน",
    "O8": "คู่มือการให้บริการประชาชน",
    "O10": "ข้อมูลผลการดำเนินงานในเชิงสถิติ",
    "O12": "ข้อมูลเงินกองทุนเพื่อการสืบสวนและสอบสวนคดีอาญา",
    "O16": "ช่องทางการแจ้งเรื่องร้องเรียนการทุจริต",
    "O17": "ประกาศนโยบายต่อต้านการรับสินบน (Anti-Bribery Policy)",
    "O18": "การมีส่วนร่วมของหัวหน้าตรวจคนเข้าเมืองจังหวัด",
    "O19": "การประเมินความเสี่ยงต่อการรับสินบน",
    "O21": "คู่มือหรือแนวทางการปฏิบัติตามมาตรฐานทางจริยธรรม",
    "O22": "การจัดการทรัพย์สินของราชการ ของบริจาค การจัดเก็บของกลาง",
    "O24": "การรายงานผลการดำเนินการตามมาตรการยกระดับคุณธรรมและความโปร่งใส",
}
#: Enough words for a place not to be one of pictures alone; they prove nothing.
FILLER = "<p>" + "เนื้อความสำหรับผู้สนใจอ่านทั่วไป " * 14 + "</p>"


def listing(**shown: str) -> str:
    """A page that shows the items in place, each under its heading."""
    parts = {**dict.fromkeys(("O2", "O3", "O7"), FILLER), **shown}
    body = "".join(
        f"<section><h2>{item} {TITLES.get(item, 'คู่มือ')}</h2>{html}</section>" for item, html in parts.items()
    )
    return f"<html><head><title>ITA 2567</title></head><body><h1>OIT ปีงบประมาณ พ.ศ. 2567</h1>{body}</body></html>"


@pytest.fixture
def shown(website: Any, run: Run) -> Callable[..., ItemFinding]:
    """The finding for an item of which the list, or the page that it links, shows this HTML."""

    def find(item: str, html: str, *, own_page: bool = False) -> ItemFinding:
        website.page("/", '<h1>ตม.จว.มุกดาหาร</h1><a href="/ita-2567/">ITA 2567</a>')
        website.page("/ita-2567/", listing(**{item: '<a href="/own/">ดูข้อมูล</a>' if own_page else html}))
        website.page("/own/", f"<h1>{TITLES[item]}</h1>{html}")
        found = run().item(item)
        assert found
        return found

    return find


def met(finding: ItemFinding, *elements: str) -> list[bool | None]:
    said = {element.id: element.met for element in finding.elements}
    return [said[element] for element in elements]


CHART = (
    "<h3>แผนผังโครงสร้างการแบ่งส่วนราชการ</h3><figure><img src='/chart.png'></figure>"
    "<h3>อัตรากำลังพล ข้อมูล ณ วันที่ 15 มกราคม 2567</h3>"
    "<table><tr><th>ตำแหน่ง</th><th>คนครอง</th></tr><tr><td>สารวัตร</td><td>5</td></tr><tr><td>ผบ.หมู่</td><td>31</td></tr></table>"
)


@pytest.mark.parametrize("own_page", [False, True])
def test_a_heading_over_content_proves_what_it_names(shown: Callable[..., ItemFinding], own_page: bool) -> None:
    finding = shown("O1", CHART, own_page=own_page)
    assert met(finding, "org_chart", "strength", "strength_date") == [True, True, True]


@pytest.mark.parametrize("own_page", [False, True])
@pytest.mark.parametrize("below", ["", "<p>อยู่ระหว่างการปรับปรุงข้อมูลให้เป็นปัจจุบัน</p>"])
def test_a_heading_over_nothing_only_promises(shown: Callable[..., ItemFinding], own_page: bool, below: str) -> None:
    html = f"{FILLER}<h3>โครงสร้างและอัตรากำลังพล</h3>{below}<h3>อื่น ๆ</h3>{FILLER}"
    assert met(shown("O1", html, own_page=own_page), "org_chart", "strength") == [False, False]


def test_the_title_again_under_the_heading_of_the_website_only_promises(shown: Callable[..., ItemFinding]) -> None:
    html = f"<h2>{TITLES['O22']}</h2><p>ระบบดูแลทรัพย์สินของทางราชการ ให้ตรวจสภาพการใช้งานทุกเดือน</p>{FILLER}"
    finding = shown("O22", html, own_page=True)
    assert met(finding, "property_system", "property_control") == [True, True]
    assert met(finding, "seized_goods_system", "seized_goods_report") == [False, False]


def test_a_sentence_that_is_like_a_title_is_said(shown: Callable[..., ItemFinding]) -> None:
    finding = shown("O16", "<h3>ช่องทางร้องเรียน</h3><p>ร้องเรียนการทุจริตได้ที่ตู้ ปณ. 5 หรือเว็บไซต์หน่วยงาน</p>")
    assert met(finding, "channel", "statistics") == [True, False]
    assert finding.verdict == "partial"
    assert met(shown("O16", "<p>ร้องเรียนการทุจริต: สายด่วน 1178</p>"), "channel") == [True]
    assert met(shown("O16", "<p>ช่องทางร้องเรียนการทุจริต ปี 2567</p>"), "channel") == [False]


def test_a_sentence_behind_a_code_is_said_however_it_begins(shown: Callable[..., ItemFinding]) -> None:
    sentence = "หน้าที่ความรับผิดชอบของ ตม.จว.มุกดาหาร ตาม พ.ร.บ. และของงานสืบสวน งานอำนวยการ"
    assert met(shown("O2", f"<p>{sentence}</p>"), "unit_mission", "line_missions") == [True, True]


def test_a_title_on_several_lines_is_no_more_than_a_title(website: Any, run: Run) -> None:
    row = "<tr><td>O{}</td><td>{}</td><td><a href='/own/{}/'>ดู</a></td></tr>"
    titles = (
        "โครงสร้าง<br>อัตรากำลัง<br>และข้อมูลผู้บริหาร",
        "อำนาจหน้าที่และพื้นที่รับผิดชอบ",
        "กฎหมายที่เกี่ยวข้อง",
    )
    rows = "".join(row.format(n, title, n) for n, title in enumerate(titles, 1))
    website.page("/", f"<h1>OIT 2567</h1><table>{rows}</table>")
    for number in (1, 2, 3):
        website.page(f"/own/{number}/", FILLER)
    found = run().item("O1")
    assert found
    assert met(found, "org_chart", "strength") == [False, False]


def test_heads_of_a_table_of_the_items_own_are_said(shown: Callable[..., ItemFinding]) -> None:
    table = (
        "<table><tr><th>กระบวนการ/งาน</th><th>ระดับความเสี่ยง</th><th>แผนบริหารจัดการความเสี่ยง</th><th>{}</th></tr>"
        "<tr><td>การขออยู่ต่อ</td><td>สูง</td><td>ติดกล้องวงจรปิด</td><td></td></tr></table>"
    ).format("เหตุการณ์ความเสี่ยง")
    finding = shown("O19", table)
    assert met(finding, "plan", "permits_severity", "permits_risk") == [True, True, False]


def figures(number: int) -> str:
    captions = ("จุดบริการ", "ป้ายจุดบริการ", "ป้ายพันธสัญญา", "ป้าย No Gift Policy", "ป้ายคู่มือ", "สิ่งอำนวยความสะดวก", "ห้อง", "ลาน")
    named = enumerate(captions[:number])
    return "".join(f"<figure><img src='/{n}.jpg'><figcaption>{words}</figcaption></figure>" for n, words in named)


@pytest.mark.parametrize("own_page", [False, True])
@pytest.mark.parametrize(("number", "enough"), [(8, True), (7, False)])
def test_pictures_with_captions_are_counted_once(
    shown: Callable[..., ItemFinding], own_page: bool, number: int, enough: bool
) -> None:
    finding = shown("O24", FILLER + figures(number), own_page=own_page)
    assert met(finding, "eight_pictures", "service_point_picture") == [enough, True]


def test_the_neighbours_pictures_are_not_the_items(shown: Callable[..., ItemFinding], website: Any, run: Run) -> None:
    shown("O24", "")
    website.page("/ita-2567/", listing(O22=FILLER + figures(8), O24=FILLER, O23=FILLER))
    found = run().item("O24")
    assert found
    assert met(found, "eight_pictures") == [False]


def test_icons_are_no_photographs(shown: Callable[..., ItemFinding]) -> None:
    icons = "".join(f"<p>งานที่ {n} <img src='/pdf.png' alt='ภาพ'></p>" for n in range(4))
    assert met(shown("O6", FILLER + icons), "photos") == [False]


def test_the_emblem_on_every_page_is_no_photograph(website: Any, run: Run) -> None:
    head = "<div><a href='/'><img src='/logo.png' alt='ตม.'></a></div>"
    rows = "".join(f"<p>{item} {TITLES[item]} <a href='/own/{item}/'>ดู</a></p>" for item in TITLES)
    website.page("/", f"<h1>OIT 2567</h1>{rows}")
    for item, title in TITLES.items():
        website.page(f"/own/{item}/", f"{head}<h1>{title}</h1><p>ดูได้ที่หน่วยงาน</p>")
    report = run()
    found = report.item("O6")
    assert found
    assert met(found, "photos", "owner") == [False, False]


def test_what_a_page_says_in_words_like_other_items_titles_is_its_own(website: Any, run: Run) -> None:
    measures = (
        "คำสั่งแต่งตั้งคณะทำงาน ITA",
        "ผู้กำกับการประชุมชี้แจง",
        "จุดบริการ One Stop Service",
        "ป้าย No Gift Policy",
        "คู่มือการให้บริการประชาชน",
    )
    titles = (*measures, TITLES["O1"], TITLES["O2"], TITLES["O19"], TITLES["O21"])
    rows = "".join(f"<p>{item} {title} <a href='/own/{item}/'>ดู</a></p>" for item, title in TITLES.items())
    website.page(
        "/", f"<h1>OIT 2567</h1>{rows}<p>O23 มาตรการยกระดับคุณธรรมและความโปร่งใสภายในหน่วยงาน <a href='/own/O23/'>ดู</a></p>"
    )
    body = "<ol>" + "".join(f"<li>{title}</li>" for title in titles) + "</ol><p>ปีงบประมาณ 2567</p>"
    website.page(
        "/own/O23/",
        f"<html><head><title>มาตรการยกระดับคุณธรรมและความโปร่งใสภายในหน่วยงาน</title></head><body>{body}</body></html>",
    )
    found = run().item("O23")
    assert found
    assert met(found, "preparation", "order", "service_point", "no_gift_signs") == [True, True, True, True]


def test_a_picture_says_what_it_is_called(shown: Callable[..., ItemFinding]) -> None:
    finding = shown("O24", "<img src='/7.jpg' alt='ประชุมมอบหมายผู้รับผิดชอบ OIT'>" + FILLER, own_page=True)
    assert met(finding, "assignment_meeting_picture") == [True]


def test_a_month_beside_a_dead_link_is_not_shown(
    shown: Callable[..., ItemFinding], website: Any, tmp_path: Path
) -> None:
    months = ("ตุลาคม 2566", "พฤศจิกายน 2566", "ธันวาคม 2566", "มกราคม 2567", "กุมภาพันธ์ 2567", "มีนาคม 2567")
    for number, month in enumerate(months[:4]):
        website.file(f"/f/{number}.pdf", pdf(f"รายงานเดือน {month}", tmp_path))
    rows = "".join(f"<li>{month} <a href='/f/{number}.pdf'>PDF</a></li>" for number, month in enumerate(months[:5]))
    finding = shown("O6", f"<ul>{rows}<li>{months[5]} <a href='#'>PDF</a></li></ul>", own_page=True)
    assert finding.months == ("2566-10", "2566-11", "2566-12", "2567-01")


def test_a_page_a_month_is_followed_to_its_files(
    shown: Callable[..., ItemFinding], website: Any, tmp_path: Path
) -> None:
    months = ("ตุลาคม 2566", "พฤศจิกายน 2566", "ธันวาคม 2566", "มกราคม 2567", "กุมภาพันธ์ 2567", "มีนาคม 2567")
    for number, month in enumerate(months):
        website.file(f"/f/{number}.pdf", pdf(f"รายงานเดือน {month} ผู้รับผิดชอบ งานอำนวยการ", tmp_path))
        website.page(f"/m/{number}/", f"<h1>รายงานเดือน{month}</h1><a href='/f/{number}.pdf'>ดาวน์โหลด</a>")
    hub = "".join(f"<p><a href='/m/{number}/'>รายงานเดือน{month}</a></p>" for number, month in enumerate(months))
    finding = shown("O6", hub, own_page=True)
    assert len(finding.months) == 6
    assert met(finding, "owner") == [True]


@pytest.fixture(params=[True, False])
def with_menus(request: pytest.FixtureRequest, website: Any, run: Run) -> Callable[..., AuditReport]:
    """The audit of a website that shows its list beside everything, with codes or without."""
    coded: bool = request.param

    def find(**shown: str) -> AuditReport:
        entries = "".join(
            f'<li><a href="/{item}/">{item if coded else ""} {title}</a></li>' for item, title in TITLES.items()
        )
        menu = f"<div id='side'><h3>ข้อมูลสาธารณะ OIT ปี 2567</h3><ul>{entries}</ul></div>"
        for item, title in TITLES.items():
            body = f"{menu}<div><h2>{title}</h2>{shown.get(item, '<p>รอการเผยแพร่</p>')}</div>"
            website.page(f"/{item}/", f"<html><head><title>{title} | ตม.</title></head><body>{body}</body></html>")
        website.page("/", f"<html><head><title>ตม.</title></head><body>{menu}<p>ยินดีต้อนรับ</p></body></html>")
        return run()

    return find


def test_a_list_on_every_page_is_its_menu(with_menus: Callable[..., AuditReport]) -> None:
    report = with_menus(O1=CHART)
    found, other = report.item("O1"), report.item("O19")
    assert found
    assert other
    assert met(found, "org_chart", "strength", "strength_date", "line_heads") == [True, True, True, True]
    assert met(other, "plan", "permits_severity") == [False, False]
    assert [link.url for link in other.links] == [report.site + "O19/"]


def test_what_stands_beside_such_a_list_is_the_items(
    with_menus: Callable[..., AuditReport], website: Any, tmp_path: Path
) -> None:
    website.file("/f/plan.pdf", pdf("แผนการใช้จ่ายงบประมาณ 2567 ผลการใช้จ่าย ไตรมาส 1 - 2 ปัญหา อุปสรรค ไม่มี", tmp_path))
    report = with_menus(O12="<p>ดาวน์โหลด <a href='/f/plan.pdf'>เอกสาร</a></p>")
    found = report.item("O12")
    assert found
    assert [link.url for link in found.links] == [report.site + "O12/", report.site + "f/plan.pdf"]
    assert met(found, "six_months") == [True]


@pytest.mark.parametrize(("dates", "enough"), [(("2567", "2567", "2567"), True), (("2567", "2567", "2566"), False)])
def test_news_told_in_place_are_counted_by_their_year(
    shown: Callable[..., ItemFinding], dates: tuple[str, ...], enough: bool
) -> None:
    told = "".join(
        f"<h3>ประชุมมอบนโยบายต่อต้านการทุจริต ครั้งที่ {n}</h3><p>เมื่อ 10 มกราคม {year} ณ ห้องประชุม</p>"
        for n, year in enumerate(dates)
    )
    assert met(shown("O18", told + FILLER), "three_news") == [enough]


def test_laws_of_other_years_are_laws(shown: Callable[..., ItemFinding], website: Any, tmp_path: Path) -> None:
    website.file("/f/a.pdf", pdf("พระราชบัญญัติคนเข้าเมือง พ.ศ. 2522", tmp_path))
    website.file("/f/b.pdf", pdf("ระเบียบ พ.ศ. 2566", tmp_path))
    laws = "<a href='/f/a.pdf'>พ.ร.บ.คนเข้าเมือง พ.ศ. 2522</a><br><a href='/f/b.pdf'>ระเบียบ พ.ศ. 2566</a>"
    assert met(shown("O3", f"<p>{laws}</p>{FILLER}", own_page=True), "searchable") == [True]


def test_the_way_home_and_a_page_on_social_media_are_no_laws(shown: Callable[..., ItemFinding]) -> None:
    html = f"<p><a href='/'>หน่วยงาน</a> <a href='https://facebook.com/unit'>เพจ</a></p>{FILLER}"
    assert met(shown("O3", html, own_page=True), "searchable") == [False]


def test_a_map_hides_nothing(shown: Callable[..., ItemFinding]) -> None:
    html = f'<p>ตม.จว.มุกดาหาร</p><iframe src="https://www.google.com/maps/embed?pb=1"></iframe>{FILLER}'
    finding = shown("O4", html, own_page=True)
    assert met(finding, "map", "email") == [True, False]
    assert {link.problem for link in finding.links if "google" in link.url} == {"map"}


@pytest.mark.parametrize("own_page", [False, True])
def test_a_form_or_an_invitation_is_a_place_to_ask(shown: Callable[..., ItemFinding], own_page: bool) -> None:
    form = "<h3>{}</h3><form><textarea name='q'></textarea></form>" + FILLER
    assert met(shown("O4", form.format("กล่องรับฟังความคิดเห็น"), own_page=own_page), "question_place") == [True]


def test_a_form_for_something_else_is_none(shown: Callable[..., ItemFinding]) -> None:
    form = f"<h3>แจ้งข้อมูลอื่น</h3><form><textarea name='q'></textarea></form>{FILLER}"
    assert met(shown("O4", form), "question_place") == [False]


def test_a_line_says_what_its_link_is_for(shown: Callable[..., ItemFinding]) -> None:
    html = f"<p>แสดงความคิดเห็นได้ทาง <a href='https://line.me/R/ti/p/@unit'>LINE</a></p>{FILLER}"
    assert met(shown("O4", html, own_page=True), "question_place") == [True]


def test_a_scan_alone_has_no_machine_readable_twin(
    shown: Callable[..., ItemFinding], website: Any, tmp_path: Path
) -> None:
    website.file("/f/scan.pdf", pdf('#image("picture.png")', tmp_path))
    finding = shown("O12", "<a href='/f/scan.pdf'>เงินกองทุน</a>", own_page=True)
    assert met(finding, "received", "formats") == [None, False]


def test_a_short_document_in_one_language_is_in_it(
    shown: Callable[..., ItemFinding], website: Any, tmp_path: Path
) -> None:
    thai = "คู่มือการขออยู่ต่อในราชอาณาจักร ผู้ยื่นคำขอเตรียมหนังสือเดินทางและค่าธรรมเนียม ติดต่อในวันเวลาราชการ"
    english = (
        "Manual for visitors: extension of stay. Please bring a passport, one photograph and the fee of 1,900 baht. "
        * 2
    )
    website.file("/f/th.pdf", pdf(thai, tmp_path))
    website.file("/f/en.pdf", pdf(english, tmp_path))
    html = "<a href='/f/th.pdf'>ไทย</a> <a href='/f/en.pdf'>English</a>"
    assert met(shown("O8", html, own_page=True), "languages") == [True]
