"""Events of a unit: an assessed public body."""

from shared.events.base import Event


class UnitRegistered(Event, frozen=True, kw_only=True):
    """A unit is known from now on.

    unit: its code (ISO 3166-2:TH for provincial offices). division: กองบังคับการตรวจคนเข้าเมือง 1–6.
    division_inferred: true where no source states the division. province: ISO 3166-2:TH code.
    """

    unit: str
    name_th: str
    name_en: str
    agency_group: str = "provincial-immigration"
    division: int | None = None
    division_inferred: bool = False
    province: str | None = None
    office_district: str | None = None
    website_url: str | None = None
    website_is_replica: bool = False


class UnitWebsiteChanged(Event, frozen=True, kw_only=True):
    """The unit's main website has another address. website_is_replica: a demonstration copy made by this project."""

    unit: str
    website_url: str
    website_is_replica: bool = False
