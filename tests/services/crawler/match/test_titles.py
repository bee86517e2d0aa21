"""Item titles by similarity."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.crawler.match.keys import is_cut, title_key
from services.crawler.match.names import _ITA_WORDS, names_ita
from services.crawler.match.titles import TitleIndex
from services.crawler.match.years import address_years, page_years, years_named
from services.crawler.page import parse_page
from shared.rubric import Rubric

#: A menu that names many items is read from this score on.
MENU = 84.0


@pytest.fixture(scope="module")
def titles(rubric: Rubric) -> TitleIndex:
    return TitleIndex(rubric)


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("โครงสร้าง อัตรากำลัง และข้อมูลผู้บริหาร", "O1"),
        ("โครงสรางอตรากำลงและขอมลผบรหาร", "O1"),
        ("กฏหมายที่เกี่ยวข้อง", "O3"),
        ("รายงานผลการปฏิบัติราชการประจําเดือน", "O6"),
        ("รายงานผลการปฏิบัติราชการประจำเดือน ปีงบประมาณ พ.ศ. ๒๕๖๗ ของ ตม.จว.มุกดาหาร", "O6"),
        ("แผนการใช้จ่ายงบประมาณประจำปีและรายงานผลการใช้จ่าย...", "O11"),
        ("สขร.1", "O14"),
        ("การประเมิณความเสี่ยงต่อการรับสินบน", "O19"),
        ("การรายงานผลการดำเนินการเพื่อจัดการความเสี่ยงต่อการรับสินบน", "O20"),
        ("Anti-Bribery Policy", "O17"),
        ("E–Service", "O9"),
        ("สขร.1 ม.ค.67", "O14"),
        ("แบบ สขร.1 ประจำเดือนมกราคม 2567", "O14"),
        ("สขร.1 ต.ค. ๖๖ - มี.ค. ๖๗", "O14"),
        ("สขร.1 ตม.จว.มุกดาหาร ธ.ค. 66", "O14"),
    ],
)
def test_titles_name_their_item(titles: TitleIndex, text: str, item: str) -> None:
    match = titles.best(text)
    assert match is not None
    assert match.item == item


@pytest.mark.parametrize(
    "text",
    [
        "หน้าแรก",
        "ข่าวล่าสุด",
        "รายชื่อข้าราชการตำรวจดีเด่น",
        "ตารางเวรประจำเดือน",
        "แผนดำเนินงานประจำปี",
        "นโยบายคุ้มครองข้อมูลส่วนบุคคล",
        "คำสั่งเทศบาล",
        "หัวหน้าส่วนราชการ",
        "วารสารออนไลน์",
        "Integrity & Transparency Assessment",
        "",
        "1234",
        "O1",
    ],
)
def test_other_words_name_none(titles: TitleIndex, text: str) -> None:
    assert titles.best(text) is None


@given(
    title=st.sampled_from(("กฎหมายที่เกี่ยวข้อง", "คู่มือการปฏิบัติงานสำหรับเจ้าหน้าที่", "E-Service")),
    state=st.sampled_from(("เผยแพร่แล้ว", "กำลังดำเนินการ", "อยู่ระหว่างดำเนินการ", "ยังไม่ดำเนินการ", "เสร็จสิ้น")),
)
def test_the_state_of_work_behind_a_title_is_no_part_of_it(titles: TitleIndex, title: str, state: str) -> None:
    assert titles.ranked(f"{title} {state}") == titles.ranked(title)
    assert titles.best(state) is None


@given(
    title=st.sampled_from(("กฎหมายที่เกี่ยวข้อง", "คู่มือการปฏิบัติงานสำหรับเจ้าหน้าที่", "E-Service", "พื้นที่รับผิดชอบ")),
    number=st.sampled_from(("1. ", "3.1", "(๒) ", "9.2.4 ", "8)", "มาตรา 7 (1) ", "หมวด ๒ (3)", "– 10.1 ")),
)
def test_a_number_before_a_title_is_no_part_of_it(titles: TitleIndex, title: str, number: str) -> None:
    assert titles.ranked(f"{number}{title}") == titles.ranked(title)


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("ประกาศผู้ชนะการเสนอราคา จ้างซ่อมรถยนต์ราชการ โดยวิธีเฉพาะเจาะจง", "O13"),
        ("คู่มือประชาชน การแจ้งที่พักอาศัยคนต่างด้าว (ตม.30)", "O8"),
        ("หลักเกณฑ์การเลื่อนขั้นเงินเดือนข้าราชการตำรวจ", "O15"),
        ("สถิติคดีอาญาในระบบ CRIMES", "O10"),
        ("พื้นที่รับผิดชอบ 11 อำเภอ จ.เพชรบูรณ์ ตามประกาศ", "O2"),
    ],
)
def test_documents_are_known_by_how_their_names_begin(titles: TitleIndex, text: str, item: str) -> None:
    match = titles.best(text)
    assert match is not None
    assert match.item == item
    assert match.score < MENU, "in menus, and beside codes, that is too little"


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("กฎหมายที่เกี่ยวข้อง แสดงกฎหมายที่เกี่ยวข้องกับการดำเนินงานหรือการปฏิบัติงานของหน่วยงานทุกฉบับ", "O3"),
        ("คู่มือประชาชน: แสดงวิธีการและขั้นตอนที่ผู้มาติดต่อต้องทราบ พร้อมระยะเวลา ค่าธรรมเนียม และเอกสาร", "O8"),
    ],
)
def test_what_explains_a_title_behind_it_changes_nothing(titles: TitleIndex, text: str, item: str) -> None:
    match = titles.best(text)
    assert match is not None
    assert match.item == item


@pytest.mark.parametrize(
    ("text", "item"),
    [("คู่มือ จนท.", "O7"), ("คู่มือให้บริการ ปชช.", "O8"), ("แผนการใช้จ่าย งปม.", "O11"), ("มาตรการยกระดับคุณธรรมฯ", "O23")],
)
def test_letters_that_stand_for_words_are_read(titles: TitleIndex, text: str, item: str) -> None:
    match = titles.best(text)
    assert match is not None
    assert match.item == item


def test_a_year_behind_a_title_takes_no_letter_of_it_along() -> None:
    assert title_key("แผนการใช้จ่ายงบประมาณ ประจำปีงบประมาณ พ.ศ. 2567") == title_key("แผนการใช้จ่ายงบประมาณ")


@pytest.mark.parametrize(
    ("text", "cut"), [("มาตรการฯ", True), ("แผน...", True), ("กรุงเทพฯ", False), ("ป้าย ฯลฯ", False)]
)
def test_a_sign_of_abbreviation_cuts_a_title_off(text: str, cut: bool) -> None:
    assert is_cut(text) is cut


@pytest.mark.parametrize("text", ["คู่มือ", "ประกาศ", "คู่มือท่องเที่ยวหน้าฝน", "หลักเกณฑ์การกู้เงินสวัสดิการ", "สถิติ"])
def test_words_that_many_documents_begin_with_name_none(titles: TitleIndex, text: str) -> None:
    assert titles.best(text) is None


def test_every_title_and_alias_names_its_own_item(titles: TitleIndex, rubric: Rubric) -> None:
    wrong = [
        (item.id, title, match)
        for item in rubric.items
        for title in (item.title.th, item.title.en, *item.aliases)
        if (match := titles.best(title)) is None or match.item != item.id
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("ITA ปีงบประมาณ พ.ศ. ๒๕๖๗", {2567}),
        ("ITA 67", {2567}),
        ("OIT2024", {2567}),
        ("ปี 2566 - 2567", {2566, 2567}),
        ("พ.ร.บ. 2522", set()),
        ("โทร 042611074", set()),
        ("ผลงานเดือนตุลาคม ๒๕๖๖", {2567}),
        ("พ.ย. 2566 – ก.พ. 2567", {2567}),
        ("ธันวาคม พ.ศ. 2566", {2567}),
        ("Nov 2023", {2567}),
        ("ก.ย. 2566", {2566}),
        ("/monthly/12-2566/", {2567}),
        ("คำสั่งที่ 12/2566", {2566}),
    ],
)
def test_years_of_a_heading(text: str, years: set[int]) -> None:
    assert years_named(text) == years


def test_upload_folders_and_dates_are_not_the_year_of_a_page() -> None:
    assert address_years("http://x/wp-content/uploads/2024/03/a.pdf") == frozenset()
    assert address_years("http://x/2024/03/news/") == frozenset()
    assert address_years("http://x/ita-2566/") == {2566}


def test_a_pages_heading_outweighs_its_address() -> None:
    page = parse_page("http://x/ita-2564/", "<title>ITA</title><h1>ITA 2565</h1>")
    assert page_years(page) == {2565}


@given(
    st.lists(
        st.sampled_from(("ita", "OIT", "İTA", "oıt", "o", "67", "-", "_", " ", "ก", "คุณธรรมและความโปร่งใส", "การ", "กา"))
        | st.sampled_from(("เปิดเผยข้อมูลสาธารณะ", "สาธารณะ", "โปร่งใส")),
        max_size=5,
    ).map("".join)
)
def test_words_that_are_passed_over_do_not_speak_of_the_assessment(words: str) -> None:
    assert names_ita(words) == bool(_ITA_WORDS.search(words.replace("-", " ").replace("_", " ")))


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("คู่มือการปฏิบัติงานด้านพัสดุ", "O7"),
        ("กฎหมายที่เกี่ยวข้องกับงานตรวจคนเข้าเมือง", "O3"),
        ("อำนาจหน้าที่ของ สภ.เมือง", "O2"),
        ("ประมวลจริยธรรมของข้าราชการ", "O21"),
        ("คู่มือการปฏิบัติงานด้านการร้องเรียน", None),
        ("กฎหมายว่าด้วยการสมรส", None),
        ("การให้บริการประชาชน", None),
    ],
)
def test_a_name_behind_a_title_changes_nothing_and_a_title_without_its_kind_is_none(
    titles: TitleIndex, text: str, item: str | None
) -> None:
    match = titles.best(text)
    assert (match.item if match and match.score >= MENU else None) == item
