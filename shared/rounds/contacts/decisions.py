"""Decisions about contacts. They see groups and who is on the list, never a name."""

from collections import Counter

from shared.events.contacts import ContactAdded, ContactCorrected, ContactWithdrawn, InvitationsExported
from shared.rounds.checks import filled, known_label, once_each, text, working_round
from shared.rounds.contacts.commands import AddContacts, CorrectContact, ExportInvitations, NewContact, WithdrawContact
from shared.rounds.decision import Events, Facts, decide
from shared.rounds.invalid import NoChannel, TooManyContacts, UnknownGroup
from shared.rounds.not_found import UnknownContact
from shared.rubric.model import Rubric

#: Contacts on one list at most: duplicates are looked for among all of them.
MOST_CONTACTS = 500


@decide.register
def add_contacts(command: AddContacts, facts: Facts) -> Events:
    """Each contact is of a group of the rubric, has a name and a channel, and is a person of its own."""
    rubric = working_round(command, facts)
    filled(command.contacts, "contacts")
    once_each((*facts.contacts.listed, *(contact.person for contact in command.contacts)), "contacts")
    if len(facts.contacts.listed) + len(command.contacts) > MOST_CONTACTS:
        raise TooManyContacts(at_most=MOST_CONTACTS)
    return tuple(_added(contact, rubric) for contact in command.contacts)


@decide.register
def correct_contact(command: CorrectContact, facts: Facts) -> Events:
    """Only who is on the list can be corrected."""
    rubric = working_round(command, facts)
    _require(command.person, facts)
    _reachable(command)
    corrected = ContactCorrected(
        person=command.person,
        group=_group(command.group, rubric),
        name=text(command.name, "name"),
        phone=command.phone,
        email=command.email,
        organisation=command.organisation or None,
    )
    return (corrected,)


@decide.register
def withdraw_contact(command: WithdrawContact, facts: Facts) -> Events:
    """Only who is on the list can be taken off it."""
    working_round(command, facts)
    _require(command.person, facts)
    return (ContactWithdrawn(person=command.person, reason=command.reason),)


@decide.register
def export_invitations(command: ExportInvitations, facts: Facts) -> Events:
    """There is somebody to invite."""
    working_round(command, facts)
    filled(facts.contacts.listed, "contacts")
    groups = Counter(event.group for event in facts.contacts.listed.values())
    return (InvitationsExported(form=command.form, by_group=dict(sorted(groups.items()))),)


def _added(contact: NewContact, rubric: Rubric) -> ContactAdded:
    _reachable(contact)
    return ContactAdded(
        person=contact.person,
        group=_group(contact.group, rubric),
        name=text(contact.name, "name"),
        phone=contact.phone,
        email=contact.email,
        organisation=contact.organisation or None,
    )


def _group(given: str, rubric: Rubric) -> str:
    sample = rubric.sample("EIT2")
    return known_label(given, sample.groups if sample else (), UnknownGroup)


def _reachable(contact: NewContact | CorrectContact) -> None:
    if not contact.phone and not contact.email:
        raise NoChannel


def _require(person: str, facts: Facts) -> None:
    if person not in facts.contacts.listed:
        raise UnknownContact(given=person)
