"""Working on items: submission, the head's decision, appeal, certification."""

from typing import Literal

from flask import Response
from msgspec import Struct

from services.api.bodies import read_body, shaped
from services.api.commands.declare import command_route
from services.api.routing import ROUND, route
from services.api.writes import record
from shared.access import Permission
from shared.rounds import ApproveItem, CertifyRound, LodgeAppeal, ReturnItem, SubmitItem


class ApprovalBody(Struct, kw_only=True):
    """The head's decision on a submission. reason: needed to return it."""

    item: str
    decision: Literal["approved", "returned"]
    reason: str | None = None


command_route(
    f"{ROUND}/submissions", SubmitItem, Permission.ITEM_WORK, summary="Submit an item to the head", tag="work"
)


@route(
    "POST",
    f"{ROUND}/approvals",
    Permission.ITEM_APPROVE,
    summary="Approve or return a submission",
    tag="work",
    body=ApprovalBody,
)
def approve(unit: str, year: int) -> Response:
    body = shaped(read_body(), ApprovalBody)
    if body.decision == "approved":
        return record(ApproveItem(unit=unit, fiscal_year=year, item=body.item))
    return record(ReturnItem(unit=unit, fiscal_year=year, item=body.item, reason=body.reason or ""))


command_route(
    f"{ROUND}/appeals", LodgeAppeal, Permission.APPEAL_LODGE, summary="Appeal the score of an item", tag="work"
)
command_route(f"{ROUND}/certification", CertifyRound, Permission.ROUND_CERTIFY, summary="Certify the round", tag="work")
