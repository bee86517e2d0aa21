"""The progress of one survey as people read it, from exact counts by day. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from shared.events import Text
from shared.rubric.model import WorkLine
from shared.views.progress.pace import Holidays, Pace, pace_of
from shared.views.rows import QuotaRow

#: What an answer sheet without a label is listed under.
UNSTATED = Text("ไม่ระบุ", "Not stated")

#: Label → day → answers.
Counts = Mapping[str, Mapping[date, int]]


class CountRow(Struct, frozen=True, kw_only=True):
    """One row of the view: answers of one day under one label of one kind."""

    instrument: str
    kind: str
    label: str
    day: date
    recorded: int
    simulated: bool


class Part(Struct, frozen=True, kw_only=True):
    """One line of a breakdown. label: None for answers that name none. recorded: None where it is not shown.

    pace: where the label has a minimum of its own.
    """

    label: str | None
    title: Text
    recorded: int | None
    pace: Pace | None = None


class DayRow(Struct, frozen=True, kw_only=True):
    """A day on which answers came in: how many, and how many there were then."""

    day: date
    recorded: int
    total: int


class Survey(Struct, frozen=True, kw_only=True):
    """One survey at the end of a day. reported: counts of answers collected elsewhere, never added to the others."""

    instrument: str
    recorded: int
    by_work_line: tuple[Part, ...]
    by_occupation: tuple[Part, ...]
    by_day: tuple[DayRow, ...]
    pace: Pace
    reported: int | None
    reported_on: date | None
    simulated: bool


def survey_progress(
    instrument: str,
    rows: Iterable[CountRow],
    quotas: Sequence[QuotaRow],
    labels: tuple[Sequence[WorkLine], Sequence[WorkLine]],
    today: date,
    *,
    closes: date | None = None,
    holidays: Holidays = (),
) -> Survey:
    """rows, quotas: of this survey. labels: lines of work, occupations. today: what came later is left out.

    closes: the last day by the round's own calendar, which goes before that of the criteria.
    """
    counts, simulated = _counts(rows, today)
    whole = next((row for row in quotas if row.work_line is None), None)
    closes = closes or (whole.closes if whole else None)
    minimums = {row.work_line: row.minimum for row in quotas if row.work_line is not None}
    all_days = counts["all"].get("", {})
    told = whole if whole and whole.reported_on and whole.reported_on <= today else None
    return Survey(
        instrument=instrument,
        recorded=sum(all_days.values()),
        by_work_line=breakdown(
            counts["work_line"], labels[0], minimums=minimums, closes=closes, today=today, holidays=holidays
        ),
        by_occupation=breakdown(counts["occupation"], labels[1], today=today),
        by_day=_days(all_days),
        pace=pace_of(all_days, whole.minimum if whole else None, closes, today, holidays),
        reported=told.reported if told else None,
        reported_on=told.reported_on if told else None,
        simulated=simulated,
    )


def breakdown(
    counts: Counts,
    labels: Sequence[WorkLine],
    *,
    today: date,
    minimums: Mapping[str, int | None] | None = None,
    closes: date | None = None,
    holidays: Holidays = (),
) -> tuple[Part, ...]:
    """Every label in order, with 0 where there is no answer, then answers without one. The one place where a breakdown
    is made for people: page, JSON, Excel and CSV show what this gives."""
    parts = []
    for label in labels:
        days = counts.get(label.id, {})
        minimum = (minimums or {}).get(label.id)
        pace = None if minimum is None else pace_of(days, minimum, closes, today, holidays)
        title = Text(label.title.th, label.title.en)
        parts.append(Part(label=label.id, title=title, recorded=sum(days.values()), pace=pace))
    known = {label.id for label in labels}
    others = sum(sum(days.values()) for label, days in counts.items() if label not in known)
    return (*parts, Part(label=None, title=UNSTATED, recorded=others)) if others else tuple(parts)


def _counts(rows: Iterable[CountRow], today: date) -> tuple[Mapping[str, Counts], bool]:
    counts: dict[str, dict[str, dict[date, int]]] = defaultdict(lambda: defaultdict(dict))
    simulated = False
    for row in rows:
        if row.day <= today:
            counts[row.kind][row.label][row.day] = row.recorded
            simulated = simulated or row.simulated
    return counts, simulated


def _days(by_day: Mapping[date, int]) -> tuple[DayRow, ...]:
    total, days = 0, []
    for day in sorted(by_day):
        total += by_day[day]
        days.append(DayRow(day=day, recorded=by_day[day], total=total))
    return tuple(days)
