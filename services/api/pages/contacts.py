"""The page of the EIT(2) contacts: the list, the template, upload, preview, and what is done to one of them."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, get_args

import msgspec
from flask import Response, flash, g, redirect, request
from flask.typing import ResponseReturnValue

from services.api.commands.contacts import correct, erase, invite
from services.api.contacts import Sent, add, from_file, groups_of, reviewed, rubric_of
from services.api.context import context
from services.api.invitations import Form
from services.api.pages import links
from services.api.pages.carrying import bring_back, carry
from services.api.pages.languages import language
from services.api.pages.rendering import render
from services.api.pages.rounds import find_round
from services.api.problems import FileProblems
from services.api.queries.contacts import private
from services.api.routing import page
from services.api.writes import executed
from shared.access import Permission
from shared.imports import FileRefused, Problem
from shared.imports.contacts import ContactText
from shared.intake.contacts import FIELDS_EN, FIELDS_TH, group_states, listed
from shared.rounds import RuleBroken, WithdrawContact

CONTACTS = "/units/<unit>/<int:year>/contacts"
#: What its sealed files are for.
KIND = "contacts"


@page("GET", CONTACTS, Permission.CONTACTS_MANAGE)
def contacts_page(unit: str, year: int) -> ResponseReturnValue:
    return show_contacts(unit, year)


@page("POST", f"{CONTACTS}/preview", Permission.CONTACTS_MANAGE)
def preview_page(unit: str, year: int) -> ResponseReturnValue:
    upload = request.files.get("file")
    body = upload.read() if upload else b""
    try:
        sealed = carry(KIND, unit, year, body)
    except FileRefused as refusal:
        return show_contacts(unit, year, status=HTTPStatus.UNPROCESSABLE_ENTITY, problems=(refusal.problem,))
    return _show_preview(unit, year, body, sealed)


@page("POST", f"{CONTACTS}/confirmation", Permission.CONTACTS_MANAGE)
def confirm_page(unit: str, year: int) -> ResponseReturnValue:
    sealed = request.form.get("sealed", "")
    body = bring_back(KIND, unit, year, sealed)
    rubric = rubric_of(unit, year)
    sent = from_file(body, rubric, accept_likely=request.form.get("accept_likely") == "yes")
    try:
        add(unit, year, sent, rubric)
    except FileProblems:
        return _show_preview(unit, year, body, sealed)
    return _done(unit, year, "contacts_added")


@page("POST", f"{CONTACTS}/<person>/correction", Permission.CONTACTS_MANAGE)
def correction_form(unit: str, year: int, person: str) -> ResponseReturnValue:
    fields = {name: request.form.get(name, "") for name in ContactText.__struct_fields__}
    return _carry_out(unit, year, "contact_corrected", lambda: correct(unit, year, person, ContactText(**fields)))


@page("POST", f"{CONTACTS}/<person>/withdrawal", Permission.CONTACTS_MANAGE)
def withdrawal_form(unit: str, year: int, person: str) -> ResponseReturnValue:
    given = request.form.get("reason", "mistake")
    reason = given if given in REASONS else "mistake"
    command = msgspec.convert({"unit": unit, "fiscal_year": year, "person": person, "reason": reason}, WithdrawContact)
    return _carry_out(unit, year, "contact_withdrawn", lambda: executed(command))


@page("POST", f"{CONTACTS}/<person>/erasure", Permission.CONTACTS_MANAGE)
def erasure_form(unit: str, year: int, person: str) -> ResponseReturnValue:
    return _carry_out(unit, year, "contact_erased", lambda: erase(unit, year, person))


@page("POST", f"{CONTACTS}/invitations", Permission.CONTACTS_MANAGE)
def invitations_form(unit: str, year: int) -> ResponseReturnValue:
    given = request.form.get("form")
    form: Form = next((form for form in get_args(Form) if form == given), "xlsx")
    try:
        return invite(unit, year, form)
    except RuleBroken as error:
        return show_contacts(unit, year, status=HTTPStatus.UNPROCESSABLE_ENTITY, problems=(_told(error),))


#: Why a contact is taken off the list.
REASONS = ("mistake", "duplicate", "declined", "unreachable")


def show_contacts(unit: str, year: int, *, status: int = HTTPStatus.OK, problems: tuple[Problem, ...] = ()) -> Response:
    """The list, opened; problems: what became of the form that was just sent."""
    g.shown_at = links.contacts(unit, year)
    known = listed(context().log, context().vault(), unit, year)
    values = _frame(unit, year)
    states = group_states(known, (), values["rubric"])
    return private(
        render(
            "contacts/page.html",
            status=status,
            contacts=known.contacts,
            states=states,
            problems=problems,
            reasons=REASONS,
            **values,
        )
    )


def _show_preview(unit: str, year: int, body: bytes, sealed: str) -> Response:
    g.shown_at = links.contacts(unit, year)
    values = _frame(unit, year)
    sent = from_file(body, values["rubric"], accept_likely=False)
    found = reviewed(unit, year, sent, values["rubric"])
    status = HTTPStatus.UNPROCESSABLE_ENTITY if found.problems else HTTPStatus.OK
    return private(
        render(
            "contacts/preview.html",
            status=status,
            sealed=sealed,
            file=sent.file,
            review=found,
            pairs=[_pair(sent, each, year, unit) for each in found.likely],
            **values,
        )
    )


def _pair(sent: Sent, duplicate: Any, year: int, unit: str) -> dict[str, str]:
    """Two who may be one person, by name: only for those who see the list."""
    names = {f"row {row.row}": row.contact.name for row in sent.rows}
    names |= {one.person: one.name for one in listed(context().log, context().vault(), unit, year).contacts}
    words = FIELDS_TH if language() == "th" else FIELDS_EN
    by = ", ".join(words[field] for field in duplicate.by)
    return {"first": names.get(duplicate.first, "–"), "second": names[duplicate.second], "by": by}


def _frame(unit: str, year: int) -> dict[str, Any]:
    with context().engine.connect() as connection:
        found = find_round(connection, unit, year)
    titles = {group.id: group.title for group in groups_of(found.rubric)}
    return {
        "unit": found.unit,
        "round": found.row,
        "rubric": found.rubric,
        "titles": titles,
        "simulated": found.simulated,
    }


def _carry_out(unit: str, year: int, done: str, work: Callable[[], Any]) -> ResponseReturnValue:
    try:
        work()
    except FileProblems as error:
        return show_contacts(unit, year, status=HTTPStatus.UNPROCESSABLE_ENTITY, problems=error.faults)
    except RuleBroken as error:
        return show_contacts(unit, year, status=HTTPStatus.UNPROCESSABLE_ENTITY, problems=(_told(error),))
    return _done(unit, year, done)


def _told(error: RuleBroken) -> Problem:
    return Problem(code=error.code, th=error.title.th, en=error.title.en)


def _done(unit: str, year: int, what: str) -> ResponseReturnValue:
    flash(what)
    return redirect(links.contacts(unit, year), HTTPStatus.SEE_OTHER)
