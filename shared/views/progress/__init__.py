"""How a survey comes along: tables by line of work, occupation and day, and the pace that the minimum asks for."""

from shared.views.progress.pace import Pace, pace_of
from shared.views.progress.report import DayRow, Part, Survey, breakdown, survey_progress
from shared.views.progress.sheets import progress_csv, progress_xlsx

__all__ = [
    "DayRow",
    "Pace",
    "Part",
    "Survey",
    "breakdown",
    "pace_of",
    "progress_csv",
    "progress_xlsx",
    "survey_progress",
]
