"""``sucharit accuracy``: how well links find their items on labelled pages."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from services.cli.audit import DEFAULT_RUBRIC
from services.cli.errors import FAILED

if TYPE_CHECKING:
    from services.crawler.accuracy import Count


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--rubric", default=DEFAULT_RUBRIC, show_default=True, help="For pages that name none: an id or a file.")
@click.option("--json", "json_file", type=click.Path(dir_okay=False), help="Write the figures as JSON; - for stdout.")
@click.option("--links", "page_name", metavar="PAGE", help="Only list the links of one page with their ordinals.")
@click.option(
    "--count",
    type=click.Choice(["links", "links-from-1", "anchors", "anchors-from-1", "document"]),
    help="How the labels' ordinals count links; as a rule links, or as the labels' addresses show.",
)
@click.option("--strict", is_flag=True, help="Refuse a corpus with lines that can't be used, instead of telling them.")
@click.option("--at-least", type=click.FloatRange(0, 1), help="Fail if precision or recall is lower.")
@click.pass_context
def accuracy(
    ctx: click.Context,
    corpus: Path,
    rubric: str,
    json_file: str | None,
    page_name: str | None,
    count: "Count | None",
    strict: bool,
    at_least: float | None,
) -> None:
    """Measure precision, recall and F1 of matching on the labelled pages in the folder CORPUS.

    Exit code 0: measured. 1: lower than --at-least. 2: the corpus can't be read, or wrong use.
    """
    from services.crawler.accuracy import CorpusError, as_json, link_list, measure, read_corpus, render_accuracy

    try:
        read = read_corpus(corpus, rubric, count, strict=strict)
    except CorpusError as error:
        raise click.UsageError(str(error)) from error
    if page_name is not None:
        page = next((page for page in read.pages if page.name == page_name), None)
        if page is None:
            raise click.BadParameter(f"{corpus} has no page {page_name}", param_hint="--links")
        click.echo(link_list(page), nl=False)
        return
    measured = measure(read)
    body = json.dumps(as_json(measured), ensure_ascii=False, indent=2)
    if json_file == "-":
        click.echo(body)
    else:
        if json_file:
            Path(json_file).write_text(body + "\n", encoding="utf-8")
        click.echo(render_accuracy(measured), nl=False)
    lowest = min(share for share in (measured.total.precision, measured.total.recall, 1) if share is not None)
    ctx.exit(FAILED if at_least is not None and float(lowest) < at_least else 0)
