"""What the tables of the read models have in common."""

from sqlalchemy import BigInteger, Boolean, Column, Integer, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSON

#: Schema of all views.
VIEWS_SCHEMA = "views"

metadata = MetaData(schema=VIEWS_SCHEMA)


def unit_column() -> Column[str]:
    return Column("unit", Text, primary_key=True)


def year_column() -> Column[int]:
    return Column("fiscal_year", Integer, primary_key=True)


def position_column() -> Column[int]:
    return Column("position", BigInteger, nullable=False)


def flag_column(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def coarse_column() -> Column[bool]:
    """Whether figures made of answers are those that move on by several sheets at a time (shared.views.standing)."""
    return Column("coarse", Boolean, primary_key=True)


def lacking_column() -> Column[list[str]]:
    """Instruments and indicators of which nothing is known (shared.rubric.scoring.comparable)."""
    return Column("lacking", ARRAY(Text), nullable=False)


def state_table(view: str) -> Table:
    """What a view keeps to go on folding: one document per unit and fiscal year (0 for the unit itself).

    JSON, not JSONB, which would put the keys of an object (evidence, officers by name) in another order.
    """
    return Table(f"{view}_state", metadata, unit_column(), year_column(), Column("state", JSON, nullable=False))
