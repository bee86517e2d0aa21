"""The daily forms: evidence, submission, decision, audit, links. Each executes the interface's command."""

from collections.abc import Callable
from http import HTTPStatus

from flask import Response, flash, redirect, request
from flask.typing import ResponseReturnValue

from services.api.bodies import shaped
from services.api.commands.audits import start_audit
from services.api.context import context
from services.api.pages import links
from services.api.pages.item import show_item
from services.api.pages.judging import show_links
from services.api.pages.refusals import refusal
from services.api.pages.unit import show_unit
from services.api.problems import status_of
from services.api.reads import LONGEST_WAIT
from services.api.routing import page
from services.api.writes import executed
from shared.access import Permission
from shared.execution import Command
from shared.log import Appended
from shared.rounds import AddEvidence, ApproveItem, JudgeLink, RequestAudit, ReturnItem, RuleBroken, SubmitItem
from shared.views import queries

#: Where the forms of a round are sent.
ROUND = "/units/<unit>/<int:year>"


@page("POST", f"{ROUND}/evidence", Permission.ITEM_WORK)
def add_evidence(unit: str, year: int) -> ResponseReturnValue:
    command = AddEvidence(
        unit=unit, fiscal_year=year, item=_field("item"), url=_field("url"), note=_field("note") or None
    )
    return _execute(command, unit, year, "evidence")


@page("POST", f"{ROUND}/submissions", Permission.ITEM_WORK)
def submit(unit: str, year: int) -> ResponseReturnValue:
    return _execute(SubmitItem(unit=unit, fiscal_year=year, item=_field("item")), unit, year, "submission")


@page("POST", f"{ROUND}/approvals", Permission.ITEM_APPROVE)
def decide(unit: str, year: int) -> ResponseReturnValue:
    if _field("decision") == "approved":
        return _execute(ApproveItem(unit=unit, fiscal_year=year, item=_field("item")), unit, year, "approval")
    returned = ReturnItem(unit=unit, fiscal_year=year, item=_field("item"), reason=_field("reason"))
    return _execute(returned, unit, year, "return")


@page("POST", f"{ROUND}/audits", Permission.AUDIT_REQUEST)
def ask_for_audit(unit: str, year: int) -> ResponseReturnValue:
    items = (_field("item"),) if _field("item") else ()
    command = RequestAudit(unit=unit, fiscal_year=year, items=items)
    return _carry_out(lambda: start_audit(command), unit, year, "audit")


@page("POST", f"{ROUND}/links", Permission.ITEM_WORK)
def judge_link(unit: str, year: int) -> ResponseReturnValue:
    named = {name: _field(name) for name in ("item", "url", "decision", "page")} | {"text": _field("text") or None}
    command = shaped(named, JudgeLink, unit=unit, fiscal_year=year)
    return _execute(command, unit, year, command.decision)


def _execute(command: Command, unit: str, year: int, form: str) -> ResponseReturnValue:
    return _carry_out(lambda: executed(command), unit, year, form)


def _carry_out(record: Callable[[], Appended], unit: str, year: int, form: str) -> ResponseReturnValue:
    """Record it and go back to the page; if a rule refuses it, show the page with the reason and the form."""
    try:
        appended = record()
    except RuleBroken as error:
        return _again(unit, year, form, error)
    queries.wait_until(context().engine, appended.position, unit=unit, timeout=LONGEST_WAIT)
    flash(form)
    return redirect(_back(unit, year), HTTPStatus.SEE_OTHER)


def _again(unit: str, year: int, form: str, error: RuleBroken) -> Response:
    of_link = _field("decision") in ("confirmed", "rejected", "reopened")
    sent = {name: "" if of_link else _field(name) for name in ("item", "url", "note", "reason")}
    refused = refusal(error, form, sent)
    status = status_of(error)
    match _field("from"):
        case "item":
            return show_item(unit, year, _field("item"), status=status, refusal=refused)
        case "links":
            return show_links(unit, year, status=status, refusal=refused)
    return show_unit(unit, year, status=status, refusal=refused)


def _back(unit: str, year: int) -> str:
    match _field("from"):
        case "item":
            return links.item(unit, year, _field("item"))
        case "links":
            return links.judging(unit, year)
    return links.unit(unit, year)


def _field(name: str) -> str:
    return request.form.get(name, "").strip()
