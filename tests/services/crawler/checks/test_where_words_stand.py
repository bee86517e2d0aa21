"""What an element asks of the place of its words: each month in each format, words together, a year."""

from typing import Any

import pytest

from services.crawler.checks import run_check
from services.crawler.dossier import Source
from services.crawler.page import parse_page
from services.crawler.page.model import Image
from tests.services.crawler.checks.test_checks import PLACE, UNREAD, check, document, dossier, link, page, rubric

__all__ = ["dossier", "rubric"]


def test_each_month_comes_in_each_format(dossier: Any) -> None:
    autumn = [document(f"ผลงานเดือน{month} 2566", "", kind) for month in ("ตุลาคม", "ธันวาคม") for kind in ("pdf", "docx")]
    told = run_check(check("formats"), dossier(*autumn[:3], item="O6"))
    assert (told.met, told.evidence) == (False, "no docx / doc: 2566-12")
    assert run_check(check("formats"), dossier(*autumn, item="O6")).met is True
    assert run_check(check("formats"), dossier(*autumn[:3], item="O11")).met is True, "not asked for month by month"
    whole = document("ผลงานทั้งปี", "", "docx")
    assert run_check(check("formats"), dossier(*autumn[::2], whole, item="O6")).met is True
    assert run_check(check("formats"), dossier(*autumn[:3], item="O6", unread=UNREAD)).met is None


def test_a_list_of_links_may_show_by_their_words(dossier: Any) -> None:
    laws = check("keyword", any_of=["พ.ร.บ."], linked=True)
    own = Source("กฎหมาย\nพ.ร.บ.คนเข้าเมือง 2522", PLACE, "page", proof="กฎหมาย")
    assert run_check(laws, dossier(own, item="O3", unread=UNREAD)).met is True
    assert run_check(check("keyword", any_of=["พ.ร.บ."]), dossier(own, item="O3")).met is False
    listed = Source("กฎหมายและ พ.ร.บ.", PLACE, "section", proof="")
    assert run_check(laws, dossier(listed, item="O3")).met is False


def test_of_several_services_on_a_page_none_leads_to_the_others(dossier: Any) -> None:
    wanted = check("link", any_of=["E-VOA"])
    own = parse_page(PLACE, "<h1>E-Service</h1>")
    beside = [link("90 วัน", "https://tm47.example/", "unreadable")]
    unread = (("https://tm47.example/", "dns: no such host"),)
    assert run_check(wanted, dossier(links=beside, pages=[own], unread=unread)).met is False
    assert run_check(wanted, dossier(links=beside, unread=unread)).met is None, "its only link may lead to all of them"
    more, late = [link("บริการ", f"{PLACE}more.html", "unreadable")], ((f"{PLACE}more.html", "timeout"),)
    assert run_check(wanted, dossier(links=more, pages=[own], unread=late)).met is None


def test_no_picture_is_a_link_to_social_media(dossier: Any) -> None:
    poster = Image(f"{PLACE}a.jpg", "", 0)
    shown = dossier(page("คำ"), images=[poster], unread=((poster.url, "its words can't be read"),))
    assert run_check(check("social_link"), shown).met is False
    assert run_check(check("keyword", any_of=["LINE"]), shown).met is None


def test_words_together_stand_in_one_line_or_two(dossier: Any) -> None:
    wanted = check("keyword", all_of=["ของกลาง"], any_of=["รายงานผล"], together=True)
    apart = document("ของกลางเก็บในห้องมั่นคง\nรายงานผลการใช้ทรัพย์สิน\nรถยนต์ 5 คัน\nของกลางอื่น ๆ")
    assert run_check(wanted, dossier(apart)).met is False
    assert run_check(wanted, dossier(document("รายงานผลการเก็บรักษาของกลาง"))).met is True
    assert run_check(wanted, dossier(document("รายงานผลการดูแลทรัพย์สินและ\nของกลาง รอบ 6 เดือน"))).met is True
    assert run_check(wanted, dossier(apart, unread=UNREAD)).met is None


