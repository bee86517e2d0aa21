"""Links that a person should confirm."""

from collections.abc import Callable
from typing import Any

from services.crawler.audit import AuditReport

Run = Callable[..., AuditReport]


def test_links_taken_for_an_item_on_weak_evidence_are_listed_with_it(website: Any, run: Run) -> None:
    website.page("/", '<nav><a href="/law/">กฎหมายที่เกี่ยวข้อง</a></nav><p>ข่าวประจำวัน</p>')
    report = run(items=["O1", "O3"])
    (unsure,) = report.unsure
    assert (unsure.item, unsure.url, unsure.why) == ("O3", website.url + "law/", "title in menu")
    assert report.to_json()["unsure"][0]["confidence"] == unsure.confidence


def test_what_code_and_title_agree_on_is_not_listed(website: Any, run: Run) -> None:
    rows = "".join(f'<li><a href="/{n}/">O{n} {t}</a></li>' for n, t in ((2, "อำนาจหน้าที่"), (3, "กฎหมายที่เกี่ยวข้อง")))
    website.page("/", f"<h1>OIT 2567</h1><ul>{rows}</ul>")
    assert run(items=["O2", "O3"]).unsure == ()
