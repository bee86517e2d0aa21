"""Commands about units. Fields mean what they mean in ``shared.events.units``."""

from shared.rounds.command import UnitCommand


class RegisterUnit(UnitCommand, frozen=True, kw_only=True):
    """Make a unit known."""

    name_th: str
    name_en: str
    agency_group: str = "provincial-immigration"
    division: int | None = None
    division_inferred: bool = False
    province: str | None = None
    office_district: str | None = None
    website_url: str | None = None
    website_is_replica: bool = False


class ChangeWebsite(UnitCommand, frozen=True, kw_only=True):
    """Record another address of the unit's main website."""

    website_url: str
    website_is_replica: bool = False
