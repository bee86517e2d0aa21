"""The tree: every figure of a score with the sentence that tells how it was computed, and the rules it goes by."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from shared.rubric.model import Level, Rubric, Sourced, Text
from shared.rubric.scoring.as_json import score_json
from shared.rubric.scoring.explain.items import Shown, item_facts, item_sentence
from shared.rubric.scoring.explain.questions import question_facts, question_sentence
from shared.rubric.scoring.explain.words import joined
from shared.rubric.scoring.result import (
    IndicatorScore,
    InstrumentScore,
    ItemScore,
    Points,
    QuestionScore,
    Score,
)
from shared.rubric.scoring.score import score
from shared.rubric.scoring.standing import ItemStanding, Standing

#: The statements of a rubric that scores go by, by their keys there.
RULES = (
    "rule_basis",
    "option_scale",
    "eit_combination",
    "short_sample",
    "verdict_credit",
    "level_rule",
    "question_wording",
)


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
    return {**{name: body[name] for name in kept}, "rules": _rules(rubric), "total": tree}


class _Tree:
    """Walks a score from the total down."""

    def __init__(self, rubric: Rubric, standing: Standing, found: Score, shown: Mapping[str, Shown]) -> None:
        self.rubric, self.standing, self.found, self.shown = rubric, standing, found, shown
        self.instruments = {part.id: part for part in rubric.instruments}
        self.questions = {question.id: question for question in rubric.questions}
        self.items = {item.id: item for item in rubric.items}

    def total(self) -> dict[str, Any]:
        parts = self.found.instruments
        summed = " + ".join(f"{part.id} {part.figures.points.expected}" for part in parts)
        points = self.found.total.points
        added = Text(
            th=f"{summed} = {points.expected} จาก {points.of}", en=f"{summed} = {points.expected} of {points.of}."
        )
        title = Text(th="คะแนนรวมที่คาดการณ์", en="Projected total")
        sentence = joined(added, _level_sentence(self.rubric, self.found))
        nodes = [self.instrument(part) for part in parts]
        return _node("total", "total", title, points, sentence, ("rule_basis", "level_rule"), parts=nodes)

    def instrument(self, part: InstrumentScore) -> dict[str, Any]:
        nodes = [self.indicator(each) for each in self.found.indicators if each.instrument == part.id]
        sentence = joined(_sum_sentence(nodes, part.figures.points), _sample_sentence(part), part.note)
        rules = ("rule_basis", "verdict_credit") if part.respondents is None else ("rule_basis", "short_sample")
        facts = {
            "basis": part.basis,
            "respondents": part.respondents,
            "minimum": part.minimum,
            "percent": str(part.figures.percent.expected),
        }
        title = self.instruments[part.id].title
        return _node(part.id, "instrument", title, part.figures.points, sentence, rules, facts=facts, parts=nodes)

    def indicator(self, part: IndicatorScore) -> dict[str, Any]:
        nodes = [self.question(each) for each in self.found.questions if each.indicator == part.id]
        nodes += [self.sub_indicator(sub.id, sub.title, sub.figures.points) for sub in part.sub_indicators]
        points = part.figures.points
        return _node(
            str(part.id), "indicator", part.title, points, _sum_sentence(nodes, points), ("rule_basis",), parts=nodes
        )

    def sub_indicator(self, sub: str, title: Text, points: Points) -> dict[str, Any]:
        nodes = [self.item(each) for each in self.found.items if self.items[each.id].sub_indicator == sub]
        return _node(sub, "sub_indicator", title, points, _sum_sentence(nodes, points), ("rule_basis",), parts=nodes)

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
        return _node(found.id, "item", item.title, found.points, sentence, ("verdict_credit",), facts=facts)


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


def _sum_sentence(nodes: list[dict[str, Any]], points: Points) -> Text:
    shares = [f"{node['id']} {node['figures']['expected']}/{node['figures']['of']}" for node in nodes]
    listed, total = " + ".join(shares), f"{points.expected}/{points.of}"
    return Text(th=f"รวมจาก {listed} = {total}", en=f"The sum of {listed} = {total}.")


def _sample_sentence(part: InstrumentScore) -> Text | None:
    if part.respondents is None:
        return None
    least = f" / {part.minimum}" if part.minimum is not None else ""
    return Text(
        th=f"ผู้ตอบ {part.respondents}{least} ชุด",
        en=f"Answer sheets{' / minimum' if least else ''}: {part.respondents}{least}.",
    )


def _level_sentence(rubric: Rubric, found: Score) -> Text:
    level = found.level.title
    reached = Text(th=f"ระดับ {level.th}", en=f"Level: {level.en}.")
    better = rubric.levels[: rubric.levels.index(found.level)]
    return joined(reached, _lacking(better[-1], found)) if better else reached


def _lacking(level: Level, found: Score) -> Text:
    """What the next better level still asks for."""
    lacks = [
        f"{part.id} {part.figures.percent.expected} < {_number(level.each)}"
        for part in found.instruments
        if part.figures.percent.expected < level.each
    ]
    if found.total.points.expected < level.total:
        lacks.insert(0, f"{found.total.points.expected} < {_number(level.total)}")
    listed = ", ".join(lacks)
    return Text(th=f"ยังไม่ถึง {level.title.th} เพราะ {listed}", en=f"Not {level.title.en} because {listed}.")


def _number(value: Any) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _rules(rubric: Rubric) -> dict[str, Any]:
    return {name: _rule(getattr(rubric, name)) for name in RULES}


def _rule(statement: Sourced) -> dict[str, Any]:
    return {
        "title": statement.title.model_dump(),
        "confirmed": statement.confirmed,
        "source": statement.source,
        "note": statement.note.model_dump() if statement.note else None,
        "rule": getattr(statement, "rule", None),
    }
