"""One thing to do, and what it would change."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

import msgspec

from shared.rubric import Rubric
from shared.rubric.scoring import ItemDone, MoreAnswers, Score, Standing, changed, score
from shared.views.rows import Title

#: What to do with an item: ``publish`` it (nothing is shown yet), ``complete`` what is shown in part, ``renew`` what is
#: out of date, ``reformat`` its files, ``recheck`` a loss that one audit saw, ``resubmit`` what the head returned,
#: ``approve`` what waits for the head, ``appeal`` what the assessor refused. Of a survey: ``collect`` answers.
Act = Literal["publish", "complete", "renew", "reformat", "recheck", "resubmit", "approve", "appeal", "collect"]
Effort = Literal["small", "medium", "large"]

#: The ends of the total that an action can raise.
ENDS = ("floor", "low", "expected", "high", "ceiling")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """Answers that one line of work (or group of contacts) still has to bring in."""

    work_line: str
    title: Title
    remaining: int
    officers: tuple[str, ...]


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """Another unit's public page that shows the item whole. page: where the link stands; url: what it leads to."""

    unit: str
    name_th: str
    name_en: str
    division: int | None
    url: str
    page: str | None
    simulated: bool
    replica: bool


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """What an action does to the total: points gained at each end, the total and the level after it."""

    gain: dict[str, Decimal]
    total: dict[str, Decimal]
    level: str
    level_title: Title
    raises_level: bool

    @property
    def worth(self) -> Decimal:
        """The points at stake: a projection can gain them, or a low end or floor that waits for them."""
        return max(self.gain["expected"], self.secured)

    @property
    def secured(self) -> Decimal:
        """The points that the low end or the floor gains.

        Of a survey these are at stake. Its expected points are no measure: five answers raise what is expected of
        nothing to their mean, and still leave all that a short sample costs open.
        """
        return max(self.gain["low"], self.gain["floor"])


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """Something to do. deadline: the last day on which it counts; due: the unit's own date.

    worth: points at stake (see Effect; of a survey those that are secured). effort: a class by what there is to do.
    assumed_mean: of a survey's answers to come, 0 to 1.
    """

    kind: Literal["item", "survey"]
    ref: str
    act: Act
    title: Title
    sentence: Title
    worth: Decimal
    effect: Effect
    deadline: date | None
    days_left: int | None
    due: date | None
    effort: Effort
    officers: tuple[str, ...]
    elements: tuple[dict[str, Any], ...] = ()
    remaining: int | None = None
    assumed_mean: Decimal | None = None
    lines: tuple[Line, ...] = ()
    example: Example | None = None


class Case(msgspec.Struct, frozen=True):
    """The round that actions are sought for, with its score on the day."""

    rubric: Rubric
    standing: Standing
    today: date
    now: Score

    def effect(self, changes: Sequence[ItemDone | MoreAnswers]) -> Effect:
        """What these changes do to the score. Raises ChangeError."""
        then = score(self.rubric, changed(self.rubric, self.standing, changes), self.today)
        before, after = self.now.total.points, then.total.points
        order = [level.code for level in self.rubric.levels]
        return Effect(
            gain={end: getattr(after, end) - getattr(before, end) for end in ENDS},
            total={end: getattr(after, end) for end in ENDS},
            level=then.level.code,
            level_title=then.level.title.model_dump(),
            raises_level=order.index(then.level.code) < order.index(self.now.level.code),
        )

    def days_left(self, deadline: date | None) -> int | None:
        """Days until the deadline; 0 on it."""
        return None if deadline is None else (deadline - self.today).days
