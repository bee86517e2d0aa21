"""Where a page names items: every text piece that carries a code or an item's title becomes a mark."""

from collections.abc import Iterable, Iterator, Sequence

from services.crawler.match.bodies import names_a_time
from services.crawler.match.codes import Code, CodeReader
from services.crawler.match.generic import is_generic
from services.crawler.match.likeness import ACCEPT
from services.crawler.match.mark import CODELESS_SCORE, NEAR, Mark, number_of
from services.crawler.match.names import speaks_of_ita
from services.crawler.match.news import heads_news
from services.crawler.match.segments import Segment, segments_of, with_twins
from services.crawler.match.titles import LONGEST_ENTRY, LONGEST_TITLE, TitleIndex, TitleMatch
from services.crawler.match.trimmings import is_division
from services.crawler.match.wordings import ELSEWHERE, IN_LISTS, WordedTitles
from services.crawler.match.zeros import without_counting_zeros
from services.crawler.page import Block, Page

#: How many pieces after a lone code are searched for its title.
_LOOK_AHEAD = 3
#: How many pieces after a lone code are searched for the heading of its box.
_HEADED_AHEAD = 6
#: Longest text, in characters, of a word that heads many a box.
_WORD = len("ผู้บริหาร")
#: Lines of one element that a title may stand in.
_LINES = 4
#: Words behind a code, in characters, that may be a remark about it while its title is a heading.
_BADGE = 20


