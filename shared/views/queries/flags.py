"""Answers that look suspicious."""

from datetime import date, datetime

import msgspec
from sqlalchemy import Connection, select

from shared.views.queries.pages import columns_of, rows_as
from shared.views.tables import flags, units


class FlagRow(msgspec.Struct, frozen=True, kw_only=True):
    """Answers that look suspicious. sheets: how many are flagged; excluded: how many of them do not count now.

    seen, expected: how many such answers there were, and would be usual. decided_at, decided_by, decision_reason: of
    the last exclusion or reinstatement.
    """

    unit: str
    fiscal_year: int
    flag: str
    instrument: str
    reason: str
    day: date | None
    work_line: str | None
    sheets: int
    seen: int
    expected: str
    excluded: int
    flagged_at: datetime
    decided_at: datetime | None
    decided_by: str | None
    decision_reason: str | None
    simulated: bool
    position: int


def flag_list(connection: Connection, unit: str, fiscal_year: int) -> tuple[FlagRow, ...]:
    """The flags of a round, the newest first."""
    query = select(*columns_of(flags, FlagRow)).where(flags.c.unit == unit, flags.c.fiscal_year == fiscal_year)
    return rows_as(FlagRow, connection.execute(query.order_by(flags.c.number.desc())).mappings())


def flags_of_year(connection: Connection, fiscal_year: int, *, division: int | None) -> tuple[FlagRow, ...]:
    """The flags of all units (of one division) in a fiscal year: those nobody decided about first, then by unit."""
    query = select(*columns_of(flags, FlagRow)).where(flags.c.fiscal_year == fiscal_year)
    if division is not None:
        query = query.join(units, units.c.unit == flags.c.unit).where(units.c.division == division)
    ordered = query.order_by(flags.c.decided_at.is_not(None), flags.c.unit, flags.c.number.desc())
    return rows_as(FlagRow, connection.execute(ordered).mappings())
