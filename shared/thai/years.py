"""Buddhist years and fiscal years that a text names."""

import re

from shared.thai.plain import Sought, plain, starts
from shared.thai.words import COUNTED, buddhist

_BARE = Sought(
    start=starts("2", "(?=[05])"),
    whole=re.compile(rf"(?<![\d,])(?<!\d\.)(?P<year>25[4-9]\d|20[1-4]\d)(?!\d|\.\d){COUNTED}"),
)
_AFTER_WORD = Sought(
    start=(*starts("ป", "(?=ี)"), *starts("พ", r"(?=\.|ศ)")),
    whole=re.compile(
        r"(?:ปี|พ\. ?ศ\. ?|พศ\.? ?)(?:งบประมาณ)? ?(?:พ\. ?ศ\. ?)?'?(?P<year>[4-9]\d)(?![\d%]|[.,]\d)" + COUNTED
    ),
)
_FISCAL = Sought(
    start=(*starts("ป", "(?=ี? ?งบ)"), *starts("Ff", "(?=[YyIi])")),
    whole=re.compile(
        r"(?:ปี? ?งบ(?:ประม[าำ]ณ|ฯ)? ?(?:ประจ[ำา]ปี)? ?(?:พ\. ?ศ\. ?)?|\bfy ?|\bfiscal year ?(?:of )?)"
        r"(?P<year>25[4-9]\d|20[1-4]\d|[4-9]\d)(?!\d)",
        re.IGNORECASE,
    ),
)


#: What every year has, and so every date and every month with its year.
_MAY_BE_YEAR = re.compile(r"[4-9]\d|(?:19|2[0456])\d\d")


def may_name_year(searched: str) -> bool:
    """Whether there may be a year, or a date or month with one, in a text that is plain already: few lines have any
    number that could be one, and to look for it is ten times cheaper than to search for all that."""
    return _MAY_BE_YEAR.search(searched) is not None


def years_in(text: str) -> set[int]:
    """The Buddhist years that a text names, also as Gregorian years or, after ปี or พ.ศ., by two digits."""
    return years_of(plain(text))


def years_of(searched: str) -> set[int]:
    """The same of a text that is plain already."""
    return {buddhist(found["year"]) for pattern in (_BARE, _AFTER_WORD) for found in pattern.finditer(searched)}


def fiscal_years_in(text: str) -> set[int]:
    """The Buddhist years that a text names as fiscal years: ปีงบประมาณ พ.ศ. 2567, ปีงบฯ 67, FY2024."""
    return fiscal_years_of(plain(text))


def fiscal_years_of(searched: str) -> set[int]:
    """The same of a text that is plain already."""
    return {buddhist(found["year"]) for found in _FISCAL.finditer(searched)}
