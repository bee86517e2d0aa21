"""Taking in answers that were collected elsewhere, from the command line."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

import click
import msgspec

from services.cli.errors import FAILED, CommandFailed
from services.cli.runtime import Tools, tools
from shared.events import Meta
from shared.execution import opened_rubric
from shared.imports import FileRefused, Problem
from shared.imports.answers import AnswerMapping, BadMapping, mapping_from_text, mapping_text
from shared.log import IdempotencyConflict
from shared.rubric.model import SurveyId

#: Who is recorded as having done it.
ACTOR = "command line"
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def import_() -> None:
    """Take in what was collected elsewhere."""


@import_.command("answers")
@click.argument("file", type=_FILE)
@click.option("--unit", required=True, help="The unit's code, e.g. TH-49.")
@click.option("--year", type=int, required=True, help="Buddhist fiscal year.")
@click.option("--instrument", type=click.Choice(get_args(SurveyId)), required=True)
@click.option("--mapping", "mapping_file", type=_FILE, help="YAML or JSON: which column is what. Else it is guessed.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Day of rows that name none (Gregorian).")
@click.option("--as-new", is_flag=True, help="Rows that look like imported ones are sheets of other people.")
@click.option("--preview", is_flag=True, help="Only tell what would be recorded.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_context
def import_answers(ctx: click.Context, /, as_json: bool, preview: bool, **asked: Any) -> None:
    """Record the answers in FILE (CSV or Excel, heads in the first row), each row once, all rows or none."""
    with tools() as opened:
        told = _imported(opened, preview=preview, **asked)
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else _words(told))
    ctx.exit(FAILED if told["problems"] else 0)


def _imported(
    opened: Tools, *, preview: bool, file: Path, unit: str, year: int, instrument: SurveyId,
    mapping_file: Path | None, day: datetime | None, as_new: bool,
) -> dict[str, Any]:  # fmt: skip
    from shared.intake.answers import Wanted, plan_file
    from shared.secrecy import master_key

    rubric = opened_rubric(opened.log, unit, year)
    if rubric is None:
        raise CommandFailed(f"unit {unit} has no round in fiscal year {year}")
    wanted = Wanted(
        unit=unit,
        fiscal_year=year,
        instrument=instrument,
        mapping=_mapping(mapping_file),
        answered_on=day.date() if day else None,
        as_new=as_new,
    )
    try:
        planned = plan_file(opened.log, master_key(opened.settings.keys_folder), file.read_bytes(), wanted, rubric)
    except FileRefused as refusal:
        return _told(None, (refusal.problem,))
    added = _recorded(opened, planned) if planned.ready and not preview else None
    return _told(planned, planned.problems) | {"mapping": msgspec.to_builtins(planned.source.mapping), "added": added}


def _recorded(opened: Tools, planned: Any) -> int:
    from shared.intake.answers import record

    try:
        return record(opened.log, planned, Meta(actor=ACTOR, source=f"file {planned.source.file}")).added
    except IdempotencyConflict as conflict:
        raise CommandFailed("another import of this round came first; try again") from conflict


def _mapping(path: Path | None) -> AnswerMapping | None:
    if path is None:
        return None
    try:
        return mapping_from_text(path.read_text("utf-8"))
    except (BadMapping, UnicodeDecodeError) as error:
        raise click.BadParameter(str(error), param_hint="--mapping") from error


def _told(planned: Any, problems: tuple[Problem, ...]) -> dict[str, Any]:
    table = planned.table if planned else None
    return {
        "rows": len(table.rows) if table else 0,
        "new": len(planned.new) if planned else 0,
        "known": planned.known if planned else 0,
        "missing": planned.missing if planned else 0,
        "counts": table.counts if table else {},
        "days": msgspec.to_builtins(planned.days) if planned else None,
        "unmapped": list(table.unmapped) if table else [],
        "problems": msgspec.to_builtins(problems),
    }


def _words(told: dict[str, Any]) -> str:
    lines = [f"{told['rows']} rows read: {told['new']} new, {told['known']} imported before"]
    if told["missing"]:
        lines.append(
            f"{told['missing']} rows of an earlier import of this file are no longer in it; they stay recorded"
        )
    lines += [
        f"  {question}: " + ", ".join(f"{option} {count}" for option, count in counts.items())
        for question, counts in told["counts"].items()
    ]
    if told["days"]:
        lines.append(f"answered from {told['days']['first']} to {told['days']['last']}")
    if told["unmapped"]:
        lines.append(f"columns not read: {', '.join(told['unmapped'])}")
    for each in told["problems"]:
        place = " ".join(f"{each[name]}" for name in ("sheet", "row", "column", "head") if name in each)
        lines.append(f"{place}: {each['th']} / {each['en']} ({each.get('found', '–')})".lstrip(": "))
    if told.get("added") is not None:
        lines.append(f"{told['added']} answers recorded")
    elif told.get("mapping") is not None and not told["problems"]:
        mapping = msgspec.convert(told["mapping"], AnswerMapping)
        lines += ["nothing recorded (preview); the mapping:", mapping_text(mapping)]
    return "\n".join(lines)
