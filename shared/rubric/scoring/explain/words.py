"""The words of explanations, and how dates and instants read in them."""

from collections.abc import Iterable
from datetime import date, datetime

from shared.rubric.model import Text, Verdict
from shared.rubric.scoring.standing import Basis
from shared.settings import BANGKOK
from shared.thai.calendar import format_date

#: Verdicts of a website audit.
VERDICTS: dict[Verdict, Text] = {
    "present": Text(th="พบครบถ้วน", en="found, complete"),
    "partial": Text(th="พบบางส่วน", en="found in part"),
    "missing": Text(th="ไม่พบ", en="not found"),
    "stale": Text(th="พบแต่ข้อมูลเก่า", en="found, but out of date"),
    "wrong_format": Text(th="พบแต่รูปแบบไฟล์ไม่ถูกต้อง", en="found, but in a wrong file format"),
    "unknown": Text(th="ตรวจไม่ได้", en="could not be told"),
}
#: What an item's points rest on.
BASES: dict[Basis, Text] = {
    "appeal": Text(th="ผลอุทธรณ์", en="the decision on an appeal"),
    "assessor": Text(th="คะแนนของผู้ประเมิน", en="the assessor's score"),
    "audit": Text(th="ผลตรวจเว็บไซต์", en="a website audit"),
    "approval": Text(th="การอนุมัติของผู้บริหาร", en="the head's approval"),
    "none": Text(th="ยังไม่มีหลักฐาน", en="no evidence yet"),
}


def joined(*texts: Text | None) -> Text:
    """The sentences one after another."""
    told = [text for text in texts if text]
    return Text(th=" ".join(text.th for text in told), en=" ".join(text.en for text in told))


def day_text(day: date) -> Text:
    """A date: with its Buddhist year in Thai."""
    return Text(th=format_date(day, short=True), en=day.isoformat())


def when_text(when: datetime | None) -> Text:
    """The Bangkok date of an instant, or that none is known."""
    return day_text(when.astimezone(BANGKOK).date()) if when else Text(th="ไม่ทราบวันที่", en="an unknown day")


def listed(texts: Iterable[Text]) -> Text:
    """The texts in a row."""
    told = list(texts)
    return Text(th=", ".join(text.th for text in told), en=", ".join(text.en for text in told))
