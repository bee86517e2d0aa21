"""Whatever a website or the way to it does: what cannot be seen is unknown, and never called missing."""

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from services.crawler.audit import AuditReport
from services.crawler.documents import DocumentReader
from services.crawler.fetch import Fetcher, FetchPolicy
from shared.rubric import Rubric
from tests.services.crawler.fetch.hostile import RawServer, Script, reply

Run = Callable[..., AuditReport]
ITEMS = ("O1", "O2", "O3")
TITLES = {"O1": "โครงสร้าง อัตรากำลัง และข้อมูลผู้บริหาร", "O2": "อำนาจหน้าที่", "O3": "กฎหมายที่เกี่ยวข้อง"}
LISTING = "<h1>OIT 2567</h1>" + "".join(f'<p><a href="/{item}.html">{item} {t}</a></p>' for item, t in TITLES.items())
BODY = "<p>" + "ตรวจคนเข้าเมือง ปีงบประมาณ พ.ศ. 2567 " * 30 + "</p>"
CHALLENGE = "<title>Just a moment...</title><h1>Checking your browser before accessing</h1>"
STAND_INS = {
    "challenge": (CHALLENGE, "blocked"),
    "refusal": (
        "<title>Request Rejected</title>The requested URL was rejected. Consult your administrator.",
        "blocked",
    ),
    "database": ("<h1>Error establishing a database connection</h1>", "down"),
    "maintenance": ("<h1>ปิดปรับปรุงเว็บไซต์ชั่วคราว</h1><p>ขออภัยในความไม่สะดวก</p>", "down"),
    "suspended": ("<h1>Account Suspended</h1>", "down"),
    "server's own": ("<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1>", "down"),
    "announced": ("<h2>ขณะนี้เว็บไซต์อยู่ระหว่างการปรับปรุง</h2><p>เปิดให้บริการวันที่ 1 กุมภาพันธ์</p>", "down"),
    "closed": ("<h1>เว็บไซต์ปิดให้บริการชั่วคราว</h1>", "down"),
    "wordpress": ("<h1>Briefly unavailable for scheduled maintenance. Check back in a minute.</h1>", "down"),
    "critical": ("<p>There has been a critical error on this website.</p>", "down"),
    "asp.net": ("<h1>Server Error in '/' Application.</h1><h2>Runtime Error</h2>", "down"),
    "php": ("<b>Fatal error</b>: Uncaught Error: Call to undefined function mysql_connect()", "down"),
    "database, raw": ("<b>Warning</b>: mysqli_connect(): (HY000/2002)<br>Connection failed", "down"),
    "hoster's": ("<title>Default Web Site Page</title><h1>SORRY!</h1>If you are the owner of this website", "down"),
    "parked": (
        "<h1>x.com</h1><p>This domain may be for sale.</p>" + "".join(f'<a href="/?q={n}">Loans</a>' for n in range(9)),
        "down",
    ),
    "expired": ("<h1>โดเมนนี้หมดอายุ</h1>", "down"),
    "firewall": ("<title>Web Page Blocked</title><p>The page cannot be displayed. Attack ID: 20000051</p>", "blocked"),
    "bot wall": ("<h1>Pardon Our Interruption</h1>something made us think you were a bot", "blocked"),
    "verification": (
        "<title>One moment, please...</title>Please wait while your request is being verified...",
        "blocked",
    ),
    "thai challenge": ('<h1>กรุณายืนยันว่าท่านไม่ใช่โปรแกรมอัตโนมัติ</h1><input name="captcha">', "blocked"),
    "thai refusal": ("<h1>ท่านถูกปิดกั้นการเข้าถึง</h1>", "blocked"),
    "soft 404": ("<h1>404 Not Found</h1><p>ไม่พบหน้าที่ท่านต้องการ</p>", "down"),
}


def verdicts(report: AuditReport) -> set[str]:
    return {finding.verdict for finding in report.items}


def html(words: str) -> bytes:
    return f'<html><meta charset="utf-8"><body>{words}</body></html>'.encode()


def page(words: str, status: str = "200 OK", **headers: str) -> bytes:
    return reply(html(words), status, Content_Type="text/html; charset=utf-8", **headers)


@pytest.fixture
def server() -> Iterator[RawServer]:
    made = RawServer()
    yield made
    made.close()


