"""``sucharit audit``: one website against a rubric, without a database."""

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from services.cli.errors import FAILED
from shared.rubric import Rubric, RubricError, load_rubric
from shared.settings import load_settings

if TYPE_CHECKING:
    from services.crawler.audit import JudgedLink

#: The rubric that is used unless another is named.
DEFAULT_RUBRIC = "2567-provincial-immigration"


@click.command()
@click.argument("site_url")
@click.option("--rubric", "rubric_name", default=DEFAULT_RUBRIC, show_default=True, help="A rubric's id or YAML file.")
@click.option("--json", "json_file", type=click.Path(dir_okay=False), help="Write the report as JSON; - for stdout.")
@click.option("--snapshots", type=click.Path(file_okay=False, path_type=Path), help="Keep every page and file here.")
@click.option("--allow-private", is_flag=True, help="Allow addresses of private networks, e.g. a test server.")
@click.option("--max-pages", type=click.IntRange(min=1), help="Web pages to fetch at most.")
@click.option("--item", "items", multiple=True, help="Only this item, e.g. O6; may be repeated.")
@click.option(
    "--judged",
    "judged_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What people said of links: a JSON file as GET …/rounds/YEAR/links answers it.",
)
@click.option("--now", type=click.DateTime(["%Y-%m-%d"]), help="The day it is taken to be.")
@click.option("--language", type=click.Choice(["th", "en"]), default="th", show_default=True)
@click.pass_context
def audit(  # noqa: PLR0917 - one parameter an option, by name
    ctx: click.Context,
    site_url: str,
    rubric_name: str,
    json_file: str | None,
    snapshots: Path | None,
    allow_private: bool,
    max_pages: int | None,
    items: tuple[str, ...],
    judged_file: Path | None,
    now: datetime | None,
    language: str,
) -> None:
    """Audit the website at SITE_URL and print what it shows for every item.

    Exit code 0: every item is present. 1: some are not, or it cannot be told. 2: wrong use.
    """
    from services.crawler.audit import AuditLimits, AuditReport, Progress
    from services.crawler.audit import audit as audit_site
    from services.crawler.documents import DocumentReader
    from services.crawler.fetch import Fetcher, FetchPolicy
    from services.crawler.report import render_report
    from services.crawler.snapshots import SnapshotStore

    rubric = _rubric(rubric_name)
    _require_folder(json_file)
    judged = _judged(judged_file) if judged_file else ()
    limits = AuditLimits() if max_pages is None else replace(AuditLimits(), pages=max_pages)
    policy = FetchPolicy(load_settings().crawler_contact, allow_private=allow_private)

    def show(progress: Progress) -> None:
        click.echo(f"\r\x1b[K{progress.step} {progress.done}: {progress.url[:90]}", nl=False, err=True)

    def clear() -> None:
        if sys.stderr.isatty():
            click.echo("\r\x1b[K", nl=False, err=True)

    def run() -> AuditReport:
        with Fetcher(policy) as fetcher, DocumentReader() as reader:
            return audit_site(
                site_url,
                rubric,
                fetcher=fetcher,
                reader=reader,
                items=items,
                judged=judged,
                limits=limits,
                now=now.date() if now else None,
                snapshots=SnapshotStore.in_folder(snapshots) if snapshots else None,
                progress=show if sys.stderr.isatty() else None,
            )

    try:
        report = run()
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    finally:
        clear()
    if json_file == "-":
        click.echo(report.encoded())
    else:
        if json_file:
            Path(json_file).write_bytes(report.encoded())
        click.echo(render_report(report, "en" if language == "en" else "th"))
    ctx.exit(0 if all(item.verdict == "present" for item in report.items) else FAILED)


def _judged(file: Path) -> "tuple[JudgedLink, ...]":
    """The judged links of a file; those that nobody judged are passed over."""
    import msgspec

    from services.crawler.audit import JudgedLink

    try:
        links = msgspec.convert(msgspec.json.decode(file.read_bytes())["links"], list[dict[str, Any]])
        return tuple(msgspec.convert(link, JudgedLink) for link in links if link.get("decision"))
    except (msgspec.MsgspecError, KeyError, TypeError) as error:
        raise click.BadParameter(f"{file}: {error}", param_hint="--judged") from error


def _rubric(name: str) -> Rubric:
    try:
        return load_rubric(Path(name) if Path(name).suffix else name)
    except RubricError as error:
        raise click.BadParameter(str(error), param_hint="--rubric") from error
    except OSError as error:
        raise click.BadParameter(f"{name}: {error.strerror}", param_hint="--rubric") from error


def _require_folder(json_file: str | None) -> None:
    """Told before the audit, not after it."""
    if json_file and not Path(json_file).parent.is_dir():
        raise click.BadParameter(f"there is no folder {Path(json_file).parent}", param_hint="--json")
