"""What the bureau decides about answers that look suspicious."""

from services.api.commands.declare import command_route
from services.api.routing import ROUND
from shared.access import Permission
from shared.rounds import ExcludeAnswers, ReinstateAnswers

command_route(
    f"{ROUND}/answer-exclusions",
    ExcludeAnswers,
    Permission.ANSWERS_JUDGE,
    summary="Let the answers of a flag no longer count, for a reason; it can be taken back",
    tag="surveys",
)
command_route(
    f"{ROUND}/answer-reinstatements",
    ReinstateAnswers,
    Permission.ANSWERS_JUDGE,
    summary="Let the answers count again that a flag excluded",
    tag="surveys",
)
