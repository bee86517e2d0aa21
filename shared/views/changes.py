"""What changed a score between the ends of two days, and why: item by item, survey by survey, with the events."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from shared.events import Event, Recorded
from shared.events.surveys import ResponseRecorded
from shared.events.watch import AnswersExcluded, AnswersReinstated
from shared.rubric import load_rubric
from shared.views.scoring import known_on, score_on
from shared.views.sentences import sentence
from shared.views.standing import SCORE_EVENTS

_ENDS = ("low", "expected", "high")
_SURVEYS = ("IIT", "EIT1", "EIT2")


def changes_between(
    events: Iterable[Recorded], unit: str, fiscal_year: int, since: date, until: date, *, coarse: bool = False
) -> dict[str, Any] | None:
    """The body of ``GET …/changes``; None if the round was not open by the end of ``until``.

    coarse: see ``state_on``.

    ``before`` is None if it was not open by the end of ``since``: then everything is new.
    """
    listed = list(events)
    known = known_on(listed, since)
    earlier = {event.position for event in known}
    later = known_on(listed, until)
    new = [event for event in later if event.position not in earlier]
    before = score_on(listed, unit, fiscal_year, since, coarse=coarse)
    after = score_on(listed, unit, fiscal_year, until, coarse=coarse)
    if after is None:
        return None
    return {
        "unit": unit,
        "fiscal_year": fiscal_year,
        "from": since.isoformat(),
        "to": until.isoformat(),
        "before": _summary(before) if before else None,
        "after": _summary(after),
        "gain": _gain(before["total"] if before else None, after["total"]),
        "instruments": {
            name: _gain(before["instruments"][name] if before else None, part)
            for name, part in after["instruments"].items()
        },
        "items": list(_items(before, after, new)),
        "answers": list(_answers(known, new)),
        "preparation": [_event(event) for event in new if _prepares(event)],
        "position": after["position"],
        "simulated": after["simulated"],
    }


def _summary(body: dict[str, Any]) -> dict[str, Any]:
    return {name: body[name] for name in ("as_of", "total", "level")}


def _gain(before: dict[str, str] | None, after: dict[str, str]) -> dict[str, str]:
    return {end: str(Decimal(after[end]) - Decimal(before[end] if before else 0)) for end in _ENDS}


def _items(before: dict[str, Any] | None, after: dict[str, Any], new: list[Recorded]) -> Iterator[dict[str, Any]]:
    """Items whose points, evidence or chances changed. why: ``events`` tell, or its time ran out (``closed``)."""
    earlier = {item["item"]: item for item in before["items"]} if before else {}
    titles = {item.id: item.title.model_dump() for item in load_rubric(after["rubric"]).items}
    for item in after["items"]:
        was, told = earlier.get(item["item"]), [event for event in new if _about(event) == item["item"]]
        if told or (was and _figures(was) != _figures(item)):
            yield {
                "item": item["item"],
                "title": titles[item["item"]],
                "before": was,
                "after": item,
                "gain": str(Decimal(item["points"]) - Decimal(was["points"] if was else 0)),
                "why": "events" if told else "closed",
                "events": [_event(event) for event in told],
            }


def _figures(item: dict[str, Any]) -> tuple[str, ...]:
    return tuple(item[end] for end in ("points", "low", "high"))


def _about(event: Recorded) -> str | None:
    counts = type(event.event) in SCORE_EVENTS
    return getattr(event.event, "item", None) if counts else None


def _answers(known: list[Recorded], new: list[Recorded]) -> Iterator[dict[str, Any]]:
    """Of each survey how many answer sheets counted, and how many more do (fewer: negative): never one by one."""
    for survey in _SURVEYS:
        had, came = _sheets(known, survey), _sheets(new, survey)
        if came:
            yield {"survey": survey, "before": had, "added": came, "after": had + came}


def _sheets(events: list[Recorded], survey: str) -> int:
    return sum(_counts(each.event) for each in events if getattr(each.event, "instrument", None) == survey)


def _counts(event: Event) -> int:
    """How many more answer sheets count after the event."""
    match event:
        case ResponseRecorded():
            return 1
        case AnswersExcluded(sheets=sheets):
            return -sheets.count
        case AnswersReinstated(sheets=sheets):
            return sheets.count
        case _:
            return 0


def _prepares(event: Recorded) -> bool:
    """Whether it changes the score and is neither about an item nor an answer: quotas, staff, the opening."""
    counts = type(event.event) in SCORE_EVENTS and not isinstance(event.event, ResponseRecorded)
    return counts and _about(event) is None


def _event(event: Recorded) -> dict[str, Any]:
    told = sentence(event.event)
    return {
        "position": event.position,
        "type": event.type,
        "happened_at": event.happened_at.isoformat(),
        "actor": event.meta.actor,
        "simulated": event.meta.simulated,
        "sentence": {"th": told.th, "en": told.en},
    }
