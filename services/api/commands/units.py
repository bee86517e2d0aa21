"""Registering units and opening their rounds."""

from services.api.commands.declare import command_route
from shared.access import Permission
from shared.rounds import ChangeWebsite, OpenRound, RegisterUnit

command_route("/units", RegisterUnit, Permission.UNIT_WRITE, summary="Register a unit", tag="units")
command_route(
    "/units/<unit>/website", ChangeWebsite, Permission.UNIT_WRITE, summary="Change the website's address", tag="units"
)
command_route("/units/<unit>/rounds", OpenRound, Permission.ROUND_OPEN, summary="Open a round", tag="units")