class MarkFinder:
    """Finds the marks of pages for one rubric."""

    def __init__(self, codes: CodeReader, titles: TitleIndex, worded: WordedTitles) -> None:
        self._codes = codes
        self._titles = titles
        self._worded = worded

    def find(self, page: Page) -> list[Mark]:
        """All marks of the page outside its menus, in document order, items not yet set."""
        segments = list(segments_of(page))
        about_ita = speaks_of_ita(page)
        read = [self._codes.read(segment.text) for segment in segments]
        if not any(code is not None and code.numbers for code in read):
            read = [code or bare for code, bare in zip(read, self._bare(segments), strict=True)]
        else:
            read = self._with_numbered(segments, read)
        read = with_twins(page, segments, read)
        marks: list[Mark] = []
        absorbed = -1
        for number, segment in enumerate(segments):
            if number <= absorbed:
                continue
            code = read[number]
            if code is None:
                marks += self._titled(segment, about_ita=about_ita)
                continue
            mark, absorbed = self._coded(page, segments, read, number, code)
            marks.append(mark)
        return without_counting_zeros(_without_translations(marks), about_ita=about_ita)

    def _with_numbered(self, segments: Sequence[Segment], read: Sequence[Code | None]) -> list[Code | None]:
        """The codes, and beside those with letters the rows that only say their number ("ข้อ 3"), if no code has it."""
        letters = {number for code in read if code and code.kind == "letter" for number in code.numbers}
        if len(letters) <= 1:
            return list(read)
        rows = [None if code else self._codes.row(segment.text) for segment, code in zip(segments, read, strict=True)]
        return [
            code or (row if row and row.numbers[0] not in letters else None)
            for code, row in zip(read, rows, strict=True)
        ]

    def _bare(self, segments: Sequence[Segment]) -> list[Code | None]:
        """Plain numbers as codes, where they stand beside the titles that have those numbers."""
        read = [self._codes.bare(segment.text) for segment in segments]
        agreeing: set[int] = set()
        others = 0
        for number, code in enumerate(read):
            text = (code.rest if code else "") or (segments[number + 1].text if number + 1 < len(segments) else "")
            title = self._titles.best(text) if code else None
            if code and title and number_of(title.item) == code.numbers[0]:
                agreeing.add(code.numbers[0])
            else:
                others += title is not None
        own = {
            code.numbers for segment, code in zip(segments, read, strict=True) if code and not _counts(segment, code)
        }
        # "1", "2", "3" as links count an item's files, where others of the list have these numbers.
        read = [
            None if code and _counts(segment, code) and code.numbers in own else code
            for segment, code in zip(segments, read, strict=True)
        ]
        # Fewer may be chance, and numbers that begin anew in every section are none of the criteria's.
        return read if len(agreeing) >= 3 and len(agreeing) > others else [None] * len(read)  # noqa: PLR2004 - as said

    def _titled(self, segment: Segment, *, about_ita: bool) -> Iterator[Mark]:
        division = segment.link and is_division(segment.text) and not self._titles.exactly(segment.text)
        title = None if division else self._titles.nearest(segment.text)
        if (title is None or title.score < ACCEPT) and _may_be_worded(segment, about_ita=about_ita):
            title = self._worded.best(segment.text, IN_LISTS if about_ita else ELSEWHERE) or title
        if title is not None and title.score >= NEAR and (about_ita or not self._heads_a_box(segment)):
            yield _mark(segment, None, title, segment.text)

    def _heads_a_box(self, segment: Segment) -> bool:
        """Whether a usual name of an item may only head a menu or box of a page that speaks of other things."""
        heading = bool(segment.block.level) or len(segment.text) <= _WORD
        if segment.link is not None or not heading or names_a_time(segment.text):
            return False
        return self._titles.is_usual_name(segment.text)

    def _coded(
        self, page: Page, segments: Sequence[Segment], read: Sequence[Code | None], number: int, code: Code
    ) -> tuple[Mark, int]:
        segment = segments[number]
        if code.foreign:
            return _mark(segment, code, self._titles.nearest(code.rest), code.rest), number
        if code.group:
            return _mark(segment, code, None, ""), number
        heading = _heading_of(page, segments, read, number)
        if len(code.rest) > 1:
            if heading is not None and self._is_badge(code.rest) and self._is_title(segments[heading].text):
                return self._titled_at(segment, code, segments[heading]), heading
            place, words = number, code.rest
        elif self._follows_its_title(segments, number, code):
            place, words = number, segments[number - 1].text
        else:
            beside = _words_beside(page, segments, read, number) if heading is None else heading
            if beside is None:
                return _mark(segment, code, None, ""), number
            place, words = beside, segments[beside].text
        further = slice(place + 1, place + _LINES)
        mark, lines = self._over_lines(
            segment, code, words, zip(segments[further], read[further], strict=True), segments[place]
        )
        return mark, place + lines

    def _follows_its_title(self, segments: Sequence[Segment], number: int, code: Code) -> bool:
        """Whether the words right before a lone code in its line are its item's title: "สถิติ… O16 ความพึงพอใจ… O17"."""
        before = segments[number - 1] if number else None
        if before is None or before.block.index != segments[number].block.index or before.link:
            return False
        title = self._titles.best(before.text)
        return title is not None and (number_of(title.item),) == code.numbers

    def _over_lines(
        self, coded: Segment, code: Code, words: str, following: Iterable[tuple[Segment, Code | None]], first: Segment
    ) -> tuple[Mark, int]:
        """The mark of a code whose title begins with these words of the first segment and may go on in further lines of
        the same element; and how many of these lines are its title's."""
        title, title_text, until, lines = self._titles.nearest(words), words, first, 0
        for number, (line, other) in enumerate(following, start=1):
            if other is not None or line.link or first.link or line.block.element != first.block.element:
                break
            words = f"{words} {line.text}"
            longer = self._titles.nearest(words)
            if longer and longer.score > (title.score if title else 0.0):
                title, title_text, until, lines = longer, words, line, number
        return _mark(coded, code, title, title_text, until.block), lines

    def _titled_at(self, segment: Segment, code: Code, title: Segment) -> Mark:
        """The words are the item's title, but a link among them still stands under the code."""
        return _mark(segment, code, self._titles.nearest(title.text), title.text, title.block)

    def _is_badge(self, words: str) -> bool:
        """Whether the words behind a code are too few and too strange for its title: "published", "3 files"."""
        near = self._titles.nearest(words)
        return len(words) <= _BADGE and (near is None or near.score < NEAR)

    def _is_title(self, words: str) -> bool:
        near = self._titles.nearest(words)
        return near is not None and near.score >= CODELESS_SCORE


