"""An audit as a message: read from the log, run over HTTP, recorded once, whatever dies in between."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import dramatiq
import pytest
from dramatiq.brokers.stub import StubBroker
from sqlalchemy import create_engine

from services.crawler import actors
from services.crawler.actors import Crawler, abandon, declare_actors, run
from services.crawler.audit import AuditLimits, AuditReport
from services.crawler.documents import DocumentReader
from services.crawler.fetch import Fetcher, FetchPolicy
from shared.events import Meta
from shared.events.audits import (
    AuditCompleted,
    AuditFailed,
    AuditRequested,
    FindingChanged,
    LinkConfirmed,
    LinkRejected,
)
from shared.events.preparation import OrderIssued, RoundOpened
from shared.events.units import UnitRegistered, UnitWebsiteChanged
from shared.evidence import FolderBlobs, decode_index

META = Meta(actor="somchai")
YEAR = 2567
WHICH = ("TH-49", YEAR, "a1")
PAGE = """<!doctype html><html lang="th"><meta charset="utf-8"><title>ITA</title><body><h1>ITA 2567</h1>
<table><tr><td>O4</td><td><a href="/contact.html">ข้อมูลการติดต่อ</a></td></tr></table></body></html>"""
CONTACT = """<!doctype html><html lang="th"><meta charset="utf-8"><title>ติดต่อ</title><body><h1>ข้อมูลการติดต่อ</h1>
<p>โทรศัพท์ 042-123456 อีเมล office@example.go.th</p></body></html>"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Requests are nobody's concern here."""


