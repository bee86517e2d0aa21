"""What is known of a round when it is scored: counts of answers, and the evidence for each item."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from shared.rubric.model import SurveyId, Verdict

#: The kinds of evidence for an item, the strongest first.
Basis = Literal["appeal", "assessor", "audit", "approval", "none"]


class StandingError(ValueError):
    """The standing does not fit the rubric: an option, question or item that it does not have, a negative count."""


@dataclass(frozen=True, slots=True)
class SurveyTally:
    """The answers to one survey, counted.

    counts: question → option → answers. respondents: answer sheets. population: all who may answer, None if not known.
    minimum: the unit's own least number of answers; None takes the rubric's. shown: the counts that people may see, of
    some answers ago, so that nobody finds an answer by reading before and after it; None for ``counts``.
    """

    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    respondents: int = 0
    population: int | None = None
    minimum: int | None = None
    shown: Mapping[str, Mapping[str, int]] | None = None


@dataclass(frozen=True, slots=True)
class ItemStanding:
    """The best evidence for one item.

    verdict: the audit verdict that counts (``basis`` audit), else the last one seen. met: what the evidence says, None
    without evidence. confirmed: false where a newer verdict waits for its second audit. when (UTC) and by whom it was
    given.
    due: the unit's own date for the item, None takes the rubric's.
    """

    basis: Basis = "none"
    verdict: Verdict | None = None
    met: bool | None = None
    confirmed: bool = True
    when: datetime | None = None
    by: str | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """All that is known of one round; of surveys and items that are absent, nothing is.

    position: the log's position that it stands for. simulated: some of it is made up for demonstration.
    """

    unit: str
    fiscal_year: int
    position: int = 0
    surveys: Mapping[SurveyId, SurveyTally] = field(default_factory=dict)
    items: Mapping[str, ItemStanding] = field(default_factory=dict)
    simulated: bool = False
