"""Crawlers as processes: one that is killed in the middle of audits leaves them to the next, and none counts twice."""

import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from services.worker.jobs import send_lost_audits
from services.worker.projections import PROJECTIONS
from services.worker.projector import Projector
from shared.broker import make_broker, send
from shared.events import Meta
from shared.events.audits import AuditCompleted, AuditFailed, AuditRequested
from shared.events.preparation import RoundOpened
from shared.events.units import UnitRegistered
from shared.log import Log, Wakeup
from shared.settings import load_settings
from tests.databases import Database

ROOT = Path(__file__).parents[3]
META = Meta(actor="test")
UNITS = ("TH-48", "TH-49", "TH-50")
PAGE = """<html lang="th"><meta charset="utf-8"><body><h1>OIT 2567</h1>
<p><a href="/o1.html">O1 โครงสร้าง</a></p><p><a href="/o2.html">O2 อำนาจหน้าที่</a></p></body></html>"""
#: Seconds that a busy machine may take for anything.
PATIENCE = 120


@dataclass
class Site:
    """A website of which one page does not come before it is let."""

    held: threading.Event = field(default_factory=threading.Event)
    asked_for: threading.Event = field(default_factory=threading.Event)
    host: str = ""


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/o1.html":
                made.asked_for.set()
                made.held.wait(PATIENCE)
            body = PAGE.encode() if self.path.endswith(("/", ".html")) else b""
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

        def handle(self) -> None:
            try:
                super().handle()
            except ConnectionError:
                made.asked_for.set()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    made.host = f"127.0.0.1:{server.server_port}"
    yield made
    made.held.set()
    server.shutdown()
    thread.join()
    server.server_close()


def record(log: Log, site: Site) -> datetime:
    """The units, with one audit each asked for; when that was."""
    for unit in UNITS:
        registered = UnitRegistered(unit=unit, name_th="ก", name_en="M", website_url=f"http://{site.host}/")
        log.append(f"unit/{unit}", [registered], meta=META)
        opened = RoundOpened(unit=unit, fiscal_year=2567, rubric="2567-provincial-immigration")
        log.append(f"round/{unit}/2567", [opened], meta=META)
        asked = log.append(f"audits/{unit}/2567", [AuditRequested(audit_id=f"{unit}-1", scheduled=True)], meta=META)
    return asked.events[0].happened_at


def ended(log: Log) -> Counter[str]:
    events = [each.event for unit in UNITS for each in log.read(f"audits/{unit}/2567")]
    return Counter(event.audit_id for event in events if isinstance(event, AuditCompleted | AuditFailed))


def test_audits_of_a_killed_crawler_are_picked_up_and_end_once(
    database: Database, log: Log, site: Site, tmp_path: Path
) -> None:
    asked_at = record(log, site)
    own = {
        "DATABASE_URL": database.url,
        "DATA_DIR": str(tmp_path),
        "CRAWLER_PRIVATE_HOSTS": site.host,
        "BROKER_URL": "",
    }
    command = [sys.executable, "-m", "services.cli", "crawl"]
    make_broker(load_settings(own)).declare_queue("crawl")
    for unit in UNITS:
        assert send("run_audit", unit=unit, fiscal_year=2567, audit_id=f"{unit}-1")
    first = subprocess.Popen(command, cwd=ROOT, env=os.environ | own, stderr=subprocess.DEVNULL)
    assert site.asked_for.wait(PATIENCE)
    first.kill()
    first.wait()
    assert ended(log) == Counter()
    site.held.set()
    engine = create_engine(database.url)
    projector = Projector(engine, log, PROJECTIONS)
    projector.prepare()
    projector.drain()
    assert send_lost_audits(engine, asked_at + timedelta(minutes=10, seconds=20)) == len(UNITS)
    engine.dispose()
    second = subprocess.Popen(command, cwd=ROOT, env=os.environ | own, stderr=subprocess.DEVNULL)
    try:
        with Wakeup(database.url) as wakeup:
            while len(ended(log)) < len(UNITS):
                assert second.poll() is None
                wakeup.wait(PATIENCE)
    finally:
        second.terminate()
        second.wait(PATIENCE)
    assert ended(log) == Counter({f"{unit}-1": 1 for unit in UNITS})
