"""What in a table of sheets is unlike answers of people. Pure functions: a table in, suspicions out.

Each compares what is there with what chance would bring, and speaks only where chance would hardly ever (SURE). None of
them proves anything: a person looks, and decides.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from services.worker.watch.sheets import COLUMNS
from shared.events.watch import Reason

if TYPE_CHECKING:
    import pandas as pd

#: How unlikely by chance something must be before it is worth a person's time.
SURE = 1e-6
#: Sheets of one suspicion at least: fewer may be anybody.
FEWEST = 5
#: Share of sheets with one option throughout that is usual: contented visitors and patient staff do that.
USUALLY_STRAIGHT = 0.35
#: Sheets that this is worth beside a survey's own: until there are more it is what counts.
ASSUMED = 20
#: Days of its own history that a line of work needs before a day can be called a burst.
DAYS_OF_HISTORY = 5
#: Sheets a day that are never a burst: a morning with a group of travellers.
QUIET = 20
#: Share of sheets that are usually sent hurriedly, or again from one browser: phones are shared at a counter.
USUALLY_HURRIED, USUALLY_AGAIN = 0.02, 0.10


class Suspicion(NamedTuple):
    """Sheets (by version) that look alike suspicious; how many there are, and how many would be usual."""

    reason: Reason
    versions: tuple[int, ...]
    seen: int
    expected: float
    day: date | None = None
    line: str | None = None


def suspicions(sheets: pd.DataFrame) -> Iterator[Suspicion]:
    """All that is suspicious in the sheets of one survey."""
    if sheets.empty:
        return
    yield from straight_lining(sheets)
    yield from bursts(sheets)
    yield from copies(sheets)
    yield from marked(sheets, "hurried", USUALLY_HURRIED)
    yield from marked(sheets, "again", USUALLY_AGAIN)


def straight_lining(sheets: pd.DataFrame) -> Iterator[Suspicion]:
    """Days of a line of work on which far more sheets than usual judge everything alike: than is usual anywhere, and
    than on the survey's other days."""
    for (day, line), found in sheets[sheets["even"].astype(bool)].groupby(["day", "line"]):
        here = (sheets["day"] == day) & (sheets["line"] == line)
        among, others = int(here.sum()), sheets[~here]
        known = (int(others["even"].sum()) + USUALLY_STRAIGHT * ASSUMED) / (len(others) + ASSUMED)
        usual = max(USUALLY_STRAIGHT, known)
        if len(found) >= FEWEST and at_least(len(found), among, usual) < SURE:
            yield _suspicion("straight_lining", found, among * usual, day, line)


def bursts(sheets: pd.DataFrame) -> Iterator[Suspicion]:
    """Days on which a line of work got far more sheets than on its other days."""
    for line, mine in sheets.groupby("line"):
        by_day = mine.groupby("day").size()
        if len(by_day) <= DAYS_OF_HISTORY:
            continue
        for day, count in by_day.items():
            others = by_day.drop(day)
            usual = float(others.median()) + 3 * _spread(others)
            if count > QUIET and poisson_at_least(int(count), max(usual, 1.0)) < SURE:
                yield _suspicion("burst", mine[mine["day"] == day], usual, day, line)


def copies(sheets: pd.DataFrame) -> Iterator[Suspicion]:
    """Sheets that agree in every answer, far more often than the other sheets' answers explain.

    Sheets that judge everything alike are left to straight_lining: contented people all send the same one.
    """
    questions = _questions(sheets)
    varied = sheets[~sheets["even"].astype(bool)]
    for _, found in varied.groupby("pattern"):
        if len(found) < FEWEST:
            continue
        first, others = found.iloc[0], sheets.drop(index=found.index)
        shares = ((int((others[each] == first[each]).sum()) + 1) / (len(others) + 2) for each in questions)
        # People who are content are so with much: answers hang together, and half of them say as much as all.
        chance = math.sqrt(math.prod(shares))
        if at_least(len(found), len(sheets), chance) < SURE:
            yield _suspicion("copies", found, chance * len(sheets))


def marked(sheets: pd.DataFrame, mark: Reason, usual: float) -> Iterator[Suspicion]:
    """Days of a line of work on which far more sheets than usual have a mark from the door (hurried, again)."""
    for (day, line), found in sheets[sheets[mark].astype(bool)].groupby(["day", "line"]):
        among = int(((sheets["day"] == day) & (sheets["line"] == line)).sum())
        if len(found) >= FEWEST and at_least(len(found), among, usual) < SURE:
            yield _suspicion(mark, found, among * usual, day, line)


def at_least(count: int, among: int, chance: float) -> float:
    """The probability that of so many sheets at least ``count`` have something that each has by ``chance``."""
    if chance >= 1:
        return 1.0
    if chance <= 0:
        return 0.0 if count else 1.0
    return min(1.0, sum(_binomial(number, among, chance) for number in range(count, among + 1)))


def poisson_at_least(count: int, usual: float) -> float:
    """The probability of at least ``count`` on a day that usually brings so many."""
    return max(0.0, 1.0 - sum(math.exp(n * math.log(usual) - usual - math.lgamma(n + 1)) for n in range(count)))


def _binomial(number: int, among: int, chance: float) -> float:
    ways = math.lgamma(among + 1) - math.lgamma(number + 1) - math.lgamma(among - number + 1)
    return math.exp(ways + number * math.log(chance) + (among - number) * math.log1p(-chance))


def _spread(counts: pd.Series[int]) -> float:
    """How far days usually lie from their middle (median deviation, in standard deviations)."""
    return 1.4826 * float((counts - counts.median()).abs().median())


def _questions(sheets: pd.DataFrame) -> list[str]:
    return [column for column in sheets.columns if column not in COLUMNS]


def _suspicion(
    reason: Reason, found: pd.DataFrame, expected: float, day: date | None = None, line: str | None = None
) -> Suspicion:
    versions = tuple(int(version) for version in found["version"])
    return Suspicion(reason, versions, len(versions), expected, day, line or None)
