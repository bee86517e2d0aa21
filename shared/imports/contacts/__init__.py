"""EIT(2) contacts in files: the template, what a filled row must be, and who stands in a list twice. Pure functions."""

from shared.imports.contacts.columns import HEADS
from shared.imports.contacts.duplicates import Duplicate, Entry, duplicates_of
from shared.imports.contacts.fields import ContactText, contact_problems, tidy
from shared.imports.contacts.rows import ContactRow, read_contacts
from shared.imports.contacts.template import template

__all__ = [
    "HEADS",
    "ContactRow",
    "ContactText",
    "Duplicate",
    "Entry",
    "contact_problems",
    "duplicates_of",
    "read_contacts",
    "template",
    "tidy",
]
