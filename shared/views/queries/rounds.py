"""One round: its document, items, quotas and deadlines."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, select

from shared.events.streams import round_stream
from shared.log.connections import Driver
from shared.views.queries.pages import columns_of, row_as, rows_as
from shared.views.rows import DeadlineRow, DeadlineStatus, ItemRow, QuotaRow, RoundRow
from shared.views.statements import ask
from shared.views.tables import deadlines, items, quotas, rounds

#: From how many days before it on a deadline is due soon.
SOON = timedelta(days=7)


def round_document(connection: Connection, unit: str, fiscal_year: int) -> RoundRow | None:
    """A round; None if it is not opened."""
    query = select(*columns_of(rounds, RoundRow)).where(*_of(rounds, unit, fiscal_year))
    found = rows_as(RoundRow, connection.execute(query).mappings())
    return found[0] if found else None


def round_mark(connection: Connection | Driver, unit: str, fiscal_year: int) -> str | None:
    """What is another with every event of the round, and with every change of its row or its unit's; None without."""
    parameters = {"unit": unit, "fiscal_year": fiscal_year, "stream": round_stream(unit, fiscal_year)}
    found = ask(connection, "round_mark", parameters)
    return str(found[0][0]) if found else None


def item_list(connection: Connection, unit: str, fiscal_year: int) -> tuple[ItemRow, ...]:
    """The items of a round, in the order of its rubric; empty if it is not opened."""
    query = select(*columns_of(items, ItemRow)).where(*_of(items, unit, fiscal_year)).order_by(items.c.number)
    return rows_as(ItemRow, connection.execute(query).mappings())


def item(connection: Connection, unit: str, fiscal_year: int, item: str) -> ItemRow | None:
    """One item of a round, or None."""
    query = select(*columns_of(items, ItemRow)).where(*_of(items, unit, fiscal_year), items.c.item == item)
    found = rows_as(ItemRow, connection.execute(query).mappings())
    return found[0] if found else None


def quota_list(connection: Connection, unit: str, fiscal_year: int) -> tuple[QuotaRow, ...]:
    """For each survey the whole, then its lines of work or groups; empty if the round is not opened."""
    query = select(*columns_of(quotas, QuotaRow)).where(*_of(quotas, unit, fiscal_year)).order_by(quotas.c.number)
    found = connection.execute(query).mappings()
    return tuple(row_as(QuotaRow, row, work_line=row["work_line"] or None) for row in found)


def deadline_list(connection: Connection, unit: str, fiscal_year: int, *, today: date) -> tuple[DeadlineRow, ...]:
    """What falls due in a round, by date, as it stands on ``today`` (Bangkok date)."""
    query = select(deadlines).where(*_of(deadlines, unit, fiscal_year))
    query = query.order_by(deadlines.c.due, deadlines.c.kind, deadlines.c.ref)
    collected = _collected(connection, unit, fiscal_year)
    found = connection.execute(query).mappings()
    return tuple(_deadline(row, today, collected=row["kind"] == "quota" and row["ref"] in collected) for row in found)


def _of(table: Table, unit: str, fiscal_year: int) -> tuple[Any, Any]:
    return table.c.unit == unit, table.c.fiscal_year == fiscal_year


def _collected(connection: Connection, unit: str, fiscal_year: int) -> set[str]:
    """Surveys whose minimum is in, by answers recorded here or by the last report."""
    return {
        row.instrument
        for row in quota_list(connection, unit, fiscal_year)
        if row.work_line is None and row.minimum is not None and max(row.recorded, row.reported or 0) >= row.minimum
    }


def _deadline(row: RowMapping, today: date, *, collected: bool) -> DeadlineRow:
    status = "done" if collected else _status(row, today)
    return row_as(DeadlineRow, row, status=status, days_left=(row["due"] - today).days)


def _status(row: RowMapping, today: date) -> DeadlineStatus:
    due, done, starts = row["due"], row["done_on"], row["starts"]
    if done is not None:
        return "done" if done <= due else "late_done"
    if today > due:
        return "overdue" if row["kind"] in ("item", "quota") else "closed"
    if starts is not None and today < starts:
        return "not_started"
    return "due_soon" if due - today <= SOON else "open"
