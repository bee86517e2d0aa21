"""Exports for others: the events that checkpoints can be held against, and web archives of what audits kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from services.cli.errors import CommandFailed
from services.cli.runtime import tools


@click.group(invoke_without_command=True)
@click.option("--events", "file", type=click.File("wb", atomic=True), help="Where the events go; - for the output.")
@click.option("--unit", help="Only the events of this unit, by its code.")
@click.pass_context
def export(ctx: click.Context, file: BinaryIO | None, unit: str | None) -> None:
    """Write the log as JSON lines that docs/guide/verify_export.py can check. Personal data stay sealed."""
    if ctx.invoked_subcommand is not None:
        return
    if file is None:
        raise click.UsageError("Missing option '--events' (or the subcommand 'warc').")
    from shared.log import export_events

    count = 0
    with tools() as opened:
        for count, line in enumerate(export_events(opened.log, unit=unit), start=1):  # noqa: B007 - the last one counts
            file.write(line)
    click.echo(f"{count} events", err=True)


@export.command()
@click.argument("audit_id", required=False)
@click.option(
    "--snapshots",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder that `sucharit audit --snapshots` wrote, instead of an audit in the database.",
)
@click.option("--out", type=click.File("wb", atomic=True), required=True, help="A .warc.gz file; - for the output.")
def warc(audit_id: str | None, snapshots: Path | None, out: BinaryIO) -> None:
    """Write the pages and files that AUDIT_ID kept as a web archive (WARC 1.1, each record compressed by itself)."""
    if (audit_id is None) == (snapshots is None):
        raise click.UsageError("Name an audit, or a folder by --snapshots: one of the two.")
    with _of_folder(snapshots) if snapshots else _of_audit(audit_id or "") as parts:
        records = sum(bool(out.write(part)) for part in parts)
    click.echo(f"{records} records", err=True)


@contextmanager
def _of_audit(audit_id: str) -> Iterator[Iterator[bytes]]:
    from shared.archive import NothingKept, audit_archive
    from shared.views import queries

    with tools() as opened:
        with opened.engine.connect() as connection:
            row = queries.audit_named(connection, audit_id)
        if row is None or row.report is None or row.finished_at is None:
            raise CommandFailed(f"there is no audit {audit_id} that ran to its end")
        of = {"unit": row.unit, "audit_id": audit_id, "report": row.report}
        try:
            parts = audit_archive(opened.log, opened.blobs, **of, finished_at=row.finished_at)
        except NothingKept as error:
            raise CommandFailed(str(error)) from error
        yield parts


@contextmanager
def _of_folder(folder: Path) -> Iterator[Iterator[bytes]]:
    from services.crawler.snapshots import SnapshotStore
    from shared.evidence import web_archive

    if not (folder / "index.jsonl").is_file():
        raise CommandFailed(f"{folder} holds no snapshots: there is no index.jsonl")
    store = SnapshotStore.in_folder(folder)
    kept = list(store)
    if not kept:
        raise CommandFailed(f"{folder} holds no snapshots: its index is empty")
    made_at = max(snapshot.fetched_at for snapshot in kept)
    name = f"{folder.absolute().name}.warc.gz"
    yield web_archive(kept, store.body, name=name, made_at=made_at, about={"description": "sucharit audit"})
