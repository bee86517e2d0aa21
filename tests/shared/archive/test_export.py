"""The web archive of one recorded audit, read by warcio."""

import io

import pytest
from warcio.archiveiterator import ArchiveIterator

from shared.archive import NothingKept, audit_archive
from tests.shared.archive.conftest import UNIT, Archive


def export(archive: Archive, report: str) -> list[tuple[str, str | None, bytes]]:
    parts = audit_archive(
        archive.log, archive.blobs, unit=UNIT, audit_id="a1", report=report, finished_at=archive.day(0)
    )
    read = ArchiveIterator(io.BytesIO(b"".join(parts)), check_digests="raise")
    return [(r.rec_type, r.rec_headers["WARC-Target-URI"], r.content_stream().read()) for r in read]


def test_every_page_that_was_kept_is_in_it(archive: Archive) -> None:
    report = archive.audit("a1", 0, {"": "บ้าน", "o4": "ติดต่อ"})
    found = [(url, body.decode()) for kind, url, body in export(archive, report) if kind == "response"]
    assert found == [("https://unit.test/", "บ้าน"), ("https://unit.test/o4", "ติดต่อ")]


def test_it_says_which_audit_and_report_it_is_of(archive: Archive) -> None:
    report = archive.audit("a1", 0, {"": "x"})
    [(kind, _, words), *_] = export(archive, report)
    assert kind == "warcinfo"
    assert f"isPartOf: a1\r\nreport: {report}\r\n".encode() in words


def test_an_audit_that_kept_no_index_says_so_before_anything_is_sent(archive: Archive) -> None:
    report = archive.audit("a1", 0, {}, index=False)
    with pytest.raises(NothingKept, match="a1"):
        export(archive, report)
    with pytest.raises(NothingKept):
        export(archive, "ab" * 32)
