"""Contradictions are found by comparing places, and the list in the file is held against what is found."""

import pytest

from shared.cases import Case, Contradiction, Contradictions, find_contradictions, load_case
from tests.shared.cases.conftest import Spoil


@pytest.fixture(scope="module")
def found(case: Case) -> Contradictions:
    return find_contradictions(case)


def named(found: Contradictions, contradiction: str) -> Contradiction:
    return next(each for each in found.listed if each.id == contradiction)


def says(found: Contradictions, contradiction: str) -> dict[str, int]:
    """Variant → number of places."""
    return {variant.says: len(variant.places) for variant in named(found, contradiction).variants}


def test_everything_found_is_listed_and_everything_listed_is_found(case: Case, found: Contradictions) -> None:
    assert found.settled
    assert len(found) == len(case.contradictions) == 41


def test_order_is_dated_2566_in_four_places_and_2567_in_six(found: Contradictions) -> None:
    assert says(found, "order-date") == {"2024-12-28": 6, "2023-12-28": 4}
    assert named(found, "order-date").chosen == "2023-12-28"


def test_o16_stands_under_two_sub_indicators(found: Contradictions) -> None:
    variants = {variant.says: variant.places for variant in named(found, "o16-sub-indicator").variants}
    assert variants == {"9.4": ("calendar-2",), "9.5": ("minutes-1-oit",)}


def test_o6_has_seven_officers_in_the_calendar_and_one_in_the_minutes(found: Contradictions) -> None:
    counts = [variant.says.split()[0] for variant in named(found, "o6-officers").variants]
    assert counts == ["(7)", "(1)", "(3)", "(1)"]


def test_minutes_and_signed_list_of_the_first_meeting_differ_by_one_person(found: Contradictions) -> None:
    minutes, signed = (set(v.says[5:].split(", ")) for v in named(found, "meeting-1-attendance").variants)
    assert signed - minutes == {"วริษฐา วงษ์วานิช"}
    assert minutes < signed


@pytest.mark.parametrize(
    ("contradiction", "spellings"),
    [
        ("name-phithakphong", {"พิทักษ์พงษ์ เจริญกุล", "พัทธ์พงษ์ เจริญกุล"}),
        ("name-nitchakon", {"ณิชกร สงวนพรหม", "ณัฏฐกร สงวนพรหม", "ณธกร สงวนพรหม"}),
        ("name-waewta", {f"{given} อินทร์จันทร์" for given in ("แววตา", "แววดา", "แหวตา", "แวตตา")}),
        ("name-sukhasoen", {"สุขเสิน ดรปัดสา", "สุขเส็น ดรปัดสา", "สุขเส็น ตรีปัดสา"}),
        ("name-supranee", {"สุปราณี เรือนใสแก้ว", "สุปราณี เรือนไสแก้ว", "สุปรารถณี"}),
    ],
)
def test_spellings_of_one_person(found: Contradictions, contradiction: str, spellings: set[str]) -> None:
    assert says(found, contradiction).keys() == spellings


def test_spellings_tell_how_alike_they_are_to_the_chosen_name(found: Contradictions) -> None:
    alike = {variant.says: variant.likeness for variant in named(found, "name-phichit").variants}
    assert alike.pop("พิชิต มัครมย์") == 100
    assert all(each is not None and 75 <= each < 100 for each in alike.values())


def test_ranks_in_full_and_abbreviated_are_one_rank(found: Contradictions) -> None:
    assert says(found, "rank-phichit") == {"พ.ต.ต.": 6, "ว่าที่ พ.ต.ท.": 3}
    assert not any(key.startswith("rank:") for key in (each.key for each in found.unlisted))


def test_unlisted_spelling_is_reported_with_its_likeness_and_never_merged(spoil: Spoil) -> None:
    spoilt = find_contradictions(load_case(spoil("- ร.ต.อ.หญิง จินตนา นามบุญลือ", "- ร.ต.อ.หญิง จินตนา นามบุญรือ")))
    (name,) = spoilt.unresolved
    assert (name.written, name.likely, name.places) == (
        "ร.ต.อ.หญิง จินตนา นามบุญรือ",
        "จินตนา นามบุญลือ",
        ("calendar-1-row-2",),
    )
    assert 90 < name.score < 100
    assert not spoilt.settled


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("      order-heading: 222/2566", "      order-heading: 223/2566", "reading:order-number"),
        ("foreigners: 100", "foreigners: 99", "sum:quota-eit1"),
        ("total: 233", "total: 234", "sum:progress-2567-02-05"),
        ("อาชีพอิสระ: 119", "อาชีพอิสระ: 118", "sum:progress-2567-02-05"),
        ("      item: O7\n", "      item: O8\n", "assigned:O7"),
        ("      item: O7\n", "      item: O8\n", "assigned:O8"),
        ("officers: [เกศชญา ก้อนมณี]", "officers: [วลัยพร จงรักษ์]", "fact:assign-O11"),
        ("due: 2024-02-29", "due: 2024-02-28", "fact:assign-O1"),
        ("{name: วลัยพร จงรักษ์, role: เจ้าหน้าที่}", "{name: วลัยพร จงรักษ์, present: false}", "fact:meeting-1-2567"),
        ("spellings: [ฎการ เข้มพิลา]", "spellings: [ฎการ เข้มพิลา, ฏการ เข้มพิลา]", "unused:ภูการ เข้มพิลา"),
        ("spellings: [ฎการ เข้มพิลา]", "spellings: [ฎการ เข้มพิลา, ชนกฤต หมุดจันทร์]", "unlike:ภูการ เข้มพิลา"),
    ],
)
def test_new_contradiction_is_found_though_nobody_listed_it(spoil: Spoil, old: str, new: str, key: str) -> None:
    assert key in [each.key for each in find_contradictions(load_case(spoil(old, new))).unlisted]


def test_listed_contradiction_that_is_not_in_the_data_is_told(spoil: Spoil) -> None:
    spoilt = find_contradictions(load_case(spoil("ส่วนต่างด้าว", "ส่วยต่างด้าว")))
    assert spoilt.absent == ("bribery-issue: reading:bribery-issue",)
    assert not spoilt.settled


@pytest.mark.parametrize(
    ("old", "new", "contradiction"),
    [
        ("chosen: https://itap.nacc.go.th", "chosen: https://example.org", "itap-address"),
        ("chosen: ภูการ เข้มพิลา", "chosen: ฎการ เข้มพิลา", "name-phukan"),
        ("rank: พ.ต.ต.\n", "rank: พ.ต.ท.\n", "rank-phichit"),
    ],
)
def test_choice_that_the_document_or_the_roster_does_not_bear_out_is_told(
    spoil: Spoil, old: str, new: str, contradiction: str
) -> None:
    assert find_contradictions(load_case(spoil(old, new))).unfounded == (contradiction,)
