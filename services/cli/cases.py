"""Recording real cases and offices, and simulating units."""

from pathlib import Path

import click

from services.cli.errors import CommandFailed
from services.cli.runtime import tools


@click.command()
@click.argument("case")
@click.option("--language", type=click.Choice(["th", "en"]), default="en", help="Language of the contradictions.")
def load_case(case: str, language: str) -> None:
    """Record CASE (an id such as mukdahan-2567, or a YAML file) and print the contradictions found in it.

    A second run records nothing more.
    """
    from shared.cases import CaseError, describe, record_case
    from shared.cases import load_case as read_case

    try:
        loaded = read_case(Path(case) if Path(case).suffix else case)
        with tools() as opened:
            recorded = record_case(opened.log, loaded)
    except CaseError as error:
        raise CommandFailed(str(error)) from error
    click.echo(describe(recorded.contradictions, language))
    click.echo(f"{recorded.recorded} facts recorded, {recorded.known - recorded.recorded} were known before")


@click.command()
def load_offices() -> None:
    """Register the 77 provincial offices; those known already stay as they are."""
    from shared.cases import load_offices as read_offices
    from shared.cases import record_offices

    with tools() as opened:
        recorded = record_offices(opened.log, read_offices())
    click.echo(f"{recorded.recorded} offices registered, {recorded.known - recorded.recorded} were known before")


@click.command()
@click.option("--year", type=int, default=2567, show_default=True, help="Buddhist fiscal year.")
def simulate(year: int) -> None:
    """Simulate a round for every unit that has none; every event says that it is simulated."""
    from services.simulation import simulate_rounds

    with tools() as opened:
        simulated = simulate_rounds(opened.log, opened.blobs, fiscal_year=year, leave_out=set())
    click.echo(f"{simulated.units} units simulated, {simulated.events} events")
