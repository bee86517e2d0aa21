"""What a rubric is: the criteria of one fiscal year and agency group, as data. See the YAML files beside it."""

from datetime import date
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from shared.rubric.checks import Check
from shared.rubric.consistency import inconsistencies
from shared.rubric.exact import Exact, Share
from shared.rubric.problem import InconsistentError
from shared.rubric.weights import Weights, weights_of

InstrumentId = Literal["IIT", "EIT", "OIT"]
#: The surveys whose answers are collected; EIT has two parts.
SurveyId = Literal["IIT", "EIT1", "EIT2"]
#: What an audit says of an item. ``unknown``: it could not be told (blocked, down, forbidden); never a loss.
Verdict = Literal["present", "partial", "missing", "stale", "wrong_format", "unknown"]


class Model(BaseModel):
    """Base of all parts: immutable, and a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Text(Model):
    """A text for people, in Thai and English."""

    th: str
    en: str


class Sourced(Model):
    """A statement with where it comes from. confirmed: false where no official source was found."""

    title: Text
    confirmed: bool
    source: str
    note: Text | None = None


class WorkLine(Model):
    """สายงาน: a line of work inside a unit (also used for groups and occupations). aliases: other names for it."""

    id: str
    title: Text
    aliases: tuple[str, ...] = ()


class Option(Model):
    """An answer option. points: its share of a full mark, 0 to 1; a reversed question gives 1 - points."""

    id: str
    title: Text
    points: Share


class OptionScale(Sourced):
    """The options of every question, in order."""

    options: tuple[Option, ...]

    @cached_property
    def unit(self) -> int:
        """The least whole number by which all options' points become whole numbers."""
        return lcm(*(option.points.denominator for option in self.options))

    @cached_property
    def whole_points(self) -> dict[str, int]:
        """Option → its points times ``unit``: whole numbers, so that a million answers are summed exactly and fast."""
        return {option.id: int(option.points * self.unit) for option in self.options}


class Combination(Sourced):
    """How the two parts of EIT make one score: ``pooled`` all answers as one sample, or ``mean_of_parts``."""

    rule: Literal["pooled", "mean_of_parts"]


class ShortSample(Sourced):
    """What a survey costs when fewer answers than the minimum came in: nothing, all of it, or in proportion."""

    rule: Literal["none", "zero", "proportional"]


class VerdictCredit(Sourced):
    """The share (0 to 1) of an item's points that each verdict of an audit earns. ``unknown`` earns none."""

    present: Share
    partial: Share
    stale: Share
    wrong_format: Share
    missing: Share

    def share(self, verdict: Verdict) -> Fraction:
        """The share that this verdict earns."""
        shares: dict[Verdict, Fraction] = {
            "present": self.present,
            "partial": self.partial,
            "stale": self.stale,
            "wrong_format": self.wrong_format,
            "missing": self.missing,
        }
        return shares.get(verdict, Fraction(0))


class Sample(Sourced):
    """Who answers a survey, and how many at least.

    share: at least this share of all who may answer, where their number is known; never fewer than ``minimum``, and no
    more than ``maximum`` are asked for. groups: EIT(2) kinds of contact, one of each at least.
    eligibility: who may answer, as it is told to people. counted_to: the day to which a length of service in it counts.
    """

    survey: SurveyId
    eligibility: Text
    counted_to: date | None = None
    minimum: int | None = None
    maximum: int | None = None
    share: Share | None = None
    all_if_fewer: bool = False
    groups: tuple[WorkLine, ...] = ()


class SubIndicator(Model):
    """E.g. 9.1. points: sum of its items' points."""

    id: str
    title: Text
    points: Exact


class Indicator(Model):
    """One of the ten indicators. issues: what it looks at, as the source lists it (Thai)."""

    id: int
    instrument: InstrumentId
    title: Text
    points: Exact
    sub_indicators: tuple[SubIndicator, ...] = ()
    issues: tuple[str, ...] = ()


class Instrument(Model):
    """One of the three instruments; weight: its points of 100."""

    id: InstrumentId
    title: Text
    weight: Exact


class Question(Model):
    """A survey question. drafted: true where the official wording is not known and this project worded it."""

    id: str
    survey: Literal["IIT", "EIT"]
    indicator: int
    points: Exact
    reversed: bool = False
    drafted: bool = False
    text: Text


class Element(Model):
    """One thing that an item must show, and how a website audit checks it.

    required: a missing required element makes the item at best ``partial``.
    """

    id: str
    title: Text
    check: Check
    required: bool = True


class Period(Model):
    """Months that an item must cover, inclusive, as first days (Gregorian): 2023-10-01 to 2024-03-01."""

    first_month: date
    last_month: date

    def months(self) -> tuple[str, ...]:
        """The months as Buddhist ``YYYY-MM``, in order: ``2566-10`` …"""
        months, year, month = [], self.first_month.year, self.first_month.month
        while (year, month) <= (self.last_month.year, self.last_month.month):
            months.append(f"{year + 543}-{month:02d}")
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)  # noqa: PLR2004 - months in a year
        return tuple(months)


