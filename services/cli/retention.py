"""``sucharit retention``: the rule of how long copies of pages are kept, run by hand."""

import json
from datetime import UTC, datetime, timedelta

import click

from services.cli.runtime import tools


@click.command()
@click.option("--days", type=click.IntRange(min=1), help="Keep for so many days, instead of SNAPSHOT_DAYS.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be removed.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def retention(days: int | None, dry_run: bool, as_json: bool) -> None:
    """Remove the bodies of superseded audits, whenever they ended. Every removal is recorded in the log.

    What a finding, evidence, a ruling, a certification or the newest audit of a round relies on is never removed.
    """
    from shared.archive import remove, superseded

    with tools() as opened:
        kept_for = days or opened.settings.snapshot_days
        if not kept_for:
            raise click.UsageError("SNAPSHOT_DAYS=0 keeps everything; say for how long by --days.")
        before = datetime.now(UTC) - timedelta(days=kept_for)
        found = superseded(opened.log, opened.blobs, before=before, window=None)
        done = found if dry_run else list(remove(opened.log, opened.blobs, found, before=before, days=kept_for))
    bodies, size = len({body for each in done for body in each.bodies}), sum(each.bytes for each in done)
    if as_json:
        click.echo(json.dumps({"audits": len(done), "bodies": bodies, "bytes": size, "removed": not dry_run}))
    else:
        words = "would be removed" if dry_run else "removed"
        click.echo(f"{bodies} copies of {len(done)} audits {words}: {size:,} bytes")
