"""``sucharit rubric``: the criteria as data, for those who write and read them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from services.cli.errors import FAILED
from shared.rubric import Rubric, RubricError, available_rubrics, load_rubric
from shared.rubric.advice import statements
from shared.rubric.check import Checked, check_rubric
from shared.rubric.exact import exact_text
from shared.rubric.loader import read_rubric
from shared.rubric.model import Indicator, Text
from shared.rubric.remark import Remark
from shared.rubric.schema import author_schema

_UNCONFIRMED = {"th": "ยังไม่ยืนยัน", "en": "Unconfirmed"}


@click.group()
def rubric() -> None:
    """Check, list and show rubrics: the criteria of a fiscal year and agency group."""


@rubric.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the remarks as JSON.")
@click.pass_context
def check(ctx: click.Context, file: Path, as_json: bool) -> None:
    """Check the rubric in FILE: every problem and every warning, each as file:line: path: what.

    Exit code 0: it can be used. 1: it has problems. 2: wrong use.
    """
    checked = _check(file)
    if as_json:
        click.echo(json.dumps(_checked_json(file, checked), ensure_ascii=False, indent=2))
    else:
        _print(file, checked)
    ctx.exit(FAILED if checked.problems else 0)


@rubric.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def list_rubrics(as_json: bool) -> None:
    """List the rubrics that this installation knows."""
    known = [load_rubric(rubric_id) for rubric_id in available_rubrics()]
    if as_json:
        click.echo(json.dumps([_summary(each) for each in known], ensure_ascii=False, indent=2))
        return
    for each in known:
        click.echo(f"{each.id:32} {each.fiscal_year}  {len(each.items):2} items  {each.title.en}")


@rubric.command()
@click.argument("rubric_id", metavar="ID")
@click.option("--language", type=click.Choice(["th", "en"]), default="th", show_default=True)
def show(rubric_id: str, language: str) -> None:
    """Show the rubric ID (or a YAML file): its parts with their points, and what is unconfirmed."""
    try:
        shown = load_rubric(Path(rubric_id) if Path(rubric_id).suffix else rubric_id)
    except RubricError as error:
        raise click.BadParameter(str(error), param_hint="ID") from error
    click.echo("\n".join(_lines(shown, language)))


@rubric.command()
def schema() -> None:
    """Print the JSON Schema of a rubric's file, for editors."""
    click.echo(json.dumps(author_schema(), ensure_ascii=False, indent=2))


def _check(file: Path) -> Checked:
    try:
        return check_rubric(read_rubric(file), str(file))
    except RubricError as error:
        return Checked(None, tuple(Remark(str(file), 0, "", problem) for problem in error.problems), ())


def _print(file: Path, checked: Checked) -> None:
    for problem in checked.problems:
        click.echo(f"{problem}")
    for warning in checked.warnings:
        click.echo(f"{warning} (warning)")
    found = f"{len(checked.problems)} problems, {len(checked.warnings)} warnings"
    click.echo(f"{file}: {'cannot be used' if checked.problems else 'can be used'}: {found}", err=True)


def _checked_json(file: Path, checked: Checked) -> dict[str, Any]:
    return {
        "file": str(file),
        "rubric": checked.rubric.id if checked.rubric else None,
        "ok": not checked.problems,
        "problems": [_remark_json(each) for each in checked.problems],
        "warnings": [_remark_json(each) for each in checked.warnings],
    }


def _remark_json(remark: Remark) -> dict[str, Any]:
    return {"line": remark.line, "path": remark.path, "what": remark.what}


def _summary(each: Rubric) -> dict[str, Any]:
    return {
        "id": each.id,
        "title": {"th": each.title.th, "en": each.title.en},
        "fiscal_year": each.fiscal_year,
        "agency_group": each.agency_group,
        "items": len(each.items),
        "questions": len(each.questions),
    }


def _lines(shown: Rubric, language: str) -> Iterator[str]:
    yield f"{shown.id}: {_in(language, shown.title)} ({shown.rule})"
    for instrument in shown.instruments:
        yield f"\n{instrument.id} {exact_text(instrument.weight)}  {_in(language, instrument.title)}"
        for part in shown.indicators:
            if part.instrument == instrument.id:
                yield from _indicator_lines(shown, part, language)
    yield ""
    for _, statement in statements(shown):
        if not statement.confirmed:
            yield f"{_UNCONFIRMED[language]}: {_in(language, statement.title)}"


def _indicator_lines(shown: Rubric, part: Indicator, language: str) -> Iterator[str]:
    yield f"  {part.id} {exact_text(part.points)}  {_in(language, part.title)}"
    for question in shown.questions:
        if question.indicator == part.id:
            yield f"      {question.id:5} {exact_text(question.points):>5}  {_in(language, question.text)}"
    for sub in part.sub_indicators:
        yield f"    {sub.id} {exact_text(sub.points)}  {_in(language, sub.title)}"
        for item in shown.items:
            if item.sub_indicator == sub.id:
                yield f"      {item.id:5} {exact_text(item.points):>5}  {_in(language, item.title)}"


def _in(language: str, text: Text) -> str:
    return text.th if language == "th" else text.en
