"""The process with the browser. It asks the crawler for everything that a page wants, and ends with its input."""

import ctypes
import os
import signal
import sys
import time
from contextlib import suppress
from typing import BinaryIO

import msgspec
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, WebSocketRoute, sync_playwright
from playwright.sync_api import Error as BrowserError

from services.crawler.documents.frames import receive, send
from services.crawler.render.browser import ARGUMENTS, DEAD_PROXY, executable, sandboxed
from services.crawler.render.messages import Given, Show, Shown, Wanted

#: What a page is made of that carries no words; it is not fetched.
_WORDLESS = frozenset({"image", "media", "font", "ping", "cspreport", "manifest", "texttrack", "eventsource"})
#: Headers of the wire; the body is handed over decompressed.
_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding", "set-cookie"})
#: Milliseconds for which a page must be quiet to count as done, at most.
_QUIET = 5_000
#: Linux's prctl: the signal that this process gets when its parent dies.
_PR_SET_PDEATHSIG = 1


def main(user_agent: str) -> None:
    """Show pages until the input ends."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    jobs, results = _private_streams()
    with sync_playwright() as playwright:
        browser = _launched(playwright)
        with suppress(EOFError):
            while True:
                job = msgspec.msgpack.decode(receive(jobs), type=Show)
                shown = _Showing(browser, user_agent, jobs, results).shown(job)
                send(results, msgspec.msgpack.encode(shown))
        browser.close()


def _private_streams() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output for frames alone: what a library prints goes to standard error."""
    jobs, results = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    return os.fdopen(jobs, "rb"), os.fdopen(results, "wb")


def _launched(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(
        executable_path=executable(),
        args=list(ARGUMENTS),
        proxy={"server": DEAD_PROXY["server"], "bypass": DEAD_PROXY["bypass"]},
        chromium_sandbox=sandboxed(),
    )


class _Showing:
    """One page shown, in a context of its own that is thrown away."""

    def __init__(self, browser: Browser, user_agent: str, jobs: BinaryIO, results: BinaryIO) -> None:
        self._browser = browser
        self._user_agent = user_agent
        self._jobs = jobs
        self._results = results

    def shown(self, job: Show) -> Shown:
        """The page as it is once it is quiet, or when its time is nearly over."""
        ends = time.monotonic() + job.seconds
        context = self._context()
        try:
            return self._read(context.new_page(), job.url, ends)
        except BrowserError as error:
            return Shown(None, job.url, error.message.splitlines()[0][:200])
        finally:
            with suppress(BrowserError):
                context.close()

    def _context(self) -> BrowserContext:
        context = self._browser.new_context(
            user_agent=self._user_agent, locale="th-TH", service_workers="block", accept_downloads=False
        )
        context.route("**/*", self._give)
        context.route_web_socket("**/*", _refuse)
        return context

    def _read(self, page: Page, url: str, ends: float) -> Shown:
        page.goto(url, wait_until="domcontentloaded", timeout=_milliseconds(ends))
        with suppress(BrowserError):
            page.wait_for_load_state("networkidle", timeout=min(_QUIET, _milliseconds(ends)))
        return Shown(page.content(), page.url)

    def _give(self, route: Route) -> None:
        """Every request of the page comes here, and is answered by the crawler's guarded fetch or not at all."""
        asked = route.request
        if asked.method != "GET" or asked.resource_type in _WORDLESS:
            route.abort()
            return
        send(self._results, msgspec.msgpack.encode(Wanted(asked.url)))
        given = msgspec.msgpack.decode(receive(self._jobs), type=Given)
        if not given.status:
            route.abort()
            return
        headers = {name: text for name, text in given.headers.items() if name not in _WIRE}
        route.fulfill(status=given.status, headers=headers, body=given.body)


def _refuse(socket: WebSocketRoute) -> None:
    socket.close()


def _milliseconds(ends: float) -> float:
    """At least one: to Playwright zero means for ever."""
    return max(1.0, (ends - time.monotonic()) * 1000)


if __name__ == "__main__":
    main(sys.argv[1])
