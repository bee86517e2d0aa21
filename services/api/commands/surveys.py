"""Survey answers. Nothing is kept that tells who answered: no account, address, agent or time of day."""

from services.api.commands.declare import ROUND, command_route
from shared.access import Permission
from shared.rounds import RecordResponse

command_route(
    f"{ROUND}/responses",
    RecordResponse,
    Permission.RESPOND,
    summary="Answer a survey: every question of the instrument (no account needed)",
    tag="surveys",
)
