"""View ``items``: each item of a round: who prepares it, how far it is, what the website shows, and what it counts."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import msgspec

from services.worker.projections.base import Folding
from services.worker.projections.rows import Key, Row
from shared.events import Recorded
from shared.events.audits import (
    AuditCompleted,
    FindingChanged,
    FoundLink,
    LinkConfirmed,
    LinkRejected,
    LinkReopened,
)
from shared.events.preparation import ItemAssigned, RoundOpened
from shared.events.work import (
    AppealDecided,
    AppealLodged,
    EvidenceAdded,
    ItemApproved,
    ItemReturned,
    ItemScored,
    ItemSubmitted,
)
from shared.rounds import ItemState, RoundState, fold_round
from shared.rubric import Rubric, load_rubric
from shared.rubric.model import Item
from shared.rubric.scoring import ItemStanding
from shared.rubric.scoring.items import item_share
from shared.rubric.scoring.numbers import rounded
from shared.views import tables
from shared.views.standing import ItemEvidence, evolve_audited, evolve_item

_SUBMITTED = (ItemSubmitted, ItemApproved, ItemReturned)
_ASSESSED = (ItemScored, AppealLodged, AppealDecided)
_JUDGED = (LinkConfirmed, LinkRejected, LinkReopened)


class JudgedLink(msgspec.Struct):
    """What somebody said of a link. at: UTC."""

    url: str
    page: str
    text: str | None
    decision: str
    by: str
    at: datetime


class ItemsState(msgspec.Struct):
    """The round, the evidence and the newest finding of each item, and when it was last seen (UTC).

    simulated: items about which something is made up. judged: what people said of links, by item and address.
    nightly: whether a nightly audit has been completed.
    """

    round: RoundState = msgspec.field(default_factory=RoundState)
    findings: dict[str, FindingChanged] = {}
    evidence: dict[str, ItemEvidence] = {}
    last_seen: dict[str, datetime] = {}
    simulated: dict[str, bool] = {}
    positions: dict[str, int] = {}
    position: int = 0
    judged: dict[str, dict[str, JudgedLink]] = {}
    nightly: bool = False


class ItemsView(Folding[ItemsState]):
    """See the module."""

    name = "items"
    version = 4
    table = tables.items
    state_table = tables.items_state
    state_type = ItemsState
    handles = frozenset(
        {RoundOpened, ItemAssigned, EvidenceAdded, *_SUBMITTED, *_ASSESSED, FindingChanged, AuditCompleted, *_JUDGED}
    )

    def apply(self, state: ItemsState, recorded: Recorded) -> None:
        """See Folding."""
        match recorded.event:
            case FindingChanged() as event:
                _found(state, event)
            case AuditCompleted() as event:
                state.last_seen.update(
                    {item: event.finished_at for item, verdict in event.verdicts.items() if verdict != "unknown"}
                )
                evolve_audited(state.evidence, event)
                state.nightly = state.nightly or event.scheduled
            case LinkConfirmed() | LinkRejected() | LinkReopened():
                _judged(state, recorded, recorded.event)
            case _:
                state.round = fold_round([recorded], state.round)
        _touched(state, recorded)

    def rows(self, key: Key, state: ItemsState) -> Iterable[Row]:
        """One row for each item of the rubric."""
        if state.round.rubric is None:
            return ()
        rubric = load_rubric(state.round.rubric)
        whose = {"unit": key[0], "fiscal_year": key[1]}
        return [whose | _row(state, rubric, item, number) for number, item in enumerate(rubric.items, start=1)]


def _found(state: ItemsState, event: FindingChanged) -> None:
    state.findings[event.item] = event
    if event.verdict != "unknown":
        state.last_seen[event.item] = event.seen_at


def _judged(state: ItemsState, recorded: Recorded, event: LinkConfirmed | LinkRejected | LinkReopened) -> None:
    links = state.judged.setdefault(event.item, {})
    if isinstance(event, LinkReopened):
        links.pop(event.url, None)
        return
    links[event.url] = JudgedLink(
        url=event.url,
        page=event.page,
        text=event.text,
        decision="confirmed" if isinstance(event, LinkConfirmed) else "rejected",
        by=recorded.meta.actor,
        at=recorded.happened_at,
    )


def _touched(state: ItemsState, recorded: Recorded) -> None:
    state.position = recorded.position
    item: str | None = getattr(recorded.event, "item", None)
    if item is not None:
        evolve_item(state.evidence.setdefault(item, ItemEvidence()), recorded)
        state.positions[item] = recorded.position
        if recorded.meta.simulated:
            state.simulated[item] = True


def _row(state: ItemsState, rubric: Rubric, item: Item, number: int) -> dict[str, Any]:
    known = state.round.item(item.id)
    evidence = state.evidence.get(item.id, ItemEvidence())
    return {
        "item": item.id,
        "number": number,
        "title": item.title.model_dump(),
        "points": rounded(item.points),
        "last_seen": state.last_seen.get(item.id),
        "simulated": state.simulated.get(item.id, False),
        "position": state.positions.get(item.id, 0),
        **_work(item, known),
        "replica": evidence.replica,
        **_counted(rubric, item, evidence.standing()),
        **_shown(state.findings.get(item.id)),
        "judged": list(state.judged.get(item.id, {}).values()),
        **_in_leagues(rubric, item, state),
    }


def _work(item: Item, known: ItemState) -> dict[str, Any]:
    decision = known.appeal_decision
    appeal = {"explanation": known.appeal.explanation, "decision": decision} if known.appeal else None
    return {
        "officers": known.officers,
        "supervisors": known.supervisors,
        "due": known.due or item.deadline,
        "status": known.status,
        "evidence": list(known.evidence.values()),
        "returned_reason": known.returned_reason,
        "appeal": appeal,
    }


def _counted(rubric: Rubric, item: Item, standing: ItemStanding) -> dict[str, Any]:
    # What an item is expected to earn does not depend on the date: only what it may still earn does.
    share = item_share(rubric, item, standing, date.max).expected
    return {"basis": standing.basis, "met": standing.met, "points_expected": rounded(item.points * share)}


def _in_leagues(rubric: Rubric, item: Item, state: ItemsState) -> dict[str, Any]:
    """The item as tables of several units see it, all by what nightly audits saw; no points without evidence."""
    evidence = state.evidence.get(item.id, ItemEvidence())
    standing = evidence.standing(nightly=state.nightly)
    share = item_share(rubric, item, standing, date.max).expected
    counts = evidence.at_night if state.nightly else evidence.audit
    unseen = "unknown" if evidence.seen else None
    return {
        "league_points": None if standing.basis == "none" else rounded(item.points * share),
        "league_met": standing.met,
        "league_verdict": counts.verdict if counts else unseen,
    }


def _shown(finding: FindingChanged | None) -> dict[str, Any]:
    if finding is None:
        return {"confirmed": False, "links": [], "elements": [], "months": []}
    proof = _proof(finding)
    return {
        "verdict": finding.verdict,
        "confirmed": finding.confirmed,
        "confidence": finding.confidence,
        "note": finding.note,
        "links": finding.links,
        "elements": finding.elements,
        "months": finding.months,
        "audit_id": finding.audit_id,
        "proof_url": proof.url if proof else None,
        "proof_sha256": proof.sha256 if proof else None,
    }


def _proof(finding: FindingChanged) -> FoundLink | None:
    """The first link whose file is kept, else the first link."""
    kept = (link for link in finding.links if link.sha256)
    return next(kept, finding.links[0] if finding.links else None)
