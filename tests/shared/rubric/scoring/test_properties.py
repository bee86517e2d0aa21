"""What must hold for every score."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.rubric import Verdict, load_rubric
from shared.rubric.model import Item, Question, SurveyId
from shared.rubric.scoring import Basis, ItemStanding, Score, Standing, SurveyTally, score
from shared.rubric.scoring.result import Points
from tests.shared.rubric.scoring.builders import WHEN

RUBRIC = load_rubric("2567-provincial-immigration")
POSITIVE = [question for question in RUBRIC.questions if not question.reversed]
REVERSED = [question for question in RUBRIC.questions if question.reversed]
SURVEYS: tuple[SurveyId, ...] = ("IIT", "EIT1", "EIT2")
VERDICTS: tuple[Verdict, ...] = ("present", "partial", "missing", "stale", "wrong_format")
BASES: tuple[Basis, ...] = ("appeal", "assessor", "audit", "approval", "none")
OPTIONS = ("least", "low", "high", "most")

#: Enough to find what breaks a sum of 45 parts; no limit of time, since the machine may be busy.
bounded = settings(max_examples=50, deadline=None)

days = st.integers(0, 400).map(lambda n: date(2023, 10, 1) + timedelta(n))
counts = st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 300))


@st.composite
def tallies(draw: st.DrawFn, survey: SurveyId) -> SurveyTally:
    asked = [question.id for question in RUBRIC.questions_of(survey)]
    answers = draw(st.dictionaries(st.sampled_from(asked), counts))
    most = max((sum(of_question.values()) for of_question in answers.values()), default=0)
    population = draw(st.none() | st.integers(most, most + 500))
    return SurveyTally(answers, most, population, draw(st.none() | st.integers(0, 600)))


@st.composite
def item_standings(draw: st.DrawFn) -> ItemStanding:
    basis = draw(st.sampled_from(BASES))
    verdict = draw(st.sampled_from(VERDICTS)) if basis == "audit" else None
    met = None if basis == "none" else basis == "approval" or draw(st.booleans())
    return ItemStanding(basis, verdict, met, True, WHEN, "somebody", draw(st.none() | days))


@st.composite
def standings(draw: st.DrawFn) -> Standing:
    surveys = {survey: draw(tallies(survey)) for survey in SURVEYS if draw(st.booleans())}
    some = draw(st.dictionaries(st.sampled_from([item.id for item in RUBRIC.items]), item_standings()))
    return Standing("TH-49", 2567, surveys=surveys, items=some)


def all_points(found: Score) -> Iterator[Points]:
    yield found.total.points
    yield from (part.figures.points for part in found.instruments)
    yield from (part.figures.points for part in found.indicators)
    yield from (part.points for part in found.items)
    yield from (part.points for part in found.questions)


@bounded
@given(standings(), days)
def test_every_range_is_in_order_and_within_its_points(known: Standing, as_of: date) -> None:
    for points in all_points(score(RUBRIC, known, as_of)):
        assert 0 <= points.floor <= points.low <= points.expected <= points.high <= points.ceiling <= points.of


@bounded
@given(standings(), days)
def test_levels_of_the_range_are_in_order(known: Standing, as_of: date) -> None:
    found = score(RUBRIC, known, as_of)
    order = [level.code for level in RUBRIC.levels]
    levels = (found.level_floor, found.level_low, found.level, found.level_high, found.level_ceiling)
    places = [order.index(each.code) for each in levels]
    assert places == sorted(places, reverse=True)


@bounded
@given(standings(), days)
def test_the_total_is_the_sum_of_the_instruments(known: Standing, as_of: date) -> None:
    found = score(RUBRIC, known, as_of)
    summed = sum(part.figures.points.expected for part in found.instruments)
    assert abs(found.total.points.expected - summed) <= Decimal("0.02")  # three roundings of half a hundredth


@bounded
@given(standings(), days, st.sampled_from(RUBRIC.items))
def test_an_item_done_never_lowers_the_score(known: Standing, as_of: date, item: Item) -> None:
    done = {**known.items, item.id: ItemStanding("assessor", None, True, True, WHEN, "assessor-1")}
    before, after = score(RUBRIC, known, as_of), score(RUBRIC, replace(known, items=done), as_of)
    assert after.total.points.expected >= before.total.points.expected
    assert after.total.points.low >= before.total.points.low


def one_more(known: Standing, question: Question, option: str) -> Standing:
    survey: SurveyId = "IIT" if question.survey == "IIT" else "EIT1"
    tally = known.surveys.get(survey, SurveyTally())
    answers = {**tally.counts.get(question.id, {})}
    answers[option] = answers.get(option, 0) + 1
    more = replace(tally, counts={**tally.counts, question.id: answers}, respondents=tally.respondents + 1)
    return replace(known, surveys={**known.surveys, survey: more})


@bounded
@given(standings(), days, st.sampled_from(POSITIVE))
def test_one_more_best_answer_to_a_positive_question_never_lowers(
    known: Standing, as_of: date, question: Question
) -> None:
    before, after = score(RUBRIC, known, as_of), score(RUBRIC, one_more(known, question, "most"), as_of)
    assert after.total.points.expected >= before.total.points.expected


@bounded
@given(standings(), days, st.sampled_from(REVERSED))
def test_one_more_best_answer_to_a_reversed_question_never_lowers(
    known: Standing, as_of: date, question: Question
) -> None:
    before, after = score(RUBRIC, known, as_of), score(RUBRIC, one_more(known, question, "least"), as_of)
    assert after.total.points.expected >= before.total.points.expected


@bounded
@given(st.lists(st.sampled_from(OPTIONS), min_size=1, max_size=60), st.randoms())
def test_the_order_of_answers_does_not_matter(answers: list[str], shuffler: Random) -> None:
    shuffled = answers.copy()
    shuffler.shuffle(shuffled)

    def counted(order: list[str]) -> Score:
        tally: dict[str, int] = {}
        for answer in order:
            tally[answer] = tally.get(answer, 0) + 1
        surveys: dict[SurveyId, SurveyTally] = {"IIT": SurveyTally({"i1": tally}, len(order), 100)}
        return score(RUBRIC, Standing("TH-49", 2567, surveys=surveys), date(2024, 3, 1))

    assert counted(answers) == counted(shuffled)


@bounded
@given(standings(), days, st.lists(st.sampled_from([True, False]), max_size=24), st.data())
def test_no_end_of_the_collection_leaves_floor_and_ceiling(
    known: Standing, as_of: date, outcomes: list[bool], data: st.DataObject
) -> None:
    """IIT, whose population is known: however those answer who have not yet, the mean stays between the bounds."""
    question = RUBRIC.questions_of("IIT")[0]
    tally = known.surveys.get("IIT", SurveyTally())
    counted = {**tally.counts.get(question.id, {})}
    answered = sum(counted.values())
    whole = answered + len(outcomes)
    before = replace(tally, counts={question.id: counted}, respondents=answered, population=whole, minimum=0)
    for best in outcomes[: data.draw(st.integers(0, len(outcomes)))]:
        option = ("least" if question.reversed else "most") if best else ("most" if question.reversed else "least")
        counted = {**counted, option: counted.get(option, 0) + 1}
    after = replace(before, counts={question.id: counted}, respondents=sum(counted.values()))
    then, now = (score(RUBRIC, replace(known, surveys={"IIT": each}), date(2024, 2, 1)) for each in (before, after))
    bounds, end = (next(part for part in found.questions if part.id == question.id) for found in (then, now))
    assert bounds.points.floor <= end.points.expected <= bounds.points.ceiling


@bounded
@given(standings(), days, days)
def test_time_alone_never_raises_the_high_end(known: Standing, one: date, other: date) -> None:
    earlier, later = score(RUBRIC, known, min(one, other)), score(RUBRIC, known, max(one, other))
    assert later.total.points.high <= earlier.total.points.high
    assert later.total.points.ceiling <= earlier.total.points.ceiling
    assert later.total.points.floor >= earlier.total.points.floor
    assert later.total.points.expected == earlier.total.points.expected
