"""Who stands in a list twice, however name, telephone and e-mail are written. Compares plain text in memory.

Comparing everybody with everybody is enough for a list of some hundred; nothing about anybody is kept for it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Literal

from msgspec import Struct
from rapidfuzz import fuzz

from shared.imports.contacts.fields import ContactText
from shared.rounds.names import bare_name
from shared.thai import skeleton

#: Likeness (0–100) of two names from which they may be one person's. The spellings of one person in Mukdahan's report
#: of 2567 are 79 to 97 alike, its sixteen persons at most 43; two names with one surname are about 75.
LIKENESS = 79

_LATIN_TITLE = re.compile(r"^(?:mr|mrs|ms|miss|dr|prof|pol|maj|col|lt|capt|gen|sgt)\b\.?\s*", re.IGNORECASE)
_POLITE = re.compile(r"^คุณ\s*")

Field = Literal["email", "phone", "name"]


class Entry(Struct, frozen=True):
    """Somebody who is compared: ``where`` names the row of a file, or the person in the list."""

    where: str
    contact: ContactText


class Duplicate(Struct, frozen=True, kw_only=True):
    """Two entries that are one person (certain), or may be. by: what agrees."""

    first: str
    second: str
    certain: bool
    by: tuple[Field, ...]


def duplicates_of(entries: Sequence[Entry], known: Sequence[Entry] = ()) -> tuple[Duplicate, ...]:
    """Pairs among the entries, and between them and those known already; known ones are not compared to each other."""
    new = [_Compared(entry) for entry in entries]
    old = [_Compared(entry) for entry in known]
    pairs = [*combinations(new, 2), *((before, after) for after in new for before in old)]
    return tuple(_found(pairs))


def _found(pairs: "Sequence[tuple[_Compared, _Compared]]") -> Iterator[Duplicate]:
    for first, second in pairs:
        by = first.agrees(second)
        if by:
            certain = "email" in by or len(by) > 1 or first.same_name(second)
            yield Duplicate(first=first.where, second=second.where, certain=certain, by=by)


class _Compared:
    """One entry with what is compared, computed once."""

    def __init__(self, entry: Entry) -> None:
        contact = entry.contact
        self.where = entry.where
        self.email, self.phone = contact.email, contact.phone
        self.name = _bare(contact.name)
        self.skeleton = skeleton(self.name).replace(".", "")
        self.organisation = skeleton(contact.organisation)

    def agrees(self, other: "_Compared") -> tuple[Field, ...]:
        """In what the two agree."""
        alike = max(fuzz.ratio(self.name, other.name), fuzz.ratio(self.skeleton, other.skeleton)) >= LIKENESS
        by: tuple[tuple[Field, bool], ...] = (
            ("email", bool(self.email) and self.email == other.email),
            ("phone", bool(self.phone) and self.phone == other.phone),
            ("name", alike),
        )
        return tuple(field for field, agrees in by if agrees)

    def same_name(self, other: "_Compared") -> bool:
        """The very same name, and nothing that speaks for two persons of that name."""
        apart = self.organisation and other.organisation and self.organisation != other.organisation
        return self.skeleton == other.skeleton and not apart


def _bare(written: str) -> str:
    """The name without ranks and titles of either language."""
    name = _POLITE.sub("", bare_name(written))
    while (shorter := _LATIN_TITLE.sub("", name)) != name:
        name = shorter
    return bare_name(name).casefold()
