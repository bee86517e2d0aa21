"""What a crawl of the farm costs, and the process that does it: ours by audits, the peer's by a spider."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from services.bench.peak import peak


class Cost(msgspec.Struct, frozen=True):
    """fetched: pages and files; longest: those of the site with the most; cpu, wall: seconds; memory: MB, of the
    crawling process at its peak. cpu includes the processes that read documents, but no start-up, neither of the
    crawler nor of them."""

    fetched: int
    longest: int
    cpu: float
    wall: float
    memory: float

    @property
    def per_core_second(self) -> float:
        """Pages and files for a second of CPU."""
        return self.fetched / self.cpu


def crawl_in_process(module: str, sites: list[str], each: int, *, threads: int = 1, pause: float = 0.0) -> Cost:
    """Crawl with a module of this package in a process of its own.

    each: pages and files that a site has; pause: seconds between two requests to one site. Raises CalledProcessError
    if not all were read.
    """
    asked = map(str, (each, threads, pause))
    words = [sys.executable, "-m", f"services.bench.{module}", *asked, *sites]
    done = subprocess.run(words, check=True, capture_output=True)  # noqa: S603 - ourselves
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=Cost)


def tell(crawl: Callable[[], list[int]]) -> None:
    """Print what ``crawl`` costs; it returns how much was fetched of each site."""
    cpu, wall = used(), time.monotonic()
    fetched = crawl()
    cost = Cost(
        fetched=sum(fetched),
        longest=max(fetched),
        cpu=used() - cpu,
        wall=time.monotonic() - wall,
        memory=peak(),
    )
    sys.stdout.write(msgspec.json.encode(cost).decode() + "\n")


def used() -> float:
    """CPU seconds of this process and of its children, those that have ended and those at work."""
    ended = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in ended) + sum(_children())


def _children() -> Iterator[float]:
    """Seconds of each child at work. Behind its name in brackets the kernel tells a process's state, parent and, 12th
    and 13th, its ticks in the program and in the kernel."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[1]) == os.getpid():
                yield (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
