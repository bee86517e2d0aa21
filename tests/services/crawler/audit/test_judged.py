"""What people said of links, in the audits after it."""

from collections.abc import Callable
from typing import Any

from services.crawler.audit import AuditReport, JudgedLink

Run = Callable[..., AuditReport]
WHY = "confirmed by a person"
LISTING = """<h1>OIT 2567</h1><table>
<tr><td>O2</td><td><a href="/o2.html">อำนาจหน้าที่</a></td></tr>
<tr><td>O3</td><td><a href="/o3.html">กฎหมายที่เกี่ยวข้อง</a></td></tr></table>
<p><a href="/extra.html?utm_source=menu">อ่านต่อ</a></p>"""


def publish(website: Any, listing: str = LISTING) -> None:
    website.page("/", listing)
    for name in ("o2", "o3", "extra"):
        website.page(f"/{name}.html", f"<h1>{name}</h1><p>{'เนื้อหา' * 60}</p>")


def said(website: Any, path: str, decision: str = "confirmed", item: str = "O3", page: str = "") -> JudgedLink:
    return JudgedLink(item=item, url=website.url + path, decision=decision, page=website.url + page)


def links(report: AuditReport, item: str = "O3") -> list[tuple[str, str, float]]:
    return [(link.url.rsplit("/", 1)[1], link.why, link.confidence) for link in report.item(item).links]


def test_a_confirmed_link_counts_whatever_the_page_says_of_it(website: Any, run: Run) -> None:
    publish(website)
    before = links(run(items=["O3"]))
    assert [name for name, _, _ in before] == ["o3.html"]
    after = links(run(items=["O3"], judged=[said(website, "extra.html")]))
    assert after == [*before, ("extra.html?utm_source=menu", WHY, 1.0)]


def test_a_confirmed_link_that_the_audit_found_itself_is_sure_from_then_on(website: Any, run: Run) -> None:
    website.page("/", '<nav><a href="/law/">กฎหมายที่เกี่ยวข้อง</a></nav><p>ข่าวประจำวัน</p>')
    assert run(items=["O3"]).unsure
    report = run(items=["O3"], judged=[said(website, "law/")])
    assert links(report) == [("", WHY, 1.0)]
    assert report.unsure == ()


def test_a_rejected_link_is_never_taken_again_but_for_other_items(website: Any, run: Run) -> None:
    publish(website)
    judged = [said(website, "o3.html#top", "rejected"), said(website, "o2.html", "rejected")]
    report = run(items=["O2", "O3"], judged=judged)
    assert links(report) == []
    assert [name for name, _, _ in links(report, "O2")] == ["o2.html"]


def test_a_rejected_entry_of_a_menu_is_not_taken_either(website: Any, run: Run) -> None:
    website.page("/", '<nav><a href="/law/">กฎหมายที่เกี่ยวข้อง</a></nav><p>ข่าวประจำวัน</p>')
    report = run(items=["O3"], judged=[said(website, "law/", "rejected")])
    assert (links(report), report.unsure) == ([], ())


def test_a_confirmed_link_that_is_gone_is_reported_as_gone(website: Any, run: Run) -> None:
    publish(website, LISTING.replace("/extra.html?utm_source=menu", "/other.html"))
    finding = run(items=["O3"], judged=[said(website, "extra.html")]).item("O3")
    [gone] = finding.vanished
    assert gone.url == website.url + "extra.html"
    assert "extra.html" in finding.note.en and "gone" in finding.note.en and "หายไป" in finding.note.th
    assert [link.url for link in finding.links] == [website.url + "o3.html"]


def test_a_link_is_not_called_gone_while_its_page_cannot_be_read(website: Any, run: Run) -> None:
    publish(website, "<h1>OIT 2567</h1><p>หน้าแรก</p>" * 20)
    website.page("/deep/list.html", "busy", status=503)
    finding = run(items=["O3"], judged=[said(website, "o3.html", page="deep/list.html")]).item("O3")
    assert (finding.vanished, finding.verdict) == ((), "unknown")
    website.page("/deep/list.html", "<h1>OIT 2567</h1>" + "ข้อความ" * 60)
    gone = run(items=["O3"], judged=[said(website, "o3.html", page="deep/list.html")]).item("O3")
    assert [each.url for each in gone.vanished] == [website.url + "o3.html"]
    assert gone.verdict == "missing"


def test_the_page_of_a_confirmed_link_is_read_although_nothing_leads_there(website: Any, run: Run) -> None:
    publish(website, "<h1>หน้าแรก</h1>")
    website.page("/hidden.html", '<p>ข่าว</p><a href="/o3.html">กดที่นี่</a>')
    finding = run(items=["O3"], judged=[said(website, "o3.html", page="hidden.html")]).item("O3")
    assert [(link.page, link.why) for link in finding.links] == [(website.url + "hidden.html", WHY)]
