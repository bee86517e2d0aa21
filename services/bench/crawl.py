"""Group ``crawl``: audits of a farm of local websites beside Scrapy, and beside what the latency alone allows."""

from collections.abc import Iterator
from functools import partial

from services.bench.crawling import Cost, crawl_in_process
from services.bench.farm import farm
from services.bench.ground import Ground
from services.bench.repeat import interleaved
from services.bench.results import Bar, Result, Series
from services.bench.site import build_site, taken
from services.crawler.fetch import FetchPolicy

#: Sites in flight at once in one process, and seconds that each of their answers takes, in the rows on latency.
IN_FLIGHT, LATENCY = 50, 0.08
#: Seconds that a crawler pauses between two requests to one server; what it does everywhere but on private networks.
PAUSE = FetchPolicy("").pause
_MS = round(LATENCY * 1_000)
#: Megabytes that this process may take.
MEMORY = 150.0


def results(ground: Ground) -> Iterator[Result]:
    """The rows, as they come in."""
    yield _efficiency(ground)
    yield from _polite(ground)
    yield _without_pause(ground)


def _efficiency(ground: Ground) -> Result:
    with farm(ground.sized(quick=10, full=20), 0, hostile=1) as sites:
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
    return crawl_in_process(module, sites, taken(build_site(1))).per_core_second


def _polite(ground: Ground) -> Iterator[Result]:
    """As the crawler works: with its pause between two requests to one server."""
    with farm(IN_FLIGHT, LATENCY) as sites:
        crawl = partial(crawl_in_process, "audits", sites, taken(build_site(1)), threads=IN_FLIGHT, pause=PAUSE)
        costs = [crawl() for _ in range(ground.sized(quick=1, full=3))]
    yield _beside_ceiling(f"audit of {IN_FLIGHT} sites at {_MS} ms latency, one process", PAUSE, costs)
    yield Result(
        name=f"memory of one crawler process, {IN_FLIGHT} sites in flight",
        group="crawl",
        unit="MB",
        bar=Bar.at_most(MEMORY, "MB"),
        ours=Series(tuple(cost.memory for cost in costs)),
    )


def _without_pause(ground: Ground) -> Result:
    """As no crawler should work: what is left to wait for is so little that processors decide."""
    with farm(IN_FLIGHT, LATENCY) as sites:
        crawl = partial(crawl_in_process, "audits", sites, taken(build_site(1)), threads=IN_FLIGHT)
        costs = [crawl() for _ in range(ground.sized(quick=1, full=3))]
    return _beside_ceiling(f"the same without any pause, {IN_FLIGHT} requests at a time", 0.0, costs)


def _beside_ceiling(name: str, pause: float, costs: list[Cost]) -> Result:
    return Result(
        name=name,
        group="crawl",
        unit="1/s",
        bar=Bar.times(0.8),
        ours=Series(tuple(cost.fetched / cost.wall for cost in costs)),
        peer="the latency ceiling: one request at a time to each site, the same pause after it, nothing but waiting",
        theirs=Series(tuple(cost.fetched / (cost.longest * (LATENCY + pause)) for cost in costs)),
    )
