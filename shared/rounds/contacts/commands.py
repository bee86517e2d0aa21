"""Commands about contacts. Fields mean what they mean in ``shared.events.contacts``."""

from typing import Literal

from msgspec import Struct

from shared.events import Personal
from shared.rounds.command import ContactCommand


class NewContact(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One contact under a new person's key."""

    person: str
    group: str
    name: Personal
    phone: Personal = ""
    email: Personal = ""
    organisation: str | None = None


class AddContacts(ContactCommand, frozen=True, kw_only=True):
    """Add contacts to the list, all or none."""

    contacts: tuple[NewContact, ...]


class CorrectContact(ContactCommand, frozen=True, kw_only=True):
    """Say anew all that is known of a contact."""

    person: str
    group: str
    name: Personal
    phone: Personal = ""
    email: Personal = ""
    organisation: str | None = None


class WithdrawContact(ContactCommand, frozen=True, kw_only=True):
    """Take a contact off the list."""

    person: str
    reason: Literal["mistake", "duplicate", "declined", "unreachable"]


class ExportInvitations(ContactCommand, frozen=True, kw_only=True):
    """Record that the invitations of all contacts on the list leave the system."""

    form: Literal["xlsx", "csv", "pdf"]
