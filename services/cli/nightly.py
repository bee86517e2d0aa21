"""``sucharit nightly``: ask for an audit of every unit's website as at 00:30, or tell how far the night's run is."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from services.cli.runtime import tools
from shared.broker import make_broker

if TYPE_CHECKING:
    from shared.views.audit_rows import NightRow


@click.command()
@click.option("--status", is_flag=True, help="Ask for nothing; tell how far the run is, and what was out of reach.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def nightly(status: bool, as_json: bool) -> None:
    """Request an audit of every unit that has a website and an open round; crawlers take them from the queue."""
    if status:
        _tell(as_json)
        return
    from services.worker.jobs import request_audits

    with tools() as opened:
        make_broker(opened.settings)
        requested = request_audits(opened.engine, opened.log, datetime.now(UTC))
    click.echo(json.dumps({"requested": requested}) if as_json else f"{requested} audits requested")


def _tell(as_json: bool) -> None:
    import msgspec

    from shared.views import queries

    with tools() as opened, opened.engine.connect() as connection:
        night = queries.night(connection, datetime.now(UTC))
    click.echo(msgspec.json.encode(night) if as_json else _lines(night))


def _lines(night: "NightRow") -> str:
    ended = night.completed + night.failed
    lines = [
        f"{ended} of {night.requested} audits ended since {night.begins:%Y-%m-%d %H:%M} UTC: "
        f"{night.completed} completed ({night.unreached} out of reach), {night.failed} failed, {night.waiting} waiting"
    ]
    lines += [f"outage of {each.server or 'several servers'}: {', '.join(each.units)}" for each in night.outages]
    lines += [f"stale: {row.unit}, last audited {row.last_completed or 'never'}" for row in night.stale]
    return "\n".join(lines)
