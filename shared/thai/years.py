"""Buddhist years and fiscal years that a text names."""

import re

from shared.thai.digits import arabic_digits
from shared.thai.normalise import normalise
from shared.thai.words import COUNTED, buddhist

_BARE = re.compile(rf"(?<![\d,])(?<!\d\.)(?P<year>25[4-9]\d|20[1-4]\d)(?!\d|\.\d){COUNTED}")
_AFTER_WORD = re.compile(
    r"(?:ปี|พ\. ?ศ\. ?|พศ\.? ?)(?:งบประมาณ)? ?(?:พ\. ?ศ\. ?)?'?(?P<year>[4-9]\d)(?![\d%]|[.,]\d)" + COUNTED
)
_FISCAL = re.compile(
    r"(?:ปี? ?งบ(?:ประม[าำ]ณ|ฯ)? ?(?:ประจ[ำา]ปี)? ?(?:พ\. ?ศ\. ?)?|\bfy ?|\bfiscal year ?(?:of )?)"
    r"(?P<year>25[4-9]\d|20[1-4]\d|[4-9]\d)(?!\d)",
    re.IGNORECASE,
)


def years_in(text: str) -> set[int]:
    """The Buddhist years that a text names, also as Gregorian years or, after ปี or พ.ศ., by two digits."""
    plain = arabic_digits(normalise(text))
    return {buddhist(found["year"]) for pattern in (_BARE, _AFTER_WORD) for found in pattern.finditer(plain)}


def fiscal_years_in(text: str) -> set[int]:
    """The Buddhist years that a text names as fiscal years: ปีงบประมาณ พ.ศ. 2567, ปีงบฯ 67, FY2024."""
    plain = arabic_digits(normalise(text))
    return {buddhist(found["year"]) for found in _FISCAL.finditer(plain)}
