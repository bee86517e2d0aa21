"""What must hold for every score."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.rubric import Rubric, Verdict, as_json, load_rubric
from shared.rubric.model import Item, Question, SurveyId
from shared.rubric.scoring import Basis, ItemStanding, Score, Standing, SurveyTally, league, leagues, score
from shared.rubric.scoring.result import Points
from tests.shared.rubric.scoring.builders import OPTIONS, WHEN

RUBRIC = load_rubric("2567-provincial-immigration")
SURVEYS: tuple[SurveyId, ...] = ("IIT", "EIT1", "EIT2")
ASKED = [(survey, question) for survey in SURVEYS for question in RUBRIC.questions_of(survey)]
VERDICTS: tuple[Verdict, ...] = ("present", "partial", "missing", "stale", "wrong_format")
BASES: tuple[Basis, ...] = ("appeal", "assessor", "audit", "approval", "none")

#: Enough to find what breaks a sum of 45 parts; no limit of time, since the machine may be busy.
bounded = settings(max_examples=50, deadline=None)

days = st.integers(0, 400).map(lambda n: date(2023, 10, 1) + timedelta(n))
counts = st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 300))


@cache
def variant(combination: str, short_sample: str, confirmed: bool) -> Rubric:
    """The packaged rubric by other rules."""
    data = as_json(RUBRIC)
    data["eit_combination"]["rule"] = combination
    data["short_sample"].update(rule=short_sample, confirmed=confirmed)
    data["verdict_credit"].update(partial="1/2", stale="1/4")
    return Rubric.model_validate(data)


def variants() -> st.SearchStrategy[Rubric]:
    """Every rule by which the parts of EIT combine and a short sample costs."""
    combinations, costs = (
        st.sampled_from(["pooled", "mean_of_parts"]),
        st.sampled_from(["none", "zero", "proportional"]),
    )
    return st.builds(variant, combinations, costs, st.booleans())


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
@given(variants(), standings(), days)
def test_units_are_compared_by_the_very_figures_of_their_scores(rubric: Rubric, known: Standing, as_of: date) -> None:
    compared, found = league(rubric, known, as_of), score(rubric, known, as_of)
    assert (compared.low, compared.expected, compared.high) == found.total.points[:3]
    assert compared.instruments == {part.id: part.figures.points.expected for part in found.instruments}
    assert compared.indicators == {str(part.id): part.figures.points.expected for part in found.indicators}
    assert compared.level == found.level
    assert compared.without_evidence == sum(item.basis == "none" for item in found.items)
    assert [name for name in compared.lacking if not name.isdecimal()] == [
        part.id for part in found.instruments if part.basis in ("no_answers", "no_evidence")
    ]
    assert compared.short == tuple(name for part in found.instruments if part.basis == "answers" for name in part.short)


@bounded
@given(variants(), standings(), standings(), days)
def test_what_two_standings_have_in_common_is_no_other_for_being_computed_once(
    rubric: Rubric, one: Standing, other: Standing, as_of: date
) -> None:
    mixed = replace(other, surveys={**other.surveys, **dict(list(one.surveys.items())[:1])})
    like = replace(one, surveys=other.surveys)
    for second in (one, other, mixed, like):
        assert leagues(rubric, one, second, as_of) == (league(rubric, one, as_of), league(rubric, second, as_of))


@bounded
@given(standings(), days, st.sampled_from(RUBRIC.items))
def test_an_item_done_never_lowers_the_score(known: Standing, as_of: date, item: Item) -> None:
    done = {**known.items, item.id: ItemStanding("assessor", None, True, True, WHEN, "assessor-1")}
    before, after = score(RUBRIC, known, as_of), score(RUBRIC, replace(known, items=done), as_of)
    assert after.total.points.expected >= before.total.points.expected
    assert after.total.points.low >= before.total.points.low


def best(question: Question) -> str:
    return "least" if question.reversed else "most"


def worst(question: Question) -> str:
    return "most" if question.reversed else "least"


def one_more(known: Standing, survey: SurveyId, question: Question, option: str) -> Standing:
    """With one more answer sheet, of one answer; the population stays what it is, and holds it."""
    tally = known.surveys.get(survey, SurveyTally())
    answers = {**tally.counts.get(question.id, {})}
    answers[option] = answers.get(option, 0) + 1
    more = replace(tally, counts={**tally.counts, question.id: answers}, respondents=tally.respondents + 1)
    return replace(known, surveys={**known.surveys, survey: more})


def room_for_one(known: Standing, survey: SurveyId) -> Standing:
    tally = known.surveys.get(survey, SurveyTally())
    if tally.population is None or tally.population > tally.respondents:
        return known
    return replace(known, surveys={**known.surveys, survey: replace(tally, population=tally.respondents + 1)})


@bounded
@given(variants(), standings(), days, st.sampled_from(ASKED))
def test_one_more_best_answer_never_lowers_the_score(
    rubric: Rubric, known: Standing, as_of: date, asked: tuple[SurveyId, Question]
) -> None:
    survey, question = asked
    known = room_for_one(known, survey)
    before = score(rubric, known, as_of).total.points
    after = score(rubric, one_more(known, survey, question, best(question)), as_of).total.points
    assert after.expected >= before.expected
    assert after.low >= before.low
    assert after.floor >= before.floor


@bounded
@given(variants(), standings(), days, st.sampled_from(ASKED), st.sampled_from(OPTIONS))
def test_a_better_answer_in_place_of_another_never_lowers_the_score(
    rubric: Rubric, known: Standing, as_of: date, asked: tuple[SurveyId, Question], option: str
) -> None:
    survey, question = asked
    known = room_for_one(known, survey)
    worse, better = (
        score(rubric, one_more(known, survey, question, given_), as_of) for given_ in (option, best(question))
    )
    assert better.total.points.expected >= worse.total.points.expected


@bounded
@given(variants(), standings(), days, st.sampled_from(RUBRIC.items), st.sampled_from(VERDICTS))
def test_a_better_verdict_never_lowers_the_score(
    rubric: Rubric, known: Standing, as_of: date, item: Item, verdict: Verdict
) -> None:
    seen, whole = (
        replace(known, items={**known.items, item.id: ItemStanding("audit", each, each == "present", True, WHEN, "a")})
        for each in (verdict, "present")
    )
    worse, better = score(rubric, seen, as_of).total.points, score(rubric, whole, as_of).total.points
    assert all(getattr(better, end) >= getattr(worse, end) for end in ("floor", "low", "expected"))


@bounded
@given(variants(), standings(), st.sampled_from(SURVEYS), st.lists(st.sampled_from([True, False]), max_size=24))
def test_no_end_of_the_collection_leaves_floor_and_ceiling(
    rubric: Rubric, known: Standing, survey: SurveyId, outcomes: list[bool]
) -> None:
    """However those answer who have not yet, the question and the total stay between the bounds of before."""
    question = rubric.questions_of(survey)[0]
    tally = known.surveys.get(survey, SurveyTally())
    counted = {**tally.counts.get(question.id, {})}
    answered = sum(counted.values())
    whole = answered + len(outcomes)
    before = replace(tally, counts={question.id: counted}, respondents=answered, population=whole, minimum=whole)
    for good in outcomes:
        option = best(question) if good else worst(question)
        counted = {**counted, option: counted.get(option, 0) + 1}
    after = replace(before, counts={question.id: counted}, respondents=whole)
    then, now = (
        score(rubric, replace(known, surveys={**known.surveys, survey: each}), date(2024, 2, 1))
        for each in (before, after)
    )
    bounds, end = (next(part for part in found.questions if part.id == question.id) for found in (then, now))
    assert bounds.points.floor <= end.points.expected <= bounds.points.ceiling
    assert then.total.points.floor <= now.total.points.expected <= then.total.points.ceiling


@bounded
@given(standings(), days, days)
def test_time_alone_never_raises_the_high_end(known: Standing, one: date, other: date) -> None:
    earlier, later = score(RUBRIC, known, min(one, other)), score(RUBRIC, known, max(one, other))
    assert later.total.points.high <= earlier.total.points.high
    assert later.total.points.ceiling <= earlier.total.points.ceiling
    assert later.total.points.floor >= earlier.total.points.floor
    assert later.total.points.expected == earlier.total.points.expected
