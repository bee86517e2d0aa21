"""EIT(2) contacts: preview, add, correct, withdraw, erase, and take the invitations out."""

from http import HTTPStatus
from typing import Literal

import msgspec
from flask import Response
from msgspec import Struct

from services.api.bodies import read_body, shaped
from services.api.contacts import (
    ContactsBody,
    add,
    checked_text,
    review_json,
    reviewed,
    rubric_of,
    sent_contacts,
)
from services.api.context import context
from services.api.invitations import CSV, PDF, XLSX, Form, invitations
from services.api.queries.contacts import private
from services.api.reads import answer
from services.api.routing import JSON, ROUND, route
from services.api.writes import asking_meta, created, executed, executed_once
from shared.access import Permission
from shared.events.streams import contacts_stream
from shared.imports.contacts import ContactText
from shared.intake.contacts import erase_person
from shared.log import Appended
from shared.rounds import CorrectContact, ExportInvitations, WithdrawContact, fold_contacts
from shared.rounds.not_found import UnknownContact
from shared.secrecy import UnknownPerson, keyed_hash

CONTACTS = f"{ROUND}/contacts"
#: Fields beside a file that is previewed, and one that is confirmed.
_PREVIEW, _CONFIRM = {"accept_likely": False}, {"previewed": True, "accept_likely": False}


class ContactWithdrawalBody(Struct, kw_only=True):
    """Why the contact is taken off the list."""

    reason: Literal["mistake", "duplicate", "declined", "unreachable"]


class InvitationsBody(Struct, kw_only=True):
    """form: Excel, CSV in UTF-8, or PDF: an official letter to each contact, to sign."""

    form: Form = "xlsx"


@route(
    "POST",
    f"{CONTACTS}/preview",
    Permission.CONTACTS_MANAGE,
    summary="What a list would add, its duplicates, and every fault by sheet, row and column; records nothing",
    tag="contacts",
    body=ContactsBody,
    upload=_PREVIEW,
    computes=True,
)
def preview_contacts(unit: str, year: int) -> Response:
    rubric = rubric_of(unit, year)
    sent = sent_contacts(rubric, confirming=False)
    return private(answer(review_json(sent, reviewed(unit, year, sent, rubric))))


@route(
    "POST",
    CONTACTS,
    Permission.CONTACTS_MANAGE,
    summary="Add contacts, all or none; a file must have been previewed",
    tag="contacts",
    body=ContactsBody,
    upload=_CONFIRM,
)
def add_contacts(unit: str, year: int) -> Response:
    rubric = rubric_of(unit, year)
    return created(add(unit, year, sent_contacts(rubric, confirming=True), rubric))


@route(
    "POST",
    f"{CONTACTS}/<person>/correction",
    Permission.CONTACTS_MANAGE,
    summary="Say anew all that is known of a contact",
    tag="contacts",
    body=ContactText,
)
def correct_contact(unit: str, year: int, person: str) -> Response:
    return created(correct(unit, year, person, shaped(read_body(), ContactText)))


@route(
    "POST",
    f"{CONTACTS}/<person>/withdrawal",
    Permission.CONTACTS_MANAGE,
    summary="Take a contact off the list",
    tag="contacts",
    body=ContactWithdrawalBody,
)
def withdraw_contact(unit: str, year: int, person: str) -> Response:
    reason = shaped(read_body(), ContactWithdrawalBody).reason
    return created(executed(WithdrawContact(unit=unit, fiscal_year=year, person=person, reason=reason)))


@route(
    "POST",
    f"{CONTACTS}/<person>/erasure",
    Permission.CONTACTS_MANAGE,
    summary="Make the personal data of a contact unreadable for ever",
    tag="contacts",
)
def erase_contact(unit: str, year: int, person: str) -> Response:
    position = erase(unit, year, person)
    return Response(msgspec.json.encode({"person": person, "position": position}), HTTPStatus.CREATED, mimetype=JSON)


@route(
    "POST",
    f"{CONTACTS}/invitations",
    Permission.CONTACTS_MANAGE,
    summary="The invitations of all contacts, in plain text; that they were taken out is recorded, without names",
    tag="contacts",
    body=InvitationsBody,
    media_types=(XLSX, CSV, PDF),
)
def export_invitations(unit: str, year: int) -> Response:
    return invite(unit, year, shaped(read_body(), InvitationsBody).form)


def correct(unit: str, year: int, person: str, given: ContactText) -> Appended:
    """Seal and record the fields. Raises FileProblems, UnknownContact, and what executing a command raises."""
    text = checked_text(given, rubric_of(unit, year))
    plain = msgspec.json.encode((unit, year, person, text))

    def make() -> tuple[CorrectContact, int]:
        state = fold_contacts(context().log.read(contacts_stream(unit, year)))
        if person not in state.listed:
            raise UnknownContact(given=person)
        name, phone, email = context().vault().seal(person, text.name, text.phone, text.email)
        command = CorrectContact(
            unit=unit,
            fiscal_year=year,
            person=person,
            group=text.group,
            name=name,
            phone=phone,
            email=email,
            organisation=text.organisation or None,
        )
        return command, state.version

    return executed_once(keyed_hash(context().master_key, "correction", plain), make)


def erase(unit: str, year: int, person: str) -> int | None:
    """The position of the record; None if it was done before. Raises UnknownContact."""
    here, meta = context(), asking_meta()
    try:
        return erase_person(here.engine, here.log, here.vault(), person, meta=meta, stream=contacts_stream(unit, year))
    except UnknownPerson as error:
        raise UnknownContact(given=person) from error


def invite(unit: str, year: int, form: Form) -> Response:
    """The file with the invitations, after its export is recorded."""
    appended = executed(ExportInvitations(unit=unit, fiscal_year=year, form=form))
    response = private(invitations(unit, year, form))
    response.headers["X-Log-Position"] = str(appended.position)
    return response
