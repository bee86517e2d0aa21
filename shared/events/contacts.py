"""Events of the EIT(2) contacts: the persons whom the assessors ask. What identifies them is sealed."""

from typing import ClassVar, Literal

from shared.events.base import Event
from shared.events.personal import Personal


class ContactAdded(Event, frozen=True, kw_only=True):
    """A person whom the assessors may ask. group: id of the rubric's group. person: a random name for the person's key.

    organisation is of the person's work, not sealed: it stays when the person is erased.
    """

    person: str
    group: str
    name: Personal
    phone: Personal = ""
    email: Personal = ""
    organisation: str | None = None


class ContactCorrected(Event, frozen=True, kw_only=True):
    """All that is known of a contact, anew; sealed under the same key."""

    person: str
    group: str
    name: Personal
    phone: Personal = ""
    email: Personal = ""
    organisation: str | None = None


class ContactWithdrawn(Event, frozen=True, kw_only=True):
    """The contact is no longer on the list. What is sealed can still be read until the person is erased."""

    person: str
    reason: Literal["mistake", "duplicate", "declined", "unreachable"]


class InvitationsExported(Event, frozen=True, kw_only=True):
    """Somebody took the contacts' invitations out of the system, in plain text. by_group: group → how many."""

    form: Literal["xlsx", "csv", "pdf"]
    by_group: dict[str, int]


class ContactErased(Event, frozen=True, kw_only=True):
    """The person's key was destroyed: whatever is sealed under it can never be read again."""

    emitted_by: ClassVar[str] = "api, command line"

    person: str
