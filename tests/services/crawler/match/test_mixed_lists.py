"""Lists beside lists: other systems' codes, other years' numbers, entries without codes, numbers that only count."""

from services.crawler.match import Matcher
from shared.rubric import Rubric
from tests.services.crawler.match.pages import found, read

MOIT = (
    "<h3>MOIT 2 ข้อมูลที่เป็นปัจจุบัน</h3><p><a href=m/1>1. กฎหมายที่เกี่ยวข้อง</a><p><a href=m/2>2. คำสั่งแต่งตั้ง</a>"
    "<h3>MOIT 5 สรุปผลการจัดซื้อจัดจ้างรายเดือน</h3><p><a href=m/3>ต.ค. 2566</a><p><a href=m/4>พ.ย. 2566</a>"
    "<h3>MOIT 9 การอบรม</h3><p><a href=m/5>ภาพถ่าย</a>"
)


def test_what_another_system_asks_for_too_is_for_a_person_to_confirm(matcher: Matcher) -> None:
    match = read(matcher, MOIT)
    assert found(match) == [("m/1", "O3"), ("m/3", "O14"), ("m/4", "O14")]
    assert all(link.unsure and link.why.startswith("title in") for link in match.links), "no code of ours"
    assert all("under a code of another system" in link.why for link in match.links)
    assert match.coded == frozenset(), "what is not ours makes no list of ours"


def test_beside_a_list_of_our_own_another_systems_list_is_none(matcher: Matcher) -> None:
    own = "<table><tr><td>O1<td>โครงสร้าง<td><a href=1>เปิด</a><tr><td>O2<td>อำนาจหน้าที่<td><a href=2>เปิด</a></table>"
    assert found(read(matcher, own + MOIT)) == [("1", "O1"), ("2", "O2")]


def test_a_list_that_gives_codes_to_its_first_entries_goes_on_without(matcher: Matcher, rubric: Rubric) -> None:
    titles = [item.title.th for item in rubric.items[:8]]
    entries = "".join(
        f"<article><h2><a href={n}>{f'O{n} ' if n < 3 else ''}{title}</a></h2></article>"
        for n, title in enumerate(titles, start=1)
    )
    assert found(read(matcher, entries)) == [(str(n), f"O{n}") for n in range(1, 9)]


def test_rows_that_only_say_their_number_stand_beside_codes(matcher: Matcher) -> None:
    cards = "".join(
        f"<div class=card><div class=head>{code}</div><h5>{words}</h5><a href={n}>เปิด</a></div>"
        for n, (code, words) in enumerate([("O1", "ผัง"), ("O2", "ภารกิจ"), ("ข้อ 3", "ที่ใช้บังคับ"), ("ข้อ 2", "อื่น ๆ")])
    )
    assert found(read(matcher, cards)) == [("0", "O1"), ("1", "O2"), ("2", "O3")]


def test_a_column_with_a_heading_of_its_own_is_not_its_neighbours(matcher: Matcher) -> None:
    def section(*columns: str) -> str:
        boxes = "".join(
            f"<div class=column><h2>{head}</h2><div><a href={head[:2]}>เปิด</a></div></div>" for head in columns
        )
        return f"<section class=strip><div class=columns>{boxes}</div></section>"

    match = read(matcher, section("O1 โครงสร้าง", "O2 อำนาจหน้าที่") + section("เพลงประจำหน่วย", "O3 กฎหมาย"))
    assert found(match) == [("O1", "O1"), ("O2", "O2"), ("O3", "O3")]


def test_parts_with_another_years_numbers_go_by_their_titles(matcher: Matcher, rubric: Rubric) -> None:
    own = "".join(f"<tr><td>{item.id}<td>{item.title.th}<td><a href={item.id}>เปิด</a>" for item in rubric.items[:12])
    earlier = "".join(
        f"<tr><td>O{n + 12}<td>{item.title.th}<td><a href=old{item.id}>เปิด</a>"
        for n, item in enumerate(rubric.items[:5], start=1)
    )
    match = read(matcher, f"<table>{own}</table><h3>ปีก่อน</h3><table>{earlier}</table>")
    assert found(match)[12:] == [(f"old{item.id}", item.id) for item in rubric.items[:5]]


def test_zeros_that_count_the_files_of_one_entry_are_no_codes(matcher: Matcher, rubric: Rubric) -> None:
    entries = "".join(
        f"<li>9.{n} {item.title.th}<ul><li><a href={item.id}>เปิดดู</a></ul>" for n, item in enumerate(rubric.items[1:])
    )
    names = ("01 ผังโครงสร้าง", "02 บัญชีอัตรากำลัง", "03 รูปถ่าย")
    files = "".join(f"<li><a href={name[:2]}>{name}</a>" for name in names)
    match = read(matcher, f"<ul><li>9.0 โครงสร้าง<ul>{files}</ul>{entries}</ul>")
    assert found(match) == [
        *((name[:2], "O1") for name in names),
        *((item.id, item.id) for item in rubric.items[1:]),
    ]
