"""What a unit does best next: what still earns points, by how many."""

from shared.views.actions.action import Action, Example, Line
from shared.views.actions.items import item_actions
from shared.views.actions.surveys import survey_actions

__all__ = ["Action", "Example", "Line", "item_actions", "survey_actions"]
