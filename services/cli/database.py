"""Looking after the database: migrations, rebuilding views, verifying the log."""

import json
import time
from dataclasses import asdict
from typing import BinaryIO

import click

from services.cli.errors import FAILED, CommandFailed
from services.cli.progress import pacing
from services.cli.runtime import Tools, database, tools
from shared.log import Fault
from shared.postgres import migrate as migrate_database


@click.command()
def migrate() -> None:
    """Bring the database to the newest shape, as its owner (MIGRATION_DATABASE_URL)."""
    with database() as settings:
        migrate_database(settings.migration_database_url or settings.database_url)
    click.echo("the database has the newest shape")


@click.command()
@click.argument("name", required=False)
@click.option("--all", "every", is_flag=True, help="Every view, one after the other.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def rebuild(name: str | None, every: bool, as_json: bool) -> None:
    """Build the view NAME anew from the log, beside the old one, and put it in its place."""
    rebuilt = []
    names = _views(name, every=every)
    with tools() as opened:
        for each in names:
            rebuilt.append(_rebuild(opened, each))
            if not as_json:
                click.echo("{view} rebuilt in {seconds:.1f} s".format_map(rebuilt[-1]))
    if as_json:
        click.echo(json.dumps({"rebuilt": rebuilt}))


def _views(name: str | None, *, every: bool) -> list[str]:
    from services.worker.projections import PROJECTIONS

    names = [each.name for each in PROJECTIONS]
    if every == (name is not None):
        raise click.UsageError("name one view, or give --all")
    if name is not None and name not in names:
        raise click.BadParameter(f"there is no view {name!r}; there are {', '.join(names)}", param_hint="NAME")
    return names if name is None else [name]


def _rebuild(opened: Tools, name: str) -> dict[str, str | int | float]:
    from services.worker.rebuild import rebuild_view

    started = time.monotonic()
    with pacing(f"rebuilding {name}", "events") as count:
        position = rebuild_view(opened.settings, name, progress=count)
    return {"view": name, "position": position, "seconds": round(time.monotonic() - started, 3)}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.option("--checkpoint", type=click.File("rb"), help="Hold the log against this file, not the newest checkpoint.")
@click.pass_context
def verify(ctx: click.Context, as_json: bool, checkpoint: BinaryIO | None) -> None:
    """Recompute the hash chains of all streams and name every event that was changed, removed, inserted or moved."""
    from shared.log import checkpoint_from_json
    from shared.log import verify as verify_log
    from shared.secrecy import signing_key

    kept = checkpoint_from_json(checkpoint.read()) if checkpoint else None
    with tools() as opened:
        ours = signing_key(opened.settings.keys_folder).public_key().public_bytes_raw().hex()
        if kept and not kept.is_signed_by(ours):
            raise CommandFailed("the checkpoint was not signed by this instance, or was changed afterwards")
        faults = list(verify_log(opened.log, kept))
        head = opened.log.head()
    if as_json:
        click.echo(json.dumps({"head": head, "faults": [_as_json(fault) for fault in faults]}, ensure_ascii=False))
    else:
        for fault in faults:
            click.echo(f"position {fault.position}, {fault.stream or 'the log'}: {fault.kind.value}: {fault.detail}")
        click.echo(f"{len(faults)} faults up to position {head}")
    ctx.exit(FAILED if faults else 0)


def _as_json(fault: Fault) -> dict[str, str | int | None]:
    return {**asdict(fault), "kind": fault.kind.value}
