"""A night on several crawler processes, one of which dies: each unit is audited once, and no server is ever crowded."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, create_engine

from services.worker.jobs import request_audits, send_lost_audits
from services.worker.projections import PROJECTIONS
from services.worker.projector import Projector
from shared.broker import make_broker
from shared.events import Meta
from shared.events.audits import AuditCompleted, AuditFailed, AuditRequested
from shared.events.preparation import RoundOpened
from shared.events.units import UnitRegistered
from shared.log import Log, Wakeup
from shared.settings import load_settings
from tests.databases import Database
from tests.services.crawler.farm import PATIENCE, Server, farm

ROOT = Path(__file__).parents[3]
META = Meta(actor="test")
SERVERS, EACH = 2, 3


def record(log: Log, servers: Sequence[Server], each: int) -> list[str]:
    """The units, so many on each server, with an open round; their codes."""
    codes = [f"TH-{number}" for number in range(10, 10 + len(servers) * each)]
    for number, code in enumerate(codes):
        site = f"http://{servers[number % len(servers)].host}/u{number}/"
        registered = UnitRegistered(unit=code, name_th="ก", name_en="M", website_url=site)
        log.append(f"unit/{code}", [registered], meta=META)
        opened = RoundOpened(unit=code, fiscal_year=2567, rubric="2567-provincial-immigration")
        log.append(f"round/{code}/2567", [opened], meta=META)
    return codes


def events(log: Log, codes: Sequence[str]) -> list[object]:
    return [each.event for code in codes for each in log.read(f"audits/{code}/2567")]


def ended(log: Log, codes: Sequence[str]) -> Counter[str]:
    return Counter(each.audit_id for each in events(log, codes) if isinstance(each, AuditCompleted | AuditFailed))


def wait_for(log: Log, url: str, codes: Sequence[str], crawlers: Sequence[subprocess.Popen[bytes]]) -> None:
    """Until the audits of all units have ended."""
    with Wakeup(url) as wakeup:
        while len(ended(log, codes)) < len(codes):
            assert all(crawler.poll() is None for crawler in crawlers)
            wakeup.wait(PATIENCE)


@contextmanager
def crawling(settings: dict[str, str], number: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """So many crawler processes."""
    command = [sys.executable, "-m", "services.cli", "crawl"]
    with ExitStack() as stack:
        made = [
            subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stderr=subprocess.DEVNULL)
            for _ in range(number)
        ]
        for crawler in made:
            stack.callback(crawler.wait, PATIENCE)
            stack.callback(crawler.terminate)
        yield made


def projected(engine: Engine, log: Log) -> None:
    projector = Projector(engine, log, PROJECTIONS)
    projector.prepare()
    projector.drain()


def own(database: Database, folder: Path, servers: Sequence[Server]) -> dict[str, str]:
    return {
        "DATABASE_URL": database.url,
        "DATA_DIR": str(folder),
        "CRAWLER_PRIVATE_HOSTS": ",".join(server.host for server in servers),
        "CRAWLER_THREADS": "4",
        "BROKER_URL": "",
    }


def test_a_night_on_three_processes_of_which_one_is_killed(database: Database, log: Log, tmp_path: Path) -> None:
    engine = create_engine(database.url)
    with farm(SERVERS) as servers:
        settings = own(database, tmp_path, servers)
        make_broker(load_settings(settings)).declare_queue("crawl")
        codes = record(log, servers, EACH)
        projected(engine, log)
        night = datetime(2024, 2, 5, 17, 30, tzinfo=UTC)
        for _ in range(2):  # a second message for each audit must do no harm
            assert request_audits(engine, log, night) == len(codes)
        with crawling(settings, 1) as doomed:
            assert servers[0].busy.wait(PATIENCE), "it is in the middle of an audit"
            doomed[0].kill()
            doomed[0].wait()
        for server in servers:
            server.held.set()
        with crawling(settings, 2) as others:
            projected(engine, log)
            send_lost_audits(engine, requested_at(log, codes) + timedelta(minutes=10, seconds=20))
            wait_for(log, database.url, codes, others)
        assert set(ended(log, codes).values()) == {1}
        told = Counter(type(each) for each in events(log, codes))
        assert (told[AuditRequested], told[AuditCompleted], told[AuditFailed]) == (len(codes), len(codes), 0)
        assert {most for server in servers for most in server.at_once} == {1}
        lists = Counter(path for server in servers for path in server.visits.elements() if path.endswith("/"))
        assert len(lists) == len(codes)
        assert max(lists.values()) <= 2, "only what the killed one had begun was begun anew"
    engine.dispose()


def requested_at(log: Log, codes: Sequence[str]) -> datetime:
    times = [each.happened_at for code in codes for each in log.read(f"audits/{code}/2567")]
    return max(times)
