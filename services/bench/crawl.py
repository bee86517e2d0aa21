"""Group ``crawl``: audits of a farm of local websites beside Scrapy, and beside what the latency alone allows."""

from collections.abc import Iterator
from functools import partial

from services.bench.crawling import Cost, crawl_in_process
from services.bench.farm import farm
from services.bench.ground import Ground
from services.bench.repeat import interleaved
from services.bench.results import Bar, Result, Series

#: Sites in flight at once in one process, and seconds that each of their answers takes, in the row on latency.
IN_FLIGHT, LATENCY = 50, 0.08
#: Megabytes that this process may take.
MEMORY = 150.0


def results(ground: Ground) -> Iterator[Result]:
    """The rows, as they come in."""
    yield _efficiency(ground)
    yield from _at_latency(ground)


def _efficiency(ground: Ground) -> Result:
    with farm(ground.sized(quick=5, full=20), 0) as sites:
        ours, theirs = interleaved(
            [partial(_per_core_second, module, sites) for module in ("audits", "spider")], ground.repetitions
        )
    return Result(
        name="audit, pages and files per core-second",
        group="crawl",
        unit="1/s",
        bar=Bar.times(1.5),
        ours=ours,
        peer="Scrapy with parsel on the same farm, everything extracted",
        theirs=theirs,
    )


def _per_core_second(module: str, sites: list[str]) -> float:
    return crawl_in_process(module, sites).per_core_second


def _at_latency(ground: Ground) -> Iterator[Result]:
    with farm(IN_FLIGHT, LATENCY) as sites:
        costs = [crawl_in_process("audits", sites, threads=IN_FLIGHT) for _ in range(ground.sized(quick=1, full=3))]
    yield Result(
        name=f"audit of {IN_FLIGHT} sites at {LATENCY * 1_000:.0f} ms latency, one process",
        group="crawl",
        unit="1/s",
        bar=Bar.times(0.8),
        ours=Series(tuple(cost.fetched / cost.wall for cost in costs)),
        peer="the latency ceiling: one request at a time to each site, nothing but waiting",
        theirs=Series(tuple(_ceiling(cost) for cost in costs)),
    )
    yield Result(
        name=f"memory of one crawler process, {IN_FLIGHT} sites in flight",
        group="crawl",
        unit="MB",
        bar=Bar.at_most(MEMORY, "MB"),
        ours=Series(tuple(cost.memory for cost in costs)),
    )


def _ceiling(cost: Cost) -> float:
    return cost.fetched / (cost.longest * LATENCY)
