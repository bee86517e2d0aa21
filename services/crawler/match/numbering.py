"""From codes and titles to items: whose numbering a page follows, and who wins where code and title disagree."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from services.crawler.match.alignment import Candidates, align
from services.crawler.match.likeness import ACCEPT
from services.crawler.match.mark import NEAR, Mark
from services.crawler.match.standing import without_echoes, without_lesser_lists
from services.crawler.match.titles import TitleIndex, TitleMatch
from services.crawler.page import Page

#: A title beside a code says which item is meant from this score on.
_SURE = 80.0
#: A title beside a code overrules it from this score on: it must be the whole title, not words that many share.
_OVERRULES = 90.0
#: How much better another item's title must fit than the code's own item before the two disagree.
_BETTER = 9.0
#: Below this score words of some length are certainly not the title of the code's item.
_STRANGE = 45.0
#: Items among which the neighbours may decide.
_ALTERNATIVES = 4
#: So many codes with another item's title are no slips any more.
_MIXED = 4
#: Words shorter than this, in characters, are too short to be strange.
_LONG_ENOUGH = 12


@dataclass(frozen=True)
class Numbering:
    """What a page's codes mean. foreign: they follow other criteria. agreeing, disagreeing: beside how many codes the
    title of their own item stands, and of another."""

    foreign: bool
    agreeing: int
    disagreeing: int

    @property
    def mixed(self) -> bool:
        """Whether so many titles are another item's that some part of the page must follow other criteria."""
        return self.disagreeing >= _MIXED


