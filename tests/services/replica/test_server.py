"""The server answers as an ordinary web server does, and marks every answer."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import requests
from bs4 import BeautifulSoup
from werkzeug.test import Client

from services.replica import make_app

REPORT = "/wp-content/uploads/2024/o6/report-2566-10.docx"


def get(url: str, **options: object) -> requests.Response:
    return requests.get(url, timeout=10, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("address", "status", "kind"),
    [
        ("/", 200, "text/html; charset=utf-8"),
        ("/ita-2567/", 200, "text/html; charset=utf-8"),
        ("/o3-กฎหมายที่เกี่ยวข้อง/", 200, "text/html; charset=utf-8"),
        (REPORT, 200, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("/wp-content/uploads/2024/o6/report-2566-10.pdf", 200, "application/pdf"),
        ("/assets/site.css", 200, "text/css; charset=utf-8"),
        ("/nowhere/", 404, "text/html; charset=utf-8"),
        ("/.built-from", 404, "text/html; charset=utf-8"),
    ],
)
def test_answers_are_typed_and_marked(origin: str, address: str, status: int, kind: str) -> None:
    answer = get(origin + address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, kind)
    assert answer.headers["X-Sucharit-Replica"] == "1"
    assert answer.headers["Date"].count("GMT") == 1


def test_head_has_the_headers_of_get_and_no_body(origin: str) -> None:
    head, full = requests.head(origin + REPORT, timeout=10), get(origin + REPORT)
    assert head.content == b"" and head.headers["Content-Length"] == str(len(full.content))
    assert head.headers["ETag"] == full.headers["ETag"]


@pytest.mark.parametrize(("header", "condition"), [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")])
def test_an_unchanged_file_is_not_sent_again(origin: str, header: str, condition: str) -> None:
    first = get(origin + REPORT)
    again = get(origin + REPORT, headers={condition: first.headers[header]})
    assert (again.status_code, again.content) == (304, b"")


def test_documents_are_dated_as_their_content(origin: str) -> None:
    assert get(origin + REPORT).headers["Last-Modified"] == "Tue, 31 Oct 2023 12:00:00 GMT"


def test_a_part_of_a_file_can_be_asked_for(origin: str) -> None:
    part = get(origin + REPORT, headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"PK\x03\x04")


def test_a_folder_without_slash_is_redirected(origin: str) -> None:
    answer = get(f"{origin}/ita-2567", allow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (301, "/ita-2567/")


def test_writing_is_refused(origin: str) -> None:
    answer = requests.post(f"{origin}/contact/thanks/", data={"f1": "x"}, timeout=10)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("address", ["/../conftest.py", "/..%2f..%2fetc/passwd", "/%2e%2e/x", "//etc/passwd"])
def test_nothing_outside_the_folder_is_served(site: Path, address: str) -> None:
    (site.parent / "conftest.py").write_text("secret")
    assert Client(make_app(site)).get(address).status_code == 404


def test_sitemap_and_robots_name_the_address_they_are_served_at(origin: str) -> None:
    assert f"Sitemap: {origin}/sitemap.xml" in get(f"{origin}/robots.txt").text
    listed = [tag.text for tag in BeautifulSoup(get(f"{origin}/sitemap.xml").content, "xml").find_all("loc")]
    assert f"{origin}/ita-2567/" in listed
    assert all(get(address).status_code == 200 for address in listed)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_the_command_tells_its_address_and_stops_when_told(tmp_path: Path, stop: signal.Signals) -> None:
    command = [sys.executable, "-m", "services.replica", "--port", "0", "--data", str(tmp_path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as run:
        assert run.stdout is not None
        found = re.search(r"http://\S+", run.stdout.readline())
        assert found is not None
        assert get(found[0]).status_code == 200
        run.send_signal(stop)
        try:
            assert run.wait(timeout=20) == 0
        finally:
            run.kill()  # one that ignores the signal must not keep the tests waiting
