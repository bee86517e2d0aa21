"""``sucharit nightly``: ask for an audit of every unit's website, as the schedule does at 00:30."""

from datetime import UTC, datetime

import click

from services.cli.runtime import tools
from shared.broker import make_broker


@click.command()
def nightly() -> None:
    """Request an audit of every unit that has a website and an open round; crawlers take them from the queue."""
    from services.worker.jobs import request_audits

    with tools() as opened:
        make_broker(opened.settings)
        requested = request_audits(opened.engine, opened.log, datetime.now(UTC))
    click.echo(f"{requested} audits requested")
