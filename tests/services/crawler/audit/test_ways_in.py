"""From the address alone to the right year's list, however the website leads there."""

import gzip
from collections.abc import Callable
from html import escape
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


def wordpress_posts(website: Any) -> None:
    """A theme that hides whose work it is, in a folder, with an unreadable interface; the list is a post."""
    head = "<link rel='https://api.w.org/' href='/index.php?rest_route=/' />"
    website.page("/", f"<html><head>{head}</head><body>{WORDS}</body></html>")
    body = f'[{{"link": "{website.url}oit/", "title": {{"rendered": "ITA 2567"}}}}]'.encode()
    asked = "/index.php?rest_route=/wp/v2/posts&per_page=50&_fields=link,title&search=OIT"
    website.file(asked, body, "application/json")


def wordpress_by_its_files(website: Any) -> None:
    website.page("/", f'<html><head><link href="/wp-content/themes/x/style.css"></head><body>{WORDS}</body></html>')
    body = f'[{{"link": "{website.url}oit/", "title": {{"rendered": "ITA 2567"}}}}]'.encode()
    website.file("/wp-json/wp/v2/pages?per_page=50&_fields=link,title&search=OIT", body, "application/json")


def wordpress_by_its_sitemap(website: Any) -> None:
    """No robots.txt names the site map, and the search finds nothing."""
    website.page("/", f'<html><head><meta name="generator" content="WordPress 6.4"></head><body>{WORDS}</body></html>')
    outer = f"<sitemapindex><sitemap><loc>{website.url}wp-sitemap-posts-page-1.xml</loc></sitemap></sitemapindex>"
    website.file("/wp-sitemap.xml", outer.encode(), "application/xml")
    pages = f"<urlset><url><loc>{website.url}oit/</loc></url></urlset>"
    website.file("/wp-sitemap-posts-page-1.xml", pages.encode(), "application/xml")


def sitemap_of_many(website: Any) -> None:
    """The sitemap of pages comes after those of posts, inside an index of indexes."""
    home(website, "")
    names = [f"post-sitemap{number}.xml" for number in range(1, 9)] + ["page-sitemap.xml.gz"]
    inner = "".join(f"<sitemap><loc>{website.url}{name}</loc></sitemap>" for name in names)
    outer = f"<sitemapindex><sitemap><loc>{website.url}inner.xml</loc></sitemap></sitemapindex>"
    website.file("/sitemap.xml", outer.encode(), "application/xml")
    website.file("/inner.xml", f"<sitemapindex>{inner}</sitemapindex>".encode(), "application/xml")
    for name in names:
        website.file(f"/{name}", f"<urlset><url><loc>{website.url}p/{name}</loc></url></urlset>".encode(), "text/xml")
    pages = f"<urlset><url><loc><![CDATA[{website.url}oit/]]></loc></url></urlset>"
    website.file("/page-sitemap.xml.gz", gzip.compress(pages.encode()), "application/x-gzip")


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


def frames_in_frames(website: Any) -> None:
    website.page("/", '<html><frameset rows="90,*"><frame src="/top.html"><frame src="/below.html"></frameset></html>')
    website.page("/top.html", "<p>-</p>")
    website.page(
        "/below.html", '<html><frameset cols="9,*"><frame src="menu.html"><frame src="m.html"></frameset></html>'
    )
    website.page("/menu.html", f'<a href="{LIST}" target="main">ข้อมูล</a>')
    website.page("/m.html", '<iframe src="about:blank" data-src="/n.html"></iframe>')
    website.page("/n.html", WORDS)


def list_inside_a_shown_document(website: Any) -> None:
    home(website, '<object data="/o.html" type="text/html"><p>-</p></object>')
    website.page("/o.html", f'<a href="{LIST}">ITA</a>')


def image_map(website: Any) -> None:
    home(website, f'<img src="/m.png" usemap="#m"><map name="m"><area href="{LIST}" alt="ITA ปี 2567"></map>')


def picture_menu(website: Any) -> None:
    home(website, f'<a href="/x"><img src="/1.png"></a><a href="{LIST}"><img src="/2.png" alt="ITA 2567"></a>')


def onclick(website: Any) -> None:
    home(website, f"<div onclick=\"location.href='{LIST}'\">ประเมิน ITA ปี 2567</div>")


