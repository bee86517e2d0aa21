"""Items that are not yet right, while something can be done about them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from shared.rubric.model import Item
from shared.rubric.scoring import ItemDone, ItemStanding
from shared.rubric.scoring.items import answering_ends, closing
from shared.rubric.scoring.result import ItemScore
from shared.views.actions.action import Act, Action, Case, Effort, Example
from shared.views.rows import ItemRow, Title

#: The phase in which assessors' scores can be appealed.
APPEAL = "appeal"
#: Elements that an officer adds in an hour or so; with more than MUCH of them the item is a work of days.
LITTLE, MUCH = 2, 6

_BY_VERDICT: dict[str | None, Act] = {
    "partial": "complete",
    "stale": "renew",
    "wrong_format": "reformat",
    "missing": "publish",
}
_SENTENCES: dict[Act, Title] = {
    "publish": {"th": "เผยแพร่บนเว็บไซต์ตามองค์ประกอบของข้อนี้", "en": "Publish it on the website with all its elements."},
    "complete": {"th": "เพิ่มองค์ประกอบที่ยังขาด", "en": "Add the elements that are missing."},
    "renew": {"th": "ปรับข้อมูลให้เป็นปัจจุบัน", "en": "Bring it up to date."},
    "reformat": {"th": "เผยแพร่ไฟล์ในรูปแบบที่กำหนด", "en": "Publish the files in the formats asked for."},
    "recheck": {"th": "ผลตรวจล่าสุดไม่พบ ตรวจสอบลิงก์แล้วสั่งตรวจซ้ำ", "en": "The newest audit missed it: mend and re-audit."},
    "resubmit": {"th": "แก้ไขตามที่ถูกส่งคืนแล้วเสนอใหม่", "en": "Mend what it was returned for and submit it again."},
    "approve": {"th": "รอผู้บริหารอนุมัติ", "en": "It waits for the head's approval."},
    "appeal": {"th": "ยื่นอุทธรณ์คะแนนข้อนี้", "en": "Appeal its score."},
}  # fmt: skip


def item_actions(case: Case, rows: Iterable[ItemRow], examples: Mapping[str, Example]) -> Iterator[Action]:
    """One action for each item with something to gain before its deadline. examples: by item."""
    found = {part.id: part for part in case.now.items}
    items = {item.id: item for item in case.rubric.items}
    for row in rows:
        act = _act(row, found[row.item])
        deadline = _deadline(case, items[row.item], act)
        if act is not None and (deadline is None or case.today <= deadline):
            yield _action(case, items[row.item], row, act, deadline, examples.get(row.item))


def _act(row: ItemRow, found: ItemScore) -> Act | None:
    """What there is to do, if anything."""
    if found.basis == "assessor":
        return "appeal" if not found.met and row.status == "scored" else None
    if found.basis == "appeal":
        return None
    if found.points.expected == found.points.of:
        return None if found.confirmed else "recheck"
    if row.status == "returned":
        return "resubmit"
    if row.status == "submitted":
        return "approve"
    return _BY_VERDICT.get(found.verdict, "publish")


def _deadline(case: Case, item: Item, act: Act | None) -> date | None:
    if act == "appeal":
        phase = case.rubric.phase(APPEAL)
        return phase.ends if phase else None
    known = case.standing.items.get(item.id, ItemStanding())
    return closing(item, known, answering_ends(case.rubric))


def _action(case: Case, item: Item, row: ItemRow, act: Act, deadline: date | None, example: Example | None) -> Action:
    effect = case.effect([ItemDone(item.id)])
    elements = _elements(item, row, act)
    return Action(
        kind="item",
        ref=item.id,
        act=act,
        title=row.title,
        sentence=_sentence(act, row),
        worth=effect.worth,
        effect=effect,
        deadline=deadline,
        days_left=case.days_left(deadline),
        due=row.due,
        effort=_effort(act, len(elements)),
        officers=row.officers,
        elements=elements,
        example=example,
    )


def _sentence(act: Act, row: ItemRow) -> Title:
    told = _SENTENCES[act]
    if act != "resubmit" or not row.returned_reason:
        return told
    return {language: f"{text} ({row.returned_reason})" for language, text in told.items()}


def _elements(item: Item, row: ItemRow, act: Act) -> tuple[dict[str, Any], ...]:
    """What the item must still show: of one that is shown in part what is not met, else everything."""
    states = {element["id"]: element["met"] for element in row.elements}
    if act in ("approve", "appeal"):
        return ()
    return tuple(
        {"id": element.id, "title": element.title.model_dump(), "met": states.get(element.id)}
        for element in item.elements
        if states.get(element.id) is not True
    )


def _effort(act: Act, elements: int) -> Effort:
    if act in ("approve", "recheck", "reformat") or elements <= LITTLE:
        return "small"
    return "large" if act == "publish" and elements > MUCH else "medium"
