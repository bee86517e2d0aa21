"""Which months a text is about: names with and without a year, lists, ranges, quarters, numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from shared.thai.calendar import fiscal_year_months, month_name, month_of
from shared.thai.dates import numeric_dates_of
from shared.thai.normalise import MARKS
from shared.thai.plain import Sought, any_in, plain, starts
from shared.thai.skeleton import skeleton_of
from shared.thai.words import (
    ENGLISH_NAMES,
    ENGLISH_START,
    ENGLISH_VOWELS,
    FULL_NAMES,
    FULL_YEAR,
    SHORT_NAMES,
    THAI_START,
    YEAR,
    buddhist,
    month_number,
)
from shared.thai.years import fiscal_years_of

_THAI_NAME = Sought(
    start=THAI_START,
    whole=re.compile(rf"(?:{FULL_NAMES}|{SHORT_NAMES})(?: ?{YEAR})?"),
)
#: What the skeletons of all Thai names have, one or the other, and how an abbreviation ends.
_IN_NAMES = ("าคม", "ายน", "ภาพนธ")
_SHORT_END = starts("คพย", rf"(?![ก-ฮ{MARKS}])(?:(?<=[มกพสตธีิ].)|(?<=[มกพสตธีิ][. ].)|(?<=[มกพสตธีิ]\. .))")
_ENGLISH_NAME = Sought(
    start=ENGLISH_START,
    whole=re.compile(rf"{ENGLISH_NAMES}(?: {FULL_YEAR})"),
    signs=ENGLISH_VOWELS,
)
_YEAR_MONTH = Sought(
    start=starts("2", r"(?=5\d\d[-_])"),
    whole=re.compile(r"(?<![\d./-])(?P<year>25\d\d)[-_](?P<month>0[1-9]|1[0-2])(?!\d)"),
)
_MONTH_YEAR = Sought(
    start=starts("01", r"(?=\d[/-]25)"),
    whole=re.compile(r"(?<![\d./-])(?<!ที่)(?<!ที่ )(?P<month>0[1-9]|1[0-2])[/-](?P<year>25\d\d)(?!\d)"),
)
#: What every date or month in numbers has: the first of two separators, or one beside a Buddhist year. Most texts have
#: no such thing.
_BETWEEN_NUMBERS = starts("-_/.", r"(?<=\d.)(?:\d\d?[-/.]\d|25\d\d|(?<=25\d\d.)\d)")
_QUARTER = re.compile(r"ไตรม[าำ]ส ?(?:ที่)? ?(?P<quarter>[1-4])(?: ?[/-] ?(?P<year>25\d\d|[4-9]\d)(?!\d))?")

#: Between two months: a range from the one to the other.
_TO = re.compile(r" ?(?:[-–—~]|(?:จน)?ถึง|to) ?(?:สิ้น)?(?:เดือน|วันที่)? ?(?:\d{1,2} ?)?\Z", re.IGNORECASE)
#: Between two months: members of one list.
_AND = re.compile(r"[\s,/|•·]*(?:และ|กับ|and)? ?(?:เดือน)? ?(?:\d{1,2} ?)?\Z")
#: Before an abbreviation without a year: what shows that it is a month and not an office or a law.
_DATED = re.compile(r"(?:เดือน|ประจำ|(?<!\d)\d{1,2}) ?\Z")
#: So many abbreviations in a row are the head of a table.
_ROW = 3
_MONTHS_OF_YEAR = 12


@dataclass(frozen=True)
class _Mention:
    """A month's name in a text. year: Buddhist, None if not written; sure: certainly a month even without a year."""

    start: int
    end: int
    month: int
    year: int | None
    sure: bool


def months_named(text: str) -> set[str]:
    """Every month that a text names with its year, written ``2566-10``; a range names all its months."""
    return months_named_of(plain(text))


def months_named_of(searched: str) -> set[str]:
    """The same of a text that is plain already."""
    return _Read(searched).named()


def months_in(text: str, fiscal_year: int) -> set[str]:
    """The months of a Buddhist fiscal year that a text is about.

    A name without a year counts for this fiscal year, unless the text names only other ones. A range over the
    whole fiscal year is the year's name and says nothing of its months.
    """
    return months_of(plain(text), fiscal_year)


def months_of(searched: str, fiscal_year: int, bare: str | None = None) -> set[str]:
    """The same of a text that is plain already. bare: its letters as a skeleton has them, where the caller has it."""
    return _Read(searched, bare).of(fiscal_year)


def months_named_and_of(searched: str, fiscal_year: int) -> set[str]:
    """Both of a text that is plain already, read once: every month named with its year, and the fiscal year's."""
    read = _Read(searched)
    return read.named() | read.of(fiscal_year)


