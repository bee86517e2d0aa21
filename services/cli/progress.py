"""Progress of long work on a terminal; nothing where nobody is looking."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

#: Told after each part: how much is done, of how much.
Count = Callable[[int, int], None]


@contextmanager
def counting(label: str) -> Iterator[Count]:
    """A count on one line of standard error, which is empty again afterwards."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    try:
        yield lambda done, total: click.echo(f"\r\x1b[K{label}: {done} of {total}", nl=False, err=True)
    finally:
        click.echo("\r\x1b[K", nl=False, err=True)
