"""``sucharit nightly``: ask for an audit of every unit's website, as the schedule does at 00:30."""

import json
from datetime import UTC, datetime

import click

from services.cli.runtime import tools
from shared.broker import make_broker


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def nightly(as_json: bool) -> None:
    """Request an audit of every unit that has a website and an open round; crawlers take them from the queue."""
    from services.worker.jobs import request_audits

    with tools() as opened:
        make_broker(opened.settings)
        requested = request_audits(opened.engine, opened.log, datetime.now(UTC))
    click.echo(json.dumps({"requested": requested}) if as_json else f"{requested} audits requested")
