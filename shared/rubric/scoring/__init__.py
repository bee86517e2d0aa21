"""Scores a round: pure functions of a rubric and of what is known, exact until they are rounded at the end."""

from shared.rubric.scoring.as_json import score_json
from shared.rubric.scoring.evidence import AuditResult, Ruling, best_evidence, counted
from shared.rubric.scoring.league import League, league, leagues
from shared.rubric.scoring.levels import level_of
from shared.rubric.scoring.result import Score
from shared.rubric.scoring.score import score
from shared.rubric.scoring.standing import Basis, ItemStanding, Standing, StandingError, SurveyTally
from shared.rubric.scoring.what_if import ChangeError, ItemDone, MoreAnswers, changed

__all__ = [
    "AuditResult",
    "Basis",
    "ChangeError",
    "ItemDone",
    "ItemStanding",
    "League",
    "MoreAnswers",
    "Ruling",
    "Score",
    "Standing",
    "StandingError",
    "SurveyTally",
    "best_evidence",
    "changed",
    "counted",
    "league",
    "leagues",
    "level_of",
    "score",
    "score_json",
]
