"""The contradictions as text for people."""

from shared.cases import Case, describe, find_contradictions, load_case
from tests.shared.cases.conftest import Spoil


def test_each_contradiction_stands_with_variants_places_choice_and_reason(case: Case) -> None:
    text = describe(find_contradictions(case), "en")
    block = text.split("\n\n")[0].splitlines()
    assert block[0] == "order-date: The order is dated 28 Dec 2566 but cited as of 28 Dec 2567"
    assert block[1].startswith("  · 28 Dec 2567 — section 1.1, appointment of the working group; ")
    assert block[1].endswith("; and 2 more")
    assert block[2].startswith("  · 28 Dec 2566 — order 222/2566; ")
    assert block[3].startswith("  → chosen 28 Dec 2566, because ")
    assert text.endswith("41 contradictions found, all of them settled")


def test_every_listed_contradiction_and_gap_is_told_in_both_languages(case: Case) -> None:
    found = find_contradictions(case)
    thai, english = describe(found, "th"), describe(found, "en")
    for choice in case.contradictions:
        assert choice.what.th in thai
        assert choice.what.en in english
    for gap in case.gaps:
        assert gap.th in thai
        assert gap.en in english
    assert "28 ธ.ค. 2566" in thai


def test_spelling_is_told_with_its_likeness(case: Case) -> None:
    assert "  · ฎการ เข้มพิลา [89 of 100 alike] — order 222/2566" in describe(find_contradictions(case))


def test_chosen_place_is_told_in_words(case: Case) -> None:
    assert "→ chosen calendar of activities 2, annex to order 222/2566, because" in describe(find_contradictions(case))


def test_what_is_open_is_told(spoil: Spoil) -> None:
    spoil("foreigners: 100", "foreigners: 99")
    spoil("ส่วนต่างด้าว", "ส่วยต่างด้าว")
    spoil("chosen: https://itap.nacc.go.th", "chosen: https://example.org")
    case = load_case(spoil("- ร.ต.อ.หญิง จินตนา นามบุญลือ", "- ร.ต.อ.หญิง จินตนา นามบุญรือ"))
    text = describe(find_contradictions(case))
    for part in (
        "  sum:quota-eit1\n    · 500 — facts\n    · 10 + 40 + 99 + 350 — facts",
        "listed, but not in the data:\n  bribery-issue: reading:bribery-issue",
        "chosen what no place says:\n  itap-address",
        "  ร.ต.อ.หญิง จินตนา นามบุญรือ: resembles จินตนา นามบุญลือ (94 of 100) — calendar 1, assessment, row 2",
        "some still open",
    ):
        assert part in text, part