class _Read:
    """A plain text, searched for its months once."""

    def __init__(self, searched: str, bare: str | None = None) -> None:
        self._searched = searched
        found = _mentions(searched, skeleton_of(searched) if bare is None else bare)
        self._mentions = _inherit(found, searched)
        self._dated = _dated(searched)

    def named(self) -> set[str]:
        return self._dated | _spelt(self._mentions, self._searched)

    def of(self, fiscal_year: int) -> set[str]:
        mentions = self._mentions
        named = fiscal_years_of(self._searched) if mentions else ()
        if not named or fiscal_year in named:
            mentions = [_placed(mention, fiscal_year) for mention in mentions]
        found = self._dated | _spelt(mentions, self._searched) | _quarters(self._searched, fiscal_year)
        return found & set(fiscal_year_months(fiscal_year))


def _mentions(searched: str, bare: str) -> list[_Mention]:
    """All names in order. Two scripts are two searches, because a pattern cannot name a group twice. bare: the letters
    of the text's skeleton."""
    patterns = (_THAI_NAME, _ENGLISH_NAME) if _may_name_in_thai(searched, bare) else (_ENGLISH_NAME,)
    found = [_mention(match, searched) for pattern in patterns for match in pattern.finditer(searched)]
    found.sort(key=lambda mention: mention.start)
    return [mention for run in _runs(found, searched) for mention in run if mention.year or mention.sure or _tells(run)]


def _may_name_in_thai(searched: str, bare: str) -> bool:
    """Whether there may be a Thai name of a month or an abbreviation. Most texts have none, and as skeletons they are
    searched many times faster."""
    return any(part in bare for part in _IN_NAMES) or any_in(_SHORT_END, searched)


def _mention(match: re.Match[str], searched: str) -> _Mention:
    year = match["year"]
    month = month_number(match)
    full = match.groupdict().get(f"f{month}") is not None
    dotted = "." in match.group() and _DATED.search(searched, max(0, match.start() - 8), match.start()) is not None
    return _Mention(match.start(), match.end(), month, buddhist(year) if year else None, full or dotted)


def _runs(mentions: list[_Mention], searched: str) -> list[list[_Mention]]:
    """The names in lists and ranges, each list together."""
    runs: list[list[_Mention]] = []
    for mention in mentions:
        if runs and _joined(searched, runs[-1][-1], mention):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs


def _tells(run: list[_Mention]) -> bool:
    """Abbreviations without a year are months in the head of a table, or beside one that is certainly a month."""
    return len(run) >= _ROW or any(mention.year or mention.sure for mention in run)


def _joined(searched: str, one: _Mention, other: _Mention) -> bool:
    between = searched[one.end : other.start]
    return _TO.match(between) is not None or _AND.match(between) is not None


def _inherit(mentions: list[_Mention], searched: str) -> list[_Mention]:
    """Names without a year take it from the next name of their list or range: ตุลาคม – ธันวาคม 2566."""
    done: list[_Mention] = []
    for mention in reversed(mentions):
        follower = done[-1] if done else None
        if mention.year is None and follower and follower.year and _joined(searched, mention, follower):
            done.append(replace(mention, year=follower.year - (mention.month > follower.month)))
        else:
            done.append(mention)
    return done[::-1]


def _placed(mention: _Mention, fiscal_year: int) -> _Mention:
    if mention.year is not None:
        return mention
    return replace(mention, year=fiscal_year - (mention.month > 9))  # noqa: PLR2004 — October opens the fiscal year


def _spelt(mentions: list[_Mention], searched: str) -> set[str]:
    """The months of single names, and of ranges with all that lies between."""
    found: set[str] = set()
    place = 0
    while place < len(mentions):
        one, last = mentions[place], mentions[min(place + 1, len(mentions) - 1)]
        if last is not one and _TO.match(searched[one.end : last.start]):
            found |= _range(one, last)
            place += 2
        else:
            found |= _range(one, one)
            place += 1
    return found


def _range(first: _Mention, last: _Mention) -> set[str]:
    if first.year is None or last.year is None:
        return set()
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    if not 0 <= end - start < _MONTHS_OF_YEAR - 1:
        return set()
    return {month_name(month // 12, month % 12 + 1) for month in range(start, end + 1)}


def _dated(searched: str) -> set[str]:
    """Months of full dates in numbers, and of month/year and year-month. Dates in words are names already."""
    if not any_in(_BETWEEN_NUMBERS, searched):
        return set()
    numeric = {month_of(found.day) for found in numeric_dates_of(searched)}
    pairs = (found for pattern in (_YEAR_MONTH, _MONTH_YEAR) for found in pattern.finditer(searched))
    return numeric | {month_name(int(found["year"]), int(found["month"])) for found in pairs}


def _quarters(searched: str, fiscal_year: int) -> set[str]:
    return {month for found in _QUARTER.finditer(searched) for month in _quarter(found, fiscal_year)}


def _quarter(found: re.Match[str], fiscal_year: int) -> Iterator[str]:
    year = buddhist(found["year"]) if found["year"] else fiscal_year
    first = (int(found["quarter"]) - 1) * 3
    return iter(fiscal_year_months(year)[first : first + 3])