@pytest.fixture
def raw(server: RawServer, rubric: Rubric, reader: DocumentReader) -> Iterator[Run]:
    """An audit of the raw server by a fetcher that waits neither long nor often."""
    from services.crawler.audit import audit

    policy = FetchPolicy("https://example.invalid/", allow_private=True, deadline=1.0, connect_timeout=1.0, retries=0)
    with Fetcher(policy) as fetcher:
        yield lambda **more: audit(server.url("/"), rubric, fetcher=fetcher, reader=reader, items=ITEMS, **more)


def _silent(connection: socket.socket, _: str) -> None:
    """Keeps the client waiting until it gives up."""
    connection.settimeout(20)
    connection.recv(1)


def _hang_up(connection: socket.socket, _: str) -> None:
    connection.close()


FAULTS: dict[str, Script] = {
    "403": lambda connection, _: connection.sendall(page("no", "403 Forbidden")),
    "429": lambda connection, _: connection.sendall(page("slow", "429 Too Many Requests", Retry_After="900")),
    "500": lambda connection, _: connection.sendall(page("oops", "500 Internal Server Error")),
    "503": lambda connection, _: connection.sendall(page("busy", "503 Service Unavailable", Retry_After="900")),
    "silence": _silent,
    "hang-up": _hang_up,
    "nonsense": lambda connection, _: connection.sendall(b"\x00\x01 not http"),
    "challenge": lambda connection, _: connection.sendall(page(CHALLENGE)),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_site_that_gives_nothing_at_all_is_unknown(server: RawServer, raw: Run, fault: str) -> None:
    server.scripts["/"] = FAULTS[fault]
    report = raw()
    assert verdicts(report) == {"unknown"}
    assert report.outcome in {"down", "blocked"}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_site_that_dies_behind_its_home_page_is_unknown(server: RawServer, raw: Run, fault: str) -> None:
    """The way to the assessment leads over a page that names nothing of it."""
    home = '<h1>หน่วยงาน</h1><p><a href="/about">เกี่ยวกับเรา</a></p>' + BODY
    server.answers("/", page(home))
    server.scripts["/about"] = FAULTS[fault]
    report = raw()
    assert (verdicts(report), report.outcome) == ({"unknown"}, "partial")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_site_that_dies_behind_its_list_is_unknown(server: RawServer, raw: Run, fault: str) -> None:
    server.answers("/", page(LISTING))
    for item in ITEMS:
        server.scripts[f"/{item}.html"] = FAULTS[fault]
    report = raw()
    assert verdicts(report) == {"unknown"}
    assert [len(finding.links) for finding in report.items] == [1, 1, 1]


@pytest.mark.parametrize("name", STAND_INS)
def test_an_error_page_that_answers_200_is_no_website(website: Any, run: Run, name: str) -> None:
    words, outcome = STAND_INS[name]
    website.page("/", words)
    report = run(items=ITEMS)
    assert (report.outcome, verdicts(report)) == (outcome, {"unknown"})


@pytest.mark.parametrize("name", STAND_INS)
def test_the_reason_stands_at_every_item_in_both_languages(website: Any, run: Run, name: str) -> None:
    website.page("/", STAND_INS[name][0])
    report = run(items=ITEMS)
    reasons = {"blocked": ("ปิดกั้นโปรแกรมตรวจ", "keeps programs out"), "down": ("เว็บไซต์แจ้ง", "website says")}
    thai, english = reasons[report.outcome]
    assert all(thai in finding.note.th and english in finding.note.en for finding in report.items)
    assert [problem.permanent for problem in report.problems if problem.kind == "stand_in"] == [name == "soft 404"]


FORM = '<h1>ระบบ</h1><form><input name="u"><input type="password" name="p"><button>เข้าสู่ระบบ</button></form>'
HOME = '<h1>หน่วยงาน</h1><p><a href="/ita-2567">ITA 2567</a></p>' + BODY


def test_a_site_that_is_nothing_but_a_login_is_blocked(website: Any, run: Run) -> None:
    website.page("/", FORM + '<a href="/forgot">ลืมรหัสผ่าน</a>')
    report = run(items=ITEMS)
    assert (report.outcome, verdicts(report)) == ("blocked", {"unknown"})
    assert "เข้าสู่ระบบ" in report.items[0].note.th
    assert [problem.kind for problem in report.problems] == ["login"]


@pytest.mark.parametrize("sent", [True, False])
def test_an_assessment_behind_a_login_is_unknown(website: Any, run: Run, *, sent: bool) -> None:
    website.page("/", HOME.replace("/ita-2567", "/index.php?id=7"))
    website.page("/login", FORM)
    if sent:
        website.redirect("/index.php?id=7", "/login")
    else:
        website.page("/index.php?id=7", FORM)
    report = run(items=ITEMS)
    assert verdicts(report) == {"unknown"}
    assert "login" in {problem.kind for problem in report.problems}


POSTBACK = "javascript:__doPostBack('ctl00$lnk','')"


@pytest.mark.parametrize(
    "link", [f'href="{POSTBACK}"', 'href="#" onclick="openPage(7)"', 'onclick="showIta()" href=""']
)
def test_a_menu_that_only_a_script_opens_is_unknown(website: Any, run: Run, link: str) -> None:
    website.page("/", f"<h1>หน่วยงาน</h1><p><a {link}>การประเมิน ITA ปี 2567</a></p>" + BODY)
    report = run(items=ITEMS)
    assert verdicts(report) == {"unknown"}
    assert [problem.kind for problem in report.problems] == ["browser"]


def test_a_script_that_opens_what_is_on_the_page_is_no_problem(website: Any, run: Run) -> None:
    website.page("/", f'<p><a href="#" onclick="openTab(2567)">ITA 2567</a></p>{LISTING}')
    for item in ITEMS:
        website.page(f"/{item}.html", f"<h1>{item} {TITLES[item]}</h1>{BODY}")
    report = run(items=ITEMS)
    assert (report.outcome, report.problems) == ("complete", ())


@pytest.mark.parametrize("link", [f'href="{POSTBACK}"', 'href="#" onclick="viewFile(17)"'])
def test_an_item_that_only_a_script_opens_is_unknown(website: Any, run: Run, link: str) -> None:
    rows = "".join(f"<p>{item} <a {link}>{title}</a></p>" for item, title in TITLES.items())
    website.page("/", f"<h1>OIT 2567</h1>{rows}")
    report = run(items=ITEMS)
    assert verdicts(report) == {"unknown"}
    assert {finding.links[0].reached for finding in report.items} == {"unreadable"}


@pytest.mark.parametrize("link", ['href="#"', 'href="javascript:void(0)"', 'href="#" onclick="return false;"'])
def test_an_item_whose_link_leads_nowhere_is_missing(website: Any, run: Run, link: str) -> None:
    rows = "".join(f"<p>{item} <a {link}>{title}</a></p>" for item, title in TITLES.items())
    website.page("/", f"<h1>OIT 2567</h1>{rows}")
    assert verdicts(run(items=ITEMS)) == {"missing"}


def test_a_server_that_is_out_of_order_for_its_rules_too_is_down_and_keeps_nobody_out(
    server: RawServer, raw: Run
) -> None:
    for path in ("/robots.txt", "/"):
        server.answers(path, page("busy", "503 Service Unavailable"))
    report = raw()
    assert (report.outcome, verdicts(report)) == ("down", {"unknown"})
    assert report.items[0].note.th == "เว็บไซต์ไม่ตอบสนอง: เครื่องแม่ข่ายขัดข้อง (503)"


def test_a_server_that_asks_for_patience_at_its_rules_is_blocked(server: RawServer, raw: Run) -> None:
    server.answers("/robots.txt", page("slow", "429 Too Many Requests"))
    assert raw().outcome == "blocked"


def test_a_login_for_staff_hides_nothing(website: Any, run: Run) -> None:
    website.page("/", '<h1>หน่วยงาน</h1><p><a href="/office">งานสารบรรณ</a></p>' + BODY)
    website.page("/office", FORM)
    assert verdicts(run(items=ITEMS)) == {"missing"}


def test_a_login_beside_the_menu_of_a_short_home_page_hides_nothing(website: Any, run: Run) -> None:
    menu = "".join(f'<a href="/{n}">หน้า {n}</a>' for n in range(5))
    website.page("/", f'<nav>{menu}</nav>{FORM}<p><a href="/ita-2567">ITA 2567</a></p>')
    website.page("/ita-2567", LISTING.replace("O3", "").replace(TITLES["O3"], "อื่น ๆ"))
    for item in ITEMS:
        website.page(f"/{item}.html", f"<h1>{item} {TITLES[item]}</h1>{BODY}")
    found = run(items=ITEMS)
    assert found.outcome == "complete"
    assert found.item("O3").verdict == "missing"


@pytest.mark.parametrize(
    ("address", "words", "verdict"),
    [
        ("/oit-2567.pdf", "การเปิดเผยข้อมูลสาธารณะ (OIT) 2567", "unknown"),
        ("/download?id=7", "OIT 2567", "unknown"),
        ("/result.pdf", "รายงานผลการประเมิน ITA ปี 2566", "missing"),
        ("/order.pdf", "คำสั่งแต่งตั้งคณะทำงาน ITA 2567", "missing"),
    ],
)
def test_a_list_that_may_be_in_a_file_is_unknown(
    website: Any, run: Run, address: str, words: str, verdict: str
) -> None:
    website.page("/", f'<h1>หน่วยงาน</h1><p><a href="{address}">{words}</a></p>' + BODY)
    website.file(address, b"%PDF-1.4 %%EOF", "application/pdf")
    assert verdicts(run(items=ITEMS)) == {verdict}


def test_a_list_too_large_to_be_read_is_unknown(website: Any, run: Run) -> None:
    website.page("/", HOME)
    website.page("/ita-2567", LISTING + "<!--" + "x" * 3_000_000 + "-->")
    assert verdicts(run(items=ITEMS)) == {"unknown"}


def test_an_address_that_is_a_file_says_so(website: Any, run: Run) -> None:
    website.file("/", b"%PDF-1.4 %%EOF", "application/pdf")
    report = run(items=ITEMS)
    assert verdicts(report) == {"unknown"}
    assert "เป็นไฟล์" in report.items[0].note.th


def test_nothing_at_all_without_a_type_is_unknown(website: Any, run: Run) -> None:
    website.file("/", b"", "")
    report = run(items=ITEMS)
    assert verdicts(report) == {"unknown"}
    assert [problem.kind for problem in report.problems] == ["blank"]


@pytest.mark.parametrize(
    ("instead", "verdict", "reached"),
    [
        (CHALLENGE, "unknown", "unreadable"),
        (FORM, "unknown", "unreadable"),
        (STAND_INS["soft 404"][0], "missing", "gone"),
    ],
)
def test_what_comes_under_the_name_of_a_file_is_no_document(
    website: Any, run: Run, instead: str, verdict: str, reached: str
) -> None:
    website.page("/", LISTING.replace(".html", ".pdf"))
    for item in ITEMS:
        website.file(f"/{item}.pdf", html(instead), "application/pdf")
    report = run(items=ITEMS)
    assert verdicts(report) == {verdict}
    assert {finding.links[0].reached for finding in report.items} == {reached}


def test_an_error_page_behind_a_link_proves_nothing_and_a_soft_404_is_a_dead_link(website: Any, run: Run) -> None:
    website.page("/", LISTING)
    website.page("/O1.html", STAND_INS["challenge"][0])
    website.page("/O2.html", STAND_INS["database"][0])
    website.page("/O3.html", STAND_INS["soft 404"][0])
    report = run(items=ITEMS)
    assert [finding.verdict for finding in report.items] == ["unknown", "unknown", "missing"]
    assert [finding.links[0].reached for finding in report.items] == ["unreadable", "unreadable", "gone"]
    assert "stand_in" in {problem.kind for problem in report.problems}


def test_a_page_that_only_speaks_of_errors_is_a_page(website: Any, run: Run) -> None:
    website.page("/", LISTING)
    website.page("/O1.html", "<h1>ข่าว</h1><p>ระบบขัดข้อง 404 access denied</p>" + BODY)
    assert run(items=["O1"]).item("O1").links[0].reached == "page"


def test_a_name_that_leads_nowhere_is_down(rubric: Rubric, reader: DocumentReader) -> None:
    from services.crawler.audit import audit

    def fail(_: str) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with Fetcher(FetchPolicy("https://example.invalid/"), resolve=fail) as fetcher:
        report = audit("https://x.go.th/", rubric, fetcher=fetcher, reader=reader, items=ITEMS)
        assert fetcher.server("https://x.go.th/") is None
    assert (report.outcome, verdicts(report)) == ("down", {"unknown"})


def test_a_server_that_asks_for_patience_is_left_alone(server: RawServer, raw: Run) -> None:
    server.answers("/", page(LISTING))
    for item in ITEMS:
        server.answers(f"/{item}.html", page("busy", "503 Service Unavailable", Retry_After="900"))
    assert verdicts(raw()) == {"unknown"}
    asked = [request.split(" ")[1] for request in server.requests]
    assert sum(path.endswith(".html") for path in asked) == 1
