"""What assessors record: scores of items and decisions on appeals."""

from services.api.commands.declare import command_route
from services.api.routing import ROUND
from shared.access import Permission
from shared.rounds import DecideAppeal, ScoreItem

command_route(f"{ROUND}/item-scores", ScoreItem, Permission.ITEM_SCORE, summary="Score an item", tag="verdicts")
command_route(
    f"{ROUND}/appeal-decisions", DecideAppeal, Permission.APPEAL_DECIDE, summary="Decide an appeal", tag="verdicts"
)