class Resolver:
    """Sets the items of marks. prefix: the letters of the rubric's ids; ids: all ids of the rubric, in its order."""

    def __init__(self, titles: TitleIndex, prefix: str, ids: Sequence[str]) -> None:
        self._titles = titles
        self._prefix = prefix
        self._order = tuple(ids)
        self._place = {item: place for place, item in enumerate(ids)}

    def resolve(self, page: Page, marks: Sequence[Mark]) -> tuple[list[Mark], Numbering]:
        """The marks with their items, and the page's numbering. Titles that name none without a code are left out."""
        marks = self._of_the_list(page, marks)
        numbering = self._numbering(marks)
        learned = self._learned(marks) if numbering.foreign else {}
        agreed = Counter(self._code_item(mark) for mark in marks if self._agrees(mark))
        coded = Counter(self._code_item(mark) for mark in marks if mark.code and len(mark.code.numbers) == 1)
        titled = frozenset(filter(None, map(self._contradiction, marks)))
        taken = frozenset() if numbering.foreign else frozenset(coded)
        aligned = self._aligned(marks, by_title=lambda mark: mark.code is None, accept=ACCEPT, taken=taken)
        if numbering.foreign:
            aligned |= self._aligned(marks, by_title=self._single, accept=_SURE)
        resolved = [
            self._resolved(mark, numbering, learned, agreed, coded, titled, aligned.get(place))
            for place, mark in enumerate(marks)
        ]
        return without_echoes(page, [self._shared(mark) for mark in resolved]), numbering

    def _shared(self, mark: Mark) -> Mark:
        """The mark with all items that its words are a title of."""
        if len(mark.items) != 1 or not mark.title_text:
            return mark
        return replace(mark, items=self._titles.sharing(mark.title_text, mark.items[0]))

    def _of_the_list(self, page: Page, marks: Sequence[Mark]) -> list[Mark]:
        """The marks without titles that only repeat or resemble the list's, so that they don't break its order."""
        if any(mark.code for mark in marks):
            return list(marks)
        named = [replace(mark, items=self._alone(mark)) for mark in marks]
        kept = {(mark.block, mark.piece) for mark in without_lesser_lists(page, named)}
        return [mark for mark in marks if (mark.block, mark.piece) in kept]

    @staticmethod
    def _alone(mark: Mark) -> tuple[str, ...]:
        return (mark.title.item,) if mark.title is not None and mark.title.score >= ACCEPT else ()

    def _aligned(
        self,
        marks: Sequence[Mark],
        by_title: Callable[[Mark], bool],
        accept: float,
        taken: frozenset[str] = frozenset(),
    ) -> dict[int, str]:
        """The items of the marks that only their titles tell, all read together. Keys: places among the marks. taken:
        items that have a code on the page, which no title without one names again."""
        places = [place for place, mark in enumerate(marks) if by_title(mark)]
        chosen = align([self._candidates(marks[place], taken) for place in places], accept)
        return {place: self._order[item] for place, item in zip(places, chosen, strict=True) if item is not None}

    def _candidates(self, mark: Mark, taken: frozenset[str]) -> Candidates:
        """The items that the words may name; those that fit about as well as the best are all left in, but for those
        taken: a title that none fits better names none."""
        if mark.title is not None and mark.title.worded:
            return {} if mark.title.item in taken else {self._place[mark.title.item]: mark.title.score}
        ranked = self._titles.ranked(mark.title_text)
        best = {item for item, score in ranked if score == ranked[0][1]}
        if best and best <= taken:
            return {}
        near = [(item, score) for item, score in ranked if score >= NEAR and item not in taken]
        return {self._place[item]: score for item, score in near[:_ALTERNATIVES]}

    def _resolved(
        self,
        mark: Mark,
        numbering: Numbering,
        learned: dict[int, str],
        agreed: Counter[str],
        coded: Counter[str],
        titled: frozenset[str],
        aligned: str | None,
    ) -> Mark:
        if mark.code is None:
            return self._as_titled(mark, aligned)
        if mark.code.group or mark.code.foreign:
            return mark
        own = tuple(item for number in mark.code.numbers if (item := f"{self._prefix}{number}") in self._place)
        other = self._contradiction(mark)
        if numbering.foreign:
            return self._by_title(mark, learned, aligned)
        if other is None:
            return replace(mark, items=() if self._taken(mark, titled) else own)
        if agreed[other] and coded[self._code_item(mark)] == 1 and own and not numbering.mixed:
            return replace(mark, items=own, noted=f"title repeats {other}")
        return replace(mark, items=(other,), noted=f"numbered {self._code_item(mark)}, titled {other}")

    def _taken(self, mark: Mark, titled: frozenset[str]) -> bool:
        """Whether the code is another criteria's: its title is, and the item's own title stands at another code."""
        return self._code_item(mark) in titled and self._titles.is_of_other_criteria(mark.title_text)

    def _as_titled(self, mark: Mark, aligned: str | None) -> Mark:
        """A title without a code, as the item that its words and its neighbours tell."""
        if aligned is None:
            return replace(mark, items=())
        if mark.title is not None and mark.title.worded:
            return replace(mark, items=(aligned,))
        score = self._titles.score(mark.title_text, aligned)
        return replace(mark, items=(aligned,), title=TitleMatch(aligned, score, lead=0.0))

    def _by_title(self, mark: Mark, learned: dict[int, str], aligned: str | None) -> Mark:
        """Under other criteria's numbers only titles count, or what the page itself teaches of its numbers."""
        number = self._code_item(mark)
        if aligned is not None:
            noted = "" if aligned == number else f"numbered {number}, titled {aligned}"
            return replace(self._as_titled(mark, aligned), noted=noted)
        item = learned.get(mark.code.numbers[0]) if mark.code and mark.code.numbers and not mark.title_text else None
        return replace(mark, items=(item,) if item else (), noted=f"{number} of other criteria")

    def _code_item(self, mark: Mark) -> str:
        return f"{self._prefix}{mark.code.numbers[0]}" if mark.code and mark.code.numbers else ""

    def _single(self, mark: Mark) -> bool:
        return mark.code is not None and len(mark.code.numbers) == 1

    def _agrees(self, mark: Mark) -> bool:
        if not self._single(mark) or not mark.title_text:
            return False
        return (
            self._contradiction(mark) is None and self._titles.score(mark.title_text, self._code_item(mark)) >= ACCEPT
        )

    def _contradiction(self, mark: Mark) -> str | None:
        """Another item whose title the words clearly are, or None."""
        if not self._single(mark) or mark.title is None or mark.title.score < _OVERRULES:
            return None
        own = self._code_item(mark)
        if mark.title.item == own or mark.title.score - self._titles.score(mark.title_text, own) < _BETTER:
            return None
        return mark.title.item

    def _strange(self, mark: Mark) -> bool:
        """Whether the words beside the code are certainly not its item's title, nor any other's."""
        if not self._single(mark) or len(mark.title_text) < _LONG_ENOUGH or self._contradiction(mark):
            return False
        score = self._titles.score(mark.title_text, self._code_item(mark))
        return score < _STRANGE or self._titles.is_of_other_criteria(mark.title_text)

    def _numbering(self, marks: Sequence[Mark]) -> Numbering:
        agreeing = len({self._code_item(mark) for mark in marks if self._agrees(mark)})
        contradicting = len({self._code_item(mark) for mark in marks if self._contradiction(mark)})
        strange = len({self._code_item(mark) for mark in marks if self._strange(mark)})
        disagreeing = contradicting + strange / 2
        foreign = disagreeing > agreeing and disagreeing >= 2  # noqa: PLR2004 - one may be a slip
        return Numbering(foreign, agreeing, round(disagreeing))

    def _learned(self, marks: Sequence[Mark]) -> dict[int, str]:
        """What the page teaches of its own numbers: number → item, where every mark with that number agrees."""
        seen: dict[int, set[str]] = {}
        for mark in marks:
            if mark.code and self._single(mark) and mark.title and mark.title.score >= _SURE:
                seen.setdefault(mark.code.numbers[0], set()).add(mark.title.item)
        return {number: items.pop() for number, items in seen.items() if len(items) == 1}
