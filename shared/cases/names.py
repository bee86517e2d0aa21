"""Which officer a printed name means: exactly, by a listed spelling, or by given name; never by likeness."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from shared.cases.model import Case
from shared.events.preparation import Officer
from shared.rounds.names import bare_name, comparable, owner_of
from shared.thai import normalise

#: Ends a name whose surname is left out.
_ABBREVIATED = "ฯ"
_IN_FULL = (("พันตำรวจ", "พ.ต."), ("ร้อยตำรวจ", "ร.ต."), ("เอก", "อ."), ("โท", "ท."), ("ตรี", "ต."))


@dataclass(frozen=True)
class Mention:
    """An officer's name as printed, with rank, and the place."""

    written: str
    place: str


@dataclass(frozen=True)
class UnresolvedName:
    """A printed name that is nobody's listed spelling. likely: whom it resembles most; score: how much, 0–100."""

    written: str
    places: tuple[str, ...]
    likely: str
    score: int


def roster(case: Case) -> dict[str, Officer]:
    """The officers of the case by canonical name."""
    return {each.name: Officer(name=each.name, spellings=each.spellings) for each in case.officers}


def mentions(case: Case) -> Iterator[Mention]:
    """Every printed name: running text, lists of attendance, tables of items, readings that are lists of names."""
    for place, names in case.mentions.items():
        yield from (Mention(name, place) for name in names)
    for lists in case.attendance.values():
        for place, listed in lists.items():
            yield from (Mention(name, place) for name in (*listed.present, *listed.absent))
    for place, rows in case.item_tables.items():
        for row in rows:
            yield from (Mention(name, f"{place} {row.item}") for name in (*row.officers, *row.supervisors))
    for reading in case.readings:
        for place, said in reading.says.items():
            yield from (Mention(name, place) for name in said if not isinstance(said, str))


def officer_meant(written: str, people: dict[str, Officer]) -> str | None:
    """The canonical name of the officer, None if no listed spelling fits. A given name alone must be one person's."""
    name = without_surname_mark(written)
    owner = owner_of(name, people)
    if owner is not None or " " in bare_name(name):
        return owner
    named_so = [each for each in people if comparable(each).split()[0] == comparable(name)]
    return named_so[0] if len(named_so) == 1 else None


def spelling(written: str) -> str | None:
    """The printed name without rank; None if the surname is left out (as in สุปราณีฯ)."""
    return None if written.endswith(_ABBREVIATED) else bare_name(written)


def likeness(spelled: str, name: str) -> int:
    """How alike a spelling and a name are, 0–100; a given name alone is held against the given name."""
    whole = " " in spelled
    return round(fuzz.ratio(comparable(spelled), comparable(name if whole else name.split(maxsplit=1)[0])))


def without_surname_mark(written: str) -> str:
    """The name without the sign that stands for a surname left out."""
    return written.removesuffix(_ABBREVIATED)


def rank(written: str) -> str:
    """The rank before a printed name, abbreviated: พันตำรวจตรีหญิง and พ.ต.ต.หญิง are one rank."""
    text = " ".join(normalise(written).split())
    prefix = text.removesuffix(bare_name(text)).strip()
    for full, short in _IN_FULL:
        prefix = prefix.replace(full, short)
    return prefix


def unresolved(case: Case) -> tuple[UnresolvedName, ...]:
    """Printed names that no listed spelling covers, with whom they resemble."""
    people = roster(case)
    places: dict[str, list[str]] = {}
    for mention in mentions(case):
        if officer_meant(mention.written, people) is None:
            places.setdefault(mention.written, []).append(mention.place)
    return tuple(_resembling(written, tuple(dict.fromkeys(where)), people) for written, where in places.items())


def _resembling(written: str, places: tuple[str, ...], people: dict[str, Officer]) -> UnresolvedName:
    spellings = {comparable(each): name for name, person in people.items() for each in (name, *person.spellings)}
    found = process.extractOne(comparable(without_surname_mark(written)), spellings.keys(), scorer=fuzz.ratio)
    likely, score = (spellings[found[0]], round(found[1])) if found else ("", 0)
    return UnresolvedName(written=written, places=places, likely=likely, score=score)
