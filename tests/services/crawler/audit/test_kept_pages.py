"""What is kept of a page that has been parsed: its words once, its bytes compressed."""

from pathlib import Path
from typing import Any

from services.crawler.dossier import AuditLimits, Site
from services.crawler.fetch import Fetcher, FetchPolicy
from services.crawler.snapshots import SnapshotStore


def test_a_page_is_held_compressed_and_kept_as_it_came(website: Any, tmp_path: Path) -> None:
    website.page("/", "<h1>ITA 2567</h1>" + "<p>ข้อมูลสาธารณะ</p>" * 500)
    sent = website.answers["/"][2]
    snapshots = SnapshotStore.in_folder(tmp_path)
    with Fetcher(FetchPolicy(contact="https://example.invalid/", allow_private=True, retries=0)) as fetcher:
        visit = Site(website.url, fetcher, AuditLimits(), snapshots=snapshots).visit(website.url)
        Site(website.url, fetcher, AuditLimits(), snapshots=snapshots).keep(visit)
    assert visit.fetched is not None
    assert visit.fetched.body == b""
    assert len(visit.packed) < len(sent) / 10
    assert (visit.body, visit.html) == (sent, sent.decode())
    assert [snapshots.body(kept) for kept in snapshots] == [sent]


def test_a_sitemap_that_is_served_as_a_page_is_still_read(website: Any, run: Any) -> None:
    website.page("/", "<h1>หน่วยงาน</h1>")
    website.answers["/sitemap.xml"] = (
        200,
        "text/html",
        f"<urlset><loc>{website.url}ita-2567/</loc></urlset>".encode(),
        {},
    )
    website.page("/ita-2567/", "<h1>ITA 2567</h1>")
    run(items=["O1"])
    assert "/ita-2567/" in website.asked
