"""From the address alone to the right year's list, however the website leads there."""

import gzip
from collections.abc import Callable
from typing import Any

import pytest

from services.crawler.audit import AuditLimits, AuditReport

Run = Callable[..., AuditReport]
Lead = Callable[[Any], None]
ITEMS = {"O2": "อำนาจหน้าที่และพื้นที่รับผิดชอบ", "O7": "คู่มือการปฏิบัติงานสำหรับเจ้าหน้าที่", "O15": "หลักเกณฑ์การบริหารและพัฒนากำลังพล"}
LIST = "/oit/"
WORDS = "<p>" + "ตรวจคนเข้าเมืองจังหวัด บริการด้วยใจ " * 12 + "</p>"


def listing(year: int, folder: str = "") -> str:
    rows = "".join(f'<p><a href="/{folder}{code}.html">{code} {title}</a></p>' for code, title in ITEMS.items())
    return f"<h1>การเปิดเผยข้อมูลสาธารณะ (OIT) ปีงบประมาณ พ.ศ. {year}</h1>{rows}"


def home(website: Any, words: str, path: str = "/") -> None:
    website.page(path, f"<h1>ตม.จว.</h1>{WORDS}{words}")


def plain_menu(website: Any) -> None:
    home(website, f'<nav><ul><li><a href="/about">เกี่ยวกับเรา</a><li><a href="{LIST}">ITA 2567</a></ul></nav>')


def deep_menu(website: Any) -> None:
    home(website, '<nav><a href="/a">เกี่ยวกับหน่วยงาน</a></nav>')
    home(website, '<a href="/a/b">ธรรมาภิบาล</a>', "/a")
    home(website, f'<a href="{LIST}">เอกสารประจำปี</a>', "/a/b")


def wordpress(website: Any) -> None:
    website.page("/", f'<html><head><meta name="generator" content="WordPress 6.4"></head><body>{WORDS}</body></html>')
    body = f'[{{"link": "{website.url}oit/", "title": {{"rendered": "ITA 2567"}}}}]'.encode()
    website.file("/wp-json/wp/v2/pages?per_page=50&_fields=link,title&search=ITA", body, "application/json")


def sitemap_of_sitemaps(website: Any) -> None:
    home(website, "")
    index = f"<sitemapindex><sitemap><loc>{website.url}pages.xml.gz</loc></sitemap></sitemapindex>"
    pages = f"<urlset><url><loc>{website.url}oit/</loc></url></urlset>"
    website.file("/robots.txt", f"Sitemap: {website.url}index.xml".encode(), "text/plain")
    website.file("/index.xml", index.encode(), "application/xml")
    website.file("/pages.xml.gz", gzip.compress(pages.encode()), "application/gzip")


def frameset(website: Any) -> None:
    website.page("/", '<html><frameset cols="20%,*"><frame src="/menu.html"><frame src="/main.html"></frameset></html>')
    website.page("/menu.html", f'<a href="{LIST}" target="main">ITA</a>')
    website.page("/main.html", WORDS)


def inner_frame(website: Any) -> None:
    home(website, f'<iframe src="{LIST}"></iframe>')


def picture_menu(website: Any) -> None:
    home(website, f'<a href="/x"><img src="/1.png"></a><a href="{LIST}"><img src="/2.png" alt="ITA 2567"></a>')


def onclick(website: Any) -> None:
    home(website, f"<div onclick=\"location.href='{LIST}'\">ประเมิน ITA ปี 2567</div>")


def splash(website: Any) -> None:
    website.page("/", '<img src="/royal.jpg"><p><a href="/index2.php">เข้าสู่เว็บไซต์</a></p>')
    home(website, f'<a href="{LIST}">ITA</a>', "/index2.php")


def splash_without_words(website: Any) -> None:
    website.page("/", '<a href="/home.php"><img src="/enter.jpg"></a>')
    home(website, f'<a href="{LIST}">ITA</a>', "/home.php")


def moved(website: Any) -> None:
    website.redirect("/", "/th/main")
    home(website, f'<a href="{LIST}">ITA</a>', "/th/main")


def refresh(website: Any) -> None:
    website.page("/", '<html><head><meta http-equiv="refresh" content="0; url=/Home.php?Lang=TH"></head></html>')
    home(website, f'<a href="{LIST}">ITA</a>', "/Home.php?Lang=TH")


def several_years(website: Any) -> None:
    home(website, f'<a href="/2568/">ITA 2568</a><a href="/2566/">ITA 2566</a><a href="{LIST}">ITA 2567</a>')
    for year in (2566, 2568):
        website.page(f"/{year}/", listing(year, f"{year}-"))


def news(website: Any) -> None:
    rows = "".join(f'<li><a href="/news/{n}">ข่าวกิจกรรมที่ {n}</a>' for n in range(500))
    home(website, f'<ul>{rows}</ul><a href="/a">ธรรมาภิบาล</a>')
    home(website, f'<a href="{LIST}">ITA</a>', "/a")
    for number in range(500):
        website.page(f"/news/{number}", WORDS)


LEADS: list[Lead] = [
    plain_menu, deep_menu, wordpress, sitemap_of_sitemaps, frameset, inner_frame, picture_menu, onclick, splash,
    splash_without_words, moved, refresh, several_years, news,
]  # fmt: skip


@pytest.mark.parametrize("lead", LEADS, ids=lambda lead: lead.__name__)
def test_the_list_is_found(website: Any, run: Run, lead: Lead) -> None:
    website.page(LIST, listing(2567))
    for code, title in ITEMS.items():
        website.page(f"/{code}.html", f"<h1>{code} {title}</h1>{WORDS}")
    lead(website)
    report = run(items=list(ITEMS), limits=AuditLimits(pages=60))
    assert [[link.url for link in finding.links] for finding in report.items] == [
        [f"{website.url}{code}.html"] for code in ITEMS
    ]


@pytest.mark.parametrize(
    "shown",
    [
        '<button data-bs-toggle="tab" data-bs-target="#y{0}">ปี {0}</button>',
        '<a href="#y{0}" data-toggle="tab">ปีงบประมาณ {0}</a>',
    ],
)
def test_the_tab_of_the_right_year_counts(website: Any, run: Run, shown: str) -> None:
    years = (2566, 2567)
    tabs = "".join(shown.format(year) for year in years)
    parts = "".join(
        f'<div class="tab-pane" id="y{year}">'
        + "".join(f'<p><a href="/{year}-{code}.html">{code} {title}</a></p>' for code, title in ITEMS.items())
        + "</div>"
        for year in years
    )
    website.page("/", f"<h1>ITA / OIT</h1>{tabs}{parts}")
    for year in years:
        for code in ITEMS:
            website.page(f"/{year}-{code}.html", f"<h1>{code}</h1>{WORDS}")
    report = run(items=list(ITEMS))
    assert [[link.url for link in finding.links] for finding in report.items] == [
        [f"{website.url}2567-{code}.html"] for code in ITEMS
    ]


def test_a_home_page_that_needs_a_browser_is_unknown_and_says_so(website: Any, run: Run) -> None:
    website.page("/", '<div id="root"></div><script src="/app.js"></script>')
    report = run(items=list(ITEMS))
    assert {finding.verdict for finding in report.items} == {"unknown"}
    assert "browser" in {problem.kind for problem in report.problems}
