"""Websites whose assessment is not where their address says: another scheme, another host, Google Sites."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from services.crawler.audit import AuditReport
from tests.services.crawler.audit.test_ways_in import ITEMS, WORDS, listing
from tests.services.crawler.documents.made import pdf, word

Browse = Callable[..., AuditReport]
HOME = f"<h1>ตม.จว.</h1>{WORDS}"


def published(web: Any, base: str) -> None:
    """The list of the items at ``/oit/``, and their pages."""
    web.page(f"{base}/oit/", listing(2567))
    for code, title in ITEMS.items():
        web.page(f"{base}/{code}.html", f"<h1>{code} {title}</h1>{WORDS}")


def links(report: AuditReport) -> list[list[str]]:
    return [[link.url for link in finding.links] for finding in report.items]


def expected(base: str) -> list[list[str]]:
    return [[f"{base}/{code}.html"] for code in ITEMS]


@pytest.mark.parametrize(
    "there", ["http://unit.go.th", "https://unit.go.th", "http://www.unit.go.th", "https://www.unit.go.th"]
)
@pytest.mark.parametrize("asked", ["http://unit.go.th/", "https://www.unit.go.th/"])
def test_a_site_that_answers_under_one_spelling_only(web: Any, browse: Browse, asked: str, there: str) -> None:
    web.page(f"{there}/", f'{HOME}<a href="/oit/">ITA 2567</a>')
    published(web, there)
    assert links(browse(asked, items=list(ITEMS))) == expected(there)


def test_a_site_that_sends_from_scheme_to_scheme_and_host_to_host(web: Any, browse: Browse) -> None:
    web.redirect("http://unit.go.th/", "https://unit.go.th/")
    web.redirect("https://unit.go.th/", "https://www.unit.go.th/th/")
    web.page("https://www.unit.go.th/th/", f'{HOME}<a href="http://www.unit.go.th/oit/">ITA</a>')
    web.redirect("http://www.unit.go.th/oit/", "https://www.unit.go.th/oit/")
    published(web, "https://www.unit.go.th")
    assert links(browse("http://unit.go.th/", items=list(ITEMS))) == expected("https://www.unit.go.th")


@pytest.mark.parametrize("instead", [(404, "<h1>404 Not Found</h1>"), (403, "no"), (200, "<h1>Welcome to nginx!</h1>")])
def test_a_servers_own_page_is_not_the_site_that_answers_by_the_other_scheme(
    web: Any, browse: Browse, instead: tuple[int, str]
) -> None:
    web.page("http://unit.go.th/", instead[1], instead[0])
    web.page("https://unit.go.th/", f'{HOME}<a href="/oit/">ITA 2567</a>')
    published(web, "https://unit.go.th")
    assert links(browse("http://unit.go.th/", items=list(ITEMS))) == expected("https://unit.go.th")


def test_a_site_that_asks_to_be_left_alone_is_not_asked_by_other_names(web: Any, browse: Browse) -> None:
    web.answers["http://unit.go.th/"] = (503, {"Retry-After": "900"}, b"busy")
    web.page("https://www.unit.go.th/", HOME)
    assert {finding.verdict for finding in browse("http://unit.go.th/").items} == {"unknown"}
    assert all(url.startswith("http://unit.go.th/") for url in web.asked)


def test_a_host_that_is_nowhere_is_down_under_all_its_spellings(web: Any, browse: Browse) -> None:
    report = browse("http://nowhere.go.th/")
    assert (report.outcome, {finding.verdict for finding in report.items}) == ("down", {"unknown"})
    assert {problem.kind for problem in report.problems} == {"dns"}
    assert [problem.url for problem in report.problems] == ["http://nowhere.go.th/"]


@pytest.mark.parametrize("host", ["ita.unit.go.th", "oit2567.unit.go.th", "e-ita.unit.go.th"])
def test_the_assessment_on_a_host_below_the_sites_own(web: Any, browse: Browse, host: str) -> None:
    web.page("https://www.unit.go.th/", f'{HOME}<a href="https://{host}/">การประเมิน</a>')
    web.page(f"https://{host}/", f'{HOME}<a href="/oit/">ปีงบประมาณ 2567</a>')
    published(web, f"https://{host}")
    assert links(browse("https://www.unit.go.th/", items=list(ITEMS))) == expected(f"https://{host}")


def test_a_second_website_to_which_the_menu_leads(web: Any, browse: Browse) -> None:
    web.page("https://unit.go.th/", f'{HOME}<nav><a href="https://web.unit.go.th/oit/">ITA 2567</a></nav>')
    published(web, "https://web.unit.go.th")
    assert links(browse("https://unit.go.th/", items=list(ITEMS))) == expected("https://web.unit.go.th")


def test_other_units_below_a_bureaus_host_are_not_the_bureau(web: Any, browse: Browse) -> None:
    units = ("mukdahan", "krabi")
    menu = "".join(f'<li><a href="https://{unit}.bureau.go.th/oit/">ITA {unit}</a>' for unit in units)
    web.page("https://www.bureau.go.th/", f"{HOME}<ul>{menu}</ul>")
    for unit in units:
        published(web, f"https://{unit}.bureau.go.th")
    report = browse("https://www.bureau.go.th/", items=list(ITEMS))
    assert links(report) == [[], [], []]
    assert {finding.verdict for finding in report.items} == {"unknown"}
    assert not [url for url in web.asked if "mukdahan" in url or "krabi" in url]


def test_the_commissions_own_website_is_never_taken_for_the_units(web: Any, browse: Browse) -> None:
    web.page("https://unit.go.th/", f'{HOME}<a href="https://itas.nacc.go.th/oit/">ITA 2567</a>')
    published(web, "https://itas.nacc.go.th")
    assert links(browse("https://unit.go.th/", items=list(ITEMS))) == [[], [], []]


@pytest.mark.parametrize("there", [True, False])
def test_a_link_to_a_website_of_nobody_knows_whom_makes_nothing_missing(web: Any, browse: Browse, there: bool) -> None:
    other = "https://ita-of-somebody.example.com/oit/"
    web.page("https://unit.go.th/", f'{HOME}<nav><a href="{other}">ITA ปี 2567</a></nav>')
    if there:
        published(web, "https://ita-of-somebody.example.com")
    report = browse("https://unit.go.th/", items=list(ITEMS))
    assert links(report) == [[], [], []]
    assert {finding.verdict for finding in report.items} == {"unknown"}
    assert report.outcome == "partial"
    notes = [finding.note.en if finding.note else "" for finding in report.items]
    assert all("another website" in note and other in note for note in notes)
    assert not [url for url in web.asked if "somebody" in url]


def test_where_the_site_has_a_list_a_link_to_another_website_excuses_nothing(web: Any, browse: Browse) -> None:
    away = '<a href="https://other.example.com/">ITA ปี 2567</a>'
    web.page("https://unit.go.th/", f'{HOME}{away}<a href="/oit/">OIT 2567</a>')
    web.page("https://unit.go.th/oit/", "<h1>OIT 2567</h1><p>กำลังจัดทำ</p>")
    report = browse("https://unit.go.th/", items=list(ITEMS))
    assert {finding.verdict for finding in report.items} == {"missing"}


@pytest.mark.parametrize("host", ["itas.nacc.go.th", "www.facebook.com"])
def test_a_link_to_where_no_agency_has_its_list_promises_none(web: Any, browse: Browse, host: str) -> None:
    web.page("https://unit.go.th/", f'{HOME}<a href="https://{host}/ita">แบบวัด EIT การประเมิน ITA 2567</a>')
    report = browse("https://unit.go.th/", items=list(ITEMS))
    assert {finding.verdict for finding in report.items} == {"missing"}


SITE = "https://sites.google.com/view/immunit"
NAV = """<header><nav class="JzO0Vc" role="navigation"><ul class="jYxBte Fpy8Db">
<li class="VsJjtf" data-nav-level="1"><div class="PsKE7e">
<a class="aJHbb" data-level="1" data-url="/view/immunit/หน้าแรก" href="/view/immunit/หน้าแรก">หน้าแรก</a></div></li>
<li class="VsJjtf" data-nav-level="1"><div class="PsKE7e">
<a class="aJHbb" data-level="1" data-url="/view/immunit/ita" href="/view/immunit/ita">ITA</a>
<div role="button" aria-expanded="false" aria-label="ขยาย/ยุบ"></div></div>
<div class="oGuwee" style="display:none;"><ul class="VcS63b">
<li class="ijMPi"><div class="PsKE7e"><a class="aJHbb" data-level="2" href="/view/immunit/ita/2566">ปี 2566</a></div>
<li class="ijMPi"><div class="PsKE7e"><a class="aJHbb" data-level="2" href="/view/immunit/ita/2567">ปี 2567</a></div>
</ul></div></li></ul></nav></header>"""
FILES = {"O2": "1abcdefghijklmnopqrstuv02", "O7": "1abcdefghijklmnopqrstuv07", "O15": "1abcdefghijklmnopqrstuv15"}


def section(inside: str) -> str:
    boxes = "mYVXT", "LS81yb VICjCf j5pSsc db35Fc", "hJDwNd-AhqUyc-uQSCkd purZT-AhqUyc-II5mzb", "JNdkSc-SmKAyb LkDMRd"
    for name in reversed((*boxes, "oKdM2c ZZyype Kzv0Me", "jXK9ad-SmKAyb", "tyJCtd mGzaTb Depvyb baZpAe")):
        inside = f'<div class="{name}">{inside}</div>'
    return f'<section class="yaqOZd" id="h.x"><div class="IFuOkc"></div>{inside}</section>'


def google_site(*sections: str) -> str:
    """A page as Google Sites writes it, with its many scripts."""
    main = "".join(map(section, sections))
    scripts = "<script nonce>window['ppConfig'] = {};</script>" * 12
    return (
        f'<html lang="th" itemscope><head><title>ตม.จว.</title>{scripts}</head><body dir="ltr" class="QIKwNb">'
        f'{NAV}<div role="main" class="UtePc RCETm" dir="ltr">{main}</div>{scripts}</body></html>'
    )


def line(words: str, url: str) -> str:
    wrapped = (
        f"https://www.google.com/url?q={url.replace(':', '%3A').replace('/', '%2F')}&amp;sa=D&amp;sntz=1&amp;usg=AOv"
    )
    return (
        f'<p class="zfr3Q CDt4Ke" dir="ltr"><a class="XqQF9c" href="{wrapped}" target="_blank">'
        f'<span class="C9DxTc">{words}</span></a></p>'
    )


@pytest.fixture
def on_google_sites(web: Any, tmp_path: Any) -> Any:
    """A website on Google Sites: a page a year, and the evidence on Drive as a file, an embedded file and a folder."""
    web.redirect(SITE, f"{SITE}/หน้าแรก")
    web.redirect(f"{SITE}/ita", f"{SITE}/ita/2566")
    web.page(f"{SITE}/หน้าแรก", google_site(f"<h1>ยินดีต้อนรับ</h1>{WORDS}"))
    drive = "https://drive.google.com"
    old = [line(f"{code} {title}", f"{drive}/file/d/9{FILES[code]}/view") for code, title in ITEMS.items()]
    web.page(f"{SITE}/ita/2566", google_site("<h1>OIT ปีงบประมาณ 2566</h1>", *old))
    embedded = (
        f'<p>O7 {ITEMS["O7"]}</p><div class="t3iYD"><iframe jsname="L5Fo6c" class="YMEQtf" src="about:blank" '
        f'data-src="{drive}/file/d/{FILES["O7"]}/preview" aria-label="ไดรฟ์, คู่มือ.pdf"></iframe></div>'
    )
    web.page(
        f"{SITE}/ita/2567",
        google_site(
            "<h1>OIT ปีงบประมาณ 2567</h1>",
            line(f"O2 {ITEMS['O2']}", f"{drive}/file/d/{FILES['O2']}/view?usp=sharing"),
            embedded,
            line(f"O15 {ITEMS['O15']}", f"{drive}/drive/folders/{FILES['O15']}?usp=sharing"),
        ),
    )
    web.file(f"{drive}/uc?export=download&id={FILES['O2']}", pdf("อำนาจหน้าที่ของ ตม.จว. ปีงบประมาณ พ.ศ. 2567", tmp_path))
    web.file(f"{drive}/uc?export=download&id={FILES['O7']}", pdf("คู่มือการปฏิบัติงาน ปีงบประมาณ พ.ศ. 2567", tmp_path))
    entry = f'<div class="flip-entry"><a href="{drive}/file/d/{FILES["O15"]}1/view">หลักเกณฑ์.docx</a></div>'
    web.page(f"{drive}/embeddedfolderview?id={FILES['O15']}", entry)
    web.file(f"{drive}/uc?export=download&id={FILES['O15']}1", word("หลักเกณฑ์การประเมิน การเลื่อนตำแหน่ง การพัฒนา ปี 2567"))
    return web


def test_a_google_site_with_a_page_for_each_year_and_evidence_on_drive(on_google_sites: Any, browse: Browse) -> None:
    report = browse(SITE, items=list(ITEMS))
    assert [{link.page for link in finding.links} for finding in report.items] == [{f"{SITE}/ita/2567"}] * 3
    two, seven, fifteen = (finding.links[0] for finding in report.items)
    assert [link.reached for link in (two, seven)] == ["document", "document"]
    assert fifteen.reached == "page"
    assert not [finding.item for finding in report.items if finding.verdict in {"missing", "unknown"}]
    assert all(url.startswith(SITE) for url in report.listings)


def test_the_menu_leads_to_a_google_site(on_google_sites: Any, browse: Browse) -> None:
    on_google_sites.page("https://unit.go.th/", f'{HOME}<nav><a href="{SITE}/ita/2567">ITA ปี 2567</a></nav>')
    report = browse("https://unit.go.th/", items=list(ITEMS))
    assert [{link.page for link in finding.links} for finding in report.items] == [{f"{SITE}/ita/2567"}] * 3


def test_of_two_google_sites_nobody_knows_which_is_the_units(on_google_sites: Any, browse: Browse) -> None:
    menu = f'<a href="{SITE}/ita/2567">ITA 2567</a><a href="https://sites.google.com/view/other/ita">ITA 2567</a>'
    on_google_sites.page("https://unit.go.th/", f"{HOME}{menu}")
    report = browse("https://unit.go.th/", items=list(ITEMS))
    assert links(report) == [[], [], []]
    assert {finding.verdict for finding in report.items} == {"unknown"}


def test_a_spelling_that_nobody_promised_is_no_problem(web: Any, browse: Browse) -> None:
    web.page("https://unit.go.th/", "<h1>Error establishing a database connection</h1>")
    report = browse("https://unit.go.th/", items=list(ITEMS))
    assert report.outcome == "down"
    assert {urlsplit(problem.url).hostname for problem in report.problems} == {"unit.go.th"}


def test_a_faulty_certificate_is_one_problem_of_its_host(web: Any, browse: Browse) -> None:
    web.page("https://unit.go.th/", f'{HOME}<a href="/oit/">ITA 2567</a>')
    published(web, "https://unit.go.th")
    report = browse("https://unit.go.th/", items=list(ITEMS))
    assert [problem.kind for problem in report.problems].count("tls") == 1
    assert report.requests > 3
