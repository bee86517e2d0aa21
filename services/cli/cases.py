"""Recording real cases and offices, and simulating units."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from services.cli.progress import counting
from services.cli.runtime import tools
from shared.cases import Case, CaseError, Contradictions, RecordedCase, describe, record_case
from shared.cases import load_case as read_case


@click.command()
@click.argument("case")
@click.option("--language", type=click.Choice(["th", "en"]), default="en", help="Language of the contradictions.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def load_case(case: str, language: str, as_json: bool) -> None:
    """Record CASE (an id such as mukdahan-2567, or a YAML file) and print the contradictions found in it.

    A second run records nothing more.
    """
    loaded = _read(case)
    with tools() as opened:
        recorded = record_case(opened.log, loaded)
    if as_json:
        click.echo(json.dumps(_as_json(loaded, recorded), ensure_ascii=False))
        return
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
    from services.simulation import RUBRICS, simulate_rounds

    if year not in RUBRICS:
        raise click.BadParameter(f"there is a rubric for {', '.join(map(str, RUBRICS))} only", param_hint="--year")
    with tools() as opened, counting("simulating") as count:
        done = simulate_rounds(opened.log, opened.blobs, fiscal_year=year, leave_out=set(), progress=count)
    click.echo(f"{done.units} units simulated, {done.events} events")


def _read(case: str) -> Case:
    try:
        return read_case(Path(case) if Path(case).suffix else case)
    except CaseError as error:
        raise click.BadParameter(str(error), param_hint="CASE") from error
    except OSError as error:
        raise click.BadParameter(f"{case}: {error.strerror}", param_hint="CASE") from error


def _as_json(case: Case, recorded: RecordedCase) -> dict[str, Any]:
    return {
        "case": case.id,
        "recorded": recorded.recorded,
        "known": recorded.known,
        "settled": recorded.contradictions.settled,
        "contradictions": list(_listed(recorded.contradictions)),
    }


def _listed(contradictions: Contradictions) -> Iterator[dict[str, Any]]:
    for each in contradictions.listed:
        yield {
            "id": each.id,
            "what": each.what.model_dump(),
            "variants": msgspec.to_builtins(each.variants),
            "chosen": each.chosen,
            "why": each.why.model_dump(),
        }
