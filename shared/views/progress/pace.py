"""The pace that is needed to reach a minimum in time, the pace there is, and when it gets there. Pure, exact.

A working day is Monday to Friday but for the holidays that are given. Answers that come in on other days count as well.
"""

from collections.abc import Container, Mapping
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from shared.events import Text
from shared.thai import format_date

#: Days looked back at.
SHORT, LONG = 7, 14
#: A forecast beyond this many working days says nothing.
_HORIZON = 520
_SATURDAY = 5

#: Days that are no working days though Monday to Friday.
Holidays = Container[date]
State = Literal["no_minimum", "reached", "closed", "idle", "in_time", "late"]


class Pace(Struct, frozen=True, kw_only=True):
    """How a count comes along to its minimum, at the end of a day.

    left: answers still needed. working_days_left: after that day, the closing day included. needed_per_day, pace_7,
    pace_14: answers a working day, with one decimal place; needed is rounded up. forecast: when the minimum is reached
    at the pace of the last 14 days.
    """

    state: State
    recorded: int
    minimum: int | None
    left: int
    closes: date | None
    working_days_left: int | None
    needed_per_day: str | None
    last_7: int
    last_14: int
    pace_7: str
    pace_14: str
    forecast: date | None
    sentence: Text


def pace_of(
    by_day: Mapping[date, int], minimum: int | None, closes: date | None, today: date, holidays: Holidays = ()
) -> Pace:
    """by_day: answers of each day; those after ``today`` are not counted. closes: the last day that counts."""
    recorded = sum(count for day, count in by_day.items() if day <= today)
    left = max((minimum or 0) - recorded, 0)
    days_left = None if closes is None else working_days(today, closes, holidays)
    short, long = _lately(by_day, today, SHORT), _lately(by_day, today, LONG)
    # After two weeks of holidays what came in is reckoned to one day.
    pace_7 = Fraction(short, working_days(today - timedelta(SHORT), today, holidays) or 1)
    pace_14 = Fraction(long, working_days(today - timedelta(LONG), today, holidays) or 1)
    forecast = _forecast(left, pace_14, today, holidays)
    state = _state(minimum, left, closes, forecast, today)
    needed = _tenths(Fraction(left, days_left)) if left and days_left else None
    pace = Pace(
        state=state,
        recorded=recorded,
        minimum=minimum,
        left=left,
        closes=closes,
        working_days_left=days_left,
        needed_per_day=needed,
        last_7=short,
        last_14=long,
        pace_7=_rounded(pace_7),
        pace_14=_rounded(pace_14),
        forecast=forecast if left else None,
        sentence=Text("", ""),
    )
    return _with_sentence(pace)


def working_days(after: date, until: date, holidays: Holidays = ()) -> int:
    """Working days after one day, up to and with another; 0 if that is before."""
    return sum(_works(after + timedelta(days), holidays) for days in range(1, (until - after).days + 1))


def _works(day: date, holidays: Holidays) -> bool:
    return day.weekday() < _SATURDAY and day not in holidays


def _lately(by_day: Mapping[date, int], today: date, days: int) -> int:
    return sum(count for day, count in by_day.items() if today - timedelta(days) < day <= today)


def _forecast(left: int, pace: Fraction, today: date, holidays: Holidays) -> date | None:
    if not left or not pace or (needed := ceil(left / pace)) > _HORIZON:
        return None
    day = today
    while needed:
        day += timedelta(1)
        needed -= _works(day, holidays)
    return day


def _state(minimum: int | None, left: int, closes: date | None, forecast: date | None, today: date) -> State:
    if minimum is None:
        return "no_minimum"
    if not left:
        return "reached"
    if closes is not None and today >= closes:
        return "closed"
    if forecast is None:
        return "idle"
    return "late" if closes is not None and forecast > closes else "in_time"


def _tenths(value: Fraction) -> str:
    return _tenth(ceil(value * 10))


def _rounded(value: Fraction) -> str:
    return _tenth(int(value * 10 + Fraction(1, 2)))


def _tenth(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}"


_SENTENCES: dict[State, tuple[str, str]] = {
    "no_minimum": ("ได้รับ {recorded} ชุด ยังไม่กำหนดจำนวนขั้นต่ำ", "{recorded} answers; no minimum is set."),
    "reached": (
        "ครบจำนวนขั้นต่ำแล้ว ได้รับ {recorded} จาก {minimum} ชุด",
        "Reached: {recorded} answers of at least {minimum}.",
    ),
    "closed": (
        "ปิดรับแล้ว ได้รับ {recorded} จาก {minimum} ชุด ขาด {left} ชุด",
        "Closed with {recorded} of {minimum} answers, {left} short.",
    ),
    "idle": (
        "ยังขาด {left} ชุด{th_due} 14 วันที่ผ่านมาแทบไม่มีคำตอบ จึงคาดการณ์ไม่ได้",
        "{left} answers are still needed{en_due}. Almost none came in the last 14 days, so there is no forecast.",
    ),
    "in_time": (
        "ยังขาด {left} ชุด{th_due} ขณะนี้ได้วันทำการละ {pace_14} ชุด คาดว่าครบวันที่ {th_forecast} ทันกำหนด",
        "{left} answers are still needed{en_due}. At the present {pace_14} a working day it is reached on "
        "{en_forecast}, in time.",
    ),
    "late": (
        "ยังขาด {left} ชุด{th_due} ขณะนี้ได้วันทำการละ {pace_14} ชุด จะครบวันที่ {th_forecast} ไม่ทันกำหนด",
        "{left} answers are still needed{en_due}. At the present {pace_14} a working day it is reached on "
        "{en_forecast}, too late.",
    ),
}


def _with_sentence(pace: Pace) -> Pace:
    th, en = _SENTENCES[pace.state]
    words: dict[str, object] = {name: getattr(pace, name) for name in ("recorded", "minimum", "left", "pace_14")}
    words |= {"th_due": "", "en_due": "", "th_forecast": "", "en_forecast": ""}
    if pace.closes is not None and pace.needed_per_day is not None:
        days, needed = pace.working_days_left, pace.needed_per_day
        words["th_due"] = f" ภายใน {format_date(pace.closes)} ({days} วันทำการ) ต้องได้วันทำการละ {needed} ชุด"
        words["en_due"] = f" by {_english(pace.closes)}: {needed} on each of {days} working days"
    if pace.forecast is not None:
        words["th_forecast"], words["en_forecast"] = format_date(pace.forecast), _english(pace.forecast)
    return replace(pace, sentence=Text(th.format(**words), en.format(**words)))


def _english(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
