"""Erasing a person from the command line."""

import click

from services.cli.runtime import tools

#: Who is recorded as having done it.
ACTOR = "command line"


@click.command()
@click.argument("person")
@click.confirmation_option(prompt="What was sealed for this person can never be read again. Erase?")
def erase(person: str) -> None:
    """Destroy the key of PERSON (the random name that the log has for a contact), and record that it was done."""
    from shared.events import Meta
    from shared.intake.contacts import erase_person
    from shared.secrecy import Vault, master_key

    with tools() as opened:
        vault = Vault(opened.engine, master_key(opened.settings.keys_folder))
        position = erase_person(opened.engine, opened.log, vault, person, meta=Meta(actor=ACTOR))
    click.echo("was erased before" if position is None else "erased")
