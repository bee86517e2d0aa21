"""What a crawl of the farm costs, and the process that does it: ours by audits, the peer's by a spider."""

import resource
import subprocess
import sys
import time
from collections.abc import Callable

import msgspec

from services.bench.peak import peak


class Cost(msgspec.Struct, frozen=True):
    """fetched: pages and files; longest: requests of the site with the most; cpu, wall: seconds; memory: MB, of the
    crawling process at its peak. cpu includes the processes that read documents, but no start-up of the crawler."""

    fetched: int
    longest: int
    cpu: float
    wall: float
    memory: float

    @property
    def per_core_second(self) -> float:
        """Pages and files for a second of CPU."""
        return self.fetched / self.cpu


def crawl_in_process(module: str, sites: list[str], *, threads: int = 1) -> Cost:
    """Crawl with a module of this package in a process of its own."""
    words = [sys.executable, "-m", f"services.bench.{module}", str(threads), *sites]
    done = subprocess.run(words, check=True, capture_output=True)  # noqa: S603 - ourselves
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=Cost)


def tell(crawl: Callable[[], list[int]]) -> None:
    """Print what ``crawl`` costs; it returns how much was fetched of each site."""
    cpu, wall = _cpu(), time.monotonic()
    fetched = crawl()
    cost = Cost(
        fetched=sum(fetched),
        longest=max(fetched),
        cpu=_cpu() - cpu,
        wall=time.monotonic() - wall,
        memory=peak(),
    )
    sys.stdout.write(msgspec.json.encode(cost).decode() + "\n")


def _cpu() -> float:
    """Seconds of this process and of its children that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)
