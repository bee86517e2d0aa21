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
    from shared.events.contacts import ContactErased
    from shared.secrecy import Vault, master_key

    with tools() as opened:
        vault = Vault(opened.engine, master_key(opened.settings.keys_folder))
        with opened.engine.begin() as connection:
            stream = vault.erase(person, connection)
            if stream is not None:
                event = ContactErased(person=person)
                opened.log.append(stream, [event], meta=Meta(actor=ACTOR), connection=connection)
    click.echo("erased" if stream is not None else "was erased before")