def accordion(website: Any) -> None:
    button = '<button class="btn btn-link collapsed" data-toggle="collapse" data-target="#c1">การประเมิน ITA</button>'
    body = f'<div id="c1" class="collapse"><div class="card-body"><a href="{LIST}">ปีงบประมาณ 2567</a></div></div>'
    home(website, f'<div class="accordion"><div class="card"><div class="card-header">{button}</div>{body}</div></div>')


def details(website: Any) -> None:
    home(website, f'<details><summary>ITA</summary><ul><li><a href="{LIST}">ปี 2567</a></ul></details>')


def nested_menu(website: Any) -> None:
    inner = f'<li><a href="#">ITA</a><ul class="sub-menu" style="display:none"><li><a href="{LIST}">2567</a></ul>'
    home(website, f'<nav><ul><li><a href="javascript:void(0)">ข้อมูล</a><ul class="sub-menu">{inner}</ul></ul></nav>')


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
    plain_menu, deep_menu, nested_menu, accordion, details, wordpress, wordpress_posts, wordpress_by_its_files,
    wordpress_by_its_sitemap,
    sitemap_of_sitemaps, sitemap_of_many, frameset, frames_in_frames, inner_frame, list_inside_a_shown_document,
    picture_menu, image_map, onclick, splash, splash_without_words, moved, refresh, several_years, news,
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


#: What a script does when it sends its visitor to the list, in all ways in which sites write it.
SCRIPTS = [
    "location='/oit/'",
    "window.location = '/oit/';",
    "document.location.href='/oit/'",
    'top.location.href = "/oit/"',
    "self.location.assign('/oit/')",
    "parent.location.replace('/oit/')",
    "window['location']['href']='/oit/'",
    "window.open('/oit/', '_blank', 'width=800,height=600'); return false;",
    "window.open (`/oit/`)",
    "javascript:window.open('oit/')",
    "MM_openBrWindow('/oit/','','scrollbars=yes')",
    "MM_goToURL('parent','/oit/');return document.MM_returnValue",
    "goToPage('/oit/')",
    "popup(this, './oit/')",
    "document.getElementById('main').src='/oit/'",
]
PLACES = {
    "box": '<div onclick="{0}">ITA 2567</div>',
    "button": '<p><button type="button" onclick="{0}">ITA 2567</button></p>',
    "row": '<table><tr onclick="{0}"><td>1</td><td>ITA 2567</td></tr></table>',
    "empty link": '<a href="#" onclick="{0}">ITA 2567</a>',
    "void link": '<a href="javascript:void(0);" onclick="{0}">ITA 2567</a>',
    "link without an address": '<a onclick="{0}">ITA 2567</a>',
}


def list_behind(website: Any, words: str) -> None:
    home(website, words)
    website.page(LIST, listing(2567))
    for code, title in ITEMS.items():
        website.page(f"/{code}.html", f"<h1>{code} {title}</h1>{WORDS}")


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("place", PLACES)
def test_a_script_that_leads_to_the_list_is_followed(website: Any, run: Run, script: str, place: str) -> None:
    list_behind(website, PLACES[place].format(escape(script)))
    assert [len(finding.links) for finding in run(items=list(ITEMS)).items] == [1, 1, 1]


def test_a_link_whose_address_is_a_script_is_followed(website: Any, run: Run) -> None:
    list_behind(website, "<a href=\"javascript:openWin('/oit/')\">ITA 2567</a>")
    assert [len(finding.links) for finding in run(items=list(ITEMS)).items] == [1, 1, 1]


