"""Simulating the rounds of all units that have none, one atomic batch a unit."""

from collections.abc import Callable, Collection, Iterator

from msgspec import Struct, structs

from services.simulation.plot import act_out, plot_for
from services.simulation.script import Script
from shared.events.streams import round_stream, unit_stream
from shared.events.units import UnitRegistered
from shared.evidence import Blobs
from shared.log import Log
from shared.rounds import fold_unit
from shared.rubric import Rubric, load_rubric

#: The rubric of simulated rounds, by fiscal year.
RUBRICS = {2567: "2567-provincial-immigration"}
#: What stands in the evidence store for the report of an audit that never ran.
NOTE = (
    '{"simulated": true, "note": {"th": "การตรวจจำลอง ไม่มีการเข้าเว็บไซต์จริง", "en": "Simulated: no website was visited."}}'
)
#: A website that no simulated unit has on record: the decisions want one before an audit.
_WEBSITE = "https://simulated.invalid/"


class Simulated(Struct, frozen=True):
    """units: that have a simulated round now, whenever it was made. events: appended this time."""

    units: int
    events: int


#: Told after each unit: how many are done, of how many.
Progress = Callable[[int, int], None]


def simulate_rounds(
    log: Log,
    blobs: Blobs,
    *,
    fiscal_year: int,
    leave_out: Collection[str],
    progress: Progress = lambda _done, _total: None,
) -> Simulated:
    """Simulate a round for every registered unit that has none, except those left out. Repeating it adds nothing.

    fiscal_year: Buddhist, one of RUBRICS.
    """
    rubric = load_rubric(RUBRICS[fiscal_year])
    report = blobs.put(NOTE.encode())
    simulated, appended = 0, 0
    units = [unit for unit in _registered(log) if unit not in leave_out]
    for done, unit in enumerate(units, 1):
        opening = log.read(round_stream(unit, fiscal_year))[:1]
        if not opening:
            appended += _simulate(log, unit, rubric, report)
        simulated += not opening or opening[0].meta.simulated
        progress(done, len(units))
    return Simulated(simulated, appended)


def _registered(log: Log) -> Iterator[str]:
    after = 0
    while batch := log.events(after=after, type=UnitRegistered.__name__):
        after = batch[-1].position
        yield from (recorded.event.unit for recorded in batch if isinstance(recorded.event, UnitRegistered))


def _simulate(log: Log, unit: str, rubric: Rubric, report: str) -> int:
    state = structs.replace(fold_unit(log.read(unit_stream(unit))), website_url=_WEBSITE)
    script = Script(state, rubric)
    act_out(plot_for(unit, rubric, report), script)
    log.append_batch(script.events, idempotency_key=f"simulation:{rubric.id}:{unit}")
    return len(script.events)