@pytest.fixture
def site(tmp_path) -> Iterator[str]:
    """host:port of a small website."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    (folder / "contact.html").write_text(CONTACT, encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def crawler(database, log, site, tmp_path) -> Iterator[Crawler]:
    """A crawler of a database in which the audit a1 of the website is asked for."""
    unit = UnitRegistered(unit="TH-49", name_th="ก", name_en="M", website_url=f"http://{site}/")
    log.append("unit/TH-49", [unit], meta=META)
    opened = RoundOpened(unit="TH-49", fiscal_year=YEAR, rubric="2567-provincial-immigration")
    log.append(f"round/TH-49/{YEAR}", [opened], meta=META)
    log.append(f"audits/TH-49/{YEAR}", [AuditRequested(audit_id="a1")], meta=META)
    engine = create_engine(database.url)
    policy = FetchPolicy("https://example.invalid", private_hosts=frozenset({site}))
    with Fetcher(policy) as fetcher, DocumentReader() as reader:
        yield Crawler(
            engine=engine,
            log=log,
            blobs=FolderBlobs(tmp_path / "blobs"),
            fetcher=fetcher,
            reader=reader,
            indexes=tmp_path / "snapshots",
            limits=AuditLimits(pages=5),
        )
    engine.dispose()


@pytest.fixture
def ends(log):
    """The events that ended an audit."""
    return lambda: [
        recorded.event
        for recorded in log.read(f"audits/TH-49/{YEAR}")
        if isinstance(recorded.event, AuditCompleted | AuditFailed)
    ]


def test_an_audit_is_recorded_with_its_report_and_its_pages(crawler, ends):
    assert run(crawler, *WHICH)
    [completed] = ends()
    report = AuditReport.decode(crawler.blobs.get(completed.report))
    assert (completed.pages, completed.requests) == (report.pages, report.requests)
    assert completed.verdicts["O4"] == report.item("O4").verdict
    assert completed.verdicts["O4"] in {"present", "partial"}
    assert not completed.replica
    kept = list(decode_index(crawler.blobs.get(report.snapshots)))
    assert [snapshot.final_url.rpartition("/")[2] for snapshot in kept] == ["contact.html", ""]
    assert all(crawler.blobs.exists(snapshot.sha256) for snapshot in kept)
    assert list(crawler.indexes.iterdir()) == []


@pytest.mark.parametrize(("shown", "met"), [("วิชัย รักไทย", True), ("สมชาย ใจดี", False), ("มานะ อดทน", False)])
def test_a_page_that_still_shows_a_former_head_is_told_as_such(crawler, log, tmp_path, shown, met):
    signed = {YEAR - 1: "พ.ต.อ.สมชาย ใจดี", YEAR: "พ.ต.อ.วิชัย รักไทย"}
    for year, name in signed.items():
        order = OrderIssued(number="1", dated=date(year - 543, 1, 1), title="แต่งตั้งคณะทำงาน", signed_by=name)
        log.append(f"round/TH-49/{year}", [order], meta=META)
    words = f"<h1>โครงสร้าง อัตรากำลัง และข้อมูลผู้บริหาร</h1><p>พ.ต.อ. {shown} ผู้กำกับการ</p><p>{'งานของหน่วย ' * 40}</p>"
    row = '<table><tr><td>O1</td><td><a href="/chart.html">โครงสร้าง อัตรากำลัง และข้อมูลผู้บริหาร</a></td></tr></table>'
    for name, body in {"index": f"<h1>ITA 2567</h1>{row}", "chart": words}.items():
        (tmp_path / "site" / f"{name}.html").write_text(f'<meta charset="utf-8">{body}', encoding="utf-8")
    run(crawler, *WHICH)
    completed = next(each.event for each in log.read(f"audits/TH-49/{YEAR}") if isinstance(each.event, AuditCompleted))
    item = AuditReport.decode(crawler.blobs.get(completed.report)).item("O1")
    element = next(each for each in item.elements if each.id == "superintendent")
    assert element.met is met
    assert ("ชื่อผู้บริหารคนก่อน / a former head's name" in element.evidence) is (shown == "สมชาย ใจดี")


def test_a_repeated_message_changes_nothing(crawler, log, ends):
    run(crawler, *WHICH)
    before = log.head()
    assert not run(crawler, *WHICH)
    assert log.head() == before


def test_a_crash_after_recording_doubles_nothing(crawler, log, ends, monkeypatch):
    execute = actors.execute

    def dies_before_the_message_is_acknowledged(*args, **kwargs):
        execute(*args, **kwargs)
        raise KeyboardInterrupt

    monkeypatch.setattr(actors, "execute", dies_before_the_message_is_acknowledged)
    with pytest.raises(KeyboardInterrupt):
        run(crawler, *WHICH)
    before = log.head()
    monkeypatch.setattr(actors, "execute", execute)
    assert not run(crawler, *WHICH)
    assert (len(ends()), log.head()) == (1, before)


def test_a_crash_before_recording_runs_the_audit_again(crawler, ends, monkeypatch):
    monkeypatch.setattr(actors, "execute", _die)
    with pytest.raises(KeyboardInterrupt):
        run(crawler, *WHICH)
    assert not ends()
    monkeypatch.undo()
    assert run(crawler, *WHICH)
    assert len(ends()) == 1


def test_an_audit_at_work_elsewhere_is_left_alone(crawler, ends):
    with actors._alone(crawler.engine, "a1"):
        assert not run(crawler, *WHICH)
    assert not ends()
    assert run(crawler, *WHICH)


def test_of_two_that_end_an_audit_only_the_first_counts(crawler, ends):
    assert run(crawler, *WHICH)
    assert not abandon(crawler, *WHICH, reason="given up")
    [only] = ends()
    assert isinstance(only, AuditCompleted)


def test_an_audit_that_a_newer_one_overtook_fails_without_asking_the_site(crawler, log, ends, monkeypatch):
    log.append(f"audits/TH-49/{YEAR}", [AuditRequested(audit_id="a2", scheduled=True)], meta=META)
    assert run(crawler, "TH-49", YEAR, "a2")
    monkeypatch.setattr(actors, "audit", _die)
    assert run(crawler, *WHICH)
    completed, failed = ends()
    assert (completed.audit_id, completed.scheduled) == ("a2", True)
    assert (failed.audit_id, failed.reason) == ("a1", "overtaken by a2")
    assert not run(crawler, *WHICH), "it has ended, and is not sent again"


def test_an_audit_overtaken_while_it_runs_fails_too(crawler, log, ends, monkeypatch):
    crawl = actors._crawl

    def meanwhile(*args):
        monkeypatch.setattr(actors, "_crawl", crawl)
        log.append(f"audits/TH-49/{YEAR}", [AuditRequested(audit_id="a2")], meta=META)
        assert run(crawler, "TH-49", YEAR, "a2")
        return crawl(*args)

    monkeypatch.setattr(actors, "_crawl", meanwhile)
    assert run(crawler, *WHICH)
    assert [type(end) for end in ends()] == [AuditCompleted, AuditFailed]


def test_what_a_person_said_of_a_link_counts_in_the_next_audit(crawler, log, site, ends):
    url = f"http://{site}/contact.html"
    log.append(f"audits/TH-49/{YEAR}", [LinkRejected(item="O4", url=url, page=f"http://{site}/")], meta=META)
    log.append(f"audits/TH-49/{YEAR}", [LinkConfirmed(item="O5", url=url, page=f"http://{site}/")], meta=META)
    run(crawler, *WHICH)
    findings = {e.event.item: e.event for e in log.read(f"audits/TH-49/{YEAR}") if isinstance(e.event, FindingChanged)}
    assert findings["O4"].links == ()
    assert [(link.url, link.why, link.confidence) for link in findings["O5"].links] == [
        (url, "confirmed by a person", "1.00")
    ]
    assert ends()[0].server == "127.0.0.1"


def test_a_night_asks_what_it_knows_and_a_person_has_the_site_searched(crawler, log, ends):
    def report(audit_id, *, scheduled):
        log.append(f"audits/TH-49/{YEAR}", [AuditRequested(audit_id=audit_id, scheduled=scheduled)], meta=META)
        assert run(crawler, "TH-49", YEAR, audit_id)
        return AuditReport.decode(crawler.blobs.get(ends()[-1].report))

    run(crawler, *WHICH)
    first = AuditReport.decode(crawler.blobs.get(ends()[-1].report))
    assert first.outcome == "complete"
    night, by_hand = report("a2", scheduled=True), report("a3", scheduled=False)
    assert night.searched_at == first.searched_at
    assert by_hand.searched_at > first.searched_at
    assert [item.verdict for item in night.items] == [item.verdict for item in first.items]


def test_an_address_that_is_none_fails_the_audit_with_the_reason(crawler, log, ends):
    log.append("unit/TH-49", [UnitWebsiteChanged(unit="TH-49", website_url="ftp://x")], meta=META)
    assert run(crawler, *WHICH)
    [failed] = ends()
    assert "ftp://x" in failed.reason


def test_a_message_about_no_audit_is_dropped(crawler, log):
    before = log.head()
    assert not run(crawler, "TH-49", YEAR, "a99")
    assert log.head() == before


def test_an_audit_of_a_replica_says_so(crawler, log, site, ends):
    replica = UnitWebsiteChanged(unit="TH-49", website_url=f"http://{site}/", website_is_replica=True)
    log.append("unit/TH-49", [replica], meta=META)
    run(crawler, *WHICH)
    assert ends()[0].replica


def test_an_audit_that_keeps_failing_by_our_fault_is_recorded_as_failed(crawler, ends, monkeypatch):
    monkeypatch.setattr(actors, "FIRST_PAUSE", 1)
    broken = replace(crawler, blobs=None)
    with AtWork(broken) as (broker, worker):
        message = dramatiq.Message(
            "crawl", "run_audit", (), {"unit": "TH-49", "fiscal_year": YEAR, "audit_id": "a1"}, {"max_backoff": 1}
        )
        broker.enqueue(message)
        broker.join("crawl", timeout=60_000, fail_fast=False)
        worker.join()
    [failed] = ends()
    assert failed.reason == "given up after 3 tries"


class AtWork:
    """A worker in this process that runs the crawler's actors."""

    def __init__(self, crawler: Crawler) -> None:
        self._broker = StubBroker()
        self._broker.emit_after("process_boot")
        declare_actors(self._broker, crawler)
        self._worker = dramatiq.Worker(self._broker, worker_timeout=50, worker_threads=2)

    def __enter__(self):
        self._worker.start()
        return self._broker, self._worker

    def __exit__(self, *_: object) -> None:
        self._worker.stop()
        self._broker.close()


def _die(*_: object, **__: object) -> None:
    raise KeyboardInterrupt
