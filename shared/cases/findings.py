"""Finds where a case contradicts itself: the same matter told differently in two places.

Keys of what is found: ``spelling:<officer>``, ``rank:<officer>``, ``reading:<matter>``, ``attendance:<meeting>``,
``item-title:``, ``item-officers:``, ``item-supervisors:``, ``item-under:``, ``item-code:``, ``item-due:<item>``,
``sum:<fact>``, ``assigned:<item>``, ``fact:<fact>``, ``unused:<officer>``, ``unlike:<officer>``.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from shared.cases.commands import command_of
from shared.cases.model import Case, ItemRow
from shared.cases.names import likeness, mentions, officer_meant, rank, roster, spelling
from shared.events.preparation import Officer
from shared.rounds import AssignItem, HoldMeeting, ReportProgress, SetQuota
from shared.rounds.names import LIKENESS
from shared.thai import normalise


@dataclass(frozen=True)
class Variant:
    """One way in which a matter is told. places: where. likeness: of a spelling, to the chosen name (0–100)."""

    says: str
    places: tuple[str, ...]
    likeness: int | None = None


@dataclass(frozen=True)
class Found:
    """A matter that is told in more than one way."""

    key: str
    variants: tuple[Variant, ...]


#: What is told of one matter: (place, words for comparing, words for people).
Told = tuple[str, str, str]


def findings(case: Case) -> tuple[Found, ...]:
    """Every contradiction in the case's data, in a fixed order."""
    finders: tuple[Callable[[Case], Iterator[Found]], ...] = (
        _spellings,
        _unused_spellings,
        _unlike,
        _ranks,
        _readings,
        _attendance,
        _items,
        _assignments,
        _meetings,
        _sums,
    )
    return tuple(found for finder in finders for found in finder(case))


def differing(key: str, told: Iterable[Told]) -> Iterator[Found]:
    """What is told, if it is not all the same."""
    variants: dict[str, tuple[str, list[str]]] = {}
    for place, compared, shown in told:
        variants.setdefault(compared, (shown, []))[1].append(place)
    if len(variants) > 1:
        yield Found(key, tuple(Variant(shown, tuple(dict.fromkeys(places))) for shown, places in variants.values()))


def _spellings(case: Case) -> Iterator[Found]:
    for name, told in _told_by_officer(case, spelling).items():
        shortened = name.split()[0]
        for found in differing(f"spelling:{name}", (each for each in told if each[1] != shortened)):
            yield Found(found.key, tuple(_compared(variant, name) for variant in found.variants))


def _compared(variant: Variant, name: str) -> Variant:
    return Variant(variant.says, variant.places, likeness(variant.says, name))


def _unlike(case: Case) -> Iterator[Found]:
    """Spellings listed for an officer that are hardly the same name: listed by mistake, or somebody else's."""
    for officer in case.officers:
        compared = (_compared(Variant(each, ("officers",)), officer.name) for each in officer.spellings)
        unlike = tuple(variant for variant in compared if variant.likeness is not None and variant.likeness < LIKENESS)
        if unlike:
            yield Found(f"unlike:{officer.name}", unlike)


def _ranks(case: Case) -> Iterator[Found]:
    for name, told in _told_by_officer(case, rank).items():
        yield from differing(f"rank:{name}", told)


def _told_by_officer(case: Case, what: Callable[[str], str | None]) -> dict[str, list[Told]]:
    people = roster(case)
    told: dict[str, list[Told]] = {name: [] for name in people}
    for mention in mentions(case):
        name, words = officer_meant(mention.written, people), what(mention.written)
        if name is not None and words:
            told[name].append((mention.place, words, words))
    return told


def _unused_spellings(case: Case) -> Iterator[Found]:
    printed = {spelling(mention.written) for mention in mentions(case)}
    for officer in case.officers:
        unused = [each for each in (officer.name, *officer.spellings) if each not in printed]
        if unused:
            yield Found(f"unused:{officer.name}", tuple(Variant(each, ("officers",)) for each in unused))


def _readings(case: Case) -> Iterator[Found]:
    people = roster(case)
    for reading in case.readings:
        told = (
            (place, said.strip(), said) if isinstance(said, str) else (place, *_names(said, people))
            for place, said in reading.says.items()
        )
        yield from differing(f"reading:{reading.matter}", ((place, _plain(a), b) for place, a, b in told))


