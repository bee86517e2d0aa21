"""Whole audits over real HTTP."""

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from services.crawler.audit import AuditLimits, AuditReport, Progress, UnitFacts
from services.crawler.report import render_report
from services.crawler.snapshots import SnapshotStore
from shared.rubric import Rubric
from tests.services.crawler.documents.made import pdf

Run = Callable[..., AuditReport]
LISTING = """<html><head><title>ITA 2567</title></head><body>
<nav><a href="/">หน้าแรก</a><a href="/law/">กฎหมายที่เกี่ยวข้อง</a></nav>
<h1>การเปิดเผยข้อมูลสาธารณะ (OIT) ปีงบประมาณ พ.ศ. 2567</h1><table>
<tr><td>O1</td><td>โครงสร้าง อัตรากำลัง และข้อมูลผู้บริหาร</td><td><a href="/o1/">รายละเอียด</a></td></tr>
<tr><td>O2</td><td>อำนาจหน้าที่และพื้นที่รับผิดชอบ</td><td><a href="/o2.docx">ดาวน์โหลด</a></td></tr>
<tr><td>O7</td><td>คู่มือการปฏิบัติงานสำหรับเจ้าหน้าที่</td><td><a href="/o7.docx">ดาวน์โหลด</a></td></tr>
<tr><td>O16</td><td>ช่องทางการแจ้งเรื่องร้องเรียนการทุจริต</td><td><a href="/gone/">รายละเอียด</a></td></tr>
<tr><td>O21</td><td>คู่มือหรือแนวทางการปฏิบัติตามมาตรฐานทางจริยธรรม</td><td><a href="#">รายละเอียด</a></td></tr>
<tr><td>O20</td><td>การรายงานผลการดำเนินการเพื่อจัดการความเสี่ยงต่อการรับสินบน</td><td><a href="/forbidden/">ดู</a></td></tr>
</table></body></html>"""


def word(*paragraphs: str, path: Path) -> bytes:
    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    made.save(str(path))
    return path.read_bytes()


@pytest.fixture
def published(website: Any, tmp_path: Path) -> Any:
    website.page("/", '<h1>ตม.จว.มุกดาหาร</h1><a href="/news/">ข่าว</a><a href="/ita-2567/">ITA 2567</a>')
    website.page("/ita-2567/", LISTING)
    website.page("/news/", "<p>ข่าว</p>")
    website.page("/law/", "<p>พ.ร.บ.คนเข้าเมือง</p>")
    website.page("/o1/", "<h1>โครงสร้าง</h1><p>แผนผังโครงสร้าง งานอำนวยการ อัตรากำลัง ณ วันที่ 1 กุมภาพันธ์ 2567</p>")
    website.file(
        "/o2.docx", word("อำนาจหน้าที่ งานอำนวยการ", "พื้นที่ ตำบล อำเภอ", "ข้อมูล ณ มกราคม 2567", path=tmp_path / "2.docx")
    )
    website.file("/o7.docx", word("คู่มือการปฏิบัติงาน", "ขั้นตอน", path=tmp_path / "7.docx"))
    website.page("/forbidden/", "<h1>403</h1>", status=403)
    return website


def test_an_audit_finds_judges_and_proves(published: Any, run: Run) -> None:
    report = run()
    verdicts = {finding.item: finding.verdict for finding in report.items}
    assert report.outcome == "complete"
    assert report.listings == (published.url + "ita-2567/",)
    assert verdicts["O2"] == verdicts["O7"] == "present"
    assert verdicts["O1"] == "partial"
    assert verdicts["O16"] == verdicts["O21"] == "missing"
    assert verdicts["O20"] == "unknown"
    assert verdicts["O13"] == "missing"
    found = report.item("O2")
    assert found
    assert found.links[0].status == 200
    assert found.links[0].sha256
    assert all(element.met and element.evidence and element.url for element in found.elements)


