"""Most nights: known pages are asked whether they changed, and the website is searched again only if that fails."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from services.crawler.audit import AuditReport, KnownSite, known_from
from services.crawler.audit.known import SEARCH_AGAIN
from services.crawler.dossier.site import REVALIDATED
from services.crawler.snapshots import SnapshotStore
from shared.evidence import BlobMissing, FolderBlobs

Run = Callable[..., AuditReport]
Night = Callable[..., AuditReport]
ITEMS = {"O1": "โครงสร้าง", "O2": "อำนาจหน้าที่", "O3": "กฎหมายที่เกี่ยวข้อง"}
WORDS = "ตรวจคนเข้าเมือง ปีงบประมาณ พ.ศ. 2567 " * 30
HOME = '<h1>หน่วยงาน</h1><p><a href="/ita/">ITA 2567</a></p><p><a href="/news/">ข่าว ITA</a></p>' + WORDS


def listing(*items: str) -> str:
    return "<h1>OIT 2567</h1>" + "".join(f'<p><a href="/{item}.html">{item} {ITEMS[item]}</a></p>' for item in items)


def publish(website: Any, path: str, html: str, etag: str) -> None:
    website.page(path, html)
    website.answers[path][3]["ETag"] = etag


@pytest.fixture
def site(website: Any) -> Any:
    website.page("/", HOME)
    website.page("/news/", "<h1>ข่าว</h1>" + WORDS)
    publish(website, "/ita/", listing(*ITEMS), '"1"')
    for item, title in ITEMS.items():
        publish(website, f"/{item}.html", f"<h1>{title}</h1><p>{WORDS}</p>", f'"{item}"')
    return website


@pytest.fixture
def night(site: Any, run: Run, tmp_path: Path) -> Night:
    """An audit that knows what the report before it knew; and forgets on the way what was asked."""
    blobs = FolderBlobs(tmp_path / "blobs")

    def body(sha256: str) -> bytes | None:
        try:
            return blobs.get(sha256)
        except BlobMissing:
            return None

    def audited(before: AuditReport | None = None, **more: Any) -> AuditReport:
        site.asked.clear()
        site.unchanged.clear()
        known: KnownSite | None = known_from(before, body, before.finished_at) if before else None
        store = SnapshotStore(blobs, tmp_path / "index.jsonl")
        return run(snapshots=store, items=list(ITEMS), known=known, **more)

    return audited


def seen(report: AuditReport) -> Any:
    return [(item.verdict, [(link.url, link.sha256) for link in item.links], item.elements) for item in report.items]


def test_what_is_unchanged_is_not_sent_again_and_gives_the_same_findings(
    site: Any, night: Night, tmp_path: Path
) -> None:
    first = night()
    assert "/news/" in site.asked and site.unchanged == []
    second = night(first)
    assert seen(second) == seen(first)
    assert sorted(site.unchanged) == ["/O1.html", "/O2.html", "/O3.html", "/ita/"]
    assert "/news/" not in site.asked
    assert second.searched_at == first.searched_at
    assert second.bytes < first.bytes
    kept = list(SnapshotStore(FolderBlobs(tmp_path / "blobs"), tmp_path / "index.jsonl"))
    assert [REVALIDATED in snapshot.headers for snapshot in kept] == [False] * 4 + [True] * 4, "it was only confirmed"
    third = night(second)
    assert seen(third) == seen(first) and len(site.unchanged) == 4, "what was kept once is known on and on"


def test_a_change_of_a_known_page_is_seen(site: Any, night: Night) -> None:
    first = night()
    publish(site, "/O2.html", "<h1>อื่น</h1>" + WORDS * 2, '"new"')
    second = night(first)
    assert [item.links[0].sha256 for item in second.items][0::2] == [item.links[0].sha256 for item in first.items][0::2]
    assert second.items[1].links[0].sha256 != first.items[1].links[0].sha256


def test_a_list_that_moved_is_searched_for_at_once(site: Any, night: Night) -> None:
    first = night()
    del site.answers["/ita/"]
    site.page("/", HOME.replace("/ita/", "/oit-2567/"))
    site.page("/oit-2567/", listing(*ITEMS))
    second = night(first)
    assert [item.verdict for item in second.items] == [item.verdict for item in first.items]
    assert second.searched_at > first.searched_at


def test_a_list_that_names_less_makes_the_site_be_searched(site: Any, night: Night) -> None:
    first = night()
    publish(site, "/ita/", listing("O1", "O2"), '"2"')
    site.page("/news/", listing("O3"))
    second = night(first)
    assert [len(item.links) for item in second.items] == [1, 1, 1]
    assert second.searched_at > first.searched_at


def test_what_was_lost_from_the_store_is_fetched_whole(site: Any, night: Night, tmp_path: Path) -> None:
    first = night()
    for blob in (tmp_path / "blobs").rglob("*"):
        if blob.is_file():
            blob.unlink()
    assert seen(night(first)) == seen(first)
    assert site.unchanged == []


def test_after_a_week_or_an_incomplete_audit_the_site_is_searched(site: Any, night: Night) -> None:
    import msgspec

    report = night()
    at = report.finished_at
    assert report.searched_at is not None
    assert known_from(report, lambda _: None, at) is not None
    assert known_from(report, lambda _: None, report.searched_at + SEARCH_AGAIN + timedelta(seconds=1)) is None
    assert known_from(msgspec.structs.replace(report, outcome="partial"), lambda _: None, at) is None


def test_a_report_survives_being_kept(night: Night) -> None:
    report = night()
    assert AuditReport.decode(report.encoded()) == report
    assert {page.url.rsplit("/", 2)[1] for page in report.known_pages} >= {"ita"}
