"""Documents that lie, break, or mean harm: always a problem, never an exception, and the next one is read."""

import os
import signal
import threading
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.crawler.documents import Document, DocumentReader, sniff, sniff_truncated
from tests.processes import wait_for_end
from tests.services.crawler.documents.made import archive, excel, old_office, pdf, word

SIGNATURES = [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"{\\rtf1 ", b"<html>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
#: A main stream whose flags say that it is encrypted, with words of the metadata that are not.
ENCRYPTED_WORD = b"\xec\xa5\xc1\x00" + bytes(7) + b"\x13" + bytes(500) + "Microsoft Word ".encode("utf-16-le") * 9
ODT = b"application/vnd.oasis.opendocument.text"
ENCRYPTED_ODT = {"META-INF__manifest_xml": b"<manifest:encryption-data manifest:checksum='x'/>"}
TEXT = "สำนักงานตรวจคนเข้าเมือง"


def problem(read: Document) -> str:
    assert read.problem is not None
    assert read.problem.kind == "document"
    return read.problem.detail


def pdf_bomb() -> bytes:
    """One page whose content unpacks to 600 MB."""
    packer = zlib.compressobj()
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(600)) + packer.flush()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj%s endobj\n" % (n, o) for n, o in enumerate(objects, 1))
    return body + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF"


def test_a_word_bomb_is_not_opened(reader: DocumentReader) -> None:
    assert "unpacks" in problem(reader.read(archive(word__document_xml=bytes(310_000_000))))


def test_a_part_that_grows_too_much_is_not_opened(reader: DocumentReader) -> None:
    read = reader.read(archive(xl__workbook_xml=b"<x/>", xl__worksheets__sheet1_xml=bytes(50_000_000)))
    assert "unpacks" in problem(read)


def test_a_sheet_with_cells_far_apart(reader: DocumentReader) -> None:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheet = (
        b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    book = f'<workbook xmlns:r="{kinds}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'.encode()
    target = 'Target="worksheets/sheet1.xml"'
    relations = f'<Relationships><Relationship Id="r1" Type="{kinds}/worksheet" {target}/></Relationships>'.encode()
    parts = {"xl__workbook_xml": book, "xl___rels__workbook_xml_rels": relations, "xl__worksheets__sheet1_xml": sheet}
    assert problem(reader.read(archive(**parts)))


def test_a_pdf_bomb_costs_at_most_its_limits() -> None:
    with DocumentReader(memory=400 << 20, cpu_seconds=5, wall_seconds=20) as small:
        small.read(pdf_bomb())
        assert small.read(TEXT.encode()).text == TEXT


def test_a_document_that_takes_too_long_is_given_up() -> None:
    with DocumentReader(wall_seconds=0.001) as hasty:
        assert "seconds" in problem(hasty.read(TEXT.encode()))


def is_reader(command: Path) -> bool:
    """A process of ours that reads documents; others may end while they are looked at."""
    with suppress(OSError):
        parent = (command.parent / "stat").read_text().rpartition(")")[2].split()[1]
        return parent == str(os.getpid()) and b"documents.child" in command.read_bytes()
    return False


def readers() -> set[int]:
    return {int(path.parent.name) for path in Path("/proc").glob("[0-9]*/cmdline") if is_reader(path)}


def test_a_child_that_dies_while_nobody_reads_costs_no_document() -> None:
    others = readers()
    with DocumentReader() as reader:
        assert reader.read(TEXT.encode()).text == TEXT
        (child,) = readers() - others
        os.kill(child, signal.SIGKILL)
        wait_for_end(child)
        assert reader.read(TEXT.encode()).text == TEXT


def test_many_threads_share_a_reader(reader: DocumentReader) -> None:
    found: list[str] = []
    bodies = [f"{TEXT} {number}" for number in range(20)]

    def work(body: str) -> None:
        found.append(reader.read(body.encode()).text)

    threads = [threading.Thread(target=work, args=(body,)) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == sorted(bodies)


def test_cut_files(reader: DocumentReader, tmp_path: Path) -> None:
    for body in (pdf(TEXT * 50, tmp_path), word(TEXT), excel([[TEXT]])):
        read = reader.read(body[: len(body) // 2])
        assert read.truncated
        assert read.kind in {"pdf", "docx", "xlsx", "zip"}
        assert problem(read)


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (b"", "empty", "empty"),
        (b" \n", "empty", "empty"),
        (b"%PDF-1.7\nnot really\n%%EOF", "pdf", "damaged"),
        (b"PK\x03\x04" + b"\xff" * 100, "zip", "cannot be read"),
        (b"\x00\x01\x02\x03binary", "unknown", "cannot be read"),
        (old_office("EncryptedPackage", b"x"), "unknown", "password"),
        (old_office("Workbook", b"not biff"), "xls", ""),
        (old_office("WordDocument", ENCRYPTED_WORD), "doc", "password"),
        (archive(mimetype=ODT, content_xml=b"\x8f\xe2", **ENCRYPTED_ODT), "odt", "password"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(40), "rar", "this kind (rar)"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(40), "7z", "this kind (7z)"),
        (archive(readme_txt=b"x"), "zip", "cannot be read"),
        (archive(mimetype=b"%PDF-1.7 not packed"), "zip", "cannot be read"),
    ],
)
def test_what_cannot_be_read_says_why(reader: DocumentReader, body: bytes, kind: str, words: str) -> None:
    read = reader.read(body, url="https://unit.test/f")
    assert read.kind == kind
    assert words in problem(read)
    assert read.problem is not None
    assert read.problem.url == "https://unit.test/f"
    assert not read.machine_readable


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.sampled_from(SIGNATURES), rest=st.binary(max_size=300))
def test_any_bytes_give_a_document(reader: DocumentReader, start: bytes, rest: bytes) -> None:
    read = reader.read(start + rest)
    assert read.kind == sniff(start + rest)
    assert read.truncated == sniff_truncated(start + rest, read.kind)
