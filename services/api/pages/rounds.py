"""What every page of one round begins with: the unit, the round, and its criteria, or a clear 404."""

from dataclasses import dataclass

from sqlalchemy import Connection

from services.api.auth import unknown_unit
from services.api.problems import UnknownYear
from services.api.queries.rounds import unknown_round
from shared.rubric import Rubric, available_rubrics, load_rubric
from shared.views import queries
from shared.views.rows import RoundRow, UnitRow


@dataclass(frozen=True)
class Round:
    """A round with the unit that it is of and the criteria that it goes by."""

    unit: UnitRow
    row: RoundRow
    rubric: Rubric

    @property
    def simulated(self) -> bool:
        """Whether the unit or the round is made up."""
        return self.unit.simulated or self.row.simulated


def find_round(connection: Connection, unit: str, year: int) -> Round:
    """The round. Raises NotFound for an unknown unit or a round that nobody opened."""
    found = queries.unit(connection, unit)
    if found is None:
        raise unknown_unit(unit)
    row = queries.round_document(connection, unit, year) if year < YEARS_END else None
    if row is None:
        raise unknown_round(unit, year)
    return Round(found, row, load_rubric(row.rubric))


#: No fiscal year reaches this; larger numbers do not fit the database's columns either.
YEARS_END = 10_000


def latest_year() -> int:
    """The latest fiscal year for which there are criteria."""
    return max(load_rubric(rubric).fiscal_year for rubric in available_rubrics())


def rounds_year(year: int) -> Rubric:
    """The criteria of a fiscal year. Raises NotFound."""
    for rubric in map(load_rubric, available_rubrics()):
        if rubric.fiscal_year == year:
            return rubric
    raise UnknownYear(year=year)
