"""Which rows of a file were imported before: by what stands in them, not where, and whatever the file is called.

A row counts as often as it stands: two alike in one file are two sheets, and a file that was sorted, saved anew or has
grown adds only what it has more of. Before decision 39 a row was hashed with its number and its cells as they were: one
of an import of that time is known as long as it stands where it stood, unchanged.
"""

from collections import Counter
from collections.abc import Container, Sequence

from msgspec import Struct

from shared.events.surveys import AnswersImported
from shared.imports.answers import AnswerRow, cell_key
from shared.rubric.model import SurveyId
from shared.secrecy import keyed_hash

#: Hex digits of a row's hash.
_DIGITS = 16
#: A row of a file and its hash.
Hashed = tuple[AnswerRow, str]


class Compared(Struct, frozen=True):
    """new: the rows to record; changed: numbers of those that stand where an imported row stood that is gone.

    missing: rows of an earlier import of this file that are not in it any more.
    """

    new: tuple[Hashed, ...]
    known: int
    changed: tuple[int, ...]
    missing: int


def hashed(
    master: bytes, instrument: SurveyId, rows: Sequence[AnswerRow], earlier: Sequence[AnswersImported]
) -> tuple[Hashed, ...]:
    """The rows with keyed hashes of what stands in them: not of their place, the file's bytes, nor of the mapping.

    A row that an earlier import recorded under its former hash has that one.
    """
    recorded = {name for event in earlier for _, name in _entries(event)}
    return tuple((row, _name(master, instrument, row, recorded)) for row in rows)


def compared(rows: Sequence[Hashed], earlier: Sequence[AnswersImported]) -> Compared:
    """The rows beside all that was imported before."""
    imports = [_entries(event) for event in earlier]
    before = Counter(name for entries in imports for _, name in entries)
    new = _beyond(rows, before)
    places, missing = _gone(rows, imports)
    changed = tuple(row.row for row, _ in new if row.row in places)
    return Compared(new, len(rows) - len(new), changed, missing)


def _beyond(rows: Sequence[Hashed], before: Counter[str]) -> tuple[Hashed, ...]:
    """Of rows alike, those that come after as many as were imported."""
    seen: Counter[str] = Counter()
    new = []
    for row, name in rows:
        seen[name] += 1
        if seen[name] > before[name]:
            new.append((row, name))
    return tuple(new)


def _gone(rows: Sequence[Hashed], imports: Sequence[Sequence[tuple[int, str]]]) -> tuple[set[int], int]:
    """Of earlier imports of this file (at least half of their rows are in it): where rows stood that are not, and how
    many these are."""
    here = Counter(name for _, name in rows)
    places: set[int] = set()
    missing = 0
    for entries in imports:
        there = Counter(name for _, name in entries)
        gone = there - here
        if 2 * gone.total() <= there.total():
            places |= {number for number, name in entries if name in gone}
            missing += gone.total()
    return places, missing


def _entries(event: AnswersImported) -> list[tuple[int, str]]:
    return [(int(number), name) for number, _, name in (entry.partition(":") for entry in event.rows)]


def _name(master: bytes, instrument: SurveyId, row: AnswerRow, recorded: Container[str]) -> str:
    former = _hash(master, (instrument, str(row.row), *row.cells))
    return former if former in recorded else _hash(master, (instrument, *_keys(row)))


def _keys(row: AnswerRow) -> Sequence[str]:
    """What stands in the row, without the empty cells at its end."""
    keys = [cell_key(text) for text in row.cells]
    while keys and not keys[-1]:
        keys.pop()
    return keys


def _hash(master: bytes, parts: Sequence[str]) -> str:
    return keyed_hash(master, "answer rows", "\x1f".join(parts).encode()).hex()[:_DIGITS]
