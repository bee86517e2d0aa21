"""View ``units``: every unit with its facts, and the fiscal years in which it takes part."""

from collections.abc import Iterable

import msgspec

from services.worker.projections.base import Folding
from services.worker.projections.rows import Key, Row
from shared.events import Recorded
from shared.events.preparation import RoundOpened
from shared.events.streams import unit_of
from shared.events.units import UnitRegistered, UnitWebsiteChanged
from shared.views import tables


class UnitState(msgspec.Struct, omit_defaults=True):
    """The unit as registered, with its website of today. registered: None until the unit is known."""

    registered: UnitRegistered | None = None
    website_url: str | None = None
    website_is_replica: bool = False
    years: list[int] = []
    simulated: bool = False
    version: int = 0
    position: int = 0


class UnitsView(Folding[UnitState]):
    """See the module."""

    name = "units"
    table = tables.units
    state_table = tables.units_state
    state_type = UnitState
    handles = frozenset({UnitRegistered, UnitWebsiteChanged, RoundOpened})

    def key(self, recorded: Recorded) -> Key | None:
        """The unit itself, also for events of its rounds."""
        unit = unit_of(recorded.stream)
        return None if unit is None else (unit, 0)

    def apply(self, state: UnitState, recorded: Recorded) -> None:
        """See Folding."""
        state.position = recorded.position
        match recorded.event:
            case UnitRegistered() as event:
                state.registered, state.simulated = event, recorded.meta.simulated
                _website(state, event, recorded.version)
            case UnitWebsiteChanged() as event:
                _website(state, event, recorded.version)
            case RoundOpened() as event:
                state.years = sorted({*state.years, event.fiscal_year})

    def rows(self, key: Key, state: UnitState) -> Iterable[Row]:
        """One row, once the unit is registered."""
        if state.registered is None:
            return ()
        facts = msgspec.structs.asdict(state.registered)
        changing = {name: getattr(state, name) for name in _CHANGING}
        return [facts | changing | {"unit": key[0], "fiscal_year": key[1]}]


#: Columns that later events change.
_CHANGING = ("website_url", "website_is_replica", "years", "simulated", "version", "position")


def _website(state: UnitState, event: UnitRegistered | UnitWebsiteChanged, version: int) -> None:
    state.website_url, state.website_is_replica, state.version = event.website_url, event.website_is_replica, version
