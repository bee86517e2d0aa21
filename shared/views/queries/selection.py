"""Which units a comparison is about, and how they are ranked."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import Select

from shared.views.rows import Title
from shared.views.tables import units

#: Why a unit has no rank.
REASONS: Mapping[str, Title] = {
    "no_round": {"th": "ยังไม่เปิดรอบการประเมินปีนี้", "en": "No round is open in this year."},
    "no_data": {"th": "ยังไม่มีคำตอบหรือหลักฐานใด", "en": "There is no answer and no evidence yet."},
    "no_evidence": {"th": "ยังไม่มีหลักฐานของข้อนี้", "en": "There is no evidence for this item yet."},
    "no_earlier": {"th": "ไม่มีคะแนนในวันแรก", "en": "There is no score for the first day."},
}


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """Units of a division and agency group (None: all), with or without those that are made up."""

    division: int | None = None
    agency_group: str | None = None
    simulated: bool = True

    def narrow(self, query: Select[Any]) -> Select[Any]:
        """The query, about these units only; it selects from or joins ``units``."""
        if self.division is not None:
            query = query.where(units.c.division == self.division)
        if self.agency_group is not None:
            query = query.where(units.c.agency_group == self.agency_group)
        return query if self.simulated else query.where(units.c.simulated.is_(False))


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