class Counterpart(Model):
    """An item of another rubric about the same subject.

    relation: ``same`` where each asks for what the other asks for, so that results compare; ``approximate`` where one
    is a part of the other, or asks for something more or less.
    """

    rubric: str
    item: str
    relation: Literal["same", "approximate"]
    confirmed: bool
    source: str
    note: Text | None = None


class Crosswalk(Sourced):
    """What is known of the items of this rubric and of another one, whole: nothing is left to guess.

    unchanged: items that are the same under the same id. only_here and only_there: items without a counterpart. All
    others name theirs in ``same_as``.
    """

    rubric: str
    unchanged: tuple[str, ...] = ()
    only_here: tuple[str, ...] = ()
    only_there: tuple[str, ...] = ()


class Item(Model):
    """One of the things that must be published (O1 …).

    deadline: the unit's own date for it, None where the source gives none. formats: each inner tuple is a set of file
    kinds of which one must be offered (``(("pdf",), ("docx", "doc"))`` = PDF and Word). aliases: other titles that
    real pages use. usual_names: what sites call it besides, each of which names the item only as the whole text of a
    link or heading; one that stands at several items names them all. openings: how documents of the item begin that are
    called after what they are about ("ประกาศผู้ชนะการเสนอราคา …"). languages: ``foreign`` is any but Thai. same_as:
    its counterparts in the rubrics that ``Rubric.crosswalks`` names.
    """

    id: str
    indicator: int
    sub_indicator: str
    title: Text
    aliases: tuple[str, ...] = ()
    usual_names: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    points: Exact
    deadline: date | None = None
    period: Period | None = None
    formats: tuple[tuple[str, ...], ...] = ()
    languages: tuple[Literal["th", "en", "foreign"], ...] = ("th",)
    elements: tuple[Element, ...]
    same_as: tuple[Counterpart, ...] = ()
    notes: tuple[Text, ...] = ()


class Level(Model):
    """A result level: the total (0–100) reaches ``total`` and each instrument, on its own 0–100 scale, ``each``."""

    code: str
    title: Text
    total: Exact
    each: Exact = Fraction(0)


class Phase(Model):
    """A phase of the assessment's calendar, inclusive dates. id: e.g. ``iit``, ``oit_answering``, ``appeal``."""

    id: str
    title: Text
    starts: date
    ends: date


class Rubric(Model):
    """The criteria of one fiscal year (Buddhist) and agency group.

    rule: ``flat_sum`` adds the points of all questions and items; ``mean_of_means`` averages items to sub-indicators,
    those to indicators, those to instruments, so that only the instruments' weights count; the points written are then
    what that comes to.
    item_basis: where the list of items, their sub-indicators and elements come from; None where ``source`` says it.
    notes: what readers of the items should know, e.g. how they are numbered.
    """

    id: str
    title: Text
    fiscal_year: int
    agency_group: str
    source: str
    notes: tuple[Text, ...] = ()
    rule: Literal["flat_sum", "mean_of_means"]
    rule_basis: Sourced
    instruments: tuple[Instrument, ...]
    indicators: tuple[Indicator, ...]
    option_scale: OptionScale
    eit_combination: Combination
    short_sample: ShortSample
    verdict_credit: VerdictCredit
    question_wording: Sourced
    questions: tuple[Question, ...]
    samples: tuple[Sample, ...]
    work_lines: tuple[WorkLine, ...]
    occupations: tuple[WorkLine, ...] = ()
    item_basis: Sourced | None = None
    crosswalks: tuple[Crosswalk, ...] = ()
    items: tuple[Item, ...]
    levels: tuple[Level, ...]
    level_rule: Sourced
    calendar: tuple[Phase, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        problems = inconsistencies(self)
        if problems:
            raise InconsistentError(problems)
        return self

    @cached_property
    def weights(self) -> Weights:
        """The points of every part under the rubric's rule."""
        return weights_of(self)

    def item(self, item_id: str) -> Item | None:
        """The item with this id, or None."""
        return next((item for item in self.items if item.id == item_id), None)

    def sample(self, survey: SurveyId) -> Sample | None:
        """The rule of who answers this survey, or None."""
        return next((sample for sample in self.samples if sample.survey == survey), None)

    def questions_of(self, survey: SurveyId) -> tuple[Question, ...]:
        """The questions that a survey asks; both parts of EIT ask the same."""
        return tuple(question for question in self.questions if question.survey == survey[:3])

    def phase(self, phase_id: str) -> Phase | None:
        """The calendar phase with this id, or None."""
        return next((phase for phase in self.calendar if phase.id == phase_id), None)
