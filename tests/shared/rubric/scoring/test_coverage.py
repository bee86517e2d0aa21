"""How often the 95 % interval holds the truth: samples drawn from populations whose mean is known."""

from random import Random

import pytest

from shared.rubric import Rubric
from shared.rubric.scoring.questions import question_share

OPTIONS = ("least", "low", "high", "most")
POINTS = {"least": 0, "low": 1, "high": 2, "most": 3}
#: Shares of the four options, from the worst.
MIXES = {"even": (25, 25, 25, 25), "good": (2, 8, 30, 60), "middling": (10, 30, 40, 20), "divided": (30, 10, 10, 50)}
#: (answers, population): provincial offices' staff, and the public, whose number nobody knows.
SIZES = [(30, 48), (40, 48), (60, 300), (50, None), (233, None), (500, None)]
#: Populations drawn for each size and mix.
DRAWS = 800


@pytest.mark.parametrize(("n", "population"), SIZES)
def test_the_interval_covers_the_truth_as_often_as_it_says(rubric: Rubric, n: int, population: int | None) -> None:
    draw = Random(n)  # the same draws in every run
    held = [covers(rubric, draw, mix, n, population) for mix in MIXES.values() for _ in range(DRAWS)]
    assert 0.93 <= sum(held) / len(held) <= 0.97


@pytest.mark.parametrize("mix", MIXES.values(), ids=MIXES)
def test_so_it_does_for_every_mix_of_answers(rubric: Rubric, mix: tuple[int, ...]) -> None:
    draw = Random(sum(mix) + mix[0])
    held = [covers(rubric, draw, mix, n, population) for n, population in SIZES[:4] for _ in range(DRAWS)]
    assert 0.93 <= sum(held) / len(held) <= 0.97


def covers(rubric: Rubric, draw: Random, mix: tuple[int, ...], n: int, population: int | None) -> bool:
    """Whether the interval of one sample (without replacement) holds the mean of all who may answer."""
    everybody = draw.choices(OPTIONS, mix, k=population or n)
    sample = everybody[:n]
    truth = sum(map(POINTS.__getitem__, everybody)) / len(everybody) / 3 if population else expectation(mix)
    counts = {option: sample.count(option) for option in OPTIONS}
    share = question_share(rubric.questions[0], rubric.option_scale, counts, population)
    assert share is not None
    return float(share.low) <= truth + 1e-9 and truth - 1e-9 <= float(share.high)


def expectation(mix: tuple[int, ...]) -> float:
    """The mean answer of a public of any size."""
    return sum(POINTS[option] * weight for option, weight in zip(OPTIONS, mix, strict=True)) / sum(mix) / 3
