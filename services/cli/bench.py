"""``sucharit bench``: how fast, beside peers on the same machine in the same run."""

from pathlib import Path

import click

from services.bench.groups import GROUPS
from services.cli.errors import FAILED, CommandFailed


@click.command()
@click.option("--only", "group", type=click.Choice(list(GROUPS)), help="Measure this group of rows only.")
@click.option("--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Write the rows as JSON.")
@click.option("--quick", is_flag=True, help="Fewer repetitions of smaller workloads: for a look, not for a record.")
@click.pass_context
def bench(ctx: click.Context, group: str | None, json_file: Path | None, quick: bool) -> None:
    """Measure speed beside peers: medians of interleaved repetitions, on a database of its own.

    Exit code 0: every bar holds. 1: one does not. 2: wrong use. Needs the development dependencies (the peers).
    """
    from services.bench.groups import measure
    from services.bench.report import encoded, line
    from services.bench.servers import DidNotStart

    results = []
    try:
        for result in measure([group] if group else list(GROUPS), quick=quick):
            click.echo(line(result))
            results.append(result)
    except ModuleNotFoundError as error:
        raise CommandFailed(
            f"{error.name} is missing: bench needs the development dependencies (make setup)"
        ) from error
    except DidNotStart as error:
        raise CommandFailed(f"what was to be measured did not start: {error}") from error
    if json_file:
        json_file.write_bytes(encoded(results))
    failed = [result.name for result in results if not result.holds]
    click.echo(f"{len(results) - len(failed)} of {len(results)} bars hold")
    ctx.exit(FAILED if failed else 0)
