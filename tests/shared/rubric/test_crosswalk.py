"""Items compare across years and agency groups only where the crosswalk says that they are the same."""

from collections.abc import Callable
from copy import deepcopy
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from shared.rubric import Rubric, as_json, available_rubrics, comparable, load_rubric
from shared.rubric.crosswalk import disagreements, links

Change = Callable[[dict[str, Any]], Any]
IMMIGRATION = load_rubric("2567-provincial-immigration")
GENERAL = load_rubric("2566-general")
DATA = as_json(GENERAL)

#: General 2566 → immigration 2567, by subject: the same kind of evidence, or only near.
SAME = {
    "O3": "O2",
    "O6": "O3",
    "O14": "O7",
    "O15": "O8",
    "O18": "O9",
    "O21": "O14",
    "O25": "O15",
    "O34": "O19",
    "O35": "O20",
    "O42": "O23",
    "O43": "O24",
}
NEAR = {
    ("O1", "O1"),
    ("O2", "O1"),
    ("O5", "O4"),
    ("O8", "O4"),
    ("O7", "O5"),
    ("O9", "O5"),
    ("O12", "O6"),
    ("O13", "O6"),
    ("O16", "O10"),
    ("O11", "O11"),
    ("O19", "O13"),
    ("O20", "O13"),
    ("O27", "O16"),
    ("O28", "O16"),
    ("O29", "O16"),
    ("O31", "O17"),
    ("O39", "O21"),
    ("O40", "O21"),
}
#: Items of immigration without a counterpart in the general criteria.
NONE = {"O12", "O18", "O22"}


def changed(change: Change) -> Rubric:
    data = deepcopy(DATA)
    change(data)
    return Rubric.model_validate(data)


def item(data: dict[str, Any], item_id: str) -> dict[str, Any]:
    return next(each for each in data["items"] if each["id"] == item_id)


def to(target: str, relation: str = "same") -> dict[str, Any]:
    rubric = "2567-provincial-immigration"
    return {"rubric": rubric, "item": target, "relation": relation, "confirmed": False, "source": "A test"}


def test_all_items_of_immigration_are_accounted_for() -> None:
    found = links(GENERAL, IMMIGRATION)
    assert {(link.here, link.there) for link in found if link.relation == "same"} == set(SAME.items())
    assert {(link.here, link.there) for link in found if link.relation == "approximate"} == NEAR
    assert set(GENERAL.crosswalks[0].only_there) == NONE
    mapped = {link.there for link in found}
    assert mapped | NONE == {each.id for each in IMMIGRATION.items}
    assert len(mapped) + len(NONE) == 24
    assert {link.here for link in found} | set(GENERAL.crosswalks[0].only_here) == {each.id for each in GENERAL.items}


def test_the_same_number_is_not_the_same_item() -> None:
    assert comparable(GENERAL, "O6", IMMIGRATION) == "O3"
    assert comparable(GENERAL, "O22", IMMIGRATION) is None
    assert comparable(GENERAL, "O22", IMMIGRATION, approximate=True) is None


def test_an_approximate_item_compares_only_when_asked() -> None:
    assert comparable(GENERAL, "O31", IMMIGRATION) is None
    assert comparable(GENERAL, "O31", IMMIGRATION, approximate=True) == "O17"
    assert comparable(IMMIGRATION, "O17", GENERAL, approximate=True) == "O31"


def test_one_of_several_does_not_stand_for_all() -> None:
    assert comparable(GENERAL, "O27", IMMIGRATION, approximate=True) == "O16"
    assert comparable(IMMIGRATION, "O16", GENERAL, approximate=True) is None


def test_an_item_compares_with_itself_and_an_unknown_one_with_nothing() -> None:
    assert comparable(GENERAL, "O43", GENERAL) == "O43"
    assert comparable(GENERAL, "O44", GENERAL) is None
    assert comparable(GENERAL, "O44", IMMIGRATION) is None


@given(st.sampled_from([each.id for each in GENERAL.items]), st.sampled_from([each.id for each in IMMIGRATION.items]))
def test_same_is_symmetric(general: str, immigration: str) -> None:
    there = comparable(GENERAL, general, IMMIGRATION) == immigration
    assert there == (comparable(IMMIGRATION, immigration, GENERAL) == general) == (SAME.get(general) == immigration)


