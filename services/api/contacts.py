"""What the routes and the pages of the contacts share: reading what was sent, reviewing it, recording it."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import msgspec
from flask import request

from services.api.bodies import read_body, shaped
from services.api.context import context
from services.api.problems import FileProblems, NotThePreviewed, UnknownRound, WrongShape
from services.api.writes import executed_once
from shared.execution import opened_rubric
from shared.imports import FileRefused, Problem, read_sheets
from shared.imports.contacts import ContactRow, ContactText, contact_problems, read_contacts, tidy
from shared.intake.contacts import Contact, Review, addition, listed, review
from shared.log import Appended
from shared.rounds import AddContacts
from shared.rubric import Rubric
from shared.rubric.model import WorkLine
from shared.secrecy import keyed_hash

#: Rows of a sheet that are looked at: far more than a list takes, few enough to name what is wrong with them.
MOST_ROWS = 5_000


class ContactsBody(msgspec.Struct, kw_only=True):
    """Contacts to add, all or none. (Excel or CSV comes as multipart form data: file, previewed, accept_likely.)

    accept_likely: true says that those who may be one person twice are different persons.
    """

    contacts: tuple[ContactText, ...]
    accept_likely: bool = False


class Sent(msgspec.Struct, frozen=True):
    """What was sent: its hash, the contacts in one spelling, what is wrong, and whether likely duplicates are fine.

    readable: a file could be read as a table at all; else that is its one problem.
    """

    file: str
    rows: tuple[ContactRow, ...]
    problems: tuple[Problem, ...]
    accept_likely: bool = False
    readable: bool = True


def rubric_of(unit: str, year: int) -> Rubric:
    """The criteria of the round. Raises UnknownRound."""
    rubric = opened_rubric(context().log, unit, year)
    if rubric is None:
        raise UnknownRound(unit=unit, fiscal_year=year)
    return rubric


def groups_of(rubric: Rubric) -> Sequence[WorkLine]:
    """The groups that contacts belong to."""
    sample = rubric.sample("EIT2")
    return sample.groups if sample else ()


def sent_contacts(rubric: Rubric, *, confirming: bool) -> Sent:
    """The request's file or JSON. confirming: a file must be the one that was previewed.

    Raises WrongShape, NotThePreviewed, and what reading JSON raises.
    """
    if request.mimetype != "multipart/form-data":
        return _from_json(rubric)
    upload = request.files.get("file")
    if upload is None:
        raise WrongShape("file", "Missing form field")
    sent = from_file(upload.read(), rubric, accept_likely=request.form.get("accept_likely") == "yes")
    if confirming and request.form.get("previewed") != sent.file:
        raise NotThePreviewed(file=sent.file)
    return sent


def from_file(body: bytes, rubric: Rubric, *, accept_likely: bool) -> Sent:
    """A file's contacts; one that cannot be read is one problem."""
    file = sha256(body).hexdigest()
    try:
        rows, problems = read_contacts(read_sheets(body, rows=MOST_ROWS), groups_of(rubric))
    except FileRefused as refusal:
        return Sent(file, (), (refusal.problem,), accept_likely, readable=False)
    return Sent(file, rows, problems, accept_likely)


def reviewed(unit: str, year: int, sent: Sent, rubric: Rubric) -> Review:
    """What recording it would mean for the list as it is now."""
    known = listed(context().log, context().vault(), unit, year)
    return review(known, sent.rows, sent.problems, rubric)


def add(unit: str, year: int, sent: Sent, rubric: Rubric) -> Appended:
    """Record it, all or nothing. Raises FileProblems, and what executing a command raises."""

    def make() -> tuple[AddContacts, int]:
        found = reviewed(unit, year, sent, rubric)
        if not found.ready(accept_likely=sent.accept_likely):
            raise FileProblems(found.problems, found.likely)
        return addition(context().vault(), unit, year, found.rows), found.version

    plain = msgspec.json.encode((unit, year, [row.contact for row in sent.rows], sent.problems, sent.accept_likely))
    return executed_once(keyed_hash(context().master_key, "contacts", plain), make)


def review_json(sent: Sent, found: Review) -> dict[str, Any]:
    """A preview. It holds plain names: only for those who may see the list."""
    return {
        "file": sent.file,
        "readable": sent.readable,
        "ready": found.ready(accept_likely=sent.accept_likely),
        "would_add": len(found.rows),
        "contacts": [{"row": row.row, **msgspec.structs.asdict(row.contact)} for row in found.rows],
        "problems": found.problems,
        "likely_duplicates": found.likely,
        "groups": groups_json(found.groups),
    }


def groups_json(groups: Sequence[Any]) -> list[dict[str, Any]]:
    """How many contacts there are of each group, and whether that is enough."""
    return [{**msgspec.structs.asdict(group), "met": group.met} for group in groups]


def contact_json(contact: Contact) -> dict[str, Any]:
    """One contact in plain text."""
    return msgspec.structs.asdict(contact)


def checked_text(contact: ContactText, rubric: Rubric) -> ContactText:
    """The fields in one spelling. Raises FileProblems."""
    wrong = tuple(contact_problems(contact, groups_of(rubric)))
    if wrong:
        raise FileProblems(wrong)
    return tidy(contact, groups_of(rubric))


def _from_json(rubric: Rubric) -> Sent:
    raw = read_body()
    body = shaped(raw, ContactsBody)
    rows, problems = [], []
    for number, contact in enumerate(body.contacts, start=1):
        wrong = [msgspec.structs.replace(each, row=number) for each in contact_problems(contact, groups_of(rubric))]
        problems += wrong
        if not wrong:
            rows.append(ContactRow(number, tidy(contact, groups_of(rubric))))
    file = sha256(msgspec.json.encode(raw)).hexdigest()
    return Sent(file, tuple(rows), tuple(problems), body.accept_likely)
