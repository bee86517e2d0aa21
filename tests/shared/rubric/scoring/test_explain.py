"""Every figure of a score is explained, by sentences that hold the figures they explain."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from shared.rubric import Rubric, load_rubric
from shared.rubric.model import SurveyId
from shared.rubric.scoring import ItemStanding, Standing, SurveyTally, score, score_json
from shared.rubric.scoring.explain import explain
from tests.shared.rubric.scoring.builders import (
    AFTER,
    BEFORE,
    WHEN,
    answers_worth,
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

    def agree(node: dict[str, Any], part: dict[str, Any]) -> None:
        """Every figure of this part of the score stands in its node, under the same name."""
        figures = {**node["figures"], "percent": node["facts"].get("percent"), "points": node["figures"]["expected"]}
        told = part.keys() & {"floor", "low", "expected", "high", "ceiling", "of", "percent", "points"}
        assert {name: figures[name] for name in told} == {name: part[name] for name in told}

    agree(found["total total"], body["total"])
    assert found["total total"]["facts"]["levels"] == body["level"]
    for name, part in body["instruments"].items():
        agree(found[f"instrument {name}"], part)
        assert {key: found[f"instrument {name}"]["facts"][key] for key in ("respondents", "minimum")} == {
            key: part[key] for key in ("respondents", "minimum")
        }
    for part in body["indicators"]:
        agree(found[f"indicator {part['id']}"], part)
        for sub in part["sub_indicators"]:
            agree(found[f"sub_indicator {sub['id']}"], sub)
    for part in body["items"]:
        agree(found[f"item {part['item']}"], part)
    for part in body["questions"]:
        agree(found[f"question {part['id']}"], part)
        assert str(part["mean"]) in found[f"question {part['id']}"]["sentence"]["th"] or part["mean"] is None
    assert len(found) == 1 + 3 + 10 + 7 + 24 + 21


def test_the_total_tells_where_its_range_and_bounds_come_from(rubric: Rubric, known: Standing) -> None:
    node, points = by_id(rubric, known)["total total"], score(rubric, known, BEFORE).total.points
    for language in ("th", "en"):
        for end in (points.low, points.high, points.floor, points.ceiling):
            assert str(end) in node["sentence"][language]
    assert "2024-07-01" in node["sentence"]["en"] and "1 ก.ค. 2567" in node["sentence"]["th"]
    assert "95 %" in node["sentence"]["en"] and "Must improve urgently" in node["sentence"]["en"]


def test_a_sum_that_readers_would_get_otherwise_says_that_it_was_rounded_last(rubric: Rubric) -> None:
    thirds = answers_worth(rubric.questions_of("EIT1"), Fraction(2, 3))
    eit = by_id(rubric, standing({"EIT1": thirds}))["indicator 6"]
    # Three questions of 5 points at 2/3 are 3.33 each, and 10.00 together.
    assert [node["figures"]["expected"] for node in eit["parts"]] == ["3.33"] * 3
    assert "= 10.00/15.00 (added before rounding)." in eit["sentence"]["en"]
    exact = by_id(rubric, standing(items=items_audited(rubric, "present")))["indicator 9"]
    assert exact["sentence"]["en"].endswith("= 24.00/24.00.")
    assert "10.00/15.00 (บวกก่อนปัดเศษ)" in eit["sentence"]["th"]


def test_a_survey_tells_its_sample_and_who_asks_for_it(rubric: Rubric) -> None:
    surveys: dict[SurveyId, SurveyTally] = {
        "EIT1": best_answers(rubric.questions_of("EIT1"), 233),
        "EIT2": best_answers(rubric.questions_of("EIT2"), 5, minimum=7),
    }
    node = by_id(rubric, standing(surveys))["instrument EIT"]
    assert "EIT (1) 233 of at least 500, EIT (2) 5 of at least 7" in node["sentence"]["en"]
    assert "EIT (1) 233 ชุด จากขั้นต่ำ 500" in node["sentence"]["th"]
    facts = node["facts"]["surveys"]
    assert [facts[survey]["minimum_by"] for survey in facts] == ["rubric", "unit"]
    assert facts["EIT1"]["source"] == rubric.samples[1].source
    assert facts["EIT1"]["closes"] == "2024-07-01"


def test_what_a_short_sample_has_cost_stands_in_the_question(changed: Callable[..., Rubric]) -> None:
    rubric = changed(lambda data: data["short_sample"].update(rule="proportional", confirmed=True))
    iit = best_answers(rubric.questions_of("IIT"), 36, population=36, minimum=48)
    says = by_id(rubric, standing({"IIT": iit}), as_of=AFTER)["question i1"]["sentence"]["en"]
    assert "on average 100.00 of 100 × 2.00 points less the cost of a short sample = 1.50" in says


def test_the_list_of_items_names_its_source_where_the_rubric_has_one() -> None:
    general = load_rubric("2566-general")
    found = explain(general, Standing("TH-49", 2566), BEFORE)
    assert general.item_basis is not None
    assert found["rules"]["item_basis"]["source"] == general.item_basis.source
    assert all("item_basis" in node["rules"] for node in nodes(found["total"]) if node["kind"] == "item")


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
