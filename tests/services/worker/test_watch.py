"""The watch over answers: stuffing is found, days of ordinary people are not, and a flag is raised once."""

import random
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.worker.watch.job import watch_answers
from services.worker.watch.sheets import sheets_of
from services.worker.watch.suspicion import at_least, poisson_at_least, suspicions
from shared.events import Meta, Recorded
from shared.events.surveys import ResponseRecorded
from shared.rubric import load_rubric
from tests.services.worker.facts import YEAR, record

RUBRIC = load_rubric("2567-provincial-immigration")
OPTIONS = ["least", "low", "high", "most"]
#: How contented people answer, and how most do.
CONTENTED, MIXED = [1, 2, 7, 20], [1, 3, 6, 4]
FIRST, DUE = date(2024, 1, 8), datetime(2024, 3, 1, 19, tzinfo=UTC)


def people(seed=1, days=12, a_day=9, contented=0.25):
    """Sheets of people: some content with everything, the others with some of it; now and then two alike."""
    chance = random.Random(seed)
    for number in range(days):
        for _ in range(chance.randint(a_day - 4, a_day + 4)):
            if chance.random() < contented:
                yield sheet(["most"] * 6, day=FIRST + timedelta(days=number))
            else:
                weights = chance.choice([CONTENTED, MIXED])
                yield sheet(chance.choices(OPTIONS, weights, k=6), day=FIRST + timedelta(days=number))


def sheet(options, day=FIRST, line="inspection", **marks):
    answers = {f"e{number}": option for number, option in enumerate(options, start=1)}
    return ResponseRecorded(instrument="EIT1", answers=answers, day=day, work_line=line, **marks)


def found(*sheets):
    answers = [
        Recorded(
            position=version, stream="responses/TH-49/2567", version=version, event_id=UUID(int=0),
            type="ResponseRecorded", event=event, meta=Meta(actor="respondent"), recorded_at=DUE, shard=0, hash=b"",
        )
        for version, event in enumerate(sheets, start=1)
    ]  # fmt: skip
    return list(suspicions(sheets_of(answers, "EIT1", RUBRIC)))


def readers(seed, days=40, content=0.55, careless=0.1):
    """Some 360 sheets of people who read: the content ones turn their answer around where a question is negative."""
    chance = random.Random(seed)
    for number in range(9 * days):
        weights = chance.choices([[0, 1, 4, 95], [3, 12, 60, 25], [20, 35, 30, 15]], [content, 0.8 - content, 0.2])[0]
        options = chance.choices(OPTIONS, weights, k=6)
        if chance.random() < careless:
            options = [options[0]] * 6
        else:
            options[2] = OPTIONS[3 - OPTIONS.index(options[2])]
        yield sheet(options, day=FIRST + timedelta(days=number % days))


@pytest.mark.parametrize("seed", range(15))
def test_ordinary_days_raise_no_flag(seed):
    assert found(*people(seed)) == []


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("content", "careless"), [(0.55, 0.1), (0.75, 0.1), (0.5, 0.3)])
def test_content_people_who_all_judge_everything_alike_raise_no_flag(seed, content, careless):
    assert found(*readers(seed, content=content, careless=careless)) == []


def test_a_day_of_sheets_that_judge_everything_best_is_found_where_a_question_is_negative():
    best = ["most", "most", "least", "most", "most", "most"]
    stuffed = [sheet(best, day=date(2024, 3, 1), line="services") for _ in range(40)]
    (flag,) = [each for each in found(*readers(1), *stuffed) if each.line == "services"]
    assert (flag.reason, flag.seen) == ("straight_lining", 40)


def test_no_sheets_and_one_are_no_matter():
    assert found() == []
    assert found(sheet(["most"] * 6)) == []


def test_one_option_throughout_on_many_sheets_of_a_day_is_found():
    ordinary = list(people())
    stuffed = [sheet(["most"] * 6, day=date(2024, 2, 1), line="services") for _ in range(18)]
    (flag,) = found(*ordinary, *stuffed)
    assert (flag.reason, flag.day, flag.line, flag.seen) == ("straight_lining", date(2024, 2, 1), "services", 18)
    assert flag.versions == tuple(range(len(ordinary) + 1, len(ordinary) + 19))


def test_a_day_far_above_its_lines_own_history_is_found():
    rush = [each for each in people(7, days=10, a_day=80) if each.day == FIRST + timedelta(days=3)]
    (flag,) = found(
        *(each for each in people(2)), *(sheet(list(each.answers.values()), date(2024, 2, 1)) for each in rush)
    )
    assert (flag.reason, flag.day, flag.seen) == ("burst", date(2024, 2, 1), len(rush))
    assert flag.expected < flag.seen / 3


def test_a_line_without_history_has_no_burst():
    assert [flag for flag in found(*people(3, days=4, a_day=60)) if flag.reason == "burst"] == []


def test_copies_of_a_sheet_are_found_even_when_spread_over_days():
    ordinary = list(people())
    odd = ["least", "most", "low", "most", "least", "high"]
    copied = [sheet(odd, day=FIRST + timedelta(days=number)) for number in range(9)]
    (flag,) = found(*ordinary, *copied)
    assert (flag.reason, flag.seen, flag.day) == ("copies", 9, None)


@pytest.mark.parametrize("mark", ["hurried", "again"])
def test_marks_from_the_door_are_found_where_they_pile_up(mark):
    few = [sheet(["most", "high", "low", "most", "high", "most"], **{mark: True})]
    assert found(*people(), *few) == []
    mixed = [list(each.answers.values()) for each in people(9)][:12]
    (flag,) = found(*people(), *(sheet(options, date(2024, 2, 1), "services", **{mark: True}) for options in mixed))
    assert (flag.reason, flag.seen, flag.line) == (mark, 12, "services")


@given(st.integers(1, 60), st.integers(0, 60), st.floats(0.01, 0.99))
def test_probabilities_are_those_of_chance(among, count, chance):
    count = min(count, among)
    assert at_least(0, among, chance) == pytest.approx(1)
    assert at_least(count, among, chance) >= at_least(count + 1, among, chance) >= 0
    # The chance of "all" is a product; that of "at least one" its counterpart.
    assert at_least(among, among, chance) == pytest.approx(chance**among)
    assert at_least(1, among, chance) == pytest.approx(1 - (1 - chance) ** among)
    assert poisson_at_least(0, chance) == 1
    assert poisson_at_least(1, chance) == pytest.approx(1 - 2.718281828459045**-chance)


def test_what_is_found_is_flagged_once_and_marked_where_it_is_made_up(engine, log, projector):
    record(log)
    projector.drain()
    stuffed = [sheet(["most"] * 6) for _ in range(18)]
    log.append(f"responses/TH-49/{YEAR}", stuffed, meta=Meta(actor="simulation", simulated=True))
    assert watch_answers(engine, log, DUE) == 1
    assert watch_answers(engine, log, DUE) == 0
    (flag,) = log.read(f"watch/TH-49/{YEAR}")
    assert flag.event.versions == tuple(range(4, 22))
    assert (flag.meta.actor, flag.meta.simulated, flag.happened_at) == ("watch", True, DUE)


def test_a_worker_loads_pandas_only_when_it_watches():
    script = "import sys, services.worker.main; print('pandas' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