@pytest.mark.parametrize(
    ("line", "met"),
    [
        ("ติดป้ายขั้นตอนการให้บริการ", True),
        ("ติดป้ายขั้นตอนการให้บริการ (ภาษาไทย)", False),
        ("ติดป้ายขั้นตอนการให้บริการ ภาษาไทยและภาษาอังกฤษ", True),
        ("ติดป้ายขั้นตอนการให้บริการ (ไทย) และ (English)", True),
        ("ติดป้ายขั้นตอนการให้บริการ ฉบับไทย ๒ ภาษา", True),
    ],
)
def test_what_must_be_in_two_languages_is_not_in_thai_alone(dossier: Any, line: str, met: bool) -> None:
    wanted = check("keyword", any_of=["ป้ายขั้นตอน"], bilingual=True)
    assert run_check(wanted, dossier(page(line))).met is met
    assert run_check(wanted, dossier(page(f"{line}\nป้ายขั้นตอน สองภาษา"))).met is True


def test_other_years_documents_may_not_count(dossier: Any) -> None:
    plan = check("keyword", any_of=["แผนการใช้จ่าย"], of_year=True)
    year = check("fiscal_year", about=["แผนการใช้จ่าย"])
    last, this = (document(f"แผนการใช้จ่าย ปีงบประมาณ พ.ศ. {year}") for year in (2566, 2567))
    spent = document("ผลการเบิกจ่าย ปีงบประมาณ พ.ศ. 2567")
    assert [run_check(each, dossier(last, spent)).met for each in (plan, year)] == [False, False]
    assert [run_check(each, dossier(last, spent, this)).met for each in (plan, year)] == [True, True]
    assert run_check(plan, dossier(document("แผนการใช้จ่าย"), spent)).met is True
    assert run_check(year, dossier(document("ปีงบประมาณ 2567", "แผนการใช้จ่าย"))).met is True


@pytest.mark.parametrize(
    ("lines", "met"),
    [
        ("ต.ค. ไม่มีเรื่องร้องเรียน\nพ.ย. ไม่มีเรื่องร้องเรียน", True),
        ("ต.ค. ไม่มีเรื่องร้องเรียน\nพ.ย. ๓ เรื่อง", False),
        ("ต.ค. ไม่มีเรื่องร้องเรียน\nพ.ย. 3 เรื่อง ยุติเรื่อง", True),
        ("ต.ค. ไม่มีเรื่องร้องเรียน จำนวน 0 เรื่อง", True),
        ("1 เรื่องร้องเรียน\nไม่มีเรื่องร้องเรียน", True),
    ],
)
def test_that_there_was_nothing_shows_it_only_where_nothing_is_counted(dossier: Any, lines: str, met: bool) -> None:
    wanted = check("keyword", any_of=["ยุติเรื่อง"], if_none=["ไม่มีเรื่องร้องเรียน"])
    assert run_check(wanted, dossier(page(lines))).met is met


def test_a_document_that_only_bears_the_title_can_not_tell(dossier: Any) -> None:
    manual = check("keyword", any_of=["คู่มือ"])
    headed = document("คู่มือการปฏิบัติงานสำหรับเจ้าหน้าที่\n1. รับคำขอ\n2. ตรวจหนังสือเดินทาง", "O7")
    assert run_check(manual, dossier(headed, item="O7")).met is None
    named = document("ขั้นตอนการรับคำขอ", "คู่มือการปฏิบัติงานสำหรับเจ้าหน้าที่")
    assert run_check(manual, dossier(named, item="O7")).met is None
    full = document("คู่มือการปฏิบัติงานสำหรับเจ้าหน้าที่\nคู่มือฉบับนี้ใช้กับทุกงาน", "O7")
    assert run_check(manual, dossier(full, item="O7")).met is True


def test_a_title_over_words_of_a_document_shows_what_the_item_is_about(dossier: Any) -> None:
    manual = check("keyword", any_of=["คู่มือ"], titled=True)
    title = "คู่มือการปฏิบัติงานสำหรับเจ้าหน้าที่"
    steps = "\n".join(f"{n}. ตรวจหนังสือเดินทางกับบัญชีเฝ้าดู" for n in range(6))
    assert run_check(manual, dossier(document(f"{title}\n{steps}", "O7"), item="O7")).met is True
    assert run_check(manual, dossier(document(title, "O7"), item="O7")).met is None
    assert run_check(manual, dossier(document(f"{steps}\n{title}", "O7"), item="O7")).met is None
    assert run_check(manual, dossier(page(f"{title}\n{steps}"), item="O7")).met is False
    part = check("keyword", any_of=["คู่มือ"])
    assert run_check(part, dossier(document(f"{title}\n{steps}", "O7"), item="O7")).met is None
