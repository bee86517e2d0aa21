"""Pages that need a browser: shown by one that reaches nothing but through the guard, and is ended when it must be."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from services.crawler.audit import AuditReport, audit
from services.crawler.documents import DocumentReader
from services.crawler.fetch import Budget, Fetcher, FetchPolicy
from services.crawler.render import Renderer
from services.crawler.render.browser import missing
from services.crawler.render.kept import RENDERED
from services.crawler.snapshots import SnapshotStore
from shared.rubric import load_rubric
from tests.processes import marked, wait_for_end

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        missing() is not None and os.environ.get("SUCHARIT_REQUIRE_BROWSER") != "1", reason=str(missing())
    ),
]

HEAD = '<!doctype html><html lang="th"><meta charset="utf-8"><title>ITA 2567</title>'
#: A single-page application: its list of items comes by fetch() after a moment.
APP = f"""{HEAD}<body><div id="root">กำลังโหลด...</div><script>
setTimeout(async () => {{
  const items = await (await fetch("/api/items.json")).json();
  document.getElementById("root").innerHTML = "<h1>ITA ปีงบประมาณ พ.ศ. 2567</h1><table>" + items.map(
    (i) => `<tr><td>${{i.code}}</td><td><a href="${{i.url}}">${{i.title}}</a></td></tr>`).join("") + "</table>";
}}, 50);</script></body></html>"""
ITEMS = """[{"code": "O1", "title": "โครงสร้าง", "url": "/o1.html"}, {"code": "O4", "title": "ข้อมูลการติดต่อ",
"url": "/o4.html"}, {"code": "O7", "title": "ข่าวประชาสัมพันธ์", "url": "/o7.html"}]"""
CONTACT = f"""{HEAD}<h1>ข้อมูลการติดต่อ ปีงบประมาณ พ.ศ. 2567</h1><p>{"ที่อยู่สำนักงาน ถนนสายหลัก " * 20}</p>
<p>โทรศัพท์ 042-123456 อีเมล office@example.go.th</p>"""
SHELL = HEAD + '<body><div id="root"></div><script>{script}</script></body></html>'


class Site(ThreadingHTTPServer):
    """A website of these pages that remembers what was asked of it."""

    daemon_threads = True

    def __init__(self, pages: dict[str, str]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages, self.asked = pages, []

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers["User-Agent"]))
        body = self.server.pages.get(self.path)
        kind = (
            "application/json"
            if self.path.endswith(".json")
            else "text/plain"
            if "robots" in self.path
            else "text/html"
        )
        self.send_response(200 if body is not None else 404)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write((body or "").encode())

    def log_message(self, *_: object) -> None:
        """Requests are remembered, not printed."""


@contextmanager
def serving(pages: dict[str, str]) -> Iterator[Site]:
    with Site(pages) as site:
        thread = threading.Thread(target=site.serve_forever)
        thread.start()
        try:
            yield site
        finally:
            site.shutdown()
            thread.join()


@contextmanager
def rendering(site: Site, **limits: float) -> Iterator[Renderer]:
    policy = FetchPolicy("https://example.invalid", private_hosts=frozenset({site.place}))
    with Fetcher(policy) as fetcher, Renderer(fetcher, **limits) as renderer:
        yield renderer


@pytest.fixture
def bystander() -> Iterator[Callable[[], tuple[str, int]]]:
    """Another server of this machine; asked for how often anybody connected to it, and its place."""
    connected: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def accept() -> None:
            while True:
                try:
                    connected.append(listening.accept())
                except OSError:
                    return

        thread = threading.Thread(target=accept)
        thread.start()
        port = listening.getsockname()[1]
        yield lambda: (f"127.0.0.1:{port}", len(connected))
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


def test_an_application_that_fetches_its_items_is_audited_as_a_browser_shows_it(tmp_path: Path) -> None:
    pages = {"/": APP, "/api/items.json": ITEMS, "/o4.html": CONTACT}
    with serving(pages) as site:
        without = run(site, None)
        assert {item.verdict for item in without.items} == {"unknown"}
        assert any(problem.kind == "browser" for problem in without.problems)
        store = SnapshotStore.in_folder(tmp_path)
        with rendering(site) as renderer:
            report = run(site, renderer, store)
        contact = report.item("O4")
        assert contact is not None
        assert [link.url for link in contact.links] == [f"http://{site.place}/o4.html"]
        assert contact.verdict in {"present", "partial"}
        assert not [problem for problem in report.problems if problem.kind == "browser"]
        assert {agent for _, agent in site.asked} == {FetchPolicy("https://example.invalid").user_agent}
        [home] = [kept for kept in store if kept.url == f"http://{site.place}/"]
        assert home.headers[RENDERED] == "chromium"
        assert "ข้อมูลการติดต่อ" in store.body(home).decode()


def run(site: Site, renderer: Renderer | None, store: SnapshotStore | None = None) -> AuditReport:
    policy = FetchPolicy("https://example.invalid", private_hosts=frozenset({site.place}))
    rubric = load_rubric("2567-provincial-immigration")
    with Fetcher(policy) as fetcher, DocumentReader() as reader:
        return audit(
            f"http://{site.place}/", rubric, fetcher=fetcher, reader=reader, renderer=renderer, snapshots=store
        )


#: Every way out of a page that a page knows, to a server that it must not reach.
ATTEMPTS = {
    "fetch": 'fetch("http://{place}/").then(r => r.text()).then(say)',
    "no-cors": 'fetch("http://{place}/", {{mode: "no-cors"}})',
    "post": 'fetch("/", {{method: "POST", body: "x"}}); navigator.sendBeacon("http://{place}/", "x")',
    "xhr": 'const x = new XMLHttpRequest(); x.open("GET", "http://{place}/"); x.send()',
    "frame": 'document.body.insertAdjacentHTML("beforeend", "<iframe src=http://{place}/></iframe>")',
    "image": 'new Image().src = "http://{place}/"',
    "style": 'document.head.insertAdjacentHTML("beforeend", "<link rel=stylesheet href=http://{place}/>")',
    "hints": 'document.head.insertAdjacentHTML("beforeend", "<link rel=preconnect href=http://{place}>'
    '<link rel=dns-prefetch href=http://{place}><link rel=prefetch href=http://{place}/>")',
    "websocket": 'new WebSocket("ws://{place}/")',
    "events": 'new EventSource("http://{place}/")',
    "worker": "new Worker(URL.createObjectURL(new Blob([\"fetch('http://{place}/')\"])))",
    "worker-socket": "new Worker(URL.createObjectURL(new Blob([\"new WebSocket('ws://{place}/')\"])))",
    "service-worker": 'navigator.serviceWorker && navigator.serviceWorker.register("/worker.js")',
    "rtc": 'const p = new RTCPeerConnection({{iceServers: [{{urls: "turn:{place}?transport=tcp", username: "u", '
    'credential: "c"}}]}}); p.createDataChannel("x"); p.createOffer().then(o => p.setLocalDescription(o))',
    "popup": 'window.open("http://{place}/")',
    "leave": 'location.href = "http://{place}/"',
    "download": 'const a = document.createElement("a"); a.href = "http://{place}/"; a.download = "x"; '
    "document.body.append(a); a.click()",
    "form": 'document.body.insertAdjacentHTML("beforeend", "<form id=f method=post action=http://{place}/></form>"); '
    'document.getElementById("f").submit()',
    "metadata": 'fetch("http://169.254.169.254/latest/meta-data/").then(r => r.text()).then(say)',
    "file": 'fetch("file:///etc/passwd").then(r => r.text()).then(say)',
    "file-frame": 'document.body.insertAdjacentHTML("beforeend", "<iframe src=file:///etc/passwd></iframe>")',
}


def test_nothing_that_a_page_tries_reaches_another_server_or_a_file(bystander) -> None:
    place, _ = bystander()
    say = "const say = (words) => { document.body.append(words) };"
    pages = {f"/{name}": SHELL.format(script=say + script.format(place=place)) for name, script in ATTEMPTS.items()}
    with serving(pages) as site, rendering(site, seconds=20) as renderer:
        for name in ATTEMPTS:
            shown = renderer.render(f"http://{site.place}/{name}", Budget())
            assert "root:" not in (shown.html or ""), name
            assert bystander()[1] == 0, name
        assert "/worker.js" not in {path for path, _ in site.asked}
        assert ("/post", FetchPolicy("https://example.invalid").user_agent) in site.asked


def test_what_the_policy_opens_is_reached() -> None:
    """The counterpart of the test above, by which that one could fail."""
    script = ATTEMPTS["no-cors"]
    with (
        serving({"/": "there"}) as other,
        serving({"/": SHELL.format(script=script.format(place=other.place))}) as site,
    ):
        policy = FetchPolicy("https://example.invalid", private_hosts=frozenset({site.place, other.place}))
        with Fetcher(policy) as fetcher, Renderer(fetcher) as renderer:
            renderer.render(f"http://{site.place}/", Budget())
        assert "/" in {path for path, _ in other.asked}


def test_a_page_whose_scripts_never_end_is_ended_and_the_next_is_shown() -> None:
    pages = {
        "/loop": SHELL.format(script="while (true) {}"),
        "/good": SHELL.format(script="document.body.append('ok')"),
    }
    with serving(pages) as site, rendering(site, seconds=3) as renderer:
        stuck = renderer.render(f"http://{site.place}/loop", Budget())
        assert stuck.html is None
        assert stuck.reason
        assert "ok" in (renderer.render(f"http://{site.place}/good", Budget()).html or "")


def test_a_page_that_eats_memory_costs_only_itself() -> None:
    hungry = "const kept = []; while (true) { kept.push(new Array(1e6).fill(Math.random())) }"
    pages = {"/hungry": SHELL.format(script=hungry), "/good": SHELL.format(script="document.body.append('ok')")}
    with serving(pages) as site, rendering(site, seconds=15) as renderer:
        assert renderer.render(f"http://{site.place}/hungry", Budget()).html is None
        assert "ok" in (renderer.render(f"http://{site.place}/good", Budget()).html or "")


def test_a_page_asks_by_the_rules_of_every_fetch() -> None:
    script = 'for (let i = 0; i < 30; i++) fetch("/x" + i + ".json"); fetch("/private/a.json")'
    pages = {"/": SHELL.format(script=script), "/robots.txt": "User-agent: *\nDisallow: /private/\n"}
    with serving(pages) as site, rendering(site, requests=10) as renderer:
        budget = Budget()
        assert renderer.render(f"http://{site.place}/", budget).html is not None
        asked = [path for path, _ in site.asked if path.startswith("/x")]
        assert len(asked) == 9
        assert "/private/a.json" not in {path for path, _ in site.asked}
        assert budget.requests == len(site.asked)


def test_a_used_up_budget_shows_nothing() -> None:
    with serving({"/": APP}) as site, rendering(site) as renderer:
        assert renderer.render(f"http://{site.place}/", Budget(max_requests=0)).html is None
        assert site.asked == []


def test_temporary_files_may_belong_far_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    far_down = tmp_path / ("d" * 80)
    far_down.mkdir()
    monkeypatch.setenv("TMPDIR", str(far_down))
    page = SHELL.format(script="document.body.append('ok')")
    with serving({"/": page}) as site, rendering(site) as renderer:
        assert "ok" in (renderer.render(f"http://{site.place}/", Budget()).html or "").partition("</script>")[2]


def test_the_browser_ends_with_the_crawler_that_was_killed(tmp_path: Path) -> None:
    """Its processes carry a mark in their environment, by which any that were left would be found."""
    mark = str(tmp_path)
    program = (
        "from services.crawler.fetch import *; from services.crawler.render import Renderer; import sys;"
        "f = Fetcher(FetchPolicy('x', private_hosts=frozenset({sys.argv[1]}))); r = Renderer(f);"
        "r.render(f'http://{sys.argv[1]}/', Budget()); print('shown', flush=True); sys.stdin.read()"
    )
    with serving({"/": SHELL.format(script="document.body.append('ok')")}) as site:
        crawler = subprocess.Popen(
            [sys.executable, "-c", program, site.place],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "VIRTUAL_ENV": mark},
        )
        with crawler:
            assert crawler.stdout.readline() == b"shown\n"
            browsers = marked("VIRTUAL_ENV", mark) - {crawler.pid}
            assert browsers
            crawler.send_signal(signal.SIGKILL)
        for pid in browsers:
            wait_for_end(pid)
