"""A round's score as the views hold it and the API answers it (design §8)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from shared.events import Recorded
from shared.events.surveys import ResponseRecorded
from shared.events.watch import AnswersExcluded, AnswersReinstated
from shared.rubric import load_rubric
from shared.rubric.scoring import League, Score, league, leagues, score, score_json
from shared.settings import BANGKOK
from shared.views.standing import ScoreState, as_shown, fold_score, standing_of, surveys_of

#: Event types that change what is counted of a survey.
_ANSWERS = frozenset({ResponseRecorded, AnswersExcluded, AnswersReinstated})


def score_body(state: ScoreState, unit: str, fiscal_year: int, day: date) -> dict[str, Any] | None:
    """The body of ``GET …/score`` on a Bangkok date; None for a round that is not opened."""
    if state.rubric is None:
        return None
    return _body(state, score(load_rubric(state.rubric), standing_of(state, unit, fiscal_year), day))


def excluded_answers(state: ScoreState) -> dict[str, int]:
    """Survey → answer sheets that the bureau excluded; they are in no figure."""
    return {survey: state.excluded.get(survey, 0) for survey in ("IIT", "EIT1", "EIT2")}


def score_rows(state: ScoreState, unit: str, fiscal_year: int, day: date) -> Iterator[dict[str, Any]]:
    """The rows of ``views.scores``: as the score is, and coarse (see ``as_shown``); none for a round not opened.

    They are for league tables, which go by nightly audits alone.
    """
    if state.rubric is None:
        return
    shown = as_shown(state)
    one = standing_of(state, unit, fiscal_year, nightly=state.nightly)
    exact, coarse = leagues(load_rubric(state.rubric), one, replace(one, surveys=surveys_of(shown)), day)
    yield _row(state, unit, fiscal_year, day, exact)
    yield {**_row(shown, unit, fiscal_year, day, coarse), "coarse": True}


def score_row(state: ScoreState, unit: str, fiscal_year: int, day: date) -> dict[str, Any] | None:
    """The first of them; None for a round that is not opened."""
    if state.rubric is None:
        return None
    standing = standing_of(state, unit, fiscal_year, nightly=state.nightly)
    return _row(state, unit, fiscal_year, day, league(load_rubric(state.rubric), standing, day))


def _row(state: ScoreState, unit: str, fiscal_year: int, day: date, found: League) -> dict[str, Any]:
    return {
        "unit": unit,
        "fiscal_year": fiscal_year,
        "coarse": False,
        "rubric": state.rubric,
        "scored_on": day,
        "simulated": state.simulated,
        "replica": state.replica,
        **_figures(found),
        "position": state.position,
    }


def _body(state: ScoreState, found: Score) -> dict[str, Any]:
    body = score_json(found)
    shown_on_replica = {item for item, evidence in state.items.items() if evidence.replica}
    items = [item | {"replica": item["item"] in shown_on_replica} for item in body["items"]]
    return body | {"items": items, "replica": bool(shown_on_replica), "excluded_answers": excluded_answers(state)}


def _figures(found: League) -> dict[str, Any]:
    """What units are compared by, and what of it nothing is known of."""
    return {
        "low": found.low,
        "expected": found.expected,
        "high": found.high,
        **{name.lower(): points for name, points in found.instruments.items()},
        "level": found.level.code,
        "indicators": {name: str(points) for name, points in found.indicators.items()},
        "lacking": found.lacking,
        "short": found.short,
        "without_evidence": found.without_evidence,
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

    coarse: for all who may not read answers one by one (see ``as_shown``). The figures of answers are then such as were
    shown at some moment, the last at which no answer of a later day had come in: so days tell no more than moments.
    """
    listed = list(events)
    state = fold_score(known_on(listed, day))
    return shown_on(listed, day, state) if coarse else state


def shown_on(events: Sequence[Recorded], day: date, state: ScoreState) -> ScoreState:
    """The coarse state of that day. state: the exact one, of the same events."""
    answers = sorted((each for each in events if type(each.event) in _ANSWERS), key=lambda event: event.position)
    known = sum(each.happened_at < end_of(day) for each in answers)
    undisputed = list(_undisputed(answers, day))
    return as_shown(state, None if len(undisputed) == known else fold_score(undisputed))


def _undisputed(answers: Iterable[Recorded], day: date) -> Iterator[Recorded]:
    """Of each survey the answers, and what was decided about them, up to the first that had not happened by the day."""
    end, over = end_of(day), set[str]()
    for recorded in answers:
        survey = cast(ResponseRecorded, recorded.event).instrument
        if recorded.happened_at >= end:
            over.add(survey)
        if survey not in over:
            yield recorded


def known_on(events: Iterable[Recorded], day: date) -> list[Recorded]:
    """The events that had happened by the end of a Bangkok date, in the order of the log."""
    end = end_of(day)
    return sorted((event for event in events if event.happened_at < end), key=lambda event: event.position)


def end_of(day: date) -> datetime:
    """The instant at which a Bangkok date is over."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=BANGKOK)
