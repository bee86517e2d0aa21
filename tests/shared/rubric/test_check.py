"""What an author is told: problems that stop a rubric, warnings that do not, each with its line."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from services.crawler.match.titles import TitleIndex
from shared.rubric import Rubric, as_json, available_rubrics, load_rubric
from shared.rubric.advice import advice
from shared.rubric.check import check_rubric
from shared.rubric.loader import RUBRICS

NAME = "2567-provincial-immigration"
DATA = as_json(load_rubric(NAME))


def text_of(rubric_id: str) -> str:
    return (RUBRICS / f"{rubric_id}.yaml").read_text(encoding="utf-8")


def warnings(change: Callable[[dict[str, Any]], Any]) -> dict[str, tuple[str | int, ...]]:
    data = deepcopy(DATA)
    change(data)
    return {warning.what: warning.place for warning in advice(Rubric.model_validate(data))}


def first_element(data: dict[str, Any], check: dict[str, Any]) -> None:
    data["items"][0]["elements"][0]["check"] = check


@pytest.mark.parametrize("rubric_id", available_rubrics())
def test_packaged_rubrics_have_no_problems_and_warn_only_of_what_is_not_known(rubric_id: str) -> None:
    checked = check_rubric(text_of(rubric_id), "r.yaml")
    assert checked.rubric is not None
    assert checked.problems == ()
    known = ("unconfirmed: ", "no phase ")
    others = [str(warning) for warning in checked.warnings if not warning.what.startswith(known)]
    assert all("are drafts of ours" in warning for warning in others), others


def test_a_warning_names_its_line() -> None:
    text = text_of(NAME)
    line = text[: text.index("rule_basis:")].count("\n") + 1
    first = check_rubric(text, "r.yaml").warnings[0]
    assert str(first) == f"r.yaml:{line}: rule_basis: unconfirmed: How points add up"


def test_a_problem_of_the_crosswalk_names_its_line() -> None:
    text = text_of("2566-general").replace("        item: O24\n", "        item: O42\n")
    found = check_rubric(text, "r.yaml").problems
    line = text[: text.index("item: O42\n")].count("\n") + 1
    assert f"r.yaml:{line}: items[O43].same_as[0].item: {NAME} has no item O42" in {str(problem) for problem in found}
    assert "crosswalks[0]: O24 of" in str(found[0])


def test_a_crosswalk_to_a_rubric_that_is_not_known() -> None:
    found = check_rubric(text_of("2566-general"), "r.yaml", {}).problems
    assert [problem.what for problem in found] == [f"there is no rubric {NAME}"]


def test_text_that_is_no_rubric_has_problems_and_no_warnings() -> None:
    checked = check_rubric("id: 1\nid: 2", "r.yaml")
    assert checked.rubric is None
    assert [str(problem) for problem in checked.problems] == ["r.yaml:2: id: the key stands twice"]
    assert checked.warnings == ()


#: What is done to the rubric, and the warning with its place.
WEAK: dict[str, tuple[Callable[[dict[str, Any]], Any], str, tuple[str | int, ...]]] = {
    "no aliases": (lambda d: d["items"][3].update(aliases=[]), "no aliases", ("items", 3)),
    "nothing required": (
        lambda d: [element.update(required=False) for element in d["items"][6]["elements"]],
        "no required element",
        ("items", 6, "elements"),
    ),
    "no words": (
        lambda d: first_element(d, {"kind": "keyword"}),
        "weak: no words, so everything passes",
        ("items", 0, "elements", 0, "check"),
    ),
    "short word": (
        lambda d: first_element(d, {"kind": "keyword", "any_of": ["โครงสร้าง", "ปี"]}),
        "weak: ปี stands in almost any text",
        ("items", 0, "elements", 0, "check"),
    ),
    "any link": (
        lambda d: first_element(d, {"kind": "link"}),
        "weak: any link passes",
        ("items", 0, "elements", 0, "check"),
    ),
    "no formats": (
        lambda d: first_element(d, {"kind": "formats"}),
        "weak: the item names no formats",
        ("items", 0, "elements", 0, "check"),
    ),
    "one language": (
        lambda d: first_element(d, {"kind": "language"}),
        "weak: the item asks for one language only",
        ("items", 0, "elements", 0, "check"),
    ),
    "no period": (
        lambda d: first_element(d, {"kind": "month_coverage"}),
        "the item has no period",
        ("items", 0, "elements", 0, "check"),
    ),
    "unused work line": (
        lambda d: d["work_lines"].insert(0, {"id": "air", "title": {"th": "งานการบิน", "en": "Aviation"}}),
        "unused: no element looks for งานการบิน",
        ("work_lines", 0),
    ),
    "no phase": (
        lambda d: d.update(calendar=[phase for phase in d["calendar"] if phase["id"] != "iit"]),
        "no phase iit",
        ("calendar",),
    ),
    "no pass mark": (
        lambda d: d["levels"][2].update(code="C"),
        "no level has the code pass: pages show no pass mark",
        ("levels",),
    ),
    "no sample": (
        lambda d: d.update(samples=[sample for sample in d["samples"] if sample["survey"] != "EIT1"]),
        "no sample EIT1: its page can't tell who may answer",
        ("samples",),
    ),
    "titles alike": (
        lambda d: d["items"][2].update(aliases=["ติดต่อเรา !"]),
        "'ติดต่อเรา' is 100 % like 'ติดต่อเรา !' of O3: pages may confuse them",
        ("items", 3, "title"),
    ),
    "usual name that is another item's title": (
        lambda d: d["items"][2].update(usual_names=["ติดต่อเรา"]),
        "'ติดต่อเรา' is 100 % like 'ติดต่อเรา' of O3: pages may confuse them",
        ("items", 3, "title"),
    ),
    "opening of two items": (
        lambda d: [item.update(openings=["ประกาศผู้ชนะ"]) for item in d["items"][1:3]],
        "documents of O2 begin with 'ประกาศผู้ชนะ', too",
        ("items", 2, "openings"),
    ),
    "titles in another spelling": (
        lambda d: d["items"][2].update(aliases=["ข้อมูลการติดตอ"]),
        "of O3: pages may confuse them",
        ("items", 3, "title"),
    ),
}


@pytest.mark.parametrize("case", WEAK)
def test_what_is_weak_is_named(case: str) -> None:
    change, what, place = WEAK[case]
    before = warnings(lambda data: None)
    found = {said: where for said, where in warnings(change).items() if said not in before}
    assert [where for said, where in found.items() if what in said] == [place], found


def test_a_usual_name_of_several_items_means_them_all() -> None:
    def shared(data: dict[str, Any]) -> None:
        for item in data["items"][2:4]:
            item["usual_names"] = ["กฎหมายและที่อยู่"]

    assert warnings(shared).keys() == warnings(lambda data: None).keys()


def test_a_word_that_is_short_is_strong_beside_another() -> None:
    both = {"kind": "keyword", "all_of": ["โครงสร้าง"], "any_of": ["ปี"]}
    assert not [said for said in warnings(lambda data: first_element(data, both)) if "weak" in said]


@pytest.mark.parametrize("rubric_id", available_rubrics())
def test_the_audit_tells_all_titles_of_packaged_rubrics_apart(rubric_id: str) -> None:
    rubric = load_rubric(rubric_id)
    index = TitleIndex(rubric)
    for item in rubric.items:
        for title in (item.title.th, item.title.en, *item.aliases):
            match = index.best(title)
            assert match is not None, title
            assert match.item == item.id, title


def test_a_rubric_in_a_file_is_checked_like_a_packaged_one(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(text_of(NAME).replace("rule: flat_sum", "rule: flat"), encoding="utf-8")
    (problem,) = check_rubric(file.read_text(encoding="utf-8"), file.name).problems
    assert (problem.file, problem.path) == ("mine.yaml", "rule")
