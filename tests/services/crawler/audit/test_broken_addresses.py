"""Addresses that are none, wherever a website may write one: never an error of ours."""

from collections.abc import Callable
from typing import Any

import pytest

from services.crawler.audit import AuditReport
from tests.services.crawler.audit.test_ways_in import WORDS

Browse = Callable[..., AuditReport]
BROKEN = [
    "http://[::1",
    "http://[x]/",
    "https://",
    "//",
    "http://a:b/",
    "http://%zz/",
    "http:///o2",
    "ht tp://x",
    "http://\u202e/",
]
HOME = "https://unit.go.th"
DRIVE = "https://drive.google.com"
ID = "1abcdefghijklmnopqrstuvwx"
PLACES: dict[str, str] = {
    "link": '<p><a href="{0}">O2 อำนาจหน้าที่</a></p>',
    "passed on": '<p><a href="https://www.google.com/url?q={0}">O2 อำนาจหน้าที่</a></p>',
    "frame": '<h2>O2 อำนาจหน้าที่</h2><iframe src="{0}"></iframe>',
    "document": '<h2>O2 อำนาจหน้าที่</h2><object data="{0}"></object>',
    "script": "<p onclick=\"location.href='{0}'\">O2 อำนาจหน้าที่</p>",
    "refresh": '<meta http-equiv="refresh" content="0; url={0}">',
    "base": '<base href="{0}"><p><a href="o2.html">O2 อำนาจหน้าที่</a></p>',
    "picture": '<h2>O2 อำนาจหน้าที่</h2><img src="{0}" alt="x">',
    "interface": '<link rel="https://api.w.org/" href="{0}">',
}


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("place", PLACES)
def test_in_a_page(web: Any, browse: Browse, place: str, broken: str) -> None:
    words = PLACES[place].format(broken)
    head = words if place in {"refresh", "base", "interface"} else ""
    web.page(f"{HOME}/", f"<html><head>{head}</head><body><h1>OIT 2567</h1>{WORDS}{words}</body></html>")
    assert browse(f"{HOME}/", items=["O2"]).outcome in {"complete", "partial"}


@pytest.mark.parametrize("broken", BROKEN)
def test_in_lists_of_sites_and_folders_and_in_redirects(web: Any, browse: Browse, broken: str) -> None:
    rows = f'<a href="{DRIVE}/drive/folders/{ID}">O2 อำนาจหน้าที่</a><br><a href="/moved">O3 กฎหมายที่เกี่ยวข้อง</a>'
    web.page(f"{HOME}/", f"<h1>OIT 2567</h1>{WORDS}<p>{rows}</p><p><a href='{DRIVE}/file/d/{ID}/view'>O7 คู่มือ</a></p>")
    index = (
        f"<sitemapindex><sitemap><loc>{broken}</loc></sitemap><sitemap><loc>{HOME}/s.xml</loc></sitemap></sitemapindex>"
    )
    web.file(f"{HOME}/sitemap.xml", index.encode(), "application/xml")
    web.file(f"{HOME}/s.xml", f"<urlset><url><loc>{broken}</loc></url></urlset>".encode(), "application/xml")
    web.page(f"{DRIVE}/embeddedfolderview?id={ID}", f'<div class="flip-entry"><a href="{broken}">x</a></div>')
    web.page(
        f"{DRIVE}/uc?export=download&id={ID}", f'<form id="download-form" action="{broken}"><input name="a"></form>'
    )
    web.answers[f"{HOME}/moved"] = (302, {"Location": broken.encode("ascii", "ignore").decode()}, b"")
    report = browse(f"{HOME}/", items=["O2", "O3", "O7"])
    verdicts = {finding.item: finding.verdict for finding in report.items}
    assert verdicts["O2"] == verdicts["O7"] == "unknown"
    assert verdicts["O3"] in {"unknown", "missing"}, "some of them are addresses of pages that are not there"
