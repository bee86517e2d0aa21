"""The command's table of contents: subcommand → the module that holds it, imported only when it is used.

Exit codes: 0 done, 1 finding or failure, 2 wrong use.
"""

import sys
from importlib import import_module
from io import TextIOWrapper
from keyword import iskeyword
from typing import Any

import click

from services.cli.errors import INTERRUPTED, exit_code

#: Subcommand → module (below services.cli) and the one-line help shown in the list.
COMMANDS: dict[str, tuple[str, str]] = {
    "up": ("up", "Start everything on this machine; Ctrl-C stops it."),
    "serve": ("processes", "Run the API."),
    "work": ("processes", "Run a worker: projections, schedule, ETL."),
    "crawl": ("processes", "Run a crawler: audits from the queue."),
    "migrate": ("database", "Bring the database to the newest shape."),
    "rebuild": ("database", "Build a view anew from the log."),
    "verify": ("database", "Recompute the hash chains of the log."),
    "checkpoint": ("checkpoint", "Sign what the log is now, for others to keep."),
    "export": ("export", "Write the log, or what an audit kept, to a file that others can check."),
    "retention": ("retention", "Remove copies of pages on which nothing relies any more."),
    "erase": ("erase", "Make the personal data of one contact unreadable for ever."),
    "audit": ("audit", "Audit one website; needs no database."),
    "accuracy": ("accuracy", "Measure on labelled pages how well links find their items."),
    "rubric": ("rubric", "Check, list and show rubrics, the criteria as data."),
    "nightly": ("nightly", "Request an audit of every unit's website now."),
    "user": ("access", "Make, list and disable accounts."),
    "token": ("access", "Issue and revoke API tokens."),
    "import": ("imports", "Take in answers that were collected elsewhere."),
    "load-case": ("cases", "Record a real case, and print the contradictions found in it."),
    "load-offices": ("cases", "Register the 77 provincial offices."),
    "load-demo": ("demo", "Load what `up` shows: offices, Mukdahan, simulated units, an audit."),
    "simulate": ("cases", "Simulate rounds of units that have none; marked as such everywhere."),
    "bench": ("bench", "Measure speed against peers."),
}


class _LazyGroup(click.Group):
    """A group that knows its commands by name and imports them when asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"services.cli.{COMMANDS[cmd_name][0]}")
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(module, f"{name}_" if iskeyword(name) else name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        _say_what_the_terminal_can()
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException):
            raise
        except KeyboardInterrupt:  # click would call it an abortion with exit code 1, which is that of a finding
            click.echo("interrupted", err=True)
            ctx.exit(INTERRUPTED)
        except Exception as error:  # one that nobody foresaw goes on as it is
            code = exit_code(error)
            if code is None:
                raise
            click.echo(f"sucharit: {error}", err=True)
            ctx.exit(code)


def _say_what_the_terminal_can() -> None:
    """A terminal without Thai or without our lines shows question marks in their place, and no traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sucharit")
def main() -> None:
    """Sucharit (สุจริต): the yearly Integrity and Transparency Assessment of Thai public bodies."""
