"""The tree: every figure of a score with the sentence that tells how it was computed, and the rules it goes by."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from shared.rubric.model import Rubric, Text
from shared.rubric.scoring.as_json import levels_json, score_json
from shared.rubric.scoring.explain.items import Shown, item_facts, item_sentence
from shared.rubric.scoring.explain.questions import question_facts, question_sentence
from shared.rubric.scoring.explain.rules import rules_json
from shared.rubric.scoring.explain.samples import sample_facts, sample_sentence
from shared.rubric.scoring.explain.totals import level_sentence, range_sentence, sum_sentence, total_sentence
from shared.rubric.scoring.explain.words import joined
from shared.rubric.scoring.result import (
    Figures,
    IndicatorScore,
    InstrumentScore,
    ItemScore,
    Points,
    QuestionScore,
    Score,
)
from shared.rubric.scoring.score import score
from shared.rubric.scoring.standing import ItemStanding, Standing


def explain(
    rubric: Rubric, standing: Standing, as_of: date, shown: Mapping[str, Shown] | None = None
) -> dict[str, Any]:
    """The explanation of ``score(rubric, standing, as_of)`` as plain JSON data.

    Each node: {id, kind, title, figures, sentence, rules, facts, parts}; title and sentence in Thai and English, rules
    are keys of the top-level ``rules``, which give each rule's source and whether it is confirmed. shown: what else is
    known of items (see Shown). Raises StandingError.
    """
    found = score(rubric, standing, as_of)
    body = score_json(found)
    kept = ("unit", "fiscal_year", "rubric", "as_of", "closes", "position", "level", "unconfirmed", "simulated")
    tree = _Tree(rubric, standing, found, shown or {}).total()
    return {**{name: body[name] for name in kept}, "rules": rules_json(rubric), "total": tree}


class _Tree:
    """Walks a score from the total down."""

    def __init__(self, rubric: Rubric, standing: Standing, found: Score, shown: Mapping[str, Shown]) -> None:
        self.rubric, self.standing, self.found, self.shown = rubric, standing, found, shown
        self.instruments = {part.id: part for part in rubric.instruments}
        self.questions = {question.id: question for question in rubric.questions}
        self.items = {item.id: item for item in rubric.items}

    def total(self) -> dict[str, Any]:
        found = self.found
        title = Text(th="คะแนนรวมที่คาดการณ์", en="Projected total")
        sentence = joined(total_sentence(found), level_sentence(self.rubric, found), range_sentence(found))
        nodes = [self.instrument(part) for part in found.instruments]
        facts = {"percent": _percent(found.total), "levels": levels_json(found)}
        rules = ("rule_basis", "level_rule")
        return _node("total", "total", title, found.total.points, sentence, rules, facts=facts, parts=nodes)

    def instrument(self, part: InstrumentScore) -> dict[str, Any]:
        nodes = [self.indicator(each) for each in self.found.indicators if each.instrument == part.id]
        surveys = sample_facts(self.rubric, part.id, self.standing.surveys)
        sentence = joined(sum_sentence(nodes, part.figures.points), sample_sentence(surveys), part.note)
        rules = ("rule_basis", "short_sample") if surveys else ("rule_basis", "verdict_credit")
        facts = {
            "basis": part.basis,
            "respondents": part.respondents,
            "minimum": part.minimum,
            "percent": _percent(part.figures),
            "surveys": surveys,
        }
        title = self.instruments[part.id].title
        return _node(part.id, "instrument", title, part.figures.points, sentence, rules, facts=facts, parts=nodes)

    def indicator(self, part: IndicatorScore) -> dict[str, Any]:
        nodes = [self.question(each) for each in self.found.questions if each.indicator == part.id]
        nodes += [self.sub_indicator(sub.id, sub.title, sub.figures) for sub in part.sub_indicators]
        return _sum(str(part.id), "indicator", part.title, part.figures, nodes)

    def sub_indicator(self, sub: str, title: Text, figures: Figures) -> dict[str, Any]:
        nodes = [self.item(each) for each in self.found.items if self.items[each.id].sub_indicator == sub]
        return _sum(sub, "sub_indicator", title, figures, nodes)

    def question(self, found: QuestionScore) -> dict[str, Any]:
        question = self.questions[found.id]
        rules = ("option_scale", "question_wording", *(("eit_combination",) if question.survey == "EIT" else ()))
        facts = question_facts(self.rubric, question, self.standing.surveys)
        sentence = question_sentence(self.rubric, question, found)
        return _node(found.id, "question", question.text, found.points, sentence, rules, facts=facts)

    def item(self, found: ItemScore) -> dict[str, Any]:
        item, standing = self.items[found.id], self.standing.items.get(found.id, ItemStanding())
        shown = self.shown.get(found.id, {})
        sentence = item_sentence(self.rubric, item, standing, found, shown)
        facts = item_facts(self.rubric, item, standing, found, shown)
        rules = ("verdict_credit", *(("item_basis",) if self.rubric.item_basis else ()))
        return _node(found.id, "item", item.title, found.points, sentence, rules, facts=facts)


def _node(
    node: str,
    kind: str,
    title: Text,
    points: Points,
    sentence: Text,
    rules: tuple[str, ...],
    *,
    facts: Mapping[str, Any] | None = None,
    parts: Iterable[dict[str, Any]] = (),
) -> dict[str, Any]:
    return {
        "id": node,
        "kind": kind,
        "title": title.model_dump(),
        "figures": {end: str(figure) for end, figure in points._asdict().items()},
        "sentence": sentence.model_dump(),
        "rules": list(rules),
        "facts": dict(facts or {}),
        "parts": list(parts),
    }


def _sum(node: str, kind: str, title: Text, figures: Figures, parts: list[dict[str, Any]]) -> dict[str, Any]:
    sentence, facts = sum_sentence(parts, figures.points), {"percent": _percent(figures)}
    return _node(node, kind, title, figures.points, sentence, ("rule_basis",), facts=facts, parts=parts)


def _percent(figures: Figures) -> str:
    return str(figures.percent.expected)
