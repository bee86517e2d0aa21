"""How an item's points come from the evidence for it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from shared.rubric.model import Item, Rubric, Text
from shared.rubric.scoring.explain.words import BASES, VERDICTS, day_text, joined, listed, when_text
from shared.rubric.scoring.items import answering_ends, closing
from shared.rubric.scoring.result import ItemScore
from shared.rubric.scoring.standing import ItemStanding

#: Of one item, what the views know beside its standing: e.g. ``elements``, ``proof_url``, ``evidence``.
Shown = Mapping[str, Any]


def item_facts(rubric: Rubric, item: Item, standing: ItemStanding, found: ItemScore, shown: Shown) -> dict[str, Any]:
    """On what it rests, and until when it can be mended. elements: those that are not met, or cannot be told."""
    closes = closing(item, standing, answering_ends(rubric))
    return {
        "basis": {"code": found.basis, **BASES[found.basis].model_dump()},
        "verdict": found.verdict,
        "met": found.met,
        "confirmed": found.confirmed,
        "when": found.when.isoformat() if found.when else None,
        "by": found.by,
        "open": found.open,
        "closes": closes.isoformat() if closes else None,
        "elements": [
            {"id": element.id, "title": element.title.model_dump(), "met": state}
            for element, state in _unmet(item, shown)
        ],
        "proof": {"url": shown.get("proof_url"), "sha256": shown.get("proof_sha256")},
        "evidence": list(shown.get("evidence", ())),
    }


def item_sentence(rubric: Rubric, item: Item, standing: ItemStanding, found: ItemScore, shown: Shown) -> Text:
    """How its points are computed."""
    closes = closing(item, standing, answering_ends(rubric))
    return joined(_basis(found), _missing(item, found, shown), _doubt(found), _points(found), _hope(found, closes))


def _basis(found: ItemScore) -> Text:
    if found.basis == "none":
        return Text(th="ยังไม่มีหลักฐานที่นับได้", en="Nothing that counts is known yet.")
    when, basis, says = when_text(found.when), BASES[found.basis], _says(found)
    by = found.by or "–"
    return Text(th=f"{basis.th}: {says.th} ({by} เมื่อ {when.th})", en=f"By {basis.en}: {says.en} ({by}, {when.en}).")


def _says(found: ItemScore) -> Text:
    if found.basis == "audit" and found.verdict:
        return VERDICTS[found.verdict]
    return Text(th="ผ่าน", en="met") if found.met else Text(th="ไม่ผ่าน", en="not met")


def _missing(item: Item, found: ItemScore, shown: Shown) -> Text | None:
    unmet = [element.title for element, state in _unmet(item, shown) if state is False]
    if found.basis != "audit" or not unmet:
        return None
    names = listed(unmet)
    return Text(th=f"ยังขาด: {names.th}", en=f"Missing: {names.en}.")


def _doubt(found: ItemScore) -> Text | None:
    if found.confirmed:
        return None
    return Text(
        th="ผลตรวจครั้งล่าสุดไม่พบ แต่ยังไม่นับจนกว่าจะตรวจซ้ำ",
        en="The newest audit saw a loss; it does not count until a second one confirms it.",
    )


def _points(found: ItemScore) -> Text:
    points = found.points
    return Text(
        th=f"ได้ {points.expected} จาก {points.of} คะแนน", en=f"It earns {points.expected} of {points.of} points."
    )


def _hope(found: ItemScore, closes: date | None) -> Text | None:
    if not found.open or found.points.high == found.points.expected or closes is None:
        return None
    day = day_text(closes)
    return Text(th=f"ยังแก้ไขได้ถึง {day.th}", en=f"It can be mended until {day.en}.")


def _unmet(item: Item, shown: Shown) -> list[tuple[Any, bool | None]]:
    states = {found["id"]: found["met"] for found in shown.get("elements", ())}
    return [(element, states[element.id]) for element in item.elements if states.get(element.id, True) is not True]
