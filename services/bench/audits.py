"""Our crawl of the farm: whole audits, as many sites at a time as there are threads. Run as a process."""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import services.crawler.main  # noqa: F401 - a crawler process has all of it in memory, so this one has
from services.bench.crawling import tell
from services.bench.hostile import DEADLINE, LARGEST
from services.bench.workload import RUBRIC
from services.crawler.audit import audit
from services.crawler.documents import DocumentReader
from services.crawler.fetch import Fetcher, FetchPolicy
from services.crawler.threads import settle
from shared.rubric import load_rubric

#: The day that it is taken to be: in the middle of the measured fiscal year.
NOW = date(2024, 4, 1)


def audit_all(
    sites: list[str], each: int, reader: DocumentReader, *, threads: int = 1, pause: float = 0.0
) -> list[int]:
    """Pages and files that the audit of each site read. pause: seconds between two requests to one site.

    each: so many there are on a site. Raises ValueError if a site was not audited to its end or not all of it read.
    """
    rubric = load_rubric(RUBRIC)
    policy = FetchPolicy(
        "https://example.invalid/bench",
        allow_private=True,
        private_pause=pause,
        deadline=DEADLINE,
        max_bytes=LARGEST,
        max_wire_bytes=LARGEST,
    )
    with Fetcher(policy) as fetcher, ThreadPoolExecutor(threads) as pool:
        reports = list(pool.map(lambda site: audit(site, rubric, fetcher=fetcher, reader=reader, now=NOW), sites))
    if unfinished := [one.site for one in reports if one.outcome != "complete" or one.requests < each]:
        raise ValueError(f"not audited to the end: {', '.join(unfinished)}")
    return [each for _ in reports]


def _main(each: int, threads: int, pause: float, sites: list[str]) -> None:
    """The reader is started before the clock, as Scrapy's libraries are loaded before it."""
    settle()
    with DocumentReader() as reader:
        reader.read(b"a document")
        tell(lambda: audit_all(sites, each, reader, threads=threads, pause=pause))


if __name__ == "__main__":
    _main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), sys.argv[4:])
