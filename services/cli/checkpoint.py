"""Proofs for others: signed checkpoints, and the events that they can be held against."""

from typing import BinaryIO

import click

from services.cli.runtime import tools


@click.command()
@click.option("--out", type=click.File("wb", atomic=True), help="Also write it, with all heads, as JSON.")
def checkpoint(out: BinaryIO | None) -> None:
    """Sign what the log is now (KEYS_DIR/signing.key) and record it; hand the JSON file to somebody outside."""
    from shared.log import checkpoint_to_json, take_checkpoint
    from shared.secrecy import signing_key

    with tools() as opened:
        taken = take_checkpoint(opened.log, signing_key(opened.settings.keys_folder))
    if out is not None:
        out.write(checkpoint_to_json(taken))
    click.echo(f"position {taken.position}, {taken.streams} streams, root {taken.root}", err=True)
    click.echo(f"public key {taken.public_key}", err=True)


@click.command()
@click.option("--events", "file", type=click.File("wb", atomic=True), required=True, help="Where to; - for the output.")
@click.option("--unit", help="Only the events of this unit, by its code.")
def export(file: BinaryIO, unit: str | None) -> None:
    """Write the log as JSON lines that docs/guide/verify_export.py can check. Personal data stay sealed."""
    from shared.log import export_events

    count = 0
    with tools() as opened:
        for count, line in enumerate(export_events(opened.log, unit=unit), start=1):  # noqa: B007 - the last one counts
            file.write(line)
    click.echo(f"{count} events", err=True)