def test_the_json_is_as_specified(published: Any, run: Run) -> None:
    report = json.loads(run().encoded())
    assert report["outcome"] in {"complete", "partial", "blocked", "down"}
    assert {
        "site",
        "rubric",
        "started_at",
        "finished_at",
        "pages",
        "requests",
        "bytes",
        "unmatched_links",
    } <= report.keys()
    assert report["started_at"].endswith("Z") or "+" in report["started_at"]
    assert [item["item"] for item in report["items"]] == [f"O{number}" for number in range(1, 25)]
    for item in report["items"]:
        assert {"item", "verdict", "confidence", "links", "elements", "months", "note"} <= item.keys()
        assert item["verdict"] in {"present", "partial", "missing", "stale", "wrong_format", "unknown"}
        assert 0 <= item["confidence"] <= 1
        assert item["note"] is None or {"th", "en"} == item["note"].keys()
        for link in item["links"]:
            assert {"page", "text", "url", "status", "media_type", "sha256", "why"} <= link.keys()
        for element in item["elements"]:
            assert {"id", "met", "evidence", "url"} <= element.keys()
            assert element["met"] in {True, False, None}
    for problem in report["problems"]:
        assert {"url", "kind", "detail"} <= problem.keys()
    assert AuditReport.decode(json.dumps(report).encode()).items


def test_the_same_site_gives_the_same_report(published: Any, run: Run) -> None:
    run()  # the fetcher remembers robots.txt from here on
    one, two = run().to_json(), run().to_json()
    for report in (one, two):
        del report["started_at"], report["finished_at"], report["searched_at"]
    assert one == two


def test_a_dead_or_empty_link_is_shown_and_its_item_missing(published: Any, run: Run) -> None:
    report = run(items=["O16", "O21"])
    dead, empty = report.items
    assert [(link.reached, link.status) for link in dead.links] == [("gone", 404)]
    assert [(link.reached, link.href) for link in empty.links] == [("nothing", "#")]
    assert all(element.met is False for element in (*dead.elements, *empty.elements))


def test_only_the_items_asked_for_are_fetched(published: Any, run: Run) -> None:
    report = run(items=["O7"])
    assert [finding.item for finding in report.items] == ["O7"]
    assert report.only_items == ("O7",)
    assert "/o7.docx" in published.asked
    assert "/o2.docx" not in published.asked


def test_what_is_asked_wrongly_is_refused(run: Run) -> None:
    with pytest.raises(ValueError, match="O99"):
        run(items=["O99"])
    with pytest.raises(ValueError, match="address"):
        run(site="javascript:alert(1)")


