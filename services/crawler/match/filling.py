"""Entries of a list that are like no title, by the list around them: who words every title anew keeps to the order.

Most lists name the items in the order of the criteria. Where the entries before and behind one are surely known, it can
only be one of the items between them, or no item; its own words and those of its links need tell no more than which.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from services.crawler.match.generic import is_generic
from services.crawler.match.likeness import ACCEPT
from services.crawler.match.mark import Mark
from services.crawler.match.places import Place, place_of
from services.crawler.match.scope import Scopes
from services.crawler.match.titles import LONGEST_TITLE, TitleIndex, TitleMatch
from services.crawler.match.wordings import SCORE, WordedTitles
from services.crawler.page import Block, Link, Page

#: Said of what only its neighbours tell.
BY_NEIGHBOURS = "by its neighbours in the list"
#: So many items surely named in places of one kind, and such a share of the steps between them forward, make a list
#: whose order says something.
_LIST, _FORWARD = 4, 0.75
#: Fewest letters of words that say anything.
_SAYING = 3
#: How many times as likely as its words say an entry is an item between its neighbours that nothing else names; and
#: one of its neighbours' own.
_MISSING, _NEIGHBOUR = 6.0, 1.5
#: How sure an item must be, 0–1, beside all others and beside none: between two neighbours on pages of the assessment
#: or under heads, and elsewhere.
_SURE, _SURER = 0.6, 0.85
#: The least that any item is given, 0–1: words may be new.
_LEAST = 0.01
#: A title from this likeness on (0–100) counts as much as words of which one is so sure (0–1).
_LIKE, _AS_SURE = 64.0, 0.5


class _Entry(msgspec.Struct, frozen=True):
    """One entry of a list. block: where it begins; piece: which of its pieces says what it is; mark: what names its
    item, if anything does; words: all that it says."""

    block: Block
    piece: int
    mark: Mark | None
    words: tuple[str, ...]


class Filler:
    """Fills the gaps of lists of one rubric. ids: of its items, in their order."""

    def __init__(self, titles: TitleIndex, worded: WordedTitles, ids: Sequence[str]) -> None:
        self._titles = titles
        self._worded = worded
        self._ids = tuple(ids)
        self._place = {item: place for place, item in enumerate(ids)}

    def filled(self, page: Page, marks: Sequence[Mark], *, about_ita: bool) -> list[Mark]:
        """The marks, and those of entries whose items only their neighbours tell; in document order.

        about_ita: the page speaks of the assessment.
        """
        entries = _entries(page, marks)
        if not self._is_in_order(entries):
            return list(marks)
        named = {item for mark in marks for item in mark.items}
        freely = about_ita or all(entry.mark is None or entry.mark.link is None for entry in entries)
        found: list[Mark] = []
        for run, before, behind in _runs(entries):
            least = _SURE if freely and before and behind else _SURER
            found += self._told(run, self._weights(before, behind, named), least)
        return sorted((*marks, *found), key=lambda mark: (mark.block, mark.piece))

    def _is_in_order(self, entries: Sequence[_Entry]) -> bool:
        places = [self._place[entry.mark.items[0]] for entry in entries if entry.mark]
        steps = [after - before for before, after in pairwise(places) if after != before]
        return len(set(places)) >= _LIST and sum(step > 0 for step in steps) >= _FORWARD * len(steps)

    def _weights(self, before: _Entry | None, behind: _Entry | None, named: set[str]) -> dict[str, float]:
        """The items that may stand between two named entries (or at an end of the list), and how likely that makes
        each of them."""
        first = self._place[before.mark.items[-1]] if before and before.mark else 0
        last = self._place[behind.mark.items[0]] if behind and behind.mark else len(self._ids) - 1
        neighbours = {item for each in (before, behind) if each and each.mark for item in each.mark.items}
        between = [item for item in self._ids[first : last + 1] if item not in named - neighbours]
        return {item: _NEIGHBOUR if item in neighbours else _MISSING for item in between}

    def _told(self, run: Sequence[_Entry], weights: Mapping[str, float], least: float) -> Iterator[Mark]:
        """The marks of entries that stand between two named ones."""
        chosen = self._best([self._sureness(entry, weights) for entry in run], least)
        for entry, item in zip(run, chosen, strict=True):
            if item is not None:
                yield _mark(entry, item)

    def _sureness(self, entry: _Entry, weights: Mapping[str, float]) -> dict[str, float]:
        """How sure each of these items is, 0–1, beside all others and beside none."""
        told: dict[str, float] = defaultdict(float)
        for words in entry.words:
            for item, sure in self._worded.sureness(words).items():
                told[item] += sure / len(entry.words)
        for item, score in self._titles.ranked(entry.words[0])[:2]:
            if score >= _LIKE:
                told[item] += _AS_SURE
        weighed = {item: (told[item] + _LEAST) * weight for item, weight in weights.items()}
        rest = sum(sure for item, sure in told.items() if item not in weights) + _LEAST
        whole = sum(weighed.values()) + rest
        return {item: weight / whole for item, weight in weighed.items()}

    def _best(self, run: Sequence[Mapping[str, float]], least: float) -> list[str | None]:
        """For each entry the item, or None: the surest choice in which none steps back."""
        best: dict[int, tuple[float, list[str | None]]] = {-1: (0.0, [])}
        for sureness in run:
            after = {last: (points, [*chosen, None]) for last, (points, chosen) in best.items()}
            for item, sure in sureness.items():
                place = self._place[item]
                points, chosen = max(
                    (reading for last, reading in best.items() if last <= place), key=lambda reading: reading[0]
                )
                if sure >= least and (place not in after or points + sure > after[place][0]):
                    after[place] = (points + sure, [*chosen, item])
            best = after
        return max(best.values(), key=lambda reading: reading[0])[1]


def _mark(entry: _Entry, item: str) -> Mark:
    block, piece = entry.block, entry.block.pieces[entry.piece]
    link = piece if isinstance(piece, Link) else None
    title = TitleMatch(item, SCORE, SCORE - ACCEPT, worded=True)
    return Mark(
        block.index,
        entry.piece,
        block.element,
        block.level,
        None,
        title,
        entry.words[0],
        link,
        block.index,
        (item,),
        BY_NEIGHBOURS,
    )


def _entries(page: Page, marks: Sequence[Mark]) -> list[_Entry]:
    """The entries of the page's list: all that stands where most items are named."""
    kinds: dict[tuple[bool, Place], list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.items and not mark.noted:
            kinds[(mark.level > 0, place_of(page, mark.element))].append(mark)
    if not kinds:
        return []
    kind, named = max(kinds.items(), key=lambda each: len({item for mark in each[1] for item in mark.items}))
    if len({item for mark in named for item in mark.items}) < _LIST:
        return []
    by_block = {mark.block: mark for mark in reversed(marks) if mark.items}
    box = _box(page, named)
    blocks = [
        block
        for block in page.blocks
        if not block.chrome
        and (block.level > 0, place_of(page, block.element)) == kind
        and box in page.path(block.element)
    ]
    heads = all(mark.link is None for mark in named)
    entries = list(_read(page, blocks, by_block, heads=heads))
    scopes = Scopes(page, marks)
    return [each for each in entries if each.mark or (_is_head(each) if heads else scopes.around(each.block) is None)]


def _read(page: Page, blocks: Sequence[Block], marks: Mapping[int, Mark], *, heads: bool) -> Iterator[_Entry]:
    ends = [*(block.index for block in blocks[1:]), len(page.blocks)][: len(blocks)]
    for block, end in zip(blocks, ends, strict=True):
        says = next((n for n, piece in enumerate(block.pieces) if _says(_words(piece))), None)
        mark = marks.get(block.index)
        if says is None and mark is None:
            continue
        inside = page.blocks[block.index : end] if heads else (block,)
        links = tuple(link.text for each in inside for link in each.links if _says(link.text))
        place = says if says is not None else 0
        own = _words(block.pieces[place])
        yield _Entry(block, place, mark, (own, *(text for text in links if text != own)))


def _is_head(entry: _Entry) -> bool:
    """Whether the entry begins with words that are no link, as heads do."""
    return isinstance(entry.block.pieces[entry.piece], str)


def _words(piece: str | Link) -> str:
    return piece if isinstance(piece, str) else piece.text


def _says(words: str) -> bool:
    return sum(map(str.isalpha, words)) >= _SAYING and len(words) <= LONGEST_TITLE and not is_generic(words)


def _box(page: Page, marks: Sequence[Mark]) -> int:
    """The smallest element around all the marks."""
    shared = page.path(marks[0].element)
    for mark in marks:
        shared = tuple(one for one, other in zip(shared, page.path(mark.element), strict=False) if one == other)
    return shared[-1]


def _runs(entries: Sequence[_Entry]) -> Iterator[tuple[list[_Entry], _Entry | None, _Entry | None]]:
    """The entries without a mark that stand side by side, each with the named ones before and behind."""
    before: _Entry | None = None
    run: list[_Entry] = []
    for entry in entries:
        if entry.mark is None:
            run.append(entry)
            continue
        if run:
            yield run, before, entry
        before, run = entry, []
    if run:
        yield run, before, None
