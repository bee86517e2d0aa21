"""Ctrl-C in the middle of a standalone audit: it ends at once, says so, and leaves what it kept readable."""

import signal
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.crawler.snapshots import SnapshotStore

PAGE = b"<!doctype html><meta charset=utf-8><title>ITA 2567</title><a href=/never>O1</a><a href=/never2>O2</a>"


class _Stalling(socketserver.StreamRequestHandler):
    """Answers the home page, and tells when a page is asked for that never comes."""

    def handle(self) -> None:
        path = self.rfile.readline().split()[1]
        while self.rfile.readline().strip():
            pass
        if path.startswith(b"/never"):
            self.server.stalled.set()
            self.server.released.wait()
        body, status = (PAGE, b"200 OK") if path == b"/" else (b"", b"404 Not Found")
        head = b"HTTP/1.1 %s\r\nContent-Type: text/html\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
        self.wfile.write(head % (status, len(body)) + body)


@pytest.fixture
def stalling() -> Iterator[socketserver.ThreadingTCPServer]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Stalling) as server:
        server.daemon_threads = True
        server.stalled, server.released = threading.Event(), threading.Event()
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.released.set()
        server.shutdown()
        thread.join()


def test_an_interrupted_audit_ends_at_once_with_its_own_exit_code(stalling, tmp_path: Path) -> None:
    site, kept = f"http://127.0.0.1:{stalling.server_address[1]}/", tmp_path / "kept"
    words = ["audit", site, "--allow-private", "--json", str(tmp_path / "report.json"), "--snapshots", str(kept)]
    running = subprocess.Popen(
        [sys.executable, "-m", "services.cli", *words], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert stalling.stalled.wait(60)
    running.send_signal(signal.SIGINT)
    output, errors = running.communicate(timeout=60)
    assert (running.returncode, output, errors.strip()) == (130, "", "interrupted")
    assert not (tmp_path / "report.json").exists()
    assert list(SnapshotStore.in_folder(kept)) == []
