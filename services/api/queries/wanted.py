"""What a comparison is asked about, and its answer, which is kept until something in it changes."""

from datetime import date

import msgspec

from services.api.context import context
from services.api.kept import KeptAnswer
from services.api.problems import BadParameter
from services.api.routing import Query
from shared.log.connections import Driver
from shared.views import queries

BY = Query(
    "by",
    "What to rank by: expected (the default), low, high, level, iit, eit, oit, indicator-9, or an item such as O6.",
    {"type": "string", "default": "expected"},
)


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What a comparison is asked about."""

    year: int
    selection: queries.Selection
    by: str
    indicators: bool
    today: date

    def read(self, driver: Driver) -> queries.Compared:
        """The units. Raises BadParameter."""
        try:
            return queries.compared(
                driver, self.year, self.selection, by=self.by, indicators=self.indicators, today=self.today
            )
        except queries.UnknownRanking as error:
            raise BadParameter(parameter="by", expected=BY.description, given=str(error)) from error

    def kept(self, driver: Driver) -> tuple[int, KeptAnswer]:
        """The answer, read anew where anything has changed since, and the position before reading."""
        position, mark = queries.position(driver, "scores"), queries.comparison_mark(driver)
        kept = context().comparisons.find(self)
        if kept is None or kept.mark != mark:
            kept = KeptAnswer.of(mark, self._body(self.read(driver)))
            context().comparisons.keep(self, kept)
        return position, kept

    def _body(self, found: queries.Compared) -> bytes:
        marks = {"simulated": found.simulated, "replica": found.replica}
        about = {"fiscal_year": self.year, "division": self.selection.division}
        return msgspec.json.encode({**about, "units": msgspec.Raw(found.units), **marks})
