"""Result levels of FY2566 and later, against results that were published."""

from decimal import Decimal

import pytest

from shared.rubric import Rubric
from shared.rubric.scoring import level_of

#: (total, percentage of each instrument, level). Where a case is named, its total and level were published; of the
#: instruments at most which of them fell below 85, so their figures here are examples.
CASES = [
    ("96.50", ("95.00", "96.00", "98.00"), "ผ่านดีเยี่ยม"),
    ("95.00", ("95.00", "95.00", "95.00"), "ผ่านดีเยี่ยม"),
    ("98.00", ("94.99", "100", "100"), "ผ่านดี"),
    ("95.81", ("93.10", "95.20", "98.75"), "ผ่านดี"),  # Thai PBS FY2566
    ("94.64", ("97.00", "84.30", "100"), "ผ่าน"),  # SAO FY2568: EIT below 85
    ("91.15", ("90.00", "80.10", "100"), "ผ่าน"),  # IPST FY2567
    ("86.78", ("86.00", "79.00", "93.00"), "ผ่าน"),  # IPST FY2566
    ("85.92", ("85.00", "84.99", "87.00"), "ผ่าน"),  # Royal Thai Police FY2567
    ("97.07", ("96.00", "95.00", "99.50"), "ผ่านดีเยี่ยม"),
    ("85.00", ("85.00", "85.00", "85.00"), "ผ่านดี"),
    ("84.99", ("100", "100", "60"), "ต้องปรับปรุง"),
    ("72.53", ("80", "70", "69"), "ต้องปรับปรุง"),  # Thalang police FY2566
    ("70.00", ("70", "70", "70"), "ต้องปรับปรุง"),
    ("69.99", ("100", "100", "25"), "ต้องปรับปรุงโดยด่วน"),
    ("69.92", ("70", "70", "70"), "ต้องปรับปรุงโดยด่วน"),  # police stations FY2566
    ("58.80", ("60", "60", "57"), "ต้องปรับปรุงโดยด่วน"),  # Royal Thai Police FY2566
    ("0", ("0", "0", "0"), "ต้องปรับปรุงโดยด่วน"),
]


@pytest.mark.parametrize(("total", "percents", "level"), CASES)
def test_level(rubric: Rubric, total: str, percents: tuple[str, ...], level: str) -> None:
    assert level_of(rubric, Decimal(total), [Decimal(percent) for percent in percents]).title.th == level
