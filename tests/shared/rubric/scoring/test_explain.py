"""Every figure of a score is explained, by sentences that hold the figures they explain."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from shared.rubric import Rubric
from shared.rubric.scoring import ItemStanding, Standing, SurveyTally, score, score_json
from shared.rubric.scoring.explain import explain
from tests.shared.rubric.scoring.builders import (
    AFTER,
    BEFORE,
    WHEN,
    best_answers,
    items_audited,
    items_scored,
    same_answers,
    standing,
)


def nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for part in node["parts"]:
        yield from nodes(part)


def by_id(rubric: Rubric, known: Standing, **more: Any) -> dict[str, dict[str, Any]]:
    found = explain(rubric, known, more.pop("as_of", BEFORE), **more)
    return {f"{node['kind']} {node['id']}": node for node in nodes(found["total"])}


@pytest.fixture
def known(rubric: Rubric) -> Standing:
    tally = same_answers(rubric.questions_of("IIT"), "high", 40, population=48, minimum=48)
    return standing({"IIT": tally}, items_audited(rubric, "present"))


def test_every_figure_of_the_score_has_its_node(rubric: Rubric, known: Standing) -> None:
    body, found = score_json(score(rubric, known, BEFORE)), by_id(rubric, known)
    assert found["total total"]["figures"]["expected"] == body["total"]["expected"]
    for name, part in body["instruments"].items():
        assert found[f"instrument {name}"]["figures"]["low"] == part["low"]
    for part in body["indicators"]:
        assert found[f"indicator {part['id']}"]["figures"]["high"] == part["high"]
        assert all(f"sub_indicator {sub['id']}" in found for sub in part["sub_indicators"])
    for part in body["items"]:
        assert found[f"item {part['item']}"]["figures"]["expected"] == part["points"]
    for part in body["questions"]:
        assert found[f"question {part['id']}"]["figures"]["of"] == part["of"]
    assert len(found) == 1 + 3 + 10 + 7 + 24 + 21


def test_every_node_speaks_both_languages_and_names_rules_that_are_given(rubric: Rubric, known: Standing) -> None:
    found = explain(rubric, known, BEFORE)
    for node in nodes(found["total"]):
        assert node["sentence"]["th"]
        assert node["sentence"]["en"]
        assert set(node["rules"]) <= found["rules"].keys()
    assert found["rules"]["option_scale"]["confirmed"] is False
    assert found["rules"]["eit_combination"]["rule"] == "pooled"


def test_a_question_shows_its_counts_its_mean_and_its_points(rubric: Rubric, known: Standing) -> None:
    found = by_id(rubric, known)
    asked, turned = found["question i1"], found["question i5"]
    assert "40 answers, on average 66.67 of 100 × 2.00 points = 1.33" in asked["sentence"]["en"]
    options = asked["facts"]["surveys"]["IIT"]["options"]
    assert [(o["id"], o["worth"], o["count"]) for o in options] == [
        ("least", "0.00", 0), ("low", "33.33", 0), ("high", "66.67", 40), ("most", "100.00", 0),
    ]  # fmt: skip
    assert turned["facts"]["reversed"] is True
    assert [o["worth"] for o in turned["facts"]["surveys"]["IIT"]["options"]] == ["100.00", "66.67", "33.33", "0.00"]
    assert "turned around" in turned["sentence"]["en"]
    assert "Nothing" not in asked["sentence"]["en"]
    assert "No answers to show yet" in found["question e1"]["sentence"]["en"]


def test_few_answers_are_not_told_apart(rubric: Rubric) -> None:
    four = standing({"IIT": SurveyTally({"i1": {"most": 3, "least": 1}}, 4)})
    facts = by_id(rubric, four)["question i1"]["facts"]["surveys"]["IIT"]
    assert (facts["n"], {option["count"] for option in facts["options"]}) == (4, {None})


@pytest.mark.parametrize(("rule", "says"), [("pooled", "one sample"), ("mean_of_parts", "count equally")])
def test_eit_says_how_its_parts_combine(changed: Callable[..., Rubric], rule: str, says: str) -> None:
    rubric = changed(lambda data: data["eit_combination"].update(rule=rule))
    answered = standing({"EIT1": best_answers(rubric.questions_of("EIT1"), 10)})
    assert says in by_id(rubric, answered)["question e1"]["sentence"]["en"]


def test_an_item_says_by_what_by_whom_and_when(rubric: Rubric) -> None:
    items = {
        **items_scored({"O1": False}),
        "O2": ItemStanding("approval", None, True, True, WHEN, "head-1"),
        "O3": ItemStanding("audit", "stale", False, False, WHEN, "audit-1"),
    }
    found = by_id(rubric, standing(items=items))
    assert "the assessor's score: not met (assessor-1, 2024-05-20)" in found["item O1"]["sentence"]["en"]
    assert "20 พ.ค. 2567" in found["item O1"]["sentence"]["th"]
    assert "the head's approval: met (head-1" in found["item O2"]["sentence"]["en"]
    stale = found["item O3"]["sentence"]["en"]
    assert "out of date" in stale
    assert "second one confirms" in stale
    assert "mended until 2024-04-30" in stale
    assert "Nothing that counts" in found["item O4"]["sentence"]["en"]
    assert found["item O3"]["facts"]["basis"]["code"] == "audit"
    assert "mended" not in by_id(rubric, standing(items=items), as_of=AFTER)["item O3"]["sentence"]["en"]


def test_an_item_names_the_elements_that_are_missing(rubric: Rubric) -> None:
    element, other = rubric.items[0].elements[:2]
    elements = [{"id": element.id, "met": False}, {"id": other.id, "met": None}]
    shown = {"O1": {"elements": elements, "proof_url": "http://x/o1"}}
    found = by_id(rubric, standing(items=items_audited(rubric, "partial")), shown=shown)["item O1"]
    assert f"Missing: {element.title.en}." in found["sentence"]["en"]
    assert [part["met"] for part in found["facts"]["elements"]] == [False, None]
    assert found["facts"]["proof"]["url"] == "http://x/o1"


def test_the_total_says_what_the_next_level_lacks(rubric: Rubric) -> None:
    eit = same_answers(rubric.questions_of("EIT1"), "most", 600, population=600)  # 83.33 %
    iit = best_answers(rubric.questions_of("IIT"), 48, population=48)
    known = standing({"IIT": iit, "EIT1": eit}, items_audited(rubric, "present"))
    says = by_id(rubric, known)["total total"]["sentence"]["en"]
    assert "IIT 30.00 + EIT 25.00 + OIT 40.00 = 95.00 of 100.00" in says
    assert "EIT 83.33 < 85" in says
    perfect = replace(known, surveys={"IIT": iit, "EIT1": best_answers(rubric.questions_of("EIT1"), 600)})
    assert "because" not in by_id(rubric, perfect)["total total"]["sentence"]["en"]
