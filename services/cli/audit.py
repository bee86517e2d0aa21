"""``sucharit audit``: one website against a rubric, without a database."""

import re
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from services.cli.errors import FAILED, CommandFailed
from services.cli.files import write_whole
from shared.rubric import Rubric, RubricError, load_rubric
from shared.settings import load_settings

if TYPE_CHECKING:
    from services.crawler.audit import JudgedLink
    from services.crawler.fetch import Fetcher
    from services.crawler.render import Renderer
    from services.crawler.snapshots import SnapshotStore

#: The rubric that is used unless another is named.
DEFAULT_RUBRIC = "2567-provincial-immigration"


#: What people type into a browser: ``www.example.go.th/ita``.
_HOST_ALONE = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/|\Z)")


class _OrDiff(click.Command):
    """``audit SITE_URL``, and ``audit diff`` beside it: ``diff`` is the address of no website."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        if args[:1] == ["diff"]:
            return diff.make_context(f"{info_name} diff", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


@click.command(cls=_OrDiff)
@click.argument("site_url")
@click.option("--rubric", "rubric_name", default=DEFAULT_RUBRIC, show_default=True, help="A rubric's id or YAML file.")
@click.option("--json", "json_file", type=click.Path(dir_okay=False), help="Write the report as JSON; - for stdout.")
@click.option("--snapshots", type=click.Path(file_okay=False, path_type=Path), help="Keep every page and file here.")
@click.option("--allow-private", is_flag=True, help="Allow addresses of private networks, e.g. a test server.")
@click.option(
    "--max-pages",
    type=click.IntRange(min=1),
    help="Pages to look through for the assessment at most; what its items lead to comes on top.",
)
@click.option("--item", "items", multiple=True, help="Only this item, e.g. O6; may be repeated.")
@click.option(
    "--judged",
    "judged_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What people said of links: a JSON file as GET …/rounds/YEAR/links answers it.",
)
@click.option("--head", "heads", multiple=True, help="A name of the head of the unit; may be repeated for spellings.")
@click.option("--former-head", "former_heads", multiple=True, help="A name of a former head; may be repeated.")
@click.option("--now", type=click.DateTime(["%Y-%m-%d"]), help="The day it is taken to be.")
@click.option("--language", type=click.Choice(["th", "en"]), default="th", show_default=True)
@click.option("--render", is_flag=True, help="Show pages that need a browser by headless Chromium, if installed.")
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
    heads: tuple[str, ...],
    former_heads: tuple[str, ...],
    now: datetime | None,
    language: str,
    render: bool,
) -> None:
    """Audit the website at SITE_URL and print what it shows for every item.

    A host's name alone is enough: www.example.go.th is asked by https and, where that does not answer, by http.
    Exit code 0: every item is present. 1: some are not, or it cannot be told. 2: wrong use.
    `sucharit audit diff OLD.json NEW.json` tells what changed between two reports.
    """
    from services.crawler.audit import AuditLimits, AuditReport, Progress, UnitFacts
    from services.crawler.audit import audit as audit_website
    from services.crawler.documents import DocumentReader
    from services.crawler.fetch import Fetcher, FetchPolicy
    from services.crawler.report import render_report

    rubric = _rubric(rubric_name)
    _require_writable(json_file)
    judged = _judged(judged_file) if judged_file else ()
    store = _store(snapshots)
    limits = AuditLimits() if max_pages is None else replace(AuditLimits(), pages=max_pages)
    policy = FetchPolicy(load_settings().crawler_contact, allow_private=allow_private)

    def show(progress: Progress) -> None:
        click.echo(f"\r\x1b[K{progress.step} {progress.done}: {progress.url[:90]}", nl=False, err=True)

    def clear() -> None:
        if sys.stderr.isatty():
            click.echo("\r\x1b[K", nl=False, err=True)

    def run() -> AuditReport:
        with Fetcher(policy) as fetcher, DocumentReader() as reader, _renderer(render, fetcher) as renderer:
            return audit_website(
                f"https://{site_url}" if _HOST_ALONE.match(site_url) else site_url,
                rubric,
                fetcher=fetcher,
                reader=reader,
                unit_facts=UnitFacts(head_names=heads, former_head_names=former_heads),
                items=items,
                judged=judged,
                limits=limits,
                now=now.date() if now else None,
                snapshots=store,
                renderer=renderer,
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
            _write(Path(json_file), report.encoded())
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


def _require_writable(json_file: str | None) -> None:
    """Told before the audit, not after it."""
    if json_file in {None, "-"}:
        return
    path = Path(json_file or "")
    if not path.parent.is_dir():
        raise click.BadParameter(f"there is no folder {path.parent}", param_hint="--json")
    there = path.exists()
    try:
        path.open("ab").close()
    except OSError as error:
        raise click.BadParameter(f"{path}: {error.strerror}", param_hint="--json") from error
    if not there:
        path.unlink()


def _write(path: Path, body: bytes) -> None:
    try:
        write_whole(path, body)
    except OSError as error:
        raise CommandFailed(f"{path}: {error.strerror}") from error


def _renderer(wanted: bool, fetcher: "Fetcher") -> "AbstractContextManager[Renderer | None]":
    from services.crawler.render import Renderer, RendererMissing

    try:
        return Renderer(fetcher) if wanted else nullcontext()
    except RendererMissing as error:
        raise click.BadParameter(str(error), param_hint="--render") from error


def _store(folder: Path | None) -> "SnapshotStore | None":
    from services.crawler.snapshots import SnapshotStore

    try:
        return SnapshotStore.in_folder(folder) if folder else None
    except OSError as error:
        raise click.BadParameter(f"{folder}: {error.strerror}", param_hint="--snapshots") from error


@click.command()
@click.argument("before", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("after", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--item", help="Only this item, e.g. O6.")
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
@click.option("--language", type=click.Choice(["th", "en"]), default="th", show_default=True)
@click.pass_context
def diff(ctx: click.Context, before: Path, after: Path, item: str | None, as_json: bool, language: str) -> None:
    """Tell in words what changed between two reports, BEFORE and AFTER, that --json wrote.

    Exit code 0: nothing. 1: something changed. 2: wrong use.
    """
    from shared.archive import ReportUnreadable, changes_between

    try:
        changes = changes_between(before.read_bytes(), after.read_bytes(), item=item)
    except ReportUnreadable as error:
        raise click.BadParameter(f"not the report of an audit: {error}") from error
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(changes), indent=2))
    else:
        for change in changes:
            click.echo(f"{change.item}  {change.text.th if language == 'th' else change.text.en}")
    ctx.exit(FAILED if changes else 0)
