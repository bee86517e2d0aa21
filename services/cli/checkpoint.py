"""Proofs for others: signed checkpoints."""

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
