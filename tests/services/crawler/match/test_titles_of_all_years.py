"""Official titles of all years and groups, and what sites call the items, each as a link's text in a list and a menu.

The tables beside this file (``titles/*.csv``) say for every rubric which items a title names: by its subject, whatever
its number was in the year or group that asked for it. ``none``: words of menus, and titles that only look alike.
"""

import csv
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.crawler.match import Matcher
from services.crawler.match.names import ItemNames
from services.crawler.page import parse_page
from shared.rubric import available_rubrics, load_rubric

TABLES = Path(__file__).parent / "titles"
#: So many other titles stand around the one that is tried: a list and a menu have at least five.
NEIGHBOURS = 7
BODIES = (
    "อบต.", "เทศบาลตำบล", "สถานีตำรวจภูธร", "ตม.จว.", "โรงเรียน", "โรงพยาบาล", "วิทยาลัยเทคนิค",
    "สำนักงานเขตพื้นที่การศึกษา", "ด่านตรวจคนเข้าเมือง", "กรม", "รพ.สต.", "องค์การบริหารส่วนจังหวัด",
)  # fmt: skip
PLACES = ("บ้านหนองบัว", "ดอนมูล", "เชียงดาว", "ท่าศาลา", "นาแก", "ปากพลี")
YEARS = ("", " ประจำปี 2567", " ปีงบประมาณ พ.ศ. ๒๕๖๖", " (พ.ศ. 2566 - 2570)")
ORNAMENTS = ("{}", "📄 {}", "» {}", "{} (PDF)", "- {}", "{} →")


def rows(rubric: str) -> list[tuple[tuple[str, ...], str, str]]:
    """Each line of a table: the items, the title, and who asked for it or calls it so."""
    with (TABLES / f"{rubric}.csv").open(encoding="utf-8") as table:
        lines = list(csv.DictReader(table))
    return [(tuple(row["items"].split()), row["title"], row["asked"]) for row in lines]


@cache
def matcher_of(rubric: str) -> Matcher:
    return Matcher(load_rubric(rubric))


def named(names: ItemNames, text: str) -> tuple[str, ...]:
    title = names.of_title(text)
    return names.sharing(text, title[0]) if title else ()


def neighbours(rubric: str, items: tuple[str, ...]) -> list[str]:
    others = [item.title.th for item in load_rubric(rubric).items if item.id not in items]
    return others[:NEIGHBOURS]


def test_every_rubric_has_a_table_that_names_every_item() -> None:
    assert {file.stem for file in TABLES.glob("*.csv")} == set(available_rubrics())
    for rubric in available_rubrics():
        ids = {item.id for item in load_rubric(rubric).items}
        assert {item for items, *_ in rows(rubric) for item in items} == ids | {"none"}


@pytest.mark.parametrize("rubric", available_rubrics())
def test_each_title_names_its_items_and_no_other(rubric: str) -> None:
    names = matcher_of(rubric).names
    wrong = [
        (items, title, found)
        for items, title, _ in rows(rubric)
        if (found := named(names, title) or ("none",)) != items
    ]
    assert wrong == []


@pytest.mark.parametrize("rubric", available_rubrics())
def test_each_title_is_found_on_a_plain_list(rubric: str) -> None:
    wrong = []
    for items, title, _ in rows(rubric):
        entries = "".join(
            f'<li><a href="/{n}">{text}</a>' for n, text in enumerate((*neighbours(rubric, items), title))
        )
        match = matcher_of(rubric).match(parse_page("http://unit.example/ita", f"<h1>ITA</h1><ul>{entries}</ul>"))
        found = tuple(each.item for each in match.links if each.link.href == f"/{NEIGHBOURS}") or ("none",)
        wrong += [(items, title, found)] if found != items else []
    assert wrong == []


@pytest.mark.parametrize("rubric", available_rubrics())
def test_each_title_is_found_in_a_menu(rubric: str) -> None:
    wrong = []
    for items, title, _ in rows(rubric):
        entries = "".join(f'<a href="/{n}">{text}</a>' for n, text in enumerate((*neighbours(rubric, items), title)))
        match = matcher_of(rubric).match(parse_page("http://unit.example/", f"<nav>{entries}</nav><p>ยินดีต้อนรับ"))
        found = tuple(each.item for each in match.shown if each.link.href == f"/{NEIGHBOURS}") or ("none",)
        wrong += [(items, title, found)] if found != items else []
    assert wrong == []


@given(
    rubric=st.sampled_from(available_rubrics()),
    of=st.sampled_from(("", "ของ", " ", " ของ")),
    body=st.sampled_from(BODIES),
    place=st.sampled_from(PLACES),
    year=st.sampled_from(YEARS),
    ornament=st.sampled_from(ORNAMENTS),
    data=st.data(),
)
def test_an_official_title_with_an_agencys_name_is_that_title(
    rubric: str, of: str, body: str, place: str, year: str, ornament: str, data: st.DataObject
) -> None:
    official = [(items, title) for items, title, asked in rows(rubric) if asked.startswith("official")]
    items, title = data.draw(st.sampled_from(official))
    text = ornament.format(f"{title}{of}{body}{place}{year}")
    assert named(matcher_of(rubric).names, text) == items
