"""Whose name it is: the spellings of Mukdahan's own report."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.events.preparation import Officer
from shared.rounds.invalid import PersonNameUnclear, PersonNotInUnit
from shared.rounds.names import bare_name, comparable, likely, owner_of, person, person_or_guest, persons

PEOPLE = {
    name: Officer(name=name, spellings=spellings)
    for name, spellings in {
        "เกศชญา ก้อนมณี": (),
        "ธนิษฐา คณานันท์": (),
        "แววตา อินทร์จันทร์": ("แววดา อินทร์จันทร์",),
        "พิชิต มัธยมย์": ("พิชิต มัครมย์",),
        "สุปราณี เรือนใสแก้ว": (),
        "วลัยพร จงรักษ์": (),
        "ตรีชฎา บุญมาก": (),
        "จุฑามาศ ชัยทรัพย์": (),
    }.items()
}


@pytest.mark.parametrize(
    "written",
    [
        "ร.ต.อ.หญิง เกศชญา ก้อนมณี",
        "ร.ต.อ.หญิงเกศชญา ก้อนมณี",
        "ร.ต.อ. หญิง เกศชญา  ก้อนมณี",
        "ว่าที่ พ.ต.ท.หญิง เกศชญา ก้อนมณี",
        "ว่าที่พันตำรวจโทหญิง เกศชญา ก้อนมณี",
        "ร้อยตำรวจเอกหญิง เกศชญา\tก้อนมณี",
        "น.ส.เกศชญา ก้อนมณี",
        "นางสาวเกศชญา ก้อนมณี ",
        "นาง เกศชญา ก้อนมณี",
        "เกศชญา\u200b ก้อนมณี",
        "เกศชญา ก\u0e49อนมณี",
    ],
)
def test_ranks_titles_and_stray_spaces_do_not_matter(written: str) -> None:
    assert person(written, PEOPLE, "officers") == "เกศชญา ก้อนมณี"


@pytest.mark.parametrize(
    "rank", ["พล.ต.ต.", "พ.ต.อ.", "พ.ต.ต.", "ร.ต.ท.", "ด.ต.", "จ.ส.ต.", "ส.ต.อ.", "ดาบตำรวจ", "พ.ต.อ.(พิเศษ)"]
)
def test_every_police_rank_is_stripped(rank: str) -> None:
    assert bare_name(f"{rank} สมชาย ใจดี") == bare_name(f"{rank}สมชาย ใจดี") == "สมชาย ใจดี"


@pytest.mark.parametrize("name", ["นายิกา ใจดี", "หญิง ใจดี", "นางาม สวยดี", "ดวงหทัย ดวงมาลัย", "สตางค์ ตรีเพชร"])
def test_names_that_only_begin_like_a_title_stay_whole(name: str) -> None:
    assert bare_name(name) == name


def test_a_woman_named_ying_keeps_her_name() -> None:
    assert bare_name("ร.ต.อ.หญิง หญิง ใจดี") == "หญิง ใจดี"


def test_split_sara_am_is_the_same_name() -> None:
    people = {"อำนวย บุญนำ": Officer(name="อำนวย บุญนำ")}
    assert owner_of("อ\u0e4d\u0e32นวย บุญน\u0e4d\u0e32", people) == "อำนวย บุญนำ"


def test_a_recorded_spelling_means_the_person_it_is_recorded_for() -> None:
    assert person("ร.ต.อ.หญิง แววดา อินทร์จันทร์", PEOPLE, "officers") == "แววตา อินทร์จันทร์"
    assert person("ว่าที่ พ.ต.ท. พิชิต มัครมย์", PEOPLE, "officers") == "พิชิต มัธยมย์"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("เกษขญา ก้อนมณี", "เกศชญา ก้อนมณี"),
        ("ธนัชฐา คณานันท์", "ธนิษฐา คณานันท์"),
        ("แหวตา อินทร์จันทร์", "แววตา อินทร์จันทร์"),
        ("แวตตา อินทร์จันทร์", "แววตา อินทร์จันทร์"),
        ("พิเชิต มัครมย์", "พิชิต มัธยมย์"),
        ("สุปราณี เรือนไสแก้ว", "สุปราณี เรือนใสแก้ว"),
        ("วัลย์พร จงรักษ์", "วลัยพร จงรักษ์"),
        ("จุฬามาศ ชัยทรัพย์", "จุฑามาศ ชัยทรัพย์"),
        ("ตรีชญา บุญมาก", "ตรีชฎา บุญมาก"),
    ],
)
def test_a_merely_similar_name_is_refused_with_the_likely_person(written: str, meant: str) -> None:
    with pytest.raises(PersonNameUnclear) as refusal:
        person(written, PEOPLE, "officers")
    assert refusal.value.details["suggestions"] == [meant]
    assert meant in refusal.value.title.th
    assert f"did you mean {meant}?" in refusal.value.title.en


def test_another_person_of_the_same_family_is_no_suggestion() -> None:
    assert likely("สมหญิง คณานันท์", PEOPLE) == ()
    with pytest.raises(PersonNotInUnit):
        person("สมหญิง คณานันท์", PEOPLE, "officers")


def test_the_likeliest_person_comes_first() -> None:
    people = {name: Officer(name=name) for name in ("ธนิษฐา คณานันท์", "ธนิษฐา คณานนท์")}
    assert likely("ธนิษฐา คณานนทฺ์", people)[0] == "ธนิษฐา คณานนท์"


def test_someone_named_twice_stands_once() -> None:
    assert persons(("แววตา อินทร์จันทร์", "แววดา อินทร์จันทร์"), PEOPLE, "officers") == ("แววตา อินทร์จันทร์",)


def test_a_guest_is_taken_as_written_but_not_if_the_name_is_unclear() -> None:
    assert person_or_guest("นาย  สมชาย ใจดี", PEOPLE, "attendance") == "นาย สมชาย ใจดี"
    with pytest.raises(PersonNameUnclear):
        person_or_guest("เกษขญา ก้อนมณี", PEOPLE, "attendance")


@given(st.text(alphabet="กขคงจชดตนมยรลวสหอะาิีึืุูเแโใไ่้์ ำํ.ฯ", max_size=30))
def test_comparing_twice_changes_nothing(written: str) -> None:
    assert comparable(comparable(written)) == comparable(written)
