"""From codes and titles to items: whose numbering a page follows, and who wins where code and title disagree."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.crawler.match.marks import CODELESS_SCORE, Mark
from services.crawler.match.titles import ACCEPT, TitleIndex

#: A title beside a code says which item is meant from this score on.
_SURE = 80.0
#: A title beside a code overrules it from this score on: it must be the whole title, not words that many share.
_OVERRULES = 90.0
#: How much better another item's title must fit than the code's own item before the two disagree.
_BETTER = 9.0
#: Below this score words of some length are certainly not the title of the code's item.
_STRANGE = 45.0
#: Words shorter than this, in characters, are too short to be strange.
_LONG_ENOUGH = 12


@dataclass(frozen=True)
class Numbering:
    """What a page's codes mean. foreign: they follow other criteria. shown: for how many codes a title was seen."""

    foreign: bool
    agreeing: int
    disagreeing: int


class Resolver:
    """Sets the items of marks. prefix: the letters of the rubric's ids; ids: all ids of the rubric."""

    def __init__(self, titles: TitleIndex, prefix: str, ids: Sequence[str]) -> None:
        self._titles = titles
        self._prefix = prefix
        self._ids = frozenset(ids)

    def resolve(self, marks: Sequence[Mark]) -> tuple[list[Mark], Numbering]:
        """The marks with their items, and the page's numbering."""
        numbering = self._numbering(marks)
        learned = self._learned(marks) if numbering.foreign else {}
        agreed = Counter(self._code_item(mark) for mark in marks if self._agrees(mark))
        coded = Counter(self._code_item(mark) for mark in marks if mark.code and len(mark.code.numbers) == 1)
        resolved = [self._resolved(mark, numbering, learned, agreed, coded) for mark in marks]
        return _without_echoes(resolved), numbering

    def _resolved(
        self,
        mark: Mark,
        numbering: Numbering,
        learned: dict[int, str],
        agreed: Counter[str],
        coded: Counter[str],
    ) -> Mark:
        if mark.code is None:
            return replace(mark, items=(mark.title.item,) if mark.title else ())
        if mark.code.group or mark.code.foreign:
            return mark
        own = tuple(item for number in mark.code.numbers if (item := f"{self._prefix}{number}") in self._ids)
        other = self._contradiction(mark)
        if numbering.foreign:
            return self._by_title(mark, learned)
        if other is None:
            return replace(mark, items=own)
        if agreed[other] and coded[self._code_item(mark)] == 1 and own:
            return replace(mark, items=own, noted=f"title repeats {other}")
        return replace(mark, items=(other,), noted=f"numbered {self._code_item(mark)}, titled {other}")

    def _by_title(self, mark: Mark, learned: dict[int, str]) -> Mark:
        """Under other criteria's numbers only titles count, or what the page itself teaches of its numbers."""
        number = self._code_item(mark)
        if mark.title and mark.title.score >= _SURE and mark.title.lead > 0:
            noted = "" if mark.title.item == number else f"numbered {number}, titled {mark.title.item}"
            return replace(mark, items=(mark.title.item,), noted=noted)
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
        return self._titles.score(mark.title_text, self._code_item(mark)) < _STRANGE

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


def _without_echoes(marks: list[Mark]) -> list[Mark]:
    """On a page with codes, leaves out titles that echo a coded item, or stand outside the list; menus and remarks."""
    coded = {item for mark in marks if mark.code for item in mark.items}
    if sum(mark.code is not None and mark.code.foreign for mark in marks) > len(coded):
        return [mark for mark in marks if mark.code]
    if len(coded) < 2:  # noqa: PLR2004 - a single code does not make a list
        return marks
    places = [mark.block for mark in marks if mark.code and mark.items]
    inside = range(min(places), max(places) + 1)
    return [mark for mark in marks if mark.code or (mark.block in inside and _stands_alone(mark, coded))]


def _stands_alone(mark: Mark, coded: set[str]) -> bool:
    strong = mark.title is not None and mark.title.score >= CODELESS_SCORE
    return strong and not coded & set(mark.items)
