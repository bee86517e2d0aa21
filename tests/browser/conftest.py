"""A real browser against a real server: skipped where Chromium is missing, unless SUCHARIT_REQUIRE_BROWSER=1."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright
from werkzeug.serving import make_server

from services.api.app import create_app
from services.api.context import Context
from services.worker.projections import PROJECTIONS
from services.worker.projector import Projector
from shared.access import Role
from shared.cases import load_case, record_case
from shared.events import Meta
from shared.events.audits import AuditRequested, CheckedElement, FoundLink
from shared.execution import execute
from shared.rounds import (
    AddEvidence,
    ChangeWebsite,
    CompleteAudit,
    Finding,
    OpenRound,
    RegisterUnit,
    RequestAudit,
    ScoreItem,
    SubmitItem,
)
from tests.browser.watch import HUNG, Watch, marking
from tests.contexts import context_of
from tests.databases import Server

CHROMIUM = Path("/usr/bin/chromium")
PASSWORD = "correct horse battery staple"
RUBRIC = "2567-provincial-immigration"
#: Nothing that a browser does by itself may reach out.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

OpenPage = Callable[..., Page]
_FAILED = pytest.StashKey[str]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Each test under a watch; after a browser that hung nothing more can be tested."""
    with Watch() as watch:
        result = yield
    if watch.bit:
        where = item.stash.get(_FAILED, "")
        pytest.exit(f"the browser hung in {item.nodeid} and was ended:\n{where}", returncode=HUNG)
    return result


def pytest_exception_interact(node: pytest.Item, report: pytest.TestReport) -> None:
    """Keeps where a test failed first: a run that is ended shows it nowhere else."""
    node.stash.setdefault(_FAILED, report.longreprtext)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        if os.environ.get("SUCHARIT_REQUIRE_BROWSER") == "1":
            pytest.fail(f"{CHROMIUM} is missing")
        pytest.skip(f"{CHROMIUM} is missing")
    with marking():
        playwright = sync_playwright().start()
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
    yield browser
    with suppress(Error):  # a watch has ended it
        browser.close()
    playwright.stop()


@pytest.fixture(scope="session")
def context(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    """What the pages show: Mukdahan's case with an audit, and a simulated unit."""
    folder = tmp_path_factory.mktemp("browser")
    with server.fresh() as database, context_of(database, folder) as context:
        _record(context)
        yield context


@contextmanager
def serving(context: Context) -> Iterator[str]:
    """The address of a server around this context."""
    served = make_server("127.0.0.1", 0, create_app(context, secret_key=b"test"), threaded=True)
    thread = threading.Thread(target=served.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{served.server_port}"
    served.shutdown()
    thread.join()
    served.server_close()


@pytest.fixture(scope="session")
def address(context: Context) -> Iterator[str]:
    """Where the pages are served."""
    with serving(context) as place:
        yield place


def _record(context: Context) -> None:
    context.accounts.create("operator", Role.OPERATOR, by="test", password=PASSWORD)
    context.accounts.create("head", Role.HEAD, by="test", password=PASSWORD, unit="TH-49")
    record_case(context.log, load_case("mukdahan-2567"))
    meta, made_up = Meta(actor="test"), Meta(actor="simulation", simulated=True)
    unit = RegisterUnit(unit="TH-10", name_th="กองบังคับการตรวจคนเข้าเมือง 1", name_en="Immigration Division 1", division=1)
    commands = (
        (unit, made_up),
        (OpenRound(unit="TH-10", fiscal_year=2567, rubric=RUBRIC), made_up),
        (ScoreItem(unit="TH-10", fiscal_year=2567, item="O1", met=True), made_up),
        (ChangeWebsite(unit="TH-49", website_url="http://replica.example/", website_is_replica=True), meta),
        (AddEvidence(unit="TH-49", fiscal_year=2567, item="O2", url="https://mukdahan.example/o2"), meta),
        (SubmitItem(unit="TH-49", fiscal_year=2567, item="O2"), meta),
    )
    for command, who in commands:
        execute(context.log, command, meta=who)
    _audit(context, meta)
    projector = Projector(context.engine, context.log, PROJECTIONS)
    projector.prepare()
    projector.drain()


def _audit(context: Context, meta: Meta) -> None:
    asked = execute(context.log, RequestAudit(unit="TH-49", fiscal_year=2567), meta=meta).events[0].event
    assert isinstance(asked, AuditRequested)
    now = datetime(2024, 4, 1, 3, 0, tzinfo=UTC)
    long = "http://replica.example/wp-content/uploads/2567/" + "monthly-report-" * 12 + ".pdf"
    link = FoundLink(page="http://replica.example/ita", text="O6 รายงานผลการปฏิบัติราชการ", url=long, why="code in cell")
    elements = (CheckedElement(id="monthly", met=False, evidence="ไม่พบเดือนมกราคม", url=long),)
    findings = (
        Finding(item="O6", verdict="partial", confidence="0.90", links=(link,), elements=elements, months=("2566-10",)),
        *(Finding(item=item, verdict=verdict, confidence="0.90") for item, verdict in _VERDICTS),
    )
    command = CompleteAudit(
        unit="TH-49",
        fiscal_year=2567,
        audit_id=asked.audit_id,
        site="http://replica.example/",
        rubric=RUBRIC,
        outcome="complete",
        started_at=now,
        finished_at=now,
        pages=3,
        requests=5,
        bytes=2048,
        report=context.blobs.put(
            b'{"items": [], "problems": [{"url": "%s", "kind": "tls", "detail": "expired"}]}' % long.encode()
        ),
        findings=findings,
        problems=1,
        replica=True,
    )
    execute(context.log, command, meta=meta)


_VERDICTS = (("O1", "present"), ("O3", "missing"), ("O4", "stale"), ("O5", "wrong_format"), ("O7", "unknown"))


@pytest.fixture(scope="session")
def people(browser: Browser, address: str) -> Iterator[dict[str | None, BrowserContext]]:
    """A browser profile for each account, logged in through the form; None: not logged in."""
    profiles = {name: browser.new_context(base_url=address) for name in (None, "operator", "head")}
    for name in ("operator", "head"):
        page = profiles[name].new_page()
        page.goto("/login")
        page.fill("[name=account]", name)
        page.fill("[name=password]", PASSWORD)
        page.click("main button")
        page.close()
    yield profiles
    with suppress(Error):  # a watch has ended their browser
        for profile in profiles.values():
            profile.close()


@pytest.fixture
def open_page(people: dict[str | None, BrowserContext], address: str) -> Iterator[OpenPage]:
    """Opens a path at a width, in a language, as an account; watches for errors and requests to other hosts."""
    pages: list[Page] = []
    problems: list[str] = []

    def opened(path: str, *, width: int = 1440, language: str = "th", account: str | None = "operator") -> Page:
        page = people[account].new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 900})
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith(address) else problems.append(request.url))
        page.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
        return page

    yield opened
    for page in pages:
        page.close()
    assert problems == []
