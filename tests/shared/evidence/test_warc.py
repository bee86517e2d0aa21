"""Web archives, read by warcio: a reader that is not ours."""

import gzip
import hashlib
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from shared.evidence import BlobMissing, Hop, Snapshot, decode_index, encode_index, web_archive

AT = datetime(2024, 2, 29, 1, 2, 3, 456789, tzinfo=UTC)
PAGE = "<html lang=th>ข้อมูลการติดต่อ</html>".encode()


def snapshot(url: str, body: bytes, **more: Any) -> Snapshot:
    sha256 = hashlib.sha256(body).hexdigest()
    headers = {"content-type": "text/html", "content-encoding": "gzip", "content-length": "9", "server": "nginx"}
    return Snapshot(url, url, 200, headers, "text/html", sha256, len(body), AT, **more)


def archive(bodies: Mapping[str, bytes], snapshots: list[Snapshot]) -> bytes:
    def body(wanted: Snapshot) -> bytes:
        if wanted.url not in bodies:
            raise BlobMissing("removed by the rule of 90 days")
        return bodies[wanted.url]

    about = {"description": "audit TH-49-2567-1"}
    return b"".join(web_archive(snapshots, body, name="a1.warc.gz", made_at=AT, about=about))


def records(content: bytes) -> list[tuple[Any, bytes]]:
    """Every record with its content; raises where a digest does not fit."""
    return [(r, r.content_stream().read()) for r in ArchiveIterator(io.BytesIO(content), check_digests="raise")]


def test_a_page_comes_with_its_request_and_says_what_wrote_it() -> None:
    sent = {"user-agent": "Sucharit/1.0"}
    url = "https://unit.test/o4?year=2567"
    [info, answer, request] = records(archive({url: PAGE}, [snapshot(url, PAGE, sent=sent)]))
    assert (info[0].rec_type, info[0].rec_headers.protocol) == ("warcinfo", "WARC/1.1")
    assert b"description: audit TH-49-2567-1\r\n" in info[1]
    assert answer[0].rec_type == "response"
    assert answer[1] == PAGE
    assert answer[0].rec_headers["WARC-Target-URI"] == url
    assert answer[0].rec_headers["WARC-Date"] == "2024-02-29T01:02:03.456789Z"
    assert answer[0].rec_headers["WARC-Payload-Digest"] == f"sha256:{hashlib.sha256(PAGE).hexdigest()}"
    assert answer[0].http_headers.get_statuscode() == "200"
    assert answer[0].http_headers["content-length"] == str(len(PAGE))
    assert answer[0].http_headers["x-archive-orig-content-encoding"] == "gzip"
    assert answer[0].http_headers["content-encoding"] is None
    assert request[0].rec_type == "request"
    assert request[0].rec_headers["WARC-Concurrent-To"] == answer[0].rec_headers["WARC-Record-ID"]
    assert request[0].http_headers.statusline == "/o4?year=2567 HTTP/1.1"
    assert request[0].http_headers["host"] == "unit.test"
    assert request[0].http_headers["user-agent"] == "Sucharit/1.0"


def test_a_body_that_came_twice_is_pointed_to() -> None:
    one, two = "https://unit.test/a", "https://unit.test/b"
    later = replace(snapshot(two, PAGE), fetched_at=AT + timedelta(seconds=5))
    found = records(archive({one: PAGE, two: PAGE}, [snapshot(one, PAGE), later]))
    first, again = found[1][0], found[3][0]
    assert again.rec_type == "revisit"
    assert again.rec_headers["WARC-Refers-To"] == first.rec_headers["WARC-Record-ID"]
    assert again.rec_headers["WARC-Refers-To-Target-URI"] == one
    assert again.rec_headers["WARC-Refers-To-Date"] == first.rec_headers["WARC-Date"]
    assert again.rec_headers["WARC-Payload-Digest"] == first.rec_headers["WARC-Payload-Digest"]
    assert again.http_headers["server"] == "nginx"


def test_redirects_lead_to_the_page_in_the_archive_too() -> None:
    hop = Hop("https://unit.test/short", 302, {"location": "/o4", "content-length": "12"})
    page = replace(snapshot("https://unit.test/short", PAGE, hops=(hop,)), final_url="https://unit.test/o4")
    found = [r for r, _ in records(archive({"https://unit.test/short": PAGE}, [page])) if r.rec_type == "response"]
    assert [r.rec_headers["WARC-Target-URI"] for r in found] == ["https://unit.test/short", "https://unit.test/o4"]
    assert (found[0].http_headers.get_statuscode(), found[0].http_headers["location"]) == ("302", "/o4")
    assert found[0].http_headers.statusline == "302 Found"


def test_a_body_that_is_kept_no_more_is_told() -> None:
    [_, (lost, words)] = records(archive({}, [snapshot("https://unit.test/a", PAGE)]))
    assert (lost.rec_type, lost.rec_headers["WARC-Target-URI"]) == ("metadata", "https://unit.test/a")
    assert b"reason: removed by the rule of 90 days\r\n" in words
    assert hashlib.sha256(PAGE).hexdigest().encode() in words


def test_a_cut_body_is_marked() -> None:
    url = "https://unit.test/a"
    [_, (answer, _), _] = records(archive({url: PAGE}, [snapshot(url, PAGE, complete=False)]))
    assert answer.rec_headers["WARC-Truncated"] == "unspecified"


def test_exporting_twice_gives_the_same_file_and_ids_are_unique() -> None:
    urls = [f"https://unit.test/{number}" for number in range(4)]
    kept = [snapshot(url, url.encode()) for url in urls]
    bodies = {url: url.encode() for url in urls}
    content = archive(bodies, kept)
    assert content == archive(bodies, kept)
    ids = [record.rec_headers["WARC-Record-ID"] for record, _ in records(content)]
    assert len(ids) == len(set(ids)) == 9


def test_a_forged_body_is_noticed_by_the_reader() -> None:
    url = "https://unit.test/a"
    content = gzip.decompress(archive({url: PAGE}, [snapshot(url, PAGE)]))
    assert records(content)
    with pytest.raises(ArchiveLoadFailed, match="digest failed"):
        records(content.replace(b"lang=th", b"lang=en"))


@given(
    headers=st.dictionaries(st.from_regex(r"\A[a-z][a-z-]{0,20}\Z"), st.text(max_size=40), max_size=5),
    body=st.binary(max_size=300),
    status=st.integers(100, 599),
)
def test_whatever_a_server_sent_the_archive_can_be_read(headers: dict[str, str], body: bytes, status: int) -> None:
    url = "https://unit.test/a"
    kept = replace(snapshot(url, body), headers=headers, status=status)
    found = records(archive({url: body}, [kept]))
    assert [record.rec_type for record, _ in found] == ["warcinfo", "response", "request"]
    assert found[1][1] == body


def test_an_index_can_be_read_again() -> None:
    kept = [snapshot("https://unit.test/a", PAGE, sent={"a": "b"}, hops=(Hop("https://x.test/", 301, {}),))]
    assert list(decode_index(encode_index(kept))) == kept
    assert list(decode_index(b"")) == []
