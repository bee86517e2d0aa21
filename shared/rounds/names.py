"""Whose name it is: Thai names as documents write them, with ranks, stray spaces and several spellings."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from shared.events.preparation import Officer
from shared.rounds.invalid import PersonNameUnclear, PersonNotInUnit
from shared.thai.normalise import normalise

#: Likeness (0–100, rapidfuzz ratio of normalised names) from which a name is offered as "did you mean".
#: The spellings of one person in Mukdahan's report of 2567 are 79 to 97 alike, its sixteen persons at most 43.
LIKENESS = 75

#: How many persons are offered at most.
SUGGESTIONS = 3

_ABBREVIATED = r"(?:พล\.?\s*ต|พ\.?\s*ต|ร\.?\s*ต|จ\.?\s*ส|ส\.?\s*ต)\.\s*[อทต]\.|ด\.\s*ต\."
_IN_FULL = (
    r"พลตำรวจ(?:เอก|โท|ตรี)|พันตำรวจ(?:เอก|โท|ตรี)|ร้อยตำรวจ(?:เอก|โท|ตรี)|"
    r"ดาบตำรวจ|จ่าสิบตำรวจ|สิบตำรวจ(?:เอก|โท|ตรี)"
)
# After นาย or นาง a new syllable must begin; otherwise it is part of a name (นายิกา).
_CIVIL = r"(?:นางสาว|น\.\s*ส\.|นาง|นาย|ดร\.)(?=[\sก-ฮเแโใไ])"
_TITLE = re.compile(
    rf"\s*(?:ว่าที่|(?:{_ABBREVIATED}|{_IN_FULL})\s*(?:\(พิเศษ\))?(?:\s*หญิง(?=\s|[ก-ฮเแโใไ]))?|{_CIVIL})\s*"
)


def bare_name(written: str) -> str:
    """The name without rank and title, single-spaced, in Thai's canonical spelling."""
    name = " ".join(normalise(written).split())
    while match := _TITLE.match(name):
        name = name[match.end() :]
    return name


@lru_cache(maxsize=4096)
def comparable(written: str) -> str:
    """The form in which names are compared."""
    return bare_name(written).casefold()


def owner_of(written: str, people: Mapping[str, Officer]) -> str | None:
    """The canonical name of the person who is written so, exactly or by a recorded spelling; None if nobody is."""
    wanted = comparable(written)
    for name, person in people.items():
        if wanted == comparable(name) or wanted in map(comparable, person.spellings):
            return name
    return None


def likely(written: str, people: Mapping[str, Officer]) -> tuple[str, ...]:
    """Canonical names of persons who might be meant, likeliest first."""
    spellings = {
        comparable(spelling): name for name, person in people.items() for spelling in (name, *person.spellings)
    }
    close = process.extract(
        comparable(written), spellings.keys(), scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=len(spellings)
    )
    return tuple(dict.fromkeys(spellings[spelling] for spelling, _, _ in close))[:SUGGESTIONS]


def person(written: str, people: Mapping[str, Officer], field: str) -> str:
    """The canonical name of the person of the unit who is written so. Raises PersonNameUnclear, PersonNotInUnit."""
    name = owner_of(written, people)
    if name is None:
        refuse_if_unclear(written, people, field)
        raise PersonNotInUnit(given=written, field=field, allowed=sorted(people))
    return name


def persons(written: Iterable[str], people: Mapping[str, Officer], field: str) -> tuple[str, ...]:
    """As ``person``, for several; someone named twice stands once."""
    return tuple(dict.fromkeys(person(each, people, field) for each in written))


def person_or_guest(written: str, people: Mapping[str, Officer], field: str) -> str:
    """As ``person``, but a stranger is taken as written. Raises PersonNameUnclear."""
    name = owner_of(written, people)
    if name is None:
        refuse_if_unclear(written, people, field)
        return " ".join(normalise(written).split())
    return name


def refuse_if_unclear(written: str, people: Mapping[str, Officer], field: str) -> None:
    """Raises PersonNameUnclear if the name is very like somebody's."""
    suggestions = likely(written, people)
    if suggestions:
        raise PersonNameUnclear(given=written, field=field, likeliest=suggestions[0], suggestions=list(suggestions))
