"""Decisions about units."""

from msgspec.structs import asdict

from shared.events.units import UnitRegistered, UnitWebsiteChanged
from shared.rounds.checks import link, text
from shared.rounds.conflict import UnitRegisteredAlready, WebsiteUnchanged
from shared.rounds.decision import Events, Facts, decide
from shared.rounds.invalid import BadUnitCode, UnknownDivision
from shared.rounds.not_found import UnknownUnit
from shared.rounds.units.code import can_name_a_unit
from shared.rounds.units.commands import ChangeWebsite, RegisterUnit

#: The divisions of the Immigration Bureau that have provincial units (กองบังคับการตรวจคนเข้าเมือง 1–6).
DIVISIONS = range(1, 7)


@decide.register
def register_unit(command: RegisterUnit, facts: Facts) -> Events:
    """A unit is registered once, under a code that can name it."""
    if not can_name_a_unit(command.unit):
        raise BadUnitCode(given=command.unit)
    if command.division is not None and command.division not in DIVISIONS:
        raise UnknownDivision(given=command.division, allowed=list(DIVISIONS))
    if facts.unit.registered:
        raise UnitRegisteredAlready(unit=command.unit)
    checked = {"name_th": text(command.name_th, "name_th"), "name_en": text(command.name_en, "name_en")}
    website = link(command.website_url) if command.website_url else None
    return (UnitRegistered(**{**asdict(command), **checked, "website_url": website}),)


@decide.register
def change_website(command: ChangeWebsite, facts: Facts) -> Events:
    """The new address is complete and differs from the present one."""
    if not facts.unit.registered:
        raise UnknownUnit(unit=command.unit)
    website = link(command.website_url)
    if (website, command.website_is_replica) == (facts.unit.website_url, facts.unit.website_is_replica):
        raise WebsiteUnchanged(given=website)
    changed = UnitWebsiteChanged(unit=command.unit, website_url=website, website_is_replica=command.website_is_replica)
    return (changed,)
