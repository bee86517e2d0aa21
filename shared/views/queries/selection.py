"""Which units a comparison is about, how they are ranked, and why some are not."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

import msgspec

from shared.views.rows import Title

#: The instruments: a unit that lacks one is not ranked by what they add up to (docs/decisions/0026).
INSTRUMENTS = ("IIT", "EIT", "OIT")


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """Units of a division and agency group (None: all), with or without those that are made up.

    coarse: by figures that move on by several sheets at a time (see ``as_shown``).
    """

    division: int | None = None
    agency_group: str | None = None
    simulated: bool = True
    coarse: bool = False

    @property
    def parameters(self) -> dict[str, Any]:
        """These, as a statement in SQL takes them."""
        return {
            "division": self.division,
            "agency_group": self.agency_group,
            "made_up": self.simulated,
            "coarse": self.coarse,
        }


def ranked(rows: Iterable[dict[str, Any]], value: str) -> Iterator[dict[str, Any]]:
    """The rows with their ``rank`` (1, 2, 2, 4), best first, then those without a value, by code."""
    rank, before = 0, None
    for place, row in enumerate(sorted(rows, key=lambda row: _order(row, value)), start=1):
        if row[value] != before:
            rank, before = place, row[value]
        row["rank"] = None if row[value] is None else rank
        yield row


def _order(row: dict[str, Any], value: str) -> tuple[Any, ...]:
    return (True, 0, row["unit"]) if row[value] is None else (False, -row[value], row["unit"])


def _too_little(lacking: tuple[str, ...]) -> Title:
    surveys = [part for part in lacking if part != "OIT"]
    th = [f"ยังไม่มีคำตอบ {' และ '.join(surveys)}"] if surveys else []
    en = [f"no answers to {' and '.join(surveys)}"] if surveys else []
    if "OIT" in lacking:
        th, en = [*th, "ยังไม่มีหลักฐานของข้อใดใน OIT"], [*en, "no evidence for any item of OIT"]
    return {"th": f"ข้อมูลยังไม่พอจัดอันดับ: {' '.join(th)}", "en": f"Too little data to rank: {', '.join(en)}."}


#: Why a unit has no rank; besides words, by the instruments that it lacks (``IIT,EIT``).
REASONS: Mapping[str, Title] = {
    "no_round": {"th": "ยังไม่เปิดรอบการประเมินปีนี้", "en": "No round is open in this year."},
    "no_data": {"th": "ยังไม่มีคำตอบหรือหลักฐานใด", "en": "There is no answer and no evidence yet."},
    "no_item": {"th": "ยังไม่มีหลักฐานของข้อนี้", "en": "There is no evidence for this item yet."},
    "no_indicator": {
        "th": "ยังไม่มีคำตอบหรือหลักฐานของตัวชี้วัดนี้",
        "en": "There is no answer and no evidence for this indicator yet.",
    },
    "no_earlier": {"th": "ไม่มีคะแนนในวันแรก", "en": "There is no score for the first day."},
    "little_earlier": {"th": "ข้อมูลในวันแรกยังไม่พอเปรียบเทียบ", "en": "There is too little data on the first day."},
    "little_later": {"th": "ข้อมูลในวันสุดท้ายยังไม่พอเปรียบเทียบ", "en": "There is too little data on the last day."},
} | {",".join(part): _too_little(part) for count in (1, 2, 3) for part in combinations(INSTRUMENTS, count)}