def test_a_site_that_is_down_is_unknown_never_missing(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        report = run(site=f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert report.outcome == "down"
    assert {finding.verdict for finding in report.items} == {"unknown"}
    assert report.problems


def test_a_site_closed_by_robots_is_blocked(published: Any, run: Run) -> None:
    published.file("/robots.txt", b"User-agent: *\nDisallow: /\n", "text/plain")
    report = run()
    assert report.outcome == "blocked"
    assert {finding.verdict for finding in report.items} == {"unknown"}
    assert "/ita-2567/" not in published.asked


@pytest.mark.parametrize(("status", "outcome"), [(403, "blocked"), (401, "blocked"), (500, "down"), (404, "down")])
def test_a_home_page_that_refuses(website: Any, run: Run, status: int, outcome: str) -> None:
    website.page("/", "<h1>no</h1>", status=status)
    report = run()
    assert report.outcome == outcome
    assert {finding.verdict for finding in report.items} == {"unknown"}


def test_an_assessment_page_that_refuses_makes_its_items_unknown(published: Any, run: Run) -> None:
    published.page("/ita-2567/", "<h1>403</h1>", status=403)
    report = run()
    assert report.outcome == "partial"
    assert {finding.verdict for finding in report.items} == {"unknown"}


def test_an_assessment_page_that_needs_a_browser_makes_its_items_unknown(published: Any, run: Run) -> None:
    published.page("/ita-2567/", "<p>กำลังโหลดข้อมูล...</p><script>google.script.run.list()</script>")
    report = run()
    assert report.outcome == "partial"
    finding = report.item("O1")
    assert finding
    assert finding.verdict == "unknown"
    assert ("browser", published.url + "ita-2567/") in {(problem.kind, problem.url) for problem in report.problems}


def test_a_login_and_a_browser_page_behind_a_link_are_unknown(published: Any, run: Run) -> None:
    published.redirect("/o7.docx", "/wp-login.php")
    published.page("/wp-login.php", '<form><p>เข้าสู่ระบบ รหัสผ่าน</p><input type="password"></form>')
    published.page("/o1/", "<p>กำลังโหลดข้อมูล</p><script>fetch('/x')</script>")
    report = run(items=["O1", "O7"])
    assert [finding.verdict for finding in report.items] == ["unknown", "unknown"]
    browser = report.items[0].note
    assert browser
    assert "needs a browser" in browser.en


def test_words_inside_pictures_are_not_called_missing(published: Any, run: Run) -> None:
    published.page("/o1/", '<h1>โครงสร้าง</h1><img src="/chart.png"><p>แผนผังโครงสร้าง</p>')
    (finding,) = run(items=["O1"]).items
    assert finding.verdict == "unknown"
    assert not [element.id for element in finding.elements if element.met is False]
    assert {element.id for element in finding.elements if element.met} >= {"org_chart", "executive_photos"}


def test_old_pages_beside_new_ones_do_not_count(published: Any, run: Run) -> None:
    published.page("/", '<a href="/ita-2566/">ITA 2566</a><a href="/ita-2567/">ITA 2567</a>')
    published.page("/ita-2566/", LISTING.replace("2567", "2566").replace("/o", "/old/o"))
    report = run()
    pages = {link.page for finding in report.items for link in finding.links}
    assert pages == {published.url + "ita-2567/"}
    assert report.listings == (published.url + "ita-2567/",)


def test_where_only_an_old_page_is_left_its_items_are_stale(published: Any, run: Run) -> None:
    published.page("/", '<a href="/ita-2566/">ITA 2566</a>')
    published.page("/ita-2566/", LISTING.replace("2567", "2566"))
    report = run()
    finding = report.item("O7")
    assert finding
    assert finding.verdict == "stale"
    assert finding.links[0].years == (2566,)


def test_frames_sitemaps_and_wordpress_lead_to_the_assessment(website: Any, run: Run) -> None:
    website.page("/", "<p>ยินดีต้อนรับ</p>")
    website.file("/sitemap.xml", f"<urlset><loc>{website.url}frame-ita-2567/</loc></urlset>".encode(), "text/xml")
    website.page("/frame-ita-2567/", '<h1>ITA</h1><iframe src="/inner.html"></iframe>')
    website.page("/inner.html", LISTING)
    assert [link.page for link in run(items=["O2"]).items[0].links] == [website.url + "inner.html"]


def test_wordpress_is_asked_for_its_pages(website: Any, run: Run) -> None:
    website.page(
        "/", '<html><head><meta name="generator" content="WordPress 6.4"></head><body><p>ยินดีต้อนรับ</p></body></html>'
    )
    answer = json.dumps([{"link": f"{website.url}hidden/", "title": {"rendered": "ITA 2567"}}]).encode()
    website.file("/wp-json/wp/v2/pages?per_page=50&_fields=link,title&search=ITA", answer, "application/json")
    website.page("/hidden/", LISTING)
    assert run(items=["O2"]).items[0].links


def test_an_assessment_behind_words_that_promise_nothing_is_found(website: Any, run: Run) -> None:
    website.page("/", '<a href="/about/">เกี่ยวกับเรา</a><a href="/other/">อื่น ๆ</a>')
    website.page("/about/", "<p>ประวัติ</p>")
    website.page("/other/", '<a href="/x1/">ดูทั้งหมด</a>')
    website.page("/x1/", LISTING)
    assert [link.page for link in run(items=["O2"]).items[0].links] == [website.url + "x1/"]


def test_what_the_limit_kept_from_being_seen_is_not_missing(website: Any, run: Run) -> None:
    website.page("/", "".join(f'<a href="/{name}/">หน้า {name}</a>' for name in "abcdefgh"))
    for name in "abcdefgh":
        website.page(f"/{name}/", "<p>เนื้อหา</p>")
    assert {finding.verdict for finding in run(limits=AuditLimits(pages=4)).items} == {"unknown"}
    assert {finding.verdict for finding in run().items} == {"missing"}


@pytest.mark.parametrize(
    "body", ["", '<a href="/a.png"><img src="/o1.png"></a><a href="/b.png"><img src="/o2.png"></a>']
)
def test_a_blank_home_page_or_one_of_pictures_alone_is_unknown_never_missing(website: Any, run: Run, body: str) -> None:
    website.page("/", body)
    report = run()
    assert report.outcome == "partial"
    assert {finding.verdict for finding in report.items} == {"unknown"}


def test_menus_stand_in_only_where_the_site_has_no_list(published: Any, run: Run) -> None:
    menu = '<nav><a href="/law/">กฎหมายที่เกี่ยวข้อง</a></nav>'
    published.page("/", f'{menu}<a href="/ita-2567/">ITA 2567</a>')
    assert run(items=["O3"]).items[0].links == ()
    published.page("/", menu)
    published.page("/ita-2567/", "<p>-</p>")
    (link,) = run(items=["O3"]).items[0].links
    assert (link.why, link.url) == ("title in menu", published.url + "law/")
    assert link.confidence < 0.6


def test_the_limit_of_pages_holds_and_is_told(published: Any, run: Run) -> None:
    links = "".join(f'<a href="/ita/{name}/">ITA {name}</a>' for name in "abcdefghij")
    published.page("/", links)
    for name in "abcdefghij":
        published.page(f"/ita/{name}/", f"<p>ITA {name}</p>")
    report = run(limits=AuditLimits(pages=4))
    assert report.pages == 4
    assert report.outcome == "partial"


def test_a_trap_without_end_ends(website: Any, run: Run) -> None:
    for number in range(300):
        website.page(
            f"/ita/p{number}/",
            f'<a href="/ita/p{number + 1}/">ITA {number + 1}</a><a href="/ita/p{number}/?utm_source=x">ITA</a>',
        )
    website.page("/", '<a href="/ita/p0/">ITA 2567</a>')
    assert run().pages < 60


def test_proof_is_kept(published: Any, run: Run, tmp_path: Path) -> None:
    snapshots = SnapshotStore.in_folder(tmp_path / "kept")
    report = run(snapshots=snapshots, items=["O2", "O7"])
    kept = {snapshot.sha256: snapshot for snapshot in snapshots}
    for finding in report.items:
        for link in finding.links:
            assert link.sha256 in kept
    assert published.url + "ita-2567/" in {snapshot.final_url for snapshot in snapshots}


def test_progress_and_facts(published: Any, run: Run) -> None:
    published.page("/o1/", "<h1>โครงสร้าง</h1><p>พ.ต.อ. พัทธพงษ์ เจริญกุล ผู้กำกับการ</p>")
    seen: list[Progress] = []
    report = run(items=["O1"], progress=seen.append, unit_facts=UnitFacts(head_names=("พัทธ์พงษ์ เจริญกุล",)))
    assert {"page", "item"} <= {step.step for step in seen}
    named = next(element for element in report.items[0].elements if element.id == "superintendent")
    assert named.met
    assert "เจริญกุล" in (named.evidence or "")


def test_the_report_reads_well_in_both_languages(published: Any, run: Run, rubric: Rubric) -> None:
    report = run()
    thai, english = render_report(report, "th"), render_report(report, "en")
    assert all(item.id in thai and item.id in english for item in rubric.items)
    assert "ไม่พบ" in thai
    assert "missing" in english
    assert all(line == line.rstrip() for line in thai.splitlines())


def test_words_that_may_be_on_scanned_pages_are_not_called_missing(published: Any, run: Run, tmp_path: Path) -> None:
    half = pdf('ภารกิจของหน่วยงานตามกฎหมาย\n#pagebreak()\n#image("picture.png", width: 100%)', tmp_path)
    published.file("/o2.docx", half)
    (finding,) = run(items=["O2"]).items
    assert {element.id for element in finding.elements if element.met} == {"unit_mission"}
    assert not [element.id for element in finding.elements if element.met is False]
    assert finding.verdict == "unknown"
