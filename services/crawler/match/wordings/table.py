"""The wordings, and the table of what was learnt from them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from services.crawler.match.keys import title_key
from services.crawler.match.others import BOX_NAMES

#: The title of what is no item of any criteria.
NO_TITLE = "-"
FOLDER = Path(__file__).parent
LEARNT = FOLDER / "learnt.json"
#: Trigrams that occur in fewer wordings teach nothing.
_FEWEST = 2
#: What begins a line that is a title, and a remark.
_TITLE, _REMARK = "= ", "#"


class Table(msgspec.Struct, frozen=True):
    """titles: each with how many wordings it has. keys: of each wording, with the place of its title in that order, if
    it is one title's alone. trigrams: for each of a key the places of titles, with in how many of their wordings it
    occurs: place, count, place, count …"""

    titles: dict[str, int]
    keys: dict[str, int]
    trigrams: dict[str, list[int]]


@cache
def table() -> Table:
    """What was learnt."""
    return msgspec.json.decode(LEARNT.read_bytes(), type=Table)


def read_wordings() -> Iterator[tuple[str, str]]:
    """All wordings, each with its title."""
    yield from ((NO_TITLE, name) for name in BOX_NAMES)
    for file in sorted(FOLDER.glob("*.txt")):
        title = NO_TITLE
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith(_TITLE):
                title = line.removeprefix(_TITLE)
            elif line and not line.startswith(_REMARK):
                yield title, line


def learn(wordings: Iterable[tuple[str, str]]) -> Table:
    """The table for wordings, each with its title."""
    keyed = [(title, title_key(wording)) for title, wording in wordings]
    sizes = Counter(title for title, _ in keyed)
    place = {title: number for number, title in enumerate(sizes)}
    titles_of, seen = defaultdict[str, set[int]](set), defaultdict[str, Counter[int]](Counter)
    for title, key in keyed:
        titles_of[key].add(place[title])
        for trigram in trigrams(key):
            seen[trigram][place[title]] += 1
    return Table(
        titles=dict(sizes),
        keys={key: places.pop() for key, places in sorted(titles_of.items()) if len(places) == 1},
        trigrams={trigram: _row(counts) for trigram, counts in sorted(seen.items()) if counts.total() >= _FEWEST},
    )


def _row(counts: Counter[int]) -> list[int]:
    return [number for pair in sorted(counts.items()) for number in pair]


def trigrams(key: str) -> frozenset[str]:
    """The trigrams of a key, its beginning and end among them."""
    marked = f"^{key}$"
    return frozenset(marked[start : start + 3] for start in range(len(marked) - 2))
