"""Decisions of the daily work on items."""

from shared.events.work import (
    AppealDecided,
    AppealLodged,
    ItemApproved,
    ItemReturned,
    ItemScored,
    ItemSubmitted,
    RoundCertified,
)
from shared.rounds.checks import known_item, opened_round, text, working_round
from shared.rounds.command import RoundCommand
from shared.rounds.conflict import (
    AppealedAlready,
    EvidenceMissing,
    NothingSubmitted,
    NothingToAppeal,
    NotScored,
    RoundCertifiedAlready,
    ScoreUnderAppeal,
    SubmittedAlready,
)
from shared.rounds.decision import Events, Facts, decide
from shared.rounds.invalid import ReasonMissing
from shared.rounds.item import ItemState
from shared.rounds.not_found import NoAppeal, UnknownEvidence
from shared.rounds.work.commands import (
    ApproveItem,
    CertifyRound,
    DecideAppeal,
    LodgeAppeal,
    ReturnItem,
    ScoreItem,
    SubmitItem,
)


@decide.register
def submit_item(command: SubmitItem, facts: Facts) -> Events:
    """An item is handed in with evidence, and not twice with the same as long as it was not returned."""
    item = _item_in_work(command, command.item, facts)
    for given in command.evidence:
        if given not in item.evidence:
            raise UnknownEvidence(item=command.item, given=given, allowed=list(item.evidence))
    evidence = tuple(dict.fromkeys(command.evidence or item.evidence))
    if not evidence:
        raise EvidenceMissing(item=command.item)
    if item.work_status in {"submitted", "approved"} and set(evidence) == set(item.submitted):
        raise SubmittedAlready(item=command.item, status=item.work_status)
    return (ItemSubmitted(item=command.item, evidence=evidence),)


@decide.register
def approve_item(command: ApproveItem, facts: Facts) -> Events:
    """The head approves what waits for approval, and exactly that."""
    item = _item_awaiting(command, command.item, facts)
    return (ItemApproved(item=command.item, evidence=item.submitted),)


@decide.register
def return_item(command: ReturnItem, facts: Facts) -> Events:
    """The head returns what waits for approval, and says why."""
    _item_awaiting(command, command.item, facts)
    return (ItemReturned(item=command.item, reason=text(command.reason, "reason", ReasonMissing)),)


@decide.register
def score_item(command: ScoreItem, facts: Facts) -> Events:
    """Assessors score any item of the rubric, also after certification; not once its score was appealed."""
    item = _item_of_round(command, command.item, facts)
    if item.appeal is not None:
        raise ScoreUnderAppeal(item=command.item, status=item.status)
    return (ItemScored(item=command.item, met=command.met, comment=command.comment),)


@decide.register
def lodge_appeal(command: LodgeAppeal, facts: Facts) -> Events:
    """The unit contests, once and with an explanation, the score of an item that was found not met.

    Only OIT items can be appealed (calendar of 2567: กระบวนการอุทธรณ์).
    """
    item = _item_of_round(command, command.item, facts)
    if item.appeal is not None:
        raise AppealedAlready(item=command.item, status=item.status)
    if item.score is None:
        raise NotScored(item=command.item)
    if item.score.met:
        raise NothingToAppeal(item=command.item)
    return (AppealLodged(item=command.item, explanation=text(command.explanation, "explanation", ReasonMissing)),)


@decide.register
def decide_appeal(command: DecideAppeal, facts: Facts) -> Events:
    """Assessors decide, once and with a reason, an appeal that was lodged."""
    item = _item_of_round(command, command.item, facts)
    if item.appeal is None:
        raise NoAppeal(item=command.item)
    if item.appeal_decision is not None:
        raise AppealedAlready(item=command.item, status=item.status)
    reason = text(command.reason, "reason", ReasonMissing)
    return (AppealDecided(item=command.item, met=command.met, reason=reason),)


@decide.register
def certify_round(command: CertifyRound, facts: Facts) -> Events:
    """A round is certified once."""
    opened_round(command, facts)
    if facts.round.certified:
        raise RoundCertifiedAlready(unit=command.unit, fiscal_year=command.fiscal_year)
    return (RoundCertified(note=command.note),)


def _item_in_work(command: RoundCommand, item: str, facts: Facts) -> ItemState:
    return facts.round.item(known_item(item, working_round(command, facts)))


def _item_of_round(command: RoundCommand, item: str, facts: Facts) -> ItemState:
    return facts.round.item(known_item(item, opened_round(command, facts)))


def _item_awaiting(command: RoundCommand, item_id: str, facts: Facts) -> ItemState:
    item = _item_in_work(command, item_id, facts)
    if not item.pending:
        raise NothingSubmitted(item=item_id, status=item.work_status)
    return item
