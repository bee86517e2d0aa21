"""What is recorded in the workloads: survey answers of a hundred units, the commonest event there is."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from shared.events import Event, Meta
from shared.events.preparation import RoundOpened
from shared.events.streams import responses_stream, round_stream, unit_stream
from shared.events.surveys import ResponseRecorded
from shared.events.units import UnitRegistered
from shared.events.work import ItemScored
from shared.log import Log

#: Fiscal year and rubric of the measured rounds.
YEAR, RUBRIC = 2567, "2567-provincial-immigration"
#: Units over which the answers are spread.
UNITS = tuple(f"TH-{10 + number // 2}-bench{number % 2}" for number in range(100))
#: Who is recorded as having recorded them; they are made up, and say so.
META = Meta(actor="bench", simulated=True)
#: Events that one batch holds while a log is filled.
BATCH = 5_000

_OPTIONS = ("least", "low", "high", "most")
_LINES = ("administration", "investigation", "foreigners", "inspection")

_VISITOR = ResponseRecorded(
    instrument="EIT1", answers={f"e{number}": "high" for number in range(1, 7)}, day=date(2024, 2, 5)
)

#: Stream, event and circumstances.
Item = tuple[str, Event, Meta]


def sheet(number: int) -> ResponseRecorded:
    """An answer sheet of the IIT; sheets of different numbers differ."""
    answers = {f"i{question}": _OPTIONS[(number + question * question) % 4] for question in range(1, 16)}
    return ResponseRecorded(instrument="IIT", answers=answers, day=date(2024, 2, 5), work_line=_LINES[number % 4])


def answers(count: int, units: Sequence[str] = UNITS) -> Iterator[Item]:
    """Answer sheets, one unit after the other."""
    for number in range(count):
        yield responses_stream(units[number % len(units)], YEAR), sheet(number), META


def opened_rounds(units: Sequence[str] = UNITS) -> Iterator[Item]:
    """Every unit, its round opened, an answer from outside and an item scored: with IIT answers it can be ranked."""
    for unit in units:
        registered = UnitRegistered(unit=unit, name_th=f"หน่วยทดสอบ {unit}", name_en=f"Bench unit {unit}", division=4)
        yield unit_stream(unit), registered, META
        yield round_stream(unit, YEAR), RoundOpened(unit=unit, fiscal_year=YEAR, rubric=RUBRIC), META
        yield round_stream(unit, YEAR), ItemScored(item="O1", met=True), META
        yield responses_stream(unit, YEAR), _VISITOR, META


def fill(log: Log, items: Iterator[Item], batch: int = BATCH) -> None:
    """Append everything, in batches."""
    while some := list(islice(items, batch)):
        log.append_batch(some)
