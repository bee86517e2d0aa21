"""Words of one's own: what was learnt is what the wordings teach, and it counts where no title is alike."""

import pytest

from services.crawler.match import Matcher
from services.crawler.match.keys import title_key
from services.crawler.match.titles import TitleIndex
from services.crawler.match.wordings import IN_LISTS, IN_MENUS, WordedTitles
from services.crawler.match.wordings.table import NO_TITLE, learn, read_wordings, table
from services.crawler.page import parse_page
from shared.rubric import load_rubric

IMMIGRATION, GENERAL = "2567-provincial-immigration", "2566-general"


@pytest.fixture(scope="module")
def worded() -> dict[str, WordedTitles]:
    return {rubric: WordedTitles(TitleIndex(load_rubric(rubric))) for rubric in (IMMIGRATION, GENERAL)}


def test_what_is_kept_is_what_the_wordings_teach() -> None:
    assert table() == learn(read_wordings()), "run scripts/wordings"


def test_every_title_of_a_shipped_rubric_has_wordings() -> None:
    titles = {item.title.th for rubric in (IMMIGRATION, GENERAL) for item in load_rubric(rubric).items}
    assert titles == table().titles.keys() - {NO_TITLE}
    assert min(table().titles.values()) >= 30


def test_the_table_counts_wordings_of_each_trigram_and_forgets_what_occurs_once() -> None:
    learnt = learn([("a", "สถิติคดี"), ("a", "สถิติคดี รายเดือน"), ("b", "แผนที่"), ("b", "สถิติ")])
    assert learnt.titles == {"a": 2, "b": 2}
    start = f"^{title_key('สถิติ')[:2]}"
    assert learnt.trigrams[start] == [0, 2, 1, 1]
    assert not any(trigram in learnt.trigrams for trigram in (f"^{title_key('แผนที่')[:2]}",))


def test_a_key_of_two_titles_is_neither_ones() -> None:
    learnt = learn([("a", "สถิติ"), ("b", "สถิติ"), ("b", "แผนที่")])
    assert learnt.keys == {title_key("แผนที่"): 1}


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("รายงานผลการบริหารจัดการความเสี่ยงเรื่องสินบนของสถานี", "O20"),
        ("ตารางสถิติคดีอาญาแต่ละเดือน", "O10"),
        ("ทะเบียนรถราชการและของกลาง", "O22"),
        ("ข้อปฏิบัติ Do & Don't ของข้าราชการตำรวจ", "O21"),
    ],
)
def test_words_that_nobody_wrote_down_name_an_item(worded: dict[str, WordedTitles], text: str, item: str) -> None:
    assert title_key(text) not in table().keys
    assert worded[IMMIGRATION].best(text, IN_LISTS).item == item  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text", ["แผนอัตรากำลัง 3 ปี", "กรมอุตุนิยมวิทยา", "จองห้องประชุมออนไลน์", "ก", "qwxz", "กองวิชาการและแผนงาน", "สขร" * 60]
)
def test_other_things_name_none(worded: dict[str, WordedTitles], text: str) -> None:
    for titles in worded.values():
        assert titles.best(text, IN_LISTS) is None


def test_a_wording_counts_for_the_item_that_has_its_title_in_the_rubric_at_hand(
    worded: dict[str, WordedTitles],
) -> None:
    text = "ตารางสรุปซื้อและจ้างแต่ละเดือน"
    found = {rubric: titles.best(text, IN_LISTS) for rubric, titles in worded.items()}
    assert {rubric: match and match.item for rubric, match in found.items()} == {IMMIGRATION: "O14", GENERAL: "O21"}


def page(head: str, own: str) -> dict[str, tuple[str, float]]:
    titles = ["โครงสร้าง", "อำนาจหน้าที่", "กฎหมายที่เกี่ยวข้อง", "คู่มือการให้บริการประชาชน", "ข่าวประชาสัมพันธ์", "E-Service"]
    entries = "".join(f'<li><a href="/{n}">{title}</a></li>' for n, title in enumerate(titles))
    html = f"<title>{head}</title><h1>{head}</h1><ul>{entries}{own}</ul>"
    match = Matcher(load_rubric(IMMIGRATION)).match(parse_page("http://unit.example/list", html))
    return {each.link.href: (each.item, each.confidence) for each in match.links}


#: Like no title.
OWN = "วิธีแจ้งเบาะแสเจ้าหน้าที่ทุจริต"


def test_in_a_list_of_titles_it_is_an_item_for_a_person_to_confirm() -> None:
    item, confidence = page("ITA 2567", f'<li><a href="/own">{OWN}</a></li>')["/own"]
    assert item == "O16"
    assert confidence < 0.75


def test_words_without_a_link_head_what_follows_only_on_pages_of_the_assessment() -> None:
    own = '<li>ทะเบียนรถราชการและของกลาง <a href="/own">ดาวน์โหลด</a></li>'
    assert page("ITA 2567", own)["/own"][0] == "O22"
    assert "/own" not in page("หน่วยงานของเรา", own)


def test_a_box_of_news_behind_the_list_is_no_item_in_words_of_ones_own() -> None:
    box = '</ul><h2>ภาพข่าวกิจกรรม</h2><ul><li><a href="/own">ร่วมพิธีวันปิยมหาราช</a></li>'
    assert "/own" not in page("ITA 2567", box)


def test_in_a_menu_it_must_be_surer_and_the_menu_name_several_items() -> None:
    titles = ["โครงสร้าง", "อำนาจหน้าที่", "กฎหมายที่เกี่ยวข้อง", "คู่มือการให้บริการประชาชน", "ข่าวประชาสัมพันธ์", "E-Service"]

    def menu(number: int) -> dict[str, str]:
        entries = "".join(f'<li><a href="/{n}">{title}</a></li>' for n, title in enumerate((*titles[:number], OWN)))
        html = f"<title>หน่วยงาน</title><nav><ul>{entries}</ul></nav><p>ยินดีต้อนรับ"
        match = Matcher(load_rubric(IMMIGRATION)).match(parse_page("http://unit.example/", html))
        return {each.link.text: each.item for each in match.menu}

    assert menu(6)[OWN] == "O16"
    assert OWN not in menu(3)
    assert IN_MENUS > IN_LISTS
