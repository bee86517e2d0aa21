"""How many answered a survey, beside how many must, and who says so."""

from collections.abc import Mapping
from typing import Any

from shared.rubric.model import InstrumentId, Rubric, SurveyId, Text
from shared.rubric.scoring.samples import PARTS, closing, minimum_of
from shared.rubric.scoring.standing import SurveyTally

#: What people call the surveys.
NAMES: Mapping[SurveyId, str] = {"IIT": "IIT", "EIT1": "EIT (1)", "EIT2": "EIT (2)"}


def sample_facts(
    rubric: Rubric, instrument: InstrumentId, tallies: Mapping[SurveyId, SurveyTally]
) -> dict[SurveyId, dict[str, Any]]:
    """Of each survey of the instrument; OIT has none.

    minimum: None where none is known; minimum_by: ``unit`` (its own quota) or ``rubric``, whose source is given.
    """
    if instrument == "OIT":
        return {}
    return {survey: _facts(rubric, survey, tallies.get(survey, SurveyTally())) for survey in PARTS[instrument]}


def _facts(rubric: Rubric, survey: SurveyId, tally: SurveyTally) -> dict[str, Any]:
    sample, closes = rubric.sample(survey), closing(rubric, survey)
    return {
        "respondents": tally.respondents,
        "population": tally.population,
        "minimum": minimum_of(rubric, survey, tally),
        "minimum_by": "rubric" if tally.minimum is None else "unit",
        "source": sample.source if sample else None,
        "confirmed": sample.confirmed if sample else None,
        "closes": closes.isoformat() if closes else None,
    }


def sample_sentence(surveys: Mapping[SurveyId, Mapping[str, Any]]) -> Text | None:
    """The answer sheets of each survey, of how many at least."""
    if not surveys:
        return None
    counts = [(NAMES[survey], facts["respondents"], facts["minimum"]) for survey, facts in surveys.items()]
    th = [f"{name} {n} ชุด" + (f" จากขั้นต่ำ {least}" if least is not None else "") for name, n, least in counts]
    en = [f"{name} {n}" + (f" of at least {least}" if least is not None else "") for name, n, least in counts]
    return Text(th=f"ผู้ตอบ {', '.join(th)}", en=f"Answer sheets: {', '.join(en)}.")
