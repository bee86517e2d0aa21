"""Why a score is what it is: the explanation with what the views know of each item."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection

from shared.events import Recorded
from shared.events.audits import FindingChanged
from shared.events.work import EvidenceAdded
from shared.log import Log
from shared.rubric import load_rubric
from shared.rubric.scoring.explain import explain as explained
from shared.views.queries.kept import kept_state, round_events
from shared.views.queries.rounds import item_list
from shared.views.scoring import excluded_answers, known_on, state_on
from shared.views.standing import ScoreState, as_shown, standing_of


def explain(
    connection: Connection, unit: str, fiscal_year: int, *, today: date, coarse: bool = False
) -> dict[str, Any] | None:
    """The body of ``GET …/score/explain`` for a Bangkok date; None if the round is not opened.

    coarse: see ``score``.
    """
    state = kept_state(connection, unit, fiscal_year)
    if state is None:
        return None
    shown = {row.item: msgspec.to_builtins(row) for row in item_list(connection, unit, fiscal_year)}
    return _explained(as_shown(state) if coarse else state, unit, fiscal_year, today, shown)


def explain_as_of(log: Log, unit: str, fiscal_year: int, day: date, *, coarse: bool = False) -> dict[str, Any] | None:
    """The same as things stood at the end of a Bangkok date; None if the round was not open by then."""
    events = round_events(log, unit, fiscal_year)
    state = state_on(events, day, coarse=coarse)
    return _explained(state, unit, fiscal_year, day, _shown(known_on(events, day))) if state.rubric else None


def _explained(
    state: ScoreState, unit: str, fiscal_year: int, day: date, shown: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    body = explained(load_rubric(state.rubric or ""), standing_of(state, unit, fiscal_year), day, shown)
    return body | {"excluded_answers": excluded_answers(state)}


def _shown(known: Iterable[Recorded]) -> dict[str, dict[str, Any]]:
    """Of each item the newest finding's elements and proof, and the evidence, as the item view has them."""
    shown: dict[str, dict[str, Any]] = {}
    for recorded in known:
        match recorded.event:
            case FindingChanged() as event:
                kept = next((link for link in event.links if link.sha256), event.links[0] if event.links else None)
                proof = {"proof_url": kept.url, "proof_sha256": kept.sha256} if kept else {}
                elements = {"elements": msgspec.to_builtins(event.elements)}
                shown[event.item] = {"evidence": shown.get(event.item, {}).get("evidence", [])} | elements | proof
            case EvidenceAdded() as event:
                shown.setdefault(event.item, {}).setdefault("evidence", []).append(msgspec.to_builtins(event))
    return shown
