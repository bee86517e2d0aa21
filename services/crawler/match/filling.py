"""Entries of a list that are like no title, by the list around them: who words every title anew keeps to the order.

Most lists name the items in the order of the criteria. Where the entries before and behind one are surely known, it can
only be one of the items between them, or no item; its own words and those of its links need tell no more than which.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain as chained
from itertools import pairwise
from typing import TypeAlias

from msgspec.structs import replace

from services.crawler.match.likeness import ACCEPT
from services.crawler.match.listed import Entry, Listed, listed
from services.crawler.match.mark import BY_NEIGHBOURS, CODELESS_SCORE, Mark
from services.crawler.match.titles import TitleIndex, TitleMatch
from services.crawler.match.wordings import SCORE, WordedTitles
from services.crawler.page import Block, Link, Page

#: So many items surely named in places of one kind, and such a share of the steps between them forward, make a list
#: whose order says something; on the page of one part of the assessment fewer do.
_LIST, _OF_A_SECTION, _FORWARD = 4, 2, 0.75
#: How many times as likely as its words say an entry is: an item between its neighbours that nothing else names; one
#: of its neighbours' own; its neighbours' own where that is the same.
_MISSING, _NEIGHBOUR, _SAME = 6.0, 1.5, 20.0
#: How sure an item must be, 0–1, beside all others and beside none: between two neighbours on pages of the assessment
#: or under heads, and elsewhere.
_SURE, _SURER = 0.6, 0.85
#: What an entry's own words count for, and all those of its links.
_OWN, _OF_LINKS = 1.0, 0.6
#: The least that any item is given, 0–1: words may be new.
_LEAST = 0.01
#: A title from this likeness on (0–100) counts as much as words of which one is so sure (0–1), and so does a code.
_LIKE, _AS_SURE = 64.0, 0.5

#: Choices so far, the last one first; shared between readings, so that a long page costs no copies.
_Chain: TypeAlias = "tuple[str | int | None, _Chain] | None"
#: By the item named last (its place), the best points and choices.
_Readings = dict[int, tuple[float, _Chain]]


class Filler:
    """Fills the gaps of lists of one rubric. prefix: the letters of the ids; ids: of its items, in their order."""

    def __init__(self, titles: TitleIndex, worded: WordedTitles, prefix: str, ids: Sequence[str]) -> None:
        self._titles = titles
        self._worded = worded
        self._prefix = prefix
        self._ids = tuple(ids)
        self._place = {item: place for place, item in enumerate(ids)}

    def filled(self, page: Page, marks: Sequence[Mark], section: frozenset[str], *, about_ita: bool) -> list[Mark]:
        """The marks, and those of entries whose items only their neighbours tell; in document order.

        section: the items of the part of the assessment that the page is of, if it is of one; about_ita: it speaks of
        the assessment.
        """
        found = listed(page, marks, _OF_A_SECTION if section else _LIST)
        if not self._is_in_order(found):
            return list(marks)
        # What only links below the heads name may well be a head's.
        naming = [entry.items for entry in found.entries] if found.heads else [mark.items for mark in marks]
        told = list(self._all_told(found, section, set(chained.from_iterable(naming)), freely=about_ita))
        replaced = {(mark.block, mark.piece) for mark in told}
        kept = [mark for mark in marks if (mark.block, mark.piece) not in replaced]
        return sorted((*kept, *told), key=lambda mark: (mark.block, mark.piece))

    def _is_in_order(self, found: Listed) -> bool:
        places = [self._place[entry.items[0]] for entry in found.entries if entry.items]
        steps = [after - before for before, after in pairwise(places) if after != before]
        return bool(places) and sum(step > 0 for step in steps) >= _FORWARD * len(steps)

    def _all_told(self, found: Listed, section: frozenset[str], named: set[str], *, freely: bool) -> Iterator[Mark]:
        for run, before, behind in _runs(found.entries, self._bounds(found.entries)):
            if not (before and behind) and not (freely or found.heads):
                continue
            least = _SURE if (freely or found.heads) and ((before and behind) or section) else _SURER
            yield from self._told(run, self._weights(before, behind, named, section), least)

    def _weights(
        self, before: Entry | None, behind: Entry | None, named: set[str], section: frozenset[str]
    ) -> dict[str, float]:
        """The items that may stand between two named entries (or at an end of the list), and how likely that makes
        each of them."""
        first = self._place[before.items[-1]] if before else 0
        last = self._place[behind.items[0]] if behind else len(self._ids) - 1
        neighbours = {item for each in (before, behind) if each for item in each.items}
        own = _SAME if before and behind and before.items == behind.items else _NEIGHBOUR
        between = [item for item in self._ids[first : last + 1] if item not in named - neighbours]
        return {item: own if item in neighbours else _MISSING for item in between if not section or item in section}

    def _told(self, run: Sequence[Entry], weights: Mapping[str, float], least: float) -> Iterator[Mark]:
        """The marks of entries that stand between two named ones."""
        chosen = self._best([self._sureness(entry, weights) for entry in run], least)
        for entry, item in zip(run, chosen, strict=True):
            if item is not None and entry.items != (item,):
                yield _mark(entry, item)

    def _sureness(self, entry: Entry, weights: Mapping[str, float]) -> dict[str, float]:
        """How sure each of these items is, 0–1, beside all others and beside none."""
        told: dict[str, float] = defaultdict(float)
        known = [sureness for words in entry.words[1:] if (sureness := self._worded.sureness(words))]
        for sureness, weight in [
            (self._worded.sureness(entry.words[0]), _OWN),
            *((each, _OF_LINKS / len(known)) for each in known),
        ]:
            for item, sure in sureness.items():
                told[item] += sure * weight
        for item, score in self._titles.ranked(entry.words[0])[:2]:
            if score >= _LIKE:
                told[item] += _AS_SURE
        if called := self._titles.called(entry.words[0]):
            told[called] += _AS_SURE
        if entry.mark and entry.mark.code:
            for number in entry.mark.code.numbers:
                told[f"{self._prefix}{number}"] += _AS_SURE
        weighed = {item: (told[item] + _LEAST) * weight for item, weight in weights.items()}
        rest = sum(sure for item, sure in told.items() if item not in weights) + _LEAST
        whole = sum(weighed.values()) + rest
        return {item: weight / whole for item, weight in weighed.items()}

    def _best(self, run: Sequence[Mapping[str, float]], least: float) -> list[str | None]:
        """For each entry the item, or None: the surest choice in which none steps back."""
        best: _Readings = {-1: (0.0, None)}
        for sureness in run:
            after: _Readings = {last: (points, (None, chain)) for last, (points, chain) in best.items()}
            for item, sure in sureness.items():
                place = self._place[item]
                points, chain = max((each for last, each in best.items() if last <= place), key=_points)
                if sure >= least and (place not in after or points + sure > after[place][0]):
                    after[place] = (points + sure, (item, chain))
            best = after
        return [item if isinstance(item, str) else None for item in _unchained(max(best.values(), key=_points)[1])]

    def _bounds(self, entries: Sequence[Entry]) -> set[int]:
        """The ids of the most clear entries that stand in order: one that does not says nothing of its neighbours."""
        best: _Readings = {-1: (0.0, None)}
        for entry in filter(_is_clear, entries):
            first, last = self._place[entry.items[0]], self._place[entry.items[-1]]
            count, chain = max((each for place, each in best.items() if place <= first), key=_points)
            if last not in best or count + 1 > best[last][0]:
                best[last] = (count + 1, (id(entry), chain))
        return {each for each in _unchained(max(best.values(), key=_points)[1]) if isinstance(each, int)}


def _points(reading: tuple[float, _Chain]) -> float:
    return reading[0]


def _unchained(chain: _Chain) -> list[str | int | None]:
    chosen: list[str | int | None] = []
    while chain is not None:
        one, chain = chain
        chosen.append(one)
    return chosen[::-1]


def _runs(entries: Sequence[Entry], bounds: set[int]) -> Iterator[tuple[list[Entry], Entry | None, Entry | None]]:
    """The entries side by side that are not clear, each run with the clear ones before and behind that bound it."""
    before: Entry | None = None
    run: list[Entry] = []
    for entry in entries:
        if id(entry) not in bounds:
            run += [entry] if _may_be_told(entry) and not _is_clear(entry) else []
            continue
        yield run, before, entry
        before, run = entry, []
    yield run, before, None


def _is_clear(entry: Entry) -> bool:
    """Whether its code, or its words alone, surely name its item."""
    mark = entry.mark
    if mark is None or not mark.items:
        return False
    return (
        mark.code is not None
        or len(mark.items) > 1
        or (mark.title is not None and (mark.title.worded or mark.title.score >= CODELESS_SCORE))
    )


def _may_be_told(entry: Entry) -> bool:
    """Whether it is no code of a group of items or of another system."""
    code = entry.mark.code if entry.mark else None
    return code is None or not (code.group or code.foreign)


def _mark(entry: Entry, item: str) -> Mark:
    told = told_mark(entry.block, entry.piece, (item,), entry.words[0])
    return told if entry.mark is None else replace(told, code=entry.mark.code, until=entry.mark.until)


def told_mark(block: Block, place: int, items: tuple[str, ...], words: str) -> Mark:
    """The mark of a piece of the block whose items only what is around it tells."""
    piece = block.pieces[place]
    return Mark(
        block=block.index,
        piece=place,
        element=block.element,
        level=block.level,
        code=None,
        title=TitleMatch(items[0], SCORE, SCORE - ACCEPT, worded=True),
        title_text=words,
        link=piece if isinstance(piece, Link) else None,
        until=block.index,
        items=items,
        noted=BY_NEIGHBOURS,
    )
