"""Who serves in the unit: checks on names before they join the people of a round."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from shared.events.preparation import Attendance, CommitteeMember, Officer
from shared.rounds.checks import known_label, text
from shared.rounds.invalid import Repeated, SpellingTaken, UnknownWorkLine
from shared.rounds.names import bare_name, comparable, owner_of, person_or_guest, refuse_if_unclear
from shared.rubric.model import Rubric


def officers_listed(given: Iterable[Officer], people: Mapping[str, Officer], *, distinct: bool) -> tuple[Officer, ...]:
    """The officers under their canonical names. Raises PersonNameUnclear, unless ``distinct``, SpellingTaken, Repeated.

    An officer already known, by name or by a recorded spelling, keeps the canonical name.
    """
    listed: dict[str, Officer] = {}
    for each in given:
        officer = _officer(each, {**people, **listed}, distinct=distinct)
        if officer.name in listed:
            raise Repeated(given=each.name, field="officers")
        listed[officer.name] = officer
    return tuple(listed.values())


def _officer(given: Officer, people: Mapping[str, Officer], *, distinct: bool) -> Officer:
    bare = text(bare_name(given.name), "officers.name")
    known = owner_of(bare, people)
    if known is None and not distinct:
        refuse_if_unclear(bare, people, "officers")
    name = known or bare
    return replace(given, name=name, spellings=_spellings(given, name, people))


def _spellings(given: Officer, name: str, people: Mapping[str, Officer]) -> tuple[str, ...]:
    spellings = dict.fromkeys(bare_name(each) for each in (given.name, *given.spellings))
    for spelling in spellings:
        owner = owner_of(spelling, people)
        if owner not in {None, name}:
            raise SpellingTaken(given=spelling, owner=owner)
    return tuple(each for each in spellings if each and comparable(each) != comparable(name))


def in_work_line(officer: Officer, rubric: Rubric) -> Officer:
    """The officer with the id of the line of work. Raises UnknownWorkLine."""
    if officer.work_line is None:
        return officer
    return replace(officer, work_line=known_label(officer.work_line, rubric.work_lines, UnknownWorkLine))


def committee(given: Iterable[CommitteeMember], people: Mapping[str, Officer]) -> tuple[CommitteeMember, ...]:
    """The members under their canonical names; strangers join. Raises PersonNameUnclear, Repeated."""
    members: dict[str, CommitteeMember] = {}
    for each in given:
        bare = text(bare_name(each.name), "members.name")
        known = owner_of(bare, people)
        if known is None:
            refuse_if_unclear(bare, people, "members")
        name = known or bare
        if name in members:
            raise Repeated(given=each.name, field="members")
        members[name] = replace(each, name=name, role=text(each.role, "members.role"))
    return tuple(members.values())


def attendance(given: Iterable[Attendance], people: Mapping[str, Officer]) -> tuple[Attendance, ...]:
    """Who was at a meeting, the unit's people under their canonical names. Raises PersonNameUnclear, Repeated."""
    attending: dict[str, Attendance] = {}
    for each in given:
        name = person_or_guest(text(each.name, "attendance.name"), people, "attendance")
        if name in attending:
            raise Repeated(given=each.name, field="attendance")
        attending[name] = replace(each, name=name)
    return tuple(attending.values())