def test_whichever_rubric_names_it_the_answer_is_the_same() -> None:
    bare = changed(lambda data: [data.update(crosswalks=[])] + [each.update(same_as=[]) for each in data["items"]])
    assert all(comparable(bare, each.id, IMMIGRATION, approximate=True) is None for each in bare.items)
    data = as_json(IMMIGRATION)
    others = [each.id for each in GENERAL.items if each.id != "O6"]
    crosswalk = {key: value for key, value in DATA["crosswalks"][0].items() if not key.startswith("only")}
    data["crosswalks"] = [{**crosswalk, "rubric": "2566-general", "only_there": others, "only_here": []}]
    data["crosswalks"][0]["only_here"] = [each.id for each in IMMIGRATION.items if each.id != "O3"]
    item(data, "O3")["same_as"] = [{**to("O6"), "rubric": "2566-general"}]
    naming = Rubric.model_validate(data)
    assert comparable(naming, "O3", bare) == "O6"
    assert comparable(bare, "O6", naming) == "O3"


def test_packaged_crosswalks_agree_with_the_rubrics_they_name() -> None:
    known = {rubric_id: load_rubric(rubric_id) for rubric_id in available_rubrics()}
    assert [problem for rubric in known.values() for problem in disagreements(rubric, known)] == []


@pytest.mark.parametrize(("one", "other"), list(product(available_rubrics(), repeat=2)))
def test_every_comparison_goes_back(one: str, other: str) -> None:
    a, b = load_rubric(one), load_rubric(other)
    for each in a.items:
        target = comparable(a, each.id, b)
        assert target is None or comparable(b, target, a) == each.id


#: What is done to the rubric, and what is said of it.
CONTRADICTIONS: dict[str, tuple[Change, str]] = {
    "two are the same as one": (lambda d: item(d, "O5").update(same_as=[to("O3")]), "O6 is the same as O3, but O5"),
    "one is the same as two": (
        lambda d: item(d, "O6").update(same_as=[to("O3"), to("O4")]),
        "O6 is the same as O3, but O6 is given as a counterpart of O4",
    ),
    "same as one, near another": (
        lambda d: item(d, "O6").update(same_as=[to("O3"), to("O5", "approximate")]),
        "O6 is the same as O3, but O6 is given as a counterpart of O5",
    ),
    "named twice": (
        lambda d: item(d, "O1").update(same_as=[to("O1", "approximate"), to("O1", "approximate")]),
        "O1 names O1 2 times",
    ),
    "has one and has none": (lambda d: d["crosswalks"][0]["only_here"].append("O6"), "O6 has a counterpart"),
    "none there, yet named": (lambda d: d["crosswalks"][0]["only_there"].append("O3"), "O3 has a counterpart"),
    "forgotten": (
        lambda d: d["crosswalks"][0]["only_here"].remove("O4"),
        "O4 has no counterpart and is not listed in only_here",
    ),
    "no such item here": (lambda d: d["crosswalks"][0]["only_here"].append("O99"), "there is no item O99"),
    "no crosswalk": (lambda d: d.update(crosswalks=[]), "there is no crosswalk to 2567-provincial-immigration"),
    "to itself": (
        lambda d: d["crosswalks"].append({**d["crosswalks"][0], "rubric": "2566-general"}),
        "a rubric has no crosswalk to itself",
    ),
    "two to one rubric": (
        lambda d: d["crosswalks"].append(d["crosswalks"][0]),
        "2567-provincial-immigration has a crosswalk already",
    ),
}


@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_a_crosswalk_that_contradicts_itself_is_refused(case: str) -> None:
    change, what = CONTRADICTIONS[case]
    with pytest.raises(ValidationError, match=what):
        changed(change)


def test_targets_must_exist() -> None:
    wrong = changed(lambda data: item(data, "O6").update(same_as=[to("O33")]))
    problems = {problem.what: problem.place for problem in disagreements(wrong, {IMMIGRATION.id: IMMIGRATION})}
    assert problems == {
        "2567-provincial-immigration has no item O33": ("items", 5, "same_as", 0, "item"),
        "O3 of 2567-provincial-immigration has no counterpart and is not listed in only_there": ("crosswalks", 0),
    }
    assert comparable(wrong, "O6", IMMIGRATION) is None


def test_the_other_rubric_must_exist() -> None:
    assert [problem.what for problem in disagreements(GENERAL, {})] == [
        "there is no rubric 2567-provincial-immigration"
    ]


def test_two_crosswalks_must_say_the_same() -> None:
    data = as_json(IMMIGRATION)
    data["crosswalks"] = [
        {
            **{key: value for key, value in DATA["crosswalks"][0].items() if not key.startswith("only")},
            "rubric": "2566-general",
            "unchanged": ["O1"],
            "only_here": [each.id for each in IMMIGRATION.items if each.id != "O1"],
            "only_there": [each.id for each in GENERAL.items if each.id != "O1"],
        }
    ]
    naming = Rubric.model_validate(data)
    found = [problem.what for problem in disagreements(GENERAL, {naming.id: naming})]
    assert "O1 and O1: approximate here, but same in 2567-provincial-immigration" in found
    assert "O6 and O3: same here, but none in 2567-provincial-immigration" in found
