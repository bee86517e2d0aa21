"""Progress of long work on a terminal; nothing where nobody is looking."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

#: Told after each part: how much is done, of how much.
Count = Callable[[int, int], None]


def _plain(done: int, total: int) -> str:
    return f"{done} of {total}"


@contextmanager
def counting(label: str, words: Callable[[int, int], str] = _plain) -> Iterator[Count]:
    """A count on one line of standard error, which is empty again afterwards."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    try:
        yield lambda done, total: click.echo(f"\r\x1b[K{label}: {words(done, total)}", nl=False, err=True)
    finally:
        click.echo("\r\x1b[K", nl=False, err=True)


@contextmanager
def pacing(label: str, what: str) -> Iterator[Count]:
    """A count that also tells how many percent are done, how fast it goes and how long it will take."""
    started = time.monotonic()
    with counting(label, lambda done, total: pace(done, total, time.monotonic() - started, what)) as count:
        yield count


def pace(done: int, total: int, seconds: float, what: str) -> str:
    """The words for it, e.g. ``45 %, 61,000 events/s, 9 s left``."""
    rate = done / seconds if seconds else 0.0
    left = f", {(total - done) / rate:,.0f} s left" if rate else ""
    return f"{100 * done // (total or 1)} %, {rate:,.0f} {what}/s{left}"
