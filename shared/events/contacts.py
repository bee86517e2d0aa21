"""Events of the EIT(2) contacts: the persons whom the assessors ask. What identifies them is sealed."""

from typing import ClassVar

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


class ContactErased(Event, frozen=True, kw_only=True):
    """The person's key was destroyed: whatever is sealed under it can never be read again."""

    emitted_by: ClassVar[str] = "api, command line"

    person: str