def _counts(segment: Segment, code: Code) -> bool:
    """Whether a link says nothing but a number."""
    return segment.link is not None and not code.rest


def _may_be_worded(segment: Segment, *, about_ita: bool) -> bool:
    """Whether words of one's own may name an item there: in a link, and as what heads links of a page of the
    assessment, but for boxes of news. On other pages they head many a box of other things."""
    if segment.link is not None:
        return True
    return about_ita and len(segment.text) <= LONGEST_ENTRY and not heads_news(segment.text)


def _mark(
    segment: Segment, code: Code | None, title: TitleMatch | None, title_text: str, titled: Block | None = None
) -> Mark:
    """titled: the block of the title, if it is another one; where that is a heading, so is the mark."""
    block, until = segment.block, titled or segment.block
    level = block.level or until.level
    return Mark(block.index, segment.piece, block.element, level, code, title, title_text, segment.link, until.index)


def _words_beside(page: Page, segments: Sequence[Segment], read: Sequence[Code | None], number: int) -> int | None:
    """The first words right beside a lone code that say anything: its title."""
    for ahead in range(number + 1, min(number + 1 + _LOOK_AHEAD, len(segments))):
        if read[ahead] is not None or not _beside(page, segments[number], segments[ahead]):
            return None
        if not is_generic(segments[ahead].text):
            return ahead
    return None


def _heading_of(page: Page, segments: Sequence[Segment], read: Sequence[Code | None], number: int) -> int | None:
    """The heading of the box that a lone code has for itself: its title, whatever badges stand between the two."""
    coded = segments[number]
    box = None if coded.block.level or coded.link else _own_box(page, segments, read, number)
    for ahead in range(number + 1, min(number + 1 + _HEADED_AHEAD, len(segments))):
        other = segments[ahead]
        if box is None or read[ahead] is not None or box not in page.path(other.block.element):
            return None
        if other.block.level and not is_generic(other.text):
            return ahead
    return None


def _own_box(page: Page, segments: Sequence[Segment], read: Sequence[Code | None], number: int) -> int | None:
    """The largest element around a code that holds no other; None where it is the only code of the page."""
    own = segments[number].block.element
    before = next((n for n in range(number - 1, -1, -1) if read[n] is not None), None)
    after = next((n for n in range(number + 1, len(segments)) if read[n] is not None), None)
    others = [segments[n].block.element for n in (before, after) if n is not None]
    path = page.path(own)
    shared = max((page.shared(own, other) for other in others), default=len(path))
    return path[shared] if shared < len(path) else None


def _beside(page: Page, first: Segment, second: Segment) -> bool:
    """Whether the second piece stands in the same line, table row or small box as the first."""
    if first.block.index == second.block.index:
        return True
    if len(second.text) > LONGEST_TITLE:
        return False
    one, two = page.path(first.block.element), page.path(second.block.element)
    common = page.shared(first.block.element, second.block.element)
    if any(page.elements[index].tag == "tr" for index in (*one[common:], *two[common:])):
        return False  # what stands in another row is beside something else
    row = next((page.elements[index].tag for index in reversed(one[:common])), "")
    return row == "tr" or max(len(one), len(two)) - common <= 2  # noqa: PLR2004 - a badge in a box beside a box


def _without_translations(marks: list[Mark]) -> list[Mark]:
    """Leaves out a title in Latin letters that stands in one cell or line with a better one in Thai: its translation,
    however like another item's it is."""
    return [mark for before, mark in zip([None, *marks], marks, strict=False) if not _translates(mark, before)]


def _translates(mark: Mark, before: Mark | None) -> bool:
    if before is None or before.element != mark.element or mark.code or before.code or mark.link or before.link:
        return False
    better = before.title is not None and mark.title is not None and before.title.score >= mark.title.score
    return better and mark.title_text.isascii() and not before.title_text.isascii()
