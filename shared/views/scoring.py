"""A round's score as the views hold it and the API answers it (design §8)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from shared.events import Recorded
from shared.events.surveys import ResponseRecorded
from shared.events.watch import AnswersExcluded, AnswersReinstated
from shared.rubric import load_rubric
from shared.rubric.scoring import Score, lacking, score, score_json, short_samples, without_evidence
from shared.settings import BANGKOK
from shared.views.standing import ScoreState, as_shown, fold_score, standing_of


def score_body(state: ScoreState, unit: str, fiscal_year: int, day: date) -> dict[str, Any] | None:
    """The body of ``GET …/score`` on a Bangkok date; None for a round that is not opened."""
    found = _scored(state, unit, fiscal_year, day)
    return None if found is None else _body(state, found)


def excluded_answers(state: ScoreState) -> dict[str, int]:
    """Survey → answer sheets that the bureau excluded; they are in no figure."""
    return {survey: state.excluded.get(survey, 0) for survey in ("IIT", "EIT1", "EIT2")}


def score_row(state: ScoreState, unit: str, fiscal_year: int, day: date) -> dict[str, Any] | None:
    """The row of ``views.scores``; None for a round that is not opened.

    Its figures are for league tables, which go by nightly audits alone; its body is the unit's own score.
    """
    found = _scored(state, unit, fiscal_year, day)
    if found is None:
        return None
    body = _body(state, found)
    league = _scored(state, unit, fiscal_year, day, nightly=True) if state.apart else None
    return {
        "unit": unit,
        "fiscal_year": fiscal_year,
        "rubric": found.rubric,
        "scored_on": day,
        "simulated": state.simulated,
        "replica": state.replica,
        **(_figures(league, score_json(league)) if league else _figures(found, body)),
        "body": body,
        "position": state.position,
    }


def _scored(state: ScoreState, unit: str, fiscal_year: int, day: date, *, nightly: bool = False) -> Score | None:
    if state.rubric is None:
        return None
    return score(load_rubric(state.rubric), standing_of(state, unit, fiscal_year, nightly=nightly), day)


def _body(state: ScoreState, found: Score) -> dict[str, Any]:
    body = score_json(found)
    shown_on_replica = {item for item, evidence in state.items.items() if evidence.replica}
    items = [item | {"replica": item["item"] in shown_on_replica} for item in body["items"]]
    return body | {"items": items, "replica": bool(shown_on_replica), "excluded_answers": excluded_answers(state)}


def _figures(league: Score, shown: dict[str, Any]) -> dict[str, Any]:
    """What units are compared by, and what of it nothing is known of. shown: the same score as JSON."""
    return {
        **{end: Decimal(shown["total"][end]) for end in ("low", "expected", "high")},
        **{name.lower(): Decimal(shown["instruments"][name]["expected"]) for name in ("IIT", "EIT", "OIT")},
        "level": shown["level"]["code"],
        "indicators": {str(part["id"]): part["expected"] for part in shown["indicators"]},
        "lacking": lacking(load_rubric(league.rubric), league),
        "short": short_samples(league),
        "without_evidence": len(without_evidence(league)),
    }


def score_on(
    events: Iterable[Recorded], unit: str, fiscal_year: int, day: date, *, coarse: bool = False
) -> dict[str, Any] | None:
    """The score as it stood at the end of a Bangkok date, from the round's events: those that had happened by then.

    coarse: see ``state_on``.
    """
    return score_body(state_on(events, day, coarse=coarse), unit, fiscal_year, day)


def state_on(events: Iterable[Recorded], day: date, *, coarse: bool = False) -> ScoreState:
    """What the round's events that had happened by the end of a Bangkok date amount to.

    coarse: for the unit's own people (see ``as_shown``). The figures of answers are then such as were shown at some
    moment, the last at which no answer of a later day had come in: so days and moments tell no more than moments.
    """
    listed = list(events)
    state = fold_score(known_on(listed, day))
    return as_shown(state, fold_score(_undisputed(listed, day))) if coarse else state


def _undisputed(events: Iterable[Recorded], day: date) -> Iterator[Recorded]:
    """Of each survey the answers, and what was decided about them, up to the first that had not happened by the day."""
    end, over = end_of(day), set[str]()
    for recorded in sorted(events, key=lambda event: event.position):
        if isinstance(recorded.event, ResponseRecorded | AnswersExcluded | AnswersReinstated):
            if recorded.happened_at >= end:
                over.add(recorded.event.instrument)
            if recorded.event.instrument not in over:
                yield recorded


def known_on(events: Iterable[Recorded], day: date) -> list[Recorded]:
    """The events that had happened by the end of a Bangkok date, in the order of the log."""
    end = end_of(day)
    return sorted((event for event in events if event.happened_at < end), key=lambda event: event.position)


def end_of(day: date) -> datetime:
    """The instant at which a Bangkok date is over."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=BANGKOK)