def _attendance(case: Case) -> Iterator[Found]:
    people = roster(case)
    for meeting, lists in case.attendance.items():
        told = ((place, *_names(listed.present, people)) for place, listed in lists.items())
        yield from differing(f"attendance:{meeting}", told)


def _items(case: Case) -> Iterator[Found]:
    people = roster(case)
    parts: dict[str, Callable[[ItemRow], tuple[str, str]]] = {
        "title": lambda row: (_plain(row.title), row.title),
        "officers": lambda row: _names(row.officers, people),
        "supervisors": lambda row: _names(row.supervisors, people),
        "under": lambda row: (row.under, row.under),
        "code": lambda row: (row.code, row.code),
    }
    for item, rows in _rows(case).items():
        for part, say in parts.items():
            yield from differing(f"item-{part}:{item}", ((place, *say(row)) for place, row in rows))
        due = ((place, str(row.due), str(row.due)) for place, row in rows if row.due is not None)
        yield from differing(f"item-due:{item}", due)


def _assignments(case: Case) -> Iterator[Found]:
    """Each item of the tables is assigned by exactly one fact, as one of the tables has it."""
    people, rows = roster(case), _rows(case)
    assigned = [(fact.id, command_of(case, fact)) for fact in case.facts if fact.command == "AssignItem"]
    counted = Counter(command.item for _, command in assigned if isinstance(command, AssignItem))
    for item in [*rows, *(item for item in counted if item not in rows)]:
        if counted[item] != 1 or item not in rows:
            variants = (
                Variant(str(counted[item]), ("facts",)),
                Variant(str(len(rows.get(item, ()))), ("item_tables",)),
            )
            yield Found(f"assigned:{item}", variants)
    for fact_id, command in assigned:
        if isinstance(command, AssignItem) and not _follows_a_table(command, rows.get(command.item, []), people):
            yield Found(f"fact:{fact_id}", (Variant(_assigned_to(command), ("facts",)),))


def _follows_a_table(command: AssignItem, rows: list[tuple[str, ItemRow]], people: dict[str, Officer]) -> bool:
    who = _names(command.officers, people), _names(command.supervisors, people)
    due = {row.due for _, row in rows if row.due is not None}
    told = [(_names(row.officers, people), _names(row.supervisors, people)) for _, row in rows]
    return who in told and (command.due in due if due else command.due is None)


def _assigned_to(command: AssignItem) -> str:
    return f"{', '.join(command.officers)} / {', '.join(command.supervisors)} / {command.due}"


def _meetings(case: Case) -> Iterator[Found]:
    """A recorded meeting has those present whom one of the lists has."""
    people = roster(case)
    for fact in case.facts:
        held = command_of(case, fact) if fact.command == "HoldMeeting" else None
        if isinstance(held, HoldMeeting) and held.number in case.attendance:
            present = _names((each.name for each in held.attendance if each.present), people)
            lists = case.attendance[held.number]
            if present not in [_names(listed.present, people) for listed in lists.values()]:
                yield Found(f"fact:{fact.id}", (Variant(present[1], ("facts",)),))


def _sums(case: Case) -> Iterator[Found]:
    for fact in case.facts:
        for part, whole in _parts(case, fact.id):
            if sum(part.values()) != whole:
                told = (Variant(str(whole), ("facts",)), Variant(" + ".join(map(str, part.values())), ("facts",)))
                yield Found(f"sum:{fact.id}", told)


def _parts(case: Case, fact_id: str) -> list[tuple[dict[str, int], int]]:
    command = command_of(case, next(fact for fact in case.facts if fact.id == fact_id))
    match command:
        case SetQuota(by_work_line=lines, minimum=minimum) if lines:
            return [(lines, minimum)]
        case ReportProgress(by_work_line=lines, by_occupation=occupations, total=total):
            return [(part, total) for part in (lines, occupations) if part]
        case _:
            return []


def _rows(case: Case) -> dict[str, list[tuple[str, ItemRow]]]:
    rows: dict[str, list[tuple[str, ItemRow]]] = {}
    for place, table in case.item_tables.items():
        for row in table:
            rows.setdefault(row.item, []).append((place, row))
    return rows


def _names(written: Iterable[str], people: dict[str, Officer]) -> tuple[str, str]:
    """Names as a set of officers: for comparing, and for people with their number."""
    names = sorted({officer_meant(each, people) or each for each in written})
    shown = ", ".join(names)
    return shown, f"({len(names)}) {shown}"


def _plain(text: str) -> str:
    return "".join(normalise(text).split())
