"""Every kind of check: met, not met, and can't tell."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from services.crawler.checks import run_check
from services.crawler.checks.words import has_it
from services.crawler.documents import Document
from services.crawler.dossier import Dossier, Source, Target, UnitFacts
from services.crawler.dossier.source import Together
from services.crawler.match import Matched
from services.crawler.page import parse_page
from services.crawler.page.model import Image, Link
from shared.rubric import Rubric, load_rubric
from shared.rubric.checks import Check
from shared.thai import script_counts

PLACE = "http://unit.example/ita/"
NOW = date(2024, 4, 15)
UNREAD = (("http://unit.example/scan.pdf", "scan: 1 page(s) without text"),)


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return load_rubric("2567-provincial-immigration")


@pytest.fixture
def dossier(rubric: Rubric) -> Any:
    def make(*sources: Source, item: str = "O6", **changes: Any) -> Dossier:
        found = rubric.item(item)
        assert found
        values: dict[str, Any] = {
            "item": found,
            "fiscal_year": 2567,
            "now": NOW,
            "facts": UnitFacts(),
            "links": [],
            "sources": sources,
            "pages": [],
            "images": [],
            "unread": (),
            "named_on": PLACE,
        }
        return Dossier(**values | changes)

    return make


def check(kind: str, **parameters: Any) -> Check:
    made: Check = TypeAdapter(Check).validate_python({"kind": kind, **parameters})
    return made


def page(text: str, title: str = "") -> Source:
    return Source(text, PLACE + "page/", "page", title)


def document(text: str, title: str = "", kind: Any = "pdf", **changes: Any) -> Source:
    values: dict[str, Any] = {
        "kind": kind,
        "text": text,
        "pages": 1,
        "scanned_pages": 0,
        "images": 0,
        "months": frozenset(),
        "languages": script_counts(text),
        "machine_readable": kind in {"docx", "xlsx"},
        "dated": None,
        "title": None,
        "problem": None,
        "truncated": False,
    }
    return Source(text, PLACE + f"{title}.{kind}", "document", title, Document(**values | changes))


def link(text: str, url: str, reached: Any = "page", **changes: Any) -> tuple[Matched, Target]:
    made = Link(0, url, url, text, "", 0)
    return Matched(made, PLACE, "O9", "code in cell", 0.95), Target(reached, url, **changes)


def test_keyword_in_any_spelling(dossier: Any) -> None:
    wanted = check("keyword", all_of=["ความเสี่ยง"], any_of=["สินบน", "ทุจริต"])
    result = run_check(wanted, dossier(page("การประเมินความเสี่ยงต่อการรับสินบน")))
    assert result.met is True
    assert result.url == PLACE + "page/"
    assert run_check(wanted, dossier(document("การประเมินความเสี\uf70aยง\nต่อการรับสินบน"))).met is True
    assert run_check(wanted, dossier(page("ความเสี่ยงอื่น"))).met is False
    assert run_check(wanted, dossier(page("ความเสี่ยงอื่น"), unread=UNREAD)).met is None


@given(
    st.lists(st.text("กข่า. -a\nE", max_size=12), max_size=4),
    st.sampled_from(("กขกข", "ก.ข.", "E", "กาขา", "a E", "กข่าก")),
)
def test_sources_together_have_the_words_that_one_of_them_has(texts: list[str], word: str) -> None:
    sources = [page(text) for text in texts]
    assert has_it(word, Together(sources)) == any(has_it(word, source) for source in sources)


def test_a_word_that_begins_in_one_source_and_ends_in_the_next_stands_in_none(dossier: Any) -> None:
    wanted = check("keyword", any_of=["ความเสี่ยง"])
    assert run_check(wanted, dossier(page("ความ"), page("เสี่ยง"))).met is False


def test_abbreviations_must_stand_exactly(dossier: Any) -> None:
    assert run_check(check("keyword", any_of=["EIT"]), dossier(page("ตอบแบบวัด EIT ที่นี่"))).met is True
    assert run_check(check("keyword", any_of=["EIT"]), dossier(page("deity"))).met is False
    assert run_check(check("keyword", any_of=["ต."]), dossier(page("ต.ศรีบุญเรือง"))).met is True
    assert run_check(check("keyword", any_of=["ต."]), dossier(page("พ.ศ. 2567 จบ."))).met is False
    assert run_check(check("keyword", any_of=["ตู้ ปณ."]), dossier(page("ส่งถึงผู้กำกับการหรือตู้ ปณ. 12"))).met is True


def test_heading(dossier: Any) -> None:
    assert run_check(check("heading"), dossier()).met is True
    assert run_check(check("heading"), dossier(named_on="")).met is False
    assert run_check(check("heading"), dossier(named_on="", unseen=(PLACE,))).met is None


def test_officer_name(dossier: Any) -> None:
    facts = UnitFacts(head_names=("พ.ต.อ.พัทธ์พงษ์ เจริญกุล",), former_head_names=("พ.ต.อ.สมชาย ใจดี",))
    wanted = check("officer_name")
    assert run_check(wanted, dossier(page("พันตำรวจเอก พัทธพงษ์ เจริญกุล"), facts=facts)).met is True
    former = run_check(wanted, dossier(page("พ.ต.อ.สมชาย ใจดี ผู้กำกับการ"), facts=facts))
    assert former.met is False
    assert former.evidence == "ชื่อผู้บริหารคนก่อน / a former head's name: พ.ต.อ.สมชาย ใจดี ผู้กำกับการ"
    both = page("พ.ต.อ.สมชาย ใจดี อดีตผู้กำกับการ และ พัทธ์พงษ์ เจริญกุล")
    assert run_check(wanted, dossier(both, facts=facts)).met is True
    assert run_check(wanted, dossier(page("ผู้กำกับการ"), facts=facts)).met is False
    assert run_check(wanted, dossier(page("ผู้กำกับการ"), facts=facts, unread=UNREAD)).met is None
    assert run_check(wanted, dossier(page("พัทธ์พงษ์ เจริญกุล"))).met is None


def test_link(dossier: Any) -> None:
    wanted = check("link", any_of=["E-VOA", "evisa"])
    assert run_check(wanted, dossier(links=[link("ระบบ E-VOA", "https://x.example/")])).met is True
    assert run_check(wanted, dossier(links=[link("คลิก", "https://thaievisa.go.th/")])).met is True
    assert run_check(wanted, dossier(links=[link("E-VOA", "#", "nothing")])).met is False
    assert run_check(wanted, dossier(links=[link("E-VOA", "https://x.example/", "gone")])).met is False
    assert run_check(wanted, dossier(links=[link("E-VOA", "https://x.example/", "unreadable")])).met is None
    assert run_check(wanted, dossier(links=[link("แจ้งความออนไลน์", "https://x.example/")])).met is False


def test_social_link_and_map(dossier: Any) -> None:
    home = parse_page("http://unit.example/", "<footer><a href='https://facebook.com/x'>f</a></footer>")
    framed = parse_page(PLACE, "<iframe src='https://www.google.com/maps/embed?pb=1'></iframe>")
    assert run_check(check("social_link"), dossier(home=home)).met is True
    assert run_check(check("social_link"), dossier()).met is False
    assert run_check(check("map"), dossier(pages=[framed])).met is True
    assert run_check(check("map"), dossier(images=[Image(PLACE + "a.png", "แผนที่ตั้ง", 0)])).met is True
    assert run_check(check("map"), dossier(unread=UNREAD)).met is None


def test_phone_and_email(dossier: Any) -> None:
    for text in ("โทร. 042-611-074", "โทร ๐๔๒ ๖๑๑ ๐๗๔", "081-234-5678", "+66 42 611 074", "สายด่วน 1178"):
        assert run_check(check("phone"), dossier(page(text))).met is True, text
    assert run_check(check("phone"), dossier(page("วันที่ 28 ธันวาคม 2566 เลขที่ 222/2566"))).met is False
    assert run_check(check("email"), dossier(page("mukdahan@immigration.go.th"))).met is True
    assert run_check(check("email"), dossier(page("เว็บไซต์ immigration.go.th"))).met is False
    assert run_check(check("email"), dossier(unread=UNREAD)).met is None


def test_image(dossier: Any) -> None:
    wanted = check("image", minimum=2)
    assert run_check(wanted, dossier(images=[Image("a", "", 0), Image("b", "", 0)])).met is True
    assert run_check(wanted, dossier(document("x", images=2))).met is True
    assert run_check(wanted, dossier(images=[Image("a", "", 0)])).met is False
    assert run_check(wanted, dossier(unread=UNREAD)).met is None


MONTHS = ("ต.ค. 2566", "พ.ย. 2566", "ธ.ค. 2566", "ม.ค. 2567", "ก.พ. 2567", "มี.ค. 2567")


def test_month_coverage_by_titles_and_texts(dossier: Any) -> None:
    every = [document(f"รายงานประจำเดือน {month}", month) for month in MONTHS]
    assert run_check(check("month_coverage"), dossier(*every)).met is True
    missing = run_check(check("month_coverage"), dossier(*every[:3], *every[4:]))
    assert missing.met is False
    assert "2567-01" in (missing.evidence or "")
    assert run_check(check("month_coverage"), dossier(*every[:3], unread=UNREAD)).met is None


def test_a_range_of_months_covers_none_of_them(dossier: Any) -> None:
    ranged = document("รายงานรอบ 6 เดือน (1 ต.ค. 2566 – 31 มี.ค. 2567)", "รายงาน")
    assert dossier(ranged).months_covered == {}


def test_a_document_covers_the_month_that_it_is_of_not_those_it_mentions(dossier: Any) -> None:
    report = document("ประจำเดือนตุลาคม 2566\nลงวันที่ 5 พฤศจิกายน 2566", "ต.ค. 2566")
    assert list(dossier(report).months_covered) == ["2566-10"]


def test_months_that_have_not_ended_are_not_asked_for(dossier: Any) -> None:
    one = document("ตุลาคม 2566", "ต.ค. 2566")
    assert run_check(check("month_coverage"), dossier(one, now=date(2023, 11, 20))).met is True
    assert run_check(check("month_coverage"), dossier(one, now=date(2023, 10, 20))).met is None


def test_states_none(dossier: Any) -> None:
    wanted = check("states_none", any_of=["ไม่มีการจัดซื้อจัดจ้าง"])
    assert run_check(wanted, dossier(page("พ.ย. 2566 ไม่มีการจัดซื้อจัดจ้าง"), item="O13")).met is True
    every = [document(f"ประกาศ {month}", month) for month in MONTHS]
    assert run_check(wanted, dossier(*every, item="O13")).met is True
    assert run_check(wanted, dossier(every[0], item="O13")).met is False
    assert run_check(wanted, dossier(every[0], item="O13", unread=UNREAD)).met is None


def test_formats(dossier: Any) -> None:
    both = [document("รายงาน", "a"), document("รายงาน", "b", "docx")]
    assert run_check(check("formats"), dossier(*both)).met is True
    assert run_check(check("formats"), dossier(both[0])).met is False
    assert run_check(check("formats"), dossier(both[0], unread=UNREAD)).met is None
    pasted = document("", "ภาพ", "docx", machine_readable=False, images=1)
    result = run_check(check("formats"), dossier(both[0], pasted))
    assert result.met is False
    assert "not machine-readable" in (result.evidence or "")


def test_language(dossier: Any) -> None:
    thai, english = page("นโยบายต่อต้านการรับสินบน\n" * 10), page("Anti-Bribery Policy of the unit\n" * 10)
    assert run_check(check("language"), dossier(thai, english, item="O17")).met is True
    assert run_check(check("language"), dossier(thai, item="O17")).met is False
    assert run_check(check("language"), dossier(thai, item="O17", unread=UNREAD)).met is None


def test_fiscal_year(dossier: Any) -> None:
    listed = Source("ITA 2567", PLACE, "section")
    assert run_check(check("fiscal_year"), dossier(listed, document("ปีงบประมาณ พ.ศ. ๒๕๖๗"))).met is True
    old = run_check(check("fiscal_year"), dossier(listed, document("ปีงบประมาณ พ.ศ. 2566")))
    assert old.met is False
    assert (old.evidence or "").startswith("2566")
    assert run_check(check("fiscal_year"), dossier(document("ประจำเดือนพฤศจิกายน 2566"))).met is True
    assert run_check(check("fiscal_year"), dossier(document("ไม่ระบุ"))).met is False
    assert run_check(check("fiscal_year"), dossier(unread=UNREAD)).met is None


def test_as_of_date(dossier: Any) -> None:
    wanted = check("as_of_date", not_before="2024-01-01")
    assert run_check(wanted, dossier(page("ข้อมูล ณ วันที่ 1 กุมภาพันธ์ 2567"))).met is True
    assert run_check(wanted, dossier(page("ข้อมูล ณ เดือน มกราคม 2567"))).met is True
    older = run_check(wanted, dossier(page("ข้อมูล ณ วันที่ 31 ธันวาคม 2565")))
    assert older.met is False
    assert "2565" in (older.evidence or "")
    assert run_check(wanted, dossier(page("ไม่มีวันที่"))).met is False
    assert run_check(wanted, dossier(unread=UNREAD)).met is None


def test_signature_date(dossier: Any) -> None:
    assert run_check(check("signature_date"), dossier(document("ประกาศ ณ วันที่ 10 มกราคม พ.ศ. ๒๕๖๗"))).met is True
    assert run_check(check("signature_date"), dossier(document("ประกาศ ณ เดือนมกราคม"))).met is False
    assert run_check(check("signature_date"), dossier(document("ข้อมูล ณ วันที่ 31 มีนาคม 2567"))).met is False
    both = run_check(check("signature_date"), dossier(document("ข้อมูล ณ วันที่ 31 มีนาคม 2567\nสั่ง ณ วันที่ 8 มกราคม 2567")))
    assert both.met is True and both.evidence.endswith("8 มกราคม 2567"), "the proof is the date of signing"
    assert run_check(check("signature_date"), dossier(unread=UNREAD)).met is None


def test_min_count_leaves_out_what_is_of_another_year(dossier: Any) -> None:
    wanted = check("min_count", of="news", minimum=2)
    news = [link(f"ข่าววันที่ {day} มกราคม 2567", f"{PLACE}{day}") for day in (3, 4)]
    old = link("ข่าววันที่ 3 มกราคม 2566", PLACE + "old")
    assert run_check(wanted, dossier(links=[*news, old])).met is True
    assert run_check(wanted, dossier(links=[news[0], old])).met is False
    assert run_check(wanted, dossier(links=[news[0], old], unread=UNREAD)).met is None


def test_min_count_counts_documents_and_links(dossier: Any) -> None:
    links = [link("ก", PLACE + "1"), link("ข", PLACE + "2"), link("ค", PLACE + "3", "gone")]
    assert run_check(check("min_count", of="links", minimum=2), dossier(links=links)).met is True
    assert run_check(check("min_count", of="links", minimum=3), dossier(links=links)).met is False
    assert run_check(check("min_count", of="documents", minimum=1), dossier(links=links)).met is False


def test_every_kind_that_a_rubric_can_name_has_a_check(dossier: Any, rubric: Rubric) -> None:
    for item in rubric.items:
        for element in item.elements:
            run_check(element.check, dossier(page("คำ"), item=item.id))


def test_the_items_own_title_proves_none_of_its_elements(dossier: Any) -> None:
    strength = check("keyword", any_of=["อัตรากำลัง"])
    title = "โครงสร้าง อัตรากำลัง และข้อมูลผู้บริหาร"
    titled = page(f"{title}\nผู้กำกับการ พ.ต.อ. ก. ข.")
    told = run_check(strength, dossier(titled, item="O1"))
    assert (told.met, told.url) == (False, titled.url)
    assert "only in a title or link" in str(told.evidence)
    shown = page(f"{title}\nอัตรากำลังพล ณ 1 ม.ค. 2567 จำนวน 48 นาย")
    assert run_check(strength, dossier(titled, shown, item="O1")).met is True


def test_a_word_in_links_only_is_a_promise(dossier: Any) -> None:
    listed = Source("อัตรากำลัง 2567", PLACE, "section", proof="")
    strength = check("keyword", any_of=["อัตรากำลัง"])
    assert run_check(strength, dossier(listed, item="O1")).met is False
    pictured = dossier(listed, item="O1", images=[Image(PLACE + "a.jpg", "", 0)])
    assert run_check(strength, pictured).met is None
    unread = run_check(strength, dossier(listed, item="O1", unread=UNREAD))
    assert (unread.met, unread.url) == (None, UNREAD[0][0])


def test_a_title_may_name_the_subject_of_what_is_shown(dossier: Any) -> None:
    area = check("keyword", all_of=["พื้นที่"], any_of=["ตำบล", "อำเภอ"])
    shown = page("อำนาจหน้าที่และพื้นที่รับผิดชอบ\nอำเภอเมือง ตำบลในเมือง")
    assert run_check(area, dossier(shown, item="O2")).met is True
    assert run_check(area, dossier(page("อำนาจหน้าที่และพื้นที่รับผิดชอบ"), item="O2")).met is False


def test_a_subject_goes_by_several_names_and_so_many_words_are_asked_for(dossier: Any) -> None:
    wanted = check("keyword", subject=["ส่วยต่างด้าว", "ส่วนต่างด้าว"], any_of=["ระดับความเสี่ยง"])
    assert run_check(wanted, dossier(page("ส่วนต่างด้าว ระดับความเสี่ยง สูง"), item="O19")).met is True
    assert run_check(wanted, dossier(page("ระดับความเสี่ยง สูง"), item="O19")).met is False
    groups = check("keyword", minimum=2, any_of=["พระราชบัญญัติ", "กฎกระทรวง", "ระเบียบ"])
    assert run_check(groups, dossier(page("พระราชบัญญัติ ก\nพระราชบัญญัติ ข"), item="O3")).met is False
    assert run_check(groups, dossier(page("พระราชบัญญัติ ก\nระเบียบ ข"), item="O3")).met is True


def test_what_units_like_to_show_as_a_picture_can_not_be_told_beside_one(dossier: Any) -> None:
    words = check("keyword", any_of=["ควรทำ"], may_be_picture=True)
    assert run_check(words, dossier(page("คำ"), item="O21")).met is False
    pictured = dossier(page("คำ"), item="O21", images=[Image("a.jpg", "", 0)])
    assert run_check(words, pictured).met is None
    assert run_check(check("keyword", any_of=["ควรทำ"]), pictured).met is False


def test_a_picture_of_something_is_named_so(dossier: Any) -> None:
    gifts = check("image", any_of=["No Gift", "ไม่รับของขวัญ"])
    assert run_check(gifts, dossier(images=[Image("http://x/No%20Gift.png", "", 0)])).met is True
    assert run_check(gifts, dossier(page("ภาพนโยบายไม่รับของขวัญ"), images=[Image("a.png", "", 0)])).met is True
    assert run_check(gifts, dossier(images=[Image("a.png", "ตรา", 0)])).met is None
    assert run_check(gifts, dossier(page("ไม่รับของขวัญ"))).met is False


def test_a_place_to_ask_is_more_than_the_items_own_title(dossier: Any) -> None:
    asked = check("place", any_of=["ถาม-ตอบ", "webboard"])
    own = link("ข้อมูลการติดต่อและช่องทางการถาม - ตอบ รับฟังความคิดเห็น", PLACE)
    assert run_check(asked, dossier(item="O4", links=[own])).met is False
    assert run_check(asked, dossier(item="O4", links=[own, link("ถาม-ตอบ", PLACE + "b")])).met is True
    assert run_check(asked, dossier(item="O4", with_forms=[page("ถาม - ตอบ")])).met is True
    assert run_check(asked, dossier(page("ถาม - ตอบ"), item="O4")).met is False
    home = parse_page("http://unit.example/", "<nav><a href='/webboard/'>กระดาน</a></nav>")
    assert run_check(asked, dossier(item="O4", home=home)).met is True
    assert run_check(asked, dossier(item="O4", unread=UNREAD)).met is None


def test_a_survey_is_announced_by_a_link_a_qr_code_or_an_address(dossier: Any) -> None:
    survey = check("place", any_of=["EIT"])
    assert run_check(survey, dossier(page("ตอบแบบวัด EIT ที่ https://x.example/"), item="O5")).met is True
    assert run_check(survey, dossier(page("ตอบแบบวัด EIT"), item="O5")).met is False
    assert run_check(survey, dossier(item="O5", images=[Image("q.png", "QR แบบวัด EIT", 0)])).met is True


def test_an_executives_contact_is_not_the_offices(dossier: Any) -> None:
    home = parse_page("http://unit.example/", "<footer>โทร. 042-611-074</footer>")
    assert run_check(check("phone"), dossier(page("ผู้กำกับการ"), home=home)).met is True
    assert run_check(check("contact"), dossier(page("ผู้กำกับการ"), home=home)).met is False
    for text in ("โทร. 042-611-074", "a@x.go.th", "Line ID: somchai1"):
        assert run_check(check("contact"), dossier(page(text), home=home)).met is True, text


def test_a_postal_address_written_out_or_short(dossier: Any) -> None:
    for text in ("ตำบลศรีบุญเรือง อำเภอเมือง", "ต.ศรีบุญเรือง", "อ.เมือง จ.มุกดาหาร", "12 Chayangkun Road"):
        assert run_check(check("address"), dossier(page(text))).met is True, text
    for text in ("ที่อยู่ไปรษณีย์อิเล็กทรอนิกส์", "พ.ต.อ.สมชาย", "ต.ค. 2566", "ตม.จว.มุกดาหาร"):
        assert run_check(check("address"), dossier(page(text))).met is False, text


def test_a_period_is_named_spanned_or_filled(dossier: Any) -> None:
    for text in ("รอบ 6 เดือน", "ต.ค. 66 – มี.ค. 67", "ไตรมาสที่ 1 และไตรมาสที่ 2 ปีงบประมาณ 2567", " ".join(MONTHS)):
        assert run_check(check("period"), dossier(page(text), item="O12")).met is True, text
    for text in ("ต.ค. 2566", "ต.ค. 65 – มี.ค. 66", "รอบ 6 เดือน ปีงบประมาณ พ.ศ. 2566"):
        assert run_check(check("period"), dossier(page(text), item="O12")).met is False, text
    assert run_check(check("period"), dossier(unread=UNREAD, item="O12")).met is None
    assert run_check(check("period"), dossier(page("ต.ค."), item="O12", now=date(2023, 10, 5))).met is None


def test_numbers_of_one_month_say_nothing_of_the_empty_ones(dossier: Any) -> None:
    none = check("states_none", any_of=["ไม่มีการจัดซื้อจัดจ้าง"])
    assert run_check(none, dossier(page("ต.ค. 2566 จำนวน 3 รายการ"), item="O13")).met is False
    assert run_check(none, dossier(page("ร้องเรียน จำนวน 3 เรื่อง"), item="O16")).met is True


def test_a_foreign_language_is_any_but_thai(dossier: Any) -> None:
    thai, lao = page("คู่มือการให้บริการประชาชน\n" * 10), page("ຄູ່ມືການບໍລິການປະຊາຊົນ\n" * 12)
    assert run_check(check("language"), dossier(thai, lao, item="O8")).met is True
    assert run_check(check("language"), dossier(thai, item="O8")).met is False
    assert run_check(check("language"), dossier(thai, lao, item="O17")).met is False
