"""How the total, its level and its range come from the parts."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from shared.rubric.model import Level, Rubric, Text
from shared.rubric.scoring.explain.words import day_text, joined
from shared.rubric.scoring.result import Points, Score


def total_sentence(found: Score) -> Text:
    """What it is the sum of."""
    shares = [(part.id, part.figures.points.expected) for part in found.instruments]
    listed, points = " + ".join(f"{name} {share}" for name, share in shares), found.total.points
    inexact = _rounding((share for _, share in shares), points)
    return Text(
        th=f"{listed} = {points.expected} จาก {points.of}{inexact.th}",
        en=f"{listed} = {points.expected} of {points.of}{inexact.en}.",
    )


def sum_sentence(nodes: list[dict[str, Any]], points: Points) -> Text:
    """The same of any other sum. nodes: its parts."""
    figures = [node["figures"] for node in nodes]
    shares = [f"{figure['expected']}/{figure['of']}" for figure in figures]
    named = [(_name(node), share) for node, share in zip(nodes, shares, strict=True)]
    th, en = (" + ".join(f"{getattr(name, lang)} {share}" for name, share in named) for lang in ("th", "en"))
    inexact = _rounding((Decimal(figure["expected"]) for figure in figures), points)
    total = f"{points.expected}/{points.of}"
    return Text(th=f"รวมจาก {th} = {total}{inexact.th}", en=f"The sum of {en} = {total}{inexact.en}.")


def _name(node: dict[str, Any]) -> Text:
    """Its id; that of an indicator is a number, which alone would read as a figure."""
    if node["kind"] == "indicator":
        return Text(th=f"ตัวชี้วัดที่ {node['id']}:", en=f"indicator {node['id']}:")
    return Text(th=f"{node['id']}:", en=f"{node['id']}:")


def _rounding(shares: Iterable[Decimal], points: Points) -> Text:
    """What a reader must know who adds up what is shown and gets something else."""
    if sum(shares, Decimal(0)) == points.expected:
        return Text(th="", en="")
    return Text(th=" (บวกก่อนปัดเศษ)", en=" (added before rounding)")


def level_sentence(rubric: Rubric, found: Score) -> Text:
    """The level, and what the next better one still asks for."""
    level = found.level.title
    reached = Text(th=f"ระดับ {level.th}", en=f"Level: {level.en}.")
    better = rubric.levels[: rubric.levels.index(found.level)]
    return joined(reached, _lacking(better[-1], found)) if better else reached


def _lacking(level: Level, found: Score) -> Text:
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


def range_sentence(found: Score) -> Text:
    """Between what the total may lie, now and when all is closed."""
    points, low, high = found.total.points, found.level_low.title, found.level_high.title
    now = Text(
        th=f"ช่วงปัจจุบัน {points.low}–{points.high} (ระดับ {low.th} ถึง {high.th}): คำตอบคิดที่ปลายช่วงความเชื่อมั่น 95 % "
        "รวมผลของตัวอย่างที่ไม่ถึงขั้นต่ำ ข้อที่ยังไม่ทราบผลคิดตั้งแต่ศูนย์ถึงเต็ม ข้อที่ยังแก้ไขทันคิดตั้งแต่ผลปัจจุบันถึงเต็ม",
        en=f"Now from {points.low} to {points.high} (levels: {low.en} to {high.en}): answers at the ends of their 95 % "
        "intervals, short samples at their cost, what is not known at nothing and at all, "
        "what can still be mended as it is and mended.",
    )
    return joined(now, _when_closed(found))


def _when_closed(found: Score) -> Text:
    points, low, high = found.total.points, found.level_floor.title, found.level_ceiling.title
    day = day_text(found.closes) if found.closes else Text(th="ไม่ทราบวันที่", en="on a day not known")
    return Text(
        th=f"เมื่อพ้นกำหนดทุกอย่าง ({day.th}) เป็นได้ตั้งแต่ {points.floor} (ระดับ {low.th}) ถึง {points.ceiling} (ระดับ {high.th}) "
        "ตามคำตอบที่ยังจะเข้ามาและผลตรวจที่รอยืนยัน",
        en=f"When all has closed ({day.en}) it can be from {points.floor} ({low.en}) to {points.ceiling} ({high.en}), "
        "by the answers still to come and the findings still to be confirmed.",
    )
