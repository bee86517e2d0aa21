"""What is known of a round's website audits."""

from collections.abc import Iterable
from datetime import datetime
from functools import singledispatch
from typing import TypeAlias

import msgspec
from msgspec import Struct

from shared.events import Event, Recorded
from shared.events.audits import (
    AuditCompleted,
    AuditFailed,
    AuditRequested,
    FindingChanged,
    LinkConfirmed,
    LinkRejected,
    LinkReopened,
)
from shared.rounds.audits.verdicts import is_known
from shared.rubric import Verdict


class Audit(Struct, frozen=True, kw_only=True):
    """One audit: its number in the round, when it was asked for, and when it ended (None while it runs). UTC."""

    number: int
    requested: AuditRequested
    requested_at: datetime
    ended_at: datetime | None = None
    completed: bool = False


class Sight(Struct, frozen=True, kw_only=True):
    """What is known of one item: the last finding, the last verdict that counted, and a loss that does not yet."""

    last: FindingChanged
    confirmed: Verdict | None = None
    pending: Verdict | None = None


#: What a person said of a link.
Judgement: TypeAlias = LinkConfirmed | LinkRejected


class AuditsState(Struct, frozen=True, kw_only=True):
    """All audits of a round by id, the sight of each item, and what people said of its links, by canonical address.

    version: of the stream.
    """

    version: int = 0
    audits: dict[str, Audit] = {}
    sights: dict[str, Sight] = {}
    judged: dict[str, dict[str, Judgement]] = {}

    @property
    def running(self) -> tuple[Audit, ...]:
        """The audits that have not ended."""
        return tuple(audit for audit in self.audits.values() if audit.ended_at is None)

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """What people said of links and did not take back."""
        return tuple(judgement for links in self.judged.values() for judgement in links.values())

    @property
    def last_completed(self) -> Audit | None:
        """The completed audit with the highest number."""
        done = [audit for audit in self.audits.values() if audit.completed]
        return max(done, key=lambda audit: audit.number, default=None)


def fold_audits(recorded: Iterable[Recorded], state: AuditsState | None = None) -> AuditsState:
    """The state after these events of the audits' stream, starting from ``state`` (or nothing)."""
    current = state or AuditsState()
    for each in recorded:
        current = msgspec.structs.replace(_evolved(each.event, current, each.happened_at), version=each.version)
    return current


@singledispatch
def _evolved(event: Event, state: AuditsState, at: datetime) -> AuditsState:
    return state


@_evolved.register
def _(event: AuditRequested, state: AuditsState, at: datetime) -> AuditsState:
    audit = Audit(number=len(state.audits) + 1, requested=event, requested_at=at)
    return msgspec.structs.replace(state, audits={**state.audits, event.audit_id: audit})


@_evolved.register
def _(event: FindingChanged, state: AuditsState, at: datetime) -> AuditsState:
    before = state.sights.get(event.item)
    return msgspec.structs.replace(state, sights={**state.sights, event.item: _seen(event, before)})


def _seen(event: FindingChanged, before: Sight | None) -> Sight:
    if event.confirmed:
        return Sight(last=event, confirmed=event.verdict)
    confirmed, pending = (before.confirmed, before.pending) if before else (None, None)
    return Sight(last=event, confirmed=confirmed, pending=event.verdict if is_known(event.verdict) else pending)


@_evolved.register
def _(event: LinkConfirmed | LinkRejected, state: AuditsState, at: datetime) -> AuditsState:
    links = {**state.judged.get(event.item, {}), event.url: event}
    return msgspec.structs.replace(state, judged={**state.judged, event.item: links})


@_evolved.register
def _(event: LinkReopened, state: AuditsState, at: datetime) -> AuditsState:
    links = {url: said for url, said in state.judged.get(event.item, {}).items() if url != event.url}
    return msgspec.structs.replace(state, judged={**state.judged, event.item: links})


@_evolved.register
def _(event: AuditCompleted, state: AuditsState, at: datetime) -> AuditsState:
    return _ended(state, event.audit_id, at, completed=True)


@_evolved.register
def _(event: AuditFailed, state: AuditsState, at: datetime) -> AuditsState:
    return _ended(state, event.audit_id, at, completed=False)


def _ended(state: AuditsState, audit_id: str, at: datetime, *, completed: bool) -> AuditsState:
    ended = msgspec.structs.replace(state.audits[audit_id], ended_at=at, completed=completed)
    return msgspec.structs.replace(state, audits={**state.audits, audit_id: ended})
