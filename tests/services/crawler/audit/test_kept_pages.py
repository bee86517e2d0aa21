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


def test_what_a_server_says_of_a_dead_link_is_kept_as_proof_and_never_taken_for_the_page(
    website: Any, run: Any, tmp_path: Path
) -> None:
    website.page("/", '<h1>OIT 2567</h1><p><a href="/gone/">O2 อำนาจหน้าที่และพื้นที่รับผิดชอบ</a></p>')
    website.answers["/gone/"] = (410, "text/html", b"<h1>Gone</h1>", {"ETag": '"1"'})
    snapshots = SnapshotStore.in_folder(tmp_path)
    report = run(items=["O2"], snapshots=snapshots)
    assert [finding.verdict for finding in report.items] == ["missing"]
    kept = {snapshot.url.removeprefix(website.url): snapshot for snapshot in snapshots}
    assert {url: snapshot.status for url, snapshot in kept.items()} == {"gone/": 410, "": 200}
    assert snapshots.body(kept["gone/"]) == b"<h1>Gone</h1>"
    assert website.url + "gone/" not in {each.url for each in report.kept}
