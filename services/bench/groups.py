"""The groups of rows, each in a module of its own that is imported only when it is measured."""

from collections.abc import Iterator
from importlib import import_module

from services.bench.results import Result

#: Group → module (below services.bench) whose ``results(ground)`` yields the rows, cheap groups first.
GROUPS: dict[str, str] = {
    "log": "log",
    "projection": "projection",
    "api": "api",
    "survey": "survey",
    "crawl": "crawl",
    "country": "country",
}


def measure(groups: list[str], *, quick: bool) -> Iterator[Result]:
    """The rows of these groups, as they come in."""
    from services.bench.ground import open_ground

    with open_ground(quick=quick) as ground:
        for group in groups:
            yield from import_module(f"services.bench.{GROUPS[group]}").results(ground)