#: Tabs for years, as their makers write them: the switches, then the parts. {year} and {items} are filled in.
TABS = {
    "bootstrap 5": (
        '<button data-bs-toggle="tab" data-bs-target="#y{year}">ปี {year}</button>',
        '<div class="tab-pane" id="y{year}">{items}</div>',
    ),
    "bootstrap 3": (
        '<a href="#y{year}" data-toggle="tab">ปีงบประมาณ {year}</a>',
        '<div class="tab-pane fade" id="y{year}">{items}</div>',
    ),
    "jquery ui": ('<li><a href="#tabs-{year}">ปี {year}</a></li>', '<div id="tabs-{year}">{items}</div>'),
    "elementor": (
        '<div class="elementor-tab-title" data-tab="1" role="tab" aria-controls="c-{year}">ปี {year}</div>',
        '<div id="c-{year}" class="elementor-tab-content" role="tabpanel" hidden>{items}</div>',
    ),
    "css, by order": (
        '<input type="radio" name="t" id="t{year}"><label for="t{year}">ปี {year}</label>',
        '<div class="tab-content">{items}</div>',
    ),
    "scripts, by order": (
        '<li class="tab-link">พ.ศ. {year}</li>',
        '<section class="panel">{items}</section>',
    ),
    "links to nowhere, by order": ('<li><a href="#">ITA {year}</a></li>', '<div class="box">{items}</div>'),
}
#: The same, where each switch stands before its part.
ACCORDIONS = {
    "details": "<details><summary>ปีงบประมาณ พ.ศ. {year}</summary>{items}</details>",
    "bootstrap": '<div class="card"><div class="card-header"><a data-toggle="collapse" href="#c{year}">ปี {year}</a>'
    '</div><div id="c{year}" class="collapse"><div class="card-body">{items}</div></div></div>',
    "elementor": '<div class="elementor-accordion-item"><div id="e{year}" class="elementor-tab-title" role="button" '
    'aria-controls="f{year}"><a class="elementor-accordion-title">ปี {year}</a></div>'
    '<div id="f{year}" class="elementor-tab-content">{items}</div></div>',
    "jquery ui": "<h3>ปี {year}</h3><div>{items}</div>",
    "css": '<div class="tab"><input type="checkbox" id="k{year}"><label for="k{year}">ปี {year}</label>'
    '<div class="content">{items}</div></div>',
}


def entries(year: int) -> str:
    return "".join(f'<p><a href="/{year}-{code}.html">{code} {title}</a></p>' for code, title in ITEMS.items())


def only_the_right_year(website: Any, run: Run, words: str) -> None:
    website.page("/", f"<h1>ITA / OIT</h1>{words}")
    for year in (2566, 2567):
        for code in ITEMS:
            website.page(f"/{year}-{code}.html", f"<h1>{code}</h1>{WORDS}")
    report = run(items=list(ITEMS))
    assert [[link.url for link in finding.links] for finding in report.items] == [
        [f"{website.url}2567-{code}.html"] for code in ITEMS
    ]


@pytest.mark.parametrize("years", [(2566, 2567), (2567, 2566)])
@pytest.mark.parametrize("kind", TABS)
def test_the_tab_of_the_right_year_counts(website: Any, run: Run, kind: str, years: tuple[int, int]) -> None:
    switch, part = TABS[kind]
    switches = "".join(switch.format(year=year) for year in years)
    parts = "".join(part.format(year=year, items=entries(year)) for year in years)
    only_the_right_year(website, run, f"<ul>{switches}</ul>{parts}")


@pytest.mark.parametrize("years", [(2566, 2567), (2567, 2566)])
@pytest.mark.parametrize("kind", ACCORDIONS)
def test_the_accordion_of_the_right_year_counts(website: Any, run: Run, kind: str, years: tuple[int, int]) -> None:
    only_the_right_year(
        website, run, "".join(ACCORDIONS[kind].format(year=year, items=entries(year)) for year in years)
    )


def test_a_home_page_that_needs_a_browser_is_unknown_and_says_so(website: Any, run: Run) -> None:
    website.page("/", '<div id="root"></div><script src="/app.js"></script>')
    report = run(items=list(ITEMS))
    assert {finding.verdict for finding in report.items} == {"unknown"}
    assert "browser" in {problem.kind for problem in report.problems}


@pytest.mark.parametrize(
    "shell",
    [
        '<div id="app"></div><script src="/js/app.js"></script>',
        '<app-root></app-root><script src="/main.js" type="module"></script>',
        '<div id="__next"></div><script src="/_next/x.js"></script>',
        '<noscript>You need to enable JavaScript.</noscript><div id="root"></div><script src="/a.js"></script>',
        '<immi-shell></immi-shell><script src="/shell.js"></script>',
        "<p>กำลังโหลดข้อมูล...</p><script>fetch('/api')</script>",
    ],
)
def test_an_assessment_that_only_a_browser_shows_is_unknown(website: Any, run: Run, shell: str) -> None:
    home(website, f'<a href="{LIST}">ITA 2567</a>')
    website.page(LIST, shell)
    report = run(items=list(ITEMS))
    assert ({finding.verdict for finding in report.items}, report.outcome) == ({"unknown"}, "partial")
    assert ("browser", f"{website.url}oit/") in {(problem.kind, problem.url) for problem in report.problems}
