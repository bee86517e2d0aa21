"""Our crawl of the farm: whole audits, as many sites at a time as there are threads. Run as a process."""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import services.crawler.main  # noqa: F401 - a crawler process has all of it in memory, so this one has
from services.bench.crawling import tell
from services.bench.workload import RUBRIC
from services.crawler.audit import audit
from services.crawler.documents import DocumentReader
from services.crawler.fetch import Fetcher, FetchPolicy
from shared.rubric import load_rubric

#: The day that it is taken to be: in the middle of the measured fiscal year.
NOW = date(2024, 4, 1)


def audit_all(sites: list[str], threads: int) -> list[int]:
    """Requests that the audit of each site took. Raises ValueError if a site was not audited to its end."""
    rubric = load_rubric(RUBRIC)
    policy = FetchPolicy("https://example.invalid/bench", allow_private=True)
    with Fetcher(policy) as fetcher, DocumentReader() as reader, ThreadPoolExecutor(threads) as pool:
        reports = list(pool.map(lambda site: audit(site, rubric, fetcher=fetcher, reader=reader, now=NOW), sites))
    if unfinished := [report.site for report in reports if report.outcome != "complete"]:
        raise ValueError(f"not audited to the end: {', '.join(unfinished)}")
    return [report.requests for report in reports]


if __name__ == "__main__":
    tell(lambda: audit_all(sys.argv[2:], int(sys.argv[1])))
